"""The balancer of `deploy/` on a free port, in front of replicas on this machine."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from http.cookies import SimpleCookie
from pathlib import Path

from tests.processes import end, free_port

CONFIGURATION = Path(__file__).parents[2] / "deploy" / "haproxy.cfg"
SBIN = ("/usr/sbin", "/usr/local/sbin")
"""Where Debian has it, and not everybody's PATH leads."""
PROGRAM = shutil.which("haproxy", path=os.pathsep.join((os.environ.get("PATH", ""), *SBIN)))
COOKIE = "strikemap_replica"
PATIENCE = 30.0
DIRECT = urllib.request.build_opener(urllib.request.ProxyHandler({}))


def replica_of(url: str) -> str:
    """The cookie that a new reader is given: the name of a replica."""
    with DIRECT.open(url, timeout=10) as reply:
        cookies = [SimpleCookie(each) for each in reply.headers.get_all("Set-Cookie") or ()]
    return next(each[COOKIE].value for each in cookies if COOKIE in each)


@contextmanager
def balancing(replicas: Sequence[str], log: Path) -> Iterator[str]:
    """The address of HAProxy with the shipped configuration before two *replicas*, by address."""
    port = free_port()
    first, second = (each.removeprefix("http://") for each in replicas)
    environment = {"STRIKEMAP_BIND": f"localhost:{port}", "REPLICA_A": first, "REPLICA_B": second}
    assert PROGRAM, "HAProxy is not there; `sh tools/find_haproxy.sh` brings it"
    with log.open("wb") as out:
        process = subprocess.Popen(
            [PROGRAM, "-db", "-f", CONFIGURATION],
            env=os.environ | environment, stdout=out, stderr=subprocess.STDOUT,
        )  # fmt: skip
    url = f"http://localhost:{port}"
    try:
        _wait(url, process, log)
        yield url
    finally:
        end(process)


def _wait(url: str, process: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        assert process.poll() is None, log.read_text()
        try:
            found = {replica_of(f"{url}/healthz") for _ in range(4)}
        except OSError:
            found = set()
        if len(found) == 2:
            return
        time.sleep(0.05)  # nothing tells when both have been found well but asking
    raise AssertionError(f"not ready in {PATIENCE:.0f} s: {log.read_text()}")
