"""The map's page: what an act on the map does, and in which order the page is sent."""

from __future__ import annotations

import html
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest

from strikemap import cartography
from strikemap.cartography import Window
from strikemap.links import View
from strikemap.ui.map import embed, start
from strikemap.ui.map import map as on_map
from strikemap.ui.map.map import _take_act, _take_view, prepare
from strikemap.ui.map.reported import said_now, window_of
from strikemap.ui.session.map_state import Held, Opened, Ready
from strikemap.ui.session.state import WIDGET, Session
from tests.unit.ui.drawn import Drawn, Ended, fresh, reader_of
from tests.unit.ui.six_incidents import FEW


def did(current: Session, drawn: Drawn, act: Any, number: Any = 1, **report: Any) -> bool:
    """Take over that the map reports *act*; whether the filters changed."""
    drawn.session_state["map"] = {"act": act, "acts": number, **report}
    return _take_act(current)


@pytest.fixture
def current() -> Session:
    found = reader_of(FEW)
    found.is_arriving = False
    return found


def test_an_act_is_taken_once(current: Session, drawn: Drawn) -> None:
    """Each press on the map counts once by its number, and none from before the page arrived."""
    act = {"kind": fresh("incident"), "position": 1}
    assert not did(current, drawn, act, 4) and current.link.incident == "i1"
    current.link = replace(current.link, incident="")
    did(current, drawn, act, 4)
    assert current.link.incident == "" and current.acts == 4
    did(current, drawn, act, 5)
    assert current.link.incident == "i1"
    current.link = replace(current.link, incident="")
    current.is_arriving = True
    did(current, drawn, act, 6)
    assert current.link.incident == "" and current.acts == 6
    current.is_arriving = False
    for number, each in (("7", act), (None, act), (8, "incident"), (9, None)):
        did(current, drawn, each, number)
    assert current.link.incident == "" and current.acts == 9


@pytest.mark.parametrize(
    ("position", "chosen"), [(0, "i0"), (5, "i5"), (6, ""), (-1, ""), (True, ""), ("1", "")]
)
def test_a_press_on_a_symbol_chooses_its_incident(
    current: Session, drawn: Drawn, position: Any, chosen: str
) -> None:
    """By its position in the collection; what is none changes nothing."""
    current.opened = Opened((1,))
    did(current, drawn, {"kind": "incident", "position": position})
    assert current.link.incident == chosen
    assert (current.opened is None) is bool(chosen)


@pytest.mark.parametrize(
    ("act", "opened"),
    [
        ({"kind": "incidents", "positions": [0, 5, 6, -1, True, "2"]}, Opened((0, 5))),
        ({"kind": "cell", "cell": [1, 2, 3, 0]}, Opened(cell=(1.0, 2.0, 3.0, 0.0))),
        ({"kind": "cell", "cell": [1, 2, 3]}, None),
        ({"kind": "cell", "cell": [1, 2, "3", 0]}, None),
        ({"kind": "cell", "cell": [1] * (2 * cartography.MOST_CELLS + 3)}, None),
        ({"kind": "alone", "region": "RU-BEL", "occupied": True}, Opened(region=("RU-BEL", True))),
        ({"kind": "alone", "region": "RU-BEL", "occupied": 1}, Opened(region=("RU-BEL", False))),
        ({"kind": "alone", "region": 3}, None),
    ],
)
def test_what_is_opened(current: Session, drawn: Drawn, act: Any, opened: Any) -> None:
    """Positions, a cell or a region alone, as the map says it; the chosen incident is let go."""
    current.link = replace(current.link, incident="i1")
    did(current, drawn, {**act, "kind": fresh(act["kind"])})
    assert current.opened == opened and current.link.incident == ""
    if isinstance(act.get("cell"), list) and opened:
        longest = [1] * (2 * cartography.MOST_CELLS + 2)
        did(current, drawn, {"kind": "cell", "cell": longest}, 2)
        assert current.opened == Opened(cell=tuple(map(float, longest)))


