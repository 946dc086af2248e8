"""The casualties in view by day, region, kind, territory or claimant."""

from __future__ import annotations

import numpy as np
import streamlit as st

from strikemap.in_view import InView, Rows
from strikemap.languages import gettext as _
from strikemap.ui.elements.style import is_dark
from strikemap.ui.figures.charts import show_day_chart, show_range_chart
from strikemap.ui.figures.groupings import BY_DAY, BY_TERRITORY, GROUPINGS, Grouping
from strikemap.ui.figures.table_of_chart import show_makeup_of, show_table_of
from strikemap.ui.session.state import Session
from strikemap.vocabularies import CASUALTY_MEASURES, MEASURES, labels


def show_groups(current: Session) -> None:
    """
    A choice of grouping, then a chart and its table for killed and for injured.

    Each territory has its own, unless the reader has joined them: no bar adds the two.
    """
    view = current.in_view
    ways = {each.label: each for each in GROUPINGS}
    chosen = st.segmented_control(
        _("Group"),
        list(ways),
        default=BY_DAY.label,
        key="group",
        format_func=_,
        label_visibility="collapsed",
    )
    by = ways[chosen or BY_DAY.label]
    st.caption(
        _(
            "Bars: the headline figure. Lines: from the least to the most claimed, open at an "
            "arrow. Sums of extremes are not a confidence interval; injured may include people "
            "who died later. Civilians and combatants stand in the tables, and apart under “Who "
            "is counted”."
        )
    )
    if by.groups is None:
        st.caption(
            _(
                "Each row is what that claimant alone says. Rows overlap and do not add up; an "
                "incident on which it is silent is unknown."
            )
        )
    if by is BY_DAY:
        st.caption(_("A night between two days stands under the first of them."))
    if by is BY_TERRITORY:
        _show_both(view, by, by.label, view.rows)
        return
    for at, part in enumerate(view.parts):
        if len(part.rows):
            st.subheader(part.label, anchor=False)
            of = f" {part.code}" if at else ""
            _show_both(view, by, f"{by.label}{of}", part.rows)


def _show_both(view: InView, by: Grouping, name: str, rows: Rows) -> None:
    """Killed and injured at *rows*, beside each other or, over many days, one below the other."""
    groups = by.groups(view.collection) if by.groups else None
    in_rows = by is BY_DAY and groups is not None and len(np.unique(groups.which[rows])) > 12
    columns = [st.container(), st.container()] if in_rows else st.columns(2, gap="large")
    for column, measure in zip(columns, CASUALTY_MEASURES, strict=True):
        with column:
            st.markdown(f"#### {labels(MEASURES)[measure]}")
            frame = by.sums(view, measure, rows)
            if not len(frame):
                st.text(_("No claimant gives a number."))
                continue
            draw = show_day_chart if by is BY_DAY else show_range_chart
            draw(frame, measure, dark=is_dark())
            with st.expander(_("The same as a table")):
                show_table_of(frame)
                show_makeup_of(view, frame, groups, measure, rows, key=f"makeup {name} {measure}")
