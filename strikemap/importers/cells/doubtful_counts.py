"""Numbers of people that are kept, and are so large that they may count something else."""

from __future__ import annotations

from strikemap.collection.day_columns import YEARS
from strikemap.languages import marked

LARGE = 10_000
"""People in one row from which on its number is doubted: more than any one event of this war that
a data set of the field counts in a row, and as much as a year's sum or the number of a row."""
_FIRST_DAY, _LAST_DAY = 36_526, 54_788
"""1 January 2000 and 31 December 2049 as a spreadsheet counts days."""

MAY_BE_DAY = marked(
    "it is kept as it stands, and may be a day that a spreadsheet shows as a number"
)
MAY_BE_SUM = marked(
    "it is kept as it stands, and is so large that it may be a sum, a year or an id"
)
DOUBTS = ("", MAY_BE_DAY, MAY_BE_SUM)


def doubt(low: str, high: str, bound: str) -> int:
    """Which of `DOUBTS` is due of a number from *low* to *high*, in digits, put with *bound*."""
    most = int(high or low or 0)
    stands_alone = low == high and bound == "exact"
    if stands_alone and _FIRST_DAY <= most <= _LAST_DAY:
        return 1
    return 2 if most >= LARGE or (stands_alone and most in YEARS) else 0
