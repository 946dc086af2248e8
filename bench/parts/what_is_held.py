"""What is held: memory of the server, and what changes leave behind in the browser."""

from __future__ import annotations

from collections.abc import Sequence

from bench import memory
from bench.browser import chromium
from bench.report import Line, Lines
from bench.sizes import ARTICLE, folder_of

MEMORY_GOALS = {ARTICLE: (260, None), 1_000_000: (912, 1091)}
"""Megabytes with one session, and at the most: of a million what it took on 26 November 2026."""
GROWTH = f"{memory.CHANGES:,} changes, {memory.PLAYS} plays"


def memories(sizes: Sequence[int]) -> Lines:
    """The server's memory."""
    for size in sizes:
        one, more, peak = memory.of_server(folder_of(size))
        goal, most = MEMORY_GOALS.get(size, (None, None))
        yield Line(
            "server memory, one session", size, f"{one:.0f} MB", "", None,
            f"{goal} MB" if goal else "", one <= goal if goal else None,
        )  # fmt: skip
        yield Line(
            "server memory, peak", size, f"{peak:.0f} MB", "", None,
            f"{most} MB" if most else "", peak <= most if most else None,
        )  # fmt: skip
        yield Line(
            "each further idle session", size, f"{more:.1f} MB", "", None,
            "2 MB" if size == ARTICLE else "", more <= 2 if size == ARTICLE else None,
        )  # fmt: skip


def growths(sizes: Sequence[int]) -> Lines:
    """What thousands of changes and whole plays leave behind in the browser."""
    with chromium() as browser:
        for size in sizes:
            grown = memory.of_browser(browser, folder_of(size))
            for name, of in (("layers", "layers"), ("listeners", "listeners")):
                more = grown.after[of] - grown.before[of]
                yield Line(
                    f"growth of {name} in {GROWTH}", size, f"{more:+d}",
                    f"of {grown.before[of]}", None, "0", more <= 0,
                )  # fmt: skip
            yield Line(
                f"mounts of the iframe in {GROWTH}", size, f"{grown.loads}", "",
                None, "0", not grown.loads,
            )  # fmt: skip
            yield Line(
                f"view after {GROWTH}", size, grown.views[1],
                f"before {grown.views[0]}", None, "the same", len(set(grown.views)) == 1,
            )  # fmt: skip
            yield Line(
                "the page's heap", size, f"{grown.heap_after:.1f} MB",
                f"before {grown.heap_before:.1f} MB",
            )  # fmt: skip
