"""Incidents to map layers.  The only part that knows folium."""

from strikemap.cartography.cells import Cells, rows_in
from strikemap.cartography.chart import constant_map, feature_group, to_draw
from strikemap.cartography.drawing import (
    cell_svg,
    legend_glyph,
    region_glyph,
    shape_path,
    symbol_svg,
)
from strikemap.cartography.in_words import FIGURE, cell_in_words, forms, incidents_in
from strikemap.cartography.incidents import UNKNOWN, UNSIZED, ZERO, Incidents, one_incident
from strikemap.cartography.kinds import KINDS, kind_of, kinds_of
from strikemap.cartography.layer import AGGREGATE_FROM, Layer, incident_layer, large_layer
from strikemap.cartography.message import MOST_BYTES, packed
from strikemap.cartography.picture import StillMap, still_map
from strikemap.cartography.places import RegionLabel, Symbol, joined, places, region_labels, shares
from strikemap.cartography.plane import Plane
from strikemap.cartography.points import (
    IMPRECISE,
    MOST_ZOOM,
    OCCUPIED,
    REGION,
    WORLD_PIXELS,
    Window,
    bounds,
    fitting_zoom,
    is_one_point,
    mercator,
    whole_bounds,
)
from strikemap.cartography.regions import SHADED, RegionSum, RegionSums, region_sums, shaded_by
from strikemap.cartography.regions_alone import RegionsAlone, regions_alone, rows_alone
from strikemap.cartography.squares import FINEST_SCALE, MOST_CELLS

__all__ = [
    "AGGREGATE_FROM",
    "FIGURE",
    "FINEST_SCALE",
    "IMPRECISE",
    "KINDS",
    "MOST_BYTES",
    "MOST_CELLS",
    "MOST_ZOOM",
    "OCCUPIED",
    "REGION",
    "SHADED",
    "UNKNOWN",
    "UNSIZED",
    "WORLD_PIXELS",
    "ZERO",
    "Cells",
    "Incidents",
    "Layer",
    "Plane",
    "RegionLabel",
    "RegionSum",
    "RegionSums",
    "RegionsAlone",
    "StillMap",
    "Symbol",
    "Window",
    "bounds",
    "cell_in_words",
    "cell_svg",
    "constant_map",
    "feature_group",
    "fitting_zoom",
    "forms",
    "incident_layer",
    "incidents_in",
    "is_one_point",
    "joined",
    "kind_of",
    "kinds_of",
    "large_layer",
    "legend_glyph",
    "mercator",
    "one_incident",
    "packed",
    "places",
    "region_glyph",
    "region_labels",
    "region_sums",
    "regions_alone",
    "rows_alone",
    "rows_in",
    "shaded_by",
    "shape_path",
    "shares",
    "still_map",
    "symbol_svg",
    "to_draw",
    "whole_bounds",
]
