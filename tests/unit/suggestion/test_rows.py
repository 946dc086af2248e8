"""Suggested rows, and the lines that they are in a file."""

from __future__ import annotations

import pytest

from strikemap import collection
from strikemap.model import TABLES, Collection
from strikemap.suggestion.records import record_as_row
from strikemap.suggestion.rows import csv_lines, whole_row
from tests.unit.suggestion.made_up import SHEBEKINO


def test_lines_are_those_of_the_file(sound: Collection) -> None:
    """A record comes out as the very line that the collection's file has."""
    row = record_as_row(sound, "incidents", SHEBEKINO)
    assert row is not None
    whole = collection.csv_bytes("incidents", collection.text_tables(sound)["incidents"])
    assert csv_lines("incidents", [row]) in whole.decode()


def test_unknown_column() -> None:
    """A cell of a column that the model has not is a mistake of ours, and raises."""
    with pytest.raises(KeyError):
        whole_row("claims", {"colour": "red"})
    assert list(whole_row("claims", {})) == list(TABLES["claims"].columns)
