"""What a host bears: more readers than it is for, strangers, its own restart, its data replaced."""

from __future__ import annotations

from collections.abc import Sequence
from math import inf

from bench import load, many_uploads, replaced, restarted, sessions, speed, synthetic
from bench import server as serving
from bench.report import Line, Lines
from bench.server import ROOT
from bench.sizes import ARTICLE, folder_of, is_asked_while_days_move

HOUSE = 300
"""Readers at once who each change something every few seconds."""
BOUND = 500
"""Megabytes that strangers may take beside what the server holds without them."""
AGAIN = 15.0
"""Seconds for which they come a second time: what the first left behind would show."""
BACK = 10.0
"""Seconds after which a page works again whose server is there again."""
LARGE = ((10, 150), (200, 5))
"""Files at once, and the megabytes of each."""

KEPT = 150
"""Megabytes that the process may keep, when all have left, for its next work."""
LAST = 307.0
"""Seconds that the last of ten large files took before there were turns."""


def full_houses(sizes: Sequence[int]) -> Lines:
    """As many readers as a host can hardly serve, for a minute."""
    load.allow_many_files()
    for size in sizes:
        with serving.running(serving.OURS, folder_of(size)) as server:
            moves = is_asked_while_days_move(size)
            crowd = sessions.visited(server, "component_instance", HOUSE, moves=moves)
        what = f"{HOUSE} readers, a change every {sessions.EVERY:.0f} s"
        yield Line(
            f"{what}: errors", size, f"{len(crowd.errors)}",
            "; ".join(sorted(set(crowd.errors))[:2])[:80], None, "0", not crowd.errors,
        )  # fmt: skip
        if len(crowd.took) > 1:
            yield Line(
                f"{what}: p50 and p95", size,
                f"{crowd.percentile(50):.0f} and {crowd.percentile(95):.0f} ms",
                f"{len(crowd.took)} changes",
            )  # fmt: skip
        yield Line(
            f"{what}: processor, memory", size,
            f"{crowd.cpu_share:.2f} cores, {crowd.megabytes:.0f} MB",
        )  # fmt: skip


def strangers(sizes: Sequence[int]) -> Lines:
    """Some who never read what they ask for, beside many who only hold a connection."""
    load.allow_many_files()
    for size in sizes:
        with serving.running(serving.OURS, folder_of(size)) as server:
            met = load.burdened(server)
            again = load.burdened(server, seconds=AGAIN)
        what = f"{load.UNREADING} who never read and {met.connections:,} idle connections"
        yield Line(
            f"{what}: memory at the most", size, f"{met.peak:.0f} MB",
            f"before {met.before:.0f} MB, {load.RETURN:.0f} s after {met.after:.0f} MB", None,
            f"{BOUND} MB more", met.peak - met.before <= BOUND,
        )  # fmt: skip
        yield Line(
            f"{what}: memory the second time", size, f"{again.peak:.0f} MB",
            f"the first time {met.peak:.0f} MB", again.peak / met.peak, "1.05 × the first time",
            again.peak <= 1.05 * met.peak,
        )  # fmt: skip
        yield Line(
            f"{what}: {load.OTHERS} others' changes, p95", size, f"{load.late(met.during):.0f} ms",
            f"before {load.late(met.quiet):.0f} ms, {met.cpu_share:.2f} cores", None,
            f"{sessions.LATE:.0f} ms", load.late(met.during) <= sessions.LATE,
        )  # fmt: skip
        yield Line(
            f"{what}: errors", size, f"{len(met.errors)}",
            "; ".join(sorted(set(met.errors))[:2])[:80], None, "0", not met.errors,
        )  # fmt: skip


