"""What a reader does and sees, in the words of the page rather than of its HTML."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from playwright.sync_api import Frame, FrameLocator, Locator, Page, expect

from strikemap.host.shelf import DEFAULT
from strikemap.ui.session import pages

MAP_FRAME = "iframe[src*='streamlit_folium.st_folium']"
IDLE = (
    "[data-testid=stApp][data-test-script-state=notRunning][data-test-connection-state=CONNECTED]"
    ":not(.sm-stale)"
)
PAGES = tuple(page.address for page in pages.PAGES)
THIRDS = tuple(PAGES[at::3] for at in range(3))
"""The pages in three parts, so that what is held of all of them is no one long test."""
SHEBEKINO = "2023-05-31-shebekino-shelling"
GO = """(to) => new Promise((begun, never) => {
  setTimeout(() => never(new Error(`nothing was asked: ${location}`)), 60000);
  const app = document.querySelector("[data-testid=stApp]");
  const isIdle = () => app.dataset.testScriptState === "notRunning";
  /* A short run may begin and end in one render: what it drew anew is all that is seen of it.
     What the page before it still draws is not, so that a run has a while to be seen first. */
  const main = "[data-testid=stMain]";
  const isDrawn = ({ type, target }) => type === "childList" && target.closest(main);
  let patience = 0;
  const watch = new MutationObserver((seen) => {
    const end = () => { watch.disconnect(); begun(); };
    if (!isIdle()) return end();
    if (seen.some(isDrawn)) patience ||= setTimeout(end, 3000);
  });
  const go = () => {
    if (!isIdle()) return requestAnimationFrame(go);
    const state = { attributes: true, attributeFilter: ["data-test-script-state"] };
    watch.observe(app, { ...state, childList: true, subtree: true });
    history.pushState({}, "", to);
    dispatchEvent(new PopStateEvent("popstate"));
  };
  go();
})"""
"""Goes to an address of the app, until the server has begun to answer."""


WATCH_DAYS = """(thumb) => {
  window.days = [];
  new MutationObserver(() => window.days.push(thumb.getAttribute("aria-valuetext")))
    .observe(thumb, { attributes: true, attributeFilter: ["aria-valuetext"] });
}"""


class Reader:
    """
    One tab of the browser on one server.

    To a resident a page is opened within the app, where the tab shows it already.
    """

    def __init__(self, page: Page, url: str, *, is_resident: bool = False) -> None:
        self.page = page
        self.url = url
        self.is_resident = is_resident

    def open(self, path: str = "", **query: str | list[str]) -> Reader:
        """Follow a link to a page, and wait until it has settled."""
        here = self.page.url
        # Who is there already asks for nothing by going there, and may have moved the map.
        is_there = here == f"{self.url}/{_address(path, query)}"
        if not self.is_resident or is_there or not here.startswith(self.url):
            return self.load(path, **query)
        if "collection" not in query and "collection" in self.query:
            # An address that names none keeps that of the session; of the default the app takes
            # the name away again.
            query = {"collection": DEFAULT, **query}
        return self.go(path, **query)

    def load(self, path: str = "", **query: str | list[str]) -> Reader:
        """Follow a link to a page, of which nothing is there yet."""
        self.page.goto(f"{self.url}/{_address(path, query)}")
        return self.settled()

    def each(self, paths: tuple[str, ...], **query: str | list[str]) -> Iterator[str]:
        """Open one page after the other, loading the first alone, with its map where it has one."""
        for at, path in enumerate(paths):
            (self.go if at else self.open)(path, **query)
            if path in ("", "incident"):
                self.with_map()
            yield path

    def go(self, path: str = "", **query: str | list[str]) -> Reader:
        """Go from an open page to another address as Back and Forward do, without loading."""
        self.settled().page.evaluate(GO, f"/{_address(path, query)}")
        return self.settled()

    def settled(self) -> Reader:
        """Wait until the page stands and the server has nothing more to say."""
        self.page.locator(".sm-coverage").first.wait_for()
        self.page.locator(IDLE).wait_for()
        return self

    def with_map(self) -> Reader:
        """Wait until the map shows its boundaries and its incidents."""
        self.frame().wait_for_function(
            "() => document.body?.dataset.basemap === 'ready' && document.body.dataset.drawn",
            polling=100,
        )
        self.settled()
        # What the page has told it since then is on its way to it.
        self.frame().evaluate("() => new Promise((next) => setTimeout(() => setTimeout(next)))")
        return self

    @property
    def query(self) -> dict[str, list[str]]:
        """The keys and values in the address bar."""
        return parse_qs(urlsplit(self.page.url).query)

    def expect_query(self, key: str, *values: str) -> None:
        """Wait until the address bar has *key* with these values; none means without it."""
        self.page.wait_for_function(
            "([key, values]) => JSON.stringify(new URLSearchParams(location.search).getAll(key))"
            " === JSON.stringify(values)",
            arg=[key, list(values)],
        )

    @property
    def map(self) -> FrameLocator:
        """The map's own document, for locators."""
        return self.page.frame_locator(MAP_FRAME)

    def frame(self) -> Frame:
        """The map's own document, for scripts."""
        element = self.page.locator(MAP_FRAME).element_handle()
        assert element is not None
        frame = element.content_frame()
        assert frame is not None
        # A function, not a string: until the frame is there it has the page's policy, without eval.
        # Asked again by the clock: a frame that is not drawn at the moment has no next picture.
        frame.wait_for_function(
            "() => window.strikemap && document.body?.dataset.drawn", polling=100
        )
        return frame

    @property
    def markers(self) -> Locator:
        """The symbols of incidents whose place is known: one a place, or for several near."""
        return self.map.locator(".sm-symbol:not(.sm-cell)")

    @property
    def cells(self) -> Locator:
        """The discs that each stand for several incidents."""
        return self.map.locator(".sm-cell")

    def marker(self, title: str) -> Locator:
        """The symbol whose name begins so, as that of one incident does with its title."""
        return self.map.locator(f'.sm-symbol[aria-label^="{title}"]')

    def drawn(self) -> Any:
        """Each symbol on the map, as `strikemap.drawn()` says."""
        return self.frame().evaluate("strikemap.drawn()")

    @property
    def panel(self) -> Locator:
        """The panel of the chosen incident."""
        return self.page.locator("article.sm-panel")

    @property
    def listed(self) -> Locator:
        """What can be chosen in the list beside the map."""
        return self.page.locator(".st-key-beside button[data-id]")

    @property
    def totals(self) -> str:
        """The cards with the totals, as text."""
        return _flat(self.page.locator(".sm-totals").inner_text())

    @property
    def in_view(self) -> str:
        """The number of incidents in view, and the filter in words."""
        return _flat(self.page.locator(".sm-inview:has(> [data-in-view])").first.inner_text())

    def expect_in_view(self, number: int) -> None:
        """Wait until so many incidents are in view."""
        noun = "incident" if number == 1 else "incidents"
        shown = self.page.locator(".sm-inview:has(> [data-in-view])")
        expect(shown).to_contain_text(re.compile(rf"^\s*{number} {noun} in view"))

    def thumb(self, which: int) -> Locator:
        """The timeline's first or last thumb, whose day is told in words."""
        return self.page.get_by_role("slider", name=("First day", "Last day")[which])

    def watch_days(self) -> None:
        """Write down in the page, as `days`, each last day that the timeline goes on to."""
        self.thumb(1).evaluate(WATCH_DAYS)

    def link_to(self, title: str) -> Locator:
        """A link in the header to another page."""
        return self.page.locator("[data-testid=stPageLink] a", has_text=title).first

    def view(self) -> Any:
        """Where the map looks: latitude, longitude, zoom."""
        return self.frame().evaluate(
            "(({lat, lng}, zoom) => [lat, lng, zoom])(map_div.getCenter(), map_div.getZoom())"
        )

    def grid_titles(self) -> list[str]:
        """The first cell of each row of the page's first table."""
        grid = self.page.get_by_test_id("stDataFrame").first.locator("table[role=grid]")
        grid.wait_for(state="attached")
        cells = grid.locator("tbody tr td[aria-colindex='2'], tbody tr td[aria-colindex='1']")
        texts = [text.strip() for text in cells.all_text_contents()]
        return [text for text in texts if text and not re.fullmatch(r"\d{4}-\d\d-\d\d", text)]

    def all_text(self) -> str:
        """Every letter on the page, in its shadow roots and on the map, shown or folded."""
        script = """() => {
          const read = (node) => [...node.childNodes].map((child) =>
            child.nodeType === 3 ? child.data
            : ["STYLE", "SCRIPT"].includes(child.nodeName) ? ""
            : (child.shadowRoot ? read(child.shadowRoot) : "") + read(child)
              + (child.value && typeof child.value === "string" ? " " + child.value : "")
          ).join(" ");
          return read(document.body);
        }"""
        return _flat(" ".join(frame.evaluate(script) for frame in self.page.frames))


def _address(path: str, query: dict[str, str | list[str]]) -> str:
    return f"{path}?{urlencode(query, doseq=True)}" if query else path


def _flat(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()
