"""Whatever is sorted, what is unknown is no number: it stands on one end, never among them."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from strikemap.in_view import InView
from strikemap.languages import speaking
from strikemap.model import Collection
from strikemap.ui.elements.sortable import FIGURE_SPACE, sortable
from strikemap.ui.figures.groupings import by_region
from strikemap.ui.figures.makeup import incident_table
from strikemap.ui.incident.table import headings, in_order, table
from tests.builders import build, claim, incident, occupied
from tests.unit.strategies import FEWER, Drawn, tables

WORDS = st.sampled_from(("unknown", "not reported", "open", ""))
NUMBERS = st.integers(0, 2_000_000).map(lambda number: f"{number:,}")


def by_locale(cell: str) -> str:
    """*cell* so that Python sorts it as the browser's localeCompare does: spaces before figures."""
    return cell.replace(FIGURE_SPACE, " ")


@given(st.lists(NUMBERS | WORDS, max_size=12))
def test_property_text_sorts_as_numbers(cells: list[str]) -> None:
    """Sorted as text, as a grid does, padded cells are in order of number, words after them."""
    padded = sorted(sortable([cell for cell in cells if cell]), key=by_locale)
    plain_cells = [cell.lstrip(FIGURE_SPACE) for cell in padded]
    numbers = [int(cell.replace(",", "")) for cell in plain_cells if cell[0].isdigit()]
    assert numbers == sorted(numbers)
    assert all(cell[0].isdigit() for cell in plain_cells[: len(numbers)])
    assert sorted(plain_cells) == sorted(cell for cell in cells if cell)


@FEWER
@given(tables(), st.booleans())
def test_property_unknown_never_stands_among_numbers(drawn: Drawn, downward: bool) -> None:
    """Whatever is sorted, by us or by the grid, unknown tolls are on one end and not a number."""
    view = InView(build(**drawn))
    at = view.rows
    for measure in ("killed", "injured"):
        known = view.tolls(measure).known
        ordered = in_order(view, measure.capitalize(), downward=downward)
        assert list(known[ordered]) == sorted(known[ordered], reverse=True)
        assert sorted(ordered) == sorted(at)
        headline = view.tolls(measure).headline[ordered][known[ordered]]
        assert list(headline) == sorted(headline, reverse=downward)
        for frame, column in (
            (table(view, at), measure.capitalize()),
            (incident_table(view, measure, at), "Range"),
            (incident_table(view, measure, at), "Headline"),
        ):
            is_number = [cell != "unknown" for cell in frame[column]]
            assert is_number == list(known[at])
            by_grid = [cell != "unknown" for cell in sorted(frame[column], key=by_locale)]
            assert by_grid == sorted(by_grid, reverse=True)


def test_groups_without_a_toll_come_last() -> None:
    """In a chart a group of which nothing is reported stands after one with a reported zero."""
    whole = build(
        [incident("a", region="RU-KRS"), incident("b"), occupied("c")],
        [claim("c1", "b", "0"), claim("c2", "c", "1")],
    )
    frame = by_region(InView(whole), "killed", np.arange(3))
    assert list(frame["group"]) == ["UA-09", "RU-BEL", "RU-KRS"]
    assert list(frame["known"]) == [1, 1, 0]


@pytest.mark.parametrize("code", ["en", "uk", "ru"])
@pytest.mark.parametrize(
    ("by", "column"), [("Day", "from"), ("Title", "title"), ("Region", "region")]
)
def test_rows_are_sorted_by_what_is_read(
    shipped: Collection, by: str, column: str, code: str
) -> None:
    """All rows, each once, in the order of the words or days in the column, in every language."""
    view = InView(shipped)
    with speaking(code):
        for downward in (False, True):
            ordered = in_order(view, by, downward=downward)
            assert sorted(ordered) == sorted(view.rows)
            read = list(table(view, ordered)[headings()[column]])
            assert read == sorted(read, reverse=downward)
