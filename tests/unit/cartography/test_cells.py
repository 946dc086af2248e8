"""Cells hold every incident of theirs, and what is unknown is never shown as zero."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from functools import cache
from itertools import combinations

import numpy as np
import numpy.typing as npt
import pandas as pd
import pytest

from strikemap import cartography
from strikemap.cartography import cell_in_words
from strikemap.cartography.cells import AT_LEAST, UP_TO, Cells, cell_radius, cells
from strikemap.cartography.joined_cells import GIVES_WAY, joined_cells, legible_cells
from strikemap.cartography.places import NUMBER, TARGET
from strikemap.cartography.points import Window, mercator, points_of
from strikemap.cartography.squares import CELL_PIXELS, fitting_squares, rows_within
from strikemap.casualties.tolls import tolls
from strikemap.filters.choices import Filters
from strikemap.filters.rows import rows_kept
from strikemap.model import Collection
from tests.builders import build, claim, incident, occupied, synthetic
from tests.unit.cartography.views import large, whole_layer

Rows = npt.NDArray[np.int64]
WINDOW = cartography.Window(49, 35, 51, 38, 7)


def cells_of(whole: Collection, rows: Rows, window: Window) -> Cells:
    """The cells of *rows* in the squares that they need at the zoom of *window*."""
    squares = fitting_squares(whole, rows, window)
    return cells(whole, rows_within(whole, rows, squares), Filters(), squares.scale)


@pytest.mark.by_day(1, "of ten times as many no cell is made in another way")
@pytest.mark.parametrize("size", [20_000, 200_000])
def test_cells_hold_every_incident(size: int) -> None:
    """The cells' incidents, killed, injured and unknown add up to those of the rows."""
    collection = large(size)
    layer = whole_layer(collection)
    assert layer.cells is not None
    assert layer.shown == size == int(layer.cells.count.sum())
    assert 100 < len(layer.cells) < 1_000
    for of, sums in (
        (tolls(collection, "killed"), layer.cells.killed),
        (tolls(collection, "injured"), layer.cells.injured),
    ):
        said = int(sums.sum.sum()), int(sums.unknown.sum())
        assert said == (int(of.headline.sum()), int((~of.known).sum()))


def test_a_cell_opens_its_own_incidents() -> None:
    """The incidents within a cell's edges are as many as the cell says."""
    collection = large(20_000)
    rows = rows_kept(collection, Filters())
    drawn = whole_layer(collection).cells
    assert drawn is not None
    for at in range(0, len(drawn), 10):
        assert len(cartography.rows_in(collection, rows, drawn.squares(at))) == drawn.count[at]


@cache
def crowd(spread: tuple[float, float, float, float]) -> Collection:
    """Three thousand incidents within a box."""
    return synthetic(3_000, spread=spread)


@pytest.mark.parametrize("zoom", [3, 5.25, 6.75, 9])
@pytest.mark.parametrize("spread", [(45, 34, 53, 42), (49.9, 35.9, 50.4, 36.4)])
def test_crowded_cells_are_one(zoom: float, spread: tuple[float, float, float, float]) -> None:
    """None covers half of another of its territory, nor lies over the number of one of the other
    while either could join its own; each number can be read; none is lost.
    """
    made = crowd(spread)
    side = np.arange(3_000) % 3 == 0
    both = pd.Categorical(np.where(side, "occupied_ukraine", "russia"))
    whole = replace(made, incidents=made.incidents.assign(territory=both))
    rows = np.arange(3_000)
    grid = cells_of(whole, rows, cartography.Window(41, 33, 54, 43, zoom))
    drawn = joined_cells(grid, zoom)
    assert drawn.count.sum() == len(rows) and drawn.killed.sum.sum() == grid.killed.sum.sum()
    assert drawn.injured.unknown.sum() == grid.injured.unknown.sum()
    x, y = (
        each.astype(float) * 256 * 2**zoom for each in mercator(drawn.latitude, drawn.longitude)
    )
    least_radius = legible_cells(drawn.count)
    assert (drawn.radius >= least_radius - 0.05).all()
    for one, other in combinations(range(len(drawn)), 2):
        away = float(np.hypot(x[one] - x[other], y[one] - y[other]))
        reach = float(max(drawn.radius[one], drawn.radius[other]))
        if drawn.is_occupied[one] != drawn.is_occupied[other]:
            greater = max(one, other, key=lambda at: drawn.radius[at])
            assert away >= reach - 0.1 or reach <= least_radius[greater] + 0.05
            less = float(min(drawn.radius[one], drawn.radius[other]))
            if away < less + NUMBER - 0.2:
                for each in (one, other):
                    own = np.flatnonzero(drawn.is_occupied == drawn.is_occupied[each])
                    far = np.hypot(x[own] - x[each], y[own] - y[each])[own != each]
                    assert not len(far) or far.min() >= GIVES_WAY
        else:
            least = float(min(drawn.radius[one], drawn.radius[other]))
            assert away >= max(reach, TARGET, least + NUMBER) - 0.1
    of = whole.incidents
    points = set(zip(of["latitude"].round(4), of["longitude"].round(4), side, strict=True))
    for at in range(len(drawn)):
        inside = cartography.rows_in(whole, rows, drawn.squares(at))
        assert len(inside) == drawn.count[at] and (side[inside] == drawn.is_occupied[at]).all()
        assert (drawn.latitude[at], drawn.longitude[at], drawn.is_occupied[at]) in points


