"""A reader's session: what an address makes of it, and what it writes to the address."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from strikemap.filters.choices import Filters
from strikemap.host.shelf import Shelf
from strikemap.links import View
from strikemap.model import Collection
from strikemap.ui.session import address_bar, state
from strikemap.ui.session.map_state import Held, Opened, Ready
from strikemap.ui.session.state import (
    WIDGET,
    Session,
    aim,
    opened,
    position,
    reset,
    seed_widgets,
    write_url,
)
from tests.builders import build, incident
from tests.unit.ui.drawn import Drawn, fresh, reader_of

HERE = build(
    [
        incident("town"),
        incident("district", geo_precision="2", latitude="50.5", longitude="36.5"),
        incident("region", geo_precision="3", latitude="51", longitude="37"),
        incident("nowhere", latitude="", longitude="", place="", place_local="", geo_precision="3"),
    ]
)
OTHER = replace(HERE, name="other", title="The other one")
OLD = replace(HERE, version="0.9.0")
SHELF = Shelf({HERE.name: HERE, OTHER.name: OTHER}, {})


@pytest.fixture(autouse=True)
def no_history(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(address_bar, "follows_history", lambda: False)


def arrived(
    drawn: Drawn, page: str = "", own: dict[str, Collection] | None = None, **query: Any
) -> Session:
    """The session after the browser asked for *page* with *query*."""
    drawn.query_params.from_dict(query)
    return opened(SHELF, page, own or {})


@pytest.mark.parametrize("is_back", [True, False])
def test_an_address_that_names_no_collection(
    is_back: bool, drawn: Drawn, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Back leads to the default collection that it showed, a bare link stays in the present one."""
    assert arrived(drawn, collection=["other"]).collection is OTHER
    monkeypatch.setattr(state, "follows_history", lambda: is_back)
    assert arrived(drawn).collection is (HERE if is_back else OTHER)


def test_an_incident_is_found_by_its_id() -> None:
    """Each id has its own position, another none."""
    ids = [str(each) for each in HERE.incidents["incident_id"]]
    assert [position(HERE, fresh(each)) for each in ids] == [0, 1, 2, 3]
    assert position(HERE, "") == position(HERE, "never") == -1
    assert reader_of(HERE, f"incident={ids[0]}").selected == 0
    assert reader_of(HERE).selected == -1


def test_what_is_in_view_is_worked_out_once() -> None:
    """The same view stays one object until the filters or the collection differ."""
    current = reader_of(HERE)
    before = current.in_view
    assert current.in_view is before and list(current.rows) == [0, 1, 2, 3]
    current.link = replace(current.link, filters=Filters(regions=("RU-KRS",)))
    narrowed = current.in_view
    assert narrowed is not before and list(current.rows) == []
    current.collection = OTHER
    assert current.in_view is not narrowed and current.in_view.collection is OTHER


def test_notices_go_with_the_first_change_of_a_filter() -> None:
    """What a link could not give is told until the reader changes a filter, and no longer."""
    current = reader_of(HERE)
    current.notices = ("in vain",)
    current.narrow(weapons=())
    assert current.notices == ("in vain",)
    current.narrow(weapons=("drone",))
    assert current.notices == () and current.link.filters.weapons == ("drone",)


@pytest.mark.parametrize(
    ("told", "answered", "is_answer"), [(0, 0, False), (1, 2, True), (2, 1, True)]
)
def test_what_a_page_holds_is_good_for_an_answer_alone(
    told: int, answered: int, is_answer: bool
) -> None:
    """Stamps of the timeline's question count while it waits for its answer."""
    current = reader_of(HERE)
    current.told, current.answered, current.held = told, answered, Held("a", "b")
    assert current.is_answer is is_answer
    assert current.held_now == (Held("a", "b") if is_answer else Held())


def test_the_version_stands_in_the_address_where_it_is_not_todays() -> None:
    """Of an old version the query says which, of today's nothing of it."""
    current = reader_of(HERE)
    current.link = replace(current.link, version="0.9.0", sha256="ab")
    assert not current.is_old and not {"v", "sha256"} & set(current.query())
    current.collection = OLD
    assert current.is_old and current.today is HERE
    assert current.query()["v"] == ["0.9.0"] and current.query()["sha256"] == ["ab"]
    assert set(current.query()) < set(current.query(full=True))
    assert current.address_name(HERE.name) == HERE.name != current.address_name("mine")


def test_a_first_visit_is_what_the_address_asks_for(drawn: Drawn) -> None:
    """Collection, filters and incident are the address's; nothing is written over it."""
    drawn.query_params.from_dict({"collection": ["other"], "weapon": ["drone"]})
    current = opened(SHELF, "incidents", {})
    assert current.collection is OTHER and current.link.filters.weapons == ("drone",)
    assert current.page == "incidents" and current.turn == 1 and current.is_adopted
    assert drawn.session_state[WIDGET + "weapon"] == ["drone"]
    assert drawn.query_params == {"collection": ["other"], "weapon": ["drone"]}
    assert current.notices == ()
    again = opened(SHELF, "casualties", {})
    assert again is current and current.page == "casualties"


def test_the_present_view_stays_where_the_address_was_written_by_us(drawn: Drawn) -> None:
    """A run from the address that was last written adopts nothing; one from elsewhere does."""
    current = arrived(drawn)
    current.narrow(weapons=("drone",))
    write_url(current)
    assert drawn.query_params == {"weapon": ["drone"]}
    current.is_adopted, turn = False, current.turn
    assert opened(SHELF, "", {}) is current
    assert current.link.filters.weapons == ("drone",) and not current.is_adopted
    assert current.turn == turn
    arrived(drawn, weapon=["missile"])
    assert current.link.filters.weapons == ("missile",) and current.is_adopted
    assert drawn.query_params == {"weapon": ["missile"]} and current.turn == turn + 1


