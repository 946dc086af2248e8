"""Two replicas behind the shipped balancer: readers stay where they are, and outlive one's end."""

from __future__ import annotations

import asyncio
import gzip
import re
import socket
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing, suppress
from http.client import HTTPConnection, IncompleteRead
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import Request

import pytest
from playwright.sync_api import Browser, Playwright, expect
from streamlit import file_util
from streamlit.proto.BackMsg_pb2 import BackMsg
from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.typing import Subprotocol

from bench.sessions import Visitor
from strikemap.export import View, export
from strikemap.host.static_address import PLAIN, files_version
from strikemap.links import Link
from tests.app.hostile_files import plain
from tests.browser.chromium import Record, dead_end, launch
from tests.browser.reader import IDLE, Reader
from tests.browser.server import Server, serving
from tests.browser.test_downloads import ONE, read
from tests.browser.test_filters import choose
from tests.browser.test_upload import drop, to_your_data
from tests.conftest import awaited
from tests.replicas.balancer import COOKIE, DIRECT, balancing, replica_of
from tests.unit.export.views import SHIPPED, link_of, shipped

SESSIONS = 50
BACK_WITHIN = 10.0
"""Seconds in which each session has its view again."""
STREAMLIT = Path(file_util.get_static_dir())
METRICS = "/_stcore/metrics"
"""What the balancer refuses by itself, so that no replica has to answer thousands."""
WATCH = """(idle) => {
  window.lastAway = 0;
  setInterval(() => { if (!document.querySelector(idle)) window.lastAway = Date.now(); }, 50);
}"""
"""Writes down when the page was last without its server, or still waiting for its view."""
pytestmark = pytest.mark.nightly("two servers and a balancer, which one host has not")
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
    """
    Data, pages and files come through it whole, packed where Streamlit sends them bare, scripts
    and borders from its own cache the second time; new readers are shared out; no metrics.
    """
    whole = shipped(SHIPPED[0])
    with DIRECT.open(f"{url}/api/v1/incidents.csv", timeout=10) as reply:
        assert reply.read() == export("csv", View(whole, Link(collection=whole.name)))
    assert {replica_of(url) for _ in range(6)} == {"a", "b"}
    for path in ("_stcore/metrics", "%5fstcore/metrics", "_stcore/%6Detrics"):
        with pytest.raises(HTTPError, match="404") as refused:
            DIRECT.open(f"{url}/{path}", timeout=10)
        with refused.value as told:
            assert "set-cookie" not in told.headers, "a replica has answered"
    page, head = packed(url)
    assert head["cache-control"] == "no-cache"
    script = re.findall(rb'src="\./(static/js/index\.[^"]+\.js)"', page)[0].decode()
    content = (STREAMLIT / script).read_bytes()
    first, again = packed(f"{url}/{script}"), packed(f"{url}/{script}")
    assert first[0] == again[0] == content
    assert "age" in again[1] and "immutable" in again[1]["cache-control"]
    borders = f"{url}/{PLAIN}@{files_version()}/boundaries/regions.geojson"
    first, again = packed(borders), packed(borders)
    assert first[0] == again[0] and len(first[0]) > 100_000
    assert "age" in again[1] and "immutable" in again[1]["cache-control"]
    for path in ("_stcore/host-config", "app/static/boundaries/regions.geojson"):
        packed(f"{url}/{path}")


def packed(url: str) -> tuple[bytes, dict[str, str]]:
    """What lies at *url*, which must come packed, as it is and with its headers."""
    with DIRECT.open(Request(url, headers={"Accept-Encoding": "gzip"}), timeout=10) as reply:
        told = {name.lower(): value for name, value in reply.headers.items()}
        assert told["content-encoding"] == "gzip", url
        return gzip.decompress(reply.read()), told


def test_who_asks_too_often_waits(url: str) -> None:
    """
    Of one address's requests in ten seconds the 201st for data and the 2001st of all are refused
    with when to come again; another address is heard all the while.
    """
    for path, most, here in (("/api/v1/none", 200, "127.0.0.2"), (METRICS, 2_000, "127.0.0.3")):
        # Each from an address of this machine that no other test asks from.
        asking = HTTPConnection(urlsplit(url).netloc, source_address=(here, 0), timeout=10)
        for number in range(most + 2):
            asking.request("GET", path)
            reply = asking.getresponse()
            reply.read()
            assert reply.status == (404 if number < most else 429), (path, number)
        assert int(reply.headers["Retry-After"]) == 10
        asking.close()
        with DIRECT.open(f"{url}/api/v1/totals.json", timeout=10) as heard:
            assert heard.status == 200


