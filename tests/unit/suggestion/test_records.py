"""Records found by their words or id."""

from __future__ import annotations

from strikemap.model import Collection
from strikemap.suggestion.records import records_like


def test_search(sound: Collection) -> None:
    """Records are found by their words or id, whatever the case, and no pattern is run."""
    assert list(records_like(sound, "incidents", "KARPATY")) == ["2023-05-25-karpaty-shelling"]
    assert list(records_like(sound, "claimants", "governor of")) == ["governor-belgorod"]
    assert records_like(sound, "incidents", "(.*") == {}
    assert len(records_like(sound, "claims", "", limit=2)) == 2
