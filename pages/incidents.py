"""The present view as a table, with each incident's panel and downloads of exactly these rows."""

from __future__ import annotations

from strikemap.ui.claims import show_panel
from strikemap.ui.downloads import show_citation, show_downloads
from strikemap.ui.header import show_header, show_in_view
from strikemap.ui.share import show_copy_link
from strikemap.ui.state import session
from strikemap.ui.table import show_table
from strikemap.ui.timeline import show_dates, take_dates

current = session()
take_dates(current)
show_header(current)
show_in_view(current)
show_dates(current)
show_table(current)
show_downloads(current)
show_citation(current)
show_copy_link(current)
if current.selected >= 0:
    show_panel(current, current.selected)
