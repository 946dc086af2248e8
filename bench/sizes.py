"""How large the collections are that are measured, and where each of them lies."""

from __future__ import annotations

from pathlib import Path

from bench import synthetic
from bench.server import ROOT
from strikemap.cartography import AGGREGATE_FROM

ARTICLE, CHRONOLOGY = 7, 288
SHIPPED = {ARTICLE: "cnn-2023-05-31", CHRONOLOGY: "chronology-2023-05-06"}
SIZES = (ARTICLE, 2_000, 20_000, 200_000, 1_000_000)


def is_asked_while_days_move(size: int) -> bool:
    """Whether a browser asks the server while the days of *size* incidents move, and at rest."""
    return size >= AGGREGATE_FROM


def folder_of(size: int) -> Path:
    """The collection of *size* incidents: a shipped one, or a made-up one, written if missing."""
    if size in SHIPPED:
        return ROOT / "data" / SHIPPED[size]
    return synthetic.written(ROOT / "build" / "bench", size)
