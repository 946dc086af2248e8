"""What stands beside the map: the list, what was opened on the map, and the way back."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from strikemap import cartography
from strikemap.links import View
from strikemap.ui.map import incident_list
from strikemap.ui.session.map_state import Opened
from strikemap.ui.session.state import Session
from tests.builders import build, incident
from tests.unit.ui.drawn import Drawn, fresh, plain, reader_of
from tests.unit.ui.six_incidents import FEW


@pytest.fixture
def current() -> Session:
    found = reader_of(FEW)
    found.is_arriving = False
    return found


def beside(current: Session, drawn: Drawn, patch: pytest.MonkeyPatch) -> dict[str, list[Any]]:
    """The list beside the map: each heading with its items."""
    found: dict[str, list[Any]] = {}

    def keep(sections: Any, **how: Any) -> None:
        found.update({each.heading: list(each.items) for each in sections})
        found["label"] = [how["label"]]

    patch.setattr(incident_list, "show_choice_list", keep)
    patch.setattr(incident_list, "show_panel", lambda _, at: drawn.html(f"panel {at}"))
    drawn.anew()
    incident_list.show_beside(current)
    return found


def test_all_in_view_by_day_with_their_tolls(
    current: Session, drawn: Drawn, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Regions known alone first, then a heading a day, the earliest first, with each one's toll."""
    found = beside(current, drawn, monkeypatch)
    assert found.pop("label") == ["Incidents in view"]
    regions = found.pop("Somewhere in the region")
    assert [(each.id, each.note) for each in regions] == [
        ("@ RU-BEL", "1 incident"),
        ("@ UA-09 *", "1 incident"),
    ] or [(each.id, each.note) for each in regions] == [
        ("@ UA-09 *", "1 incident"),
        ("@ RU-BEL", "1 incident"),
    ]
    assert [name[:2] for name in found] == ["1 ", "2 ", "31"]
    notes = {each.id: each.note for items in found.values() for each in items}
    assert notes["i0"] == "killed 2; injured at least 4" and notes["i1"] == "killed 0"
    assert notes["i2"] == "killed up to 3" and notes["i4"] == "toll not reported"
    assert "5 incidents on Russian territory" in drawn.texts("html")[0]
    assert not drawn.of("caption")


@pytest.mark.parametrize("count", [incident_list.OF_ALL, incident_list.OF_ALL + 1])
def test_a_long_list_is_cut_and_says_so(
    drawn: Drawn, monkeypatch: pytest.MonkeyPatch, count: int
) -> None:
    """The first forty in time, and how many there are where these are more."""
    whole = build(
        [incident(f"n{at:02}", date_start=f"2023-05-{at % 30 + 1:02}") for at in range(count)]
    )
    found = beside(reader_of(whole), drawn, monkeypatch)
    ids = [each.id for items in found.values() for each in items if items != ["Incidents in view"]]
    assert len(ids) == incident_list.OF_ALL
    said = drawn.texts("caption")
    assert said == (
        ["The first 40 of 41; the page Incidents has them all."] if count > len(ids) else []
    )


def test_nothing_in_view_is_said(drawn: Drawn, monkeypatch: pytest.MonkeyPatch) -> None:
    """And no list is drawn."""
    assert beside(reader_of(FEW, "q=nothing"), drawn, monkeypatch) == {}
    assert "No incident fits" in drawn.texts("text")[0]


@pytest.mark.parametrize(
    ("opened", "held"),
    [
        (Opened((0, 1, 2)), [0, 1, 2]),
        (Opened((5, 1)), [1, 5]),
        (Opened(region=("RU-BEL", False)), [3]),
        (Opened(region=("UA-09", True)), [4]),
        (Opened(region=("RU-BEL", True)), []),
        (None, []),
    ],
)
def test_what_an_opened_symbol_holds(current: Session, opened: Any, held: list[int]) -> None:
    """What is in view of it; where that is nothing it is open no more."""
    current.opened = opened
    assert list(incident_list.opened_rows(current)) == held
    assert (current.opened is None) is not held
    current.narrow(regions=("RU-MOW",))
    assert list(incident_list.opened_rows(current)) == [] and current.opened is None


@pytest.mark.parametrize(
    ("positions", "is_back", "is_told"),
    [((0, 1), True, False), ((0,), False, False), ((), False, True)],
)
def test_a_chosen_incident_and_the_way_back(
    drawn: Drawn, monkeypatch: pytest.MonkeyPatch, positions: Any, is_back: bool, is_told: bool
) -> None:
    """Back to what the symbol holds, where that is several; Close; and whether filters leave it."""
    current = reader_of(FEW, "incident=i1" + ("&region=RU-BEL" if is_told else ""))
    current.opened = Opened(positions) if positions else None
    assert beside(current, drawn, monkeypatch) == {}
    assert drawn.texts("html") == ["panel 1"]
    assert drawn.has("button", "back to list") is is_back
    assert bool(drawn.of("caption")) is is_told
    if is_back:
        assert "2 incidents" in drawn.one("button", "back to list").words[0]
        drawn.answers["back to list"] = True
        beside(current, drawn, monkeypatch)
        assert current.link.incident == "" and current.opened
        drawn.answers.clear()
        current.link = replace(current.link, incident="i1")
    drawn.answers["close panel"] = True
    beside(current, drawn, monkeypatch)
    assert current.link.incident == "" and current.opened is None


