"""Incidents become map layers that hold every incident, little text, and no template."""

from __future__ import annotations

import html
import json
from functools import lru_cache
from typing import Any

import numpy as np
import pytest
from streamlit_folium import generate_leaflet_string

from strikemap import cartography, filters
from strikemap.cartography import KINDS, Layer, feature_group, incident_layer
from strikemap.casualties import tolls
from strikemap.filters import Filters
from strikemap.links import View
from strikemap.markup import safe
from strikemap.model import SUB_EVENT_TYPES, Collection
from tests.builders import DRONE, build, claim, incident, occupied, position, synthetic
from tests.unit.hostile import READABLE

BUDGET = 100_000
"""Bytes of a rerun's message to the map."""
FIT = ((44.0, 30.0), (57.0, 42.0))


EVERYTHING = Filters()


def payload(layer: Layer, **given: Any) -> str:
    """The script's argument for *layer*, as it goes to the browser."""
    options = {"view": None, "fit": FIT, "basemap": "boundaries", "dark": False, **given}
    group = feature_group(layer, **options)
    (drawn,) = group._children.values()
    text: str = drawn.payload_json
    return text


def whole_layer(collection: Collection, chosen: Filters = EVERYTHING) -> Layer:
    return incident_layer(collection, filters.rows(collection, chosen), chosen)


large = lru_cache(maxsize=1)(synthetic)


@pytest.mark.parametrize("size", [1_999, 20_000, 200_000])
def test_the_message_stays_small(size: int) -> None:
    """However many incidents there are, what a rerun sends to the map is at most 100 KB."""
    layer = whole_layer(large(size))
    assert layer.mode == ("incidents" if size < cartography.AGGREGATE_FROM else "cells")
    assert len(payload(layer).encode()) <= BUDGET


@pytest.mark.parametrize("size", [20_000, 200_000])
def test_cells_hold_every_incident(size: int) -> None:
    """The cells' incidents, killed, injured and unknown add up to those of the rows."""
    collection = large(size)
    layer = whole_layer(collection)
    assert layer.shown == size and sum(row[3] for row in layer.rows) == size
    assert 100 < len(layer.rows) < 1_000
    for at, measure in ((4, "killed"), (6, "injured")):
        of = tolls(collection, measure)
        said = sum(row[at] for row in layer.rows), sum(row[at + 1] for row in layer.rows)
        assert said == (int(of.headline.sum()), int((~of.known).sum()))


def test_a_cell_opens_its_own_incidents() -> None:
    """The incidents within a cell's edges are as many as the cell says."""
    collection = large(20_000)
    rows = filters.rows(collection, Filters())
    layer = whole_layer(collection)
    for row in layer.rows[::40]:
        assert len(cartography.rows_in(collection, rows, (*row[8:10], layer.scale))) == row[3]


def test_a_window_holds_its_incidents_and_a_margin() -> None:
    """A window shows each incident within it, and a quarter of its size around."""
    collection = large(20_000)
    rows = filters.rows(collection, Filters())
    window = cartography.Window(50, 36, 51, 37, 8)
    layer = incident_layer(collection, rows, Filters(), window=window)
    latitude, longitude = (collection.incidents[name] for name in ("latitude", "longitude"))
    inside = latitude.between(49.75, 51.25) & longitude.between(35.75, 37.25)
    assert layer.mode == "incidents" and layer.shown == pytest.approx(int(inside.sum()), abs=2)


def flags_of(one: Any, *claims: Any) -> int:
    (row,) = whole_layer(build([one], claims)).rows
    return int(row[4])


A = incident("a")


@pytest.mark.parametrize(
    ("one", "said_of_it", "flags"),
    [
        (A, [], cartography.UNKNOWN),
        (A, ["2"], 0),
        (A, ["0"], cartography.ZERO),
        (A, ["0+"], 0),
        (A, ["up to 3"], 0),
        (incident("a", geo_precision="2"), ["2"], cartography.IMPRECISE),
        (incident("a", geo_precision="3"), ["2"], cartography.REGION),
        (occupied("a"), ["2"], cartography.OCCUPIED),
        (occupied("a", geo_precision="2"), [], 1 | 4 | 16),
    ],
)
def test_what_a_marker_says(one: Any, said_of_it: list[str], flags: int) -> None:
    """Hollow is unknown, crossed a stated zero; imprecise, regional and occupied have marks."""
    assert flags_of(one, *(claim("c", "a", said) for said in said_of_it)) == flags


def test_incidents_at_one_point_stay_apart() -> None:
    """Incidents at one point take one place after another around it, and each keeps its row."""
    layer = whole_layer(build([incident("a"), incident("b"), incident("c")]))
    assert sorted(row[6] for row in layer.rows) == [0, 1, 2]
    assert sorted(row[5] for row in layer.rows) == [0, 1, 2]


