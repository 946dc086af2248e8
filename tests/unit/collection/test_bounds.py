"""How much of a file is read."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import NamedTuple

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from strikemap import collection
from strikemap.checks import schema
from strikemap.collection import (
    bounds,
    csv_files,
    files,
    opening,
    package,
    parquet,
    typed_tables,
    versions,
)
from strikemap.collection.bounds import Unreadable
from strikemap.collection.raw import RawTable, numbered
from strikemap.model import TABLES, Problem
from strikemap.side_files import of_folder

CLAIMANTS = TABLES["claimants"]


def test_unreadable_says_where() -> None:
    """What can't be read carries its rule, row and column beside its message."""
    error = bounds.Unreadable("size", "too long", 3, "title")

    assert (error.rule, str(error), error.row, error.column) == ("size", "too long", 3, "title")


def test_a_million_incidents_with_claims_are_within_bounds() -> None:
    """The largest collection that is promised fits."""
    assert bounds.MAX_ROWS >= 2_000_000
    assert bounds.MAX_CELLS >= 2_000_000 * 22


def test_the_rule_of_sizes_says_the_bounds() -> None:
    """What a contributor reads of the most rows, columns and bytes is what is held."""
    (rule,) = (each for each in schema.RULES if each.name == "size")
    assert rule.sentence == (
        f"No file has more than {bounds.MAX_ROWS:,} rows, {bounds.MAX_COLUMNS} columns or "
        f"{bounds.MAX_FILE_BYTES >> 30} GiB, and no cell more than "
        f"{bounds.MAX_FIELD_BYTES:,} bytes."
    )
    assert bounds.MAX_FILE_BYTES % 2**30 == 0


def _csv(folder: Path) -> None:
    path = folder / "t.csv"
    path.write_text("a,b,c\nx,y,z\nx,y,z", "utf-8")
    csv_files.csv_table(path, "claimants", [])


def _parquet(folder: Path) -> None:
    path = folder / "t.parquet"
    pq.write_table(pa.table({"a": ["x", "y"], "b": ["x", "y"], "c": ["x", "y"]}), path)
    parquet.table(path)


def _parquet_text(folder: Path) -> None:
    path = folder / "t.parquet"
    words = pa.DictionaryArray.from_arrays(pa.array([1, 0, 1]), pa.array(["x", "xyz"]))
    pq.write_table(pa.table({"a": words}), path)
    parquet.table(path).take(0)


def _unpacked(folder: Path) -> int:
    with pq.ParquetFile(folder / "t.parquet") as file:
        groups = range(file.metadata.num_row_groups)
        return sum(file.metadata.row_group(each).total_byte_size for each in groups)


def _opened(folder: Path) -> None:
    (folder / "t").write_bytes(b"seven b")
    opening.openable(folder / "t")


def _typed(_: Path) -> None:
    text = pa.array(["a", "b"], pa.large_string())
    raw = RawTable("claimants.csv", CLAIMANTS.columns, numbered(2), lambda _: text)
    problems: list[Problem] = []
    typed_tables.typed_table(CLAIMANTS, raw, problems, typed_tables.Teller(None))
    if sizes := [each for each in problems if each.rule == "size"]:
        raise Unreadable("size", sizes[0].message)


def _described(_: Path) -> None:
    try:
        package.loaded('{"a": 1}')
    except ValueError as error:
        raise Unreadable("size", str(error)) from None


def _descriptor_file(folder: Path) -> None:
    (folder / package.FILE).write_bytes(b'{"a":12}')
    problems: list[Problem] = []
    files.package_of(folder, problems)
    if problems:
        raise Unreadable(problems[0].rule, problems[0].message)


def _index(folder: Path) -> None:
    (folder / versions.FOLDER).mkdir(exist_ok=True)
    made = [versions.Release(f"1.{at}.0", "2026-11-22", "0" * 64, "0" * 64) for at in range(3)]
    (folder / versions.FOLDER / versions.INDEX).write_bytes(versions.index_bytes(made))
    try:
        versions.releases(of_folder(folder))
    except versions.Unavailable as error:
        raise Unreadable("size", str(error)) from None


class Bound(NamedTuple):
    """What is read at most by a module, by the name of its bound, and what just fits."""

    module: ModuleType
    name: str
    fits: int | Callable[[Path], int]
    read: Callable[[Path], None]