def test_an_opened_list_by_precision(
    current: Session, drawn: Drawn, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Places known, of a district, of a region: each apart and by day, with Zoom in and Close."""
    current.opened = Opened((0, 1, 2, 3))
    found = beside(current, drawn, monkeypatch)
    assert found.pop("label") == ["Incidents at this symbol"]
    assert {name: [each.id for each in items] for name, items in found.items()} == {
        "Place known · 1 May 2023": ["i0"],
        "Place known · 2 May 2023": ["i1"],
        "Somewhere in the district · 31 May 2023": ["i2"],
        "Somewhere in the region · 31 May 2023": ["i3"],
    }
    assert drawn.texts("html") == ["4 incidents at this symbol; zoom in to part them"]
    assert drawn.has("button", "zoom in") and not drawn.has("button", "list Next")
    assert not drawn.of("caption")
    drawn.answers["close list"] = True
    beside(current, drawn, monkeypatch)
    assert current.opened is None


def test_one_point_can_not_be_parted(drawn: Drawn, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of several at one point it is said, a single one is no crowd, and there is no Zoom in."""
    current = reader_of(build([incident("a"), incident("b"), incident("c", longitude="40")]))
    current.opened = Opened((0, 1))
    found = beside(current, drawn, monkeypatch)
    assert drawn.texts("html") == ["2 incidents , all at one point: no zoom can part them"]
    assert not drawn.has("button", "zoom in")
    assert "At the place itself · 31 May 2023" in found
    current.opened = Opened((2,))
    beside(current, drawn, monkeypatch)
    assert drawn.texts("html") == ["1 incident"]
    for scale, word in (
        (cartography.FINEST_SCALE - 1, "zoom in to"),
        (cartography.FINEST_SCALE, "no further"),
    ):
        current.opened = Opened(cell=(0.0, 0.0, float(scale), 0.0))
        assert word in plain(incident_list.opened_in_words(current, np.array([0, 2])))


def test_a_long_opened_list_has_pages(drawn: Drawn, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each incident is on one page, which says how far it goes; the ends lead no further."""
    monkeypatch.setattr(incident_list, "LISTED", 2)
    current = reader_of(build([incident(f"a{at}") for at in range(5)]))
    seen = []
    for page, told in enumerate(("1–2 of 5", "3–4 of 5", "5–5 of 5")):
        current.opened = Opened(tuple(range(5)), page=page)
        found = beside(current, drawn, monkeypatch)
        assert drawn.texts("caption") == [told]
        assert drawn.one("button", "list Previous").how["disabled"] is (page == 0)
        assert drawn.one("button", "list Next").how["disabled"] is (page == 2)
        seen += [each.id for name, items in found.items() if name != "label" for each in items]
    assert seen == [f"a{at}" for at in range(5)]
    current.opened = Opened(tuple(range(5)), page=7)
    beside(current, drawn, monkeypatch)
    assert drawn.texts("caption") == ["5–5 of 5"]
    drawn.answers["list Previous"] = True
    beside(current, drawn, monkeypatch)
    assert current.opened.page == 1
    drawn.answers.clear()
    current.opened = Opened((0, 1, 2), page=0)
    beside(current, drawn, monkeypatch)
    assert drawn.texts("caption") == ["1–2 of 3"]
    current.opened = Opened((0, 1), page=0)
    beside(current, drawn, monkeypatch)
    assert not drawn.of("caption") and not drawn.has("button", "list Next")
    current.opened = None
    incident_list._turn_to(current, 3)
    assert current.opened is None


@pytest.mark.parametrize(
    ("chosen", "opened", "link"),
    [
        ("@ RU-BEL", Opened(region=("RU-BEL", False)), ""),
        ("@ UA-09 *", Opened(region=("UA-09", True)), ""),
        ("i1", None, "i1"),
        ("@", None, "@"),
    ],
)
def test_a_line_that_is_chosen(current: Session, chosen: str, opened: Any, link: str) -> None:
    """An incident's opens it, a region's what is known by that alone."""
    incident_list._choose(current, fresh(chosen))
    assert (current.opened, current.link.incident) == (opened, link)
    if opened:
        code, is_occupied = opened.region
        assert incident_list._key_of(code, is_occupied=is_occupied) == chosen


def test_zooming_in_goes_at_least_a_step(current: Session, drawn: Drawn) -> None:
    """To the middle of what was opened, a whole zoom nearer at least, never beyond the last."""
    rows = np.array([0, 1])
    (south, west), (north, east) = cartography.bounds(FEW, rows)
    incident_list._zoom_in(current, rows)
    aim = current.aim
    assert aim is not None and current.turn == 1
    assert (aim.latitude, aim.longitude) == ((south + north) / 2, (west + east) / 2)
    assert aim.zoom >= 1
    for now, least in ((17.5, 18.0), (12.0, 13.0), (12.3, 13.25)):
        current.link = replace(current.link, view=View(50, 36, now))
        incident_list._zoom_in(current, rows)
        assert current.aim is not None and current.aim.zoom == least
    box = {"_southWest": {"lat": 0, "lng": 0}, "_northEast": {"lat": 1, "lng": 1}}
    drawn.session_state["map"] = {"bounds": box, "zoom": 14}
    incident_list._zoom_in(current, rows)
    assert current.aim is not None and current.aim.zoom == 15.0


@pytest.mark.parametrize("at", [0, 1])
def test_the_chosen_incident_takes_the_lists_place(
    current: Session, drawn: Drawn, monkeypatch: pytest.MonkeyPatch, at: int
) -> None:
    """Also the very first of the collection."""
    name = str(current.collection.incidents["incident_id"].iloc[at])
    current.link = replace(current.link, incident=name)
    assert beside(current, drawn, monkeypatch) == {}
    assert f"panel {at}" in drawn.texts("html")
