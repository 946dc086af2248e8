"""Rows that end before the header does: whole but for their last cells, or parts of broken ones."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from strikemap.importers.examining import KNOWN
from strikemap.importers.file.ragged_rows import told
from strikemap.importers.forms.definition import Form
from strikemap.importers.forms.header_meaning import field_of
from strikemap.importers.report import Log
from strikemap.importers.words import ENDS_BEFORE
from strikemap.languages import marked
from strikemap.vocabularies import CASUALTY_MEASURES

ENDS_EARLY = marked("The file's row ends before its last columns, which count as empty.")

_DAYS = (("date_start",), ("year", "month"))
_PLACES = (
    ("latitude", "longitude"),
    ("coordinates",),
    ("coordinates_east_first",),
    ("region",),
    ("place",),
)


def sorted_out(rows: pd.DataFrame, form: Form, log: Log) -> pd.DataFrame:
    """
    *rows* with those short ones, which `log.short` counts the cells of, that have a day, a place
    and, where the file has any, the first of its tolls by *form*; the others are rejected.

    A row that a line break has parted before its tolls has none of them.  One that was parted
    behind them is known by the rows that follow: they are no rows, and complete it.
    """
    names = [str(each) for each in rows.columns]
    fields = {_field(name, form): at for at, name in reversed(list(enumerate(names)))}
    at_toll = min((at for name, at in fields.items() if _is_toll(name)), default=-1)
    some = rows[rows.index.isin(log.short)]
    short = {number: log.short[number] for number in some.index}
    is_row = {
        number: short[number] > at_toll
        and any(all(_filled(cells, fields.get(each)) for each in way) for way in _DAYS)
        and any(all(_filled(cells, fields.get(each)) for each in way) for way in _PLACES)
        for number, cells in zip(some.index, some.itertuples(index=False, name=None), strict=True)
    }
    whole = [each for each in short if is_row[each] and not _goes_on(each, short, is_row, names)]
    first = pd.Series([short[each] for each in whole], index=whole, dtype=int)
    for at in sorted(set(first)):
        flags = rows.index.isin(first[first == at].index)
        log.cells(names[at], rows[names[at]], flags, ENDS_BEFORE)
    gone = rows.index.isin(set(short) - set(whole))
    if not gone.any():
        return rows
    log.reject(rows[gone], [told(short[each], len(names)) for each in rows.index[gone]])
    return rows[~gone]


def _field(name: str, form: Form) -> str:
    """What a column was taken for, in a data set by its name."""
    if form.code not in KNOWN:
        return form.became.get(name, "")
    return CASUALTY_MEASURES[0] if name == "best" else field_of(name) or ""


def _filled(cells: Sequence[str], at: int | None) -> bool:
    return at is not None and bool(cells[at].strip())


def _is_toll(field: str) -> bool:
    return field.startswith((*CASUALTY_MEASURES, "casualties"))


def _goes_on(
    number: int, short: Mapping[int, int], is_row: Mapping[int, bool], names: Sequence[str]
) -> bool:
    """Whether the rows behind *number* are the rest of it: no rows, and what it lacks."""
    count = short[number]
    while not is_row.get(number + 1, True) and count < len(names):
        number += 1
        count += short[number] - 1
        if count == len(names):
            return True
    return False
