"""The casualties in view by day, region, kind, territory or claimant."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import numpy.typing as npt
import pandas as pd
import streamlit as st

from strikemap.cartography import kind_of
from strikemap.in_view import InView
from strikemap.languages import gettext as _
from strikemap.languages import marked
from strikemap.ui.elements.style import is_dark
from strikemap.ui.figures import charts
from strikemap.ui.figures.table_of_chart import show_makeup_of, show_table_of
from strikemap.ui.session.state import Session
from strikemap.vocabularies import CASUALTY_MEASURES, MEASURES, labels

BY_DAY = marked("By day")
GROUPINGS = (
    BY_DAY,
    marked("By region"),
    marked("By kind"),
    marked("By territory"),
    marked("By claimant"),
)
"""What the figures may be grouped by, in English."""


def show_groups(current: Session) -> None:
    """
    A choice of grouping, then a chart and its table for killed and for injured.

    Each territory has its own, unless the reader has joined them: no bar adds the two.
    """
    view = current.in_view
    incidents = view.collection.incidents
    days = np.where(
        (incidents["time_precision"] == 1).to_numpy(bool),
        incidents["date_start"].dt.strftime("%Y-%m-%d").to_numpy(str),
        "~",
    )
    ways = (
        (charts.by_day, days),
        (charts.by_region, incidents["region"].astype(str).to_numpy(str)),
        (charts.by_kind, kind_of(view.collection).astype(str)),
        (charts.by_territory, incidents["territory"].astype(str).to_numpy(str)),
        (charts.by_claimant, None),
    )
    views = dict(zip(GROUPINGS, ways, strict=True))
    name = st.segmented_control(
        _("Group"),
        list(views),
        default=BY_DAY,
        key="group",
        format_func=_,
        label_visibility="collapsed",
    )
    make, groups = views[name or BY_DAY]
    st.caption(
        _(
            "Bars: the headline figure. Lines: from the least to the most claimed, open at an "
            "arrow. Sums of extremes are not a confidence interval; injured may include people "
            "who died later. Civilians and combatants stand in the tables, and apart under “Who "
            "is counted”."
        )
    )
    if groups is None:
        st.caption(
            _(
                "Each row is what that claimant alone says. Rows overlap and do not add up; an "
                "incident on which it is silent is unknown."
            )
        )
    if make is charts.by_day:
        st.caption(_("A night between two days stands under the first of them."))
    if make is charts.by_territory:
        _show_both(view, "By territory", make, groups, view.rows)
        return
    for at, part in enumerate(view.parts):
        if len(part.rows):
            st.subheader(part.label, anchor=False)
            of = f" {part.code}" if at else ""
            _show_both(view, f"{name or BY_DAY}{of}", make, groups, part.rows)


def _show_both(
    view: InView,
    name: str,
    make: Callable[[InView, str, npt.NDArray[np.int64]], pd.DataFrame],
    groups: npt.NDArray[np.str_] | None,
    rows: npt.NDArray[np.int64],
) -> None:
    """Killed and injured at *rows*, beside each other or, over many days, one below the other."""
    in_rows = make is charts.by_day and groups is not None and len(np.unique(groups[rows])) > 12
    columns = [st.container(), st.container()] if in_rows else st.columns(2, gap="large")
    for column, measure in zip(columns, CASUALTY_MEASURES, strict=True):
        with column:
            st.markdown(f"#### {labels(MEASURES)[measure]}")
            frame = make(view, measure, rows)
            if not len(frame):
                st.text(_("No claimant gives a number."))
                continue
            draw = charts.show_day_chart if make is charts.by_day else charts.show_range_chart
            draw(frame, measure, dark=is_dark())
            with st.expander(_("The same as a table")):
                show_table_of(frame)
                show_makeup_of(view, frame, groups, measure, rows, key=f"makeup {name} {measure}")
