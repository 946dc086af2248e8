"""Run parts of the bench, or all, and write the table."""

from __future__ import annotations

import argparse
import sys
import time
import traceback
from collections.abc import Callable, Sequence

from bench.notes import NOTES
from bench.parts import PARTS
from bench.report import Line, table, written


def measured(
    wanted: Sequence[tuple[str, tuple[int, ...]]], keep: Callable[[Sequence[Line], int], object]
) -> tuple[list[Line], int]:
    """
    The lines of the parts *wanted*, and how many of the parts could not be carried out.

    Each part is named with the numbers of incidents that were asked for, none for its own.  One
    that can't be carried out ends in a line that says so; standard error says why.  After each,
    *keep* takes all lines so far and the number of parts behind them.
    """
    lines: list[Line] = []
    failed = 0
    for number, (name, sizes) in enumerate(wanted, 1):
        part = PARTS[name]
        try:
            for line in part.lines(sizes or part.sizes):
                lines.append(line)
                print("  ".join(cell for cell in line.cells if cell), flush=True)
        except Exception as error:  # whatever ends one part, hours of the others' figures are kept
            failed += 1
            lines.append(Line(name, None, f"failed: {type(error).__name__}"))
            print(f"{name} failed:", file=sys.stderr)
            traceback.print_exc()
        keep(lines, number)
    return lines, failed


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
    usual = [name for name, part in PARTS.items() if not part.is_asked_for]
    asked = [each.partition("=")[::2] for each in options.parts or usual]
    if unknown := [name for name, _ in asked if name not in PARTS]:
        parser.error(f"no part {', '.join(unknown)}; choose from {', '.join(PARTS)}")
    wanted = [
        (name, tuple(int(size) for size in (own or options.sizes).split(",") if size))
        for name, own in asked
    ]
    # What some parts measured does not take the place of what all did, unless that is asked for.
    is_kept = options.write or not (options.parts or options.sizes)
    command = " ".join(["python -m bench", *sys.argv[1:]])
    began = time.perf_counter()

    def keep(lines: Sequence[Line], done: int) -> None:
        if is_kept:
            # A run that is cut off leaves what it has measured, and says how far it came.
            so_far = "" if done == len(wanted) else f", {done} of {len(wanted)} parts so far"
            written(lines, NOTES, f"`{command}`{so_far}", time.perf_counter() - began)

    lines, failed = measured(wanted, keep)
    print("\n" + table(lines))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
