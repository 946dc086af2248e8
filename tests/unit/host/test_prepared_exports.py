"""Large exports on a host: in turn, within bounds, and the same bytes as ever."""

from __future__ import annotations

import builtins
import tempfile
import tracemalloc
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from threading import Event, Thread
from typing import Any

import pytest

from strikemap.export import FORMS, export, working_bytes
from strikemap.export import xlsx as sheets
from strikemap.export.view import View
from strikemap.host import prepared_exports
from strikemap.host.memory_budget import Budget
from strikemap.host.prepared_exports import Busy, Prepared, at_once, prepare
from strikemap.links import Link
from tests.builders import synthetic

WHOLE = synthetic(40)
ALL = Link(collection="example")
VIEW = View(WHOLE, ALL)


def silent(done: float, what: str) -> None:
    """Who is told and does nothing of it."""


@pytest.fixture(autouse=True)
def nothing_kept() -> Iterator[None]:
    prepared_exports._kept.clear()
    yield
    assert prepared_exports._ONE_AT_A_TIME.acquire(blocking=False), "a turn was not given back"
    prepared_exports._ONE_AT_A_TIME.release()


def made(form: str = "csv", link: Link = ALL) -> Prepared:
    return prepare(form, View(WHOLE, link), silent)


@pytest.mark.parametrize("form", ["csv", "geojson", "package", "html"])
def test_it_is_the_same_file(form: str) -> None:
    """What is prepared is what one click gives of a small view."""
    assert made(form).delivered() == export(form, VIEW)


def test_it_is_of_one_view_and_form() -> None:
    """A file is of the view and form that it was made of, and of no other."""
    one = made()
    assert one.is_of("csv", View(WHOLE, Link(collection="example")))
    assert not one.is_of("geojson", VIEW)
    assert not one.is_of("csv", View(WHOLE, Link(collection="example", incident="i000001")))
    assert not one.is_of("csv", View(synthetic(40), ALL))


def test_one_at_a_time() -> None:
    """Who comes second is told so, waits, and then gets the file."""
    began, waits = Event(), Event()
    heard: list[str] = []

    def first(done: float, what: str) -> None:
        began.set()
        assert waits.wait(30)

    def second(done: float, what: str) -> None:
        heard.append(what)
        waits.set()

    other = Thread(target=lambda: prepare("csv", VIEW, first))
    other.start()
    assert began.wait(30)
    assert prepare("csv", VIEW, second).delivered() == export("csv", VIEW)
    other.join(30)
    assert "yours is next" in heard[0] and heard[-1] == "writing"


def test_who_waits_too_long_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """A host that stays busy says so instead of hanging."""
    monkeypatch.setattr(prepared_exports, "SECONDS", -1.0)
    with prepared_exports._ONE_AT_A_TIME, pytest.raises(Busy, match="busy with other files"):
        made()


def test_what_takes_too_long_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """An export that is never done ends in words, and the next one has its turn."""
    monkeypatch.setattr(prepared_exports, "SECONDS", -1.0)
    with pytest.raises(Busy, match="narrow the view, or use the command line"):
        made()


def test_who_goes_away_gives_the_turn_back() -> None:
    """A reader who moves a filter or leaves stops the work at the next part of it."""

    def gone(done: float, what: str) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        prepare("csv", VIEW, gone)
    assert made().content


def test_the_oldest_make_room(monkeypatch: pytest.MonkeyPatch) -> None:
    """Beyond a bound of bytes the oldest are let go of, and made anew if still asked for."""
    size = len(export("csv", VIEW))
    monkeypatch.setattr(prepared_exports, "KEPT", 2 * size)
    files = [made() for _ in range(4)]
    assert [each.content is not None for each in files] == [False, True, True, True]
    assert files[0].delivered() == export("csv", VIEW)
    assert sum(len(each.content or b"") for each in files) <= 3 * size


def test_they_are_in_the_host_s_budget(monkeypatch: pytest.MonkeyPatch) -> None:
    """Waiting files are counted, go where a reader's file needs the room, and are made again."""
    size = len(export("csv", VIEW))
    budget = Budget(10 * size)
    monkeypatch.setattr(prepared_exports, "BUDGET", budget)
    budget.count(prepared_exports.kept_bytes, prepared_exports.let_go)
    files = [made() for _ in range(3)]
    assert (budget.taken, budget.free) == (3 * size, 10 * size)
    with budget.reserved(8 * size):
        assert [each.content is not None for each in files] == [False, True, True]
        with budget.reserved(2 * size):
            assert budget.taken == 10 * size and prepared_exports.kept_bytes() == 0
            with pytest.raises(Busy, match="no room"):
                files[0].delivered()
    assert files[0].delivered() == export("csv", VIEW)


