"""Ids to propose: readable, and not taken."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection as Ids

from strikemap.model import Collection
from strikemap.suggestion.records import KEYED, ids_of
from strikemap.suggestion.rows import Row

_BY_WEAPON = {
    "drone": "drone-attack",
    "artillery": "shelling",
    "rocket": "rocket-attack",
    "missile": "missile-attack",
    "shelling_unspecified": "shelling",
    "explosive": "explosion",
    "small_arms": "shooting",
}
_BY_EVENT = {
    "Air/drone strike": "air-strike",
    "Shelling/artillery/missile attack": "shelling",
    "Armed clash": "clash",
    "Disrupted weapons use": "interception",
    "Looting/property destruction": "sabotage",
    "Remote explosive/landmine/IED": "explosion",
}


def slug(text: str, limit: int = 40) -> str:
    """*text* as a part of an id: ASCII letters and digits, single hyphens; may be empty."""
    plain = unicodedata.normalize("NFKD", re.sub("['’ʼ]", "", text).casefold())
    letters = plain.encode("ascii", "ignore").decode("ascii")
    return re.sub(r"[^a-z0-9]+", "-", letters).strip("-")[:limit].strip("-")


def incident_id(incident: Row, taken: Ids[str]) -> str:
    """
    The id to propose for *incident*: day, place and kind, as `2023-05-31-shebekino-shelling`.

    With `-2`, `-3` … where it is among *taken*.
    """
    kind = _BY_WEAPON.get(incident["weapon"]) or _BY_EVENT.get(incident["sub_event_type"], "")
    place = slug(incident["place"]) or slug(incident["region"]) or "unknown-place"
    base = "-".join(filter(None, (slug(incident["date_start"]), place, kind or "incident")))
    return unique(base, taken)


def unique(base: str, taken: Ids[str]) -> str:
    """*base*, or the first of `base-2`, `base-3` … that is not among *taken*."""
    return base if base not in taken else numbered(base, taken, first=2)


def numbered(base: str, taken: Ids[str], first: int = 1) -> str:
    """The first of `base-1`, `base-2` … that is not among *taken*."""
    number = first
    while f"{base}-{number}" in taken:
        number += 1
    return f"{base}-{number}"


def ids_like(of: Collection, base: str) -> frozenset[str]:
    """The ids of all tables that begin with *base*: those that a new id may collide with."""
    found: set[str] = set()
    for table in KEYED:
        keys = ids_of(of, table.name)
        found.update(keys[keys.str.startswith(base)])
    return frozenset(found)
