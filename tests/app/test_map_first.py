"""What is sent first, on a first visit, on a change, and on a host with many readers."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Event
from typing import Any

import pytest
from streamlit.runtime.scriptrunner_utils.exceptions import StopException
from streamlit.testing.v1 import AppTest

from strikemap.host import map_first
from strikemap.ui.map import map, start
from strikemap.ui.map.start import ROOM_FOR_TIMELINE
from tests.app.conftest import Open
from tests.app.timeline import ask


class Clock:
    """In place of the module `time`: keeps what was to be slept, and sleeps not."""

    def __init__(self) -> None:
        self.slept: list[float] = []

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(map_first, "time", clock)
    monkeypatch.setattr(map_first, "HEAD_START", 0.25)
    monkeypatch.setattr(map_first, "ON_ARRIVAL", 4.0)
    return clock


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Header, totals, timeline and map, in the order in which they were sent."""
    said: list[str] = []

    def telling(module: Any, name: str) -> None:
        real = getattr(module, name)

        def told(*args: Any, **how: Any) -> Any:
            said.append(name)
            return real(*args, **how)

        monkeypatch.setattr(module, name, told)

    for module, name in (
        (start, "show_header"),
        (start, "totals_html"),
        (map, "show_timeline"),
        (map, "show_map"),
    ):
        telling(module, name)
    return said


@pytest.fixture
def pool() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(4) as pool:
        yield pool


def test_arrival_rests_longer(open_page: Open, clock: Clock) -> None:
    """The controls leave the map its time on arrival, and a moment at each later change."""
    app = open_page()
    assert clock.slept == [4.0]
    app.run()
    app.run()
    assert clock.slept == [4.0, 0.25, 0.25]


def test_days_that_the_browser_has_drawn_rest_not(open_page: Open, clock: Clock) -> None:
    """Other days move a map of few incidents in the browser: all that is said follows at once.

    A map of regions is the server's, and has its moment.
    """
    days = {"first": "2023-05-25", "last": "2023-05-28", "resting": True}
    app = ask(open_page(), number=1, **days)
    assert clock.slept == [4.0]
    ask(app, number=2, **days | {"first": "2023-05-26"})
    assert clock.slept == [4.0]
    ask(open_page(layer=["regions-killed"]), number=1, **days)
    assert clock.slept == [4.0, 4.0, 0.25]


def test_arrival_elsewhere(open_page: Open, clock: Clock) -> None:
    """Who comes to the map from another page has the widgets already, and waits for nothing."""
    app = open_page("incidents")
    app.switch_page("pages/map.py").run()
    assert clock.slept == [0.25]


def test_figures_come_along_on_arrival(open_page: Open, sent: list[str]) -> None:
    """On arrival header and totals come before the map and the timeline last; at each change the
    totals come first, then the timeline's answer, by which they count as right."""
    app = open_page()
    assert sent == ["show_header", "totals_html", "show_map", "show_timeline"]
    app.run()
    assert sent[4:] == ["totals_html", "show_timeline", "show_map", "show_header"]


def test_an_arrival_that_ends_early_leaves_no_map(
    open_page: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the first run ends before its map is sent, that map is not kept for a later one."""

    def ended(_: object) -> None:
        raise StopException

    monkeypatch.setattr(start, "show_header", ended)
    app = open_page()
    assert app.session_state["strikemap"].ready is None


def test_page_is_the_same_however_sent(open_page: Open) -> None:
    """What is on the page does not depend on the order in which it came, but for the kept room."""
    app = open_page()
    first = _shown(app)
    assert ("html", ROOM_FOR_TIMELINE) in first
    app.run()
    assert _shown(app) == [each for each in first if each != ("html", ROOM_FOR_TIMELINE)]


def _shown(app: AppTest) -> list[tuple[str, str]]:
    return [
        (each.type, str(getattr(each.proto, "body", "") or getattr(each, "label", "")))
        for each in app.main
    ]


def test_one_rest_at_a_time(pool: ThreadPoolExecutor, monkeypatch: pytest.MonkeyPatch) -> None:
    """While the rest of one page is sent that of another waits, and follows when it ends."""
    monkeypatch.setattr(map_first, "LONGEST", 60.0)
    inside, go_on, asked, second = Event(), Event(), Event(), Event()

    def first_reader() -> None:
        with map_first.rest_of_page():
            inside.set()
            assert go_on.wait(30)
            assert not second.is_set()

    def second_reader() -> None:
        asked.set()
        with map_first.rest_of_page():
            second.set()

    one = pool.submit(first_reader)
    assert inside.wait(30)
    two = pool.submit(second_reader)
    assert asked.wait(30)
    go_on.set()
    one.result(30)
    two.result(30)
    assert second.is_set()


def test_a_slow_rest_holds_nobody_up(
    pool: ThreadPoolExecutor, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After `LONGEST` the rest of a page is sent, whatever another one is still at."""
    monkeypatch.setattr(map_first, "LONGEST", 0.0)
    with map_first.rest_of_page():

        def other() -> str:
            with map_first.rest_of_page():
                return "sent"

        assert pool.submit(other).result(30) == "sent"


def test_an_ended_run_leaves_room(monkeypatch: pytest.MonkeyPatch) -> None:
    """A run that Streamlit ends within the rest of its page does not keep others from theirs."""
    monkeypatch.setattr(map_first, "LONGEST", 0.0)
    with pytest.raises(KeyError):
        _ended_early()
    turns = map_first._TURNS
    assert (turns.maps, turns.rests, turns.waiting) == (0, 0, 0)


def _ended_early() -> None:
    with map_first.map_of_page(), map_first.map_of_page(), map_first.rest_of_page():
        raise KeyError


def test_maps_come_before_rests(pool: ThreadPoolExecutor, monkeypatch: pytest.MonkeyPatch) -> None:
    """So many maps are worked out at once, and a rest begins when none waits any more."""
    monkeypatch.setattr(map_first, "LONGEST", 60.0)
    monkeypatch.setattr(map_first, "AT_ONCE", 1)
    said: list[str] = []
    waits, go_on = Event(), Event()

    def page(name: str) -> None:
        with map_first.map_of_page():
            said.append(f"map of {name}")
            if name == "a":
                waits.set()
                assert go_on.wait(30)
            with map_first.rest_of_page():
                said.append(f"rest of {name}")

    pages = [pool.submit(page, "a")]
    assert waits.wait(30)
    pages += [pool.submit(page, name) for name in "bcd"]
    while map_first._TURNS.waiting < 3:
        Event().wait(0.01)
    go_on.set()
    for each in pages:
        each.result(30)
    assert said[0] == "map of a"
    assert {each[:3] for each in said[:4]} == {"map"} and {each[:4] for each in said[4:]} == {
        "rest"
    }
