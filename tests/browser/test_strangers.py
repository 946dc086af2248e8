"""Pages and names that are not the host's own: they begin no session, and direct nothing."""

from __future__ import annotations

import json
import socket
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import urlsplit
from urllib.request import urlopen

import psutil
import pytest
from playwright.sync_api import FilePayload, Frame, Page
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import connect
from websockets.typing import Origin, Subprotocol

from tests.app.hostile_files import plain
from tests.browser.chromium import Record
from tests.browser.reader import MAP_FRAME, Reader
from tests.browser.server import Server, serving

FRAME = b"""<!doctype html><title>frame</title><link rel=icon href="data:,">
<iframe width=1200 height=800></iframe><script>
const frame = document.querySelector("iframe");
frame.src = location.hash.slice(1);
setInterval(() => frame.contentWindow.postMessage({stCommVersion: 1,
  type: "SET_FILE_UPLOAD_CLIENT_CONFIG", prefix: location.origin + "/taken", headers: {}},
  "*"), 50);
</script>"""


ORDER = """(map, whose) => map.postMessage({isStreamlitMessage: true, type: "streamlit:render",
    args: {html: "", header: "", js_links: [], css_links: [], returned_objects: [], height: 300,
           layer_control: "", script: `${RUN}"${whose}");`, feature_group: `${RUN}"${whose}");`},
    dfs: []}, "*")""".replace("${RUN}", "(window.ran ??= []).push(")
"""What streamlit-folium's frame, *map*, is told to run."""
SYMBOL = "path.sm-marker, .leaflet-container path"
MAP_ALONE = "/component/streamlit_folium.st_folium/index.html"
NEXT_TURN = "new Promise((done) => setTimeout(done))"
TO_YOUR_DATA = """() => {
    history.pushState({}, "", "/your_data?embed=true");
    dispatchEvent(new PopStateEvent("popstate"));
}"""


@contextmanager
def framing() -> Iterator[str]:
    """The origin of a page elsewhere that frames what it is told, and would have its uploads."""

    class Frame(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(FRAME)

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Frame) as elsewhere:
        Thread(target=elsewhere.serve_forever, daemon=True).start()
        yield f"http://localhost:{elsewhere.server_port}"
        elsewhere.shutdown()


def handshake(server: Server, host: str, origin: str | None) -> bool:
    """Whether the server opens a WebSocket for a page of *origin* that calls it *host*."""
    port = urlsplit(server.url).port
    origin = origin and origin.replace("PORT", str(port))
    try:
        with connect(
            f"ws://{host}:{port}/_stcore/stream",
            sock=socket.create_connection(("localhost", port or 0), timeout=10),
            origin=Origin(origin) if origin else None,
            subprotocols=[Subprotocol("streamlit")],
            proxy=None,
        ):
            return True
    except InvalidStatus as refused:
        if refused.response.status_code != 403:
            raise
        return False


FOREIGN = [
    ("rebound.example", "http://rebound.example:PORT"),
    ("rebound.example", "http://localhost:PORT"),
    ("rebound.example", None),
    ("localhost", "https://elsewhere.example"),
    ("localhost", "http://rebound.example:PORT"),
    ("localhost", "null"),
    ("localhost.rebound.example", "http://localhost.rebound.example:PORT"),
    ("192.0.2.1", "http://192.0.2.1:PORT"),
]


def test_a_strange_handshake(resident: Reader, server: Server) -> None:
    """
    Neither a foreign name nor a foreign page begins a session; nobody is asked about it, and that
    it was refused is written down without them.
    """
    resident.open("codebook")
    for host, origin in FOREIGN:
        before = server.log.stat().st_size
        assert not handshake(server, host, origin), (host, origin)
        assert server.outside() == set()
        written = server.log.read_text()[before:]
        assert [each for each in ("elsewhere", "rebound", "192.0.2.1") if each in written] == []


def test_the_hosts_own_handshake(server: Server) -> None:
    """By its own names it is served, whatever the spelling."""
    for host in ("localhost", "127.0.0.1", "[::1]", "LOCALHOST"):
        assert handshake(server, host, f"http://{host}:PORT")


def test_a_message_without_an_end(server: Server) -> None:
    """Whoever sends a message in parts without an end is hung up on, and nothing of it is held."""
    address = f"{server.url.replace('http', 'ws')}/_stcore/stream"
    before = psutil.Process(server.process.pid).memory_info().rss
    protocols = [Subprotocol("streamlit")]
    with (
        connect(address, subprotocols=protocols, max_size=None, proxy=None) as page,
        pytest.raises(ConnectionClosed),
    ):
        page.send(bytes(2**20) for _ in range(100))
    assert psutil.Process(server.process.pid).memory_info().rss < before + 30 * 2**20


