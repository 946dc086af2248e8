"""Where a copy of a source's page can be read once the page itself is gone."""

from __future__ import annotations

from datetime import date

from strikemap.languages import gettext as _
from strikemap.markup import Safe, join, link_to, safe

WAYBACK = "https://web.archive.org/web"


def archived_copy(url: str, archived_url: str, published: date) -> Safe | None:
    """
    A link to a copy of the page at *url*, or None where there can be none.

    *archived_url*, which a curator has looked at, comes first.  Else it is the address at which
    the Wayback Machine gives its copy nearest to the day *published*, marked as not checked: there
    may be none, or of another day (“Memento Datetime in the URL”, Wayback Machine's help; any
    number of leading digits of YYYYMMDDhhmmss will do).
    """
    if checked := link_to(archived_url, safe(_("archived copy"))):
        return checked
    if link_to(url, Safe("")) is None:
        return None
    address = f"{WAYBACK}/{published:%Y%m%d}/{url}"
    return link_to(address, safe(_("archived copy, not checked")))


def with_copy(named: Safe, url: str, archived_url: str, published: date) -> Safe:
    """*named* and, in brackets, `archived_copy` of its page, where there can be one."""
    archived = archived_copy(url, archived_url, published)
    return join(named, " (", archived, ")") if archived else named
