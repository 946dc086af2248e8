"""The tiny sound collection, spoilt as a test wants it."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from strikemap import checks
from strikemap.checks import Edit, example
from strikemap.model import Problem

TODAY = date(2026, 11, 22)
Problems = Callable[..., list[tuple[str, int, str, str]]]


@pytest.fixture
def spoilt(tmp_path: Path) -> Callable[..., tuple[Problem, ...]]:
    """A function that gives what `check` finds after the edits that it is given."""

    def found(*edits: Edit) -> tuple[Problem, ...]:
        example.write(tmp_path, edits)
        return checks.check(tmp_path, today=TODAY)

    return found


@pytest.fixture
def problems(spoilt: Callable[..., tuple[Problem, ...]]) -> Problems:
    """As `spoilt`, in brief: file, row, column and rule of each problem."""
    return lambda *edits: [(each.file, each.row, each.column, each.rule) for each in spoilt(*edits)]
