"""What was measured, as a table on screen and in `bench/results.md`."""

from __future__ import annotations

import os
import platform
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from importlib.metadata import version
from pathlib import Path

from bench.browser import CHROMIUM
from bench.server import ROOT

FILE = Path(__file__).parent / "results.md"
PACKAGES = ("streamlit", "streamlit-folium", "folium", "pandas", "numpy", "pyarrow", "playwright")
HEADER = ("What", "Incidents", "Measured", "Beside it", "Ratio", "Goal", "Met")


@dataclass(frozen=True, slots=True)
class Line:
    """One figure: what it is of, how it stands beside its floor, and whether it is as wanted."""

    what: str
    size: int | None
    measured: str
    beside: str = ""
    ratio: float | None = None
    goal: str = ""
    met: bool | None = None

    @property
    def cells(self) -> tuple[str, ...]:
        """The line's text, a cell a column of `HEADER`."""
        size = "" if self.size is None else f"{self.size:,}"
        ratio = "" if self.ratio is None else f"{self.ratio:.2f}"
        met = "" if self.met is None else ("yes" if self.met else "no")
        return (self.what, size, self.measured, self.beside, ratio, self.goal, met)


Lines = Iterator[Line]


def table(lines: Sequence[Line]) -> str:
    """*lines* as a Markdown table with aligned columns."""
    rows = [HEADER, *(line.cells for line in lines)]
    wide = [max(len(row[i]) for row in rows) for i in range(len(HEADER))]
    text = [
        "| " + " | ".join(cell.ljust(width) for cell, width in zip(row, wide, strict=True)) + " |"
        for row in rows
    ]
    rule = "|" + "|".join("-" * (width + 2) for width in wide) + "|"
    return "\n".join([text[0], rule, *text[1:]])


def conditions() -> str:
    """When and on what it was measured."""
    browser = subprocess.run(
        [str(CHROMIUM), "--version"], capture_output=True, text=True, check=False
    ).stdout.strip()
    named = ", ".join(f"{name} {version(name)}" for name in PACKAGES)
    load = os.getloadavg()[0]
    return (
        f"{datetime.now().astimezone():%Y-%m-%d %H:%M}; {os.cpu_count()} cores; load {load:.1f} at "
        f"the end; Python {platform.python_version()}, {named}; {browser or 'no browser'}."
    )


def written(lines: Sequence[Line], notes: Sequence[str], asked: str, seconds: float) -> None:
    """Write the table to `bench/results.md`; *asked* is the command, and how far it is by then."""
    told = "".join(f"- {note}\n" for note in notes)
    head = ["git", "rev-parse", "--short", "HEAD"]
    commit = subprocess.run(
        head, capture_output=True, text=True, cwd=ROOT, check=False
    ).stdout.strip()
    FILE.write_text(
        f"# What was measured\n\n{conditions()}\nTree: {commit or 'not under git'}, "
        f"{asked}, {seconds / 60:.0f} minutes.\n\n{table(lines)}\n\n## How\n\n{told}",
        encoding="utf-8",
    )
