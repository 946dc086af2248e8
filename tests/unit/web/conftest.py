"""Servers to ask: of the shipped collections, and of a hostile one."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from strikemap import collection as collections
from strikemap.model import Collection
from tests.app.hostile import write_hostile
from tests.unit.export.views import SHIPPED, shipped
from tests.unit.web.asking import Asker, offering


@pytest.fixture
def ask(monkeypatch: pytest.MonkeyPatch) -> Iterator[Asker]:
    """Asks a server of the shipped collections."""
    with offering(monkeypatch, *map(shipped, SHIPPED)) as asker:
        yield asker


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Collection:
    """A collection whose every free text attacks."""
    found = collections.read(write_hostile(tmp_path_factory.mktemp("hostile"))).collection
    assert found is not None
    return found


@pytest.fixture
def ask_hostile(monkeypatch: pytest.MonkeyPatch, hostile: Collection) -> Iterator[Asker]:
    """Asks a server of a collection whose every free text attacks."""
    with offering(monkeypatch, hostile) as asker:
        yield asker
