"""Numbers and words in one column of a grid, in an order that keeps the unknown apart."""

from __future__ import annotations

import re
from collections.abc import Sequence

FIGURE_SPACE = "\u2007"
_NUMBER = re.compile(r"\d[\d,\xa0]*")
"""A number as any of our languages groups its digits."""


def sortable(cells: Sequence[str]) -> list[str]:
    """
    *cells* such that a grid's own sorting, which is of text, puts them in order of number.

    Streamlit's grid sorts a column by its text, and an empty number as if it were 0 (the sorting
    of glide-data-grid, `r_` and `a_` in the front end of 1.67).  The number that a cell begins with
    is filled up on its left with spaces as wide as a figure; words, as “unknown”, come after all
    numbers.
    """
    found = [_NUMBER.match(cell) for cell in cells]
    width = max((len(each[0]) for each in found if each), default=0)
    return [
        FIGURE_SPACE * (width - len(each[0])) + cell if each else cell
        for cell, each in zip(cells, found, strict=True)
    ]
