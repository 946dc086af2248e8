"""Run parts of the bench, or all, and write the table."""

from __future__ import annotations

import argparse
import statistics
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import timedelta
from pathlib import Path

from bench import (
    downloads,
    exporting,
    memory,
    pictures,
    response,
    sessions,
    speed,
    synthetic,
    timeline,
    upload,
    uploading,
    visit,
)
from bench import server as serving
from bench.browser import chromium
from bench.report import Line, table, written
from bench.server import ROOT
from strikemap import collection
from strikemap.filters.choices import Filters
from strikemap.filters.rows import rows_kept, span_of

ARTICLE, CHRONOLOGY = 7, 288
SHIPPED = {ARTICLE: "cnn-2023-05-31", CHRONOLOGY: "chronology-2023-05-06"}
SIZES = (ARTICLE, 2_000, 20_000, 200_000, 1_000_000)
SIZES_OF = {
    "drag": (ARTICLE, CHRONOLOGY, 2_000),
    "play": (CHRONOLOGY,),
    "phone": (ARTICLE,),
    "layers": (ARTICLE, 20_000),
    "picture": (CHRONOLOGY, 20_000, 1_000_000),
    "readers": (CHRONOLOGY,),
}
"""For the parts that are not of each size."""
RESPONSE_GOALS = {ARTICLE: 1.5, 20_000: 2.0, 1_000_000: 3.0}
NOTES = (
    "Medians of at least 20 after warm-up for response, first visits and the import of the "
    "library; the naive way is the median of three; memory, cold start, check, import of a file "
    "and sessions are one run each. A change of the floor and one of ours are taken by turns in "
    "one browser, so that what else the machine does falls on both.",
    "The floor and the empty map run with Streamlit's own settings. With this project's, which "
    "leave out the round of garbage collection after each rerun, the floor is faster too: its "
    "line says how much.",
    "Response: from the key's `keydown` in the page to the change of the floor's text, or of "
    "`data-drawn` in the map's iframe, by the browser's clock. Server: from the browser's request "
    "to the message that holds the map, and to the end of the rerun, as the WebSocket shows.",
    "Rest: from the page's last word to the server to the moment from which nothing on the page is "
    "marked as stale, since all that it says is of the days that are chosen.",
    "Every press but the article's goes to a day not seen before, since Streamlit sends a large "
    "message that it has sent before as a hash alone. Bytes are those of all messages received.",
    "First visit: a browser context with an empty cache, from navigation to markers in the iframe "
    "when it has its height; "
    "its floor is an empty app with an empty map whose one script and style come from the app's "
    "own `static/`, as ours do.",
    "Drag: the last day's thumb is dragged over the timeline and back in 60 steps, each at another "
    "moment of its frame; the time is from the pointer's event, which the browser hands on at the "
    "next frame, to the end of the frame in which the symbols changed; steps that change no day "
    "are not counted. "
    "Far: with Chromium's own emulation of a network with so much latency. Reruns are the days "
    "that the page told the server of, while they moved and once they rested.",
    "Naive: a folium marker with popup and tooltip for each row, in one map, made anew; stopped "
    "after a minute, first drawing included, and not tried with more rows then.",
    "Sessions speak Streamlit's own protocol over WebSockets, without browsers, each to days of "
    "its own: the time is the server's, to the message that holds the map, beside one idle "
    "session of the floor app. They share the machine's processors with the server.",
)

GROWTH = f"{memory.CHANGES:,} changes, {memory.PLAYS} plays"
Lines = Iterator[Line]


def folder_of(size: int) -> Path:
    """The collection of *size* incidents: a shipped one, or a made-up one, written if missing."""
    if size in SHIPPED:
        return ROOT / "data" / SHIPPED[size]
    return synthetic.written(ROOT / "build" / "bench", size)


