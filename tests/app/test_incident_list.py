"""What stands beside the map: what a symbol holds, the way into it and the way back."""

from __future__ import annotations

import json
import math
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from bench import synthetic
from strikemap import cartography, collection
from strikemap.cartography import incident_layer
from strikemap.ui.map import incident_list
from tests.app.conftest import Open
from tests.app.words import said

SIZE = 2_600


@pytest.fixture
def one_point(
    tmp_path: Path, collections: Callable[..., None], open_page: Open
) -> tuple[AppTest, dict[str, Any]]:
    """The map's page on thousands of incidents at one point, and the press on their one cell."""
    tables, contents = synthetic.make(SIZE)
    belgorod = {"latitude": "50.5955", "longitude": "36.5873", "region": "RU-BEL"}
    tables["incidents"] = tables["incidents"].assign(
        **belgorod, territory="russia", geo_precision="1"
    )
    collection.write(tmp_path / "point", tables, contents)
    collections(tmp_path)
    app = open_page()
    drawn = incident_layer(current(app).in_view).cells
    assert drawn is not None and len(drawn) == 1
    return app, {
        "kind": "cell",
        "cell": list(drawn.squares(0)),
    }


def current(app: AppTest) -> Any:
    return app.session_state["strikemap"]


def did(app: AppTest, act: Any, number: int = 3) -> AppTest:
    """What the map says of the reader's *act* on it."""
    app.session_state["map"] = {"act": act, "acts": number}
    return app.run()


def listed(app: AppTest) -> dict[str, list[str]]:
    """The headings of the list beside the map, each with what is below it."""
    assert not app.exception, app.exception
    for each in app.get("bidi_component"):
        data = json.loads(each.proto.json or "{}")
        if "sections" in data:
            return {
                heading: [label for _, label, _ in items] for heading, items in data["sections"]
            }
    return {}


def choose(app: AppTest, chosen: str) -> AppTest:
    """What the list does when *chosen* is pressed in it."""
    incident_list._choose(current(app), chosen)
    return app.run()


def test_all_in_view_are_listed_by_their_days(open_page: Open) -> None:
    """Without a choice the list holds what is in view, under whole spans, with a sentence above."""
    app = open_page()
    found = listed(app)
    regions = found.pop("Somewhere in the region")
    assert sum(map(len, found.values())) == 7
    assert found["30 May 2023"] == ["Drone attack on Moscow"]
    assert found["25–31 May 2023 (day not exact)"] == ["Shelling of Karpaty"]
    assert all("(" in day for day in found if "–" in day)
    assert len(regions) == 1
    words = said(app)
    assert "6 incidents on Russian territory, most in Belgorod Oblast (3)" in words
    assert "1 incident in occupied Ukraine, in Luhansk Oblast" in words
    assert "The most killed by a headline figure: 5, according to" in words


def test_a_symbol_opens_its_incidents(open_page: Open) -> None:
    """Its incidents alone are listed, apart by how precisely the place is known; Back is a step."""
    app = did(open_page(), {"kind": "incidents", "positions": [0, 1, 2, 6]})
    found = listed(app)
    assert sum(map(len, found.values())) == 4
    assert all(" · " in heading for heading in found)
    assert any(heading.startswith("Place known · ") for heading in found)
    assert not any(heading.startswith("At the place itself") for heading in found)
    ids = current(app).collection.incidents["incident_id"]
    app = choose(app, str(ids.iloc[1]))
    assert current(app).selected == 1 and not listed(app)
    app.button(key="back to list").click().run()
    assert listed(app) == found and current(app).selected == -1
    app.button(key="close list").click().run()
    assert "Drone attack on Moscow" in listed(app)["30 May 2023"]


