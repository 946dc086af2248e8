"""Numbers of people that are kept, and are so large that they may count something else."""

from __future__ import annotations

from strikemap.languages import marked

LARGE = 1_000
"""People in one row from which on its number is doubted: more than any strike in a collection of
this project, and as much as a year, a month's sum or the number of a row."""
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
    if most < LARGE:
        return 0
    is_day = low == high and bound == "exact" and _FIRST_DAY <= most <= _LAST_DAY
    return 1 if is_day else 2
