"""A table in memory, whatever it was read from: columns of text, and rows that can't be read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Protocol

import numpy as np
import pandas as pd

from strikemap.collection.bounds import (
    MAX_CELLS,
    MAX_COLUMNS,
    MAX_FIELD_BYTES,
    MAX_MADE_BYTES,
    MAX_ROWS,
)
from strikemap.importers import lent_memory
from strikemap.importers.problem import ImportProblem
from strikemap.importers.report import Log
from strikemap.languages import sentence

PART_ROWS = 20_000
_TELLING = 1 << 20
"""Bytes of rows after which whoever lends memory hears of them."""


class Table(Protocol):
    """The rows of a file under the names of its columns, which differ and are in lower case."""

    @property
    def names(self) -> tuple[str, ...]:
        """The columns, in the file's order."""

    @property
    def said(self) -> tuple[str, ...]:
        """What was recognised, in words."""

    def parts(self, log: Log) -> Iterator[tuple[pd.DataFrame, float]]:
        """Frames of text, a part of the rows at a time, and what part of the file is read."""

    def different(self, column: str) -> Iterable[str]:
        """The different cells of *column*, in the whole file."""


@dataclass
class Rows:
    """
    A table that was read whole: for each row its number in the file, its cells by column, and
    why it can't be read ("" where it can).
    """

    names: tuple[str, ...] = ()
    said: tuple[str, ...] = ()
    numbers: list[int] = field(default_factory=list)
    cells: list[dict[str, str]] = field(default_factory=list)
    reasons: list[str] = field(default_factory=list)
    noted: dict[tuple[str, str], list[int]] = field(default_factory=dict)
    """The numbers of rows by what was done about a cell (`importers.words`), and its column."""
    is_points: bool = False
    """Whether it is of features of GeoJSON or the like, not of records."""
    _bytes: int = 0
    _told: int = 0

    def add(self, number: int, cells: dict[str, str], reason: str = "") -> None:
        """
        Take in a row, counting what is made of the file.

        Raises:
            ImportProblem: there are too many rows, columns or cells, or they take too much memory.
        """
        for name, cell in cells.items():
            if cell != (plain := clean(cell)):
                cells[name] = plain
                reason = reason or sentence(
                    "{column}: no text: NUL or half a surrogate", column=name
                )
            size = len(plain.encode("utf-8"))
            if size > MAX_FIELD_BYTES:
                reason = reason or sentence(
                    "{column}: at most {most} bytes are read", column=name, most=MAX_FIELD_BYTES
                )
                cells[name] = plain[:200]
            self._bytes += min(size, MAX_FIELD_BYTES) + 100
        self.numbers.append(number)
        self.cells.append(cells)
        self.reasons.append(reason)
        if len(self.cells) > MAX_ROWS:
            told = sentence("more than {most} rows; cut the file into parts", most=MAX_ROWS)
            raise ImportProblem(told)
        if self._bytes - self._told >= _TELLING:
            lent_memory.take(self._bytes - self._told)
            self._told = self._bytes
        if self._bytes > MAX_MADE_BYTES or len(self.cells) * len(self.names) > MAX_CELLS:
            told = sentence("more is in it than fits into memory; cut the file into parts")
            raise ImportProblem(told)

    def note(self, done: str, column: str, number: int) -> None:
        """Say of a cell of the row *number* that *done* was done about it."""
        self.noted.setdefault((done, column), []).append(number)

    def name_columns(self, names: Iterable[str]) -> None:
        """
        Set the columns.

        Raises:
            ImportProblem: there are too many, or one has half a surrogate, which is no character.
        """
        self.names = tuple(dict.fromkeys(names))
        for name in self.names:
            shown = name.encode("utf-8", "backslashreplace").decode("utf-8")
            if shown != name:
                told = sentence("{column}: no text: NUL or half a surrogate", column=shown)
                raise ImportProblem(told)
        if len(self.names) > MAX_COLUMNS:
            told = sentence("more than {most} columns or properties", most=MAX_COLUMNS)
            raise ImportProblem(told)

    def parts(self, log: Log) -> Iterator[tuple[pd.DataFrame, float]]:
        """As `Table` says."""
        for start in range(0, len(self.cells), PART_ROWS):
            some = self.cells[start : start + PART_ROWS]
            frame = pd.DataFrame(
                {name: [row.get(name, "") for row in some] for name in self.names},
                index=self.numbers[start : start + PART_ROWS],
                dtype="str",
            )
            log.read += len(frame)
            for (done, name), numbers in self.noted.items():
                log.not_as_it_stands(name, frame[name], numbers, done)
            reasons = self.reasons[start : start + PART_ROWS]
            bad = np.array([each != "" for each in reasons], dtype=bool)
            if bad.any():
                log.reject(frame[bad], [each for each in reasons if each])
            yield frame[~bad], (start + len(some)) / len(self.cells)

    def different(self, column: str) -> Iterable[str]:
        """As `Table` says."""
        return dict.fromkeys(row.get(column, "") for row in self.cells)


def clean(value: str) -> str:
    """*value* as a file in UTF-8 can hold it, NUL and halves of characters marked."""
    return value.encode("utf-8", "replace").decode("utf-8").replace("\0", "\ufffd")
