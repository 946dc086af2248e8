"""Totals in words: of whom a headline figure is, where that is told."""

from __future__ import annotations

import pytest

from strikemap.export import View
from strikemap.export.totals import groups, parted_in_words, summed
from strikemap.filters.choices import Filters
from strikemap.links import Link
from tests.builders import build, claim, incident


@pytest.mark.parametrize(
    ("people", "who", "told"),
    [
        ("civilians", (), "3: 3 civilians"),
        ("combatants", (), "3: 3 combatants"),
        ("", (), ""),
        ("civilians", ("civilians",), ""),
    ],
)
def test_of_whom_a_total_is_stands_where_a_claim_says_so_and_all_count(
    people: str, who: tuple[str, ...], told: str
) -> None:
    """Nothing where nobody says, or where the reader counts civilians or combatants alone."""
    whole = build([incident("a")], [claim("c", "a", "3", people=people)])
    view = View(whole, Link(filters=Filters(who=who)))
    (group,) = (each for each in groups(view) if len(each.rows))
    said = parted_in_words(view, summed(view, "killed", group.rows))
    assert told in said and bool(said) is bool(told)
