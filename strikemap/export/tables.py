"""
The incidents in view, each with its tolls, and tables of text, as CSV.

Rows are taken a part at a time: a view of a million incidents takes no more memory than one of
a few thousand.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from strikemap import collection as collections
from strikemap.casualties.standing import Choice
from strikemap.casualties.tolls import Tolls
from strikemap.collection.text import Text
from strikemap.collection.writing import contiguous, header, lines
from strikemap.evidence import EVENT_GRADES, RESPONSIBILITY_GRADES, grades
from strikemap.export.speakers import ids, speakers, told
from strikemap.in_view import InView
from strikemap.model import INCIDENTS, TABLES
from strikemap.vocabularies import CASUALTY_MEASURES

ROWS_AT_ONCE = 16_384

_FORMULA = r"\A'*[=+\-@\t\r\n＝＋－＠]"

NUMBERS = frozenset(
    field.name
    for table in TABLES.values()
    for field in table.fields
    if field.kind in ("integer", "number")
)
"""Columns of numbers, also where a table holds them as text."""

Rows = npt.NDArray[np.int64]


def harmless(text: pa.Array) -> pa.Array:
    """
    *text* so that no spreadsheet runs a cell as a formula: an apostrophe goes before it.

    After OWASP's advice on CSV injection.  Numbers are not text and stay as they are.  Text that
    begins so behind apostrophes of its own is given one too, so that taking one off gives back
    whatever text there was.
    """
    runs = pc.match_substring_regex(text, _FORMULA)
    if not pc.any(runs).as_py():
        return text
    mark, nothing = pa.scalar("'", text.type), pa.scalar("", text.type)
    return pc.if_else(runs, pc.binary_join_element_wise(mark, text, nothing), text)


def incident_parts(view: InView, rows: Rows | None = None) -> Iterator[pa.Table]:
    """
    All in view, or the incidents at *rows*, with the columns of the model, and for each measure
    its low, headline, high (null where open or unknown), whether it is known, and the headline's
    claimant; the two evidence grades, which no choice of claimants changes; then what `told` says
    of each headline.  A new column comes last, so that each keeps its place.  Raw text.

    Text is `large_string`, "" where empty; numbers are numbers, degrees NaN where empty.  Each
    part has `ROWS_AT_ONCE` rows, the last one fewer; an empty view is one part without rows.
    """
    collection = view.collection
    rows = view.rows if rows is None else rows
    text = collections.texts(collection, INCIDENTS.name)
    counted = {measure: view.tolls(measure) for measure in CASUALTY_MEASURES}
    graded = grades(collection, Choice(as_of=view.choice.as_of))
    for first in range(0, max(len(rows), 1), ROWS_AT_ONCE):
        part = rows[first : first + ROWS_AT_ONCE]
        columns = _columns(collection.incidents, text, part)
        by = {measure: speakers(collection, of, part) for measure, of in counted.items()}
        for measure, of in counted.items():
            columns |= _tolled(measure, of, part, ids(collection, by[measure]))
        for name, terms, codes in (
            ("event_evidence", EVENT_GRADES, graded.event),
            ("responsibility_evidence", RESPONSIBILITY_GRADES, graded.responsibility),
        ):
            values = pa.array([term.code for term in terms], pa.large_string())
            columns[name] = values.take(pa.array(codes[part]))
        for measure, of in counted.items():
            columns |= told(collection, measure, of, part, by[measure])
        yield pa.table(columns)


def _columns(frame: pd.DataFrame, text: Mapping[str, Text], rows: Rows) -> dict[str, pa.Array]:
    made = {}
    for name in INCIDENTS.columns:
        is_number = pd.api.types.is_numeric_dtype(frame[name].dtype)
        made[name] = pa.array(frame[name].array[rows]) if is_number else text[name](rows)
    return made


def _tolled(measure: str, of: Tolls, rows: Rows, who: pa.Array) -> dict[str, pa.Array]:
    known, shut = of.known[rows], ~of.is_open[rows]
    return {
        f"{measure}_low": pa.array(of.low[rows].astype(np.int64), mask=~known),
        f"{measure}_headline": pa.array(of.headline[rows].astype(np.int64), mask=~known),
        f"{measure}_high": pa.array(of.high[rows].astype(np.int64), mask=~(known & shut)),
        f"{measure}_known": pc.cast(pc.if_else(pa.array(known), "yes", "no"), pa.large_string()),
        f"{measure}_according_to": who,
        **_of_whom(measure, of, rows),
    }


def _of_whom(measure: str, of: Tolls, rows: Rows) -> dict[str, pa.Array]:
    """Civilians, combatants and not said, which add up to the headline figure."""
    headline = of.headline[rows].astype(np.int64)
    parts = (0 * headline, 0 * headline) if of.parts is None else of.parts[:2]
    told = [each if of.parts is None else each[rows].astype(np.int64) for each in parts]
    split = (*told, headline - told[0] - told[1])
    names = ("civilians", "combatants", "not_said")
    return {
        f"{measure}_{name}": pa.array(numbers, mask=~of.known[rows])
        for name, numbers in zip(names, split, strict=True)
    }


def incidents_csv(view: InView) -> Iterator[bytes]:
    """The rows of `incident_parts` as CSV, in parts: UTF-8, LF, formulas made harmless."""
    for number, part in enumerate(incident_parts(view)):
        if number == 0:
            yield header(part.column_names)
        yield csv_lines(part)


def csv_bytes(frame: pd.DataFrame) -> bytes:
    """*frame*, which holds text alone, as CSV: UTF-8, LF, harmless, columns of numbers as is."""
    made = pa.table({str(name): contiguous(frame[name]) for name in frame.columns})
    return header(made.column_names) + csv_lines(made)


def csv_lines(part: pa.Table) -> bytes:
    """The lines of CSV of *part*, its text made harmless, its numbers left alone."""
    if not len(part):
        return b""
    cells = {}
    for name, column in zip(part.column_names, part.columns, strict=True):
        cell = column.combine_chunks()
        if pa.types.is_large_string(cell.type):
            cells[name] = cell if name in NUMBERS else harmless(cell)
        else:
            cells[name] = pc.fill_null(number_text(cell), "")
    return lines(pa.table(cells))


def number_text(numbers: pa.Array) -> pa.Array:
    """*numbers* as Python and JSON write them, 50 degrees as `50.0`; null where NaN or null."""
    if not pa.types.is_floating(numbers.type):
        return pc.cast(numbers, pa.large_string())
    values: npt.NDArray[Any] = numbers.to_numpy(zero_copy_only=False)
    # Arrow writes 50 and 1e-05 in forms of its own.
    said = pa.array(list(map(repr, values.tolist())), pa.large_string())
    return pc.if_else(pc.is_finite(numbers), said, pa.scalar(None, pa.large_string()))
