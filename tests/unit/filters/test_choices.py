"""What a view may be narrowed by."""

from __future__ import annotations

from dataclasses import fields

import pytest

from strikemap.filters.choices import (
    ALL,
    CODES,
    EVENTS,
    KEYS,
    LISTS,
    MOST_PUBLISHERS,
    NAMES,
    TEXT_LIMIT,
    TOGETHER,
    Filters,
    known_codes,
    url_code,
)
from strikemap.vocabularies import SUB_EVENT_TYPES
from tests.builders import CLAIMANTS
from tests.unit.crowded import SEEDS, crowded


def test_each_field_is_a_key_of_the_url() -> None:
    """No filter lacks its key, and no key its field; each that may be repeated has a name."""
    single = {"dates": "dates", "territory": "territory", "q": "text", "as_of": "as_of",
              "publishers": "publishers"}  # fmt: skip
    assert {field.name for field in fields(Filters)} == {*single.values(), *LISTS.values()}
    assert set(KEYS) == {*single, *LISTS} and set(NAMES) == set(LISTS)


def test_what_links_rest_on_stays() -> None:
    """Words and limits of the URL's values are those that shared links have."""
    assert (ALL, TOGETHER, TEXT_LIMIT, MOST_PUBLISHERS) == ("all", "together", 200, 9)


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Air/drone strike", "air-drone-strike"),
        ("Shelling/artillery/missile attack", "shelling-artillery-missile-attack"),
        ("  A -- b!", "a-b"),
        ("Grenade", "grenade"),
    ],
)
def test_codes_of_events_stay(name: str, code: str) -> None:
    """A code in a URL is the name in small letters, with one dash for all else."""
    assert url_code(name) == code


def test_no_two_kinds_share_a_code() -> None:
    """Each kind of event has a code of its own."""
    assert len({term.code for term in EVENTS}) == len(EVENTS) == len(SUB_EVENT_TYPES)


def test_what_a_collection_has_is_on_offer_in_order() -> None:
    """Regions by their code, claimants by rank and then id; all else is the same everywhere."""
    whole = crowded(SEEDS[0])
    codes = known_codes(whole)
    assert codes["region"] == ("RU-BEL", "RU-KDA", "UA-09")
    people = whole.claimants.to_dict("records")
    ranked = sorted((each["rank"], each["claimant_id"]) for each in people)
    assert codes["claimant"] == tuple(name for _, name in ranked)
    assert codes["claimant"][:2] == ("governor", "mayor") and len(ranked) > len(CLAIMANTS)
    assert all(codes[key] == CODES[key] for key in CODES) and set(codes) == set(LISTS)
