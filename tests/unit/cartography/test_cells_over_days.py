"""A large map's cells, of figures kept by days, are those of its incidents one by one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import fields, replace
from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench import synthetic
from strikemap import collection
from strikemap.cartography import Layer, Window, cells_over_days, incident_layer, large_layer
from strikemap.cartography import layer as layers
from strikemap.cartography.cells import Cells, Sums, cells, rows_in
from strikemap.cartography.cells_over_days import cells_of_days
from strikemap.cartography.points import located, points_of
from strikemap.cartography.regions_alone import RegionsAlone
from strikemap.cartography.squares import extent
from strikemap.filters.choices import Filters
from strikemap.filters.rows import rows_kept, span_of
from strikemap.in_view import InView
from strikemap.model import Collection
from tests.unit.strategies import filters_of

SIZE, FEW = 1_200, 30
WINDOWS = st.builds(
    Window,
    st.floats(44, 50),
    st.floats(31, 36),
    st.floats(50.5, 56),
    st.floats(36.5, 44),
    st.sampled_from([3.0, 4.75, 6.0, 7.5, 9.0, 18.0]),
)


@pytest.fixture(scope="module")
def crowd() -> Collection:
    """A made-up collection of a thousand incidents, of which some have no point."""
    tables, contents = synthetic.make(SIZE)
    of = tables["incidents"]
    nowhere = np.arange(SIZE) % 40 == 0
    for name in ("latitude", "longitude"):
        of[name] = of[name].where(~nowhere, "")
    of["geo_precision"] = of["geo_precision"].where(~nowhere, "3")
    found = collection.from_tables(tables, contents, None).collection
    assert found is not None
    return found


@pytest.fixture(scope="module", autouse=True)
def few_are_many() -> Iterator[None]:
    """Figures are kept for any collection, and few incidents are cells already."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(cells_over_days, "FEWEST_INCIDENTS", 1)
        patch.setattr(layers, "AGGREGATE_FROM", FEW)
        yield


def told(of: Layer) -> list[object]:
    """All that a map shows of a layer."""
    return [
        of.incidents.position.tolist(),
        of.cells and cells_told(of.cells),
        (of.shown, of.placeless, of.is_windowed, of.selected),
        of.alone and cells_told(of.alone),
    ]


def cells_told(of: Cells | RegionsAlone) -> list[object]:
    """Each column of cells, or of regions."""
    values = [getattr(of, each.name) for each in fields(of)]
    said: list[object] = []
    for value in values:
        if isinstance(value, Sums):
            said += [each.tolist() for each in (value.sum, value.bounds, value.unknown)]
        elif isinstance(value, tuple):
            said += [each if isinstance(each, str) else each.tolist() for each in value]
        else:
            said.append(np.asarray(value).tolist())
    return said


@settings(deadline=None)
@given(st.data(), WINDOWS)
def test_property_days_change_as_if_each_incident_were_counted(
    crowd: Collection, data: st.DataObject, window: Window
) -> None:
    """Whatever the days, the filters and the window, both ways draw the same."""
    first, last = span_of(crowd)
    days = st.integers(-3, (last - first).days + 3)
    one, other = sorted((data.draw(days), data.draw(days)))
    span = (first + timedelta(days=one), first + timedelta(days=other))
    narrowed = data.draw(st.one_of(st.just(Filters()), filters_of(crowd)))
    filters = replace(narrowed, dates=span)
    selected = data.draw(st.integers(-1, SIZE - 1))
    rows = rows_kept(crowd, filters)
    plain = incident_layer(InView(crowd, filters), rows, window=window, selected=selected)
    assert told(large_layer(InView(crowd, filters), window=window, selected=selected)) == told(
        plain
    )


def test_cells_are_of_what_is_kept_by_days(crowd: Collection) -> None:
    """A change of days takes figures that are kept, and the sums are those of all days where the
    days are all.
    """
    first, last = span_of(crowd)
    window = Window(44, 30, 57, 44, 5)
    every = large_layer(InView(crowd), window=window)
    squares = layers._squares(crowd, Filters(), window, 1_000)
    assert cells_of_days(crowd, Filters(dates=(first, last)), squares) is not None
    assert told(large_layer(InView(crowd, Filters(dates=(first, last))), window=window)) == told(
        every
    )


