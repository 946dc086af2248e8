"""How much of a file is read."""

from strikemap.collection import bounds


def test_unreadable_says_where() -> None:
    """What can't be read carries its rule, row and column beside its message."""
    error = bounds.Unreadable("size", "too long", 3, "title")

    assert (error.rule, str(error), error.row, error.column) == ("size", "too long", 3, "title")


def test_a_million_incidents_with_claims_are_within_bounds() -> None:
    """The largest collection that is promised fits."""
    assert bounds.MAX_ROWS >= 2_000_000
    assert bounds.MAX_CELLS >= 2_000_000 * 22
