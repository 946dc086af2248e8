"""What many readers at once are kept waiting, and how many a host holds."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from bench import beside_upload, downloads, many_uploads, players, sessions, speed, timeline
from bench import server as serving
from bench.browser import chromium
from bench.report import Line, Lines
from bench.sizes import ARTICLE, folder_of, is_asked_while_days_move
from strikemap import collection
from strikemap.filters.choices import Filters
from strikemap.filters.rows import rows_kept, span_of

LARGEST = 1_000_000
LATE = 6
"""Times one idle session of the floor app that the 95th percentile of many may take."""


def crowds(sizes: Sequence[int]) -> Lines:
    """Many sessions at once."""
    floor = _idle_floor()
    if ARTICLE in sizes:
        with serving.running("floor.py") as server:
            many = sessions.visited(server, "text", seconds=sessions.STEP)
        yield Line(
            f"{sessions.SESSIONS} sessions of the floor app: p50 and p95", None,
            f"{many.percentile(50):.0f} and {many.percentile(95):.0f} ms", f"one: {floor:.0f} ms",
            many.percentile(95) / floor,
        )  # fmt: skip
    for size in sizes:
        with serving.running(serving.OURS, folder_of(size)) as server:
            moves = is_asked_while_days_move(size)
            crowd = sessions.visited(server, "component_instance", moves=moves)
        has_goal = size in (ARTICLE, LARGEST)
        yield Line(
            f"{sessions.SESSIONS} sessions: errors", size, f"{len(crowd.errors)}",
            "; ".join(sorted(set(crowd.errors))[:2])[:80], None, "0" if has_goal else "",
            not crowd.errors if has_goal else None,
        )  # fmt: skip
        if len(crowd.took) < 2:
            continue
        late = crowd.percentile(95)
        yield Line(
            f"{sessions.SESSIONS} sessions: p50 and p95", size,
            f"{crowd.percentile(50):.0f} and {late:.0f} ms", f"floor {floor:.0f} ms", late / floor,
            f"{LATE} × floor" if has_goal else "", late / floor <= LATE if has_goal else None,
        )  # fmt: skip
        yield Line(
            f"{sessions.SESSIONS} sessions: processor, memory", size,
            f"{crowd.cpu_share:.2f} cores, {crowd.megabytes:.0f} MB",
        )  # fmt: skip


def _idle_floor() -> float:
    """Milliseconds of a change of one session of the floor app, the median."""
    with serving.running("floor.py") as server:
        return sessions.visited(server, "text", 1, 24.0, every=1.0).percentile(50)


def readers(sizes: Sequence[int]) -> Lines:
    """How many readers a host holds: more and more, until changes are late or fail."""
    floor = _idle_floor()
    for size in sizes:
        moves = is_asked_while_days_move(size)
        held, late = 0, ""
        with serving.running(serving.OURS, folder_of(size)) as server:
            for number in sessions.STEPS:
                crowd = sessions.visited(
                    server, "component_instance", number, sessions.STEP, moves=moves
                )
                slow = crowd.percentile(95) if len(crowd.took) > 1 else float("inf")
                told = f"p95 {slow:.0f} ms, {len(crowd.errors)} errors"
                has_goal = number == sessions.SESSIONS and size in (ARTICLE, LARGEST)
                yield Line(
                    f"{number} readers, a change every {sessions.EVERY:.0f} s", size, told,
                    f"floor {floor:.0f} ms; {crowd.cpu_share:.2f} cores, "
                    f"{crowd.megabytes:.0f} MB", slow / floor,
                    f"{LATE} × floor, 0 errors" if has_goal else "",
                    slow <= LATE * floor and not crowd.errors if has_goal else None,
                )  # fmt: skip
                if crowd.errors or slow > sessions.LATE:
                    late = f"{number}: {told}"
                    break
                held = number
        yield Line(
            f"readers with a p95 of {sessions.LATE:.0f} ms at most", size, f"{held}",
            late or "more were not tried",
        )  # fmt: skip


def plays(sizes: Sequence[int]) -> Lines:
    """What the server hears of play, from one reader and from many who stop at once."""
    for size in sizes:
        with chromium() as browser:
            heard = timeline.played(browser, folder_of(size))
        meanwhile = heard.moving + heard.pauses
        yield Line(
            "reruns while playing, and at the end", size, f"{meanwhile} and {heard.at_rest}", "",
            None, "0 and 1", (meanwhile, heard.at_rest) == (0, 1),
        )  # fmt: skip
        whole = collection.read(folder_of(size)).collection
        assert whole is not None
        first, last = span_of(whole)
        days = [first + timedelta(days=each) for each in range((last - first).days + 1)]
        numbers = [len(rows_kept(whole, Filters(dates=(first, day)))) for day in days]
        with serving.running(serving.OURS, folder_of(size)) as server:
            took, whole_page, answers = players.stopped(server, len(days))
        # Another server has nothing that was made for the players.
        with serving.running(serving.OURS, folder_of(size)) as server:
            alone = players.arrived(server, [(first, day) for day in days[:-1]])
        wrong = [
            each
            for each in answers
            if not each.totals or each != alone[each.last] or each.in_view != numbers[each.last]
        ]
        yield Line(
            f"{sessions.SESSIONS} players stop at once: right totals in all", size,
            f"{max(took):.0f} ms",
            f"{len(wrong)} wrong; the whole page in all {max(whole_page):.0f} ms", None,
            "1000 ms, 0 wrong",
            max(took) <= 1000 and not wrong,
        )  # fmt: skip


def fetches(_: Sequence[int]) -> Lines:
    """Downloads of a reader far away, beside many others."""
    with serving.running(serving.OURS, folder_of(ARTICLE)) as server:
        met = downloads.fetched(server.url)
    yield Line(
        f"downloads 150 ms away beside {downloads.READERS} sessions", ARTICLE,
        f"{met.files} of {downloads.PRESSES}", "; ".join(sorted(set(met.errors))[:2])[:80], None,
        "all", met.files == downloads.PRESSES and not met.errors,
    )  # fmt: skip


def uploads(_: Sequence[int]) -> Lines:
    """Another reader's changes while the largest file is uploaded and read."""
    with chromium() as browser:
        met = beside_upload.beside(browser, folder_of(ARTICLE))
    if isinstance(met, str):
        yield Line("another session during an upload", ARTICLE, met)
        return
    yield Line(
        f"another session during an upload, p95 of {met.during}", ARTICLE, f"{met.busy:.0f} ms",
        f"before {met.quiet:.0f} ms", met.busy / met.quiet,
    )  # fmt: skip


def files(_: Sequence[int]) -> Lines:
    """Ten readers' files at one moment, twice: the memory, and what comes back of it."""
    content = speed.acled_file(100_000).read_bytes()
    with serving.running(serving.OURS, folder_of(ARTICLE)) as server:
        first = many_uploads.uploaded(server, 10, content)
        again = many_uploads.uploaded(server, 10, content)
    size = len(content) / 1e6
    yield Line(
        f"ten files of {size:.0f} MB at once: memory", ARTICLE, f"{first.peak:.0f} MB",
        f"before {first.before:.0f} MB",
    )  # fmt: skip
    yield Line(
        f"the same again, {many_uploads.RETURN:.0f} s after all have left", ARTICLE,
        f"{again.after:.0f} MB", f"the first time {first.after:.0f} MB", again.after / first.after,
        "1.1 × the first time", again.after <= 1.1 * first.after,
    )  # fmt: skip
    yield Line(
        "ten files at once: read, the first and the last", ARTICLE,
        f"{min(first.read):.0f} and {max(first.read):.0f} s",
    )  # fmt: skip
