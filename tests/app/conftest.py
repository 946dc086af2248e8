"""What the tests of the app share: how to open a page, and on which collections."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest
from streamlit.components.v2 import manifest_scanner
from streamlit.runtime.scriptrunner import ScriptRunner
from streamlit.testing.v1 import AppTest, local_script_runner

from strikemap.host import map_first
from strikemap.ui.session import pages
from tests.app.hostile import write_hostile

APP = Path(__file__).parents[2] / "app.py"
PAGES = tuple(Path(page.path).stem for page in pages.PAGES)
Open = Callable[..., AppTest]


@pytest.fixture(scope="session", autouse=True)
def packages_are_looked_through_once() -> Iterator[None]:
    """
    AppTest looks for components in each package that is installed whenever it opens a page, which
    takes six times as long as the page does.
    """
    once = cache(manifest_scanner.scan_component_manifests)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(manifest_scanner, "scan_component_manifests", once)
        yield


@pytest.fixture(scope="session", autouse=True)
def a_run_is_waited_for() -> Iterator[None]:
    """AppTest asks a thousand times a second whether a page has been run, and holds it up so."""

    def wait(runner: ScriptRunner, timeout: float) -> None:
        del timeout  # pytest's own names the test that hangs
        runner.join()

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(local_script_runner, "require_widgets_deltas", wait)
        yield


@pytest.fixture(autouse=True)
def no_head_start(monkeypatch: pytest.MonkeyPatch) -> None:
    """There is no screen here that a map would have to reach first."""
    for name in ("HEAD_START", "ON_ARRIVAL"):
        monkeypatch.setattr(map_first, name, 0.0)


@pytest.fixture(params=PAGES)
def page(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def open_page() -> Open:
    """Opens a page as its address does, with the query given as `key=[values]`."""

    def opened(page: str = "map", **query: list[str]) -> AppTest:
        app = AppTest.from_file(str(APP), default_timeout=60)
        if page != "map":
            app.switch_page(f"pages/{page}.py")
        for key, values in query.items():
            app.query_params[key] = values
        return app.run()

    return opened


@pytest.fixture(scope="session")
def hostile_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a collection whose every text means harm; nobody changes it."""
    return write_hostile(tmp_path_factory.mktemp("hostile"))


@pytest.fixture
def collections(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Names the folders that the host offers, as `STRIKEMAP_COLLECTIONS` does."""

    def offer(*folders: Path) -> None:
        monkeypatch.setenv("STRIKEMAP_COLLECTIONS", os.pathsep.join(map(str, folders)))

    return offer
