"""What makes up a figure: what a single publisher printed, and what is left out and why."""

from __future__ import annotations

import numpy as np

from strikemap.filters.choices import Filters
from strikemap.in_view import InView
from strikemap.ui.figures.makeup import incident_table, left_out, printed_once
from tests.builders import build, claim, incident


def test_tolls_of_a_single_publisher_are_told() -> None:
    """The make-up says how much of a sum one publisher alone printed, and which tolls."""
    claims = [
        claim("c1", "a", "3"),
        claim("c2", "a", "3", by="kyiv", source_id="later"),
        claim("c3", "b", "5"),
    ]
    whole = build([incident("a"), incident("b")], claims)
    view, rows = InView(whole), np.array([0, 1])
    assert "1 of these incidents, 5 of the headline figure" in printed_once(view, "killed", rows)
    assert printed_once(view, "killed", rows[:1]) == ""
    assert incident_table(view, "killed", rows)["Publishers"].tolist() == [2, 1]
    assert not len(left_out(view, "killed", rows))
    out = left_out(InView(whole, Filters(publishers=2)), "killed", rows)
    assert out["Why left out"].tolist() == ["printed by too few publishers"]


def test_attackers_are_in_no_sum() -> None:
    """Losses of those who attacked are left out, and the make-up says so of each claim."""
    claims = [
        claim("c1", "a", "1", people="civilians"),
        claim("c2", "a", "70+", by="ministry", people="combatants", subject="attackers"),
    ]
    view = InView(build([incident("a")], claims))
    out = left_out(view, "killed", np.array([0]))
    assert out["Why left out"].tolist() == ["counts those who attacked, not those who were struck"]
    assert view.tolls("killed").headline.tolist() == [1]