BOUNDS = (
    # A line more is let through here, since the last one may end in a line feed.
    Bound(csv_files, "MAX_ROWS", 1, _csv),
    Bound(csv_files, "MAX_COLUMNS", 3, _csv),
    Bound(csv_files, "MAX_CELLS", 6, _csv),
    Bound(csv_files, "MAX_FIELD_BYTES", len("a,b,c\n"), _csv),
    Bound(parquet, "MAX_ROWS", 2, _parquet),
    Bound(parquet, "MAX_COLUMNS", 3, _parquet),
    Bound(parquet, "MAX_CELLS", 6, _parquet),
    Bound(parquet, "MAX_FILE_BYTES", _unpacked, _parquet),
    Bound(parquet, "MAX_FIELD_BYTES", 3, _parquet_text),
    Bound(opening, "MAX_FILE_BYTES", 7, _opened),
    Bound(typed_tables, "MAX_ROWS", 2, _typed),
    Bound(typed_tables, "MAX_COLUMNS", len(CLAIMANTS.columns), _typed),
    Bound(package, "MAX_CHARACTERS", 8, _described),
    Bound(package, "MAX_CHARACTERS", 8, _descriptor_file),
    Bound(versions, "MAX_VERSIONS", 3, _index),
)  # fmt: skip


@pytest.mark.parametrize(
    "bound", BOUNDS, ids=lambda each: f"{each.module.__name__}-{each.name}-{each.read.__name__}"
)
def test_what_just_fits_is_read_and_what_is_one_more_is_not(
    bound: Bound, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each bound is the most that is read: at it nothing is said, beyond it the size is."""
    bound.read(tmp_path)
    fits = bound.fits if isinstance(bound.fits, int) else bound.fits(tmp_path)
    monkeypatch.setattr(bound.module, bound.name, fits)
    bound.read(tmp_path)
    monkeypatch.setattr(bound.module, bound.name, fits - 1)
    with pytest.raises(Unreadable) as raised:
        bound.read(tmp_path)
    assert raised.value.rule in ("size", "descriptor")


def test_text_of_a_parquet_is_counted_unpacked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each cell counts, however often the file has its text once."""
    words = pa.DictionaryArray.from_arrays(pa.array([1, 0, 1, None]), pa.array(["x", "xyz"]))
    pq.write_table(pa.table({"a": words}), tmp_path / "t.parquet")
    raw = parquet.table(tmp_path / "t.parquet")
    monkeypatch.setattr(parquet, "MAX_FILE_BYTES", 7)
    assert raw.take(0).to_pylist() == ["xyz", "x", "xyz", ""]
    monkeypatch.setattr(parquet, "MAX_FILE_BYTES", 6)
    with pytest.raises(Unreadable) as raised:
        raw.take(0)
    assert (raised.value.rule, raised.value.column) == ("size", "a")


@pytest.mark.parametrize("many", [3, 5])
def test_rows_with_one_fault_are_named_up_to_a_bound_and_the_rest_is_counted(
    many: int, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As many rows as the bound have a line each, and one line says how many more there are."""
    monkeypatch.setattr(typed_tables, "MAX_PROBLEMS", 3)
    tables, descriptor, _ = collection.raw_tables(folder)
    row = tables["sources"].iloc[0].to_dict()
    wrong: dict[str, dict[str, object] | None] = {
        "encoding": {"note": 3}, "type": {"url": "x"}, "id-unique": {}, "ragged-row": None,
    }  # fmt: skip
    for rule, cells in wrong.items():
        blank = dict.fromkeys(row, "")
        ids = [row["source_id"]] if rule == "id-unique" else []
        names = [*ids, *(row["source_id"] if not cells else f"s-{at}" for at in range(many))]
        rows = [blank if cells is None else row | {"source_id": each} | cells for each in names]
        tables["sources"] = pd.DataFrame(rows, dtype=object)
        found = [
            each
            for each in collection.from_tables(tables, descriptor).problems
            if each.rule == rule
        ]
        first = 2 + len(ids)
        named = [each for each in found if each.row]
        assert [each.row for each in named] == [*range(first, first + min(many, 3))]
        more = [str(each.message) for each in found if not each.row]
        counted = rule in ("type", "id-unique") and many > 3
        assert [f"{many - 3} more" in each for each in more] == [True] * counted


def test_ragged_rows_are_named_up_to_a_bound(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of five rows of the wrong length two are named where no more are to be, and three counted."""
    monkeypatch.setattr(csv_files, "_MAX_RAGGED", 2)
    path = folder / "claimants.csv"
    for many in (2, 5):
        header = b",".join(each.encode() for each in CLAIMANTS.columns) + b"\n"
        path.write_bytes(header + b"a,b\n" * many)
        problems: list[Problem] = []
        csv_files.csv_table(path, "claimants", problems)
        assert [each.row for each in problems] == [2, 3, *([0] if many > 2 else [])]
        assert f"2 cells where the header has {len(CLAIMANTS.columns)}" in problems[0].message
        assert many == 2 or "3 more" in problems[-1].message
