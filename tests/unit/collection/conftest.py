"""The tiny sound collection, as files to spoil."""

from pathlib import Path

import pytest

from strikemap.checks import example


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with the sound example in it."""
    example.write(tmp_path)
    return tmp_path
