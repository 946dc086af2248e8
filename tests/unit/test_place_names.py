"""Places of records are named in the reader's language wherever someone has named them so."""

from __future__ import annotations

import re

import numpy as np
import pytest

from strikemap.casualties.collective import collective
from strikemap.casualties.standing import EVERYTHING
from strikemap.collection.versions import read, releases
from strikemap.languages import speaking
from strikemap.place_names import covered_place, place_at, place_called, places
from strikemap.version_differences import differences
from tests.unit.export.views import shipped

OF = shipped("chronology-2023-05-06")
ENGLISH = re.compile("[A-Za-z]{2,}")


@pytest.mark.parametrize("code", ["uk", "ru"])
@pytest.mark.by_day(1, "both languages are asked of one table")
def test_no_place_of_the_chronology_is_named_in_english(code: str) -> None:
    """Neither an incident's, nor one that a total covers, nor one of an old version."""
    first = read(OF, min(releases(OF.beside), key=lambda each: each.released))
    with speaking(code):
        named = places(OF, np.arange(len(OF.incidents)))
        named += [covered_place(OF, each.claim) for each in collective(OF, EVERYTHING)]
        named += [each.what for each in differences(first, OF).incidents]
    assert [each for each in named if ENGLISH.search(each)] == []


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("en", "Shebekino and its district"),
        ("uk", "Шебекіно та його округ"),
        ("ru", "Шебекино и его округ"),
    ],
)
def test_a_place_is_no_other_place_for_having_a_local_name(code: str, name: str) -> None:
    """A translation goes before the local name, which may be that of the district alone."""
    at = OF.incidents["incident_id"].tolist().index("2023-06-06-shebekino-shelling")
    with speaking(code):
        assert place_at(OF, at) == name


def test_a_place_that_no_incident_has_is_named_by_what_is_known() -> None:
    """By its local name for who reads Cyrillic; in English for who reads that."""
    with speaking("uk"):
        assert place_called(OF, "Lipetsk", "RU-LIP", "Липецк") == "Липецк"
        assert place_called(OF, "Lipetsk", "RU-LIP") == "Lipetsk"
    assert place_called(OF, "Lipetsk", "RU-LIP", "Липецк") == "Lipetsk"
