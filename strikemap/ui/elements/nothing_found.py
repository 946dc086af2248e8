"""What is said where no incident fits the filters, and what the search text may have meant."""

from __future__ import annotations

import streamlit as st

from strikemap.languages import gettext as _
from strikemap.search import close_to
from strikemap.ui.session.state import Session


def show_nothing_found(current: Session) -> None:
    """That nothing fits, and names of the collection that are like what was searched for."""
    st.text(_("No incident fits these filters. Widen the dates or reset the filters."))
    text = current.link.filters.text
    if text and (close := close_to(current.collection, text)):
        names = ", ".join(each[:80] for each in close)
        st.text(_("Close to the search: {names}.", names=names))
