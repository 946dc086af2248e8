"""A Streamlit server of the bench's own on 127.0.0.1, started, waited for, weighed and ended."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import psutil

from strikemap.host.leaflet import TARGET as LEAFLET
from strikemap.host.leaflet import bring_files

ROOT = Path(__file__).parents[1]
OURS, SERVED = "app.py", "serve.py"
"""This tree's app, and the file that serves it as `make run` does."""
STAGE = ROOT / "build" / "bench" / "apps"
FIRST_PORT = int(os.environ.get("BENCH_PORT", "8700"))
PATIENCE = 300.0
"""Seconds that a server may take to answer at all."""


@dataclass(slots=True)
class Server:
    """A running server: its address, its process, and how long it took to answer."""

    url: str
    process: psutil.Popen
    started_in: float
    begin: Callable[[], psutil.Popen]

    @property
    def megabytes(self) -> float:
        """Resident memory of the server now."""
        return float(self.process.memory_info().rss) / 1e6

    @property
    def cpu_seconds(self) -> float:
        """Processor time that the server has used so far."""
        times = self.process.cpu_times()
        return float(times.user + times.system)

    def kill_and_start(self) -> None:
        """End the server as a crash does, and start it again at the same address."""
        self.process.kill()
        self.process.wait()
        began = time.perf_counter()
        self.process = self.begin()
        _wait(self.url, self.process, _log(self.url))
        self.started_in = time.perf_counter() - began


@contextmanager
def running(app: str, folder: Path | None = None, *, like_ours: bool = False) -> Iterator[Server]:
    """
    A server for *app*, `app.py` of this tree or one of `bench/apps`, with *folder* to show.

    An app of `bench/apps` runs with Streamlit's defaults, or *like_ours* with this project's
    settings.  The server hears 127.0.0.1 alone and ends with the block, also by force.
    """
    port = _free_port()
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    if folder is not None:
        environment["STRIKEMAP_COLLECTIONS"] = str(folder)
    url = f"http://127.0.0.1:{port}"
    log = _log(url)
    log.parent.mkdir(parents=True, exist_ok=True)
    log.unlink(missing_ok=True)
    command = [
        sys.executable, "-m", "streamlit", "run", str(_staged(app)),
        "--server.address", "127.0.0.1", "--server.port", str(port),
        "--server.headless", "true", "--server.fileWatcherType", "none",
        "--server.enableStaticServing", "true", "--browser.gatherUsageStats", "false",
    ]  # fmt: skip
    # Streamlit takes its settings from the folder that it is started in.
    home = ROOT if app == OURS or like_ours else STAGE

    def begin() -> psutil.Popen:
        with log.open("ab") as said:
            return psutil.Popen(
                command, cwd=home, env=environment, stdout=said, stderr=subprocess.STDOUT
            )

    began = time.perf_counter()
    server = Server(url, begin(), 0.0, begin)
    try:
        _wait(url, server.process, log)
        server.started_in = time.perf_counter() - began
        yield server
    finally:
        _end(server.process)


def _log(url: str) -> Path:
    return ROOT / "build" / "bench" / f"server-{url.rpartition(':')[2]}.log"


def _end(process: psutil.Popen) -> None:
    process.terminate()
    try:
        process.wait(10)
    except psutil.TimeoutExpired:
        process.kill()
        process.wait()


def _staged(app: str) -> Path:
    if app == OURS:
        return ROOT / SERVED
    # Streamlit serves `static/` beside the script, and nothing that a link leads out of it to.
    bring_files()
    shutil.copytree(LEAFLET, STAGE / "static" / "leaflet", dirs_exist_ok=True)
    shutil.copytree(Path(__file__).parent / "apps", STAGE, dirs_exist_ok=True)
    return STAGE / app


def _free_port() -> int:
    taken = {each.laddr.port for each in psutil.net_connections("tcp") if each.laddr}
    return next(port for port in range(FIRST_PORT, FIRST_PORT + 21) if port not in taken)


def _wait(url: str, process: psutil.Popen, log: Path) -> None:
    until = time.perf_counter() + PATIENCE
    while time.perf_counter() < until:
        if process.poll() is not None:
            raise RuntimeError(f"the server ended at once:\n{log.read_text()[-2000:]}")
        try:
            with urlopen(f"{url}/_stcore/health", timeout=5):
                return
        except (URLError, OSError):
            # Nothing tells when a server begins to listen but asking it.
            time.sleep(0.01)
    raise TimeoutError(f"no answer from {url} within {PATIENCE:.0f} s")
