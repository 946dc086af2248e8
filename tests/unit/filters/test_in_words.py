"""Filters as people say them."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from strikemap.filters.choices import Filters
from strikemap.filters.in_words import filters_in_words, in_fitting_words
from strikemap.filters.rows import rows_kept
from strikemap.vocabularies import WEAPONS
from tests.builders import names
from tests.unit.filters.incidents import LAST_DAYS, whole
from tests.unit.strategies import filters_of


@pytest.mark.parametrize(
    ("chosen", "words"),
    [
        ({}, "All reported incidents, 20–31 May 2023"),
        (
            {"weapons": ("drone",), "regions": ("RU-BEL",), "dates": LAST_DAYS},
            "Drone strikes in Belgorod Oblast, 30–31 May 2023",
        ),
        ({"weapons": ("drone", "rocket")}, "Incidents by drone or rocket, 20–31 May 2023"),
        ({"territory": "russia"}, "All reported incidents (Russian territory), 20–31 May 2023"),
        ({"text": "oil"}, "All reported incidents, with “oil”, 20–31 May 2023"),
        ({"weapons": ("rocket",)}, "Incidents by rocket, 20–31 May 2023"),
        (
            {"weapons": ("drone",), "events": ("air-drone-strike",)},
            "Air/drone strike by drone, 20–31 May 2023",
        ),
        ({"events": ("air-drone-strike", "grenade")},
         "Air/drone strike or Grenade, 20–31 May 2023"),
        (
            {"targets": ("energy", "military"), "territory": "occupied_ukraine"},
            "All reported incidents on energy or military targets (Russian-occupied Ukraine), "
            "20–31 May 2023",
        ),
        ({"territory": "together"}, "All reported incidents, 20–31 May 2023"),
        (
            {"casualties": ("killed", "none"), "evidence": ("disputed",),
             "responsibility": ("alleged", "accepted")},
            "All reported incidents, someone killed or nobody, by report, event disputed, "
            "responsibility alleged or accepted, 20–31 May 2023",
        ),
        (
            {"sides": ("russia", "other")},
            "All reported incidents, 20–31 May 2023, tolls by the word of Russia or Other’s side",
        ),
        ({"publishers": 1, "text": "  "}, "All reported incidents, 20–31 May 2023"),
        (
            {"claimants": ("kyiv",)},
            "All reported incidents, 20–31 May 2023, tolls by the word of Kyiv",
        ),
        (
            {"as_of": date(2023, 6, 1)},
            "All reported incidents, 20–31 May 2023, as published by 1 June 2023",
        ),
        (
            {"who": ("civilians",), "publishers": 2},
            "All reported incidents, 20–31 May 2023, counting civilians alone, tolls that at least "
            "2 publishers printed",
        ),
    ],
)  # fmt: skip
def test_in_words(chosen: dict[str, object], words: str) -> None:
    """Filters are said as people say them."""
    assert filters_in_words(Filters(**chosen), whole()) == words  # type: ignore[arg-type]


@pytest.mark.parametrize("field", sorted(set(Filters.__dataclass_fields__)))
def test_every_field_is_said(field: str) -> None:
    """No narrowing goes without words: each field that is set changes them."""
    value = {
        "dates": (date(2023, 5, 30), date(2023, 5, 31)),
        "events": ("grenade",),
        "weapons": ("rocket",),
        "targets": ("energy",),
        "regions": ("RU-KDA",),
        "territory": "occupied_ukraine",
        "claimants": ("legion",),
        "sides": ("ukraine",),
        "casualties": ("none",),
        "evidence": ("disputed",),
        "responsibility": ("alleged",),
        "text": "oil",
        "as_of": date(2023, 6, 1),
        "who": ("civilians",),
        "publishers": 2,
    }[field]
    chosen = Filters(**{field: value})  # type: ignore[arg-type]
    assert filters_in_words(chosen, whole()) != filters_in_words(Filters(), whole())
    assert chosen.is_narrowed and not Filters().is_narrowed


@given(st.data())
def test_property_any_filters_have_words(data: st.DataObject) -> None:
    """Any filters can be said in words and applied."""
    chosen = data.draw(filters_of(whole()))
    assert filters_in_words(chosen, whole())
    kept_rows = rows_kept(whole(), chosen)
    assert (np.diff(kept_rows) > 0).all()
    assert not set("wx") & set(names(whole(), kept_rows))


@pytest.mark.parametrize(
    ("chosen", "of_tolls"),
    [
        ({"claimants": ("kyiv",)}, "tolls by the word of Kyiv"),
        ({"sides": ("ukraine",)}, "tolls by the word of Ukraine’s side"),
        ({"who": ("combatants",)}, "counting combatants alone"),
        ({"publishers": 2}, "tolls that at least 2 publishers printed"),
    ],
)
def test_what_narrows_tolls_is_not_said_of_the_incidents(
    chosen: dict[str, object], of_tolls: str
) -> None:
    """Where every incident stays in view the words say so: whose word counts is said of tolls."""
    narrowed = Filters(**chosen)  # type: ignore[arg-type]
    assert list(rows_kept(whole(), narrowed)) == list(rows_kept(whole(), Filters()))
    every = filters_in_words(Filters(), whole())
    assert filters_in_words(narrowed, whole()) == f"{every}, {of_tolls}"


@pytest.mark.parametrize("most", [None, 1, 2, 3, 4])
@pytest.mark.parametrize("count", [1, 2, 3, 4, 5, 6])
def test_of_a_long_choice_the_rest_is_counted(count: int, most: int | None) -> None:
    """Those named and those counted are all; one alone is never counted where its name would do."""
    terms = WEAPONS[:count]
    names = [term.label.lower() for term in terms]
    if most is not None and count > most + 1:
        names = [*names[:most], f"{count - most} others"]
    said = f"{', '.join(names[:-1])} or {names[-1]}" if len(names) > 1 else names[0]
    chosen = Filters(weapons=tuple(term.code for term in terms))
    what = "Drone strikes" if chosen.weapons == ("drone",) else f"Incidents by {said}"
    assert filters_in_words(chosen, whole(), most) == f"{what}, 20–31 May 2023"


def test_a_long_search_is_cut_where_there_is_little_room() -> None:
    """With all the room a search stands whole, with little its first forty letters do."""
    whole_text, cut = "x" * 41, "x" * 39 + "…"
    for text, most, shown in (
        (whole_text, None, whole_text),
        (whole_text, 3, cut),
        (f" {'x' * 40} ", 1, "x" * 40),
    ):
        words = filters_in_words(Filters(text=text), whole(), most)
        assert words == f"All reported incidents, with “{shown}”, 20–31 May 2023"


def test_words_that_fit_are_the_longest_that_do() -> None:
    """All is said where there is room, then three of each, two, one; the shortest where none."""
    chosen = Filters(weapons=tuple(term.code for term in WEAPONS[:7]))
    every = [filters_in_words(chosen, whole(), most) for most in (None, 3, 2, 1)]
    lengths = [len(words) for words in every]
    assert lengths == sorted(lengths, reverse=True) and len(set(lengths)) == 4
    for room in range(lengths[-1] - 1, lengths[0] + 1):
        longest = next((words for words in every if len(words) <= room), every[-1])
        found = in_fitting_words(chosen, whole(), lambda words, most=room: len(words) <= most)
        assert found == longest
