"""The claims of a plain table about civilians or combatants alone, beside or within everyone's."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt
import pandas as pd

from strikemap.importers.cells import counts
from strikemap.importers.cells.counts import Counts
from strikemap.importers.forms.columns import Cells
from strikemap.importers.forms.mapping import Mapped
from strikemap.importers.forms.plain_ends import at_least, either, ends_of
from strikemap.importers.forms.plain_statements import UNREAD_TOLL, ZERO, toll, without
from strikemap.importers.marks import Marks
from strikemap.importers.words import MORE_THAN_ALL, SWAPPED
from strikemap.vocabularies import CASUALTY_MEASURES, GROUPS

ENDS = ("", "_low", "_max")
"""How the fields of a group's number, its least and its most end."""


def tells_of_whom(mapped: Mapped) -> bool:
    """Whether a column of the file counts civilians or combatants alone."""
    fields = (f"{measure}_{group}" for measure in CASUALTY_MEASURES for group in GROUPS)
    return any(f"{name}{end}" in mapped.columns for name in fields for end in ENDS)


def groups(
    measure: str,
    mapped: Mapped,
    cells: Mapping[str, pd.Series],
    common: dict[str, Cells],
    marks: Marks,
    whole: Mapping[str, Counts],
) -> tuple[pd.DataFrame, npt.NDArray[np.bool_]]:
    """
    The claims of *measure* about one group alone, and in which rows there are any.

    *whole* is what the row's columns of everyone say, by the ending of their field.  A group of
    more people than these is marked and left out.  0 makes no claim, as of everyone.
    """
    most = np.fmax.reduce(
        [counts.number(each.high) for each in whole.values()]
        + [counts.number(each.low) for each in whole.values()]
    )
    is_open = np.logical_or.reduce(
        [each.bound == "at_least" for end, each in whole.items() if end != "_low"]
    )
    # A least number is no limit, unless a figure stands beside it.
    is_open |= (whole["_low"].bound == "at_least") & ~(whole[""].known | whole["_headline"].known)
    known = np.logical_or.reduce([each.known for each in whole.values()])
    limit = np.where(is_open | np.isnan(most), np.inf, most)
    made, numbered = [], np.zeros(len(known), dtype=bool)
    used = np.zeros(len(known))
    for group in GROUPS:
        name = f"{measure}_{group}"
        fields = [name + end for end in ENDS if name + end in mapped.columns]
        if not fields:
            continue
        common = common | {"subject": group, "people": group}
        figure, least, most = (counts.read(cells[name + end]) for end in ENDS)
        for field, of in zip((name + end for end in ENDS), (figure, least, most), strict=True):
            marks.tolls(of, mapped.columns.get(field, field), cells[field])
        unread = figure.unread | least.unread | most.unread
        low, high, bound, less = ends_of(either(figure, at_least(least, most)), most)
        marks.add(less, mapped.columns.get(fields[-1], ""), cells[fields[-1]], SWAPPED)
        number = np.fmax(np.nan_to_num(counts.number(low)), 0)
        over = number + used > limit
        marks.add(over, mapped.columns[fields[0]], cells[fields[0]], MORE_THAN_ALL)
        nil = (bound != "") & ~figure.nobody & np.isin(low, ["", "0"]) & np.isin(high, ["", "0"])
        given = (bound != "") & ~over & ~nil
        used = used + np.where(given, number, 0)
        made.append(toll(common, measure, f"-{group}", low, high, bound)[given])
        what = f"{group} {measure}"
        # Of everyone nothing is known, and of these what the file says is no number.
        of_none = without(common, measure, ZERO.format(what), nil & ~known)
        is_odd = unread & ~known & (bound == "")
        odd = without(common, measure, UNREAD_TOLL.format(what), is_odd)
        for each in (*of_none, *odd):
            each["claim_id"] = each["claim_id"] + f"-{group}"
            made.append(each)
        numbered |= given | ((nil | unread) & ~known)
    none = pd.DataFrame()
    return (pd.concat(made) if made else none), numbered
