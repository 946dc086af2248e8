"""The present view beside another collection or another period: totals, timelines, map, pairs."""

from __future__ import annotations

from strikemap.ui.compare.comparison import show_comparison
from strikemap.ui.frame.header import show_header, show_in_view
from strikemap.ui.frame.timeline import show_timeline
from strikemap.ui.session.state import session

current = session()
show_header(current)
show_in_view(current)
show_timeline(current)
show_comparison(current)
