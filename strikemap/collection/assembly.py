"""Tables of text to a `Collection`, or to everything that keeps them from being one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from strikemap.collection import columns, files, package
from strikemap.collection.bounds import MAX_COLUMNS, MAX_ROWS, Unreadable
from strikemap.collection.id_lookup import NOWHERE, places_of
from strikemap.collection.raw import ROW, RawTable, Rows, is_empty, numbered, plain
from strikemap.collection.text import content_hash
from strikemap.collection.writing import contiguous
from strikemap.model import TABLES, Collection, Problem, Table, publisher_name
from strikemap.progress import Steps

STEPS = sum(len(table.fields) for table in TABLES.values()) + 1
"""Steps of reading: the columns, and what refers to what."""

MAX_PROBLEMS = 1000
"""Cells named of one column and one rule; the others are counted."""


@dataclass(frozen=True, slots=True, eq=False)
class Reading:
    """
    What came of reading: a whole collection, or none, and what is wrong or odd.

    `rows` holds, for each table, the spreadsheet row in the file of each row of the
    collection's frame.
    """

    collection: Collection | None
    problems: tuple[Problem, ...]
    rows: Mapping[str, Rows] = field(default_factory=dict)


@dataclass(slots=True)
class _Teller:
    progress: Steps | None
    done: int = 0

    def step(self, what: str) -> None:
        if self.progress:
            self.progress(min(self.done, STEPS - 1), STEPS, what)
        self.done += 1


def read(folder: Path, *, progress: Steps | None = None) -> Reading:
    """
    The collection in *folder*.

    Never raises for what the files hold: any error means that there is no collection, and
    `problems` names all structural faults.  Warnings leave the collection whole.
    """
    problems: list[Problem] = []
    contents = files.package_of(folder, problems)
    if not folder.is_dir():
        return Reading(None, tuple(problems))
    tables = files.each_table(folder, problems)
    return _assembled(tables, contents, folder, problems, progress)


def from_tables(
    tables: Mapping[str, pd.DataFrame],
    descriptor: Mapping[str, object],
    folder: Path | None = None,
) -> Reading:
    """
    The collection of *tables*, frames of text ("" where empty) by the table's name.

    A frame's column `_row`, where it has one, numbers its rows as in the file that they come
    from; else the first row is 2, below the header.  Behaves as `read` does.
    """
    problems: list[Problem] = []
    given = (
        (name, _of_frame(f"{name}.csv", tables[name], problems))
        for name in TABLES
        if name in tables
    )
    return _assembled(given, descriptor, folder, problems)


def _of_frame(file: str, frame: pd.DataFrame, problems: list[Problem]) -> RawTable:
    names = [str(each) for each in frame.columns]
    given = [series for _, series in frame.items()]
    numbers = numbered(len(frame))
    if ROW in names:
        at = names.index(ROW)
        numbers = given.pop(at).to_numpy().astype(np.int64)
        names.pop(at)

    def take(place: int) -> pa.Array:
        return _plain(given[place], file, names[place], numbers, problems)

    return RawTable(file, tuple(names), numbers, take)


def _assembled(
    tables: Iterable[tuple[str, RawTable]],
    contents: Mapping[str, object],
    folder: Path | None,
    problems: list[Problem],
    progress: Steps | None = None,
) -> Reading:
    told = _Teller(progress)
    if contents or not any(each.file == package.FILE for each in problems):
        problems += package.problems(contents)
    frames: dict[str, pd.DataFrame] = {}
    rows: dict[str, Rows] = {}
    # One column of one table at a time, so that the text of each is freed before the next.
    for name, raw in tables:
        try:
            frames[name] = _typed_table(TABLES[name], raw, problems, told)
            rows[name] = raw.numbers
        except Unreadable as error:
            problems.append(Problem(raw.file, error.row, error.column, error.rule, str(error)))
        pa.default_memory_pool().release_unused()
    for name in TABLES.keys() - frames.keys():
        if not any(each.file.startswith(f"{name}.") for each in problems):
            missing = "the table is missing; give it, without rows at least"
            problems.append(Problem(f"{name}.csv", 0, "", "file", missing))
    told.step("what refers to what")
    problems += list(_reference_problems(frames, rows, problems))
    if any(each.severity == "error" for each in problems):
        return Reading(None, _ordered(problems))
    return _joined(frames, rows, contents, folder, problems)


def _ordered(problems: Sequence[Problem]) -> tuple[Problem, ...]:
    files_in_order = [package.FILE, *(f"{name}.csv" for name in TABLES)]

    def place(problem: Problem) -> tuple[int, str, int, str, str]:
        known = problem.file in files_in_order
        at = files_in_order.index(problem.file) if known else -1
        return at, problem.file, problem.row, problem.column, problem.rule

    return tuple(sorted(problems, key=place))


def _typed_table(
    table: Table, raw: RawTable, problems: list[Problem], told: _Teller
) -> pd.DataFrame:
    file, numbers = f"{table.name}.csv", raw.numbers
    if len(numbers) > MAX_ROWS or len(raw.names) > MAX_COLUMNS:
        why = (
            f"{len(numbers):,} rows and {len(raw.names):,} columns; at most {MAX_ROWS:,} and "
            f"{MAX_COLUMNS} are read"
        )
        problems.append(Problem(file, 0, "", "size", why))
        return pd.DataFrame()
    problems += _header_problems(table, raw.names)
    made: dict[str, pd.Series] = {}
    faulty: list[tuple[str, list[columns.Fault], pa.Array]] = []
    blank = np.ones(len(numbers), bool)
    for each in table.fields:
        if raw.names.count(each.name) != 1:
            continue
        told.step(f"{table.name}, {each.name}")
        text = raw.take(raw.names.index(each.name))
        is_key = each.name == table.key
        if is_key:
            text = plain(text)
            problems += _duplicates(file, each.name, text, numbers)
        if blank.any():
            blank &= is_empty(text)
        made[each.name], faults = columns.typed(each, text, is_key)
        if faults:
            faulty.append((each.name, faults, text))
    for position in np.flatnonzero(blank)[:MAX_PROBLEMS]:
        why = "an empty row; remove it"
        problems.append(Problem(file, int(numbers[position]), "", "ragged-row", why))
    for name, faults, text in faulty:
        for fault in faults:
            at = fault.positions[~blank[fault.positions]]
            problems += _named(file, name, fault, at, numbers, text)
    return pd.DataFrame(made, copy=False)


def _header_problems(table: Table, names: Sequence[str]) -> Iterator[Problem]:
    file = f"{table.name}.csv"
    for each in table.columns:
        if each not in names:
            yield Problem(file, 1, each, "columns", "this column is missing; add it")
    for name in dict.fromkeys(names):
        shown = columns.ascii_controls(name[:60])
        if name not in table.columns:
            why = f"{columns.shown(name)} is no column of {table.name}; remove or rename it"
            yield Problem(file, 1, shown, "columns", why)
        elif names.count(name) > 1:
            why = f"there {names.count(name)} times; keep one"
            yield Problem(file, 1, shown, "columns", why)
    if sorted(names) == sorted(table.columns) and tuple(names) != table.columns:
        why = f"the columns are in another order; write {','.join(table.columns)}"
        yield Problem(file, 1, "", "columns", why, "warning")


def _plain(
    series: pd.Series, file: str, column: str, numbers: Rows, problems: list[Problem]
) -> pa.Array:
    try:
        return contiguous(series)
    except (pa.ArrowException, UnicodeEncodeError, TypeError, ValueError):
        values = series.tolist()
        bad = [at for at, value in enumerate(values) if not _is_text(value)]
        for at in bad[:MAX_PROBLEMS]:
            why = "a value that is no text, or half of a surrogate pair; write text in UTF-8"
            problems.append(Problem(file, int(numbers[at]), column, "encoding", why))
        values = [value if _is_text(value) else "" for value in values]
        return contiguous(pd.Series(values, dtype=object))


def _is_text(value: object) -> bool:
    if value is None or value is pd.NA or (isinstance(value, float) and np.isnan(value)):
        return True
    try:
        return isinstance(value, str) and bool(value.encode("utf-8") or True)
    except UnicodeEncodeError:
        return False


def _named(
    file: str,
    column: str,
    fault: columns.Fault,
    at: columns.Positions,
    numbers: Rows,
    text: pa.Array,
) -> Iterator[Problem]:
    for position in at[:MAX_PROBLEMS]:
        message = fault.message(text[position].as_py())
        yield Problem(file, int(numbers[position]), column, fault.rule, message)
    if len(at) > MAX_PROBLEMS:
        message = f"and {len(at) - MAX_PROBLEMS:,} more rows with the same fault"
        yield Problem(file, 0, column, fault.rule, message)


def _duplicates(file: str, column: str, text: pa.Array, numbers: Rows) -> Iterator[Problem]:
    codes = pc.dictionary_encode(text)
    if len(codes.dictionary) == len(text):
        return
    indices = codes.indices.to_numpy()
    _, first = np.unique(indices, return_index=True)
    again = np.setdiff1d(np.arange(len(indices)), first)
    again = again[pc.binary_length(text).to_numpy()[again] > 0]
    for position in again[:MAX_PROBLEMS]:
        row = int(numbers[first[indices[position]]])
        value = columns.shown(text[position].as_py())
        why = f"{value} is the id of row {row} already; choose another"
        yield Problem(file, int(numbers[position]), column, "id-unique", why)
    if len(again) > MAX_PROBLEMS:
        why = f"and {len(again) - MAX_PROBLEMS:,} more rows with the same fault"
        yield Problem(file, 0, column, "id-unique", why)


def _arrow(series: pd.Series) -> pa.Array:
    categorical = isinstance(series.dtype, pd.CategoricalDtype)
    return contiguous(series.astype("str") if categorical else series)


def _positions(values: pd.Series, keys: pa.Array) -> npt.NDArray[np.int32]:
    """The position in *keys* of each of *values*; -1 where there is none."""
    if isinstance(values.dtype, pd.CategoricalDtype):
        found = places_of(_arrow(values.cat.categories.to_series()), keys)
        return np.asarray(np.append(found, NOWHERE)[values.cat.codes.to_numpy()])
    return places_of(_arrow(values), keys)


def _reference_problems(
    frames: Mapping[str, pd.DataFrame], rows: Mapping[str, Rows], problems: Sequence[Problem]
) -> Iterator[Problem]:
    # A row that could not be read may be the one that is referred to.
    torn = {each.file for each in problems if each.rule == "ragged-row"}
    whole = {name for name in frames if f"{name}.csv" not in torn}
    for table in TABLES.values():
        for each in table.fields:
            target = TABLES.get(each.refers_to)
            if target is None or table.name not in frames or target.name not in whole:
                continue
            frame, others = frames[table.name], frames[target.name]
            if each.name not in frame or target.key not in others:
                continue
            positions = _positions(frame[each.name], _arrow(others[target.key]))
            dangling = np.flatnonzero((positions < 0) & (frame[each.name] != "").to_numpy())
            fault = columns.Fault(
                "reference",
                dangling,
                lambda value, to=target.name: (  # type: ignore[misc]
                    f"{columns.shown(value)} is not in {to}.csv; add it there or correct it"
                ),
            )
            text = _arrow(frame[each.name].iloc[dangling[:MAX_PROBLEMS]])
            numbers = rows[table.name][dangling]
            at = np.arange(len(dangling))
            yield from _named(f"{table.name}.csv", each.name, fault, at, numbers, text)


def _joined(
    frames: Mapping[str, pd.DataFrame],
    rows: Mapping[str, Rows],
    contents: Mapping[str, object],
    folder: Path | None,
    problems: Sequence[Problem],
) -> Reading:
    sorted_frames: dict[str, pd.DataFrame] = {}
    sorted_rows: dict[str, Rows] = {}
    for name, frame in frames.items():
        order = _order(name, frame)
        if order is not None:
            frame = frame.take(order).reset_index(drop=True)
        sorted_frames[name] = frame
        sorted_rows[name] = rows[name] if order is None else rows[name][order]
    claims = sorted_frames["claims"]
    for column, to in (("incident", "incidents"), ("claimant", "claimants"), ("source", "sources")):
        keys = _arrow(sorted_frames[to][TABLES[to].key])
        claims[column] = _positions(claims[f"{column}_id"], keys)
    # `incident` says the same in a twelfth of the memory.
    sorted_frames["claims"] = claims.drop(columns="incident_id")
    collection = Collection(
        **_heading(contents, sorted_frames),  # type: ignore[arg-type]
        folder=folder,
        content_hash=content_hash(sorted_frames),
        **sorted_frames,  # type: ignore[arg-type]
        descriptor=MappingProxyType(dict(contents)),
    )
    pa.default_memory_pool().release_unused()
    return Reading(collection, _ordered(problems), MappingProxyType(sorted_rows))


def _order(name: str, frame: pd.DataFrame) -> npt.NDArray[np.intp] | None:
    table = TABLES[name]
    text = [table.key] if table.key else ["record", "what_changed", "why", "version"]
    columns_ = {each: _arrow(frame[each]) for each in text}
    days = {"incidents": "date_start", "corrections": "date"}.get(name)
    if days:
        columns_ = {days: pa.array(frame[days].to_numpy()), **columns_}
    made = pa.table(columns_)
    order = np.asarray(pc.sort_indices(made, [(each, "ascending") for each in columns_]), np.intp)
    return None if np.array_equal(order, np.arange(len(order))) else order


def _heading(
    contents: Mapping[str, object], frames: Mapping[str, pd.DataFrame]
) -> dict[str, object]:
    coverage = contents.get("coverage")
    days = coverage if isinstance(coverage, dict) else {}
    regions = contents.get("regions")
    licences = contents.get("licenses")
    return {
        "name": contents["name"],
        "title": contents["title"],
        "description": contents.get("description", ""),
        "version": contents["version"],
        "licence": ", ".join(
            str(each.get("title") or each.get("name") or "")
            for each in (licences if isinstance(licences, list) else [])
        ),
        "coverage_from": days.get("from", ""),
        "coverage_to": days.get("to", ""),
        "regions": tuple(regions if isinstance(regions, list) else ()),
        "publishers": tuple(
            sorted({publisher_name(each) for each in frames["sources"]["publisher"].astype("str")})
        ),
        "updated": contents.get("updated", ""),
        "local_only": contents.get("local_only", False),
    }
