"""A view is incidents or cells, and every incident is in it or counted."""

from __future__ import annotations

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
