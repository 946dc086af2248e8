"""What stands beside the map: what a symbol holds, the way into it and the way back."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from bench import synthetic
from strikemap import collection
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
    assert sum(map(len, found.values())) == 7
    assert found["30 May 2023"] == ["Drone attack on Moscow"]
    assert found["25–31 May 2023 (day not exact)"] == ["Shelling of Karpaty"]
    assert all("(" in day for day in found if "–" in day)
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
    ids = current(app).collection.incidents["incident_id"]
    app = choose(app, str(ids.iloc[1]))
    assert current(app).selected == 1 and not listed(app)
    app.button(key="back to list").click().run()
    assert listed(app) == found and current(app).selected == -1
    app.button(key="close list").click().run()
    assert sum(map(len, listed(app).values())) == 7


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
