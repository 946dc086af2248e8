"""One server and one browser for all tests; a tab for each."""

from __future__ import annotations

import os
from collections.abc import Callable, Generator, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Error, Page, Playwright, expect

from bench import synthetic
from tests.app.hostile import write_hostile
from tests.browser.chromium import Record, dead_end, launch
from tests.browser.reader import Reader
from tests.browser.server import ROOT, Server, serving

WAIT = 60_000
"""Milliseconds for what comes within two on a quiet machine: a slow one is no fault."""
LAPTOP = {"width": 1440, "height": 900}
PHONE = {"width": 390, "height": 844}
CROWD = 5_000
"""So many incidents that a map shows them in cells."""
NewContext = Callable[..., BrowserContext]
NewTab = Callable[..., Page]
MOST_ENTRIES = 30
"""Beyond which a tab is no longer lent: at fifty a browser begins to forget the oldest."""
FAILED = pytest.StashKey[bool]()
expect.set_options(timeout=WAIT)
SHOWN = """() => [
    JSON.stringify({...document.querySelector("[data-testid=stApp]")?.dataset}),
    JSON.stringify({...document.body?.dataset}),
    document.body?.innerText.replace(/\\s+/g, " ").slice(0, 3000),
].join("\\n")"""
"""What a document shows, for `shown`."""


BLANK = "about:blank"


class Tabs:
    """
    Tabs that go from one test to the next: a used one has the page's scripts compiled already.

    What a test may leave in one is put back; where it failed, and after many pages, the tab is
    closed.
    """

    def __init__(self) -> None:
        self._free: dict[tuple[BrowserContext, str], list[Page]] = {}

    def lend(self, context: BrowserContext, shows: str = BLANK, **options: Any) -> Page:
        """
        A tab of *context*, which was made with *options*.

        It shows the app at the address *shows* where one does already, else nothing.
        """
        free = self._free.get((context, shows)) or self._free.get((context, BLANK))
        tab = free.pop() if free else context.new_page()
        # One that lies behind another of its window is drawn once a second.
        tab.bring_to_front()
        tab.set_viewport_size(options.get("viewport", LAPTOP))
        tab.emulate_media(
            media="null",
            color_scheme=options.get("color_scheme", "light"),
            reduced_motion=options.get("reduced_motion", "null"),
        )
        return tab

    def take_back(self, tab: Page, request: pytest.FixtureRequest, shows: str = BLANK) -> None:
        """
        Keep *tab* for the next test, unless something went wrong in it.

        It shows nothing then, or the app at the address *shows*, as the test has left it.
        """
        try:
            assert not request.node.stash.get(FAILED, False)
            assert tab.evaluate("history.length") < MOST_ENTRIES
            if shows == BLANK:
                tab.unroute_all()
                tab.evaluate("sessionStorage.clear()")
                tab.goto(BLANK)
            assert tab.url.startswith(shows)
        except (AssertionError, Error):
            tab.close()
        else:
            self._free.setdefault((tab.context, shows), []).append(tab)


@pytest.fixture(scope="session")
def record() -> Record:
    return Record()


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory, record: Record) -> Iterator[Server]:
    with serving(tmp_path_factory.mktemp("server")) as running:
        record.origins.add(running.url)
        yield running


@pytest.fixture(scope="session")
def odd_server(tmp_path_factory: pytest.TempPathFactory, record: Record) -> Iterator[Server]:
    """A server of two collections: more incidents than a map has markers, and hostile text."""
    crowded, hostile = (tmp_path_factory.mktemp(name) for name in ("crowded", "hostile"))
    synthetic.written(crowded, CROWD)
    write_hostile(hostile)
    log = tmp_path_factory.mktemp("odd server")
    roots = os.pathsep.join(map(str, (crowded, hostile)))
    default = f"synthetic-{CROWD}"
    with serving(log, STRIKEMAP_COLLECTIONS=roots, STRIKEMAP_DEFAULT=default) as running:
        record.origins.add(running.url)
        yield running


@pytest.fixture(scope="session")
def bracketed_server(tmp_path_factory: pytest.TempPathFactory, record: Record) -> Iterator[Server]:
    """
    A server that says each message in brackets where it is asked to speak Ukrainian.

    It makes each 1.4 times as long, as messages in Ukrainian and Russian may be.
    """
    path = os.pathsep.join(map(str, (ROOT / "tests" / "browser" / "watched", ROOT)))
    log = tmp_path_factory.mktemp("bracketed server")
    with serving(log, PYTHONPATH=path, STRIKEMAP_TEST_BRACKETS="1.4") as running:
        record.origins.add(running.url)
        yield running


@pytest.fixture
def fresh_server(tmp_path: Path, record: Record) -> Iterator[Server]:
    """A server that nobody has visited yet; asked for before a tab, which is then closed first."""
    with serving(tmp_path) as running:
        record.origins.add(running.url)
        yield running


