"""
Pictures of the pages as readers have them, for eyes: every size, theme and language.

    python -m tools.screenshots FOLDER               # each collection in each size and theme, …
    python -m tools.screenshots FOLDER chronology uk # … or those whose names hold all these words
    python -m tools.screenshots --readme             # docs/map.png anew

Beside the shipped collections there are two made-up ones of 20,000 and of 1,000,000 incidents,
which are written at first into `build/bench` (a minute, and half a gigabyte).  The pages' names
hold collection, size, theme, language and page, as `chronology-1440x900-light-uk-incidents.png`.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby, product
from pathlib import Path
from urllib.parse import urlencode

from playwright.sync_api import Browser, Page

from bench.browser import IDLE, MAP, chromium
from bench.server import OURS, ROOT, running
from bench.sizes import ARTICLE, CHRONOLOGY, folder_of
from strikemap.languages import LANGUAGES
from strikemap.ui.session.pages import PAGES

COLLECTIONS = {
    "article": ARTICLE, "chronology": CHRONOLOGY, "20000": 20_000, "1000000": 1_000_000,
}  # fmt: skip
PHONE, SIDEWAYS, LAPTOP = (390, 844), (844, 390), (1440, 900)
SIZES = (PHONE, SIDEWAYS, (1280, 720), LAPTOP, (2560, 1440))
README = ROOT / "docs" / "map.png"
PATIENCE = 300_000
"""Milliseconds: a million incidents are opened while the first reader waits."""
DRAWN = """(map) => {
  const inside = document.querySelector(map)?.contentDocument?.body?.dataset;
  return inside?.basemap === "ready" && inside.drawn;
}"""


@dataclass(frozen=True)
class View:
    """One picture: what is shown, and in what window."""

    collection: str
    size: tuple[int, int]
    theme: str
    language: str
    page: str = ""

    @property
    def name(self) -> str:
        """The file's, without its ending: each property and the page."""
        width, height = self.size
        parts = self.collection, f"{width}x{height}", self.theme, self.language
        return "-".join((*parts, self.page or "map"))


def views() -> Iterator[View]:
    """The map of each collection in each size and theme, and each page in each language."""
    for collection, size, theme in product(COLLECTIONS, SIZES, ("light", "dark")):
        yield View(collection, size, theme, "en")
    for language, size, page in product(LANGUAGES, (PHONE, LAPTOP), PAGES):
        view = View("chronology", size, "light", language, page.address)
        if language != "en" or page.address:
            yield view


def picture(browser: Browser, url: str, view: View, path: Path) -> None:
    """Write what a reader has on the screen in *view* of the server at *url*."""
    width, height = view.size
    context = browser.new_context(
        viewport={"width": width, "height": height},
        has_touch=min(view.size) < 400,
        color_scheme="dark" if view.theme == "dark" else "light",
        bypass_csp=True,
    )
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    incident = {"incident": "2023-06-01-shebekino-shelling"} if view.page == "incident" else {}
    page.goto(f"{url}/{view.page}?{urlencode({'lang': view.language, **incident})}")
    _settle(page, has_map=not view.page)
    page.screenshot(path=path)
    context.close()


def _settle(page: Page, *, has_map: bool) -> None:
    page.locator(".sm-coverage").first.wait_for()
    if has_map:
        page.wait_for_function(DRAWN, arg=MAP)
        page.get_by_role("slider").first.wait_for()
    page.locator("[data-testid=stSkeleton]").first.wait_for(state="detached")
    page.wait_for_function(IDLE)
    # Streamlit's tables and charts are drawn after its script has ended, and say nothing of it.
    page.wait_for_timeout(700)


def main(folder: Path, words: list[str]) -> None:
    """Write every picture whose name holds all *words* into *folder*."""
    folder.mkdir(parents=True, exist_ok=True)
    wanted = [each for each in views() if set(words) <= set(each.name.split("-"))]
    with chromium() as browser:
        for collection, several in groupby(wanted, lambda view: view.collection):
            with running(OURS, folder_of(COLLECTIONS[collection])) as server:
                for view in several:
                    picture(browser, server.url, view, folder / f"{view.name}.png")
                    print(view.name, flush=True)


def write_readme(path: Path = README) -> None:
    """The chronology's default view on a laptop, as the README shows it, to *path*."""
    view = View("chronology", LAPTOP, "light", "en")
    with chromium() as browser, running(OURS, folder_of(CHRONOLOGY)) as server:
        picture(browser, server.url, view, path)


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["--readme"]:
            write_readme()
        case [folder, *words]:
            main(Path(folder), words)
        case _:
            sys.exit(__doc__)
