"""A host's settings: what is right counts, what is wrong stops the start in a line."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from strikemap.host.memory_budget import memory
from strikemap.host.settings import (
    are_metrics_open,
    faults,
    frames_allowed,
    may_other_pages_read,
    refuse_wrong_settings,
    upload_memory,
)

ROOT = Path(__file__).parents[3]
RIGHT = {
    "STRIKEMAP_BASE_URL": ("", "https://map.example", "http://localhost:8501/strikes/"),
    "STRIKEMAP_FRAMES": ("*", "'none'", "'self'", "https://news.example https://*.b.example:8443"),
    "STRIKEMAP_METRICS": ("", "open", "closed"),
    "STRIKEMAP_CORS": ("", "open", "closed"),
    "STRIKEMAP_UPLOAD_MEMORY": ("", "300", " 1 ", "007"),
}
WRONG = {
    "STRIKEMAP_BASE_URL": ("map.example", "javascript:alert(1)", "https://map.example/?a=b",
                           "https://user@map.example", "https://"),
    "STRIKEMAP_FRAMES": ("", "nonsense", "*; script-src *", "https://a.example;"),
    "STRIKEMAP_METRICS": ("yes", "Open"),
    "STRIKEMAP_CORS": ("*", "Open", "no"),
    "STRIKEMAP_UPLOAD_MEMORY": ("0", "-5", "3.5", "1 GB", "none", "9" * 12, "٣"),
}  # fmt: skip


def every(settings: dict[str, tuple[str, ...]]) -> list[tuple[str, str]]:
    return [(name, value) for name, values in settings.items() for value in values]


@pytest.mark.parametrize(("name", "value"), every(RIGHT))
def test_what_is_right_is_taken(name: str, value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A setting in its form stops nothing."""
    monkeypatch.setenv(name, value)
    assert faults() == ()
    refuse_wrong_settings()


@pytest.mark.parametrize(("name", "value"), every(WRONG))
def test_what_is_wrong_is_told(
    name: str, value: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A setting in no form of its own stops the start with a line, and opens nothing meanwhile."""
    monkeypatch.setenv(name, value)
    with pytest.raises(SystemExit, match="2"):
        refuse_wrong_settings()
    told = capsys.readouterr().err
    assert told.startswith(f"strikemap: {name} is ") and "; write " in told
    assert told.count("\n") == 1
    assert (frames_allowed() == "'none'") is (name == "STRIKEMAP_FRAMES")
    assert not are_metrics_open()
    assert may_other_pages_read() is (name != "STRIKEMAP_CORS")
    assert upload_memory() == memory() // 2


def test_uploads_have_what_they_are_given(monkeypatch: pytest.MonkeyPatch) -> None:
    """The variable counts megabytes; without it uploads have half of the memory there is."""
    assert upload_memory() == memory() // 2 > 0
    monkeypatch.setenv("STRIKEMAP_UPLOAD_MEMORY", "300")
    assert upload_memory() == 300 * 2**20


def test_the_server_stops_in_a_line() -> None:
    """A server that is started with a wrong setting says it in one line, and ends."""
    ran = subprocess.run(
        [sys.executable, "serve.py"], cwd=ROOT, capture_output=True, text=True, check=False,
        env=os.environ | {"STRIKEMAP_UPLOAD_MEMORY": "lots"},
    )  # fmt: skip
    assert (ran.returncode, ran.stdout) == (2, "")
    assert ran.stderr == (
        "strikemap: STRIKEMAP_UPLOAD_MEMORY is 'lots'; write a number of megabytes, "
        "or nothing for half of the memory\n"
    )
