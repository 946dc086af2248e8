"""What the tests of pages' parts share: the shipped collections, one after the other."""

from __future__ import annotations

import pytest

from strikemap.model import Collection
from tests.unit.export import views


@pytest.fixture(scope="module", params=views.SHIPPED)
def shipped(request: pytest.FixtureRequest) -> Collection:
    return views.shipped(str(request.param))
