"""
What readers see: everything that knows Streamlit.

All that it stands on is brought in here, under this package's own lock.  Parts of the library
import each other in a circle; where several first visitors of a host bring them in at once, each
in a thread of its own, Python would give some of them a part that is half made.
"""

from strikemap import cartography, checks, export, importers
from strikemap.comparison import pairs, timelines, totals
from strikemap.host import prepared_exports, shelf, uploads
from strikemap.suggestion import pull_request, verdict

__all__ = [
    "cartography",
    "checks",
    "export",
    "importers",
    "pairs",
    "prepared_exports",
    "pull_request",
    "shelf",
    "timelines",
    "totals",
    "uploads",
    "verdict",
]
