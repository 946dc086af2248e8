"""A host's pictures: each drawn once, not too many, within bounds of room."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from strikemap.export import FORMS, View
from strikemap.filters.choices import Filters
from strikemap.host import pictures
from strikemap.host.pictures import Pictures
from strikemap.host.prepared_exports import Busy
from strikemap.languages import speaking
from strikemap.links import Link
from strikemap.side_files import SideFile
from strikemap.translations import FILE
from tests.builders import build, incident

VIEW = View(build([incident("a")]), Link(collection="example"))


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What has been drawn, by query; a picture is ten bytes."""
    made: list[str] = []

    def write(view: View, file: object, progress: object) -> None:
        made.append(view.query)
        file.write(b"0123456789")  # type: ignore[attr-defined]

    form = replace(FORMS["png"], make=write)
    monkeypatch.setattr(pictures, "FORMS", {"png": form, "svg": form})
    return made


def views(count: int) -> list[View]:
    return [replace(VIEW, link=Link(filters=Filters(text=str(at)))) for at in range(count)]


def test_each_is_drawn_once(drawn: list[str]) -> None:
    """Who asks for one picture at the same time shares one drawing; new content is drawn anew."""
    kept = Pictures()
    with ThreadPoolExecutor(8) as pool:
        assert set(pool.map(lambda _: kept.picture("png", VIEW), range(16))) == {b"0123456789"}
    assert len(drawn) == 1
    kept.picture("png", replace(VIEW, collection=build([incident("b")])))
    kept.picture("svg", VIEW)
    assert len(drawn) == 3


def test_another_wording_is_drawn_anew(drawn: list[str]) -> None:
    """A picture of other translations, or in another language, is not the one that was kept."""
    kept = Pictures()
    kept.picture("png", VIEW)
    translated = {FILE: SideFile.of(b"what was translated")}
    view = replace(VIEW, collection=replace(VIEW.collection, beside=translated))
    kept.picture("png", view)
    with speaking("ru"):
        kept.picture("png", view)
    kept.picture("png", view)
    assert len(drawn) == 3


def test_room_is_bounded(drawn: list[str]) -> None:
    """The ones asked for longest ago go when the room is full."""
    kept = Pictures(room=25)
    first, second, third = views(3)
    for view in (first, second, first, third):
        kept.picture("png", view)
    assert kept.weight == 20 and len(drawn) == 3
    kept.picture("png", first)
    assert len(drawn) == 3
    kept.picture("png", second)
    assert len(drawn) == 4


def test_so_many_a_second(drawn: list[str]) -> None:
    """Beyond the host's rate a new picture is refused in words; a kept one is still given."""
    kept = Pictures(a_second=0.0, at_most=2.0)
    first, second, third = views(3)
    kept.picture("png", first)
    kept.picture("png", second)
    with pytest.raises(Busy, match="try again"):
        kept.picture("png", third)
    assert kept.picture("png", first) == b"0123456789"


def test_one_that_fails_leaves_the_rest(drawn: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """After a picture that can't be drawn the next one is drawn as before."""
    kept = Pictures()
    with pytest.raises(KeyError):
        kept.picture("pdf", VIEW)
    assert kept.picture("png", VIEW) == b"0123456789"
