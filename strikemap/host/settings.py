"""What this host's keeper sets in its environment, and what is wrong with it, in a line each."""

from __future__ import annotations

import os
import re
import sys

from strikemap.host.memory_budget import memory
from strikemap.host.public_address import ADDRESS, base_url
from strikemap.languages import marked, sentence

_FRAMES = re.compile(r"\*|'none'|'self'|(?:https?://[A-Za-z0-9.*:-]+ ?)+")
_IS_OPEN = re.compile("open|closed")
_OPEN_OR_CLOSED = marked("{name} is {value}; write open or closed")
_MEGABYTES = re.compile(r"0*[1-9][0-9]{0,8}")


def frames_allowed() -> str:
    """Who may show an embed view in a frame: any page by default, none where it is set wrong."""
    named = _frames()
    return named if _FRAMES.fullmatch(named) else "'none'"


def are_metrics_open() -> bool:
    """Whether Streamlit's metrics are to be answered to anyone."""
    return _metrics() == "open"


def may_other_pages_read() -> bool:
    """Whether a page elsewhere, in a reader's browser, may read data, feeds and pictures."""
    return _cors() == "open"


def upload_memory() -> int:
    """
    The bytes that readers' files, and what is made of them, may take.

    Half of what the machine or the container has, where nothing is set or it is set wrong.
    """
    named = _upload_memory()
    return int(named) * 2**20 if _MEGABYTES.fullmatch(named) else memory() // 2


def faults() -> tuple[str, ...]:
    """What is wrong with the settings: a line each, with what would be right."""
    wrong = (
        (
            "STRIKEMAP_BASE_URL", base_url(), ADDRESS,
            marked("{name} is {value}; write an address such as https://map.example"),
        ),
        (
            "STRIKEMAP_FRAMES", _frames(), _FRAMES,
            marked(
                "{name} is {value}; write *, 'none', 'self' or origins such as https://news.example"
            ),
        ),
        ("STRIKEMAP_METRICS", _metrics(), _IS_OPEN, _OPEN_OR_CLOSED),
        ("STRIKEMAP_CORS", _cors(), _IS_OPEN, _OPEN_OR_CLOSED),
        (
            "STRIKEMAP_UPLOAD_MEMORY", _upload_memory() or "1", _MEGABYTES,
            marked(
                "{name} is {value}; write a number of megabytes, or nothing for half of the memory"
            ),
        ),
    )  # fmt: skip
    return tuple(
        sentence(told, name=name, value=repr(value))
        for name, value, form, told in wrong
        if not form.fullmatch(value)
    )


def refuse_wrong_settings() -> None:
    """
    Nothing, where all settings can be read.

    Raises:
        SystemExit: some can't; each has been told in a line.
    """
    found = faults()
    for each in found:
        print(f"strikemap: {each}", file=sys.stderr)
    if found:
        raise SystemExit(2)


def _frames() -> str:
    return os.environ.get("STRIKEMAP_FRAMES", "*")


def _metrics() -> str:
    return os.environ.get("STRIKEMAP_METRICS", "") or "closed"


def _cors() -> str:
    return os.environ.get("STRIKEMAP_CORS", "") or "open"


def _upload_memory() -> str:
    return os.environ.get("STRIKEMAP_UPLOAD_MEMORY", "").strip()
