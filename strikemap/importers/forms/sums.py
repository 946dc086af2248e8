"""Rows that add up others, as spreadsheets end with: “Total”, “Итого за май”, “Разом”."""

from __future__ import annotations

import re

import numpy as np
import numpy.typing as npt
import pandas as pd

from strikemap.importers.forms.columns import each_flag
from strikemap.languages import marked

SUM = marked("total: {cell} names a sum of other rows, which is no incident")
_WORDS = (
    r"(?:(?:grand|sub|overall)[ -]?)?totals?|overall|sum|итого|всего|сумма|разом|усього|всього|"
    r"загалом|підсумок|сума"
)
_OF = r"(?:for|in|of|by|за|по|у|в|на)"
_SUM = re.compile(rf"(?:{_WORDS})(?:\s+{_OF}\s.{{1,60}})?\s*[:.]?", re.IGNORECASE)


def is_sum(cells: pd.Series) -> npt.NDArray[np.bool_]:
    """Whether each of *cells* is the name of a sum, and nothing else."""
    return each_flag(cells, lambda each: len(each) < 80 and _SUM.fullmatch(each.strip()))
