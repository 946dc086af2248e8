"""Rules on what others counted: its days, its print and its place."""

from __future__ import annotations

import pytest

from strikemap.checks import Edit, counted_elsewhere
from strikemap.other_counts import FILE
from tests.unit.checks.conftest import Problems


def told(problems: Problems, **cells: str) -> list[tuple[str, int, str, str]]:
    """What is found of a sound count of a newspaper's with *cells* changed."""
    return problems(Edit(FILE, 0, "", counted_elsewhere.example(**cells)))


def at(column: str, rule: str) -> list[tuple[str, int, str, str]]:
    return [(FILE, 2, column, f"other-count-{rule}")]


@pytest.mark.parametrize(
    ("cells", "found"),
    [
        ({}, []),
        ({"covers_from": "2023-05-24"}, at("covers_from", "days")),
        ({"covers_to": "2023-06-01"}, at("covers_from", "days")),
        ({"covers_to": "2023-05-30"}, []),
        ({"covers_from": "2023-05-31"}, []),
        ({"published": "2023-05-25"}, []),
        ({"published": "2023-05-24"}, at("published", "printed")),
        ({"published": "2023-06-10"}, []),
        ({"published": "2023-06-11"}, at("published", "printed")),
        ({"published": ""}, []),
        ({"covers_region": ""}, []),
        ({"covers_region": "RU-XYZ"}, at("covers_region", "region")),
        ({"covers_region": "UA-09"}, at("covers_region", "region")),
        ({"covers_region": "UA-09", "territory": "occupied_ukraine"}, []),
        (
            {"covers_region": "RU-BEL", "territory": "occupied_ukraine"},
            at("covers_region", "region"),
        ),
        ({"covers_region": "RU-BEL", "territory": ""}, at("covers_region", "region")),
        ({"covers_region": "", "territory": ""}, []),
        ({"why_differs": ""}, at("why_differs", "cell")),
        ({"value_min": "x"}, at("value_min", "cell")),
    ],
)
@pytest.mark.by_day(9, "each rule of such a number has a case by day")
def test_a_number_of_others_is_held_to_its_days_print_and_place(
    cells: dict[str, str], found: list[tuple[str, int, str, str]], problems: Problems
) -> None:
    """Up to the first and the last day that the collection covers, and of the row's territory."""
    assert told(problems, **cells) == found


@pytest.mark.parametrize(
    ("cells", "says"),
    [
        ({"covers_from": "2023-05-24"}, "covers 2023-05-25 to 2023-05-31"),
        ({"published": "2023-05-24"}, "2023-05-24 is before the first day counted, 2023-05-25"),
        (
            {"published": "2023-06-11"},
            "2023-06-11 is after the day on which it was read, 2023-06-10",
        ),
        ({"covers_region": "UA-09"}, "Luhansk Oblast is not in the territory russia"),
        ({"territory": ""}, "Belgorod Oblast is not in the territory of both"),
        ({"covers_region": "RU-XYZ"}, "write ISO 3166-2, as RU-BEL"),
    ],
)
def test_what_is_wrong_names_the_days_and_places(
    cells: dict[str, str], says: str, spoilt: object
) -> None:
    """Those of the row and those of the collection."""
    assert callable(spoilt)
    (problem,) = spoilt(Edit(FILE, 0, "", counted_elsewhere.example(**cells)))
    assert says in problem.message


def lines(*rows: str) -> str:
    return "".join(f"{row}\n" for row in rows)


def test_rows_are_told_apart_and_a_torn_one_is_named(problems: Problems) -> None:
    """Each row has its own problems; one with too few cells is no row, and the others are read."""
    header, row = counted_elsewhere.example().splitlines()
    other = row.replace("2023-05-attacks", "2023-05-others").replace("RU-BEL", "UA-09")
    found = problems(Edit(FILE, 0, "", lines(header, row, other, "a,b", other)))
    assert found == [
        (FILE, 3, "covers_region", "other-count-region"),
        (FILE, 4, "", "other-count-file"),
        (FILE, 5, "count_id", "other-count-cell"),
    ]
