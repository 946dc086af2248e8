"""The totals of both sides of a comparison: each side's cards, and a table of both."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from strikemap import dates, wording
from strikemap.comparison.sides import names
from strikemap.comparison.totals import totals_in_words
from strikemap.in_view import InView
from strikemap.languages import gettext as _
from strikemap.markup import safe, safe_label
from strikemap.ui.elements.grid import show_grid
from strikemap.ui.figures.makeup import show_makeup_button
from strikemap.ui.figures.totals import groups, totals_html


def show_totals_of_both(one: InView, other: InView) -> None:
    """The totals of each side in a column, and both in one table."""
    for column, side, name in zip(
        st.columns(2, gap="medium"), (one, other), names(one, other), strict=True
    ):
        with column:
            st.html(
                f'<p class="sm-inview"><b>{safe(name, limit=90)}</b> · {wording.incidents(len(side.rows))}, '
                f"{safe(dates.in_words(*side.span))}</p>"
            )
            for card in groups(side):
                st.html(totals_html(side, [card]))
            show_makeup_button(
                side,
                safe_label(
                    _(
                        "What makes up the numbers of {name}",
                        name=wording.shortened(name, 60),
                    )
                ),
                key=name,
            )
    with st.expander(_("The totals as a table")):
        frame = totals_in_words(one, other)
        frame.columns = pd.Index([_("Territory"), _("Measure"), *names(one, other)])
        show_grid(frame)
    st.caption(
        _(
            "Ranges are sums of extremes. No difference is taken: what is not reported is not "
            "zero, and the two sides may rest on different sources."
        )
    )