def test_the_selected_one_lies_over_the_cells() -> None:
    """Among thousands, the chosen incident keeps a marker of its own, wherever it is."""
    layer = whole_layer(large(20_000), selected=7)
    assert layer.cells is not None and layer.incidents.position.tolist() == [7]
    assert layer.selected == 7
    assert int(layer.cells.count.sum()) == 20_000


def test_a_cell_stands_at_one_of_its_incidents_and_holds_one_territory() -> None:
    """Each cell's point is that of the most of its incidents, else the nearest to their mean."""
    few = [incident(f"a{at}", latitude=f"{50 + at / 100}", longitude="36.1") for at in range(4)]
    few += [incident(f"b{at}", latitude="50.03", longitude="36.1") for at in range(2)]
    few += [occupied("o", latitude="50.01", longitude="36.1", region="UA-63")]
    whole = build(few)
    drawn = cells_of(whole, np.arange(len(few)), cartography.Window(49, 35, 51, 38, 3))
    found = dict(
        zip(drawn.is_occupied.tolist(), zip(drawn.latitude, drawn.count, strict=True), strict=True)
    )
    assert found == {False: (50.03, 6), True: (50.01, 1)}


@pytest.mark.parametrize("scattered", [True, False])
def test_cells_stand_as_a_slow_plain_count_says(scattered: bool) -> None:
    """For thousands of incidents, at points of their own or not, the plain rule agrees."""
    whole = synthetic(3_000, spread=(50, 36, 51, 37) if scattered else (50, 36, 50.0015, 36.0015))
    rows = rows_kept(whole, Filters())
    drawn = cells_of(whole, rows, cartography.Window(49, 35, 52, 38, 6))
    where = points_of(whole)
    for at in range(len(drawn)):
        inside = cartography.rows_in(whole, rows, drawn.squares(at))
        points = Counter(where.point[inside].tolist())
        most = max(points.values())
        best = [row for row in inside if points[int(where.point[row])] == most]
        x, y = where.x[inside].mean(dtype=float), where.y[inside].mean(dtype=float)
        away = [float(np.hypot(where.x[row] - x, where.y[row] - y)) * drawn.scale for row in best]
        stands = [
            apart
            for row, apart in zip(best, away, strict=True)
            if (round(float(where.latitude[row]), 4), round(float(where.longitude[row]), 4))
            == (drawn.latitude[at], drawn.longitude[at])
        ]
        assert stands and min(stands) <= min(away) + 0.01


def test_a_bound_has_a_bit_of_its_own() -> None:
    """“At least” and “up to” are told apart in a sum of both; the script has the same bits."""
    assert (AT_LEAST, UP_TO) == (1, 2)


def test_a_cells_disc_grows_with_its_number_and_keeps_within_it() -> None:
    """From one incident's to half the width of a cell, to a tenth of a pixel, and never less."""
    assert cell_radius(np.array([1, 2, 10, 100, 10**9])).tolist() == [6.6, 7.9, 11.9, 18, 18]
    many = cell_radius(np.arange(1, 5_000))
    assert (np.diff(many) >= 0).all() and (many[0], many[-1]) == (6.6, CELL_PIXELS / 2)
    assert (np.round(many, 1) == many).all()


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ([], "killed not reported"),
        (["0"], "killed 0, not reported for 2"),
        (["3", "4"], "killed 7, not reported for 1"),
        (["3+", "4", "1"], "killed at least 8"),
        (["up to 3", "4"], "killed 4, some given as “up to” and left out, not reported for 1"),
    ],
)
def test_a_cell_in_words(said: list[str], words: str) -> None:
    """A toll that no source gives is not reported; a sum says what it leaves open."""
    claims = [claim(f"c{at}", "abc"[at], each) for at, each in enumerate(said)]
    whole = build([incident(name) for name in "abc"], claims)
    drawn = cells_of(whole, np.arange(3), WINDOW)
    assert cell_in_words(drawn, 0) == f"3 incidents; {words}; injured not reported"
