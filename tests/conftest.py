"""How hard the property tests look, and the one browser engine of a run."""

from __future__ import annotations

import asyncio
import gc
import os
from collections.abc import Callable, Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from functools import partial
from typing import Any, ParamSpec, TypeVar

import pytest
from hypothesis import HealthCheck, Phase, settings
from playwright.sync_api import Playwright, sync_playwright

_SHARED = {"deadline": None, "database": None, "suppress_health_check": [HealthCheck.too_slow]}
settings.register_profile("default", max_examples=16, derandomize=True, **_SHARED)
# Whether a fault is noticed shows itself with the first example that fails, however long it is.
settings.register_profile(
    "mutants",
    max_examples=40,
    derandomize=True,
    phases=[Phase.explicit, Phase.generate],
    **_SHARED,
)
# Which lines a test runs shows itself with a few.
settings.register_profile("traced", max_examples=5, derandomize=True, **_SHARED)
settings.register_profile("nightly", max_examples=2_000, **_SHARED)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "default"))

P = ParamSpec("P")
T = TypeVar("T")


def pytest_make_parametrize_id(val: object) -> str | None:
    """Bytes name no test: a packed file holds the second it was made in, each process another."""
    return "bytes" if isinstance(val, bytes) else None


FIRST = ("replicas", "browser", "app")
"""Folders of tests that take seconds each."""


RUBBISH = (20_000, 20, 50)
"""After how many things more rubbish is looked for: most that a test makes goes by itself."""


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Iterator[None]:
    """
    Rubbish is neither looked for while tests are collected nor, after that, among them: a fifth
    of the time of collecting went into that, and some of each test's that looks for it.
    """
    gc.disable()
    try:
        return (yield)
    finally:
        gc.enable()
        gc.freeze()
        gc.set_threshold(*RUBBISH)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """
    Which cases wait for the night, and what takes long first, so that no worker is left with it.

    Of a test marked `by_day(cases, why)` so many cases, spread evenly, run at each landing.
    """
    cases: dict[tuple[str, str], list[pytest.Function]] = {}
    for item in items:
        for mark in (*item.iter_markers("nightly"), *item.iter_markers("by_day")):
            if not (mark.args and isinstance(mark.args[-1], str)):
                raise pytest.UsageError(f"{item.nodeid}: say why it waits for the night")
        if isinstance(item, pytest.Function) and item.get_closest_marker("by_day"):
            test = (item.parent.nodeid if item.parent else "", item.originalname)
            cases.setdefault(test, []).append(item)
    for all_cases in cases.values():
        mark = next(all_cases[0].iter_markers("by_day"))
        for case in waiting(all_cases, mark.args[0]):
            case.add_marker(pytest.mark.nightly(mark.args[-1]))
    ranks = {name: rank for rank, name in enumerate(FIRST)}
    items.sort(key=lambda each: ranks.get(each.path.parent.name, len(FIRST)))


def waiting(cases: list[T], most: int) -> list[T]:
    """All of *cases* but *most* of them, spread evenly from the first to the last."""
    step = (len(cases) - 1) / max(most - 1, 1)
    by_day = {round(each * step) for each in range(most)}
    return [case for place, case in enumerate(cases) if place not in by_day]


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    """One for all browsers: a second one can't be had beside it."""
    with sync_playwright() as running:
        yield running


def aside(work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """What *work* gives in a thread of its own, where no loop of Playwright's runs."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(copy_context().run, partial(work, *args, **kwargs)).result()


def awaited(coroutine: Coroutine[Any, Any, T]) -> T:
    """What *coroutine* gives, in whatever worker: a test of a browser may have run there before."""
    return aside(asyncio.run, coroutine)
