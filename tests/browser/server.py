"""The app as a user starts it, on a free port, with every connection that it makes written down."""

from __future__ import annotations

import ipaddress
import os
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from threading import Event, Thread

import psutil

from tests.processes import end, free_port

ROOT = Path(__file__).parents[2]
START_SECONDS = 60
_HERE = ("", "localhost", "localhost.localdomain", "None")
_SOCKETS = tuple(Path("/proc/net") / name for name in ("tcp", "tcp6", "udp", "udp6"))


@dataclass
class Server:
    """A running app: its address, its process, and the hosts beyond this machine it went for."""

    url: str
    process: subprocess.Popen[bytes]
    log: Path
    calls: Path
    environment: dict[str, str] = field(default_factory=dict)
    seen: set[str] = field(default_factory=set)
    looks: int = 0

    def outside(self) -> set[str]:
        """Every host beyond this machine that was asked for, looked up or connected to."""
        asked = set(self.calls.read_text().split()) if self.calls.exists() else set()
        return {host for host in asked | self.seen if not is_here(host)}

    def watch(self, stop: Event) -> None:
        """Look at the sockets of the process and its children until told to stop."""
        # The hook below misses what C code opens; this misses what lives for a moment only.
        while not stop.wait(1):
            self.look()

    def look(self) -> None:
        """Write down the hosts beyond this machine that the process and its children are at."""
        self.looks += 1
        # Whose a socket is costs fifty times as much to tell as that there is none.
        if not is_any_beyond():
            return
        try:
            parent = psutil.Process(self.process.pid)
            for process in (parent, *parent.children(recursive=True)):
                found = process.net_connections(kind="inet")
                self.seen |= {str(each.raddr.ip) for each in found if each.raddr}
        except psutil.Error:
            return


def is_any_beyond() -> bool:
    """Whether any process has a socket to another machine; True where that is not told."""
    try:
        lines = [line for each in _SOCKETS if each.exists()
                 for line in each.read_text().splitlines()[1:]]  # fmt: skip
    except OSError:
        return True
    return not _SOCKETS[0].exists() or any(is_beyond(line.split()[2]) for line in lines)


@cache
def is_beyond(remote: str) -> bool:
    """Of an address as Linux lists it: words of 32 bits in the machine's order, then the port."""
    words = bytes.fromhex(remote.partition(":")[0])
    turn = -1 if sys.byteorder == "little" else 1
    whole = b"".join(words[at : at + 4][::turn] for at in range(0, len(words), 4))
    return not is_here(str(ipaddress.ip_address(whole)))


def is_here(host: str) -> bool:
    """Whether *host* is this machine."""
    if host in _HERE:
        return True
    try:
        address = ipaddress.ip_address(host.partition("%")[0])
    except ValueError:
        return False
    mapped = getattr(address, "ipv4_mapped", None)
    return (mapped or address).is_loopback or address.is_unspecified


@contextmanager
def serving(folder: Path, **environment: str) -> Iterator[Server]:
    """The app on a free port, healthy; *folder* takes its log. It is ended by its process."""
    port = free_port()
    folder.mkdir(parents=True, exist_ok=True)
    log, calls = folder / "server.log", folder / "calls.txt"
    hook = str(Path(__file__).parent / "watched")
    environment = {"PYTHONPATH": hook, "STRIKEMAP_TEST_CALLS": str(calls), **environment}
    process = _started(port, log, environment)
    server = Server(f"http://localhost:{port}", process, log, calls, environment)
    stop = Event()
    watcher = Thread(target=server.watch, args=(stop,), daemon=True)
    watcher.start()
    try:
        _wait_for_health(server)
        yield server
    finally:
        stop.set()
        watcher.join()
        end(server.process)


def restart(server: Server) -> None:
    """End the app by its process and start it again at the same address; it is healthy then."""
    end(server.process)
    server.process = _started(int(server.url.rpartition(":")[2]), server.log, server.environment)
    _wait_for_health(server)


def _started(port: int, log: Path, environment: dict[str, str]) -> subprocess.Popen[bytes]:
    with log.open("ab") as out:
        return subprocess.Popen(
            [sys.executable, "-m", "streamlit", "run", "serve.py",
             "--server.address", "localhost", "--server.port", str(port),
             "--server.headless", "true", "--server.fileWatcherType", "none"],
            cwd=ROOT, stdout=out, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL,
            env=os.environ | environment,
        )  # fmt: skip


def _wait_for_health(server: Server) -> None:
    direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until:
        assert server.process.poll() is None, server.log.read_text()
        try:
            with direct.open(server.url + "/_stcore/health", timeout=2) as reply:
                if reply.status == 200:
                    return
        except OSError:
            time.sleep(0.05)  # the port is not open yet; there is nothing to wait on but time
    raise AssertionError(f"not healthy in {START_SECONDS} s: {server.log.read_text()}")
