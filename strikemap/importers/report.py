"""What an import did with a file: column by column, row by row, and what it could not read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
import pandas as pd

from strikemap.collection.columns import shown
from strikemap.model import Problem

Booleans = npt.NDArray[np.bool_]

ROW, REASON = "row_in_file", "why_rejected"
NOT_CARRIED = "not carried over"


@dataclass(frozen=True, slots=True)
class Report:
    """
    The whole account.  `rows_read` = `rows_kept` + all of `dropped` + all of `rejected`.

    `became` says of each source column what it became; `dropped` and `rejected` count rows by
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

    def lines(self) -> list[str]:
        """The account in lines of raw text, as the command prints them."""
        made = [f"{self.file}: {self.form}; " + "; ".join(self.recognised)]
        made += [f"licence: {self.licence}"] + ([self.terms] if self.terms else [])
        made += [f"column {name}: {what}" for name, what in self.became.items()]
        made.append(f"rows read: {self.rows_read:,}")
        made.append(f"rows kept: {self.rows_kept:,}")
        made += [f"rows dropped: {count:,}: {why}" for why, count in self.dropped.items()]
        made += [f"rows rejected: {count:,}: {why}" for why, count in self.rejected.items()]
        made += [f"rows marked: {count:,}: {why}" for why, count in self.marked.items()]
        return made + [str(each) for each in self.problems]


@dataclass
class Log:
    """What is counted while a file is read; `problems` and `rejected` name rows of *file*."""

    file: str
    read: int = 0
    dropped: dict[str, int] = field(default_factory=dict)
    marked: dict[str, int] = field(default_factory=dict)
    reasons: dict[str, int] = field(default_factory=dict)
    _rejected: list[pd.DataFrame] = field(default_factory=list)
    _unknown: dict[tuple[str, str], tuple[int, int, str]] = field(default_factory=dict)

    def reject(self, rows: pd.DataFrame, reasons: Sequence[str]) -> None:
        """Keep *rows* with their *reasons*; the index numbers them."""
        ours = {ROW: rows.index.astype(str), REASON: list(reasons)}
        cells = rows.reset_index(drop=True).rename(columns={each: f"{each}_" for each in ours})
        self._rejected.append(pd.concat([pd.DataFrame(ours, dtype="str"), cells], axis=1))
        for reason, count in pd.Series(list(reasons)).map(_kind).value_counts().items():
            self.reasons[str(reason)] = self.reasons.get(str(reason), 0) + int(count)

    def drop(self, reason: str, count: int) -> None:
        """Count rows that were left out because the import was told so, or by its scope."""
        if count:
            self.dropped[reason] = self.dropped.get(reason, 0) + int(count)

    def mark(self, reason: str, count: int) -> None:
        """Count kept rows that carry a reservation."""
        if count:
            self.marked[reason] = self.marked.get(reason, 0) + int(count)

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
        if not self._rejected:
            return pd.DataFrame({ROW: [], REASON: []}, dtype="str")
        whole = pd.concat(self._rejected, ignore_index=True).fillna("")
        return whole.iloc[np.argsort(whole[ROW].astype(np.int64), kind="stable")].reset_index(
            drop=True
        )

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
                f"{shown(value)} ({count:,} row(s), this is the first) is in no table of the "
                f"importer; {consequence}",
                "error",
            )
            for (column, value), (row, count, consequence) in by_count[:_MAX_CODES]
        )


_MAX_CODES = 200


class Refusals:
    """For each row of a part, why it can't be read; the first reason stands."""

    def __init__(self, count: int) -> None:
        self.why: npt.NDArray[np.object_] = np.full(count, "", dtype=object)

    @property
    def refused(self) -> Booleans:
        """Which rows are not kept."""
        return np.asarray(self.why != "", dtype=bool)

    def add(self, wrong: npt.ArrayLike, reason: str, values: pd.Series | None = None) -> None:
        """Refuse the rows where *wrong*; `{}` in *reason* stands for the value, quoted."""
        rows = np.flatnonzero(np.asarray(wrong, dtype=bool) & (self.why == ""))
        for row in rows:
            value = "" if values is None else shown(str(values.iloc[row]))
            self.why[row] = reason.replace("{}", value)


def _kind(reason: str) -> str:
    """A reason without the values that differ from row to row, for counting."""
    return reason.split(": ", 1)[0] if ": " in reason else reason
