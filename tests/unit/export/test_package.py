"""The view as a Data Package of its own: traceable, the same bytes each time, and sound."""

from __future__ import annotations

import io
import json
import shutil
import zipfile
from datetime import datetime
from importlib import import_module
from pathlib import Path

import numpy as np
import pytest

from strikemap import collection as collections
from strikemap import evidence, translations
from strikemap.casualties.tolls import tolls
from strikemap.export import export, write
from strikemap.export.package import EPOCH
from strikemap.export.view import View
from strikemap.filters.choices import Filters
from strikemap.filters.in_words import filters_in_words
from strikemap.filters.rows import rows_kept
from strikemap.links import Link
from strikemap.model import TABLES, Collection
from strikemap.side_files import of_folder
from tests.builders import build, claim, incident, names, occupied, source, synthetic
from tests.unit.export.views import shipped
from tests.unit.hostile import READABLE

A = incident("a")
packing = import_module("strikemap.export.subset")
"""The module; in its package a function has the same name."""
ALL = Link(collection="example")


def zipped(whole: Collection, link: Link = ALL) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(export("package", View(whole, link))))


def reopened(whole: Collection, folder: Path, link: Link = ALL) -> Collection:
    """The exported view of *whole*, read back as any other collection is."""
    zipped(whole, link).extractall(folder)
    found = collections.read(folder)
    assert found.collection is not None, [str(problem) for problem in found.problems]
    assert not [each for each in found.problems if each.severity == "error"]
    return found.collection


def test_the_same_bytes_twice() -> None:
    """The same view gives the same bytes, with no clock time in any entry."""
    made = [build([A, occupied("b")], [claim("c", "a", "2")]) for _ in range(2)]
    assert export("package", View(made[0], ALL)) == export("package", View(made[1], ALL))
    entries = zipped(made[0]).infolist()
    assert {entry.date_time for entry in entries} == {EPOCH}
    assert {entry.create_system for entry in entries} == {3}
    assert {entry.external_attr >> 16 for entry in entries} == {0o644}
    assert datetime(*EPOCH) == datetime(1980, 1, 1), "the earliest that a zip can say"
    assert [entry.filename for entry in entries] == [
        "datapackage.json",
        "README.txt",
        *(f"{name}.csv" for name in TABLES),
    ]


def test_the_descriptor_says_which_view() -> None:
    """The descriptor has the query in full, the version and the hash of the whole data."""
    whole = build([A, occupied("b")])
    link = Link(collection="example", filters=Filters(territory="russia"))
    told = json.loads(zipped(whole, link).read("datapackage.json"))
    for name in ("licenses", "sources"):
        assert told[name] == whole.descriptor[name] != []
    view = told["view"]
    assert "territory=russia" in view["query"] and "v=1.0.0" in view["query"]
    assert view["content_sha256"] == whole.content_hash
    assert whole.content_hash[:12] in view["citation"] and "notice" not in view


def test_the_readme_says_what_it_is() -> None:
    """The README names the filter, hash and citation, and says that unknown is not 0."""
    whole = build([A, occupied("b")])
    link = Link(collection="example", filters=Filters(territory="russia"))
    told = zipped(whole, link).read("README.txt").decode()
    assert filters_in_words(link.filters, whole) in told and "Incidents: 1\n" in told
    assert whole.content_hash in told and "Not reported is not zero" in told
    assert json.loads(zipped(whole, link).read("datapackage.json"))["view"]["citation"] in told


def test_what_may_not_be_passed_on_says_so() -> None:
    """A collection for local use alone says so in its export, and no other does."""
    for local_only in (True, False):
        whole = build([A], local_only=local_only)
        view = json.loads(zipped(whole).read("datapackage.json"))["view"]
        assert ("forbids" in view.get("notice", "")) is local_only
        assert ("forbids" in zipped(whole).read("README.txt").decode()) is local_only


def test_it_opens_with_the_same_numbers(tmp_path: Path) -> None:
    """The package opens as a collection with the incidents, tolls and grades of the view."""
    claims = [
        claim("c1", "a", "2+"),
        claim("c2", "a", "4", by="ministry", supersedes="c1"),
        claim("c3", "a", "7", by="kyiv"),
        claim("c4", "a", "", "attribution", about="legion"),
        claim("c5", "b", "1", by="legion"),
        claim("c6", "", "9", covers_from="2023-05-31", covers_to="2023-05-31"),
    ]
    whole = build([A, occupied("b"), incident("w", status="withdrawn")], claims)
    link = Link(collection="example", filters=Filters(territory="russia"))
    again = reopened(whole, tmp_path, link)
    rows = rows_kept(whole, link.filters)
    assert list(again.incidents["incident_id"]) == names(whole, rows) == ["a"]
    assert list(again.claims["claim_id"]) == ["c1", "c2", "c3", "c4", "c6"]
    for measure in ("killed", "injured"):
        before, after = tolls(whole, measure), tolls(again, measure)
        assert after.headline.tolist() == before.headline[rows].tolist()
        assert after.high.tolist() == before.high[rows].tolist()
    graded, regraded = evidence.grades(whole), evidence.grades(again)
    assert regraded.event.tolist() == graded.event[rows].tolist()
    assert regraded.responsibility.tolist() == graded.responsibility[rows].tolist()


