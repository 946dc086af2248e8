"""The package that `pip install .` installs holds all that the dashboard needs."""

from __future__ import annotations

import ast
import json
import os
import re
import shutil
import subprocess
import sys
import sysconfig
import time
import tomllib
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.metadata import distribution, packages_distributions
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urljoin, urlsplit

import pytest
from packaging.requirements import Requirement

from bench.sessions import Visitor, session
from strikemap.cartography import constant_map
from strikemap.export import export
from strikemap.export.view import View
from strikemap.host import leaflet_package, served
from strikemap.host.static_address import FOLDERS, PLAIN
from strikemap.links import Link
from strikemap.ui.incident.share import PUBLISHED
from tests.conftest import awaited
from tests.processes import end, free_port
from tests.unit.export.views import DATA, SHIPPED, shipped

ROOT = Path(__file__).parents[2]
DIRECT = urllib.request.build_opener(urllib.request.ProxyHandler({}))
PATIENCE = 60.0


def test_it_asks_for_what_the_requirements_name() -> None:
    """The package's dependencies are those of requirements.in, in their order."""
    lines = (line.partition("#")[0].strip() for line in _lines("requirements.in"))
    wanted = [re.sub(r'"', "'", line) for line in lines if line]
    project = tomllib.loads("\n".join(_lines("pyproject.toml")))
    assert project["project"]["dependencies"] == wanted
    # Leaflet goes into the wheel when it is built, in the version that a clone has.
    assert set(project["build-system"]["requires"]) - {"hatchling"} < set(wanted)


def test_it_imports_what_the_requirements_name() -> None:
    """Whatever the package imports is its own, Python's, or of a package that is pinned for it."""
    homes = packages_distributions()
    pinned = {_plain(each.partition("==")[0]) for each in _lines("requirements.txt")}
    own = {"strikemap", "pages", "app", "serve"}
    ours = [ROOT / "app.py", ROOT / "serve.py"]
    for folder in ("pages", "strikemap"):
        ours += (ROOT / folder).rglob("*.py")
    for path in ours:
        for name in _imported(path) - own - sys.stdlib_module_names:
            assert {_plain(each) for each in homes.get(name, [])} & pinned, f"{path}: {name}"


def _imported(path: Path) -> set[str]:
    """The packages that the module at *path* imports, but for what type checkers alone have."""
    found: set[str] = set()
    for each in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(each, ast.Import):
            found |= {name.name.partition(".")[0] for name in each.names}
        elif isinstance(each, ast.ImportFrom) and not each.level:
            found.add((each.module or "").partition(".")[0])
    return found - {"_typeshed"}


def _plain(name: str) -> str:
    return re.sub("[-_.]+", "-", name).casefold()


def _lines(name: str) -> list[str]:
    return (ROOT / name).read_text("utf-8").splitlines()


@dataclass(frozen=True)
class Installed:
    """An environment with the package: its programs, and what the code finds beside it."""

    programs: Path
    site: Path


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Installed:
    """An environment with the package alone, which borrows its dependencies."""
    home = tmp_path_factory.mktemp("environment")
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet"]
    offline = ["--no-deps", "--no-index"]
    # What pip makes for a build holds what the build asks for, and none of the dependencies.
    builder = _environment(tmp_path_factory.mktemp("builder"))
    project = tomllib.loads("\n".join(_lines("pyproject.toml")))
    _lend(project["build-system"]["requires"], _packages_of(builder))
    build = ["wheel", *offline, "--no-build-isolation", "--wheel-dir", home, ROOT]
    subprocess.run([*pip, "--python", builder, *build], check=True)
    python = _environment(home)
    (wheel,) = home.glob("*.whl")
    subprocess.run([*pip, "--python", python, "install", *offline, wheel], check=True)
    packages = _packages_of(python)
    (packages / "borrowed.pth").write_text(sysconfig.get_path("purelib") + "\n")
    return Installed(python.parent, packages / "strikemap" / "site")


def _environment(home: Path) -> Path:
    """The Python of a new environment in *home* that has no package."""
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", home], check=True)
    return next(each for each in home.glob("*/python*") if each.stem == "python")


def _packages_of(python: Path) -> Path:
    """Where the environment of *python* has its packages."""
    asked = "import sysconfig; print(sysconfig.get_path('purelib'))"
    said = subprocess.run([python, "-c", asked], check=True, capture_output=True, text=True)
    return Path(said.stdout.strip())


