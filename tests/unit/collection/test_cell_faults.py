"""Cells are quoted in the marks of the language in which a message is said."""

import pytest

from strikemap.collection.cell_faults import shown
from strikemap.languages import sentence, speaking, worded


@pytest.mark.parametrize(
    ("cell", "english", "ukrainian"),
    [
        ("abc", "'abc'", "«abc»"),
        ("Mar'inka", '"Mar\'inka"', "«Mar'inka»"),
        ("a\u202eb\n", "'a\\u202eb\\n'", "«a\\u202eb\\n»"),
        ("x" * 99, f"'{'x' * 60}…'", f"«{'x' * 60}…»"),
        ("x" * 60, f"'{'x' * 60}'", f"«{'x' * 60}»"),
    ],
)
def test_a_cell_is_quoted_as_the_language_does(cell: str, english: str, ukrainian: str) -> None:
    """In one line, cut, what is not printable escaped; files and logs have the English."""
    told = sentence("{value} is in no list", value=shown(cell))
    assert told == f"{english} is in no list"
    with speaking("uk"):
        assert worded(shown(cell)) == ukrainian
        assert ukrainian in worded(told)
