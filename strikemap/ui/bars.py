"""Bars of incidents by day and kind, over the date slider."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import streamlit as st

from strikemap import dates
from strikemap import filters as filtering
from strikemap.cartography import KINDS, kinds_of
from strikemap.derived import derived
from strikemap.filters import Filters
from strikemap.model import Collection
from strikemap.timeline import counts_by_day
from strikemap.ui.state import Session
from strikemap.ui.style import is_dark

HEIGHT = 60
_PATTERNS = ("diagonal", "plain", "across", "back", "upright", "dots", "bands")
"""A pattern for each of `KINDS`, so that no bar is told by its colour alone."""
_STYLE = "canvas { display: block; width: 100%; height: HEIGHTpx; color: var(--st-text-color); }"


def show_bars(current: Session) -> None:
    """The bars of all days, whatever the chosen dates, so that one sees where to drag."""
    drawn = bars(current.collection, replace(current.link.filters, dates=None))
    kinds = [
        {"label": look.label, "colour": look.dark if is_dark() else look.colour, "pattern": pattern}
        for look, pattern in zip(KINDS, _PATTERNS, strict=True)
    ]
    _component()(key="bars", data={**drawn, "kinds": kinds})


@st.cache_resource
def _component() -> Any:
    return st.components.v2.component(
        "strikemap_bars",
        html="<canvas></canvas>",
        css=_STYLE.replace("HEIGHT", str(HEIGHT)),
        js=Path(__file__).with_suffix(".js").read_text(encoding="utf-8"),
    )


@derived
def bars(collection: Collection, filters: Filters) -> dict[str, Any]:
    """
    What the bars show.

    Returns:
        `said`, the bars in words; `first`, the first day, and `days`, how many there are; `top`,
        the most on a day; `columns`, for each day that has any, its number and then the incidents
        of each of `KINDS`; `inexact`, the first and last number of each run of days on which
        incidents may lie whose day is not exact.
    """
    first, last = filtering.span(collection)
    counts = counts_by_day(collection, filtering.rows(collection, filters), first, last)
    days = counts.exact.shape[1]
    by_kind = np.zeros((len(KINDS), days), dtype=np.int64)
    np.add.at(by_kind, kinds_of(counts.kinds), counts.exact)
    each = by_kind.sum(axis=0)
    top = max(int(each.max(initial=0)), 1)
    taken = np.flatnonzero(each)
    edges = np.flatnonzero(np.diff(np.r_[0, counts.possible > 0, 0])).reshape(-1, 2)
    return {
        "said": (
            f"{counts.total:,} incidents by day and kind, {dates.in_words(first, last)}; "
            f"at most {top:,} on a day; {counts.inexact:,} with a day that is not exact"
        ),
        "first": first.isoformat(),
        "days": days,
        "top": top,
        "columns": np.column_stack([taken, by_kind[:, taken].T]).tolist(),
        "inexact": (edges - [0, 1]).tolist(),
    }
