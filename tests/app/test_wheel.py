"""The package that `pip install .` installs holds all that the dashboard needs."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import sysconfig
import time
import tomllib
import urllib.request
from pathlib import Path

import pytest

from strikemap.export import export
from strikemap.export.view import View
from strikemap.links import Link
from tests.processes import end, free_port
from tests.unit.export.views import SHIPPED, shipped

ROOT = Path(__file__).parents[2]
DIRECT = urllib.request.build_opener(urllib.request.ProxyHandler({}))
PATIENCE = 60.0


def test_it_asks_for_what_the_requirements_name() -> None:
    """The package's dependencies are those of requirements.in, in their order."""
    lines = (line.partition("#")[0].strip() for line in _lines("requirements.in"))
    wanted = [re.sub(r'"', "'", line) for line in lines if line]
    assert tomllib.loads("\n".join(_lines("pyproject.toml")))["project"]["dependencies"] == wanted


def _lines(name: str) -> list[str]:
    return (ROOT / name).read_text("utf-8").splitlines()


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The programs of an environment with the package alone, which borrows its dependencies."""
    home = tmp_path_factory.mktemp("environment")
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", home], check=True)
    python = next(each for each in home.glob("*/python*") if each.stem == "python")
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet"]
    offline = ["--no-deps", "--no-index"]
    subprocess.run(
        [*pip, "wheel", *offline, "--no-build-isolation", "--wheel-dir", home, ROOT], check=True
    )
    (wheel,) = home.glob("*.whl")
    subprocess.run([*pip, "--python", python, "install", *offline, wheel], check=True)
    asked = "import sysconfig; print(sysconfig.get_path('purelib'))"
    said = subprocess.run([python, "-c", asked], check=True, capture_output=True, text=True)
    borrowed = Path(said.stdout.strip()) / "borrowed.pth"
    borrowed.write_text(sysconfig.get_path("purelib") + "\n")
    return python.parent


def test_it_serves_from_an_empty_folder(installed: Path, tmp_path: Path) -> None:
    """
    `strikemap check` and `strikemap serve` work where nothing lies: page, data, static files; and
    the page is opened in a browser once it answers.
    """
    command = next(installed.glob("strikemap*"))
    subprocess.run([command, "check"], check=True, cwd=tmp_path)
    port = free_port()
    opened = tmp_path / "opened"
    for name in ("xdg-open", "open"):
        program = tmp_path / "programs" / name
        program.parent.mkdir(exist_ok=True)
        program.write_text(f'#!/bin/sh\necho "$1" > {opened}.part && mv {opened}.part {opened}\n')
        program.chmod(0o755)
    screen = {"DISPLAY": ":0", "PATH": f"{program.parent}{os.pathsep}{os.environ['PATH']}"}
    with (tmp_path / "log").open("wb") as log:
        server = subprocess.Popen(
            [command, "serve", "--port", str(port)],
            cwd=tmp_path, stdout=log, stderr=subprocess.STDOUT, env=os.environ | screen,
        )  # fmt: skip
    try:
        url = f"http://localhost:{port}"
        _wait(f"{url}/healthz", server, tmp_path / "log")
        whole = shipped(SHIPPED[0])
        link = Link(collection=whole.name)
        assert _body(f"{url}/api/v1/incidents.csv") == export("csv", View(whole, link))
        assert b"All&#32;reported" in _body(url) or b"All reported incidents" in _body(url)
        borders = "boundaries/regions.geojson"
        assert _body(f"{url}/app/static/{borders}") == (ROOT / "static" / borders).read_bytes()
        assert json.loads(_body(f"{url}/api/v1/collections.json"))["default"] == whole.name
        until = time.monotonic() + PATIENCE
        while not opened.exists() and time.monotonic() < until:
            time.sleep(0.05)  # another process writes it, and tells nobody
        assert opened.read_text().strip() == url
    finally:
        end(server)


def _body(url: str) -> bytes:
    with DIRECT.open(url, timeout=10) as reply:
        content: bytes = reply.read()
    return content


def _wait(url: str, server: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        assert server.poll() is None, log.read_text()
        try:
            _body(url)
        except OSError:
            time.sleep(0.05)  # nothing tells when it is ready but asking it
        else:
            return
    raise AssertionError(f"not ready in {PATIENCE:.0f} s: {log.read_text()}")
