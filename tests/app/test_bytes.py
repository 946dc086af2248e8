"""What the server sends for a change of the filters, all its messages together."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1.local_script_runner import LocalScriptRunner

from bench import synthetic
from strikemap.cartography import AGGREGATE_FROM
from tests.app.conftest import Open
from tests.app.timeline import ask, told

MOST_BYTES = 100_000
HALVES = ["2022-02-24,2024-12-31"]


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The bytes of each run so far, none of them spared by the browser's cache."""
    runs: list[int] = []
    messages = LocalScriptRunner.forward_msgs

    def counted(runner: LocalScriptRunner) -> Any:
        found = messages(runner)
        runs.append(sum(each.ByteSize() for each in found))
        return found

    monkeypatch.setattr(LocalScriptRunner, "forward_msgs", counted)
    return runs


@pytest.mark.by_day(2, "each page by day with points or with cells, at night with either")
@pytest.mark.parametrize("size", [AGGREGATE_FROM - 1, 2 * AGGREGATE_FROM])
@pytest.mark.parametrize(("page", "query"), [("map", {}), ("compare", {"compare": HALVES})])
def test_bytes_of_a_change(
    page: str,
    query: dict[str, list[str]],
    size: int,
    tmp_path: Path,
    collections: Callable[..., None],
    open_page: Open,
    sent: list[int],
) -> None:
    """A change of the filters takes at most 100 KB on the map's page and on a comparison."""
    collections(synthetic.written(tmp_path, size))
    app = open_page(page, **query)
    app.multiselect(key="filter weapon").set_value(["drone", "artillery", "missile"]).run()
    ask(app, first="2022-02-24", last="2025-12-30", number=1, resting=True)
    stamp = told(app)["stamp"]
    ask(app, first="2022-02-25", last="2025-12-30", number=2, resting=True, bars=stamp)
    assert not app.exception and len(sent) == 4
    assert sent[3] < sent[2] - 2_000  # the bars, that the page has
    assert max(sent[1:]) <= MOST_BYTES  # the first is a visit, which brings the page's style too
    assert min(sent) > 20_000  # the map, the bars and the totals are among what is counted
