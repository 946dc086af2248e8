"""The collection to which tests suggest something."""

from __future__ import annotations

import pytest

from strikemap import collection
from strikemap.checks import example
from strikemap.model import Collection


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Collection:
    folder = tmp_path_factory.mktemp("example")
    example.write(folder)
    read = collection.read(folder).collection
    assert read is not None
    return read