def test_the_chosen_claimants_rivals_are_in_it(tmp_path: Path) -> None:
    """Every claim on the incidents in view is there, also those that the reader did not choose."""
    whole = build([A], [claim("c1", "a", "2"), claim("c2", "a", "7", by="kyiv")])
    link = Link(collection="example", filters=Filters(claimants=("kyiv",)))
    assert len(reopened(whole, tmp_path, link).claims) == 2


@pytest.mark.parametrize("chosen", [Filters(), Filters(text="nothing at all")])
def test_an_empty_view_opens_too(chosen: Filters, tmp_path: Path) -> None:
    """A view without incidents is a sound package without rows."""
    whole = build([A] if chosen.text else [])
    again = reopened(whole, tmp_path, Link(collection="example", filters=chosen))
    assert not len(again.incidents) and not len(again.claims)


def test_negative_numbers_stay_numbers(tmp_path: Path) -> None:
    """A longitude west of Greenwich is exported as the number that it is."""
    chukotka = incident("a", latitude="65.5", longitude="-171.25", region="RU-CHU")
    assert reopened(build([chukotka]), tmp_path).incidents["longitude"].tolist() == [-171.25]


def test_a_reprint_of_a_reprint_brings_both(tmp_path: Path) -> None:
    """A source comes with what it reprints, and with what that reprints."""
    sources = [
        source("paper"),
        source("copy", reprint_of="paper"),
        source("echo", reprint_of="copy"),
    ]
    whole = build([A], [claim("c", "a", "2", source_id="echo")], sources=sources)
    assert set(reopened(whole, tmp_path).sources["source_id"]) == {"paper", "copy", "echo"}


def test_corrections_of_the_view_alone(tmp_path: Path) -> None:
    """The corrections are those of the records in view."""
    log = [
        {"date": "2023-06-10", "record": name, "what_changed": "x", "why": "y", "version": "1.0.1"}
        for name in ("a", "c1", "w")
    ]
    whole = build([A, incident("w", status="withdrawn")], [claim("c1", "a", "2")], corrections=log)
    assert set(reopened(whole, tmp_path).corrections["record"]) == {"a", "c1"}


def test_hostile_text_opens_again(tmp_path: Path) -> None:
    """Any text survives, a formula too, which stands behind an apostrophe in the file."""
    names = [f"t{at:02}" for at in range(len(READABLE))]
    whole = build(
        [incident(name, title=text) for name, text in zip(names, READABLE, strict=True)],
        [claim(f"c{n}", n, "2", statement=text) for n, text in zip(names, READABLE, strict=True)],
    )
    again = reopened(whole, tmp_path)
    assert again.incidents["title"].tolist() == list(READABLE)
    assert again.claims["statement"].tolist() == list(READABLE)
    in_file = zipped(whole).read("incidents.csv").decode()
    assert "'=" in in_file and "\n=" not in in_file


def test_numbers_of_the_original_are_untouched() -> None:
    """Exporting changes nothing in the collection, which all sessions share."""
    whole = build([A], [claim("c", "a", "2")])
    before = whole.claims.copy()
    export("package", View(whole, ALL))
    assert before.equals(whole.claims) and np.isfinite(whole.incidents["latitude"]).all()


def test_many_parts_are_one_file(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a table takes several parts the zip is the same, and each part is told of."""
    whole = synthetic(50)
    at_once = export("package", View(whole, ALL))
    monkeypatch.setattr(packing, "ROWS_AT_ONCE", 7)
    told: list[float] = []
    file = io.BytesIO()
    write("package", View(whole, ALL), file, progress=lambda done, _: told.append(done))
    assert file.getvalue() == at_once
    assert len(told) > 8 and told == sorted(told) and told[-1] == 1


def test_a_huge_table_has_room_for_its_size(monkeypatch: pytest.MonkeyPatch) -> None:
    """A table that may grow beyond 2 GiB is written in the form that holds such a size."""
    monkeypatch.setattr(import_module("strikemap.export.package"), "HUGE", 0)
    made = zipfile.ZipFile(io.BytesIO(export("package", View(build([A]), ALL))))
    assert made.testzip() is None and made.read("incidents.csv").count(b"\n") == 2


def test_translations_of_what_is_in_it_go_with_it(tmp_path: Path) -> None:
    """Of the records in view, so that the unpacked folder opens in three languages, and no more."""
    whole = shipped("cnn-2023-05-31")
    link = Link(collection=whole.name, filters=Filters(territory="russia", text="drone"))
    again = reopened(whole, tmp_path, link)
    before, after = translations.read(whole.beside), translations.read(of_folder(tmp_path))
    records = {
        *again.incidents["incident_id"],
        *again.claims["claim_id"],
        *again.claimants["claimant_id"],
    }
    assert after.keys() == before.keys() == {"ru", "uk"}
    for language, found in after.items():
        wanted = {key: each.text for key, each in before[language].items() if key[0] in records}
        assert {key: each.text for key, each in found.items()} == wanted
    assert 0 < len(after["uk"]) < len(before["uk"])


def test_translations_that_can_t_be_read_are_left_out(tmp_path: Path) -> None:
    """The package is made without them; `check` says what is wrong with their file."""
    folder = Path(shutil.copytree(str(shipped("cnn-2023-05-31").folder), tmp_path / "made"))
    (folder / translations.FILE).write_text("nothing, of that kind\n1,2\n", "utf-8")
    whole = collections.read(folder).collection
    assert whole is not None
    named = zipped(whole).namelist()
    assert translations.FILE not in named and "claims.csv" in named
