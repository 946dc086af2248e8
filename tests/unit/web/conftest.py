"""Servers to ask: of the shipped collections, and of a hostile one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from strikemap import collection as collections
from tests.app.hostile import write_hostile
from tests.unit.export.views import SHIPPED, shipped
from tests.unit.web.asking import Asker, offering


@pytest.fixture
def ask(monkeypatch: pytest.MonkeyPatch) -> Iterator[Asker]:
    """Asks a server of the shipped collections."""
    with offering(monkeypatch, *map(shipped, SHIPPED)) as asker:
        yield asker


@pytest.fixture
def ask_hostile(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Asker]:
    """Asks a server of a collection whose every free text attacks."""
    found = collections.read(write_hostile(tmp_path)).collection
    assert found is not None
    with offering(monkeypatch, found) as asker:
        yield asker
