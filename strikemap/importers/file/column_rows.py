"""A table in memory by its columns, as text of Arrow, which takes little more than its letters."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

import numpy as np
import pandas as pd
import pyarrow as pa

from strikemap.collection.bounds import MAX_CELLS, MAX_FIELD_BYTES, MAX_MADE_BYTES, MAX_ROWS
from strikemap.importers import lent_memory
from strikemap.importers.cells.day_forms import SERIAL_ZERO
from strikemap.importers.file.table import PART_ROWS, clean
from strikemap.importers.problem import ImportProblem
from strikemap.importers.report import Log
from strikemap.importers.words import FORMULA
from strikemap.languages import sentence


@dataclass
class ColumnRows:
    """A table whose columns are known before its rows; see `Table`."""

    names: tuple[str, ...]
    said: tuple[str, ...] = ()
    day_zero: date = SERIAL_ZERO
    """The day that is 0 among those that it holds as plain numbers."""
    noted: dict[tuple[str, str], array[int]] = field(default_factory=dict)
    """The numbers of rows by what was done about a cell (`importers.words`), and its column."""
    count: int = 0
    _parts: list[pa.Table] = field(default_factory=list)
    _numbers: list[int] = field(default_factory=list)
    _cells: list[list[str]] = field(default_factory=list)
    _reasons: list[str] = field(default_factory=list)
    _bad: list[dict[int, str]] = field(default_factory=list)
    _bytes: int = 0

    def add(self, number: int, cells: list[str], reason: str = "") -> None:
        """
        Take in the row *number* of the file, *cells* being as many as the columns.

        Raises:
            ImportProblem: there are too many rows or cells, or they take too much memory.
        """
        self._numbers.append(number)
        self._cells.append(cells)
        self._reasons.append(reason)
        self.count += 1
        if self.count > MAX_ROWS:
            told = sentence("more than {most} rows; cut the file into parts", most=MAX_ROWS)
            raise ImportProblem(told)
        if len(self._cells) == PART_ROWS:
            self.finish()

    def note(self, done: str, column: str, number: int) -> None:
        """Say of a cell of the row *number*, before that is taken in, that *done* was done."""
        self.noted.setdefault((done, column), array("q")).append(number)
        self._bytes += _NOTE_BYTES

    def finish(self) -> None:
        """Take in the rows of the last part."""
        columns = []
        for at in range(len(self.names)):
            texts = [row[at] for row in self._cells]
            long = [n for n, each in enumerate(texts) if len(each) * 4 > MAX_FIELD_BYTES]
            odd = [n for n, each in enumerate(texts) if "\0" in each or not each.isprintable()]
            self._mend(texts, at, long, odd)
            columns.append(pa.array(texts, pa.large_string()))
        columns.append(pa.array(self._numbers, pa.int64()))
        self._parts.append(pa.table(columns, [*self.names, _NUMBER]))
        self._bad.append({at: each for at, each in enumerate(self._reasons) if each})
        self._bytes += self._parts[-1].nbytes
        lent_memory.take(self._parts[-1].nbytes)
        self._numbers, self._cells, self._reasons = [], [], []
        if self._bytes > MAX_MADE_BYTES or self.count * len(self.names) > MAX_CELLS:
            told = sentence("more is in it than fits into memory; cut the file into parts")
            raise ImportProblem(told)

    def _mend(self, texts: list[str], at: int, long: list[int], odd: list[int]) -> None:
        """Cut down cells that are too long, and mark what no file in UTF-8 can hold."""
        for row in odd:
            if texts[row] != (plain := clean(texts[row])):
                texts[row] = plain
                told = sentence("{column}: no text: NUL or half a surrogate", column=self.names[at])
                self._reasons[row] = self._reasons[row] or told
        for row in long:
            if len(texts[row].encode("utf-8")) > MAX_FIELD_BYTES:
                told = sentence(
                    "{column}: at most {most} bytes are read",
                    column=self.names[at],
                    most=MAX_FIELD_BYTES,
                )
                self._reasons[row] = self._reasons[row] or told
                texts[row] = texts[row][:200]

    def parts(self, log: Log) -> Iterator[tuple[pd.DataFrame, float]]:
        """As `Table` says."""
        done = 0
        for part, reasons in zip(self._parts, self._bad, strict=True):
            frame = part.select(list(self.names)).to_pandas()
            frame.index = pd.Index(part[_NUMBER].to_numpy())
            log.read += len(frame)
            done += len(frame)
            for (about, name), numbers in self.noted.items():
                log.not_as_it_stands(name, frame[name], numbers, about)
                if about == FORMULA:
                    log.formulas.update(numbers)
            if reasons:
                bad = np.isin(np.arange(len(frame)), list(reasons))
                log.reject(frame[bad], list(reasons.values()))
                frame = frame[~bad]
            yield frame, done / max(self.count, 1)

    def different(self, column: str) -> Iterable[str]:
        """As `Table` says."""
        for part in self._parts:
            yield from part[column].unique().to_pylist()


_NOTE_BYTES = 250
"""What is made, before all is told, of a cell about which something was done."""
_NUMBER = "\x1fnumber"
"""Beside the columns, under a name that no header has."""
