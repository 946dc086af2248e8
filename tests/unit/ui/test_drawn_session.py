"""A session's surroundings: its language, address and title, and what a host does beside it."""

from __future__ import annotations

import asyncio
from types import SimpleNamespace
from typing import Any, cast

import pytest
from streamlit import config
from streamlit.errors import StreamlitAPIException
from streamlit.runtime import Runtime
from streamlit.runtime.scriptrunner_utils.script_requests import RerunData, ScriptRequestType

from strikemap.host.page_list import SITE
from strikemap.languages import speaking
from strikemap.links import Link
from strikemap.ui.session import (
    address,
    days_at_rest,
    housekeeping,
    language,
    left_pages,
    own_browser,
    run_context,
    tab_title,
)
from strikemap.ui.session.address_bar import MOST, AddressBar
from tests.builders import build, incident
from tests.conftest import awaited
from tests.unit.ui.drawn import Drawn, fresh, reader_of

HERE = build([incident("a", title="Shelling of <A>"), incident("b", title="Shelling of B")])


@pytest.mark.parametrize(
    ("url", "page", "root"),
    [
        ("https://x.org/a/incidents?q=1#f", "incidents", "https://x.org/a"),
        ("http://x.org:8501/", "", "http://x.org:8501"),
        ("https://x.org/incidents/", "incidents", "https://x.org"),
        ("https://x.org/incidents", "", "https://x.org/incidents"),
        ("https://x.org/myincidents", "incidents", "https://x.org/myincidents"),
        ("ftp://x.org/", "", ""), ("https:///x", "", ""), ("", "", ""),
    ],
)  # fmt: skip
def test_the_root_of_an_address(drawn: Drawn, url: str, page: str, root: str) -> None:
    """Without query, fragment and the page's own part; of http alone."""
    assert address.root(url, page) == root
    drawn.context.url = url
    assert address.dashboard_address(page) == root


@pytest.mark.parametrize(
    ("named", "accepted", "spoken"),
    [
        (["uk"], "ru", "uk"), (["xx", "ru"], "", "ru"), (["uk", "ru"], "", "ru"),
        (["ru", "xx"], "uk", "uk"),
        ([], "ru-RU,ru;q=0.9", "ru"), ([], "", "en"),
    ],
)  # fmt: skip
def test_the_language_of_a_run(
    drawn: Drawn, monkeypatch: pytest.MonkeyPatch, named: list[str], accepted: str, spoken: str
) -> None:
    """The last that the address names where it is ours, else what the browser prefers."""
    said: list[Any] = []
    monkeypatch.setattr(language, "speak", said.append)
    monkeypatch.setattr(language, "ask_where_unset", said.append)
    if named:
        drawn.query_params["lang"] = named
    drawn.context.headers = {"Accept-Language": accepted}
    language.take_language()
    assert said[0] == spoken == drawn.session_state["language"]
    known = [each for each in named if each in ("uk", "ru")][-1:]
    assert language.in_language(a=["b"]) == {"a": ["b"], **({"lang": known} if known else {})}
    monkeypatch.setattr(language, "session_that_runs", lambda: "")
    assert language._of_session() == "en" and len(said) == 2
    monkeypatch.setattr(language, "session_that_runs", lambda: "me")
    # Who spoke before in this process asks the session itself, which here speaks in vain.
    monkeypatch.setattr(language, "language", lambda: spoken)
    assert language._of_session() == spoken
    assert said[2] == spoken


def test_a_page_s_own_language_comes_before_its_connection_s(drawn: Drawn) -> None:
    """What the page says it is read in, else the first of ours that its connection accepts."""
    drawn.context.headers = {"Accept-Language": "ru"}
    assert language.of_browser() == "ru"
    drawn.context.locale = "uk-UA"
    assert language.of_browser() == "uk"
    drawn.context.locale = "de-DE"
    assert language.of_browser() == "ru"


