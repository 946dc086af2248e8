"""Ids that are proposed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from strikemap.model import Collection
from strikemap.suggestion.ids import ids_like, incident_id, numbered, slug, unique
from strikemap.suggestion.rows import Row
from tests.unit.suggestion.made_up import INCIDENT, SHEBEKINO


@pytest.mark.parametrize(
    ("cells", "wanted"),
    [
        ({}, "2023-05-27-valuyki-drone-attack"),
        ({"place": "Staryy Oskol’"}, "2023-05-27-staryy-oskol-drone-attack"),
        ({"place": ""}, "2023-05-27-ru-bel-drone-attack"),
        ({"place": "Валуйки", "region": ""}, "2023-05-27-unknown-place-drone-attack"),
        ({"weapon": "unknown"}, "2023-05-27-valuyki-air-strike"),
        ({"weapon": "unknown", "sub_event_type": "Other"}, "2023-05-27-valuyki-incident"),
    ],
)
def test_proposed_id(cells: Row, wanted: str) -> None:
    """An id says day, place and kind, as far as they are known."""
    assert incident_id({**INCIDENT, **cells}, ()) == wanted


def test_proposed_ids_are_new(sound: Collection) -> None:
    """An id that is taken gets the next number, and claims are numbered from 1."""
    like = {**INCIDENT, "place": "Shebekino", "date_start": "2023-05-31", "weapon": "artillery"}
    taken = ids_like(sound, SHEBEKINO)
    assert incident_id(like, taken) == f"{SHEBEKINO}-3"
    assert numbered(f"{SHEBEKINO}-injured", taken) == f"{SHEBEKINO}-injured-3"


@given(st.text(), st.sets(st.text(max_size=5)))
def test_property_slugs_are_ids(text: str, taken: set[str]) -> None:
    """Whatever the text, its slug is empty or an id, and a unique one is not taken."""
    made = slug(text)
    assert made == "" or all(part.isalnum() and part.isascii() for part in made.split("-"))
    assert unique(made or "x", taken) not in taken
