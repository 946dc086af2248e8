"""One table of text to its typed columns, with what is wrong with its header and its cells."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from strikemap.ahead import MANY_ROWS, made_ahead
from strikemap.collection import cell_faults, columns
from strikemap.collection.bounds import MAX_COLUMNS, MAX_ROWS
from strikemap.collection.cell_faults import Fault, Positions, ascii_controls, more_alike
from strikemap.collection.raw import RawTable, Rows, is_empty, plain
from strikemap.collection.writing import contiguous
from strikemap.languages import marked, sentence, sentences
from strikemap.model import TABLES, Problem
from strikemap.progress import Steps
from strikemap.table import Table

STEPS = sum(len(table.fields) for table in TABLES.values()) + 1
"""Steps of reading: the columns, and what refers to what."""

MAX_PROBLEMS = 1000
"""Cells named of one column and one rule; the others are counted."""


ID_TAKEN = marked("{value} is the id of row {row} already; choose another")


@dataclass(slots=True)
class Teller:
    """Tells of each step of reading, where anyone listens."""

    progress: Steps | None
    done: int = 0

    def step(self, what: str) -> None:
        """Tell that *what* begins."""
        if self.progress:
            self.progress(min(self.done, STEPS - 1), STEPS, what)
        self.done += 1


def typed_table(table: Table, raw: RawTable, problems: list[Problem], told: Teller) -> pd.DataFrame:
    """The columns of *table* that *raw* has, each of its type; adds to *problems*."""
    file, numbers = f"{table.name}.csv", raw.numbers
    if len(numbers) > MAX_ROWS or len(raw.names) > MAX_COLUMNS:
        why = sentence(
            "{rows} rows and {columns} columns; at most {most_rows} and {most_columns} are read",
            rows=len(numbers),
            columns=len(raw.names),
            most_rows=MAX_ROWS,
            most_columns=MAX_COLUMNS,
        )
        problems.append(Problem(file, 0, "", "size", why))
        return pd.DataFrame()
    problems += _header_problems(table, raw.names)
    made: dict[str, pd.Series] = {}
    faulty: list[tuple[str, list[Fault], pa.Array]] = []
    blank = np.ones(len(numbers), bool)
    there = [each for each in table.fields if raw.names.count(each.name) == 1]
    places = [raw.names.index(each.name) for each in there]
    # The next column is read while one becomes its type.
    taken = made_ahead(raw.take, places, worth=len(numbers) > MANY_ROWS, at_once=1)
    for each in table.fields:
        if each.may_lack and each.name not in raw.names:
            made[each.name] = columns.blank(each, len(numbers))[0]
        if each not in there:
            continue
        told.step(f"{table.name}, {each.name}")
        text = next(taken)
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
        why = sentence("an empty row; remove it")
        problems.append(Problem(file, int(numbers[position]), "", "ragged-row", why))
    for name, faults, text in faulty:
        for fault in faults:
            at = fault.positions[~blank[fault.positions]]
            problems += problems_named(file, name, fault, at, numbers, text)
    # Of arrays alone, pandas compares no index of one column with that of the next.
    return pd.DataFrame({name: each.array for name, each in made.items()}, copy=False)


def _header_problems(table: Table, names: Sequence[str]) -> Iterator[Problem]:
    file = f"{table.name}.csv"
    for each in table.bare.columns:
        if each not in names:
            missing = sentence("this column is missing; add it")
            yield Problem(file, 1, each, "columns", missing)
    for name in dict.fromkeys(names):
        shown = ascii_controls(name[:60])
        if name not in table.columns:
            why = sentence(
                "{column} is no column of {table}; remove or rename it",
                column=cell_faults.shown(name),
                table=table.name,
            )
            yield Problem(file, 1, shown, "columns", why)
        elif names.count(name) > 1:
            times = names.count(name)
            why = sentences("there {count} times; keep one", "there {count} times; keep one", times)
            yield Problem(file, 1, shown, "columns", why)
    ordered = tuple(each for each in table.columns if each in names)
    if sorted(names) == sorted(ordered) and tuple(names) != ordered:
        why = sentence(
            "the columns are in another order; write {columns}", columns=",".join(ordered)
        )
        yield Problem(file, 1, "", "columns", why, "warning")


def plain_column(
    series: pd.Series, file: str, column: str, numbers: Rows, problems: list[Problem]
) -> pa.Array:
    """*series* as Arrow text; what is no text is empty there, and added to *problems*."""
    try:
        return contiguous(series)
    except (pa.ArrowException, UnicodeEncodeError, TypeError, ValueError):
        values = series.tolist()
        bad = [at for at, value in enumerate(values) if not _is_text(value)]
        for at in bad[:MAX_PROBLEMS]:
            why = sentence(
                "a value that is no text, or half of a surrogate pair; write text in UTF-8"
            )
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


def problems_named(
    file: str,
    column: str,
    fault: Fault,
    at: Positions,
    numbers: Rows,
    text: pa.Array,
) -> Iterator[Problem]:
    """A problem for each cell *at* which *fault* stands, the first `MAX_PROBLEMS` by row."""
    for position in at[:MAX_PROBLEMS]:
        message = fault.message(text[position].as_py())
        yield Problem(file, int(numbers[position]), column, fault.rule, message)
    if len(at) > MAX_PROBLEMS:
        message = more_alike(len(at) - MAX_PROBLEMS)
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
        value = cell_faults.shown(text[position].as_py())
        why = sentence(ID_TAKEN, value=value, row=str(row))
        yield Problem(file, int(numbers[position]), column, "id-unique", why)
    if len(again) > MAX_PROBLEMS:
        why = more_alike(len(again) - MAX_PROBLEMS)
        yield Problem(file, 0, column, "id-unique", why)
