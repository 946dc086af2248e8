"""The README of an imported collection: what is in it, what was left out, and why."""

from __future__ import annotations

from collections.abc import Mapping

from strikemap.importers.options import COUNTRIES, ImportOptions
from strikemap.importers.report import Report

REJECTED, DROPPED, MARKED = "rejected.csv", "dropped.csv", "marked.csv"


def readme(report: Report, options: ImportOptions) -> str:
    """The account of *report* in Markdown, ending in a line break."""
    lines = [f"# {_text(options.name or report.form)}", ""]
    lines.append(
        f"Imported on {options.today.isoformat()} from the file {_text(report.file)} as "
        f"{report.form} ({_text('; '.join(report.recognised))}). "
    )
    lines += ["", "## Licence", "", _text(report.licence), ""]
    if report.terms:
        lines += [_text(report.terms), ""]
    lines += ["## Rows", ""]
    lines.append(f"- read: {report.rows_read:,}")
    lines.append(f"- kept: {report.rows_kept:,}")
    lines += _counts(f"dropped, those abroad or out of scope listed in {DROPPED}", report.dropped)
    lines += _counts(f"rejected, kept in {REJECTED} with the reason", report.rejected)
    lines += _counts(
        f"kept and marked, in the summary or the claim; odd cells listed in {MARKED}", report.marked
    )
    lines += ["", "## What was asked for", "", *_asked(options)]
    lines += ["", "## How territory was found", "", *_TERRITORY]
    lines += ["", "## How the file was read", ""]
    lines += [f"- {each}" for each in report.choices]
    lines += ["", "## Columns", "", "| column | became | for example | cells not read |"]
    lines.append("|---|---|---|---|")
    for name, what in report.became.items():
        said = ", ".join(report.samples.get(name, ()))
        count = f"{report.unread.get(name, 0):,}"
        lines.append(f"| {_text(name)} | {_text(what)} | {_text(said)} | {count} |")
    if report.untaken:
        told = ", ".join(report.untaken)
        lines += ["", f"Columns of numbers that were taken for nothing: {_text(told)}."]
    if report.problems:
        lines += ["", "## Codes that the importer doesn't know", ""]
        lines += [f"- {_text(str(each))}" for each in report.problems]
    lines += ["", "## About rejected rows", "", _REJECTED]
    return "\n".join(lines) + "\n"


_TERRITORY = (
    "- The boundaries of this project decide the region and the territory of each point, not "
    "the file's own attribution; where the two differ, the row says so.",
    "- A region of Ukraine taken as occupied is taken whole: where the front line ran on that "
    "day is not in the file. What lies elsewhere in Ukraine is out of scope and was dropped.",
    "- Crimea and Sevastopol count as occupied from 27 February 2014.",
    "- A point of precision 1, 2 or 3 is marked where other territory lies within 1, 25 or 50 km.",
    "- A point up to 10 km outside the boundaries, as in a harbour, on a bridge or a river's bank, "
    "was given to the nearest region and marked; where another country's land is as near, only if "
    "the file names Russia or Ukraine.",
    "- Where a time is given with its zone, the day is that at the place, by the time zone of its "
    "region; where that has several, the day is UTC's and marked.",
)
_REJECTED = (
    f"`{REJECTED}` holds each row that could not be read: its number in the file, the reason, and "
    "its cells. A cell that a spreadsheet would run as a formula has an apostrophe before it."
)


def _counts(what: str, counts: Mapping[str, int]) -> list[str]:
    total = sum(counts.values())
    lines = [f"- {what}: {total:,}"]
    return lines + [f"  - {count:,}: {_text(why)}" for why, count in counts.items()]


def _asked(options: ImportOptions) -> list[str]:
    made = [f"- regions of Ukraine taken as occupied: {', '.join(options.occupied) or 'none'}"]
    if options.countries:
        made.append("- countries: " + ", ".join(COUNTRIES[each] for each in options.countries))
    if options.dates:
        made.append(f"- days: {options.dates[0]} to {options.dates[1]}")
    if options.near:
        made.append(f"- within {options.near[1]:g} km of {options.near[0]}")
    if options.date_order:
        made.append(f"- days of numbers: {options.date_order} first")
    if options.sheet:
        made.append(f"- sheet: {_text(options.sheet)}")
    if options.encoding:
        made.append(f"- encoding: {_text(options.encoding)}")
    return made


def _text(value: str) -> str:
    """*value* as a line of Markdown that shows it and obeys nothing in it."""
    flat = " ".join(value.split())
    for mark in "\\`*_[]<>|#":
        flat = flat.replace(mark, f"\\{mark}")
    return flat[:2_000]
