"""
A plugin of pytest for `make mutants`: which test ran which lines, or the chosen tests alone.

`MUTANTS_TRACE` names the file to write the first to, `MUTANTS_CHOSEN` the one with the second.
"""

from __future__ import annotations

import json
import os
import time
import warnings
from collections.abc import Iterator
from pathlib import Path

import coverage
import pytest
from coverage.exceptions import CoverageWarning

HERE = Path.cwd()
_RUNNING: list[coverage.Coverage] = []
_SECONDS: dict[str, float] = {}
_FAILED: set[str] = set()

if os.environ.get("MUTANTS_TRACE"):
    of = os.environ["MUTANTS_LINES_OF"]
    # From the first import on, so that what runs while a module is read has no test's name.
    _RUNNING.append(coverage.Coverage(data_file=None, config_file=False, include=[of, f"{of}/**"]))
    _RUNNING[0].start()


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[None]:
    """Say whose lines they are that run now, in whatever thread."""
    if not _RUNNING:
        return (yield)
    _RUNNING[0].switch_context(item.nodeid)
    # Of the processor's time: what else the machine does is none of the test's doing.
    began = time.process_time()
    try:
        return (yield)
    finally:
        _SECONDS[item.nodeid] = time.process_time() - began
        _RUNNING[0].switch_context("")


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    """Remember what fails without a fault: it can't notice any."""
    if report.failed:
        _FAILED.add(report.nodeid)


def pytest_sessionfinish() -> None:
    """Write down the lines of each test and how long it took."""
    if not _RUNNING:
        return
    _RUNNING[0].stop()
    with warnings.catch_warnings(action="ignore", category=CoverageWarning):
        data = _RUNNING[0].get_data()  # no line of these files may have run
    lines: dict[str, dict[str, list[int]]] = {}
    for name in data.measured_files():
        of_file = lines.setdefault(Path(name).relative_to(HERE).as_posix(), {})
        for line, tests in data.contexts_by_lineno(name).items():
            for test in tests:
                of_file.setdefault(test, []).append(line)
    found = {"lines": lines, "seconds": _SECONDS, "failed": sorted(_FAILED)}
    Path(os.environ["MUTANTS_TRACE"]).write_text(json.dumps(found), encoding="utf-8")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Of all tests leave those that were chosen, in their order."""
    if not (chosen := os.environ.get("MUTANTS_CHOSEN")):
        return
    order = {test: at for at, test in enumerate(json.loads(Path(chosen).read_text("utf-8")))}
    left = [item for item in items if item.nodeid not in order]
    config.hook.pytest_deselected(items=left)
    items[:] = sorted((i for i in items if i.nodeid in order), key=lambda i: order[i.nodeid])
