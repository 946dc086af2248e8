"""A column of days, or of what a date begins with, and the cells that are none."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from strikemap import dates
from strikemap.collection.cell_faults import Fault
from strikemap.languages import sentence, sentence_of

YEARS = range(1900, 2101)
"""Years that a date may have; others are slips of the pen or hostile."""


def days(text: pa.Array) -> tuple[npt.NDArray[np.datetime64], list[Fault]]:
    """Each cell of *text* as a day, in `datetime64[s]`; NaT where it is empty or a fault."""
    return _read(text, dates.day)


def prefix_faults(text: pa.Array) -> list[Fault]:
    """The cells of *text* that are neither empty nor a year, a month or a day."""
    return _read(text, lambda written: dates.parse(written).first)[1]


def _read(
    text: pa.Array, day_of: Callable[[str], date]
) -> tuple[npt.NDArray[np.datetime64], list[Fault]]:
    encoded: Any = pc.dictionary_encode(text)
    values = encoded.dictionary.to_pylist()
    known = np.full(len(values), np.datetime64("NaT", "s"), "datetime64[s]")
    wrong: dict[str, str] = {}
    for position, value in enumerate(values):
        if value:
            try:
                known[position] = np.datetime64(_checked(day_of(value)), "s")
            except ValueError as error:
                wrong[value] = sentence_of(error)
    indices = encoded.indices.to_numpy()
    found = known[indices] if len(values) else known
    if not wrong:
        return found, []
    bad = np.array([value in wrong for value in values])
    rows = np.flatnonzero(bad[indices]).astype(np.intp)
    return found, [Fault("date", rows, wrong.__getitem__)]


def _checked(day: date) -> date:
    if day.year not in YEARS:
        raise ValueError(
            sentence(
                "year {year}; write a year from {first} to {last}",
                year=str(day.year),
                first=str(YEARS.start),
                last=str(YEARS.stop - 1),
            )
        )
    return day