@pytest.mark.nightly("test_the_hosts_own_handshake holds it of the names that need no word")
def test_a_host_with_a_name(tmp_path: Path) -> None:
    """By configuration it is served under its public name, and under no other."""
    names = "map.example.org localhost"
    with serving(tmp_path, STREAMLIT_SERVER_ALLOWED_HOSTS=names) as named:
        assert handshake(named, "map.example.org", "https://map.example.org:PORT")
        assert handshake(named, "localhost", "http://localhost:PORT")
        assert not handshake(named, "rebound.example", "http://rebound.example:PORT")


OPEN = pytest.param(True, marks=pytest.mark.nightly("few hosts let others in"))


@pytest.mark.parametrize("let", [False, OPEN])
def test_a_foreign_frame(
    page: Page,
    record: Record,
    tmp_path: Path,
    let: bool,
    request: pytest.FixtureRequest,
) -> None:
    """
    A page elsewhere frames the map's embed view alone, and turns no upload away even if that
    were led to one; only where the host lets it.
    """
    with framing() as elsewhere, ExitStack() as running:
        if let:
            chosen = {"STREAMLIT_CLIENT_ALLOWED_ORIGINS": elsewhere}
            app = running.enter_context(serving(tmp_path, **chosen))
        else:
            app = request.getfixturevalue("server")
        record.origins |= {app.url, elsewhere}
        with urlopen(f"{app.url}/_stcore/host-config") as reply:
            assert json.load(reply)["allowedOrigins"] == ([elsewhere] if let else [])
        for whole in ("your_data?embed=true", "?weapon=drone"):
            with page.expect_console_message(lambda each: "frame-ancestors" in each.text):
                page.goto(f"{elsewhere}/#{app.url}/{whole}")
            page.goto("about:blank")
        record.take()
        page.goto(f"{elsewhere}/#{app.url}/?embed=true")
        inner = page.frame_locator("iframe")
        inner.locator(".sm-inview").wait_for()
        # Nothing in the embed view leads there: this is what its own history would do.
        inner.locator(":root").evaluate(TO_YOUR_DATA)
        inner.get_by_role("heading", name="Your data").wait_for()
        dropped = FilePayload(name="mine.csv", mimeType="text/csv", buffer=plain())
        with page.expect_request(lambda each: each.method == "PUT") as sent:
            inner.locator("[data-testid=stFileUploader] input[type=file]").set_input_files(dropped)
        assert sent.value.url.startswith(f"{elsewhere}/taken/" if let else f"{app.url}/_stcore/")
        if not let:
            inner.get_by_role("button", name="Open this collection").wait_for()
        page.close()
        if let:
            record.take()


def test_the_map_takes_no_orders_from_elsewhere(page: Page, record: Record, server: Server) -> None:
    """
    A page elsewhere that frames the embed view, frames the map alone, or has opened a page here
    runs no script in the map's frame; the page around it does.
    """
    with framing() as elsewhere:
        record.origins.add(elsewhere)
        page.goto(f"{elsewhere}/#{server.url}/?embed=true")
        page.frame_locator("iframe").frame_locator(MAP_FRAME).locator(SYMBOL).first.wait_for()
        embedded = page.frames[1]
        page.evaluate(f"({ORDER})(frames[0].frames[0], 'elsewhere')")
        assert heard(embedded) == ["around"]
        with page.expect_popup() as opened:
            page.evaluate("url => { window.opened = open(url); }", f"{server.url}/")
        opened.value.bring_to_front()
        opened.value.frame_locator(MAP_FRAME).locator(SYMBOL).first.wait_for()
        page.evaluate(f"({ORDER})(opened.frames[0], 'elsewhere')")
        assert heard(opened.value.main_frame) == ["around"]
        opened.value.close()
        page.goto("about:blank")
        page.goto(f"{elsewhere}/#{server.url}{MAP_ALONE}")
        alone = page.frames[1]
        alone.wait_for_function("window.Streamlit?.registeredMessageListener")
        page.evaluate(f"({ORDER})(frames[0], 'elsewhere')")
        assert alone.evaluate(f"{NEXT_TURN}.then(() => window.ran ?? [])") == []


def heard(around: Frame) -> list[str]:
    """Whose orders the map in *around* has run, once it has run one of *around* itself."""
    around.evaluate(f"({ORDER})(frames[0], 'around')")
    inner = around.child_frames[0]
    inner.wait_for_function("window.ran?.includes('around')")
    found: list[str] = inner.evaluate("window.ran")
    return found
