"""The page and its files in English and in another language, each figure of both by turns."""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.request import urlopen

from playwright.sync_api import Browser

from bench import browser as browsing
from bench import pictures, visit
from bench import server as serving
from bench.response import Held
from strikemap import collection, export
from strikemap.languages import DEFAULT, gettext, speaking
from strikemap.links import Link
from strikemap.model import Collection

PRESSES, VISITS, FETCHES, EXPORTS = 12, 12, 16, 20
WARM_UP = 3
BLOCKS, BLOCK = 2, 10
"""How often as many changes in a row are weighed by the server's processor time."""
TOTALS = "totals.json"
FORMS = ("csv", "geojson", "package", "html", "xlsx")


@dataclass(slots=True)
class Both:
    """What was measured in English and in the other language, and in which unit."""

    unit: str
    english: list[float]
    other: list[float]

    @property
    def medians(self) -> tuple[float, float]:
        """Of English, and of the other."""
        return statistics.median(self.english), statistics.median(self.other)


FIGURES = {
    "key press to changed markers": ("milliseconds", "ms"),
    "rest to right totals": ("rest_to_right", "ms"),
    "bytes for a change": ("received_bytes", "bytes"),
    "server, to the map": ("sent_to_first", "ms"),
    "server, to the end of the rerun": ("sent_to_end", "ms"),
}
WORKED = "server, processor time of a change"


def changed(browser: Browser, server: serving.Server, code: str) -> Mapping[str, Both]:
    """
    A press of an arrow on the last day, on a page in each language by turns.

    Of two pages in one browser the one that was opened later is slower by a fifth, also where both
    are in English: each language is opened first once.
    """
    found = {name: Both(unit, [], []) for name, (_figure, unit) in FIGURES.items()}
    found[WORKED] = Both("ms", [], [])
    for opened_first in (DEFAULT, code):
        later = code if opened_first == DEFAULT else DEFAULT
        held = {each: _held(browser, server.url, each) for each in (opened_first, later)}
        _change(held[DEFAULT], held[code], found)
        _work(server, held[DEFAULT], held[code], found[WORKED])
        for each in held.values():
            each.page.context.close()
    return found


def _change(english: Held, other: Held, found: Mapping[str, Both]) -> None:
    done = 0
    for turn in range(WARM_UP + 2 * PRESSES):
        # Which of both comes first changes: what the first one warms up helps the second.
        held = (english, other) if turn % 2 else (other, english)
        met = {id(each): _pressed(each) for each in held}
        one, two = met[id(english)], met[id(other)]
        if turn < WARM_UP or one is None or two is None:
            continue  # a day without incidents changes nothing on either page
        for name, (figure, _unit) in FIGURES.items():
            found[name].english.append(getattr(one, figure))
            found[name].other.append(getattr(two, figure))
        done += 1
        if done == PRESSES:
            break


def _work(server: serving.Server, english: Held, other: Held, both: Both) -> None:
    """Processor milliseconds of a change, of a block: it is counted in hundredths of a second."""
    for turn in range(BLOCKS):
        order = ((english, both.english), (other, both.other))
        for held, into in order if turn % 2 else order[::-1]:
            began = server.cpu_seconds
            for _press in range(BLOCK):
                held.page.keyboard.press("ArrowRight" if turn % 2 else "ArrowLeft")
                browsing.settled(held.page)
            into.append((server.cpu_seconds - began) * 1000 / BLOCK)


def _pressed(held: Held) -> browsing.Change | None:
    try:
        return held.press("ArrowLeft")
    except browsing.Unchanged:
        return None


def _held(browser: Browser, url: str, code: str) -> Held:
    page, wire = browsing.opened(browser, f"{url}/?lang={code}", patience=600_000)
    browsing.watch_map(page)
    page.set_default_timeout(browsing.PATIENCE)
    with speaking(code):
        page.get_by_role("slider", name=gettext("Last day")).focus()
    return Held(page, wire)


def visited(browser: Browser, url: str, code: str) -> Mapping[str, Both]:
    """First visits by turns, and the bytes of one of each."""
    took, came = Both("ms", [], []), Both("bytes", [], [])
    for turn in range(VISITS + 1):
        order = ((DEFAULT, took.english), (code, took.other))
        for each, into in order if turn % 2 else order[::-1]:
            one = visit.time_of_visit(browser, f"{url}/?lang={each}")
            if turn:
                into.append(one)
    for each, into in ((DEFAULT, came.english), (code, came.other)):
        fetched = visit.bytes_of_visit(browser, f"{url}/?lang={each}")
        into.append(fetched.answers + fetched.frames)
    return {"first visit to a warm server": took, "first visit: bytes that come": came}


def fetched(server: serving.Server, folder: Path, code: str) -> Mapping[str, Both]:
    """Pictures and totals over HTTP, each of a view that was not asked for in that language."""
    found = {}
    for name, path in (("picture of a view", "picture.png"), ("totals of a view", TOTALS)):
        both = Both("ms", [], [])
        for turn, query in enumerate(pictures.queries(folder)[:FETCHES]):
            order = ((DEFAULT, both.english), (code, both.other))
            for each, into in order if turn % 2 else order[::-1]:
                took = _fetched(f"{server.url}/api/v1/{path}?{query}&lang={each}")
                if turn >= WARM_UP:
                    into.append(took)
        found[name] = both
    return found


def exported(folder: Path, code: str) -> Mapping[str, Both]:
    """Processor time of each form of export of the whole collection."""
    whole = collection.read(folder).collection
    assert whole is not None
    found = {}
    for form in FORMS:
        both = Both("ms", [], [])
        for turn in range(EXPORTS + 1):
            order = ((DEFAULT, both.english), (code, both.other))
            for each, into in order if turn % 2 else order[::-1]:
                took = _processor_milliseconds(form, whole, each)
                if turn:
                    into.append(took)
        found[f"export as {form}"] = both
    return found


def _processor_milliseconds(form: str, whole: Collection, code: str) -> float:
    with speaking(code), tempfile.TemporaryFile() as file:
        view = export.View(whole, Link(collection=whole.name, language=code))
        began = time.process_time()
        export.write(form, view, file)
        return (time.process_time() - began) * 1000


def _fetched(address: str) -> float:
    began = time.perf_counter()
    with urlopen(address, timeout=serving.PATIENCE) as answer:
        answer.read()
    return (time.perf_counter() - began) * 1000