def test_layers_basemaps_and_regions(current: Session, drawn: Drawn) -> None:
    """A press on a control changes what the link says; on a region, the filters."""
    assert not did(current, drawn, {"kind": fresh("layer"), "layer": "regions"}, 1)
    assert current.link.layer == "regions"
    assert not did(current, drawn, {"kind": fresh("layer"), "layer": "moon"}, 2)
    assert not did(current, drawn, {"kind": fresh("basemap"), "basemap": "osm"}, 3)
    assert not did(current, drawn, {"kind": fresh("basemap"), "basemap": "moon"}, 4)
    assert (current.link.layer, current.link.basemap) == ("regions", "osm")
    current.link = replace(current.link, view=View(1, 2, 3))
    assert not did(current, drawn, {"kind": "nothing"}, 5) and current.link.view
    assert not did(current, drawn, {"kind": fresh("whole")}, 6) and current.link.view is None
    assert not did(current, drawn, {"kind": "region", "code": "XX"}, 7)
    assert did(current, drawn, {"kind": fresh("region"), "code": fresh("RU-KRS")}, 8)
    assert current.link.filters.regions == ("RU-KRS",)
    assert drawn.session_state[WIDGET + "region"] == ["RU-KRS"]
    assert did(current, drawn, {"kind": "region", "code": "RU-BEL"}, 9)
    assert current.link.filters.regions == ("RU-BEL",)
    assert did(current, drawn, {"kind": "region", "code": fresh("RU-BEL")}, 10)
    assert current.link.filters.regions == ()


@pytest.mark.parametrize("lacking", ["moved", "center", "zoom", "turn", ""])
def test_where_the_map_looks(current: Session, drawn: Drawn, lacking: str) -> None:
    """What a moved map says of this turn becomes the link's view, rounded; nothing else does."""
    current.turn = 3
    told = {"moved": True, "center": {"lat": 50.123456, "lng": 36.98765}, "zoom": 0, "turn": 3}
    drawn.session_state["map"] = {name: each for name, each in told.items() if name != lacking}
    _take_view(current)
    assert current.link.view == (None if lacking else View(50.1235, 36.9877, 0))
    drawn.session_state["map"] = {**told, "turn": 2}
    assert said_now(current) == {} and said_now(replace(current, turn=2))


def test_a_window_is_read_whole_or_not_at_all() -> None:
    """South, west, north, east and zoom, zeros too; where one lacks there is none."""
    corner = {"_southWest": {"lat": 0, "lng": 1}, "_northEast": {"lat": 2, "lng": 3}}
    assert window_of({"bounds": corner, "zoom": 0}) == Window(0.0, 1.0, 2.0, 3.0, 0.0)
    assert window_of({"bounds": corner}) is window_of({"zoom": 4}) is None
    assert window_of({"bounds": {**corner, "_northEast": {"lat": 2}}, "zoom": 4}) is None


