"""Incidents as markers: what each one says, and that none hides another."""

from __future__ import annotations

import html
from typing import Any

import numpy as np
import pytest

from strikemap import cartography
from strikemap.cartography import incident_layer, joined, places_in_rosette
from strikemap.filters import Filters
from tests.builders import build, claim, incident, occupied, position
from tests.unit.cartography.views import whole_layer

A = incident("a")


def flags_of(one: Any, *claims: Any) -> int:
    (flags,) = whole_layer(build([one], claims)).markers.flags
    return int(flags)


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
    """Incidents at one point take one place after another around it, names of regions apart."""
    by_region = incident("d", geo_precision="3")
    whole = build([incident("a"), incident("b"), incident("c", latitude="51"), by_region])
    drawn = whole_layer(whole).markers
    places = dict(zip(drawn.position.tolist(), places_in_rosette(drawn).tolist(), strict=True))
    assert places == {0: 0, 1: 1, 2: 0, 3: 0}


def test_no_incidents() -> None:
    """An empty view is an empty layer."""
    layer = whole_layer(build([]))
    assert (layer.shown, len(layer.markers), layer.cells) == (0, 0, None)


def test_the_selected_one_is_marked() -> None:
    """The chosen incident, and no other, is marked as chosen."""
    collection = build([A, incident("b")])
    at = position(collection, "b")
    drawn = incident_layer(collection, np.arange(2), Filters(), selected=at).markers
    assert drawn.position[(drawn.flags & cartography.SELECTED) > 0].tolist() == [at]


def test_a_larger_toll_is_a_larger_marker_below_smaller_ones() -> None:
    """Size grows with the toll, and the largest is drawn first."""
    collection = build([A, incident("b")], [claim("c1", "a", "1"), claim("c2", "b", "40")])
    drawn = whole_layer(collection).markers
    assert drawn.position[0] == position(collection, "b") and drawn.radius[0] > drawn.radius[1]


def test_a_region_is_named() -> None:
    """An incident known by its region alone has the region's name, and no other has one."""
    drawn = whole_layer(build([A, occupied("b", geo_precision="3")])).markers
    named = [html.unescape(drawn.names[at]) for at in drawn.region]
    assert dict(zip(drawn.position.tolist(), named, strict=True)) == {0: "", 1: "Luhansk Oblast"}


def test_hover_text() -> None:
    """A label says what, when and how many, and that what is not reported is not known."""
    collection = build([A], [claim("c", "a", "up to 3")])
    text = html.unescape(whole_layer(collection).markers.labels[0])
    assert "31 May 2023" in text and "killed up to 3; injured not reported" in text


def test_two_sides_on_one_map() -> None:
    """The second side is ringed, says whose it is, and is laid out with the first."""
    one = whole_layer(build([A], [claim("c", "a", "2")])).markers
    other = whole_layer(build([A, incident("b", geo_precision="3")])).markers
    both = joined(one, other, ["Before", "After"])
    ringed = (both.flags & cartography.SELECTED) > 0
    assert len(both) == 3 and len(set(both.position.tolist())) == 3
    assert [text.rsplit("<br>")[-1] for text in both.labels] == [
        "After" if each else "Before" for each in ringed
    ]
    assert places_in_rosette(both).tolist() == [0, 1, 0]
    assert both.names[both.region[2]] == "Belgorod Oblast"
