"""Who says something in a plain table, and where it was published."""

from __future__ import annotations

import re

from strikemap.importers.forms.columns import fingerprint, slug
from strikemap.importers.forms.definition import Cited
from strikemap.importers.forms.plain_cells import DEFAULTS
from strikemap.model import ID_PATTERN

APART = "\x1f"
NOBODY = APART.join(DEFAULTS[each] for each in ("claimant", "claimant_type", "side"))
"""Whom the file does not name."""


def spoken_id(name: str) -> str:
    """The id of a claimant that a row names: *name* itself where it is an id."""
    if re.fullmatch(ID_PATTERN, name):
        return name
    return f"{slug(name, 40)}-{fingerprint(name, 6)}".lstrip("-")


def office(name: str, cited: Cited, told: str = "") -> str:
    """
    A claimant by the id that an export of ours names, or by a name.

    *told* is its name, type, side and origin, joined by `APART`, where the file tells them; else it
    is of the kind of those who are not named, and its own origin.
    """
    claimant_id = spoken_id(name)
    _, kind, side = NOBODY.split(APART)
    called, of_kind, of_side, origin = told.split(APART) if told else ("", "", "", claimant_id)
    return cited.claimant(
        claimant_id, name=called or name, type=of_kind or kind, side=of_side or side, origin=origin
    )


def claimant(cells: str, cited: Cited) -> str:
    """The claimant of a name, type and side, joined by `APART`; without origin if nameless."""
    name, kind, side = cells.split(APART)
    named = name != DEFAULTS["claimant"]
    claimant_id = f"{slug(name, 40)}-{fingerprint(cells, 6)}".lstrip("-")
    return cited.claimant(
        claimant_id, name=name, type=kind, side=side, origin=claimant_id if named else ""
    )


def source(cells: str, cited: Cited) -> str:
    """The source of a publisher, title, address, day and language, joined by `APART`."""
    publisher, title, url, published, language = cells.split(APART)
    return cited.source(
        f"{slug(publisher, 40)}-{fingerprint(cells)}".lstrip("-"),
        publisher=publisher,
        title=title or "No title in the file",
        url=url,
        published=published,
        language=language,
        kind="report",
        note="" if url else "The file gives no address.",
    )
