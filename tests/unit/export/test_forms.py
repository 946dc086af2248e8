"""The forms of an export, and what a file of each is called."""

from __future__ import annotations

import html
import io
import zipfile
from datetime import date
from functools import cache

import pytest

from strikemap.collection.versions import SHOWN_HASH
from strikemap.export import FORMS, View, export, file_name, write
from strikemap.filters.choices import Filters
from strikemap.links import Link
from strikemap.model import Collection
from strikemap.ui.elements.download import named_by_content
from tests.builders import build, claim, incident
from tests.unit.export.views import SHIPPED, shipped

PLAIN_CELLS = ("csv", "excel-csv", "claims-csv")
"""Forms whose bytes are cells alone."""
DRAWN = ("png", "slide", "print")
"""Forms in which text is drawn; the drawing of `svg`, which they are made of, has it as text."""


def test_what_is_bounded() -> None:
    """Pictures, the page, totals and one incident are of any view; a host may refuse others."""
    bounded = {form.name for form in FORMS.values() if form.is_bounded}
    pictures = {form.name for form in FORMS.values() if form.is_picture}
    assert bounded == {*pictures, "html", "totals", "incident"}
    assert {"svg", *DRAWN} <= pictures
    paged = {form.name for form in FORMS.values() if form.is_paged}
    assert paged == {"json", "claims-json"}


def test_each_picture_says_what_it_is() -> None:
    """By its media type, as the ending of its name does."""
    types = {form.name: form.media_type for form in FORMS.values() if form.is_picture}
    assert types.pop("svg") == "image/svg+xml" and set(types) == set(DRAWN)
    assert set(types.values()) == {"image/png"}
    for form in FORMS.values():
        if form.is_picture:
            assert form.file.endswith(form.media_type.removeprefix("image/").partition("+")[0])


def test_file_names() -> None:
    """A file's name holds the collection, its version and what it is; no two share one."""
    whole = build([])
    names = {form: file_name(form, whole) for form in FORMS}
    assert len(set(names.values())) == len(names)
    buttons = [form.name for form in FORMS.values() if form.label and not form.is_picture]
    stem = f"strikemap-example-1.0.0-{whole.content_hash[:SHOWN_HASH]}"
    assert {form: names[form] for form in buttons} == {
        "csv": f"{stem}.csv",
        "excel-csv": f"{stem}-excel.csv",
        "xlsx": f"{stem}.xlsx",
        "geojson": f"{stem}.geojson",
        "html": f"{stem}.html",
        "package": f"{stem}.zip",
    }
    assert names["claims-csv"] == f"{stem}-claims.csv"
    days = date(2023, 5, 1), date(2023, 5, 31)
    assert file_name("csv", whole, days) == f"{stem}-2023-05-01-to-2023-05-31.csv"


@cache
def long_named() -> Collection:
    """A collection whose name is longer than a file's may be."""
    return build([], name="long-" * 60 + "name")


@pytest.mark.parametrize("form", FORMS)
def test_each_file_says_version_and_hash(form: str) -> None:
    """
    The version and the first digits of the content's hash are in each file's name, on the page
    too and however long the collection's own name is, and in each file but those of cells alone.
    """
    whole, long = shipped(SHIPPED[0]), long_named()
    known = (whole.version, whole.content_hash[:SHOWN_HASH])
    days = date(2023, 5, 1), date(2023, 5, 31)
    for of, said in ((whole, known), (long, (long.version, long.content_hash[:SHOWN_HASH]))):
        name = file_name(form, of, days)
        assert all(f"-{each}" in name for each in (*said, "2023-05-01-to-2023-05-31"))
        assert named_by_content(name, b"").startswith(name.rpartition(".")[0])
    if form not in (*PLAIN_CELLS, *DRAWN):
        told = text_in(
            export(form, View(whole, Link(incident=str(whole.incidents["incident_id"].iloc[0]))))
        )
        assert all(each in told for each in known)


def text_in(content: bytes) -> str:
    """What is written in a file, or in the files that are packed in it."""
    if not content.startswith(b"PK"):
        return html.unescape(content.decode("utf-8"))
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        return "\n".join(packed.read(name).decode("utf-8") for name in packed.namelist())


@cache
def two() -> Collection:
    """A collection of two incidents."""
    return build([incident("a"), incident("b")], [claim("c", "a", "2")])


@pytest.mark.parametrize("form", [name for name in FORMS if name not in DRAWN])
def test_progress_goes_up_to_all_of_it(form: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """
    Who waits for a file hears of more of the whole each time, and that all is done with the last
    byte alone.
    """
    heard: list[tuple[float, int]] = []
    for part in ("tables", "forms"):
        monkeypatch.setattr(f"strikemap.export.{part}.ROWS_AT_ONCE", 1)
    out, view = io.BytesIO(), View(two(), Link(incident="a"))
    write(form, view, out, lambda done, _what: heard.append((done, out.tell())))
    shares = [done for done, _ in heard]
    assert shares == sorted(set(shares)) and shares[0] > 0
    assert [each for each in heard if each[0] >= 1.0] == [(1.0, len(out.getvalue()))]


@pytest.mark.parametrize("form", [name for name in FORMS if name not in (*DRAWN, "incident")])
def test_a_view_of_nothing_is_written_and_its_progress_told(form: str) -> None:
    """Where no incident is in view, a file of none is made, and no more than all of it is told."""
    heard: list[float] = []
    nothing = Link(filters=Filters(regions=("RU-KAM",)))
    out = io.BytesIO()
    write(form, View(two(), nothing), out, lambda done, _what: heard.append(done))
    assert out.getvalue() == export(form, View(two(), nothing))
    assert all(0 <= done <= 1 for done in heard) and heard[-1:] in ([], [1.0])


def test_a_form_that_is_none_is_said() -> None:
    """With those that there are, and nothing is written."""
    out = io.BytesIO()
    with pytest.raises(ValueError, match="'pdf' is no format; choose one of csv, "):
        write("pdf", View(two(), Link()), out)
    assert out.getvalue() == b""