@pytest.fixture(scope="session")
def browser(record: Record, playwright: Playwright) -> Iterator[Browser]:
    with dead_end(record) as proxy:
        chromium = launch(playwright, proxy)
        yield chromium
        chromium.close()


def _context(browser: Browser, record: Record, **options: Any) -> BrowserContext:
    made = browser.new_context(**{"viewport": LAPTOP, "color_scheme": "light", **options})
    made.set_default_timeout(WAIT)
    made.grant_permissions(["clipboard-read", "clipboard-write"])
    record.hear(made)
    return made


@pytest.fixture(scope="session")
def context(browser: Browser, record: Record) -> Iterator[BrowserContext]:
    """The browser of one reader, whose cache fills up as it would."""
    made = _context(browser, record)
    yield made
    made.close()


@pytest.fixture
def new_context(browser: Browser, record: Record) -> Iterator[NewContext]:
    """Makes another reader's browser, which has seen nothing yet."""
    made: list[BrowserContext] = []

    def make(**options: Any) -> BrowserContext:
        made.append(_context(browser, record, **options))
        return made[-1]

    yield make
    for each in made:
        each.close()


@pytest.fixture(scope="session")
def browsers(browser: Browser, record: Record) -> Iterator[dict[str, BrowserContext]]:
    """Other readers' browsers, by what they are like; they, too, keep what they have fetched."""
    made: dict[str, BrowserContext] = {}
    yield made
    for each in made.values():
        each.close()


@pytest.fixture(scope="session")
def tabs() -> Tabs:
    return Tabs()


@pytest.fixture
def new_tab(
    browser: Browser,
    context: BrowserContext,
    record: Record,
    browsers: dict[str, BrowserContext],
    tabs: Tabs,
    request: pytest.FixtureRequest,
) -> Iterator[NewTab]:
    """Lends a tab in a browser with the given window, touch or theme, which others share."""
    lent: list[Page] = []
    browsers.setdefault(repr([]), context)

    def make(**options: Any) -> Page:
        like = repr(sorted(options.items()))
        if like not in browsers:
            browsers[like] = _context(browser, record, **options)
        lent.append(tabs.lend(browsers[like], **options))
        return lent[-1]

    yield make
    for each in lent:
        tabs.take_back(each, request)


@pytest.fixture
def phone(new_tab: NewTab, server: Server) -> Reader:
    """A reader with a phone in the hand."""
    like = {"device_scale_factor": 2, "has_touch": True, "is_mobile": True}
    return Reader(new_tab(viewport=PHONE, **like), server.url)


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    """A tab for one test alone, which may put scripts and listeners into it."""
    tab = context.new_page()
    yield tab
    tab.close()


@pytest.fixture
def lent(context: BrowserContext, tabs: Tabs, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A tab that may have been another test's, and is as good as new."""
    tab = tabs.lend(context)
    yield tab
    tabs.take_back(tab, request)


@pytest.fixture
def reader(lent: Page, server: Server) -> Reader:
    """A reader whose tab shows nothing yet."""
    return Reader(lent, server.url)


@pytest.fixture
def resident(
    context: BrowserContext, server: Server, tabs: Tabs, request: pytest.FixtureRequest
) -> Iterator[Reader]:
    """
    A reader who goes on where the test before has left the app, a third as dear as to load it.

    It is for tests that look and press, and leave neither scripts, listeners nor files behind.
    """
    tab = tabs.lend(context, server.url)
    yield Reader(tab, server.url, is_resident=True)
    tabs.take_back(tab, request, server.url)


@pytest.fixture
def crowd(
    context: BrowserContext, odd_server: Server, tabs: Tabs, request: pytest.FixtureRequest
) -> Iterator[Reader]:
    """A resident of the collection with thousands of incidents."""
    tab = tabs.lend(context, odd_server.url)
    yield Reader(tab, odd_server.url, is_resident=True)
    tabs.take_back(tab, request, odd_server.url)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Under a failure stands what its tabs showed: on another machine that is all one has."""
    report = yield
    if report.failed:
        item.stash[FAILED] = True
    if report.failed and call.when == "call":
        browser = getattr(item, "funcargs", {}).get("browser")
        tabs = [tab for each in browser.contexts for tab in each.pages] if browser else []
        report.sections += [(f"tab {number}", shown(tab)) for number, tab in enumerate(tabs)]
    return report


def shown(tab: Page) -> str:
    """The address, the state and the text of a tab and of the documents in it."""
    told = [tab.url]
    for frame in tab.frames:
        try:
            told.append(frame.evaluate(SHOWN))
        except Error as fault:
            told.append(f"{frame.url}: {fault.message}")
    return "\n".join(told)


@pytest.fixture(autouse=True)
def nothing_leaves(record: Record) -> Iterator[None]:
    """In every test: no request beyond the app, no error on the console."""
    record.take()
    yield
    outside, errors = record.take()
    assert outside == []
    assert errors == []
