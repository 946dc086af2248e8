"""Whether day, month or year comes first in a column of days: proved by it, or asked."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache

import numpy as np
import numpy.typing as npt
import pandas as pd

from strikemap.collection.cell_faults import shown
from strikemap.importers.cells.day_forms import (
    DAY,
    DAY_SECOND,
    MAX_CHARACTERS,
    MONTH,
    ORDERS,
    YEAR,
    readings,
)
from strikemap.importers.cells.day_layout import ISO, is_day_second, is_month_second, parted
from strikemap.languages import marked, sentence

EVERY = frozenset(ORDERS)
_FORMATS = {
    DAY: re.compile(r"\b(?:dd?[./ -]mm?|дд?[./ -]мм?)[./ -]", re.IGNORECASE),
    MONTH: re.compile(r"\bmm?[./ -]dd?[./ -]", re.IGNORECASE),
}
"""Formats that a header names beside its column, as in `Date (dd/mm/yyyy)`."""


COMES_FIRST = {
    DAY: marked("In {column} the day comes first, as {proof} shows."),
    MONTH: marked("In {column} the month comes first, as {proof} shows."),
    YEAR: marked("In {column} the year comes first, as {proof} shows."),
}

EXCHANGED = marked(
    "The file's {column} may have day and month exchanged: its days above the 12th stand as text, "
    "as a spreadsheet leaves them that takes the month to come first; the day is kept."
)
_FEWEST = 3
"""Days of a spreadsheet of which each is the 12th or sooner, before that is a sign of anything."""
YEAR_DAY_MONTH = marked("In {column} the day stands between year and month, as {proof} shows.")


@dataclass(frozen=True, slots=True)
class Order:
    """
    For days with dots and for others: what may come first, and the text that proved it; and
    whether days that begin with the year have the day before the month.
    """

    dotted: frozenset[str] = frozenset((DAY,))
    other: frozenset[str] = EVERY
    proof: str = ""
    day_second: bool = False

    def of(self, text: str) -> frozenset[str]:
        """What may come first in *text*."""
        is_dotted = (_known_dotted if len(text) <= _KEPT else _is_dotted)(text)
        of = self.dotted if is_dotted else self.other
        return of | {DAY_SECOND} if self.day_second else of


def _is_dotted(text: str) -> bool:
    return "." in parted(text).partition(":")[0]


_KEPT = 200
"""Characters of a day that is kept in mind for when it comes again, as it does in each part."""
_known_dotted = lru_cache(maxsize=8_192)(_is_dotted)


def proved(texts: Iterable[str]) -> Order:
    """
    The order that the different *texts* of a column prove.

    An order that any day of the column rules out, as 31/05 rules out the month first, is left
    out for all; where each is ruled out, or several remain, nothing is proved.  With dots the
    day is first unless the column proves otherwise: no country writes the month first with them.
    """
    left = {".": EVERY, "/": EVERY}
    seen: set[str] = set()
    proof = ""
    for text in texts:
        mark, may_be = readings(text[:MAX_CHARACTERS])
        if not may_be:
            continue
        seen.add(mark)
        fitting = left[mark] & frozenset(may_be)
        if len(left[mark]) > 1 and len(fitting) == 1:
            proof = proof or text
        left[mark] = fitting
    dotted, other = (left[mark] or EVERY for mark in (".", "/"))
    if DAY in dotted:
        dotted = frozenset((DAY,))
    return Order(dotted, other, proof)


def named(column: str) -> str:
    """What comes first by the format that the name of *column* holds, "" where it holds none."""
    return next((first for first, each in _FORMATS.items() if each.search(column)), "")


@dataclass
class Orders:
    """
    The order of each column of a file, worked out when the first day is met that needs it.

    `survey` gives the different texts of a whole column; `chosen` is what the reader said.
    """

    chosen: str = ""
    survey: Callable[[str], Iterable[str]] = lambda column: ()
    known: dict[str, Order] = field(default_factory=dict)
    year_first: dict[str, str] = field(default_factory=dict)
    half_read: dict[str, bool] = field(default_factory=dict)

    def of(self, column: str, cells: pd.Series, beside: str = "") -> Order:
        """
        The order of days in *column*, of which *cells* is a part; where it proves none itself, the
        one that it proves together with the column *beside*.
        """
        order = self._of(column, cells, beside)
        if column not in self.year_first:
            texts = [str(each)[:MAX_CHARACTERS] for each in cells.unique().tolist()]
            second = next(filter(is_day_second, texts), "")
            if second or any(map(is_month_second, texts)):
                # What the first part shows holds for the column; where it shows both, for none.
                is_whole = second and not any(map(is_month_second, texts))
                self.year_first[column] = second if is_whole else ""
        return replace(order, day_second=True) if self.year_first.get(column) else order

    def _of(self, column: str, cells: pd.Series, beside: str) -> Order:
        if self.chosen:
            return Order(frozenset((self.chosen,)), frozenset((self.chosen,)))
        if column not in self.known and (said := named(column)):
            self.known[column] = Order(frozenset((said,)), frozenset((said,)), column)
        if column not in self.known:
            marks = [readings(str(each)[:MAX_CHARACTERS]) for each in cells.unique().tolist()]
            if not any(len(set(may_be.values())) > 1 for _, may_be in marks):
                return Order()
            order = proved(self.survey(column))
            if beside and len(order.other) > 1:
                order = proved([*self.survey(column), *self.survey(beside)])
            self.known[column] = order
        return self.known[column]

    def exchanged(self, column: str, cells: pd.Series) -> npt.NDArray[np.bool_]:
        """
        Which of *cells*, a part of *column*, are days that a spreadsheet may have made of others:
        it took 03/04/2024 for 4 March and left 31/03/2024, which can't be one, as text.

        So where no day that is text can have the month first, and no other is above the 12th.
        """
        if column not in self.half_read:
            marks = [
                bool(readings(str(each)[:MAX_CHARACTERS])[1]) for each in cells.unique().tolist()
            ]
            both = any(marks) and not all(marks)
            self.half_read[column] = both and _is_half_read(self.survey(column))
        if not self.half_read[column]:
            return np.zeros(len(cells), dtype=bool)
        iso = cells.str.extract(r"^\d{4}-(\d\d)-(\d\d)(?:[ T]|$)")
        return (iso[0].notna() & (iso[0] != iso[1])).to_numpy(bool)

    def in_words(self) -> Mapping[str, str]:
        """By column: how its days were read, where the column had to prove it."""
        told = {}
        for column, proof in self.year_first.items():
            if proof:
                told[column] = sentence(YEAR_DAY_MONTH, column=column, proof=shown(proof))
        for column, order in self.known.items():
            for first in (order.other, order.dotted):
                if order.proof and len(first) == 1 and first < EVERY:
                    (which,) = first
                    proof = shown(order.proof)
                    told[column] = sentence(COMES_FIRST[which], column=column, proof=proof)
                    break
        return told


def _is_half_read(texts: Iterable[str]) -> bool:
    written, made = 0, 0
    for text in texts:
        _, may_be = readings(text[:MAX_CHARACTERS])
        found = ISO.match(text)
        if may_be:
            written += 1
            if set(may_be) != {DAY}:
                return False
        elif found and int(found[4]) > 12:
            return False
        elif found:
            made += 1
    return written > 0 and made >= _FEWEST
