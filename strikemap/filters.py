"""What a reader narrows the view to: applied, put in words, read from and written to a query."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date

import numpy as np
import numpy.typing as npt
import pandas as pd

from strikemap import dates, evidence
from strikemap.cache import cached
from strikemap.casualties import Choice, tolls, visible
from strikemap.geography import region_name, regions
from strikemap.model import (
    SIDES,
    SUB_EVENT_TYPES,
    TARGETS,
    TERRITORIES,
    WEAPONS,
    Collection,
    Term,
    labels,
)
from strikemap.search import mentions

Booleans = npt.NDArray[np.bool_]
Query = Mapping[str, Sequence[str]]

ALL = "all"
TOGETHER = "together"
TEXT_LIMIT = 200


def slug(name: str) -> str:
    """A stable URL code for an ACLED string: `Air/drone strike` is `air-drone-strike`."""
    return re.sub(r"[^a-z0-9]+", "-", name.casefold()).strip("-")


EVENTS = tuple(Term(slug(term.code), term.label, term.meaning) for term in SUB_EVENT_TYPES)
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

    `claimants`, `sides` and `as_of` choose claims: an incident on which the chosen claimants are
    silent stays, as unknown.  One on which nothing had been published by `as_of` is out of view.
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

    @property
    def choice(self) -> Choice:
        """Whose claims count, and until when."""
        return Choice(self.claimants, self.sides, self.as_of)

    @property
    def is_narrowed(self) -> bool:
        """Whether anything differs from the default view."""
        return self != Filters()


CODES: Mapping[str, tuple[str, ...]] = {
    "event": tuple(term.code for term in EVENTS),
    "weapon": tuple(term.code for term in WEAPONS),
    "target": tuple(term.code for term in TARGETS),
    "side": tuple(term.code for term in SIDES),
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
    "casualties": "casualties",
    "evidence": "evidence",
    "responsibility": "responsibility",
}
"""URL keys that may be repeated, and the field of `Filters` that each fills."""
KEYS = ("dates", *LISTS, "territory", "q", "as_of")


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


@cached
def span(collection: Collection) -> tuple[date, date]:
    """
    The first and last day on which an incident of *collection* may have happened.

    Where it holds none, its coverage.
    """
    incidents = collection.incidents
    if not len(incidents):
        return dates.day(collection.coverage_from), dates.day(collection.coverage_to)
    first, last = incidents["date_start"].min(), incidents["date_end"].max()
    return first.date(), last.date()


@cached
def mask_but_dates(collection: Collection, filters: Filters) -> Booleans:
    """
    Which incidents *filters* keeps, whatever the dates: an array as long as `incidents`.

    Cached for the last few filters of all sessions; give it filters whose `dates` is None.
    """
    incidents = collection.incidents
    keep = _is_any(incidents["status"], ("active",))
    by_column = {
        "sub_event_type": tuple(
            term.code for term in SUB_EVENT_TYPES if slug(term.code) in filters.events
        ),
        "weapon": filters.weapons,
        "target": filters.targets,
        "region": filters.regions,
    }
    for column, wanted in by_column.items():
        if wanted:
            keep &= _is_any(incidents[column], wanted)
    if filters.territory and filters.territory != TOGETHER:
        keep &= _is_any(incidents["territory"], (filters.territory,))
    if filters.as_of is not None:
        keep &= _published(collection, filters.as_of)
    if filters.casualties:
        keep &= _casualties(collection, filters)
    graded = (
        evidence.grades(collection, Choice(as_of=filters.as_of))
        if (filters.evidence or filters.responsibility)
        else None
    )
    if graded is not None and filters.evidence:
        codes = [i for i, t in enumerate(evidence.EVENT_GRADES) if t.code in filters.evidence]
        keep &= np.isin(graded.event, codes)
    if graded is not None and filters.responsibility:
        keep &= np.isin(
            graded.responsibility,
            [
                i
                for i, t in enumerate(evidence.RESPONSIBILITY_GRADES)
                if t.code in filters.responsibility
            ],
        )
    if filters.text.strip():
        keep &= mentions(collection, filters.text)
    keep.flags.writeable = False
    return keep


@cached
def rows(collection: Collection, filters: Filters) -> npt.NDArray[np.int64]:
    """
    The positions of the incidents that *filters* keeps, in order.

    A date filter keeps an incident when any part of its span falls inside.  The array is shared
    and cannot be written to.
    """
    kept = mask_but_dates(collection, replace(filters, dates=None))
    if filters.dates is None:
        return _fixed(np.flatnonzero(kept))
    first, last = (np.datetime64(day, "D") for day in filters.dates)
    starts, ends = _days(collection)
    until = int(np.searchsorted(starts, last, side="right"))
    return _fixed(np.flatnonzero(kept[:until] & (ends[:until] >= first)))


def _is_any(column: pd.Series, wanted: Sequence[str]) -> Booleans:
    """Which values of a column of categories are among *wanted*; a missing one is not."""
    # Ten times as fast as pandas' own comparison, which asks each row whether it is missing.
    is_wanted = np.append(column.cat.categories.isin(wanted), False)
    found: Booleans = is_wanted[column.cat.codes.to_numpy()]
    return found


def _fixed(rows: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    rows.flags.writeable = False
    return rows


@cached
def _days(collection: Collection) -> tuple[npt.NDArray[np.datetime64], npt.NDArray[np.datetime64]]:
    of = collection.incidents
    return (
        of["date_start"].to_numpy().astype("datetime64[D]"),
        of["date_end"].to_numpy().astype("datetime64[D]"),
    )


def _published(collection: Collection, as_of: date) -> Booleans:
    seen = visible(collection, Choice(as_of=as_of))
    at = collection.claims["incident"].to_numpy()[seen]
    published = np.zeros(len(collection.incidents), dtype=bool)
    published[at[at >= 0]] = True
    return published


def _casualties(collection: Collection, filters: Filters) -> Booleans:
    killed = tolls(collection, "killed", filters.choice)
    injured = tolls(collection, "injured", filters.choice)
    zero = [t.known & (t.high == 0) & ~t.is_open for t in (killed, injured)]
    keep = np.zeros(len(killed.known), dtype=bool)
    if "killed" in filters.casualties:
        keep |= killed.known & ((killed.high > 0) | killed.is_open)
    if "injured" in filters.casualties:
        keep |= injured.known & ((injured.high > 0) | injured.is_open)
    if "none" in filters.casualties:
        keep |= zero[0] & zero[1]
    if "unknown" in filters.casualties:
        keep |= ~killed.known | ~injured.known
    return keep


def in_words(filters: Filters, collection: Collection) -> str:
    """
    *filters* as people would say it: `Drone strikes in Belgorod Oblast, 30–31 May 2023`.

    Raw text: what comes from data or a URL is not made safe here.
    """
    weapon = labels(WEAPONS)
    event = {term.code: term.label for term in EVENTS}
    parts = []
    if filters.weapons == ("drone",) and not filters.events:
        what = "Drone strikes"
    elif filters.events:
        what = _either([event[code] for code in filters.events])
        if filters.weapons:
            what += f" by {_either([weapon[code].lower() for code in filters.weapons])}"
    elif filters.weapons:
        what = f"Incidents by {_either([weapon[code].lower() for code in filters.weapons])}"
    else:
        what = "All reported incidents"
    if filters.targets:
        what += (
            f" on {_either([labels(TARGETS)[code].lower() for code in filters.targets])} targets"
        )
    if filters.regions:
        what += f" in {_either([region_name(code) for code in filters.regions])}"
    if filters.territory in ("russia", "occupied_ukraine"):
        what += f" ({labels(TERRITORIES)[filters.territory]})"
    parts.append(what)
    if filters.casualties:
        parts.append(_either([labels(CASUALTIES)[c].lower() for c in filters.casualties]))
    if filters.evidence:
        parts.append("event " + _either([_grade(c).lower() for c in filters.evidence]))
    if filters.responsibility:
        parts.append(
            "responsibility " + _either([_grade(c).lower() for c in filters.responsibility])
        )
    if filters.text.strip():
        parts.append(f"with “{filters.text.strip()}”")
    parts.append(dates.in_words(*(filters.dates or span(collection))))
    if filters.claimants:
        name = dict(
            zip(collection.claimants["claimant_id"], collection.claimants["name"], strict=True)
        )
        parts.append(f"by the word of {_either([str(name[c]) for c in filters.claimants])}")
    if filters.sides:
        parts.append(f"by the word of {_either([labels(SIDES)[s] for s in filters.sides])}’s side")
    if filters.as_of:
        parts.append(f"as published by {dates.in_words(filters.as_of, filters.as_of)}")
    return ", ".join(parts)


def _either(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else ", ".join(names[:-1]) + " or " + names[-1]


def _grade(code: str) -> str:
    every = (*evidence.EVENT_GRADES, *evidence.RESPONSIBILITY_GRADES)
    return next(term.label for term in every if term.code == code)


def from_query(query: Query, collection: Collection) -> tuple[Filters, tuple[str, ...]]:
    """
    Read filters from the keys and values of a query string, with a notice (raw text) for each
    value that *collection* cannot give or that cannot be read; the rest still applies.
    """
    notices: list[str] = []
    codes = known_codes(collection)
    values: dict[str, object] = {}
    for key, name in LISTS.items():
        wanted = tuple(dict.fromkeys(query.get(key, ())))
        good = tuple(code for code in wanted if code in codes[key])
        values[name] = tuple(code for code in codes[key] if code in good)
        notices += [
            f"This collection has no {key} “{_short(code)}”." + _hint(key, code)
            for code in wanted
            if code not in codes[key] and code != ALL
        ]
    _read_territory(query, values, notices)
    _read_dates(query, collection, values, notices)
    _read_as_of(query, values, notices)
    if text := _last(query, "q", notices):
        if len(text) > TEXT_LIMIT:
            notices.append(f"The search text was cut to {TEXT_LIMIT} characters.")
        values["text"] = text[:TEXT_LIMIT].strip()
    return Filters(**values), tuple(notices)  # type: ignore[arg-type]  # each read as its field's type


def _hint(key: str, code: str) -> str:
    if key == "region" and code in regions():
        return f" No incident in {region_name(code)} is recorded here."
    return ""


def _last(query: Query, key: str, notices: list[str]) -> str:
    given = query.get(key, ())
    if len(given) > 1:
        notices.append(f"“{key}” was given {len(given)} times; the last one counts.")
    return given[-1] if given else ""


def _read_territory(query: Query, values: dict[str, object], notices: list[str]) -> None:
    territory = _last(query, "territory", notices)
    if territory in {term.code for term in TERRITORY_CHOICES}:
        values["territory"] = territory
    elif territory and territory != ALL:
        notices.append(f"“territory” cannot be “{_short(territory)}”.")


def _read_dates(
    query: Query, collection: Collection, values: dict[str, object], notices: list[str]
) -> None:
    given = query.get("dates", ())
    if not given or list(given) == [ALL]:
        return
    try:
        if len(given) != 2:
            raise ValueError("it is written twice, from and to")
        first, last = dates.parse(given[0]).first, dates.parse(given[1]).last
        if first > last:
            raise ValueError("the first day is after the last")
    except ValueError as error:
        notices.append(f"“dates” was not understood: {_short(str(error))}.")
        return
    start, end = span(collection)
    if last < start or first > end:
        notices.append(
            f"Nothing is recorded for {dates.in_words(first, last)}: "
            f"this collection covers {dates.in_words(start, end)}."
        )
    elif first < start or last > end:
        notices.append(
            f"The link asks for {dates.in_words(first, last)}; "
            f"this collection covers {dates.in_words(start, end)} alone."
        )
        first, last = max(first, start), min(last, end)
    if (first, last) != (start, end):
        values["dates"] = (first, last)


def _read_as_of(query: Query, values: dict[str, object], notices: list[str]) -> None:
    given = _last(query, "as_of", notices)
    if given and given != ALL:
        try:
            values["as_of"] = dates.day(given)
        except ValueError as error:
            notices.append(f"“as_of” was not understood: {_short(str(error))}.")


def _short(text: str) -> str:
    return text if len(text) <= 60 else text[:59] + "…"


def to_query(
    filters: Filters, collection: Collection, *, full: bool = False
) -> dict[str, list[str]]:
    """
    The keys and values that stand for *filters*; `from_query` reads them back.

    Defaults are left out, or with *full* written out, as `all` or as the dates they mean, so
    that a default changed later leaves an old link as it was.
    """
    query: dict[str, list[str]] = {}
    if filters.dates or full:
        query["dates"] = [day.isoformat() for day in (filters.dates or span(collection))]
    for key, name in LISTS.items():
        wanted = list(getattr(filters, name))
        if wanted or full:
            query[key] = wanted or [ALL]
    singles: Mapping[str, Callable[[], str]] = {
        "territory": lambda: filters.territory,
        "q": lambda: filters.text,
        "as_of": lambda: filters.as_of.isoformat() if filters.as_of else "",
    }
    for key, value in singles.items():
        if value() or (full and key != "q"):
            query[key] = [value() or ALL]
    return query


assert {field.name for field in fields(Filters)} == {
    "dates",
    "territory",
    "text",
    "as_of",
    *LISTS.values(),
}