def responses(sizes: Sequence[int]) -> Lines:
    """Key press to changed markers, its bytes and its server time, and the naive way's."""
    with chromium() as browser, response.floor(browser) as floor:
        usual = response.median(response.alone(floor))
        with response.floor(browser, like_ours=True) as tuned:
            yield Line(
                "the floor with this project's settings", None,
                f"{response.median(response.alone(tuned)):.0f} ms", f"floor {usual:.0f} ms",
            )  # fmt: skip
        took: float | str = 0.0
        for size in sorted(sizes):
            folder = folder_of(size)
            with serving.running(serving.OURS, folder) as server:
                held = response.ours(browser, server.url)
                pair = response.compared(floor, held, size)
                held.page.context.close()
            goal = RESPONSE_GOALS.get(size)
            ours, beside = response.median(pair.ours), response.median(pair.floor)
            yield Line(
                "key press to changed markers", size, f"{ours:.0f} ms", f"floor {beside:.0f} ms",
                pair.ratio, f"{goal:g} × floor" if goal else "",
                pair.ratio <= goal if goal else None,
            )  # fmt: skip
            right = response.median(pair.ours, "rest_to_right")
            yield Line(
                "rest to right totals", size, f"{right:.0f} ms", f"floor {beside:.0f} ms",
                right / beside, "1.5 × floor", right / beside <= 1.5,
            )  # fmt: skip
            heavy = response.median(pair.ours, "received_bytes") / 1000
            sent = response.median(pair.ours, "messages")
            yield Line(
                "bytes for the change", size, f"{heavy:.1f} kB", f"{sent:.0f} messages",
                None, "100 kB", heavy <= 100,
            )  # fmt: skip
            first = response.median(pair.ours, "sent_to_first")
            last = response.median(pair.ours, "sent_to_end")
            of_floor = response.median(pair.floor, "sent_to_first")
            yield Line(
                "server, to the map and to the end", size, f"{first:.0f} and {last:.0f} ms",
                f"floor {of_floor:.0f} ms", first / of_floor,
            )  # fmt: skip
            # Where a smaller map did not come in time, a larger one need not be waited for.
            took = took if isinstance(took, str) else response.naive(browser, folder)
            said = took if isinstance(took, str) else f"{took * 1000:.0f} ms"
            ratio = None if isinstance(took, str) else took * 1000 / beside
            yield Line("the naive way", size, said, f"floor {beside:.0f} ms", ratio)


def visits(sizes: Sequence[int]) -> Lines:
    """A first visit to a warm server."""
    with chromium() as browser:
        for size in sizes:
            floor, ours = visit.first_visits(browser, folder_of(size))
            goal = 1.5 if size == ARTICLE else None
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
            cold = visit.cold_start(browser, folder_of(size))
            yield Line("cold start to markers", size, f"{cold:.1f} s")


