"""Whether the host may be sent readers."""

from __future__ import annotations

import time

import pytest

from strikemap.web import health
from tests.builders import build
from tests.unit.web.asking import offering


def test_ready_once_the_collections_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a sound collection it is 503, and 200 once one has come, without a new start."""
    monkeypatch.setattr(health, "_READY", type(health._READY)())
    monkeypatch.setattr(health, "AGAIN", 0.005)
    with offering(monkeypatch) as ask:
        health.begin_reading()
        assert ask("/healthz").status == 503
        assert ask("/healthz").headers["retry-after"]
    with offering(monkeypatch, build([])) as ask:
        until = time.monotonic() + 60
        while not health.is_ready() and time.monotonic() < until:
            time.sleep(0.005)  # a thread reads; there is nothing to wait on but its event
        assert ask("/healthz").status == 200
