"""The choice of a collection in the sidebar."""

from __future__ import annotations

from functools import partial

import streamlit as st

from strikemap.languages import gettext as _
from strikemap.markup import as_written, join, safe_label
from strikemap.translations import title_of
from strikemap.ui.elements.line import show_line
from strikemap.ui.session.language import in_language
from strikemap.ui.session.pages import NARROWED
from strikemap.ui.session.state import Session

COLLECTION = "collection"
"""The key of the widget that chooses one."""
MOST_SHOWN = 4
"""Collections whose titles all stand in the sidebar; more are in a list that opens."""


def show_collection(current: Session, page: str) -> None:
    """Which collection is shown, and others to go to; alone, its title where nothing else stands."""
    offered = {name: title_of(each) for name, each in current.offered.items()}
    if len(offered) < 2:
        if page not in NARROWED:
            # Else its heading would stand over nothing.
            show_line(join(*(as_written(each) for each in offered.values())))
        return
    # What the browser holds is of another view where the reader went Back.
    st.session_state[COLLECTION] = current.collection.name
    chosen = partial(_go_to_chosen, current)
    if len(offered) <= MOST_SHOWN:
        # A box of this width would cut their titles.
        st.radio(
            _("Collection"),
            list(offered),
            format_func=lambda name: safe_label(offered[name]),
            key=COLLECTION,
            on_change=chosen,
        )
    else:
        st.selectbox(
            _("Collection"),
            list(offered),
            format_func=lambda name: offered[name],
            placeholder=_("Choose"),
            key=COLLECTION,
            on_change=chosen,
        )


def _go_to_chosen(current: Session) -> None:
    name = current.address_name(st.session_state[COLLECTION])
    st.query_params.from_dict(in_language(collection=[name]))
