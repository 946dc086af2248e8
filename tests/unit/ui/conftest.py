"""What the tests of pages' parts share: the shipped collections, and what a part draws."""

from __future__ import annotations

import pytest

from strikemap.model import Collection
from tests.unit.export import views
from tests.unit.ui.drawn import Drawn, drawing


@pytest.fixture(scope="module", params=views.SHIPPED)
def shipped(request: pytest.FixtureRequest) -> Collection:
    return views.shipped(str(request.param))


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> Drawn:
    return drawing(monkeypatch)
