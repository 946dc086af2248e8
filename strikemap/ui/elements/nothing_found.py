"""What is said where no incident fits the filters, and what the search text may have meant."""

from __future__ import annotations

import streamlit as st

from strikemap.geography import local_language
from strikemap.languages import gettext as _
from strikemap.markup import Safe, as_written
from strikemap.search import close_to
from strikemap.ui.elements.line import show_line
from strikemap.ui.session.state import Session


def _spoken_at(current: Session, name: str) -> str:
    """The language of a place's local *name* in the collection; "" of any other."""
    of = current.collection.incidents
    found = of["region"][(of["place_local"] == name).to_numpy()]
    return local_language(str(found.iloc[0])) if len(found) else ""


def show_nothing_found(current: Session) -> None:
    """That nothing fits, and names of the collection that are like what was searched for."""
    st.text(_("No incident fits these filters. Widen the dates or reset the filters."))
    text = current.link.filters.text
    if text and (close := close_to(current.collection, text)):
        names = ", ".join(as_written(each, _spoken_at(current, each), limit=80) for each in close)
        show_line(Safe(_("Close to the search: {names}.", names=names)))
