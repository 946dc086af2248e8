"""What stands beside the map: a clicked cell's incidents, page by page, until it is closed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from bench import synthetic
from strikemap import collection
from strikemap.cartography import incident_layer
from strikemap.filters import Filters
from tests.app.conftest import Open

SIZE = 2_600
FIRST = "1–12 of 2,600"


@pytest.fixture
def one_point(
    tmp_path: Path, collections: Callable[..., None], open_page: Open
) -> tuple[AppTest, list[float]]:
    """The map's page on thousands of incidents at one point, and the one cell that holds them."""
    tables, contents = synthetic.make(SIZE)
    belgorod = {"latitude": "50.5955", "longitude": "36.5873", "region": "RU-BEL"}
    tables["incidents"] = tables["incidents"].assign(**belgorod, territory="russia")
    collection.write(tmp_path / "point", tables, contents)
    collections(tmp_path)
    app = open_page()
    drawn = incident_layer(current(app).collection, np.arange(SIZE), Filters()).cells
    assert drawn is not None and len(drawn) == 1
    return app, [int(drawn.column[0]), int(drawn.line[0]), drawn.scale]


def current(app: AppTest) -> Any:
    return app.session_state["strikemap"]


def click(app: AppTest, cell: list[float]) -> AppTest:
    """What the map says of a click on *cell*."""
    said = {"last_active_drawing": {"properties": {"cell": cell}}, "last_object_clicked_count": 3}
    app.session_state["map"] = said
    return app.run()


def captions(app: AppTest) -> str:
    return " ".join(each.value for each in app.caption)


def test_incidents_at_one_point(one_point: tuple[AppTest, list[float]]) -> None:
    """A cell that no zoom can part says so, and all its incidents can be paged through."""
    app = click(*one_point)
    assert "all at one point: no zoom can part them" in captions(app) and FIRST in captions(app)
    listed = app.radio(key="incidents in view")
    assert len(listed.options) == 12 and app.button(key="cell Previous").disabled
    app.button(key="cell Next").click().run()
    assert "13–24 of 2,600" in captions(app)
    assert set(app.radio(key="incidents in view").options).isdisjoint(listed.options)


def test_an_incident_of_the_cell(one_point: tuple[AppTest, list[float]]) -> None:
    """An incident chosen from the list opens; closing it leads back to the same page of it."""
    app = click(*one_point)
    app.button(key="cell Next").click().run()
    app.radio(key="incidents in view").set_value(12).run()
    assert FIRST not in captions(app) and current(app).selected == 12
    app.button(key="close panel").click().run()
    assert "13–24 of 2,600" in captions(app)


def test_a_cell_is_closed(one_point: tuple[AppTest, list[float]]) -> None:
    """Close leads back to the incidents in view."""
    app = click(*one_point)
    app.button(key="close cell").click().run()
    assert "Choose a marker" in captions(app) and current(app).cell is None


def test_a_cell_that_is_on_the_map_no_more(one_point: tuple[AppTest, list[float]]) -> None:
    """Filters that leave markers, or nothing, close the cell."""
    app = click(*one_point)
    app.multiselect(key="filter weapon").set_value(["small_arms"]).run()
    assert current(app).cell is None and "Choose a marker" in captions(app)
