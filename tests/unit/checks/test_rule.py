"""What a rule is made of."""

import numpy as np

from strikemap.checks.rule import Edit, Finding, in_package, rows_where


def test_edit_reads_as_a_line() -> None:
    """An example can be shown as it stands."""
    assert str(Edit("claims.csv", 4, "bound", "about")) == "claims.csv row 4: bound = 'about'"
    assert str(Edit("claims.csv", 0, "", "")) == "claims.csv: ''"


def test_finding_says_the_same_of_all_or_of_each() -> None:
    """A message is a text, or made of the position."""
    assert Finding("claims", np.array([3]), "bound", "wrong").said_of(3) == "wrong"
    assert Finding("claims", np.array([3]), "bound", lambda at: f"no {at}").said_of(3) == "no 3"


def test_rows_where_counts_positions() -> None:
    """Flags become positions."""
    assert rows_where([False, True, False, True]).tolist() == [1, 3]


def test_package_finding_names_its_key() -> None:
    """A fault of the descriptor is found under its key."""
    assert (
        in_package("regions", "wrong").table,
        in_package("regions", "wrong").column,
    ) == ("datapackage", "regions")
