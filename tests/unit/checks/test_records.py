"""Rules on records and what they say of one another."""

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from strikemap.checks import Edit, records

Problems = Callable[..., list[tuple[str, int, str, str]]]

FIRST, SECOND = (f"2023-05-31-shebekino-shelling-injured-{each}" for each in (1, 2))
MERGED = "2023-05-31-shebekino-shelling-2"


def test_each_of_a_circle_is_named(problems: Problems) -> None:
    """Two claims that replace each other are both named."""
    assert [("claims.csv", row, "supersedes", "supersedes-circle") for row in (4, 5)] == problems(
        Edit("claims.csv", 4, "supersedes", SECOND)
    )


@given(st.lists(st.integers(-1, 9), min_size=10, max_size=10))
def test_circles_are_what_following_finds(target: list[int]) -> None:
    """A row is in a circle exactly when following the references comes back to it."""

    def returns(start: int) -> bool:
        at = target[start]
        for _ in range(10):
            if at in (-1, start):
                break
            at = target[at]
        return at == start

    expected = [each for each in range(10) if returns(each)]

    assert expected == records._in_circle(np.array(target, np.intp)).tolist()


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


@pytest.mark.parametrize(
    ("status", "into", "column"),
    [("merged", "", "merged_into"), ("active", "2023-05-31-shebekino-shelling", "status")],
)
def test_merged_goes_with_its_target(
    status: str, into: str, column: str, problems: Problems
) -> None:
    """The status and the incident merged into are filled together."""
    found = problems(
        Edit("incidents.csv", 4, "status", status), Edit("incidents.csv", 4, "merged_into", into)
    )

    assert ("incidents.csv", 4, column, "merged") in found


def test_merging_into_itself_is_named(problems: Problems) -> None:
    """An incident can't be part of itself."""
    assert problems(Edit("incidents.csv", 4, "merged_into", MERGED)) == [
        ("incidents.csv", 4, "merged_into", "merged")
    ]


def test_claim_about_nothing_is_named(problems: Problems) -> None:
    """A claim with half a cover and no incident is about nothing."""
    assert ("claims.csv", 3, "incident_id", "incident-or-cover") in problems(
        Edit("claims.csv", 3, "covers_to", "")
    )


def test_correction_may_be_of_the_collection(problems: Problems) -> None:
    """A correction of the whole collection goes by its name."""
    assert problems(Edit("corrections.csv", 3, "record", "example")) == []


def test_reprinted_source_is_used(problems: Problems) -> None:
    """A source that another reprints needs no claim of its own."""
    agency = Edit("sources.csv", 3, "source_id", "wire-2023-05-31")

    assert problems(agency) == [("sources.csv", 3, "source_id", "unused")]
    assert problems(agency, Edit("sources.csv", 2, "reprint_of", "wire-2023-05-31")) == []
