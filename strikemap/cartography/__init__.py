"""Incidents to map layers.  The only part that knows folium."""

from strikemap.cartography.cells import FINEST_SCALE, Cells, cell_in_words, rows_in
from strikemap.cartography.chart import constant_map, feature_group
from strikemap.cartography.kinds import KINDS, kind_of, kinds_of
from strikemap.cartography.layer import AGGREGATE_FROM, Layer, incident_layer
from strikemap.cartography.markers import (
    SELECTED,
    UNKNOWN,
    ZERO,
    Markers,
    joined,
    one_marker,
    places_in_rosette,
)
from strikemap.cartography.message import MOST_BYTES, packed
from strikemap.cartography.points import (
    IMPRECISE,
    OCCUPIED,
    REGION,
    Window,
    bounds,
    is_one_point,
    mercator,
    whole_bounds,
)

__all__ = [
    "AGGREGATE_FROM",
    "FINEST_SCALE",
    "IMPRECISE",
    "KINDS",
    "MOST_BYTES",
    "OCCUPIED",
    "REGION",
    "SELECTED",
    "UNKNOWN",
    "ZERO",
    "Cells",
    "Layer",
    "Markers",
    "Window",
    "bounds",
    "cell_in_words",
    "constant_map",
    "feature_group",
    "incident_layer",
    "is_one_point",
    "joined",
    "kind_of",
    "kinds_of",
    "mercator",
    "one_marker",
    "packed",
    "places_in_rosette",
    "rows_in",
    "whole_bounds",
]
