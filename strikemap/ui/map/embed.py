"""The map alone, for another page's frame of whatever height, with its link back."""

from __future__ import annotations

import streamlit as st

from strikemap import links
from strikemap.languages import gettext as _
from strikemap.markup import join, safe
from strikemap.ui.frame.header import coverage, in_view
from strikemap.ui.frame.version_bar import version_line
from strikemap.ui.map.map import show_map
from strikemap.ui.session.state import Session


def show_embedded(current: Session) -> None:
    """What is in view, the map, and a link to the same view with all its claims."""
    with st.container(key="embed"):
        st.html(join(version_line(current), in_view(current)))
        with st.container(key="map-place"):
            show_map(current)
        query = links.encode(current.query(full=True))
        st.html(
            join(
                '<div id="sm-after-map"></div>',
                coverage(current),
                f'<p class="sm-coverage"><a href="?{safe(query)}" target="_blank" rel="noopener">',
                safe(_("Open this view, with who said each number and where")),
                "</a></p>",
            )
        )
