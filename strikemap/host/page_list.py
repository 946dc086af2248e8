"""The pages of the dashboard: file, title, last part of the address, whether a main one."""

from __future__ import annotations

from typing import NamedTuple


class PageEntry(NamedTuple):
    """One page: its file, its title, the last part of its address, and where it is linked."""

    path: str
    title: str
    address: str
    is_main: bool = False


PAGES: tuple[PageEntry, ...] = (
    PageEntry("pages/map.py", "Map", "", True),
    PageEntry("pages/incidents.py", "Incidents", "incidents", True),
    PageEntry("pages/casualties.py", "Casualties", "casualties", True),
    PageEntry("pages/sources.py", "Sources and method", "sources", True),
    PageEntry("pages/compare.py", "Compare", "compare"),
    PageEntry("pages/your_data.py", "Your data", "your_data"),
    PageEntry("pages/corrections.py", "Corrections", "corrections"),
    PageEntry("pages/codebook.py", "Codebook", "codebook"),
    PageEntry("pages/suggest.py", "Suggest", "suggest"),
    PageEntry("pages/incident.py", "Incident", "incident"),
)
NARROWED = ("", "incidents", "casualties", "compare", "incident")
"""The addresses of the pages that the filters narrow, or whose claims they choose."""
LINKED = tuple(page for page in PAGES if page.address != "incident")