def _lend(asked: list[str], folder: Path) -> None:
    """Put the packages that *asked* names, and what they need, into *folder*."""
    waiting, lent = [Requirement(each) for each in asked], set[str]()
    for each in waiting:
        if each.name in lent or (each.marker and not each.marker.evaluate({"extra": ""})):
            continue
        lent.add(each.name)
        package = distribution(each.name)
        waiting += [Requirement(needed) for needed in package.requires or ()]
        for file in package.files or ():
            if ".." not in file.parts:
                (folder / file).parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(str(file.locate()), folder / file)


@contextmanager
def running(command: list[str | Path], folder: Path, **environment: str) -> Iterator[str]:
    """The address of the server that *command* starts, given its port; *folder* takes its log."""
    port = free_port()
    with (folder / "log").open("wb") as log:
        server = subprocess.Popen(
            [str(each).replace("PORT", str(port)) for each in command],
            cwd=folder, stdout=log, stderr=subprocess.STDOUT, env=os.environ | environment,
        )  # fmt: skip
    try:
        url = f"http://localhost:{port}"
        _wait(f"{url}/_stcore/health", server, folder / "log")
        yield url
    finally:
        end(server)


@pytest.mark.nightly(
    "every browser test serves the same code, and what a wheel asks for is held above"
)
def test_it_serves_from_an_empty_folder(installed: Installed, tmp_path: Path) -> None:
    """
    `strikemap check`, `export`, `import` and `serve` work where nothing lies: page, data, metrics
    where the keeper opens them, every file that the page and the map's scripts name; and the page
    is opened in a browser once it answers.
    """
    command = next(installed.programs.glob("strikemap*"))
    subprocess.run([command, "check"], check=True, cwd=tmp_path)
    whole = shipped(SHIPPED[0])
    link = Link(collection=whole.name)
    folder = installed.site / "data" / whole.name
    given = ["export", folder, "--format", "csv", "--output", "out.csv"]
    subprocess.run([command, *given], check=True, cwd=tmp_path)
    assert (tmp_path / "out.csv").read_bytes() == export("csv", View(whole, link))
    subprocess.run(
        [command, "import", "auto", "out.csv", "--output", "read"], check=True, cwd=tmp_path
    )
    assert len((tmp_path / "read" / "incidents.csv").read_bytes().splitlines()) > 1
    # The server may not write where packages are: what it serves came with the wheel.
    licence = installed.site / "static" / "LICENSE-leaflet.txt"
    assert "BSD 2-Clause" in licence.read_text("utf-8")
    assert (installed.site / "static" / "leaflet" / "leaflet.js").is_file()
    opened = tmp_path / "opened"
    for name in ("xdg-open", "open"):
        program = tmp_path / "programs" / name
        program.parent.mkdir(exist_ok=True)
        program.write_text(f'#!/bin/sh\necho "$1" > {opened}.part && mv {opened}.part {opened}\n')
        program.chmod(0o755)
    kept = {
        "DISPLAY": ":0",
        "PATH": f"{program.parent}{os.pathsep}{os.environ['PATH']}",
        "STRIKEMAP_METRICS": "open",
    }
    with running([command, "serve", "--port", "PORT"], tmp_path, **kept) as url:
        assert _body(f"{url}/api/v1/incidents.csv") == export("csv", View(whole, link))
        assert b"All&#32;reported" in _body(url) or b"All reported incidents" in _body(url)
        assert b"# TYPE" in _body(f"{url}/_stcore/metrics")
        awaited(_visited(url))
        _hold_that_files_come(url)
        assert json.loads(_body(f"{url}/api/v1/collections.json"))["default"] == whole.name
        until = time.monotonic() + PATIENCE
        while not opened.exists() and time.monotonic() < until:
            time.sleep(0.05)  # another process writes it, and tells nobody
        assert opened.read_text().strip() == url