@pytest.mark.parametrize("form", ["csv", "geojson", "package", "xlsx", "html"])
def test_room_is_taken_while_it_is_made(form: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """One that turns out larger than there is room for is given up in words, and takes none."""
    size = len(export(form, VIEW))
    for most in (size - 1, size):
        budget = Budget(most)
        monkeypatch.setattr(prepared_exports, "BUDGET", budget)
        if most < size:
            with pytest.raises(Busy, match="no room"):
                made(form)
        else:
            assert made(form).content
        assert budget.taken == 0


def test_what_nobody_holds_takes_no_room(monkeypatch: pytest.MonkeyPatch) -> None:
    """A file whose reader has gone is not counted."""
    monkeypatch.setattr(prepared_exports, "KEPT", 2 * len(export("csv", VIEW)))
    one = made()
    for _ in range(5):
        made()
    assert one.content


def prepared(form: str, view: View) -> bytes:
    """A large file, prepared before its button is there."""
    return prepare(form, view, silent).delivered()


OFFERED = sorted(each.name for each in FORMS.values() if each.english_label and not each.is_picture)


@pytest.mark.parametrize("make", [prepared, at_once])
def test_of_a_reader_s_own_file_nothing_is_written(
    make: Callable[[str, View], bytes], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Whatever form it is asked for in, and however many rows it has, no file is made on disk."""
    monkeypatch.setattr(sheets, "IN_MEMORY", 800)
    own = replace(synthetic(801), folder=None)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "missing"))
    really = builtins.open

    def read_only(file: Any, mode: str = "r", *args: Any, **kwargs: Any) -> Any:
        assert not set(mode) & set("wax+"), file
        return really(file, mode, *args, **kwargs)

    monkeypatch.setattr(builtins, "open", read_only)
    made = {form: len(make(form, View(own, ALL))) for form in OFFERED}
    assert "xlsx" in made and min(made.values()) > 10_000


@pytest.mark.parametrize("letters", ["", "plain ", "ёжик "])
def test_what_a_spreadsheet_takes_is_told(letters: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its cells in memory are no more than what is reserved, whether text is short or long."""
    monkeypatch.setattr(sheets, "IN_MEMORY", 0)
    own = synthetic(400)
    if letters:
        incidents = own.incidents.copy()
        for column in ("title", "summary"):
            incidents[column] = [letters * 300 + str(n) for n in range(len(incidents))]
        own = replace(own, incidents=incidents.astype(own.incidents.dtypes.to_dict()))
    view = View(own, ALL)
    told = working_bytes("xlsx", view)
    export("csv", view)  # what any form works out of the view
    tracemalloc.start()
    export("xlsx", view)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert told / 4 < peak < told


@pytest.mark.parametrize("make", [prepared, at_once])
def test_a_spreadsheet_in_memory_asks_for_its_room(
    make: Callable[[str, View], bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of a reader's own file it is made where the budget has room for its cells, else told."""
    monkeypatch.setattr(sheets, "IN_MEMORY", 0)
    told = working_bytes("xlsx", VIEW)
    monkeypatch.setattr(prepared_exports, "BUDGET", Budget(told - 1))
    with pytest.raises(Busy, match="no room"):
        make("xlsx", VIEW)
    enough = Budget(2 * told)
    monkeypatch.setattr(prepared_exports, "BUDGET", enough)
    assert make("xlsx", VIEW) == export("xlsx", VIEW)
    assert enough.taken == 0


@pytest.mark.parametrize("make", [prepared, at_once])
def test_a_full_disk_is_told(
    make: Callable[[str, View], bytes], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Where a large spreadsheet finds no room on the disk its reader is told, and CSV is made."""
    large = View(replace(synthetic(6_000), folder=tmp_path), ALL)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "missing"))
    with pytest.raises(Busy, match="disk has no room"):
        make("xlsx", large)
    assert make("csv", large) == export("csv", large)
