"""What one reader waits for: changes, first visits, a cold start, a drag."""

from __future__ import annotations

import statistics
from collections.abc import Sequence

from bench import response, speed, timeline, visit
from bench import server as serving
from bench.browser import chromium
from bench.report import Line, Lines
from bench.sizes import ARTICLE, folder_of

RESPONSE_GOALS = {ARTICLE: 1.5, 20_000: 2.0, 1_000_000: 3.0}
"""For the key press, by the number of incidents: times the floor."""
RIGHT_GOALS = {ARTICLE: 1.5, 1_000_000: 1.5}
"""For right totals after a rest: times the floor with this project's settings."""
START_GOALS = {ARTICLE: 5, 1_000_000: 15}
"""Seconds of a cold start; the second with a bar meanwhile."""


def responses(sizes: Sequence[int]) -> Lines:
    """Key press to changed markers and to right totals, its bytes and its server time."""
    with (
        chromium() as browser,
        response.floor(browser) as floor,
        response.floor(browser, like_ours=True) as tuned,
    ):
        for size in sorted(sizes):
            with serving.running(serving.OURS, folder_of(size)) as server:
                held = response.ours(browser, server.url)
                turns = response.compared(floor, tuned, held, size)
                held.page.context.close()
            yield from _response(turns, size)


def _response(turns: response.Turns, size: int) -> Lines:
    ours, beside = response.median(turns.ours), response.median(turns.floor)
    like_ours = response.median(turns.tuned)
    yield Line(
        "the floor with this project's settings", size, f"{like_ours:.0f} ms",
        f"floor {beside:.0f} ms", like_ours / beside,
    )  # fmt: skip
    goal = RESPONSE_GOALS.get(size)
    yield Line(
        "key press to changed markers", size, f"{ours:.0f} ms", f"floor {beside:.0f} ms",
        ours / beside, f"{goal:g} × floor" if goal else "",
        ours / beside <= goal if goal else None,
    )  # fmt: skip
    goal = RIGHT_GOALS.get(size)
    right = response.median(turns.ours, "rest_to_right")
    whole = response.median(turns.ours, "rest_to_all_right")
    yield Line(
        "rest to right totals", size, f"{right:.0f} ms",
        f"floor with this project's settings {like_ours:.0f} ms; the whole page {whole:.0f} ms",
        right / like_ours, f"{goal:g} × that floor" if goal else "",
        right / like_ours <= goal if goal else None,
    )  # fmt: skip
    heavy = response.median(turns.ours, "received_bytes") / 1000
    resting = response.median(turns.ours, "resting_bytes") / 1000
    runs = max(len(each.runs) for each in turns.ours)
    sent = response.median(turns.ours, "messages")
    moving = heavy - resting
    each = "" if runs < 2 else f"{moving:.1f} kB while the days move, {resting:.1f} kB at rest; "
    yield Line(
        f"bytes for the change, {'one run' if runs < 2 else f'{runs} runs'}", size,
        f"{heavy:.1f} kB", f"{each}{sent:.0f} messages", None, "100 kB", heavy <= 100,
    )  # fmt: skip
    first = response.median(turns.ours, "sent_to_first")
    last = response.median(turns.ours, "sent_to_end")
    of_floor = response.median(turns.floor, "sent_to_first")
    yield Line(
        "server, to the map and to the end", size, f"{first:.0f} and {last:.0f} ms",
        f"floor {of_floor:.0f} ms", first / of_floor,
    )  # fmt: skip


def naive_ways(sizes: Sequence[int]) -> Lines:
    """Key press to changed markers the tutorial's way."""
    with chromium() as browser:
        with response.floor(browser) as floor:
            beside = response.median(response.alone(floor))
        took: float | str = 0.0
        for size in sorted(sizes):
            # Where a smaller map did not come in time, a larger one need not be waited for.
            took = took if isinstance(took, str) else response.naive(browser, folder_of(size))
            said = took if isinstance(took, str) else f"{took * 1000:.0f} ms"
            ratio = None if isinstance(took, str) else took * 1000 / beside
            yield Line("the naive way", size, said, f"floor {beside:.0f} ms", ratio)