def _hold_that_files_come(url: str) -> None:
    """
    Each file that page and map name is there; and each of ours is what is in the clone.

    The names in the page's head, in the frame's constant map, and in whatever these lead to.
    """
    page = _body(url).decode()
    (root,) = set(re.findall(rf"{PLAIN}@[0-9a-f]+/", page))
    ours = {name: at.read_bytes() for name, at in leaflet_package.sources().items()}
    ours = {f"leaflet/{name}": content for name, content in ours.items()}
    for path in (each for name in FOLDERS for each in (ROOT / "static" / name).rglob("*")):
        if path.is_file():
            ours[path.relative_to(ROOT / "static").as_posix()] = path.read_bytes()
    for name, content in ours.items():
        assert _body(f"{url}/{root}{name}") == content, name
    head = re.findall(r'(?:href|src)="(\./[^"]+)"', page)
    chart = constant_map(root)
    frame = [where for _, where in (*chart.default_js, *chart.default_css)]
    frames = "component/streamlit_folium.st_folium/index.html"
    waiting = [urljoin(f"{url}/", each) for each in (*head, frames)]
    waiting += [urljoin(f"{url}/{frames}", each) for each in frame]
    seen: set[str] = set()
    while waiting:
        where = waiting.pop()
        if where not in seen:
            seen.add(where)
            waiting += _named_in(where, _body(where))
    assert {f"{url}/{root}{name}" for name in ours if name.endswith((".js", ".css"))} <= seen
    assert {
        f"{url}/{root}boundaries/regions.geojson",
        f"{url}/{root}leaflet/images/layers.png",
    } <= seen


def _named_in(where: str, content: bytes) -> list[str]:
    """Whole addresses of what a script or a style of ours at *where* asks for."""
    path = urlsplit(where).path
    if not path.startswith(f"/{PLAIN}") or not path.endswith((".js", ".css")):
        return []
    text = content.decode("utf-8")
    if path.endswith(".css"):
        found = re.findall(r"""url\(["']?([^)"'#]+)["']?\)""", text)
    elif path.endswith("/map/load.js"):
        listed = re.search(r"of \[(.*?)\]", text, re.DOTALL)
        assert listed
        found = [f"{name}.js" for name in re.findall(r'"(\w+)"', listed[1])]
    else:
        found = re.findall(r"""(?:from |import\(|new URL\()["']([\w./-]+\.\w+)["']""", text)
        found += [f"../boundaries/{name}" for name in re.findall(r'"([\w-]+\.(?:geo)?json)"', text)]
    return [urljoin(where, each) for each in found]


@pytest.mark.nightly(
    "by day the same wheel serves with its routes, and `tests/unit/ui/test_drawn_incident.py` "
    "where a host without them links to"
)
def test_pages_alone(installed: Installed, tmp_path: Path) -> None:
    """
    `streamlit run app.py` serves the pages without the routes, a visitor's page runs to its end,
    and what was published for that host lies where the page's links lead.
    """
    of = shipped(SHIPPED[0])
    kept = {"STRIKEMAP_COLLECTIONS": str(DATA / of.name)}
    folder = installed.site / "static" / "published"
    command = next(installed.programs.glob("strikemap*"))
    subprocess.run([command, "publish", folder], check=True, cwd=tmp_path, env=os.environ | kept)
    python = next(each for each in installed.programs.iterdir() if each.stem == "python")
    plain = [python, "-m", "streamlit", "run", installed.site / "app.py", "--server.port", "PORT",
             "--server.headless", "true"]  # fmt: skip
    with running(plain, tmp_path, **kept) as url:
        for path in ("", "/incidents", "/api/v1/incidents.csv"):
            assert b"<title>Streamlit" in _body(f"{url}{path}")
        for name in PUBLISHED:
            where = f"{url}/{served.ADDRESS}/{of.name}/{name}"
            assert _body(where) == (folder / of.name / name).read_bytes()
        awaited(_visited(url))


async def _visited(url: str) -> None:
    async with session(url) as connection:
        await Visitor(connection).load()


def _body(url: str) -> bytes:
    try:
        with DIRECT.open(url, timeout=10) as reply:
            content: bytes = reply.read()
    except HTTPError as refused:
        raise AssertionError(f"{url}: {refused.code}") from refused
    return content


def _wait(url: str, server: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        assert server.poll() is None, log.read_text()
        try:
            DIRECT.open(url, timeout=10).close()
        except OSError:
            time.sleep(0.05)  # nothing tells when it is ready but asking it
        else:
            return
    raise AssertionError(f"not ready in {PATIENCE:.0f} s: {log.read_text()}")