def test_each_region_that_is_known_alone_is_first_in_the_list(open_page: Open) -> None:
    """A line a region, wherever its label finds room: chosen, it lists all known by it alone."""
    app = open_page(collection=["chronology-2023-05-06"])
    incidents = current(app).collection.incidents
    alone = incidents[(incidents["geo_precision"] == 3) & incidents["latitude"].notna()]
    wanted = {
        (region, territory == "occupied_ukraine"): set(of["title"])
        for (region, territory), of in alone.groupby(["region", "territory"], observed=True)
    }
    assert next(iter(listed(app))) == "Somewhere in the region"
    assert len(wanted) == len(listed(app)["Somewhere in the region"]) == 6
    for (region, is_occupied), titles in wanted.items():
        app = choose(app, incident_list._key_of(region, is_occupied=is_occupied))
        found = listed(app)
        assert all(heading.startswith("Somewhere in the region · ") for heading in found)
        assert {title for of in found.values() for title in of} == titles
        app.button(key="close list").click().run()
        assert "30 May 2023" not in found


def test_back_from_an_incident_is_back_at_the_opened_symbol(open_page: Open) -> None:
    """The browser's Back from an incident of a symbol's list shows that list; a link with other
    filters opens none.
    """
    app = did(open_page(), {"kind": "incidents", "positions": [0, 1, 2, 6]})
    found, before = listed(app), dict(app.query_params)
    app = choose(app, str(current(app).collection.incidents["incident_id"].iloc[1]))
    assert "incident" in app.query_params
    gone_to(app, before)
    assert current(app).selected == -1 and listed(app) == found
    gone_to(app, {**before, "weapon": ["drone"]})
    assert current(app).opened is None


def gone_to(app: AppTest, query: dict[str, Any]) -> None:
    """Have the reader go to an address by Back or a link, once the browser has heard all."""
    app.run()
    app.query_params.clear()
    for key, values in query.items():
        app.query_params[key] = values
    app.run()


@pytest.mark.parametrize("size", [(390, 500), (980, 600)], ids=["phone", "laptop"])
def test_zoom_in_shows_all_that_was_opened(size: tuple[int, int], open_page: Open) -> None:
    """Whatever the map's size, all incidents of the opened symbol lie in its window then."""
    app = open_page(collection=["chronology-2023-05-06"])
    incidents = current(app).collection.incidents
    region = incidents["region"].eq("RU-BEL") & (incidents["geo_precision"] == 1)
    opened = np.flatnonzero(region)
    zoom, (middle_x, middle_y) = 5.0, cartography.mercator([50.5], [36.6])
    wide, high = (pixels / 256 / 2**zoom for pixels in size)
    west, east = ((float(middle_x[0]) + part * wide - 0.5) * 360 for part in (-0.5, 0.5))
    north, south = (
        math.degrees(math.atan(math.sinh(math.pi * (1 - 2 * (float(middle_y[0]) + part * high)))))
        for part in (-0.5, 0.5)
    )
    app.session_state["map"] = {
        "act": {"kind": "incidents", "positions": opened.tolist()},
        "acts": 3,
        "zoom": zoom,
        "bounds": {
            "_southWest": {"lat": south, "lng": west},
            "_northEast": {"lat": north, "lng": east},
        },
    }
    app.run()
    app.button(key="zoom in").click().run()
    aim = current(app).aim
    x, y = cartography.mercator(incidents["latitude"][opened], incidents["longitude"][opened])
    at_x, at_y = cartography.mercator([aim.latitude], [aim.longitude])
    for away, most in ((x - at_x, size[0]), (y - at_y, size[1])):
        assert float(abs(away).max()) * 256 * 2**aim.zoom < most / 2
    assert aim.zoom >= zoom + 1


def test_a_single_symbol_opens_its_incident(open_page: Open) -> None:
    """A press on one incident's symbol opens it, and no list to go back to."""
    app = did(open_page(), {"kind": "incident", "position": 4})
    assert current(app).selected == 4
    assert "back to list" not in [each.key for each in app.button]


