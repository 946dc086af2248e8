"""What an import did with a file: column by column, row by row, and what it could not read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from strikemap.collection.cell_faults import shown
from strikemap.importers import lent_memory, may_count
from strikemap.importers.forms.headers import counts_no_people
from strikemap.importers.words import TAKEN, Words
from strikemap.languages import marked, sentence
from strikemap.model import Problem

Booleans = npt.NDArray[np.bool_]

ROW, REASON, DROPPED, DONE = "row_in_file", "why_rejected", "why_dropped", "what_was_done"
NOT_CARRIED = marked("not carried over")


@dataclass(frozen=True, slots=True)
class Report:
    """
    The whole account.  `rows_read` = `rows_kept` + all of `dropped` + all of `rejected`.

    What is counted is counted by English text, which `words` says in other languages.

    `became` says of each source column what it became, `samples` three cells of it and `unread`
    how many could not be read; `untaken` names columns of numbers that were taken for nothing and
    may count people.  `dropped` and `rejected` count rows by
    reason, `marked` the kept ones that carry a reservation; `choices` are the rules by which
    the form was read, in sentences; `problems` names what the tables of codes don't know.
    """

    file: str
    form: str
    recognised: tuple[str, ...]
    licence: str
    terms: str
    became: Mapping[str, str]
    rows_read: int
    rows_kept: int
    dropped: Mapping[str, int]
    rejected: Mapping[str, int]
    marked: Mapping[str, int]
    choices: tuple[str, ...]
    problems: tuple[Problem, ...]
    samples: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    unread: Mapping[str, int] = field(default_factory=dict)
    untaken: tuple[str, ...] = ()
    words: Words = field(default_factory=Words)

    def columns(self) -> list[str]:
        """
        A line a column, in raw text: what it was taken for, three of its cells, and how many of
        them could not be read.
        """
        made = []
        for name, what in self.became.items():
            said = ", ".join(shown(each) for each in self.samples.get(name, ()))
            line = f"column {name}: {what or NOT_CARRIED}" + (f"; as {said}" if said else "; empty")
            if count := self.unread.get(name, 0):
                line += f"; {count:,} cell(s) could not be read"
            if name in self.untaken:
                line += "; IT HOLDS NUMBERS: if they are people killed or injured, map it"
            made.append(line)
        return made

    def lines(self) -> list[str]:
        """The account in lines of raw text, as the command prints them."""
        made = [f"{self.file}: {self.form}; " + "; ".join(self.recognised)]
        made += [f"licence: {self.licence}"] + ([self.terms] if self.terms else [])
        made += self.columns()
        made.append(f"rows read: {self.rows_read:,}")
        made.append(f"rows kept: {self.rows_kept:,}")
        made += [f"rows dropped: {count:,}: {why}" for why, count in self.dropped.items()]
        made += [f"rows rejected: {count:,}: {why}" for why, count in self.rejected.items()]
        made += [f"rows marked: {count:,}: {why}" for why, count in self.marked.items()]
        return made + [str(each) for each in self.problems]


SAMPLES = 3
LISTED = 100_000
"""Dropped rows and marked cells that are listed one by one; the others are counted."""
MAX_LISTED_BYTES = 200_000_000
"""Of rejected rows, with all their cells; the others are counted."""


@dataclass
class Log:
    """
    What is counted while a file is read; `problems` and `rejected` name rows of *file*, `short` the
    cells of each row that ends before the header does, `formulas` rows that have a formula without
    a value, `said_of` the rows of which a sentence is told to readers.
    """

    file: str
    read: int = 0
    dropped: dict[str, int] = field(default_factory=dict)
    marked: dict[str, int] = field(default_factory=dict)
    reasons: dict[str, int] = field(default_factory=dict)
    unread: dict[str, int] = field(default_factory=dict)
    samples: dict[str, tuple[str, ...]] = field(default_factory=dict)
    short: dict[int, int] = field(default_factory=dict)
    formulas: set[int] = field(default_factory=set)
    said_of: dict[str, set[int]] = field(default_factory=dict)
    words: Words = field(default_factory=Words)
    _rejected: list[pd.DataFrame] = field(default_factory=list)
    _rejected_bytes: int = 0
    _dropped: list[pd.DataFrame] = field(default_factory=list)
    _cells: list[pd.DataFrame] = field(default_factory=list)
    _counting: set[str] = field(default_factory=set)
    _unknown: dict[tuple[str, str], tuple[int, int, str]] = field(default_factory=dict)

    def reject(self, rows: pd.DataFrame, reasons: Sequence[str]) -> None:
        """Keep *rows* with their *reasons*; the index numbers them."""
        for said in reasons:
            self.words.keep(said)
        for reason, count in pd.Series(list(reasons)).map(_kind).value_counts().items():
            self.reasons[str(reason)] = self.reasons.get(str(reason), 0) + int(count)
        size = int(rows.memory_usage(index=False, deep=True).sum())
        if self._rejected_bytes + size > MAX_LISTED_BYTES:
            return
        self._rejected_bytes += size
        listed = _listed(rows, REASON, reasons)
        lent_memory.take(int(listed.memory_usage(deep=True).sum()))
        self._rejected.append(listed)

    def drop(self, reasons: pd.Series, rows: pd.DataFrame | None = None) -> None:
        """
        Count rows that were left out, by the reason of each ("" where there is none), and list
        them with the cells of *rows*, on the same index, where these are given.
        """
        out = reasons[reasons != ""]
        for reason, count in out.value_counts().items():
            self.dropped[str(reason)] = self.dropped.get(str(reason), 0) + int(count)
        room = LISTED - sum(map(len, self._dropped))
        if rows is not None and len(out) and room > 0:
            some = out.iloc[:room]
            self._dropped.append(_listed(rows.loc[some.index], DROPPED, some.tolist()))

    def sample(self, rows: pd.DataFrame) -> None:
        """Keep the first cells of each column that are not empty and differ from each other."""
        for name in rows.columns:
            kept = self.samples.get(str(name), ())
            if len(kept) < SAMPLES:
                filled = _filled(rows[name].head(2_000))
                # Of a column that is empty so far, the first cell may stand anywhere.
                filled = filled if kept or len(filled) else _filled(rows[name])
                fresh = [str(each)[:60] for each in filled.to_pylist()]
                self.samples[str(name)] = tuple(dict.fromkeys((*kept, *fresh)))[:SAMPLES]

    def look_for_counts(self, rows: pd.DataFrame, became: Mapping[str, str]) -> None:
        """
        Note columns that became nothing, whose names may count people, and that hold numbers, by
        themselves or in words of people killed or injured.
        """
        for name in map(str, rows.columns):
            if name in became or name in self._counting or counts_no_people(name):
                continue
            if may_count.people(name, pa.array(rows[name], pa.large_string())):
                self._counting.add(name)

    def counting(self, became: Mapping[str, str]) -> tuple[str, ...]:
        """The columns that `look_for_counts` noted, in the order of *became*."""
        return tuple(name for name in became if name in self._counting)

    def cells(self, column: str, cells: pd.Series, wrong: Booleans, why: str) -> None:
        """List the cells of *column* of which *why* was done, and count those not read."""
        count = int(wrong.sum())
        if not count:
            return
        if why not in TAKEN:
            self.unread[column] = self.unread.get(column, 0) + count
        room = LISTED - sum(map(len, self._cells))
        found = cells[wrong].iloc[: max(room, 0)]
        listed = {ROW: found.index.astype(str), "column": column, "cell": found.str[:1_000]}
        frame = pd.DataFrame(listed | {DONE: why}, dtype="str")
        self._cells.append(frame.reset_index(drop=True))

    def mark(self, reason: str, count: int) -> None:
        """Count kept rows that carry a reservation."""
        if count:
            self.marked[str(reason)] = self.marked.get(reason, 0) + int(count)

    def not_as_it_stands(
        self, column: str, cells: pd.Series, numbers: Sequence[int], done: str
    ) -> None:
        """List the *cells* of a part, of rows by *numbers*, of which *done* was done; tell it."""
        wrong = cells.index.isin(numbers)
        if wrong.any():
            self.cells(column, cells, wrong, done)
            told = sentence(
                "The file's {column} is not taken as it stands: {done}.",
                column=column,
                done=sentence(done),
            )
            self.say_of(told, cells.index[wrong])

    def say_of(self, said: str, rows: Iterable[object]) -> None:
        """Tell *said*, a sentence, to readers of *rows*, by their numbers."""
        self.words.keep(said)
        self.said_of.setdefault(said, set()).update(int(str(row)) for row in rows)

    def unknown(self, column: str, values: pd.Series, wrong: Booleans, consequence: str) -> None:
        """Name each code of *values* that the importer's table lacks, with its first row."""
        if not wrong.any():
            return
        found = values[wrong]
        firsts = found.drop_duplicates()
        counts = found.value_counts()
        for row, value in firsts.head(_MAX_CODES).items():
            first, count, _ = self._unknown.get((column, value), (int(str(row)), 0, ""))
            total = count + int(counts[value])
            self._unknown[column, value] = (first, total, consequence)

    @property
    def rejected(self) -> pd.DataFrame:
        """All rejected rows in the order of the file: row number, reason, original cells."""
        return _by_row(self._rejected, (ROW, REASON))

    @property
    def dropped_rows(self) -> pd.DataFrame:
        """Rows left out by the scope, as `rejected`: row number, reason, day and place."""
        return _by_row(self._dropped, (ROW, DROPPED))

    @property
    def marked_cells(self) -> pd.DataFrame:
        """Cells not taken as they stand: row, column, cell, what was done."""
        return _by_row(self._cells, (ROW, "column", "cell", DONE))

    @property
    def problems(self) -> tuple[Problem, ...]:
        """A problem for each unknown code, the most frequent first."""
        by_count = sorted(self._unknown.items(), key=lambda each: (-each[1][1], each[0]))
        return tuple(
            Problem(
                self.file,
                row,
                column,
                "unknown-code",
                sentence(
                    "{value} ({count} row(s), this is the first) is in no table of the importer; "
                    "{consequence}",
                    value=shown(value),
                    count=count,
                    consequence=consequence,
                ),
                "error",
            )
            for (column, value), (row, count, consequence) in by_count[:_MAX_CODES]
        )


_MAX_CODES = 200


def _filled(cells: pd.Series) -> pa.Array:
    """The first of *cells* that are not empty."""
    whole = pa.array(cells, pa.large_string())
    return whole.filter(pc.not_equal(whole, "")).slice(0, 20)


def _listed(rows: pd.DataFrame, why: str, reasons: Sequence[str]) -> pd.DataFrame:
    ours = {ROW: rows.index.astype(str), why: list(reasons)}
    cells = rows.reset_index(drop=True).rename(columns={each: f"{each}_" for each in ours})
    return pd.concat([pd.DataFrame(ours, dtype="str"), cells], axis=1)


def _by_row(parts: Sequence[pd.DataFrame], names: tuple[str, ...]) -> pd.DataFrame:
    if not parts:
        return pd.DataFrame({name: [] for name in names}, dtype="str")
    whole = pd.concat(parts, ignore_index=True).fillna("")
    order = np.argsort(whole[ROW].astype(np.int64), kind="stable")
    return whole.iloc[order].reset_index(drop=True)


def _kind(reason: str) -> str:
    """A reason without the values that differ from row to row, for counting."""
    return reason.split(": ", 1)[0] if ": " in reason else reason
