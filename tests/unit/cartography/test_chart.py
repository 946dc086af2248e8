"""The map that never changes, and what is drawn on it now, as streamlit-folium takes them."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import pytest
from streamlit_folium import generate_js_hash, generate_leaflet_string

from strikemap import cartography
from strikemap.cartography import KINDS, MOST_ZOOM, feature_group, region_sums, to_draw
from strikemap.cartography.map_words import map_words
from strikemap.in_view import InView
from strikemap.links import View
from tests.builders import build, claim, incident
from tests.unit.cartography.views import FIT, labels, large, payload, unpacked, whole_layer
from tests.unit.hostile import READABLE

A = incident("a")


@pytest.mark.by_day(5, "test_no_template_mark_is_in_the_message, and test_message has each text")
@pytest.mark.parametrize("text", READABLE, ids=range(len(READABLE)))
def test_hostile_text_stays_text(text: str) -> None:
    """No text of the data is evaluated as a template or ends the script."""
    layer = whole_layer(build([incident("a", title=text)]))
    group = feature_group(to_draw(layer, view=None, fit=FIT, basemap="boundaries", dark=True))
    group.add_to(cartography.constant_map())
    page = generate_leaflet_string(group)
    script = page[page.rindex("strikemap.draw(") :]
    drawn, _ = json.JSONDecoder().raw_decode(script[len("strikemap.draw(") :])
    assert labels(drawn["layer"]["parts"]) == list(layer.incidents.labels)


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


def test_a_layer_that_is_held_is_not_sent_again() -> None:
    """Other days of the same incidents are a few bytes; other incidents are sent, and cells are."""
    layer = whole_layer(large(2_000))
    first = json.loads(payload(layer, visit="a", answered=1))
    stamp = first["layer"]["stamp"]
    again = payload(replace(layer, span=(date(2023, 1, 1),) * 2), held=stamp, answered=2)
    assert len(again) < 700 and json.loads(again)["layer"] == {"parts": None, "stamp": stamp}
    assert json.loads(again)["stamp"] != first["stamp"]
    other = json.loads(payload(whole_layer(large(7)), held=stamp))["layer"]
    assert other["parts"] and other["stamp"] != stamp
    cells = json.loads(payload(whole_layer(large(2_001)), held=stamp))
    assert cells["cells"] and "layer" not in cells


def test_a_view_that_depends_on_the_window_says_what_it_was_made_for() -> None:
    """The number of the map's report goes back with cells, and not with markers."""
    for size, heard in ((2_000, None), (2_001, 12)):
        assert json.loads(payload(whole_layer(large(size)), heard=12))["heard"] == heard


def test_the_map_never_changes_and_asks_no_one() -> None:
    """The map's own script is the same each time, and fetches from this host alone."""
    charts = [cartography.constant_map() for _ in range(2)]
    scripts = [generate_leaflet_string(chart) for chart in charts]
    assert scripts[0] == scripts[1]
    assert "strikemap.mount(" in scripts[0] and "//" not in scripts[0]
    links = [link for _, link in (*charts[0].default_js, *charts[0].default_css)]
    assert len(links) == 4 and all(link.startswith("../../app/static/") for link in links)


def test_the_map_is_one_and_the_same_over_changes() -> None:
    """Whatever is drawn on it, streamlit-folium takes the map for the same and keeps its iframe."""
    seen = set()
    for layer, dark in ((whole_layer(build([A])), True), (whole_layer(large(2_001)), False)):
        chart = cartography.constant_map()
        drawn = to_draw(layer, view=View(50, 36, 7), fit=FIT, basemap="osm", dark=dark)
        group = feature_group(drawn)
        seen.add(generate_js_hash(generate_leaflet_string(chart), "map"))
        group.add_to(chart)
    assert len(seen) == 1


def test_a_message_has_all_that_it_was_given() -> None:
    """Where to look, what is whole, who asked and was heard, and how it is shown, each under its
    name.
    """
    few, many = whole_layer(build([A])), whole_layer(large(2_001))
    given = {"basemap": "osm", "dark": True, "turn": 3, "visit": "v", "answered": 4, "heard": 5}
    told = json.loads(payload(few, **given, has_controls=True))
    assert told["view"] == {"bounds": [list(corner) for corner in FIT], "turn": 3}
    assert told["whole"] == [list(corner) for corner in FIT]
    assert (told["basemap"], told["dark"], told["controls"]) == ("osm", True, True)
    assert (told["visit"], told["answered"], told["heard"]) == ("v", 4, None)
    assert told["regions"] is None and told["layer"]["parts"]["incidents"]["size"] == 1
    assert not set(told) & set(told["layer"]["parts"])
    told = json.loads(payload(many, **given))
    assert (told["heard"], told["controls"], told["windowed"]) == (5, False, True)
    assert told["incidents"]["size"] == 0
    plain = json.loads(to_draw(few, view=None, fit=FIT, basemap="boundaries", dark=False))
    assert (plain["view"]["turn"], plain["visit"], plain["answered"]) == (0, "", None)
    sums = region_sums(InView(build([A])), "incidents")
    assert json.loads(payload(few, regions=sums))["regions"] == sums.as_json()


def test_a_stamp_is_of_what_is_drawn_and_not_of_who_asked() -> None:
    """Each thing that changes the map changes the stamp; a visit and its question do not."""
    layer = whole_layer(build([A]))
    plain = json.loads(payload(layer))["stamp"]
    sums = region_sums(InView(build([A])), "incidents")
    changes = [{"view": View(50, 36, 7)}, {"turn": 1}, {"basemap": "osm"}, {"dark": True},
               {"has_controls": True}, {"regions": sums}, {"fit": ((1, 2), (3, 4))}]  # fmt: skip
    stamps = [json.loads(payload(layer, **change))["stamp"] for change in changes]
    assert len({plain, *stamps}) == len(changes) + 1
    other = json.loads(payload(whole_layer(build([incident("other")]))))["stamp"]
    assert other != plain
    for change in ({"visit": "v"}, {"answered": 3}, {"held": "x"}):
        assert json.loads(payload(layer, **change))["stamp"] == plain


def test_the_map_can_be_zoomed_as_far_as_links_say() -> None:
    """In quarters, out to a few worlds and in to the nearest; it has tiles of no third party."""
    chart = cartography.constant_map()
    options = {name: chart.options[name] for name in ("zoom", "zoom_snap", "min_zoom", "max_zoom")}
    assert options == {"zoom": 5, "zoom_snap": 0.25, "min_zoom": 2, "max_zoom": MOST_ZOOM}
    assert chart.location == [51.0, 37.0] and not chart._children.get("openstreetmap")
    script = generate_leaflet_string(chart)
    told, _ = json.JSONDecoder().raw_decode(script[script.index('{"kinds"') :])
    assert [each["shape"] for each in told["kinds"]] == [look.shape for look in KINDS]
    assert told["language"] == "en" and set(told["shades"]) == {"light", "dark"}
    assert unpacked(told["words"]) == map_words()
