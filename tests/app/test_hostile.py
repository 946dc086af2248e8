"""The hostile collection is hostile in every text that a collection may hold."""

from __future__ import annotations

import csv
import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from strikemap import checks, collection, other_counts, tour, translations
from strikemap.checks.counted_elsewhere import example as one_row
from strikemap.collection import package, versions
from strikemap.model import TABLES
from strikemap.side_files import of_folder
from tests.app.broken import SOUND
from tests.app.hostile import ALL, PAYLOADS, hostile_leaves, leaves

READ = {
    *(f"{name}.csv" for name in TABLES),
    *(other_counts.FILE, translations.FILE, package.FILE, tour.FILE),
    f"{versions.FOLDER}/{versions.INDEX}",
}
NEVER_READ = {"README.md", "review.csv", "CHANGELOG.md"}
"""For those who read the repository."""
SHIPPED = sorted(SOUND.parent.glob("*/datapackage.json"))


def is_hostile(text: str) -> bool:
    """Whether *text* holds a payload, or an address that is one."""
    return any(each in text for each in PAYLOADS) or "'onclick='" in text


def hostile_columns(path: Path) -> set[str]:
    """The columns of a CSV that hold a payload."""
    with path.open(encoding="utf-8", newline="") as file:
        return {name for row in csv.DictReader(file) for name in row if is_hostile(row[name])}


@pytest.fixture
def folder(hostile_folder: Path) -> Path:
    """The hostile collection."""
    return hostile_folder


def is_shown(folder: Path) -> bool:
    """Whether a host shows the collection in *folder*."""
    reading = collection.read(folder)
    return reading.collection is not None and not any(
        map(checks.spoils, checks.check_reading(reading))
    )


def test_it_is_shown(folder: Path) -> None:
    """A host shows it, and each of its files is read."""
    assert is_shown(folder)
    assert (
        other_counts.read(of_folder(folder)).counts
        and not other_counts.read(of_folder(folder)).faults
    )
    assert {*translations.read(of_folder(folder))} == {"ru", "uk"}
    assert tour.read_tour(of_folder(folder))
    assert versions.releases(of_folder(folder))[0].withheld == ALL


def test_every_file_is_there(folder: Path) -> None:
    """It has each file that a page reads, and shipped collections have no other."""
    there = {each.relative_to(folder).as_posix() for each in folder.rglob("*") if each.is_file()}
    assert there >= READ
    for each in SHIPPED:
        found = {path.name for path in each.parent.iterdir() if path.is_file()}
        assert found <= READ | NEVER_READ


def kept_out() -> Iterator[tuple[str, str]]:
    """The columns of the schema that hold no payload, with their tables."""
    for name, table in TABLES.items():
        for column in table.columns:
            yield name, column


def test_every_column_is_hostile_or_can_not_be(folder: Path, tmp_path: Path) -> None:
    """Of each column of the schema: it holds a payload, or with one the collection is not shown."""
    left_out: list[tuple[str, str]] = []
    for name, column in kept_out():
        if column in hostile_columns(folder / f"{name}.csv"):
            continue
        with_it = tmp_path / name / column
        shutil.copytree(SOUND, with_it)
        path = with_it / f"{name}.csv"
        frame = pd.read_csv(path, dtype=str, keep_default_na=False)
        rows = frame if len(frame) else pd.DataFrame([dict.fromkeys(frame.columns, "")])
        rows.assign(**{column: ALL}).to_csv(path, index=False, lineterminator="\n")
        if is_shown(with_it):
            left_out.append((name, column))
    assert left_out == []


def test_every_column_of_other_counts_is_hostile_or_can_not_be(folder: Path) -> None:
    """So with what others counted: a row with a payload in another column is not shown."""
    hostile = hostile_columns(folder / other_counts.FILE)
    for column in set(other_counts.COLUMNS) - hostile:
        found = other_counts.parsed(one_row(**{column: ALL}).encode())
        assert found.faults and not found.counts, column


def test_every_translation_is_hostile(folder: Path) -> None:
    """Each text that can be translated is, into a payload, by a hostile translator."""
    whole = collection.read(folder).collection
    assert whole is not None
    for of in translations.read(of_folder(folder)).values():
        assert of.keys() == translations.originals(whole).keys()
        for each in of.values():
            assert all(map(is_hostile, (each.text, each.translator, each.checked_by)))


def with_payload(value: Any, key: str) -> Any:
    """*value*, of JSON, with payloads for the texts under *key* of each object in it, or all."""
    if not key:
        return hostile_leaves(value)
    if isinstance(value, list):
        return [with_payload(each, key) for each in value]
    return {**value, key: hostile_leaves(value[key])}


@pytest.mark.parametrize("shipped", SHIPPED, ids=[each.parent.name for each in SHIPPED])
@pytest.mark.by_day(1, "both descriptors are written by one code")
def test_every_field_of_the_descriptor_is_hostile_or_can_not_be(
    shipped: Path, folder: Path, tmp_path: Path
) -> None:
    """So with the fields of `datapackage.json`, those that shipped collections use among them."""
    hostile = {
        at for at, text in leaves(json.loads((folder / package.FILE).read_text("utf-8")))
        if is_hostile(text)
    }  # fmt: skip
    sound = json.loads((SOUND / package.FILE).read_text("utf-8"))
    ours = json.loads(shipped.read_text("utf-8"))
    left = {at for at, _ in leaves(ours)} - hostile
    for at in sorted({".".join(each.split(".")[:2]) for each in left}):
        with_it = tmp_path / at
        shutil.copytree(SOUND, with_it)
        key = at.partition(".")[0]
        spoilt = with_payload(ours[key], at.partition(".")[2])
        (with_it / package.FILE).write_text(json.dumps({**sound, key: spoilt}))
        assert not is_shown(with_it), at


def test_every_field_of_the_tour_is_hostile(folder: Path) -> None:
    """And with those of `tour.json`, as shipped collections use them."""
    hostile = {at for at, text in leaves(json.loads((folder / tour.FILE).read_text("utf-8")))
               if is_hostile(text)}  # fmt: skip
    for each in SHIPPED:
        if (each.parent / tour.FILE).exists():
            found = json.loads((each.parent / tour.FILE).read_text("utf-8"))
            assert {at for at, _ in leaves(found)} <= hostile
