"""Two replicas behind the shipped balancer: readers stay where they are, and outlive one's end."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

import pytest
from playwright.sync_api import Browser, Playwright, expect
from streamlit.proto.BackMsg_pb2 import BackMsg
from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.typing import Subprotocol

from bench.sessions import Visitor
from strikemap.export import View, export
from strikemap.links import Link
from tests.app.hostile_files import plain
from tests.browser.chromium import Record, dead_end, launch
from tests.browser.reader import IDLE, Reader
from tests.browser.server import Server, serving
from tests.browser.test_upload import drop, to_your_data
from tests.replicas.balancer import COOKIE, DIRECT, balancing, replica_of
from tests.unit.export.views import SHIPPED, shipped

SESSIONS = 50
BACK_WITHIN = 10.0
"""Seconds in which each session has its view again."""
SECRET = {"STREAMLIT_SERVER_COOKIE_SECRET": "the same on all replicas"}


@pytest.fixture(scope="module")
def replicas(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Server]]:
    """Two servers, by the names that the balancer gives them."""
    with (
        serving(tmp_path_factory.mktemp("a"), **SECRET) as one,
        serving(tmp_path_factory.mktemp("b"), **SECRET) as other,
    ):
        yield {"a": one, "b": other}


@pytest.fixture(scope="module")
def url(replicas: dict[str, Server], tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address by which readers come in."""
    log = tmp_path_factory.mktemp("balancer") / "haproxy.log"
    with balancing([each.url for each in replicas.values()], log) as address:
        yield address


@pytest.fixture(scope="module")
def browser(playwright: Playwright) -> Iterator[Browser]:
    with dead_end(Record()) as proxy:
        chromium = launch(playwright, proxy)
        yield chromium
        chromium.close()


def test_what_the_balancer_gives(url: str) -> None:
    """Data, pages and files come through it whole; new readers are shared out; no metrics."""
    whole = shipped(SHIPPED[0])
    with DIRECT.open(f"{url}/api/v1/incidents.csv", timeout=10) as reply:
        assert reply.read() == export("csv", View(whole, Link(collection=whole.name)))
    assert {replica_of(url) for _ in range(6)} == {"a", "b"}
    with pytest.raises(OSError, match="404"):
        DIRECT.open(f"{url}/_stcore/metrics", timeout=10)


async def visit(url: str, replica: str, query: str) -> Visitor:
    """A session at *replica*, through the balancer, with the page of *query* run."""
    connection = await connect(
        url.replace("http", "ws") + "/_stcore/stream",
        subprotocols=[Subprotocol("streamlit")],
        additional_headers={"Cookie": f"{COOKIE}={replica}", "Origin": url},
        max_size=None,
        proxy=None,
    )
    visitor = Visitor(connection)
    visitor.query = query
    await seen(visitor)
    return visitor


async def seen(visitor: Visitor) -> None:
    """Run the page once, until it stands."""
    await visitor._send(BackMsg())
    await visitor._until_finished("")


async def outlive(url: str, at: list[Visitor], ended: asyncio.Event) -> list[float]:
    """Each visitor comes back once its connection ends, as a browser does; seconds until then."""
    began = 0.0

    async def back(visitor: Visitor) -> float:
        await visitor.connection.wait_closed()
        again = None
        while again is None:
            # As Streamlit's page does: it asks again until somebody answers.
            with suppress(InvalidStatus, ConnectionClosed, OSError):
                again = await visit(url, "a", visitor.query)
        assert again.query == visitor.query
        await again.connection.close()
        return time.perf_counter() - began

    await ended.wait()
    began = time.perf_counter()
    return list(await asyncio.gather(*(back(each) for each in at)))


def test_one_replica_ends(browser: Browser, url: str, replicas: dict[str, Server]) -> None:
    """
    With 50 sessions, a filter and an upload, one replica is killed: every session has its view
    again by itself, the other's uploads stay, and what is lost is said.
    """
    readers = {}
    for name in replicas:
        context = browser.new_context()
        context.set_default_timeout(40_000)
        context.add_cookies([{"name": COOKIE, "value": name, "url": url}])
        readers[name] = to_your_data(Reader(context.new_page(), url).open())
        drop(readers[name], f"mine-{name}.csv", plain())
        readers[name].page.get_by_role("button", name="Open this collection").click()
        readers[name].expect_query("collection", f"csv-mine-{name}-csv")
        readers[name].expect_in_view(1)
    lost, kept = readers["a"], readers["b"]
    viewing = Reader(lost.page.context.new_page(), url).open("incidents", weapon="drone")
    seen_before = viewing.in_view
    # The browser's own loop runs in this thread.
    with ThreadPoolExecutor(1) as thread:
        seconds = thread.submit(asyncio.run, _crowd(url, replicas["a"])).result()
    assert len(seconds) == SESSIONS // 2 and max(seconds) <= BACK_WITHIN
    # The pages were joined again by themselves, show what they showed, and act as before.
    for reader in (viewing, lost):
        reader.page.locator(IDLE).wait_for(timeout=BACK_WITHIN * 1000)
    assert viewing.in_view == seen_before
    viewing.link_to("Map").click()
    viewing.expect_query("weapon", "drone")
    # A page comes back by itself, and says by itself that its upload went with the replica.
    expect(lost.page.get_by_text("There is no collection")).to_be_visible()
    kept.link_to("Incidents").click()
    kept.expect_in_view(1)
    kept.expect_query("collection", "csv-mine-b-csv")
    assert replica_of(url) == "b"
    with DIRECT.open(f"{url}/api/v1/totals.json", timeout=10) as reply:
        assert reply.status == 200


async def _crowd(url: str, ending: Server) -> list[float]:
    """Seconds until each session of the replica *ending* had its view again after its end."""
    places = [("a", "b")[at % 2] for at in range(SESSIONS)]
    queries = [f"weapon=drone&q={at}" for at in range(SESSIONS)]
    visitors = [await visit(url, *each) for each in zip(places, queries, strict=True)]
    ended = asyncio.Event()
    there = [v for v, name in zip(visitors, places, strict=True) if name == "a"]
    coming_back = asyncio.create_task(outlive(url, there, ended))
    ending.process.kill()
    ended.set()
    seconds = await coming_back
    for visitor, name in zip(visitors, places, strict=True):
        if name == "b":
            # The other replica's sessions never noticed.
            await seen(visitor)
            await visitor.connection.close()
    return seconds