def test_who_holds_too_much_waits(url: str) -> None:
    """Of one address's requests that are going on at one moment the 601st is refused."""
    where = (urlsplit(url).hostname, urlsplit(url).port)
    with ExitStack() as opened:

        def ask(request: str) -> bytes:
            made = socket.create_connection(where, 10, source_address=("127.0.0.4", 0))
            asking = opened.enter_context(made)
            more = "Content-Length: 10\r\n" if "POST" in request else ""
            asking.sendall(f"{request} HTTP/1.1\r\nHost: localhost\r\n{more}\r\n".encode())
            return asking.recv(1_000).split(b" ")[1]

        # A request goes on until all of it has come, which here never does.
        held = [ask("POST /held") for _ in range(590)]
        assert ask(f"GET {METRICS}") == b"404"
        held += [ask("POST /held") for _ in range(10)]
        assert set(held) == {b"405"}
        assert ask(f"GET {METRICS}") == b"429"


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
    With 50 sessions, a filter, an upload, an export and packages that are being made, one replica
    is killed: the packages come from the other, whole; every session, in
    browsers too, has its view again by itself within ten seconds, the other's uploads stay, what
    is lost is said, and the export is given as before.
    """
    readers = {}
    for name in replicas:
        context = browser.new_context()
        context.set_default_timeout(40_000)
        context.add_cookies([{"name": COOKIE, "value": name, "url": url}])
        readers[name] = to_your_data(Reader(context.new_page(), url).open())
        drop(readers[name], f"mine-{name}.csv", plain())
        readers[name].page.get_by_role("button", name="Open this collection").click()
        readers[name].expect_query("collection", f"own~csv-mine-{name}-csv")
        readers[name].expect_in_view(1)
    lost, kept = readers["a"], readers["b"]
    viewing = Reader(lost.page.context.new_page(), url).open("incidents", weapon="drone")
    choose(viewing, viewing.page.get_by_test_id("stSidebar"), "Territory")
    seen_before = viewing.in_view
    whole = shipped(SHIPPED[0])
    view = View(whole, link_of(whole, "weapon=drone&territory=russia"))
    name, content = given = exported(viewing)
    assert content == export("csv", view)
    assert f"-{whole.version}-{whole.content_hash[:12]}-" in name
    for reader in (viewing, lost, kept):
        reader.page.evaluate(WATCH, IDLE)
    seconds, ended = awaited(_crowd(url, replicas["a"]))
    assert len(seconds) == SESSIONS // 2 and max(seconds) <= BACK_WITHIN
    # The pages were joined again by themselves, show what they showed, and act as before.
    for reader in (viewing, lost):
        reader.page.locator(IDLE).wait_for(timeout=BACK_WITHIN * 1000)
        assert 0 < reader.page.evaluate("lastAway") / 1000 - ended <= BACK_WITHIN
    assert kept.page.evaluate("lastAway") == 0
    assert viewing.in_view == seen_before
    assert exported(viewing) == given
    viewing.link_to("Map").click()
    viewing.expect_query("weapon", "drone")
    viewing.expect_query("territory", "russia")
    # A page comes back by itself, and says by itself that its upload went with the replica.
    expect(lost.page.locator(".sm-notice").filter(has_text="it is gone")).to_be_visible()
    kept.link_to("Incidents").click()
    kept.expect_in_view(1)
    kept.expect_query("collection", "own~csv-mine-b-csv")
    assert replica_of(url) == "b"
    with DIRECT.open(f"{url}/api/v1/totals.json", timeout=10) as reply:
        assert reply.status == 200


def exported(reader: Reader) -> tuple[str, bytes]:
    """Name and content of the file that the button for CSV gives."""
    with reader.page.expect_download() as given:
        reader.page.get_by_test_id("stDownloadButton").filter(has_text=ONE).click()
    return given.value.suggested_filename, read(given.value)


def begun(url: str, replica: str) -> HTTPConnection:
    """A package asked of *replica*, whose answer nobody has waited for yet."""
    asking = HTTPConnection(urlsplit(url).netloc, timeout=30)
    asking.request("GET", "/api/v1/package.zip", headers={"Cookie": f"{COOKIE}={replica}"})
    return asking


def answered(asking: HTTPConnection) -> bytes:
    """The whole answer, "" for one that broke off: never a part of it as if it were all."""
    with closing(asking), suppress(IncompleteRead, ConnectionError):
        reply = asking.getresponse()
        assert reply.status == 200
        return reply.read()
    return b""


async def _crowd(url: str, ending: Server) -> tuple[list[float], float]:
    """
    Seconds until each session of the replica *ending* had its view again after its end, and
    when that was, in seconds since 1970.
    """
    places = [("a", "b")[at % 2] for at in range(SESSIONS)]
    queries = [f"weapon=drone&q={at}" for at in range(SESSIONS)]
    visitors = [await visit(url, *each) for each in zip(places, queries, strict=True)]
    ended = asyncio.Event()
    there = [v for v, name in zip(visitors, places, strict=True) if name == "a"]
    coming_back = asyncio.create_task(outlive(url, there, ended))
    at = time.time()
    asking = [begun(url, "a") for _ in range(4)]
    ending.process.kill()
    ended.set()
    seconds = await coming_back
    whole = shipped(SHIPPED[0])
    package = export("package", View(whole, Link(collection=whole.name)))
    given = [await asyncio.to_thread(answered, each) for each in asking]
    assert set(given) <= {package, b""} and given.count(b"") <= 1
    for visitor, name in zip(visitors, places, strict=True):
        if name == "b":
            # The other replica's sessions never noticed.
            await seen(visitor)
            await visitor.connection.close()
    return seconds, at
