"""Whether a reader of another language waits longer than one of English."""

from __future__ import annotations

from collections.abc import Sequence

from bench import languages
from bench import server as serving
from bench.browser import chromium
from bench.report import Line, Lines
from bench.sizes import folder_of

CODE = "uk"
"""The language that is held against English; Russian has the same forms and the same length."""
MOST = 1.05
"""No figure gets worse by more than a twentieth."""
UNSEEN = 2.0
"""Milliseconds that nobody sees: a screen shows a picture for sixteen."""


def ratios(sizes: Sequence[int]) -> Lines:
    """Each figure in both languages, taken by turns at one server."""
    for size in sizes:
        folder = folder_of(size)
        with serving.running(serving.OURS, folder) as server:
            with chromium() as browser:
                met = {
                    **languages.changed(browser, server, CODE),
                    **languages.visited(browser, server.url, CODE),
                }
            met |= languages.fetched(server, folder, CODE)
        met |= languages.exported(folder, CODE)
        for name, both in met.items():
            english, other = both.medians
            yield Line(
                f"lang={CODE}: {name}", size, f"{other:,.0f} {both.unit}",
                f"in English {english:,.0f}", other / english, f"{MOST} × English, or 2 ms",
                other / english <= MOST or (both.unit == "ms" and other - english <= UNSEEN),
            )  # fmt: skip
