"""A real Chromium that can reach the app alone, and a record of what it tried beyond."""

from __future__ import annotations

import re
import shutil
import socketserver
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Playwright

# Pages of the browser's own window, which nobody sees, take half a second of processor time for
# each tab; and what Playwright turns off, since of two such switches the browser hears the last.
TURNED_OFF = (
    "AimEnabled", "AvoidUnnecessaryBeforeUnloadCheckSync", "DestroyProfileOnBrowserClose",
    "HttpsFirstBalancedModeAutoEnable", "HttpsUpgrades", "InitialWebUI", "LensOverlay",
    "MediaRouter", "NetworkTimeServiceQuerying", "OptimizationHints", "PaintHolding",
    "PreconnectToSearch", "PreloadTopChromeWebUI", "ThirdPartyStoragePartitioning",
    "WebUIOmniboxAimPopup", "WebUIOmniboxPopup", "WebUIReloadButton",
)  # fmt: skip
SHARED, ROOM = Path("/dev/shm"), 2**30
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    f"--disable-features={','.join(TURNED_OFF)}",
)
# What the browser itself asks for (accounts, form filling, time), whatever page is open. A page
# that asked for one of these would still be heard through its request.
OWN_HOSTS = re.compile(r"(^|\.)(google|googleapis|gstatic|gvt1)\.com$")
EXPECTED_ERRORS = (
    # On a deep link Streamlit's own front end asks for these below the page's path first, gets
    # 404, and then finds them at the root. No setting stops it.
    re.compile(r"404 .*\S+/[a-z_]+/_stcore/(health|host-config)$"),
)


@dataclass
class Record:
    """Requests beyond the app's own origins, and errors on the console."""

    origins: set[str] = field(default_factory=set)
    outside: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def hear(self, context: BrowserContext) -> None:
        """Write down what happens in every page and frame of *context*."""
        context.on("request", lambda request: self.request(request.url))
        context.on("page", lambda page: page.on("websocket", lambda ws: self.request(ws.url)))
        context.on("console", self.message)
        context.on("weberror", lambda error: self.errors.append(str(error.error)))

    def request(self, url: str) -> None:
        """Keep *url* where it leaves the app."""
        parts = urlsplit(url)
        if parts.scheme in ("data", "blob", "about"):
            return
        scheme = {"ws": "http", "wss": "https"}.get(parts.scheme, parts.scheme)
        if f"{scheme}://{parts.netloc}" not in self.origins:
            self.outside.append(url)

    def take(self) -> tuple[list[str], list[str]]:
        """What was kept since last time: requests beyond the app, and errors."""
        taken = self.outside, self.errors
        self.outside, self.errors = [], []
        return taken

    def message(self, message: ConsoleMessage) -> None:
        """Keep an error that is not one of `EXPECTED_ERRORS`."""
        told = f"{message.text} {message.location.get('url', '')}"
        if message.type == "error" and not any(each.search(told) for each in EXPECTED_ERRORS):
            self.errors.append(told)


@contextmanager
def dead_end(record: Record) -> Iterator[str]:
    """
    The address of a proxy that refuses all that it is asked for and writes it down.

    It also hears what no page event tells of, as preconnections; and unlike Playwright's own
    interception it leaves the browser's cache at work.
    """

    class Refuse(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            asked = self.rfile.readline(4096).decode("latin-1").split() or ["", ""]
            host = urlsplit(asked[1] if "://" in asked[1] else f"//{asked[1]}").hostname or ""
            if not OWN_HOSTS.search(host):
                record.outside.append(f"proxy: {asked[1]}")
            self.wfile.write(b"HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n")

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Refuse) as proxy:
        proxy.daemon_threads = True
        Thread(target=proxy.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{proxy.server_address[1]}"
        proxy.shutdown()


def launch(playwright: Playwright, proxy: str) -> Browser:
    """The system's Chromium, else Playwright's own, with no way out but *proxy*."""
    found = next(filter(None, map(shutil.which, NAMES)), None)
    chosen: dict[str, Any] = {"executable_path": found} if found else {}
    # By default what is drawn goes through files, a tenth of the processor's time dearer; a
    # container's own memory for it may be too small.
    if SHARED.exists() and shutil.disk_usage(SHARED).free >= ROOM:
        chosen["ignore_default_args"] = ["--disable-dev-shm-usage"]
    route = (f"--proxy-server={proxy}", "--proxy-bypass-list=localhost")
    return playwright.chromium.launch(args=[*ARGUMENTS, *route], **chosen)
