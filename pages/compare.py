"""The present view beside another collection or another period: totals, timelines, map, pairs."""

from __future__ import annotations

import streamlit as st

from strikemap.in_view import InView
from strikemap.ui.compare.both_on_map import show_both
from strikemap.ui.compare.compare import (
    names,
    show_choice,
    show_timelines,
    show_totals_of_both,
    sides,
)
from strikemap.ui.compare.pairs import show_pairs
from strikemap.ui.frame.header import show_header, show_in_view
from strikemap.ui.frame.timeline import show_timeline
from strikemap.ui.session.state import Session, session


def show(current: Session, one: InView, other: InView) -> None:
    """Both sides, part by part."""
    show_totals_of_both(current, one, other)
    show_timelines(one, other)
    show_both(current, one, other, names(one, other))
    show_pairs(one, other)


reader = session()
show_header(reader)
show_in_view(reader)
show_timeline(reader)
show_choice(reader)
found = sides(reader)
if isinstance(found, str):
    st.text(found)
else:
    for notice in found[2]:
        st.text(notice)
    show(reader, found[0], found[1])
