"""The present view as a table, with each incident's panel and downloads of exactly these rows."""

from __future__ import annotations

from strikemap.ui.frame.header import show_header, show_in_view
from strikemap.ui.frame.timeline import show_timeline
from strikemap.ui.incident.downloads import show_citation, show_downloads
from strikemap.ui.incident.panel import show_panel
from strikemap.ui.incident.share import show_share
from strikemap.ui.incident.table import show_table
from strikemap.ui.session.state import session

current = session()
show_header(current)
show_in_view(current)
show_timeline(current)
show_table(current)
show_downloads(current)
show_citation(current)
show_share(current)
if current.selected >= 0:
    show_panel(current, current.selected)
