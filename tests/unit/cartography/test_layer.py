"""A view is incidents or cells, and every incident is in it or counted."""

from __future__ import annotations

from datetime import date

import pytest

from strikemap.cartography import AGGREGATE_FROM
from tests.builders import build, incident
from tests.unit.cartography.views import large, whole_layer


@pytest.mark.parametrize("size", [7, AGGREGATE_FROM - 1, AGGREGATE_FROM])
def test_incidents_or_cells(size: int) -> None:
    """Below two thousand incidents each is sent wherever the map looks; from there, cells."""
    layer = whole_layer(large(size))
    is_few = size < AGGREGATE_FROM
    assert (layer.cells is None, layer.is_windowed) == (is_few, not is_few)
    assert len(layer.incidents) == (size if is_few else 0) and layer.shown == size


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