def handed(patch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """What is given to the map that is made ready."""
    given: list[dict[str, Any]] = []

    def ready(layer: Any, **how: Any) -> Callable[..., None]:
        given.append({"layer": layer, **how})
        return lambda **where: given.append(where)

    patch.setattr(on_map, "ready_layer", ready)
    return given


def test_the_map_is_made_of_what_is_in_view(
    current: Session, drawn: Drawn, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With its aim, turn and answer; where regions are shaded their sums go along."""
    given = handed(monkeypatch)
    current.aim, current.turn, current.answered, current.told = View(1, 2, 3), 4, 6, 6
    current.held = Held("bars", "layer")
    drawn.session_state["map"] = {"turn": 4, "report": 9}
    prepare(current)
    made = given.pop()
    assert (made["view"], made["turn"], made["answered"]) == (View(1, 2, 3), 4, 6)
    assert (made["held"], made["heard"], made["regions"]) == ("", 9, None)
    assert made["has_controls"] is True and made["basemap"] == "boundaries"
    assert made["fit"] == cartography.whole_bounds(FEW)
    assert current.ready is not None and not current.ready.is_there
    assert current.ready.placeless == 1
    current.told = 5
    prepare(current)
    assert given.pop()["held"] == "layer" and current.ready.is_there
    current.link = replace(current.link, layer="regions")
    prepare(current, has_controls=False)
    made = given.pop()
    assert made["answered"] is None and made["has_controls"] is False
    assert made["regions"] is not None and not current.ready.is_there


def test_a_press_that_filters_runs_all_anew(current: Session, drawn: Drawn) -> None:
    """What stands around the map follows a region's press."""
    drawn.session_state["map"] = {"acts": 1, "act": {"kind": "region", "code": "RU-KRS"}}
    with pytest.raises(Ended):
        prepare(current)


def test_an_opened_cell_that_is_gone_is_closed(
    current: Session, drawn: Drawn, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A map of few incidents has no cells; what was opened by position stays."""
    handed(monkeypatch)
    current.opened = Opened(cell=(1.0, 2.0, 3.0, 0.0))
    prepare(current)
    assert current.opened is None
    current.opened = Opened((0, 1))
    prepare(current)
    assert current.opened == Opened((0, 1))


@pytest.mark.parametrize("scale", [3, 4, 5])
def test_an_opened_cell_stays_while_the_map_has_cells_of_its_size(
    current: Session, drawn: Drawn, monkeypatch: pytest.MonkeyPatch, scale: int
) -> None:
    """On a map that is looked at from nearer or from farther away it is closed."""
    handed(monkeypatch)
    layer = SimpleNamespace(cells=SimpleNamespace(scale=scale), placeless=0, is_windowed=False)
    monkeypatch.setattr(on_map, "_layer", lambda _: (layer, None))
    monkeypatch.setattr(on_map, "opened_rows", lambda _: None)
    current.opened = Opened(cell=(1.0, 2.0, 4, 0.0))
    prepare(current)
    assert (current.opened is not None) is (scale == 4)


@pytest.mark.parametrize("placeless", [0, 1, 2])
def test_the_map_alone(
    current: Session, drawn: Drawn, monkeypatch: pytest.MonkeyPatch, placeless: int
) -> None:
    """It is drawn once, after the way past it; what has no point is told under it."""
    where: list[dict[str, Any]] = []
    current.ready = Ready(lambda **each: where.append(each), placeless)
    on_map.show_map(current)
    assert where == [{"key": "map", "height": on_map.HEIGHT}] and current.ready is None
    assert 'href="#sm-after-map"' in drawn.one("html").words[0]
    assert [each[:2] for each in drawn.texts("caption")] == ([f"{placeless} "] if placeless else [])
    given = handed(monkeypatch)
    on_map.show_map(current, height=99)
    assert given[0]["has_controls"] is False and given[1]["height"] == 99


def kept_in(order: list[str], name: str) -> Callable[..., None]:
    """What says its *name* where it is called."""
    return lambda *_, **__: order.append(name)


@pytest.mark.parametrize("is_arriving", [True, False])
@pytest.mark.parametrize("on_tour", ["", "guided"])
@pytest.mark.parametrize("is_there", [True, False])
def test_the_order_of_the_page(
    drawn: Drawn, monkeypatch: pytest.MonkeyPatch, is_arriving: bool, on_tour: str, is_there: bool
) -> None:
    """On arrival the timeline is last; a tour begins beside the map, and goes on above it."""
    current = reader_of(FEW)
    current.link = replace(current.link, tour=on_tour)
    current.is_arriving = is_arriving
    order: list[str] = []
    for module, name in (
        (on_map, "show_map"), (on_map, "show_beside"), (on_map, "show_timeline"),
        (on_map, "show_tour"),
        (on_map, "show_totals_makeup"), (on_map, "show_copy_link"), (on_map, "give_head_start"),
        (start, "show_header"), (start, "show_tour"),
    ):  # fmt: skip
        monkeypatch.setattr(
            module,
            name,
            kept_in(order, f"{module.__name__.rpartition('.')[2]} {name}"),
        )
    current.ready = Ready(lambda **_: None, 0, is_there)
    on_map._show_all(current)
    assert ("map give_head_start" in order) is not is_there
    assert ("map show_tour" in order) is not on_tour
    assert (order[-1] if is_arriving else order[0]) == "map show_timeline"
    assert order.count("map show_timeline") == 1
    current.collection = replace(FEW, version="0.1.0")
    order.clear()
    on_map._show_all(current)
    assert "map show_tour" not in order
    order.clear()
    monkeypatch.setattr(start, "prepare", lambda _: order.append("prepare"))
    monkeypatch.setattr(start, "show_map_and_panel", lambda _: order.append("map"))
    start._show_all(current)
    assert (order.index("start show_header") < order.index("map")) is is_arriving
    assert order.count("start show_header") == 1 and current.ready is None
    assert ("start show_tour" in order) is bool(on_tour)
    assert any(start.ROOM_FOR_TIMELINE in each.words for each in drawn.of("html")) is is_arriving


@pytest.mark.parametrize("is_few", [True, False])
def test_an_embedded_map_says_what_was_asked_in_vain(
    drawn: Drawn, monkeypatch: pytest.MonkeyPatch, is_few: bool
) -> None:
    """What is in view above it, what it covers and the way to all of it below."""
    monkeypatch.setattr(embed, "show_map", lambda _: drawn.html("map"))
    current = reader_of(FEW, "region=RU-KRS")
    current.notices = () if is_few else ("<in vain>", "and more")
    embed.show_embedded(current)
    said = drawn.texts("html")
    assert "1 incident in view" in said[0] and said[1] == "map"
    assert ("<in vain> and more" in said[0]) is not is_few
    assert "These are not all strikes" in said[2] and "Open this view" in said[3]
    link = html.unescape(drawn.of("html")[3].words[0])
    assert "region=RU-KRS" in link and "dates=2023-05-01" in link


@pytest.mark.parametrize(("fewest", "is_few"), [(7, True), (6, False)])
@pytest.mark.parametrize("is_moving", [True, False])
def test_few_incidents_are_sent_with_all_their_days(
    current: Session,
    drawn: Drawn,
    monkeypatch: pytest.MonkeyPatch,
    fewest: int,
    is_few: bool,
    is_moving: bool,
) -> None:
    """Whatever days are chosen; of more, those in view and where the map looks, kept for the rest
    of days that move.
    """
    made: list[Any] = []
    monkeypatch.setattr(on_map, "AGGREGATE_FROM", fewest)
    for name in ("incident_layer", "large_layer"):
        monkeypatch.setattr(
            cartography, name, lambda view, _n=name, **how: made.append((_n, view, how)) or _n
        )
    current.link = replace(current.link, incident="i1")
    current.narrow(dates=(date(2023, 5, 1), date(2023, 5, 2)))
    current.is_moving = is_moving
    layers = [on_map._layer(current) for _ in range(2)]
    name, view, how = made[0]
    assert layers == [(name, None)] * 2 and (name == "incident_layer") is is_few
    assert how["selected"] == current.selected == 1
    assert len(view.rows) == (6 if is_few else 2)
    assert len(made) == (1 if is_moving and not is_few else 2)
    assert (how.get("span") == current.in_view.span) is is_few


@pytest.mark.parametrize("is_alone", [True, False])
@pytest.mark.parametrize("is_answer", [True, False])
@pytest.mark.parametrize("is_moving", [True, False])
def test_the_part_that_moves_with_the_days(
    current: Session,
    drawn: Drawn,
    monkeypatch: pytest.MonkeyPatch,
    is_alone: bool,
    is_answer: bool,
    is_moving: bool,
) -> None:
    """Run alone for days that move what was said stands; for days at rest all is run anew."""
    seen: list[Any] = []
    for name in ("prepare", "show_title", "write_url"):
        monkeypatch.setattr(on_map, name, lambda _, _n=name: seen.append(_n))
    monkeypatch.setattr(on_map, "_show_all", lambda of: seen.append(of.standing.is_passing))
    current.ready = None if is_alone else Ready(lambda **_: None, 0)
    current.answered, current.is_moving = int(is_answer), is_moving
    show = on_map.show_map_and_panel.__wrapped__
    if is_alone and is_answer and not is_moving:
        with pytest.raises(Ended):
            show(current)
        assert seen == []
        return
    show(current)
    passing = is_alone and is_answer
    assert seen == [*(["prepare"] if is_alone else []), passing, "show_title", "write_url"]
    assert current.ready is None and current.standing.is_passing is False
