"""Records found by their words or id."""

from __future__ import annotations

import pytest

from strikemap.languages import speaking
from strikemap.model import Collection
from strikemap.suggestion.records import records_like
from strikemap.translations import said
from tests.unit.export.views import shipped


def test_search(sound: Collection) -> None:
    """Records are found by their words or id, whatever the case, and no pattern is run."""
    assert list(records_like(sound, "incidents", "KARPATY")) == ["2023-05-25-karpaty-shelling"]
    assert list(records_like(sound, "claimants", "governor of")) == ["governor-belgorod"]
    assert records_like(sound, "incidents", "(.*") == {}
    assert len(records_like(sound, "claims", "", limit=2)) == 2


@pytest.mark.parametrize("code", ["uk", "ru"])
def test_told_and_found_in_each_language(code: str) -> None:
    """A record is offered by its translated title, and found by it in every language."""
    of = shipped("cnn-2023-05-31")
    with speaking(code):
        offered = records_like(of, "incidents", "")
        titles = list(said(of, "incidents", "title"))
    assert [each.rpartition(", ")[0] for each in offered.values()] == titles
    assert titles != list(of.incidents["title"])
    for record, title in zip(offered, titles, strict=True):
        assert record in records_like(of, "incidents", title)
