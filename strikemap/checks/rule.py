"""What a rule is, what it finds, and the collection that it looks at."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Literal

import numpy as np
import numpy.typing as npt
import pandas as pd

from strikemap import side_files, translations
from strikemap.collection.cell_faults import more_alike
from strikemap.model import TABLES, Collection, Problem

Positions = npt.NDArray[np.intp]
Rows = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]
Days = npt.NDArray[np.datetime64]

PACKAGE = "datapackage"
TRANSLATIONS = side_files.TRANSLATIONS
OTHER_COUNTS = side_files.OTHER_COUNTS
MAX_PROBLEMS = 1000
"""Rows that one rule names for one column; the others are counted."""


@dataclass(frozen=True, slots=True)
class Edit:
    """
    A small change to the sound example collection that breaks a rule.

    `row` is a spreadsheet's: 1 renames the header's `column`, one beyond the last repeats the
    last row first.  Without a `column` the whole line becomes `value`; row 0 is the whole
    file, or a key of `datapackage.json`.
    """

    file: str
    row: int
    column: str
    value: object

    def __str__(self) -> str:
        where = f"{self.file} row {self.row}" if self.row else self.file
        what = f"{self.column} = " if self.column else ""
        return f"{where}: {what}{self.value!r}"


def csv_of(*rows: Sequence[str]) -> str:
    """A file of the example as text: its header, then its records."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(rows)
    return out.getvalue()


@dataclass(frozen=True, slots=True)
class Finding:
    """
    Rows of a table (positions in the collection's frame) that break a rule.

    Of a file beside the tables, *table* is its name, and the positions are its own rows.
    """

    table: str
    positions: Positions
    column: str
    message: str | Callable[[int], str]
    severity: Literal["error", "warning"] = "error"

    def said_of(self, position: int) -> str:
        """The message for the row at *position*."""
        return self.message if isinstance(self.message, str) else self.message(position)


@dataclass(frozen=True, eq=False)
class Subject:
    """A collection under check: its frames, the rows in its files, and the day of the check."""

    collection: Collection
    today: date
    rows: Mapping[str, Rows] = field(default_factory=dict)

    @property
    def is_imported(self) -> bool:
        """Whether the collection says that it was imported from a file, not curated."""
        return self.collection.descriptor.get("imported") is True

    @property
    def incidents(self) -> pd.DataFrame:
        """The incidents, as `Collection` has them."""
        return self.collection.incidents

    @property
    def claims(self) -> pd.DataFrame:
        """The claims, as `Collection` has them."""
        return self.collection.claims

    @cached_property
    def active(self) -> Flags:
        """For each incident, whether its record stands."""
        return (self.incidents["status"] == "active").to_numpy()

    @cached_property
    def of_incident(self) -> Positions:
        """Positions of the claims about one incident."""
        return np.flatnonzero(self.claims["incident"].to_numpy() >= 0)

    @cached_property
    def originals(self) -> Mapping[tuple[str, str], str]:
        """Every text that can be translated, by record and field."""
        return translations.originals(self.collection)

    def days(self, table: str, column: str) -> Days:
        """A column of days as `datetime64[D]`."""
        frame: pd.DataFrame = getattr(self.collection, table)
        return frame[column].to_numpy().astype("datetime64[D]")

    def texts(self, table: str, column: str) -> npt.NDArray[np.object_]:
        """A column as an array of `str`."""
        frame: pd.DataFrame = getattr(self.collection, table)
        return np.asarray(frame[column].astype("str"), dtype=object)

    def row(self, table: str, position: int) -> int:
        """The spreadsheet row of a position: in the file read, else as it would be written."""
        return int(self._file_rows(table)[position])

    def file_order(self, table: str) -> Positions:
        """The positions of a table in the order of its file."""
        return np.argsort(self._file_rows(table), kind="stable")

    def _file_rows(self, table: str) -> Rows:
        return self.rows[table] if table in self.rows else self._sorted_rows[table]

    @cached_property
    def _sorted_rows(self) -> Mapping[str, Rows]:
        made = {}
        for table in TABLES.values():
            frame: pd.DataFrame = getattr(self.collection, table.name)
            rows = np.empty(len(frame), np.int64)
            key = table.key or "date"
            rows[frame[key].argsort(kind="stable").to_numpy()] = np.arange(2, len(frame) + 2)
            made[table.name] = rows
        return made


@dataclass(frozen=True, slots=True)
class Rule:
    """
    One rule: its name, what it demands, an example that breaks it, and how breaches are found.

    A rule without `find` is held while the files are read.  One `of_curation` is about what a
    curator writes and decides, and not held against a collection that was imported from a file:
    its words and doubles are the file's.  What breaks one `of_reading` keeps a file beside the
    tables, or a row of it, from being read.  One that `warns_alone` finds no error.
    """

    name: str
    sentence: str
    example: tuple[Edit, ...]
    find: Callable[[Subject], Iterator[Finding]] | None = None
    of_curation: bool = False
    of_reading: bool = False
    warns_alone: bool = False

    def problems(self, subject: Subject) -> Iterator[Problem]:
        """Every breach in *subject*, row by row."""
        if self.find is None or (self.of_curation and subject.is_imported):
            return
        for finding in self.find(subject):
            yield from self._named(finding, subject)

    def _named(self, finding: Finding, subject: Subject) -> Iterator[Problem]:
        column, severity = finding.column, finding.severity
        if finding.table == PACKAGE:
            said = finding.said_of(0)
            yield Problem(f"{PACKAGE}.json", 0, column, self.name, said, severity)
            return
        is_beside = finding.table in side_files.MOST_BYTES
        file = finding.table if is_beside else f"{finding.table}.csv"
        for position in finding.positions[:MAX_PROBLEMS]:
            row = int(position)
            if not is_beside:
                row = subject.row(finding.table, row)
            said = finding.said_of(int(position))
            yield Problem(file, row, column, self.name, said, severity)
        more = len(finding.positions) - MAX_PROBLEMS
        if more > 0:
            said = more_alike(more)
            yield Problem(file, 0, column, self.name, said, severity)


def in_package(key: str, message: str) -> Finding:
    """A fault of the key *key* of the descriptor."""
    return Finding(PACKAGE, np.zeros(1, np.intp), key, message)


def of_file(file: str, message: str) -> Finding:
    """A fault of *file*, one beside the tables, as a whole."""
    return Finding(file, np.zeros(1, np.intp), "", message)


def rows_where(flags: npt.ArrayLike) -> Positions:
    """The positions at which *flags* is true."""
    return np.flatnonzero(np.asarray(flags, dtype=bool))
