"""Tables of text to a `Collection`, or to everything that keeps them from being one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from strikemap import side_files
from strikemap.collection import files, package
from strikemap.collection.bounds import Unreadable
from strikemap.collection.id_lookup import NOWHERE
from strikemap.collection.raw import ROW, RawTable, Rows, numbered, without_marks
from strikemap.collection.references import Found, Positions, reference_problems
from strikemap.collection.text import content_hash
from strikemap.collection.typed_tables import Teller, plain_column, typed_table
from strikemap.collection.writing import contiguous
from strikemap.languages import marked, sentence, sentence_of
from strikemap.model import TABLES, Collection, Problem
from strikemap.progress import Steps


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
    reading = _assembled(tables, contents, folder, problems, progress)
    if reading.collection is None:
        return reading
    whole = replace(reading.collection, beside=side_files.of_folder(folder))
    return replace(reading, collection=whole)


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
        return plain_column(given[place], file, names[place], numbers, problems)

    return RawTable(file, tuple(names), numbers, take)


def _assembled(
    tables: Iterable[tuple[str, RawTable]],
    contents: Mapping[str, object],
    folder: Path | None,
    problems: list[Problem],
    progress: Steps | None = None,
) -> Reading:
    told = Teller(progress)
    if contents or not any(each.file == package.FILE for each in problems):
        problems += package.problems(contents)
    frames: dict[str, pd.DataFrame] = {}
    rows: dict[str, Rows] = {}
    # One column of one table at a time, so that the text of each is freed before the next.
    for name, raw in tables:
        try:
            # `view` says of which view a package is an export.
            given = without_marks(raw) if "view" in contents else raw
            frames[name] = typed_table(TABLES[name], given, problems, told)
            rows[name] = raw.numbers
        except Unreadable as error:
            told_of = sentence_of(error)
            problems.append(Problem(raw.file, error.row, error.column, error.rule, told_of))
        pa.default_memory_pool().release_unused()
    for name in TABLES.keys() - frames.keys():
        if not any(each.file.startswith(f"{name}.") for each in problems):
            missing = sentence("the table is missing; give it, without rows at least")
            problems.append(Problem(f"{name}.csv", 0, "", "file", missing))
    told.step(marked("what refers to what"))
    found: Found = {}
    problems += list(reference_problems(frames, rows, problems, found))
    if any(each.severity == "error" for each in problems):
        return Reading(None, _ordered(problems))
    return _joined(frames, rows, found, contents, folder, problems)


def _ordered(problems: Sequence[Problem]) -> tuple[Problem, ...]:
    files_in_order = [package.FILE, *(f"{name}.csv" for name in TABLES)]

    def place(problem: Problem) -> tuple[int, str, int, str, str]:
        known = problem.file in files_in_order
        at = files_in_order.index(problem.file) if known else -1
        return at, problem.file, problem.row, problem.column, problem.rule

    return tuple(sorted(problems, key=place))


def _joined(
    frames: Mapping[str, pd.DataFrame],
    rows: Mapping[str, Rows],
    found: Found,
    contents: Mapping[str, object],
    folder: Path | None,
    problems: Sequence[Problem],
) -> Reading:
    sorted_frames: dict[str, pd.DataFrame] = {}
    sorted_rows: dict[str, Rows] = {}
    orders: dict[str, npt.NDArray[np.intp] | None] = {}
    for name, frame in frames.items():
        order = orders[name] = _order(name, frame)
        if order is not None:
            frame = frame.take(order).reset_index(drop=True)
        sorted_frames[name] = frame
        sorted_rows[name] = rows[name] if order is None else rows[name][order]
    claims = sorted_frames["claims"]
    for column, to in (("incident", "incidents"), ("claimant", "claimants"), ("source", "sources")):
        claims[column] = _moved(found["claims", f"{column}_id"], orders["claims"], orders[to])
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


def _moved(
    positions: Positions,
    order: npt.NDArray[np.intp] | None,
    others: npt.NDArray[np.intp] | None,
) -> Positions:
    """*positions* in another table once *order* and *others* have sorted the two."""
    if others is not None:
        # The last one is for rows that refer to none.
        place = np.full(len(others) + 1, NOWHERE, np.int32)
        place[others] = np.arange(len(others), dtype=np.int32)
        positions = place[positions]
    return positions if order is None else positions[order]


def _order(name: str, frame: pd.DataFrame) -> npt.NDArray[np.intp] | None:
    if len(frame) < 2:
        return None
    table = TABLES[name]
    text = [table.key] if table.key else ["record", "what_changed", "why", "version"]
    columns_ = {each: contiguous(frame[each]) for each in text}
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


def publisher_name(printed: str) -> str:
    """A publisher as `sources.csv` has it, without the bracket that says where it was read."""
    return printed.partition(" (")[0]
