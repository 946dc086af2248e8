"""A table as Streamlit's grid, in which no figure is cut."""

from __future__ import annotations

import re
from typing import Any

import pandas as pd
import streamlit as st

_DIGIT, _NARROW = re.compile(r"\d"), re.compile(r"[iljtfrI.,;:'|!()\[\]· –-]")
SENTENCE = 60
"""Letters from which a cell is no figure but a text, which may be read in the row that opens."""
_LETTER, _THIN, _PADDING = 8.2, 4.6, 20
"""Pixels: letters of the grid's font, wide and narrow, with room to spare; around a cell's text."""


def show_grid(frame: pd.DataFrame, **options: Any) -> Any:
    """
    Draw *frame*, whose cells are raw text, in a grid; *options* are those of `st.dataframe`.

    The grid cuts what is wider than its column, and a number that is cut reads as another one: a
    column with figures is as wide as the widest of its cells and its heading.
    """
    widths = {
        name: st.column_config.Column(width=width) for name, width in figure_widths(frame).items()
    }
    return st.dataframe(frame, hide_index=True, width="stretch", column_config=widths, **options)


def figure_widths(frame: pd.DataFrame) -> dict[str, int]:
    """The width in pixels of each column of *frame* that holds figures and no longer texts."""
    found = {}
    for at, name in enumerate(map(str, frame.columns)):
        cells = [str(cell) for cell in frame.iloc[:, at].dropna().unique()]
        longest = max(map(len, cells), default=0)
        if longest < SENTENCE and any(map(_DIGIT.search, cells)):
            found[name] = max(map(_width, (*cells, name)))
    return found


def _width(text: str) -> int:
    thin = len(_NARROW.findall(text))
    return round((len(text) - thin) * _LETTER + thin * _THIN) + _PADDING
