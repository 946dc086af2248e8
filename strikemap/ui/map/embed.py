"""The map alone, for another page's frame of whatever height, with its link back."""

from __future__ import annotations

import streamlit as st

from strikemap import links
from strikemap.languages import gettext as _
from strikemap.markup import join, quoting, safe
from strikemap.ui.frame.header import coverage, in_view
from strikemap.ui.frame.version_bar import version_line
from strikemap.ui.map.map import show_map
from strikemap.ui.session.state import Session


def show_embedded(current: Session) -> None:
    """
    What is in view, the map, and a link to the same view with all its claims.

    In a low frame all but the link scrolls: the way to who said each number is always there.
    """
    with st.container(key="embed"):
        st.html(join(version_line(current), _asked_in_vain(current), in_view(current)))
        with st.container(key="map-place"):
            show_map(current)
        st.html(join('<div id="sm-after-map"></div>', coverage(current)))
    query = links.encode(current.query(full=True))
    st.html(
        join(
            f'<p class="sm-coverage"><a href="?{safe(query)}" target="_blank" rel="noopener">',
            safe(_("Open this view, with who said each number and where")),
            "</a></p>",
        )
    )


def _asked_in_vain(current: Session) -> str:
    """A line of HTML: what the link asked for and the data cannot give; "" where nothing."""
    if not current.notices:
        return ""
    told = " ".join(map(quoting, current.notices))
    return join('<p class="sm-coverage sm-vain" role="status">', told, "</p>")
