"""Rules on what is counted, and on how many."""

from collections.abc import Callable

import pytest

from strikemap.checks import Edit

Problems = Callable[..., list[tuple[str, int, str, str]]]


@pytest.mark.parametrize(
    ("bound", "least", "most", "sound"),
    [
        ("exact", "2", "2", True),
        ("exact", "2", "3", True),
        ("exact", "2", "", False),
        ("about", "2", "2", True),
        ("about", "", "2", False),
        ("at_least", "2", "", True),
        ("at_least", "2", "2", False),
        ("up_to", "", "2", True),
        ("up_to", "2", "2", False),
        ("", "", "", True),
        ("", "2", "2", False),
        ("exact", "", "", False),
    ],
)
def test_bound_says_which_values_are_filled(
    bound: str, least: str, most: str, sound: bool, problems: Problems
) -> None:
    """Each bound has its values, and an empty one none."""
    found = problems(
        Edit("claims.csv", 4, "bound", bound),
        Edit("claims.csv", 4, "value_min", least),
        Edit("claims.csv", 4, "value_max", most),
    )

    assert ([] if sound else [("claims.csv", 4, "bound", "bound-values")]) == found


def test_zero_is_a_number(problems: Problems) -> None:
    """Nobody hurt is a claim like another."""
    assert (
        problems(Edit("claims.csv", 4, "value_min", "0"), Edit("claims.csv", 4, "value_max", "0"))
        == []
    )
