"""Rules on records and what they say of one another."""

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from strikemap.checks import Edit, records

Problems = Callable[..., list[tuple[str, int, str, str]]]
MERGED = "2023-05-31-shebekino-shelling-2"


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

    assert expected == records.in_circle(np.array(target, np.intp)).tolist()


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


def test_correction_may_be_of_the_collection(problems: Problems) -> None:
    """A correction of the whole collection goes by its name."""
    assert problems(Edit("corrections.csv", 3, "record", "example")) == []
