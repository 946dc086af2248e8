"""A view is incidents or cells, and every incident is in it or counted."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import Any

import numpy as np
import pytest

from strikemap.cartography import AGGREGATE_FROM, Layer, Window, incident_layer, large_layer
from strikemap.cartography import layer as layers
from strikemap.filters.choices import Filters
from strikemap.in_view import InView
from strikemap.model import Collection
from tests.builders import build, incident
from tests.unit.cartography.views import large, whole_layer


@pytest.mark.parametrize("size", [7, AGGREGATE_FROM - 1, AGGREGATE_FROM])
def test_incidents_or_cells(size: int) -> None:
    """Below two thousand incidents each is sent wherever the map looks; from there, cells."""
    layer = whole_layer(large(size))
    is_few = size < AGGREGATE_FROM
    assert (layer.cells is None, layer.is_windowed) == (is_few, not is_few)
    assert len(layer.incidents) == (size if is_few else 0) and layer.shown == size


def test_a_layer_of_one_incident_leaves_nothing_out() -> None:
    """What a form previews needs no more than its incident: none is without a point or chosen."""
    layer = Layer(whole_layer(build([incident("a")])).incidents, None, 1)
    assert (layer.placeless, layer.placeless_days, layer.selected) == (0, None, -1)
    assert (layer.is_windowed, layer.span, layer.alone) == (False, None, None)


def test_an_incident_without_a_point_is_counted() -> None:
    """What cannot be placed is counted, and nothing is drawn for it."""
    nowhere = incident("b", latitude="", longitude="", geo_precision="3")
    layer = whole_layer(build([incident("a"), nowhere]))
    assert (layer.shown, layer.placeless, len(layer.incidents)) == (1, 1, 1)


@pytest.mark.parametrize(("first", "last", "without"), [(1, 9, 1), (2, 3, 1), (3, 3, 0), (9, 9, 0)])
def test_without_a_point_on_the_days_in_view(first: int, last: int, without: int) -> None:
    """Of all days' incidents those of the days in view alone are counted as without a point."""
    days = {"date_start": "2023-05-01", "date_end": "2023-05-02"}
    nowhere = incident("b", latitude="", longitude="", geo_precision="3", **days)
    there = [incident("a", date_start="2023-05-03"), incident("c", date_start="2023-05-09")]
    span = date(2023, 5, first), date(2023, 5, last)
    layer = whole_layer(build([*there, nowhere]), span=span)
    assert (layer.shown, layer.placeless) == (2, without)
    assert layer.placeless_days is not None and len(layer.placeless_days[0]) == 1


NOWHERE = {"latitude": "", "longitude": "", "geo_precision": "3"}
VAGUE = {"geo_precision": "3"}


@lru_cache
def crowd(few: int) -> Collection:
    """Incidents at two towns, one without a point and one known by region alone; for each *few*
    a collection of its own, since cells are kept.
    """
    rows = [incident(f"a{at}", date_start=f"2023-05-0{at + 1}") for at in range(4)]
    rows += [incident(f"b{at}", latitude="52.5", date_start="2023-05-02") for at in range(4)]
    rows += [incident("n", **NOWHERE), incident("v", **VAGUE), incident("z", latitude="51")]
    return build(rows)


@pytest.mark.parametrize("few", [4, 99])
@pytest.mark.parametrize(
    ("selected", "is_drawn"),
    [(-1, False), (0, True), (8, False), (9, True), (10, True)],
)
@pytest.mark.parametrize("make", [incident_layer, large_layer])
def test_the_chosen_one_is_drawn_where_it_has_a_point(
    make: Any, selected: int, is_drawn: bool, few: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Over cells it alone has a symbol, also where its region alone is known; none without a choice
    or a point.  Of few incidents each has one, and all are counted either way.
    """
    monkeypatch.setattr(layers, "AGGREGATE_FROM", few)
    layer = make(InView(crowd(few)), window=None, selected=selected)
    assert (layer.shown, layer.placeless, layer.selected) == (10, 1, selected)
    drawn = layer.incidents.position.tolist()
    if few == 99:
        assert sorted(drawn) == [at for at in range(11) if at != 8] and layer.cells is None
    else:
        assert drawn == [selected] * is_drawn
        assert layer.cells is not None and layer.alone is not None
        assert (layer.cells.count.sum(), layer.alone.count.tolist()) == (9, [1])


def test_what_is_out_of_view_is_not_drawn_as_chosen(monkeypatch: pytest.MonkeyPatch) -> None:
    """A choice that the filters leave out has no symbol over the cells of the others."""
    monkeypatch.setattr(layers, "AGGREGATE_FROM", 3)
    days = Filters(dates=(date(2023, 5, 2), date(2023, 5, 4)))
    for selected, shown in ((0, []), (1, [1])):
        layer = large_layer(InView(crowd(3), days), window=None, selected=selected)
        assert layer.incidents.position.tolist() == shown and layer.shown == 7
        assert layer.cells is not None and layer.cells.count.sum() == 7


def test_what_is_few_in_the_window_is_drawn_one_by_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a part of many is looked at, its incidents have symbols, and so has the chosen one of
    which the region alone is known, wherever it lies.
    """
    monkeypatch.setattr(layers, "AGGREGATE_FROM", 5)
    near = Window(52.4, 36.8, 52.6, 37.1, 9)
    for make in (incident_layer, large_layer):
        for selected, drawn in ((-1, []), (9, [9]), (0, []), (8, [])):
            layer = make(InView(crowd(5)), window=near, selected=selected)
            assert layer.cells is None and layer.is_windowed and layer.shown == 5
            assert sorted(layer.incidents.position.tolist()) == [2, 3, 4, 5, *drawn]


def test_two_maps_share_what_one_may_hold(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of two maps on a page each shows incidents up to half as many."""
    monkeypatch.setattr(layers, "AGGREGATE_FROM", 20)
    view = InView(build([incident(f"a{at}") for at in range(10)]))
    for rows, maps, is_few in ((9, 2, True), (10, 2, False), (10, 1, True), (7, 3, False)):
        layer = incident_layer(view, np.arange(rows), maps=maps)
        assert (layer.cells is None) is is_few and layer.shown == rows


@pytest.mark.parametrize(
    "span", [(3, 3), (1, 9), (4, 5), (5, 5), (6, 9), (1, 2), (8, 9), (2, 6)], ids=str
)
def test_without_a_point_are_those_that_the_days_shown_touch(span: tuple[int, int]) -> None:
    """Of the incidents of all days, those of which a day is among the days that the map shows."""
    days = [(3, 3), (5, 6), (2, 8), (7, 7)]
    lost = [
        incident(f"n{at}", date_start=f"2023-05-0{first}", date_end=f"2023-05-0{last}",
                 time_precision="1" if first == last else "2", **NOWHERE)
        for at, (first, last) in enumerate(days)
    ]  # fmt: skip
    view = InView(build([incident("a"), *lost]))
    shown = (date(2023, 5, span[0]), date(2023, 5, span[1]))
    layer = incident_layer(view, span=shown)
    assert layer.placeless == sum(first <= span[1] and last >= span[0] for first, last in days)


def test_where_all_have_a_point_none_is_without() -> None:
    """On whatever days."""
    whole = build([incident("a"), incident("b", date_start="2023-05-02")])
    for dates in (None, (date(2023, 5, 2), date(2023, 5, 2))):
        assert whole_layer(whole, Filters(dates=dates)).placeless == 0
