"""The pages of the dashboard: file, title, last part of the address, whether a main one."""

from __future__ import annotations

from typing import NamedTuple

from strikemap.languages import gettext, marked


class PageEntry(NamedTuple):
    """One page: its file, its title, the last part of its address, and where it is linked."""

    path: str
    english_title: str
    address: str
    is_main: bool = False

    @property
    def title(self) -> str:
        """Its title in the language that is spoken."""
        return gettext(self.english_title)

    def titled(self, what: str) -> str:
        """What the page is called that shows *what*: the start page as that itself."""
        return f"{self.title} – {what}" if self.address else what


PAGES: tuple[PageEntry, ...] = (
    PageEntry("pages/map.py", marked("Map"), "", True),
    PageEntry("pages/incidents.py", marked("Incidents"), "incidents", True),
    PageEntry("pages/casualties.py", marked("Casualties"), "casualties", True),
    PageEntry("pages/sources.py", marked("Sources and method"), "sources", True),
    PageEntry("pages/compare.py", marked("Compare"), "compare"),
    PageEntry("pages/your_data.py", marked("Your data"), "your_data"),
    PageEntry("pages/corrections.py", marked("Corrections"), "corrections"),
    PageEntry("pages/codebook.py", marked("Codebook"), "codebook"),
    PageEntry("pages/suggest.py", marked("Suggest"), "suggest"),
    PageEntry("pages/incident.py", marked("Incident"), "incident"),
)
SITE = marked("Strikemap: reported strikes on Russian territory")
NARROWED = ("", "incidents", "casualties", "compare", "incident")
"""The addresses of the pages that the filters narrow, or whose claims they choose."""
LINKED = tuple(page for page in PAGES if page.address != "incident")


def of_incident(title: str) -> str:
    """What the page of an incident is called."""
    return f"{title} – Strikemap"
