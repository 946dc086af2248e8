"""Filters as people say them."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from strikemap.filters.choices import Filters
from strikemap.filters.in_words import filters_in_words
from strikemap.filters.rows import rows_kept
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