@pytest.mark.parametrize(
    "act",
    [None, 3, {}, {"kind": "incident", "position": 99}, {"kind": "incident", "position": "0"},
     {"kind": "incidents", "positions": ["x", None, -4, 7_000_000]}, {"kind": "incidents"},
     {"kind": "alone", "region": "XX"}, {"kind": "alone", "region": 3, "occupied": "yes"},
     {"kind": "cell", "cell": [1, 2]}, {"kind": "cell", "cell": ["a", 1, 2, 3]},
     {"kind": "layer", "layer": "danger"}, {"kind": "basemap", "basemap": "moon"},
     {"kind": "region", "code": "XX"}, {"kind": "incident", "position": True}],
)  # fmt: skip
def test_no_act_breaks_the_page(act: Any, open_page: Open) -> None:
    """Whatever a browser says that was done on the map, nothing breaks and nothing is filtered."""
    app = did(open_page(), act)
    assert not app.exception and "7 incidents in view" in said(app)


def test_a_label_of_a_region_opens_what_is_known_by_it_alone(
    tmp_path: Path, collections: Callable[..., None], open_page: Open
) -> None:
    """Among thousands a region's label lists those of which no more is known, and as many as the
    map was sent as its number; what filters leave of them stays open.
    """
    collections(synthetic.written(tmp_path, SIZE))
    app = open_page()
    alone = incident_layer(current(app).in_view).alone
    assert alone is not None and len(alone) > 5
    act = {"kind": "alone", "region": alone.code[0], "occupied": bool(alone.is_occupied[0])}
    found = listed(did(app, act))
    assert sum(map(len, found.values())) == alone.count[0] > 3
    assert all(heading.startswith("Somewhere in the region · ") for heading in found)
    app.multiselect(key="filter weapon").set_value(["drone"]).run()
    assert 0 < sum(map(len, listed(app).values())) < alone.count[0]


def test_a_region_narrows_and_widens(open_page: Open) -> None:
    """A press on a region narrows to it, in widget and words; a second one undoes it."""
    app = open_page(layer=["regions"])
    did(app, {"kind": "region", "code": "RU-MOW"})
    assert app.multiselect(key="filter region").value == ["RU-MOW"]
    assert "1 incident in view" in said(app)
    did(app, {"kind": "region", "code": "RU-MOW"}, 4)
    assert app.multiselect(key="filter region").value == [] and "7 incidents in view" in said(app)


def test_incidents_at_one_point(one_point: tuple[AppTest, dict[str, Any]]) -> None:
    """A cell that no zoom can part says so, and all its incidents can be paged through."""
    app = did(*one_point)
    words = said(app)
    assert "all at one point: no zoom can part them" in words and "1–300 of 2,600" in words
    first = listed(app)
    assert all(heading.startswith("At the place itself · ") for heading in first)
    assert sum(map(len, first.values())) == 300 and app.button(key="list Previous").disabled
    app.button(key="list Next").click().run()
    assert "301–600 of 2,600" in said(app) and listed(app) != first
    app = choose(app, str(current(app).collection.incidents["incident_id"].iloc[12]))
    app.button(key="back to list").click().run()
    assert "301–600 of 2,600" in said(app)


def test_a_cell_that_is_on_the_map_no_more(one_point: tuple[AppTest, dict[str, Any]]) -> None:
    """Filters that leave single incidents, or nothing, close the cell."""
    app = did(*one_point)
    app.multiselect(key="filter weapon").set_value(["small_arms"]).run()
    assert current(app).opened is None and "in view" in said(app)


def test_a_links_incident_is_looked_at(open_page: Open) -> None:
    """A link that names an incident and no view aims at it, by how precisely its place is known."""
    app = open_page(incident=["2023-05-31-shebekino-shelling"])
    incident = current(app).collection.incidents.iloc[current(app).selected]
    aim = current(app).aim
    assert (aim.latitude, aim.longitude) == (incident["latitude"], incident["longitude"])
    assert aim.zoom >= 6 and current(app).link.view is None
    kept = open_page(incident=["2023-05-31-shebekino-shelling"], view=["55,37,5"])
    assert str(current(kept).aim) == "55.0000,37.0000,5"
