"""Collections, choices and filters as hypothesis makes them up."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st

from strikemap import evidence
from strikemap.casualties.standing import Choice
from strikemap.filters.choices import (
    CASUALTIES,
    EVENTS,
    TERRITORY_CHOICES,
    TEXT_LIMIT,
    Filters,
    known_codes,
)
from strikemap.model import Collection
from strikemap.vocabularies import GROUPS, SIDES, TARGETS, WEAPONS
from tests.builders import CLAIMANTS, DRONE, SHELLING, Row, claim, incident, occupied

FEWER = settings(max_examples=max(settings().max_examples // 2, 1))
"""For a property that builds two collections for each example: half as many as elsewhere."""

FIRST, LAST = date(2023, 5, 28), date(2023, 6, 4)
OF_WHOM: tuple[Row, ...] = (
    {},
    {"people": "not_said"},
    {"people": "civilians"},
    {"people": "combatants"},
    {"people": "civilians", "subject": "civilians"},
    {"people": "combatants", "subject": "combatants"},
    {"people": "civilians", "subject": "children"},
)
DAYS = st.dates(FIRST, LAST)
WHO = tuple(row["claimant_id"] for row in CLAIMANTS)
SAID_ON = st.one_of(DAYS.map(date.isoformat), st.sampled_from(("", "2023", "2023-05", "2023-06")))
NUMBERS = st.integers(0, 9)
NUMBERS_SAID = st.one_of(
    NUMBERS.map(str),
    NUMBERS.map("~{}".format),
    NUMBERS.map("{}+".format),
    NUMBERS.map("up to {}".format),
    st.tuples(NUMBERS, NUMBERS).map(lambda pair: f"{min(pair)}-{max(pair)}"),
    st.just(""),
)
CHOICES = st.builds(
    Choice,
    st.lists(st.sampled_from(WHO), unique=True, max_size=2).map(tuple),
    st.lists(st.sampled_from([side.code for side in SIDES]), unique=True, max_size=2).map(tuple),
    st.none() | DAYS,
    st.sampled_from(((), (), ("civilians",), ("combatants",), GROUPS)),
    st.sampled_from((1, 1, 2)),
)

Drawn = Mapping[str, list[Row]]


@st.composite
def incident_rows(draw: st.DrawFn) -> list[Row]:
    """Up to four incidents: of both territories, of exact and inexact days, withdrawn too."""
    rows = []
    for number in range(draw(st.integers(1, 4))):
        make = draw(st.sampled_from((incident, occupied)))
        precision = draw(st.sampled_from("123"))
        start = draw(DAYS)
        longer = {"1": 0, "2": 6, "3": 30}[precision]
        rows.append(
            make(
                f"i{number}",
                date_start=start.isoformat(),
                date_end=(start + timedelta(days=longer)).isoformat(),
                time_precision=precision,
                sub_event_type=draw(st.sampled_from((SHELLING, DRONE))),
                weapon=draw(st.sampled_from(("drone", "artillery"))),
                status=draw(st.sampled_from(("active", "active", "active", "withdrawn"))),
            )
        )
    return rows


@st.composite
def claim_rows(
    draw: st.DrawFn, incidents: int, superseding: bool = True, alone: bool = True
) -> list[Row]:
    """
    Up to eight claims of killed and injured; each may supersede an earlier one of its side.

    With *alone* some speak of civilians or combatants, alone or in the whole, and some of a part.
    """
    side = {row["claimant_id"]: row["side"] for row in CLAIMANTS}
    rows: list[Row] = []
    for number in range(draw(st.integers(0, 8))):
        about = f"i{draw(st.integers(0, incidents - 1))}"
        who, measure = draw(st.sampled_from(WHO)), draw(st.sampled_from(("killed", "injured")))
        earlier = [
            row["claim_id"]
            for row in rows
            if (row["incident_id"], row["measure"]) == (about, measure)
            and side[row["claimant_id"]] == side[who]
        ]
        replaced = draw(st.sampled_from(["", *earlier])) if superseding else ""
        said, on = draw(NUMBERS_SAID), draw(SAID_ON)
        source = draw(st.sampled_from(("paper", "copy", "later")))
        cells = {"supersedes": replaced, "source_id": source}
        if alone:
            cells |= draw(st.sampled_from(OF_WHOM))
        rows.append(claim(f"c{number}", about, said, measure, who, on, **cells))
    return rows


@st.composite
def tables(draw: st.DrawFn, superseding: bool = True, alone: bool = True) -> Drawn:
    """Rows of incidents and of claims on them, for `builders.build`."""
    incidents = draw(incident_rows())
    claims = draw(claim_rows(len(incidents), superseding, alone))
    return {"incidents": incidents, "claims": claims}


def filters_of(collection: Collection) -> st.SearchStrategy[Filters]:
    """Any filters that *collection* can give, in the order that `known_codes` has."""
    codes = known_codes(collection)

    def some(of: tuple[str, ...]) -> st.SearchStrategy[tuple[str, ...]]:
        chosen = st.sets(st.sampled_from(of), max_size=3) if of else st.just(set[str]())
        return chosen.map(lambda kept: tuple(code for code in of if code in kept))

    text = st.one_of(st.text(max_size=TEXT_LIMIT).map(str.strip), st.just("all"))
    fields: dict[str, st.SearchStrategy[Any]] = {
        "dates": st.none() | st.tuples(DAYS, DAYS).map(lambda pair: (min(pair), max(pair))),
        "events": some(tuple(term.code for term in EVENTS)),
        "weapons": some(tuple(term.code for term in WEAPONS)),
        "targets": some(tuple(term.code for term in TARGETS)),
        "regions": some(codes["region"]),
        "territory": st.sampled_from(["", *(term.code for term in TERRITORY_CHOICES)]),
        "claimants": some(codes["claimant"]),
        "sides": some(tuple(term.code for term in SIDES)),
        "casualties": some(tuple(term.code for term in CASUALTIES)),
        "evidence": some(tuple(term.code for term in evidence.EVENT_GRADES)),
        "responsibility": some(tuple(term.code for term in evidence.RESPONSIBILITY_GRADES)),
        "text": text,
        "as_of": st.none() | DAYS,
        "who": some(codes["who"]),
        "publishers": st.integers(1, 3),
    }
    return st.builds(Filters, **fields)
