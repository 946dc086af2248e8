"""What work takes without a browser: a check, exports, an import, pictures of links."""

from __future__ import annotations

import statistics
from collections.abc import Sequence

from bench import exporting, pictures, speed
from bench.report import Line, Lines
from bench.sizes import CHRONOLOGY, folder_of


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


def importing(_: Sequence[int]) -> Lines:
    """A million rows in ACLED's form."""
    rows = 1_000_000
    took, peak, used = speed.acled_time(rows)
    yield Line(
        "import of an ACLED file, written too", rows, f"{rows / took:,.0f} rows/s",
        f"{took:.1f} s, processor {used:.1f} s, peak {peak:.0f} MB", None, "50,000 rows/s",
        rows / took >= 50_000,
    )  # fmt: skip


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