def arrivals(sizes: Sequence[int]) -> Lines:
    """Many first visits within a short time."""
    load.allow_many_files()
    for size in sizes:
        with serving.running(serving.OURS, folder_of(size)) as server:
            met = load.arrived(server)
        what = f"{load.FIRST_VISITS:,} first visits in {load.WITHIN:.0f} s"
        yield Line(
            f"{what}: errors", size, f"{len(met.errors)}",
            "; ".join(sorted(set(met.errors))[:2])[:80], None, "0", not met.errors,
        )  # fmt: skip
        yield Line(
            f"{what}: to the whole page, p95", size, f"{load.late(met.during):.0f} ms",
            f"one alone {met.quiet[0]:.0f} ms, {met.cpu_share:.2f} cores",
        )  # fmt: skip
        yield Line(
            f"{what}: memory at the most", size, f"{met.peak:.0f} MB",
            f"before {met.before:.0f} MB, {load.RETURN:.0f} s after {met.after:.0f} MB",
        )  # fmt: skip


def replacements(sizes: Sequence[int]) -> Lines:
    """A collection that is replaced by a broken, a half-written, then a good version."""
    for size in sizes:
        whole, good = synthetic.next_version(ROOT / "build" / "bench", size)
        scratch = ROOT / "build" / "bench" / "replaced"
        seen = replaced.replaced(whole, good, scratch)
        either = {replaced.hash_of(each) for each in (whole, good)}
        looks = sum(seen.hashes.values())
        halves = sum(count for each, count in seen.hashes.items() if each not in either)
        other = sum(count for each, count in seen.numbers.items() if each not in seen.whole)
        what = f"replaced under {replaced.READERS} readers"
        yield Line(
            f"{what}: seen that is neither version", size, f"{halves} and {other}",
            f"of {looks} lists and {len(seen.took)} pages", None, "0", not (halves or other),
        )  # fmt: skip
        yield Line(
            f"{what}: errors", size, f"{len(seen.errors)}", "; ".join(seen.errors[:2])[:80], None,
            "0", not seen.errors,
        )  # fmt: skip
        yield Line(
            f"{what}: a page anew, p95", size, f"{load.late(seen.took):.0f} ms",
            f"the good version after {seen.new_after:.1f} s",
        )  # fmt: skip


def restarts(sizes: Sequence[int]) -> Lines:
    """The server killed and started again under open pages."""
    for size in sizes:
        back = restarted.restarted(folder_of(size))
        what = f"killed under {restarted.PAGES} open pages"
        yield Line(
            f"{what}: view and controls again", size,
            f"{max(back.works, default=float('nan')):.1f} s",
            f"view {max(back.view, default=float('nan')):.1f} s; the server was away for "
            f"{back.started:.1f} s", None, f"{BACK:.0f} s",
            len(back.works) == restarted.PAGES and max(back.works) <= BACK,
        )  # fmt: skip
        yield Line(
            f"{what}: errors", size, f"{len(back.errors)}", "; ".join(back.errors[:2])[:80], None,
            "0", not back.errors,
        )  # fmt: skip


def large_files(_: Sequence[int]) -> Lines:
    """Many readers' large files at one moment."""
    for number, megabytes in LARGE:
        content = speed.acled_cut(megabytes * 1_000_000).read_bytes()
        with serving.running(serving.OURS, folder_of(ARTICLE)) as server:
            met = many_uploads.uploaded(server, number, content)
        what = f"{number} files of {len(content) / 1e6:.0f} MB at once"
        yield Line(
            f"{what}: memory at the most", ARTICLE, f"{met.peak:.0f} MB",
            f"before {met.before:.0f} MB, {many_uploads.RETURN:.0f} s after all have left "
            f"{met.after:.0f} MB", None,
            f"given back in {many_uploads.RETURN:.0f} s but for {KEPT} MB",
            met.after - met.before <= KEPT,
        )  # fmt: skip
        last = max(met.read, default=inf)
        yield Line(
            f"{what}: the first and the last read", ARTICLE,
            f"{min(met.read, default=inf):.0f} and {last:.0f} s", "", None,
            f"all, the last within {LAST:.0f} s", len(met.read) == number and last <= LAST,
        )  # fmt: skip
