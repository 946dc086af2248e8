"""Rules on what claims are about, and what they replace."""

from collections.abc import Callable

import pytest

from strikemap.checks import Edit

Problems = Callable[..., list[tuple[str, int, str, str]]]

FIRST, SECOND = (f"2023-05-31-shebekino-shelling-injured-{each}" for each in (1, 2))


def test_each_of_a_circle_is_named(problems: Problems) -> None:
    """Two claims that replace each other are both named."""
    assert [("claims.csv", row, "supersedes", "supersedes-circle") for row in (4, 5)] == problems(
        Edit("claims.csv", 4, "supersedes", SECOND)
    )


@pytest.mark.parametrize(
    "edit",
    [
        Edit("claims.csv", 5, "measure", "killed"),
        Edit("claims.csv", 5, "incident_id", "2023-05-25-karpaty-shelling"),
        Edit("claimants.csv", 3, "side", "ukraine"),
    ],
)
def test_what_is_replaced_has_the_same_measure_incident_and_side(
    edit: Edit, problems: Problems
) -> None:
    """A claim of another measure, incident or side replaces nothing."""
    other_side = Edit("claims.csv", 5, "claimant_id", "occupation-luhansk")
    edits = (edit, other_side) if edit.column == "side" else (edit,)

    assert ("claims.csv", 5, "supersedes", "supersedes-agree") in problems(*edits)


def test_another_office_of_the_same_side_may_replace(problems: Problems) -> None:
    """A later toll by another claimant of the same side is an update."""
    assert problems(Edit("claims.csv", 5, "claimant_id", "occupation-luhansk")) == []


def test_what_replaces_the_very_first_claim_agrees_with_it(problems: Problems) -> None:
    """Whatever row the earlier claim stands in."""
    first = "2023-05-25-karpaty-shelling-attribution-1"
    assert ("claims.csv", 5, "supersedes", "supersedes-agree") in problems(
        Edit("claims.csv", 5, "supersedes", first)
    )


def test_claim_about_nothing_is_named(problems: Problems) -> None:
    """A claim with half a cover and no incident is about nothing."""
    assert ("claims.csv", 3, "incident_id", "incident-or-cover") in problems(
        Edit("claims.csv", 3, "covers_to", "")
    )


def test_reprinted_source_is_used(problems: Problems) -> None:
    """A source that another reprints needs no claim of its own."""
    agency = Edit("sources.csv", 3, "source_id", "wire-2023-05-31")

    assert problems(agency) == [("sources.csv", 3, "source_id", "unused")]
    assert problems(agency, Edit("sources.csv", 2, "reprint_of", "wire-2023-05-31")) == []