def test_a_later_run_has_a_greater_number(drawn: Drawn, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also where the clock was set back, and in a server that was started anew."""
    monkeypatch.setattr(run_context.time, "time_ns", lambda: 5_000_000)
    assert [run_context.number_of_run() for _ in range(3)] == [5, 6, 7]
    monkeypatch.setattr(run_context.time, "time_ns", lambda: 2_000_000)
    assert run_context.number_of_run() == 8
    drawn.session_state.clear()
    monkeypatch.setattr(run_context.time, "time_ns", lambda: 9_000_000)
    assert run_context.number_of_run() == 9


def test_a_file_is_in_the_language_that_is_read() -> None:
    """That of the link, else of the page; English needs no word of it."""
    assert language.link_of_file(Link()) == Link()
    with speaking("uk"):
        assert language.link_of_file(Link()).language == "uk"
        assert language.link_of_file(Link(language="ru")).language == "ru"


@pytest.mark.parametrize(
    ("page", "query", "title"),
    [
        ("", "", SITE), ("", "incident=a", "Shelling of <A>"),
        ("incident", "incident=a", "Shelling of <A>"), ("", "incident=b", "Shelling of B"),
        ("incidents", "incident=a", "Incidents – "), ("incident", "", "Incident – "),
    ],
)  # fmt: skip
def test_the_tab_s_title(drawn: Drawn, page: str, query: str, title: str) -> None:
    """Of the page, or on the map and its own page of the chosen incident; said where it differs."""
    current = reader_of(HERE, query, page=fresh(page))
    assert tab_title.last_title() == SITE
    tab_title.show_title(current)
    told = [each.words[0] for each in drawn.of("set_page_config")]
    assert len(told) == (title != SITE) and all(each.startswith(title) for each in told)
    assert tab_title.last_title().startswith(title)
    tab_title.show_title(current)
    assert len(drawn.of("set_page_config")) == len(told)


def test_only_so_many_addresses_are_kept() -> None:
    """The bar knows the last ones that the browser may still show, each once in a row."""
    bar = AddressBar()
    for at in range(MOST + 5):
        bar.write(("", str(at)))
        bar.write(("", str(at)))
    assert bar.written == ("", str(MOST + 4))
    assert bar.earlier == tuple(("", str(at)) for at in range(4, MOST + 4))


def test_no_run_is_nobody_s() -> None:
    """Outside of a run there is no session, and no history was followed."""
    assert run_context.session_that_runs() == "" and run_context.follows_history() is False


@pytest.mark.parametrize("follows", [True, False])
def test_whose_run_it_is(monkeypatch: pytest.MonkeyPatch, follows: bool) -> None:
    """The session of the thread's run, and whether Back asked for it."""
    context = SimpleNamespace(session_id="me", is_history_navigation=follows)
    asked: list[Any] = []
    monkeypatch.setattr(
        run_context, "get_script_run_ctx", lambda **how: asked.append(how) or context
    )
    assert run_context.session_that_runs() == "me" and run_context.follows_history() is follows
    assert asked == [{"suppress_warning": True}] * 2


# Reports of pages that are being left.


def waiting(state: ScriptRequestType, **data: Any) -> Any:
    return SimpleNamespace(_state=state, _rerun_data=RerunData(**data))


def made_of(monkeypatch: pytest.MonkeyPatch, held: Any, asked: RerunData) -> RerunData:
    """What Streamlit is asked for in the end."""
    found: list[RerunData] = []
    monkeypatch.setattr(left_pages, "_ask", lambda _, data: found.append(data) or True)
    assert left_pages._request(held, asked)
    return found[0]


RERUN, CONTINUE = ScriptRequestType.RERUN, ScriptRequestType.CONTINUE


@pytest.mark.parametrize("of_all", [True, False])
@pytest.mark.parametrize("own", [True, False])
@pytest.mark.parametrize("query", ["a=a", "a=b", "a=c"])
@pytest.mark.parametrize("state", [RERUN, CONTINUE])
def test_back_is_not_forgotten(
    monkeypatch: pytest.MonkeyPatch, of_all: bool, own: bool, query: str, state: Any
) -> None:
    """Two requests from one address are one run, and Back's where either is."""
    held = waiting(state, query_string="a=b", is_history_navigation=of_all)
    made = made_of(
        monkeypatch, held, RerunData(query_string=fresh(query), is_history_navigation=own)
    )
    joined = state is RERUN and query == "a=b"
    assert made.is_history_navigation is ((own or of_all) if joined else own)


@pytest.mark.parametrize("report", [{"fragment_id": "f"}, {"fragment_id_queue": ["f"]}, {}])
@pytest.mark.parametrize("queued", [[], ["g"]])
@pytest.mark.parametrize("state", [RERUN, CONTINUE])
def test_a_report_does_not_bring_its_page_back(
    monkeypatch: pytest.MonkeyPatch, report: dict[str, Any], queued: list[str], state: Any
) -> None:
    """Where a whole run of another page waits, a fragment's report goes to that page."""
    held = waiting(
        state, page_script_hash="new", page_name="New", query_string="q=1",
        is_history_navigation=True, fragment_id_queue=queued,
    )  # fmt: skip
    asked = RerunData(page_script_hash="old", page_name="Old", query_string="q=2", **report)
    made = made_of(monkeypatch, held, asked)
    goes = state is RERUN and bool(report) and not queued
    assert made.page_script_hash == ("new" if goes else "old")
    assert made.page_name == ("New" if goes else "Old")
    assert (made.query_string, made.is_history_navigation) == (
        ("q=1", True) if goes else ("q=2", False)
    )


class Storage:
    """As much of Streamlit's store of fragments as names two of them, where the map is there."""

    def __init__(self, *, has_map: bool = True) -> None:
        self.has_map = has_map

    def resolve_target(self, name: str) -> list[str]:
        if not self.has_map:
            raise StreamlitAPIException("none")
        return [name]


MOVING, ALL = [days_at_rest.MOVING_PART], [days_at_rest.ALL_OF_IT]


def parts(storage: Storage, queue: list[str], number: int, *, resting: bool) -> list[str]:
    """The parts that are run where the timeline's last word is *number*."""
    said = f'{{"span":{{"number":{number},"resting":{str(resting).lower()}}}}}'
    states = SimpleNamespace(widgets=[SimpleNamespace(json_value=said)])
    data = SimpleNamespace(widget_states=states, fragment_id_queue=list(queue))
    return left_pages._parts(cast(Any, storage), cast(Any, data))


def test_days_that_rest_run_all_that_moves_with_them() -> None:
    """While they move, the timeline's part alone; a word that was heard runs nothing more."""
    storage = Storage()
    assert parts(storage, MOVING, 1, resting=False) == MOVING
    assert parts(storage, MOVING, 2, resting=True) == ALL
    assert parts(storage, MOVING, 2, resting=True) == MOVING
    assert parts(storage, MOVING, 1, resting=True) == MOVING
    assert parts(storage, MOVING, 3, resting=True) == ALL
    assert parts(storage, ALL, 4, resting=False) == ALL
    assert parts(storage, ["other"], 5, resting=True) == []
    assert parts(storage, [], 6, resting=True) == []
    assert parts(storage, MOVING, 6, resting=True) == MOVING
    assert parts(Storage(has_map=False), MOVING, 1, resting=True) == []


@pytest.mark.parametrize("queue", [[], MOVING, ["other"]])
@pytest.mark.parametrize("here", ["here", "this", "left", ""])
def test_a_late_report_runs_on_the_page_that_is_there(
    monkeypatch: pytest.MonkeyPatch, queue: list[str], here: str
) -> None:
    """A fragment's run names the page in view, a whole run the one that it asks for."""
    ran: list[RerunData] = []
    turns: list[str] = []
    monkeypatch.setattr(left_pages, "_run", lambda _, data: ran.append(data))
    real = left_pages.map_of_page
    monkeypatch.setattr(left_pages, "map_of_page", lambda: turns.append("map") or real())
    runner = SimpleNamespace(
        _pages_manager=SimpleNamespace(current_page_script_hash=here), _fragment_storage=Storage()
    )
    left_pages._run_here(
        cast(Any, runner), RerunData(page_script_hash="left", fragment_id_queue=list(queue))
    )
    (data,) = ran
    assert data.page_script_hash == (here if queue and here else "left")
    assert data.fragment_id_queue == queue and turns == (["map"] if queue == MOVING else [])


# Beside the readers.


class Server:
    """As much of Streamlit's server as keeps sessions."""

    def __init__(self) -> None:
        self.active: set[str] = set()
        self.sessions: list[Any] = []
        self.closed: list[str] = []
        self.media_file_mgr = SimpleNamespace(remove_orphaned_files=lambda: None, _storage=None)
        self.uploaded_file_mgr = None
        self._session_mgr = self

    def list_sessions(self) -> list[Any]:
        return [SimpleNamespace(session=each) for each in self.sessions]

    def is_active_session(self, name: str) -> bool:
        return name in self.active

    def close_session(self, name: str) -> None:
        self.closed.append(name)
        self.sessions = [each for each in self.sessions if each.id != name]


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Any:
    found = SimpleNamespace(now=100.0)
    monkeypatch.setattr(housekeeping.time, "monotonic", lambda: found.now)
    return found


def test_a_session_is_left_for_a_while(clock: Any) -> None:
    """One that comes back in time goes on; one that does not is ended once, when it is over."""
    server = Server()
    server.sessions = [SimpleNamespace(id=name, _scriptrunner=None) for name in ("here", "gone")]
    server.active = {"here", "gone"}
    house = housekeeping._House(cast(Runtime, server))
    house._end_sessions()
    server.active = {"here"}
    house._end_sessions()
    clock.now += housekeeping.GRACE
    house._end_sessions()
    assert server.closed == []
    server.active = {"here", "gone"}
    house._end_sessions()
    server.active = {"here"}
    house._end_sessions()
    clock.now += housekeeping.GRACE
    house._end_sessions()
    assert server.closed == []
    clock.now += 0.5
    house._end_sessions()
    house._end_sessions()
    assert server.closed == ["gone"] and house._ended and house._closed == []


def test_memory_is_given_back_when_it_is_worth_it(
    clock: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After a session ended and once more later, and where much of the budget came free."""
    budget = SimpleNamespace(taken=100 * 2**20)
    rounds: list[float] = []
    monkeypatch.setattr(housekeeping, "BUDGET", budget)
    monkeypatch.setattr(housekeeping.gc, "collect", lambda: None)
    monkeypatch.setattr(housekeeping, "give_back", lambda: rounds.append(clock.now))
    house = housekeeping._House(cast(Runtime, Server()))
    house._tidy()
    assert rounds == []
    house._ended = True
    house._tidy()
    assert rounds == [100.0] and not house._ended
    clock.now += housekeeping.LATER
    house._tidy()
    assert len(rounds) == 1
    clock.now += 0.5
    house._tidy()
    clock.now += housekeeping.LATER * 3
    house._tidy()
    assert len(rounds) == 2
    budget.taken -= housekeeping.WORTH_IT
    house._tidy()
    assert len(rounds) == 2
    budget.taken -= housekeeping.WORTH_IT + 1
    house._tidy()
    house._tidy()
    assert len(rounds) == 3


def test_only_stores_of_streamlit_s_own_are_counted() -> None:
    """Of any other nothing is known."""
    house = housekeeping._House(cast(Runtime, Server()))
    assert house.uploaded() == house.made_for_download() == 0


@pytest.mark.parametrize("room", [True, False])
def test_a_file_that_finds_no_room_is_refused(monkeypatch: pytest.MonkeyPatch, room: bool) -> None:
    """What several were told of is given to the first; the others hear that it is taken."""
    store = housekeeping.MemoryUploadedFileManager("/upload")
    housekeeping.refuse_what_finds_no_room(store)
    housekeeping.refuse_what_finds_no_room(cast(Any, house := object()))
    assert type(store) is housekeeping._RoomedFiles and type(house) is object
    asked: list[int] = []
    monkeypatch.setattr(housekeeping, "has_room", lambda size: asked.append(size) or room)
    file = housekeeping.UploadedFileRec("f", "a.csv", "text/csv", b"123")
    if room:
        store.add_file("me", file)
    else:
        with pytest.raises(housekeeping.HTTPException) as refused:
            store.add_file("me", file)
        assert refused.value.status_code == 413
    assert asked == [3] and len(store.get_files("me", ["f"])) == room
    server = Server()
    server.uploaded_file_mgr = cast(Any, store)
    assert housekeeping._House(cast(Runtime, server)).uploaded() == 3 * room


@pytest.mark.parametrize("is_headless", [True, False])
def test_the_page_is_opened_once_it_answers(
    monkeypatch: pytest.MonkeyPatch, is_headless: bool
) -> None:
    """It is asked for until it is there; a host without a screen opens nothing."""
    opened: list[str] = []
    tries: list[int] = []
    told = {"server.headless": is_headless, "server.port": 8501, "server.address": ""}
    monkeypatch.setattr(config, "get_option", lambda name: told.get(name, "x.org"))
    monkeypatch.setattr(own_browser.cli_util, "open_browser", opened.append)
    monkeypatch.setattr(own_browser.server_util, "get_url", lambda address: f"http://{address}")

    async def connect(_address: str, _port: int) -> Any:
        tries.append(1)
        if len(tries) < 3:
            raise OSError
        return None, SimpleNamespace(close=lambda: None)

    real = asyncio.sleep
    monkeypatch.setattr(own_browser.asyncio, "open_connection", connect)
    monkeypatch.setattr(own_browser.asyncio, "sleep", lambda _: real(0))
    awaited(own_browser.open_page())
    assert opened == ([] if is_headless else ["http://x.org"])
    assert len(tries) == (0 if is_headless else 3)


def test_a_server_s_house_is_kept_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """By one thread, which keeps no server from ending; without a server there is none."""
    began: list[dict[str, Any]] = []
    server = object.__new__(Runtime)
    monkeypatch.setattr(server, "_uploaded_file_mgr", None, raising=False)
    monkeypatch.setattr(housekeeping, "_begun", [])
    monkeypatch.setattr(housekeeping, "write_no_values", lambda: None)
    monkeypatch.setattr(housekeeping, "BUDGET", SimpleNamespace(count=lambda _: None, taken=0))

    def thread(**how: Any) -> Any:
        return SimpleNamespace(start=lambda: began.append(how))

    monkeypatch.setattr(housekeeping, "Thread", thread)
    monkeypatch.setattr(housekeeping.runtime, "exists", lambda: False)
    housekeeping.keep_house()
    assert began == []
    monkeypatch.setattr(housekeeping.runtime, "exists", lambda: True)
    monkeypatch.setattr(housekeeping.runtime, "get_instance", lambda: server)
    housekeeping.keep_house()
    housekeeping.keep_house()
    assert [each["daemon"] for each in began] == [True]