def test_a_page_without_a_query_keeps_the_collection(drawn: Drawn) -> None:
    """A bare address is of the collection in view; an unknown name is told, with what is shown."""
    current = arrived(drawn, collection=["other"])
    assert arrived(drawn, "sources").collection is OTHER
    assert arrived(drawn, weapon=["drone"]).collection is HERE
    assert current.notices == ()
    arrived(drawn, collection=["never heard of"])
    assert current.collection is HERE
    assert [each for each in current.notices if "There is no collection" in each] != []
    assert "“never heard of”" in current.notices[0] and HERE.title in current.notices[0]
    arrived(drawn, collection=["x" * 90])
    assert "x" * 60 in current.notices[0] and "x" * 61 not in current.notices[0]


def test_a_readers_own_file_is_told_when_it_is_gone(drawn: Drawn) -> None:
    """While it is there its address opens it; then it is told first that it is no more."""
    own = {"mine": replace(HERE, name="mine", title="Mine", folder=None)}
    current = arrived(drawn, own=own, collection=["own~mine"])
    assert current.collection is own["mine"] and current.notices == ()
    assert current.query()["collection"] == ["own~mine"]
    arrived(drawn, collection=["own~gone"])
    assert current.collection is HERE and "it is gone" in current.notices[0]


def test_what_was_opened_goes_with_its_filters(drawn: Drawn) -> None:
    """Back to other filters closes a symbol's list; Back to the same ones leaves it open."""
    current = arrived(drawn, weapon=["drone"])
    current.opened, current.is_moving = Opened((0, 1)), True
    arrived(drawn, weapon=["drone"], incident=["town"])
    assert current.opened == Opened((0, 1)) and not current.is_moving
    arrived(drawn, weapon=["missile"])
    assert current.opened is None


@pytest.mark.parametrize(
    ("query", "seen"),
    [
        ("incident=town", View(50.4134, 36.9254, 9.0)),
        ("incident=district", View(50.5, 36.5, 8.0)),
        ("incident=region", View(51, 37, 6.0)),
        ("incident=nowhere", None),
        ("", None),
        ("incident=town&layer=regions", None),
        ("incident=town&view=55,37,5", View(55, 37, 5)),
    ],
)
def test_a_links_incident_is_seen_by_its_precision(
    drawn: Drawn, query: str, seen: View | None
) -> None:
    """Nearer the surer its place is known; not without a point, nor where regions are shaded."""
    asked = dict(each.split("=") for each in query.split("&") if each)
    current = arrived(drawn, **{key: [value] for key, value in asked.items()})
    assert current.aim == seen


def test_days_that_move_write_no_address(drawn: Drawn) -> None:
    """Only where days rest, and where it says another view, is the address written."""
    current = arrived(drawn)
    current.narrow(weapons=("drone",))
    current.is_moving = True
    write_url(current)
    assert drawn.query_params == {}
    current.is_moving = False
    write_url(current)
    assert drawn.query_params == {"weapon": ["drone"]}
    assert current.bar.written == ("", "weapon=drone")


def test_an_address_that_is_right_is_not_written_again(
    drawn: Drawn, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever its order of keys; but again where an answer on its way would change it."""
    current = arrived(drawn, weapon=["drone"], incident=["town"])
    written: list[Any] = []
    monkeypatch.setattr(drawn.query_params, "from_dict", written.append)
    write_url(current)
    assert not written
    current.bar.is_behind = True
    write_url(current)
    assert len(written) == 1


def test_the_address_of_a_first_visit_is_left_as_it_is(
    drawn: Drawn, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who goes somewhere later has that address written, since a run may have written over it."""
    drawn.query_params.update({"weapon": ["drone"]})
    written: list[Any] = []
    monkeypatch.setattr(drawn.query_params, "from_dict", written.append)
    opened(SHELF, "", {})
    assert written == []
    drawn.query_params["weapon"] = ["missile"]
    opened(SHELF, "", {})
    assert written == [{"weapon": ["missile"]}]


def test_reset_shows_all_again(drawn: Drawn) -> None:
    """No filter, no incident, no view and no version are left, and the map is moved to all."""
    current = reader_of(HERE, "weapon=drone&incident=town&view=55,37,5")
    current.notices, current.is_moving, current.opened = ("x",), True, Opened((1,))
    current.link = replace(current.link, version="0.9.0")
    aim(current, View(1, 2, 3))
    seed_widgets(current)
    reset(current)
    assert current.link.filters == Filters() and current.query() == {}
    assert not current.link.version and current.link.view is None
    assert (current.notices, current.is_moving, current.opened) == ((), False, None)
    assert current.is_adopted and current.aim is None and current.turn == 2
    assert drawn.session_state[WIDGET + "weapon"] == []


def test_an_as_of_day_is_written_as_a_day() -> None:
    """The widget of the day of publication holds it as it is typed."""
    current = reader_of(HERE)
    current.narrow(as_of=date(2023, 6, 1))
    assert state.widget_value(current, "as_of") == "2023-06-01"


def test_what_a_session_begins_with() -> None:
    """Days at rest, nothing opened, and a map that the server has yet to draw."""
    begun = Session(HERE, SHELF, {HERE.name: HERE})
    assert not begun.is_moving and begun.opened is None and begun.ready is None
    assert begun.is_arriving and not begun.is_adopted and begun.held == Held()
    assert not Ready(lambda: None, 0).is_there