def visits(sizes: Sequence[int]) -> Lines:
    """A first visit to a warm server."""
    with chromium() as browser:
        for size in sizes:
            floor, ours = visit.first_visits(browser, folder_of(size))
            goal = 1.3 if size == ARTICLE else None
            yield Line(
                "first visit to a warm server", size, f"{ours:.0f} ms", f"floor {floor:.0f} ms",
                ours / floor, f"{goal} × floor" if goal else "",
                ours / floor <= goal if goal else None,
            )  # fmt: skip
            fetched = visit.first_bytes(browser, folder_of(size))
            yield Line(
                "first visit: bytes that come", size, f"{fetched.answers / 1e6:.2f} MB",
                f"and {fetched.frames / 1000:.0f} kB of messages", None,
                f"{visit.MOST_BYTES / 1e6:.2f} MB", fetched.answers <= visit.MOST_BYTES,
            )  # fmt: skip


def phones(sizes: Sequence[int]) -> Lines:
    """A first visit by a phone on a slow network."""
    with chromium() as browser:
        for size in sizes:
            floor, ours = visit.on_phone(browser, folder_of(size))
            ratio = ours.milliseconds / floor.milliseconds
            yield Line(
                "first visit by a phone, 1.6 Mbit/s and 150 ms", size,
                f"{ours.milliseconds / 1000:.1f} s", f"floor {floor.milliseconds / 1000:.1f} s",
                ratio, "10 s, 1.25 × floor", ours.milliseconds <= 10_000 and ratio <= 1.25,
            )  # fmt: skip
            yield Line(
                "the same: bytes to the map", size, f"{ours.received_bytes / 1e6:.2f} MB",
                f"floor {floor.received_bytes / 1e6:.2f} MB", None, "1.9 MB",
                ours.received_bytes <= 1.9e6,
            )  # fmt: skip


def starts(sizes: Sequence[int]) -> Lines:
    """Cold start, and the import of the library."""
    took = speed.import_time()
    yield Line("import of strikemap", None, f"{took * 1000:.0f} ms")
    with chromium() as browser:
        for size in sizes:
            cold, bar = visit.cold_start(browser, folder_of(size))
            goal = START_GOALS.get(size)
            with_bar = size > ARTICLE
            yield Line(
                "cold start to markers", size, f"{cold:.1f} s",
                "no bar" if bar is None else f"a bar after {bar:.1f} s", None,
                f"{goal} s{', a bar' if with_bar else ''}" if goal else "",
                cold <= goal and not (with_bar and bar is None) if goal else None,
            )  # fmt: skip


def drags(sizes: Sequence[int]) -> Lines:
    """Days dragged step by step, near and far from the server, and what it hears of it."""
    with chromium() as browser:
        for size in sizes:
            for latency in (0, timeline.LATENCY):
                found = timeline.dragged(browser, folder_of(size), latency=latency)
                far = f", {latency} ms away" if latency else ""
                if len(found.took) > 1:
                    late = statistics.quantiles(found.took, n=100)[94]
                    half = statistics.median(found.took)
                    yield Line(
                        f"drag to changed symbols{far}: p50 and p95", size,
                        f"{half:.0f} and {late:.0f} ms", f"{len(found.took)} changes", None,
                        "20 and 40 ms", half <= 20 and late <= 40,
                    )  # fmt: skip
                heard = found.heard
                paused = f"; {heard.pauses} at rests on the way" if heard.pauses else ""
                yield Line(
                    f"reruns while dragging{far}, and at rest", size,
                    f"{heard.moving} and {heard.at_rest}{paused}",
                    f"the answer's first word after {found.answered:.0f} ms", None, "0 and 1",
                    (heard.moving, heard.at_rest) == (0, 1) and heard.pauses <= found.stills,
                )  # fmt: skip