def test_an_incident_without_a_point_is_counted() -> None:
    """What cannot be placed is counted, and nothing is drawn for it."""
    layer = whole_layer(build([A, incident("b", latitude="", longitude="", geo_precision="3")]))
    assert (layer.shown, layer.placeless, len(layer.rows)) == (1, 1, 1)


def test_no_incidents() -> None:
    """An empty view is an empty layer around the usual bounds."""
    collection = build([])
    layer = whole_layer(collection)
    assert (layer.shown, list(layer.rows)) == (0, [])
    assert cartography.bounds(collection, np.array([], int)) == [[44.0, 30.0], [57.0, 42.0]]


def test_the_selected_one_is_marked() -> None:
    """The chosen incident, and no other, is marked as chosen."""
    collection = build([A, incident("b")])
    at = position(collection, "b")
    layer = incident_layer(collection, np.arange(2), Filters(), selected=at)
    assert {row[5] for row in layer.rows if row[4] & cartography.SELECTED} == {at}


def test_a_larger_toll_is_a_larger_marker_below_smaller_ones() -> None:
    """Size grows with the toll, and the largest is drawn first."""
    collection = build([A, incident("b")], [claim("c1", "a", "1"), claim("c2", "b", "40")])
    first, second = whole_layer(collection).rows
    assert first[5] == position(collection, "b") and first[3] > second[3]


def test_hover_text() -> None:
    """A label says what, when and how many, and that what is not reported is not known."""
    collection = build([A], [claim("c", "a", "up to 3")])
    text = html.unescape(whole_layer(collection).labels[0])
    assert "31 May 2023" in text and "killed up to 3; injured not reported" in text


def test_kinds_cover_every_sub_event_type() -> None:
    """Each kind of event is drawn in one way, and each way has its own colour and shape."""
    drawn = [name for look in KINDS for name in look.sub_event_types]
    known = {term.code for term in SUB_EVENT_TYPES}
    assert len(drawn) == len(set(drawn)) and set(drawn) <= known
    assert len({look.colour for look in KINDS}) == len({look.shape for look in KINDS}) == len(KINDS)
    kinds = cartography.kind_of(build([A, incident("b", sub_event_type=DRONE)]))
    assert [KINDS[kind].code for kind in kinds] == ["shelling", "strike"]


@pytest.mark.parametrize("text", READABLE, ids=range(len(READABLE)))
def test_hostile_text_stays_text(text: str) -> None:
    """No text of the data is evaluated as a template, ends the script or opens a tag."""
    layer = whole_layer(build([incident("a", title=text)]))
    group = feature_group(layer, view=None, fit=FIT, basemap="boundaries", dark=True)
    group.add_to(cartography.constant_map())
    page = generate_leaflet_string(group)
    script = page[page.rindex("strikemap.draw(") :]
    drawn, _ = json.JSONDecoder().raw_decode(script[len("strikemap.draw(") :])
    label = drawn["labels"]["0"]
    assert label.startswith(f"<b>{safe(text, limit=120)}</b><br>")
    assert not set("{}`$") & set(label) and "script>alert" not in script


def test_no_template_mark_is_in_the_message() -> None:
    """Two braces never stand together, so that no reader of templates finds one."""
    text = payload(whole_layer(build([A], [claim("c", "a", "2")])), view=View(50, 36, 7))
    assert not any(mark in text for mark in ("{{", "}}", "{%", "{#", "</"[:1] + "/script"))
    assert json.loads(text)["view"] == {"lat": 50, "lon": 36, "zoom": 7, "turn": 0}


def test_the_stamp_tells_messages_apart() -> None:
    """The same layer has the same stamp, and any change another."""
    layer = whole_layer(build([A]))
    stamps = [json.loads(payload(layer, dark=dark))["stamp"] for dark in (True, True, False)]
    assert stamps[0] == stamps[1] != stamps[2]


def test_the_map_never_changes_and_asks_no_one() -> None:
    """The map's own script is the same each time, and fetches from this host alone."""
    charts = [cartography.constant_map() for _ in range(2)]
    scripts = [generate_leaflet_string(chart) for chart in charts]
    assert scripts[0] == scripts[1]
    assert "strikemap.mount(" in scripts[0] and "//" not in scripts[0]
    links = [link for _, link in (*charts[0].default_js, *charts[0].default_css)]
    assert len(links) == 3 and all(link.startswith("../../app/static/") for link in links)


@pytest.mark.parametrize(
    ("latitude", "longitude", "x", "y"),
    [(0, 0, 0.5, 0.5), (85.0511, -180, 0, 0), (-85.0511, 180, 1, 1), (90, 0, 0.5, 0)],
)
def test_mercator(latitude: float, longitude: float, x: float, y: float) -> None:
    """Web Mercator as fractions of the world, its poles cut off."""
    assert [float(v) for v in cartography.mercator(latitude, longitude)] == pytest.approx(
        [x, y], abs=1e-4
    )
