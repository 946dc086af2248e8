"""Sources and method: what is counted, how, what is not covered, licences, how to cite."""

from __future__ import annotations

from strikemap.ui.frame.header import show_header
from strikemap.ui.session.state import session
from strikemap.ui.sources.coverage import show_coverage
from strikemap.ui.sources.method import show_claimants, show_collection, show_method, show_sources

current = session()
show_header(current)
show_collection(current)
show_coverage(current)
show_sources(current)
show_claimants(current)
show_method(current)
