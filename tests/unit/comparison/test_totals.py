"""Both sides' sums."""

from __future__ import annotations

from strikemap.comparison.totals import totals_in_words
from tests.builders import claim, incident
from tests.unit.comparison.side import side


def test_totals_are_ranges_by_territory_and_measure() -> None:
    """Each total keeps its ends and what is unknown; no difference is made of them."""
    one = side(incident("a"), incident("b"), claims=(claim("c1", "a", "2-4"),))
    other = side(incident("a"), name="other")
    frame = totals_in_words(one, other).set_index(["territory", "measure"])
    assert frame.loc[("Russian territory", "killed"), "one"] == (
        "2–4 (headline 2); unknown for 1 of 2"
    )
    assert frame.loc[("Russian territory", "killed"), "other"] == "not reported for all 1"
    assert frame.loc[("Russian-occupied Ukraine", "injured"), "one"] == "no incident"
