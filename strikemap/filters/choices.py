"""What a view may be narrowed by, and the codes that each filter may take."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from strikemap import evidence
from strikemap.cache import cached
from strikemap.casualties.standing import Choice
from strikemap.languages import marked
from strikemap.model import Collection
from strikemap.vocabularies import (
    GROUPS,
    SIDES,
    SUB_EVENT_TYPES,
    TARGETS,
    TERRITORIES,
    WEAPONS,
    Term,
)

ALL = "all"
TOGETHER = "together"
TEXT_LIMIT = 200


def url_code(name: str) -> str:
    """A stable URL code for an ACLED string: `Air/drone strike` is `air-drone-strike`."""
    return re.sub(r"[^a-z0-9]+", "-", name.casefold()).strip("-")


EVENTS = tuple(
    Term(url_code(term.code), term.english_label, term.english_meaning) for term in SUB_EVENT_TYPES
)
TERRITORY_CHOICES = (
    *TERRITORIES,
    Term(TOGETHER, "Both, added together", "Occupied Ukraine joins the totals."),
)
CASUALTIES = (
    Term("killed", "Someone killed", "Some claim that stands says that people were killed."),
    Term("injured", "Someone injured", "Some claim that stands says that people were injured."),
    Term("none", "Nobody, by report", "Zero killed and zero injured are both stated."),
    Term("unknown", "Toll unknown", "Killed, injured or both have no number."),
)


@dataclass(frozen=True, slots=True)
class Filters:
    """
    What is in view.  Empty means no narrowing; values of one field widen, fields narrow.

    `claimants`, `sides`, `who`, `publishers` and `as_of` choose claims: an incident on which the
    chosen claimants are silent stays, as unknown.  One on which nothing had been published by
    `as_of` is out of view.
    """

    dates: tuple[date, date] | None = None
    events: tuple[str, ...] = ()
    weapons: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    territory: str = ""
    claimants: tuple[str, ...] = ()
    sides: tuple[str, ...] = ()
    casualties: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()
    responsibility: tuple[str, ...] = ()
    text: str = ""
    as_of: date | None = None
    who: tuple[str, ...] = ()
    publishers: int = 1

    @property
    def choice(self) -> Choice:
        """Whose claims count, of whom, and until when."""
        return Choice(self.claimants, self.sides, self.as_of, self.who, self.publishers)

    @property
    def is_narrowed(self) -> bool:
        """Whether anything differs from the default view."""
        return self != Filters()


CODES: Mapping[str, tuple[str, ...]] = {
    "event": tuple(term.code for term in EVENTS),
    "weapon": tuple(term.code for term in WEAPONS),
    "target": tuple(term.code for term in TARGETS),
    "side": tuple(term.code for term in SIDES),
    "who": GROUPS,
    "casualties": tuple(term.code for term in CASUALTIES),
    "evidence": tuple(term.code for term in evidence.EVENT_GRADES),
    "responsibility": tuple(term.code for term in evidence.RESPONSIBILITY_GRADES),
}
LISTS: Mapping[str, str] = {
    "event": "events",
    "weapon": "weapons",
    "target": "targets",
    "region": "regions",
    "claimant": "claimants",
    "side": "sides",
    "who": "who",
    "casualties": "casualties",
    "evidence": "evidence",
    "responsibility": "responsibility",
}
"""URL keys that may be repeated, and the field of `Filters` that each fills."""
MOST_PUBLISHERS = 9
KEYS = ("dates", *LISTS, "territory", "q", "as_of", "publishers")
NAMES: Mapping[str, str] = {
    "event": marked("event"),
    "weapon": marked("weapon"),
    "target": marked("target"),
    "region": marked("region"),
    "claimant": marked("claimant"),
    "side": marked("side"),
    "who": marked("group of people"),
    "casualties": marked("casualties"),
    "evidence": marked("evidence"),
    "responsibility": marked("responsibility"),
}
"""What the keys of `LISTS` are called in a sentence, in English."""


@cached
def known_codes(collection: Collection) -> Mapping[str, tuple[str, ...]]:
    """The codes that each repeatable key may take on *collection*, in the order to show them."""
    incidents = collection.incidents
    present = sorted({str(code) for code in incidents["region"].unique()} - {""})
    ranked = collection.claimants.sort_values(["rank", "claimant_id"])
    return {
        **CODES,
        "region": tuple(present),
        "claimant": tuple(ranked["claimant_id"].astype(str)),
    }
