"""The text of a pull request for a suggestion."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from strikemap.model import TABLES, Collection
from strikemap.suggestion.ids import slug
from strikemap.suggestion.rows import Suggestion, csv_lines
from strikemap.suggestion.verdict import Verdict

CHECKLIST = (
    "`make check` prints nothing.",
    "Each claim has its claimant, its source and where in the source it stands.",
    "Titles, summaries and statements are in own words; the title names no perpetrator.",
    "No victim’s name, wound or home address, and no private person’s name.",
    "Nothing is younger than 72 hours; nothing tells where troops stand now.",
    "Nothing is made up to fill a cell: what is not reported is empty or unknown, never zero.",
    "Ids are new and permanent; no record is deleted, and each correction is in corrections.csv.",
    "I may pass these rows on under the licence of the collection.",
)
"""What a contributor confirms and a reviewer looks at."""


def next_version(version: str, *, is_correction: bool) -> str:
    """The version after *version*: its last number raised by a correction, else the middle one."""
    found = re.fullmatch(r"(\d+)\.(\d+)\.(\d+)", version, re.ASCII)
    if not found:
        return version
    major, minor, patch = (int(part) for part in found.groups())
    return f"{major}.{minor}.{patch + 1}" if is_correction else f"{major}.{minor + 1}.0"


def package_changes(of: Collection, suggestion: Suggestion, today: date) -> Mapping[str, str]:
    """What datapackage.json must say once the suggestion is taken up, by key.  Raw text."""
    incidents = suggestion.rows("incidents")
    made = {
        "version": next_version(of.version, is_correction=bool(suggestion.changed)),
        "updated": today.isoformat(),
    }
    first = min([of.coverage_from, *(each["date_start"] for each in incidents)])
    last = max([of.coverage_to, *(each["date_end"] for each in incidents)])
    if (first, last) != (of.coverage_from, of.coverage_to):
        made["coverage"] = f"from {first} to {last}"
    new = sorted({each["region"] for each in incidents} - {"", *of.regions})
    if new:
        made["regions"] = f"also {', '.join(new)}"
    return made


def pull_request(of: Collection, suggestion: Suggestion, verdict: Verdict, today: date) -> str:
    """
    The text of a pull request, in Markdown: rows, changes of datapackage.json, checklist.

    What people wrote stands in fenced blocks alone, where it is shown as it is.
    """
    title = _title(suggestion)
    parts = [
        f"# {title}\n\nCollection: `{slug(of.name, 80)}`, version {plain_version(of.version)}.\n"
    ]
    for name in TABLES:
        for rows, what in (
            (suggestion.changed.get(name), "Lines to put in place of those with the same id"),
            (suggestion.added.get(name), "Lines to add"),
        ):
            if rows:
                parts.append(f"## {what}: `{name}.csv`\n\n{_fenced(csv_lines(name, rows), 'csv')}")
    changes = package_changes(of, suggestion, today)
    listed = "".join(f"{key}: {value}\n" for key, value in changes.items())
    parts.append(f"## To change: `datapackage.json`\n\n{_fenced(listed)}")
    warned = "".join(f"{each.record}, {each.column}: {each.message}\n" for each in verdict.faults)
    if warned:
        parts.append(f"## For the reviewer to decide\n\n{_fenced(warned)}")
    boxes = "".join(f"- [ ] {each}\n" for each in CHECKLIST)
    parts.append(f"## Checklist\n\n{boxes}")
    return "\n".join(parts)


def plain_version(version: str) -> str:
    """*version* without what is no letter, digit, point or hyphen."""
    return re.sub(r"[^A-Za-z0-9.-]", "", version)[:40]


def _title(suggestion: Suggestion) -> str:
    for verb, name in (("Correct", "incidents"), ("Correct", "claims"), ("Add", "incidents")):
        rows = (suggestion.changed if verb == "Correct" else suggestion.added).get(name)
        if rows:
            return f"{verb} {slug(rows[0][TABLES[name].key], 120)}"
    claims = suggestion.added.get("claims", ())
    about = slug(claims[0]["incident_id"], 120) if claims else ""
    return f"Add a claim to {about}" if about else "Suggest a change"


def _fenced(text: str, language: str = "") -> str:
    runs = [len(run) for run in re.findall("`+", text)]
    mark = "`" * max(3, 1 + max(runs, default=0))
    return f"{mark}{language}\n{text}{mark}\n"
