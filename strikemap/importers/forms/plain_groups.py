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
from strikemap.importers.forms.plain_statements import UNREAD_TOLL, ZERO, toll, without
from strikemap.importers.report import Marks
from strikemap.importers.words import MORE_THAN_ALL, UNKNOWN
from strikemap.vocabularies import CASUALTY_MEASURES, GROUPS


def tells_of_whom(mapped: Mapped) -> bool:
    """Whether a column of the file counts civilians or combatants alone."""
    return any(
        f"{measure}_{group}" in mapped.columns for measure in CASUALTY_MEASURES for group in GROUPS
    )


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
    is_open = np.logical_or.reduce([each.bound == "at_least" for each in whole.values()])
    known = np.logical_or.reduce([each.known for each in whole.values()])
    limit = np.where(is_open | np.isnan(most), np.inf, most)
    made, numbered = [], np.zeros(len(known), dtype=bool)
    used = np.zeros(len(known))
    for group in GROUPS:
        name = f"{measure}_{group}"
        if name not in mapped.columns:
            continue
        column, common = mapped.columns[name], common | {"subject": group, "people": group}
        least, high = counts.read(cells[name]), cells.get(f"{name}_max")
        marks.add(least.unread, column, cells[name], UNKNOWN)
        upper = least if high is None else counts.read(high)
        above = counts.number(upper.high) > counts.number(least.high)
        top = np.where(above, upper.high, least.high)
        bound = np.where(above, "exact", least.bound).astype(object)
        number = np.fmax(np.nan_to_num(counts.number(least.low)), 0)
        over = number + used > limit
        marks.add(over, column, cells[name], MORE_THAN_ALL)
        nil = least.known & (number == 0) & ~above
        given = least.known & ~over & ~nil
        used = used + np.where(given, number, 0)
        made.append(toll(common, measure, f"-{group}", least.low, top, bound)[given])
        what = f"{group} {measure}"
        # Of everyone nothing is known, and of these what the file says is no number.
        of_none = without(common, measure, ZERO.format(what))[nil & ~known]
        unread = without(common, measure, UNREAD_TOLL.format(what))[least.unread & ~known]
        for each in (of_none, unread):
            each["claim_id"] = each["claim_id"] + f"-{group}"
            made.append(each)
        numbered |= given | ((nil | least.unread) & ~known)
    none = pd.DataFrame()
    return (pd.concat(made) if made else none), numbered
