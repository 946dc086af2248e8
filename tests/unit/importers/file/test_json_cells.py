"""The cells of one record of JSON."""

from __future__ import annotations

import json

import pytest

from strikemap.collection.bounds import MAX_COLUMNS
from strikemap.importers.file import said_again
from strikemap.importers.file.json_cells import Cells
from strikemap.importers.problem import ImportProblem


def cells(text: str) -> Cells:
    """What the object that *text* is holds."""
    made = Cells()
    made.take(json.loads(text, object_pairs_hook=said_again.members).items())
    return made


@pytest.mark.parametrize(
    ("text", "found", "again"),
    [
        ('{"killed": 2, "killed": 3}', {"killed": "2", "killed (2)": "3"}, ["killed (2)"]),
        ('{"killed": 2, "killed": 2}', {"killed": "2"}, []),
        ('{"killed": 2, "Killed": 3}', {"killed": "2", "killed (2)": "3"}, ["killed (2)"]),
        ('{"killed": 2, "Killed": "2"}', {"killed": "2"}, []),
        ('{"killed": null, "Killed": 3}', {"killed": "3"}, []),
        ('{"killed": 3, "Killed": null}', {"killed": "3"}, []),
        (
            '{"a": 1, "a": 2, "A": 3, "a (2)": 4}',
            {"a": "1", "a (2)": "2", "a (3)": "3", "a (2) (2)": "4"},
            ["a (2)", "a (3)", "a (2) (2)"],
        ),
        (
            '{"toll": {"killed": 2, "killed": 3}}',
            {"killed": "2", "killed (2)": "3"},
            ["killed (2)"],
        ),
        (
            '{"at": {"place": "Valuyki"}, "place": "Belgorod"}',
            {"place": "Belgorod", "at.place": "Valuyki"},
            [],
        ),
        (
            '{"place": "Belgorod", "at": {"place": "Valuyki"}}',
            {"place": "Belgorod", "at.place": "Valuyki"},
            [],
        ),
    ],
)
def test_nothing_of_a_name_that_stands_twice_is_lost(
    text: str, found: dict[str, str], again: list[str]
) -> None:
    """The first has the name, the others are told; what stands within has the longer name."""
    made = cells(text)
    assert (dict(made), made.again) == (found, again)


def test_a_record_has_so_many_cells() -> None:
    """More are refused before they are looked through."""
    with pytest.raises(ImportProblem, match=str(MAX_COLUMNS)):
        cells(json.dumps({f"c{at}": at for at in range(MAX_COLUMNS + 5)}))