def memories(sizes: Sequence[int]) -> Lines:
    """The server's memory."""
    for size in sizes:
        one, more, peak = memory.of_server(folder_of(size))
        goal = {ARTICLE: 260, 1_000_000: 1000}.get(size)
        yield Line(
            "server memory, one session", size, f"{one:.0f} MB", f"peak {peak:.0f} MB", None,
            f"{goal} MB" if goal else "", one <= goal if goal else None,
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
                    f"of {grown.before[of]}", None, "0", more == 0,
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


def crowds(sizes: Sequence[int]) -> Lines:
    """Many sessions at once."""
    with serving.running("floor.py") as server:
        idle = sessions.visited(server, "text", 1, 100.0)
        many = sessions.visited(server, "text")
    floor = idle.percentile(50)
    yield Line(
        f"{sessions.SESSIONS} sessions of the floor app: p50 and p95", None,
        f"{many.percentile(50):.0f} and {many.percentile(95):.0f} ms", f"one: {floor:.0f} ms",
        many.percentile(95) / floor,
    )  # fmt: skip
    for size in sizes:
        with serving.running(serving.OURS, folder_of(size)) as server:
            crowd = sessions.visited(server, "component_instance")
        is_article = size == ARTICLE
        yield Line(
            f"{sessions.SESSIONS} sessions: errors", size, f"{len(crowd.errors)}",
            "; ".join(sorted(set(crowd.errors))[:2])[:80], None, "0" if is_article else "",
            not crowd.errors if is_article else None,
        )  # fmt: skip
        if len(crowd.took) < 2:
            continue
        late = crowd.percentile(95)
        yield Line(
            f"{sessions.SESSIONS} sessions: p50 and p95", size,
            f"{crowd.percentile(50):.0f} and {late:.0f} ms", f"floor {floor:.0f} ms", late / floor,
            "6 × floor" if is_article else "", late / floor <= 6 if is_article else None,
        )  # fmt: skip
        yield Line(
            f"{sessions.SESSIONS} sessions: processor, memory", size,
            f"{crowd.cpu_share:.2f} cores, {crowd.megabytes:.0f} MB",
        )  # fmt: skip


def readers(sizes: Sequence[int]) -> Lines:
    """How many readers a host holds: more and more, until changes are late or fail."""
    for size in sizes:
        held, late = 0, ""
        with serving.running(serving.OURS, folder_of(size)) as server:
            for number in sessions.STEPS:
                crowd = sessions.visited(server, "component_instance", number, sessions.STEP)
                slow = crowd.percentile(95) if len(crowd.took) > 1 else float("inf")
                told = f"p95 {slow:.0f} ms, {len(crowd.errors)} errors"
                yield Line(
                    f"{number} readers, a change every {sessions.EVERY:.0f} s", size, told,
                    f"{crowd.cpu_share:.2f} cores, {crowd.megabytes:.0f} MB",
                )  # fmt: skip
                if crowd.errors or slow > sessions.LATE:
                    late = f"{number}: {told}"
                    break
                held = number
        yield Line(
            f"readers with a p95 of {sessions.LATE:.0f} ms at most", size, f"{held}",
            late or "more were not tried",
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
                        f"{half:.0f} and {late:.0f} ms", f"{len(found.took)} steps", None,
                        "20 and 40 ms", half <= 20 and late <= 40,
                    )  # fmt: skip
                yield Line(
                    f"reruns while dragging{far}, and at rest", size,
                    f"{found.reruns} and {found.at_rest}", "", None, "0 and 1",
                    (found.reruns, found.at_rest) == (0, 1),
                )  # fmt: skip


def plays(sizes: Sequence[int]) -> Lines:
    """What the server hears of play, from one reader and from many who stop at once."""
    for size in sizes:
        with chromium() as browser:
            meanwhile, after = timeline.played(browser, folder_of(size))
        yield Line(
            "reruns while playing, and at the end", size, f"{meanwhile} and {after}", "", None,
            "0 and 1", (meanwhile, after) == (0, 1),
        )  # fmt: skip
        whole = collection.read(folder_of(size)).collection
        assert whole is not None
        first, last = span_of(whole)
        days = [first + timedelta(days=each) for each in range((last - first).days + 1)]
        wanted = [len(rows_kept(whole, Filters(dates=(first, day)))) for day in days]
        with serving.running(serving.OURS, folder_of(size)) as server:
            crowd = sessions.stopped(server, wanted)
        slowest = max(crowd.took)
        yield Line(
            f"{sessions.SESSIONS} players stop at once: right totals in all", size,
            f"{slowest:.0f} ms", f"{len(crowd.errors)} wrong", None, "1000 ms, 0 wrong",
            slowest <= 1000 and not crowd.errors,
        )  # fmt: skip


def checking(_: Sequence[int]) -> Lines:
    """The checks on a hundred thousand incidents."""
    took, peak = speed.check_time(folder_of(100_000))
    yield Line(
        "python -m strikemap check", 100_000, f"{took:.1f} s", f"peak {peak:.0f} MB", None, "20 s",
        took <= 20,
    )  # fmt: skip


def exports(sizes: Sequence[int]) -> Lines:
    """Each form of export of a whole collection."""
    for size in sizes:
        for form, (took, peak) in exporting.export_times(folder_of(size)).items():
            yield Line(f"export as {form}, processor time", size, f"{took:.1f} s", f"{peak:.0f} MB")


def previews(sizes: Sequence[int]) -> Lines:
    """The picture of a link, each of a view that nobody has asked for before."""
    for size in sizes:
        took, used = pictures.drawn(folder_of(size))
        late = statistics.quantiles(took, n=100)[94]
        goal = {CHRONOLOGY: 500, 1_000_000: 1000}.get(size)
        yield Line(
            f"picture of a view: p50 and p95 of {len(took)}", size,
            f"{statistics.median(took):.0f} and {late:.0f} ms", f"processor {used:.0f} ms each",
            None, f"{goal} ms" if goal else "", late <= goal if goal else None,
        )  # fmt: skip


def importing(_: Sequence[int]) -> Lines:
    """A million rows in ACLED's form."""
    rows = 1_000_000
    took, peak = speed.acled_time(rows)
    yield Line(
        "import of an ACLED file, written too", rows, f"{rows / took:,.0f} rows/s",
        f"{took:.1f} s, peak {peak:.0f} MB", None, "50,000 rows/s", rows / took >= 50_000,
    )  # fmt: skip


def uploads(_: Sequence[int]) -> Lines:
    """Another reader's changes while the largest file is uploaded and read."""
    with chromium() as browser:
        met = upload.beside(browser, folder_of(ARTICLE))
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
        first = uploading.uploaded(server, 10, content)
        again = uploading.uploaded(server, 10, content)
    size = len(content) / 1e6
    yield Line(
        f"ten files of {size:.0f} MB at once: memory", ARTICLE, f"{first.peak:.0f} MB",
        f"before {first.before:.0f} MB",
    )  # fmt: skip
    yield Line(
        f"the same again, {uploading.RETURN:.0f} s after all have left", ARTICLE,
        f"{again.after:.0f} MB", f"the first time {first.after:.0f} MB", again.after / first.after,
        "1.1 × the first time", again.after <= 1.1 * first.after,
    )  # fmt: skip
    yield Line(
        "ten files at once: read, the first and the last", ARTICLE,
        f"{min(first.read):.0f} and {max(first.read):.0f} s",
    )  # fmt: skip


PARTS: dict[str, Callable[[Sequence[int]], Lines]] = {
    "response": responses,
    "visit": visits,
    "phone": phones,
    "start": starts,
    "memory": memories,
    "layers": growths,
    "drag": drags,
    "play": plays,
    "sessions": crowds,
    "readers": readers,
    "downloads": fetches,
    "check": checking,
    "export": exports,
    "picture": previews,
    "import": importing,
    "upload": uploads,
    "files": files,
}


def main() -> int:
    """Run what the command line names; 1 where a part could not be carried out."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument(
        "parts",
        nargs="*",
        metavar="part",
        help=f"of {', '.join(PARTS)}; with sizes of its own as layers=7,2000",
    )
    parser.add_argument("--sizes", default="", help="numbers of incidents, with commas between")
    parser.add_argument(
        "--write",
        action="store_true",
        help="write the results of some parts too, as all parts' are",
    )
    options = parser.parse_args()
    wanted = [each.partition("=")[::2] for each in options.parts or PARTS]
    if unknown := [name for name, _ in wanted if name not in PARTS]:
        parser.error(f"no part {', '.join(unknown)}; choose from {', '.join(PARTS)}")
    # What some parts measured does not take the place of what all did, unless that is asked for.
    is_kept = options.write or not (options.parts or options.sizes)
    command = " ".join(["python -m bench", *sys.argv[1:]])
    lines: list[Line] = []
    failed, began = 0, time.perf_counter()
    for number, (name, own) in enumerate(wanted, 1):
        asked = tuple(int(size) for size in (own or options.sizes).split(",") if size)
        sizes = asked or SIZES_OF.get(name, SIZES)
        try:
            for line in PARTS[name](sizes):
                lines.append(line)
                print("  ".join(cell for cell in line.cells if cell), flush=True)
        except Exception as error:  # a part that fails is told of, and the others still run
            failed = 1
            lines.append(Line(name, None, f"failed: {type(error).__name__}"))
            print(f"{name} failed: {error}", file=sys.stderr, flush=True)
        if is_kept:
            # A run that is cut off leaves what it has measured, and says how far it came.
            so_far = "" if number == len(wanted) else f", {number} of {len(wanted)} parts so far"
            written(lines, NOTES, f"`{command}`{so_far}", time.perf_counter() - began)
    print("\n" + table(lines))
    return failed


if __name__ == "__main__":
    sys.exit(main())