@pytest.mark.parametrize(
    ("bound", "least"), [("FEWEST_INCIDENTS", SIZE + 1), ("MOST_NUMBERS", 1), ("", 0)]
)
def test_without_figures_kept_by_days_the_cells_are_the_same(
    bound: str, least: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of too few incidents, or of too many cells and days, none are kept, nor are there any of
    days without an incident.
    """
    if bound:
        monkeypatch.setattr(cells_over_days, bound, least)
    crowd = collection.from_tables(*synthetic.make(200), None).collection
    assert crowd is not None
    first, last = span_of(crowd)
    window = Window(44, 30, 57, 44, 5)
    days = (first, last - timedelta(days=1)) if bound else (last + timedelta(days=1),) * 2
    filters = Filters(dates=days)
    squares = layers._squares(crowd, Filters(), window, 1_000)
    assert cells_of_days(crowd, filters, squares) is None
    made = large_layer(InView(crowd, filters), window=window)
    plain = incident_layer(InView(crowd, filters), rows_kept(crowd, filters), window=window)
    assert told(made) == told(plain) and bool(made.shown) is bool(bound)


@pytest.fixture(scope="module")
def villages() -> Collection:
    """A thousand incidents at few points, so that a cell holds several that others have too."""
    tables, contents = synthetic.make(SIZE)
    of = tables["incidents"]
    for name, size in (("latitude", 3), ("longitude", 2)):
        of[name] = (of[name].astype(float) * size).round().div(size).round(4).astype(str)
    found = collection.from_tables(tables, contents, None).collection
    assert found is not None
    return found


@settings(deadline=None)
@given(st.data(), st.sampled_from([12.0, 60.0, 300.0]))
def test_property_a_cell_stands_where_most_of_its_view_are(
    crowd: Collection, villages: Collection, data: st.DataObject, scale: float
) -> None:
    """A slow plain count agrees: of those in view, a cell stands at the point of most that the
    filters but the days keep in it, else at the one nearest to their mean.
    """
    whole = data.draw(st.sampled_from([crowd, villages]))
    filters = data.draw(filters_of(whole))
    where = points_of(whole)
    kept, seen = (
        located(where, rows_kept(whole, each)) for each in (replace(filters, dates=None), filters)
    )
    if not len(seen):
        return
    drawn = cells(whole, seen, filters, scale)
    squares = extent(whole, kept, scale)
    of_days = cells_of_days(whole, filters, squares)
    for made in filter(None, (drawn, of_days)):
        for at in range(len(made)):
            own, there = (rows_in(whole, rows, made.squares(at)).tolist() for rows in (kept, seen))
            often = Counter(where.point[own].tolist())
            most = max(often[where.point[row]] for row in there)
            x, y = where.x[own].mean(dtype=float), where.y[own].mean(dtype=float)
            away = {
                row: float(np.hypot(where.x[row] - x, where.y[row] - y)) * scale
                for row in there
                if often[where.point[row]] == most
            }
            stands = [
                apart
                for row, apart in away.items()
                if (round(float(where.latitude[row]), 4), round(float(where.longitude[row]), 4))
                == (made.latitude[at], made.longitude[at])
            ]
            assert stands and min(stands) <= min(away.values()) + 0.01


def test_a_cell_stays_where_it_is_while_days_change(crowd: Collection) -> None:
    """A cell stands elsewhere only where nobody in view is at the point of all days."""
    squares = layers._squares(crowd, Filters(), Window(44, 30, 57, 44, 5), 1_000)
    days = Filters(dates=(date(2024, 1, 1), span_of(crowd)[1]))
    every = cells(crowd, layers._near(crowd, Filters(), squares), Filters(), squares.scale)
    part = cells_of_days(crowd, days, squares)
    assert part is not None
    stood, stand = points(every), points(part)
    of = crowd.incidents.iloc[rows_kept(crowd, days)]
    there = set(zip(of["latitude"].round(4), of["longitude"].round(4), strict=True))
    moved = {at for at, point in stand.items() if stood[at] != point}
    assert 0 < len(moved) < len(stand) / 2
    assert not {stood[at] for at in moved} & there


def points(of: Cells) -> dict[tuple[int, int, bool], tuple[float, float]]:
    """The point of each cell by column, line and territory."""
    keys = zip(of.column.tolist(), of.line.tolist(), of.is_occupied.tolist(), strict=True)
    return dict(
        zip(keys, zip(of.latitude.tolist(), of.longitude.tolist(), strict=True), strict=True)
    )
