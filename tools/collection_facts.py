"""
Write what can be counted in a collection into its README, between two markers.

    python -m tools.collection_facts data/chronology-2023-05-06
    python -m tools.collection_facts --check data/chronology-2023-05-06

Numbers in a README that are typed go stale; these are computed from the tables and from
`review.csv`, the record of the second pass, where the collection has one.  With `--check` nothing
is written, and the exit status is 1 if the README is not what would be written.

A publisher is the name before a bracket, since a bracket says where its text was read:
“Reuters (in Deccan Herald)” and “Reuters (in TODAY)” are one.  A reprint counts as its original.
"""

from __future__ import annotations

import csv
import sys
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pandas as pd

from strikemap import evidence
from strikemap.casualties.standing import EVERYTHING, standing
from strikemap.collection import read
from strikemap.collection.assembly import publisher_name
from strikemap.geography import region_name
from strikemap.model import Collection
from strikemap.vocabularies import TERRITORIES

Booleans = npt.NDArray[np.bool_]
BEGIN, END = "<!-- facts -->", "<!-- /facts -->"
MAIN_REGION = 10
NIGHT = timedelta(days=1)
REVIEWED = ("sources_reread", "fields_compared", "fields_changed", "added")
LANGUAGES = {
    "ar": "Arabic",
    "bg": "Bulgarian",
    "cs": "Czech",
    "de": "German",
    "en": "English",
    "es": "Spanish",
    "fi": "Finnish",
    "fr": "French",
    "hr": "Croatian",
    "hu": "Hungarian",
    "it": "Italian",
    "no": "Norwegian",
    "pl": "Polish",
    "ru": "Russian",
    "tr": "Turkish",
    "uk": "Ukrainian",
    "zh": "Chinese",
}


def facts(collection: Collection, review: Sequence[Mapping[str, str]] = ()) -> str:
    """The facts of *collection* as Markdown, without the markers."""
    incidents = collection.incidents
    active = (incidents["status"].astype(str) == "active").to_numpy()
    blocks = [
        _by_month(incidents[active]),
        _by_region(incidents[active]),
        _sourcing(collection, active),
        _evidence(collection, active),
        _sources(collection),
        _days(collection, active),
    ]
    if review:
        blocks.append(_second_pass(review))
    return "\n\n".join(blocks)


def publishers(sources: pd.DataFrame) -> list[str]:
    """The publisher whose text each of *sources* is: the original's, where it is a reprint."""
    ids = sources["source_id"].astype(str).tolist()
    names = [publisher_name(name) for name in sources["publisher"].astype(str)]
    original = dict(zip(ids, sources["reprint_of"].astype(str), strict=True))
    name_of = dict(zip(ids, names, strict=True))
    found = []
    for each in ids:
        seen = {each}
        while original[each] and original[each] not in seen:
            each = original[each]
            seen.add(each)
        found.append(name_of[each])
    return found


def ranges(days: Iterable[date]) -> str:
    """Days as a reader would write them: `1–3, 7 May; 2 June`; `none` for no day."""
    ordered = sorted(days)
    if not ordered:
        return "none"
    breaks = [0, *(i for i, (a, b) in enumerate(pairwise(ordered), 1) if not _follows(a, b))]
    runs = [ordered[a:b] for a, b in pairwise([*breaks, len(ordered)])]
    months: dict[str, list[str]] = {}
    for run in runs:
        text = str(run[0].day) if len(run) == 1 else f"{run[0].day}–{run[-1].day}"
        months.setdefault(f"{run[0]:%B}", []).append(text)
    return "; ".join(f"{', '.join(texts)} {month}" for month, texts in months.items())


def _follows(a: date, b: date) -> bool:
    return b - a == timedelta(days=1) and a.month == b.month


def _table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    lines = [head, ["---"] + ["---:"] * (len(head) - 1), *rows]
    return "\n".join("| " + " | ".join(map(str, line)) + " |" for line in lines)


def _share(part: int, whole: int) -> str:
    return f"{part} of {whole} ({part / whole:.0%})" if whole else "0 of 0"


def _by_month(incidents: pd.DataFrame) -> str:
    months = incidents["date_start"].dt.strftime("%B %Y")
    order = list(dict.fromkeys(months.iloc[np.argsort(incidents["date_start"].to_numpy())]))
    place = incidents["territory"].astype(str)
    rows = [
        (term.label, *(int(((place == term.code) & (months == m)).sum()) for m in order),
         int((place == term.code).sum()))
        for term in TERRITORIES
    ]  # fmt: skip
    rows.append(("All", *(int((months == m).sum()) for m in order), len(incidents)))
    return "**Incidents by first day and territory**\n\n" + _table(["", *order, "All"], rows)


def _by_region(incidents: pd.DataFrame) -> str:
    blocks = []
    for term in TERRITORIES:
        here = incidents[incidents["territory"].astype(str) == term.code]
        counts = Counter(here["region"].astype(str))
        listed = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
        words = ", ".join(f"{region_name(code) or 'not known'} {n}" for code, n in listed)
        blocks.append(f"- {term.label}: {words or 'none'}.")
    return "**Incidents by region**\n\n" + "\n".join(blocks)


def _sourcing(collection: Collection, active: Booleans) -> str:
    claims = collection.claims
    at = claims["incident"].to_numpy()
    names = np.array(publishers(collection.sources), dtype=object)[claims["source"].to_numpy()]
    of = [set(names[at == i]) for i in range(len(collection.incidents))]
    several = np.array([len(each) > 1 for each in of], dtype=bool)
    deadly = _deadly(collection) & active
    return "**Claims and publishers**\n\n" + "\n".join(
        [
            f"- {len(claims)} claims, {int((at < 0).sum())} of them about a day's or a region's "
            f"total rather than one incident; {len(collection.claimants)} claimants.",
            "- Incidents with pages of two or more publishers: "
            f"{_share(int((several & active).sum()), int(active.sum()))}.",
            f"- Incidents in which someone was reported killed: {int(deadly.sum())}; with two or "
            f"more publishers: {_share(int((several & deadly).sum()), int(deadly.sum()))}.",
            f"- Pairs of like incidents compared and found to be two events: {_pairs(collection)}.",
        ]
    )


def _pairs(collection: Collection) -> int:
    pairs = collection.descriptor.get("distinct")
    return len(pairs) if isinstance(pairs, list) else 0


def _deadly(collection: Collection) -> Booleans:
    """Where a claim that stands says that people were killed, with a number above zero."""
    claims = collection.claims
    says = standing(collection, EVERYTHING) & (claims["incident"] >= 0).to_numpy()
    says &= (claims["measure"].astype(str) == "killed").to_numpy()
    says &= (claims["subject"].astype(str) == "people").to_numpy()
    most = claims["value_max"].fillna(claims["value_min"]).fillna(0)
    says &= (most > 0).to_numpy(bool)
    deadly = np.zeros(len(collection.incidents), dtype=bool)
    deadly[claims["incident"].to_numpy()[says]] = True
    return deadly


def _evidence(collection: Collection, active: Booleans) -> str:
    grades = evidence.grades(collection).event[active]
    rows = [
        f"- {term.label}: {_share(int((grades == i).sum()), int(active.sum()))}."
        for i, term in enumerate(evidence.EVENT_GRADES)
    ]
    return "**How well the events are supported**\n\n" + "\n".join(rows)


def _sources(collection: Collection) -> str:
    sources = collection.sources
    counts = Counter(sources["language"].astype(str))
    listed = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    words = ", ".join(f"{LANGUAGES.get(code, code)} {n}" for code, n in listed)
    reprints = int((sources["reprint_of"].astype(str) != "").sum())
    return (
        f"**Sources**\n\n{len(sources)} pages of {len(set(publishers(sources)))} publishers; "
        f"reprints of another of these pages: {reprints}. By language: {words}."
    )


def _days(collection: Collection, active: Booleans) -> str:
    first, last = (
        date.fromisoformat(day) for day in (collection.coverage_from, collection.coverage_to)
    )
    days = {first + timedelta(days=n) for n in range((last - first).days + 1)}
    incidents = collection.incidents[active]
    begins = incidents["date_start"].dt.strftime("%Y-%m-%d").tolist()
    ends = incidents["date_end"].dt.strftime("%Y-%m-%d").tolist()
    regions = incidents["region"].astype(str).tolist()
    spans: dict[str, set[date]] = {region: set() for region in regions}
    for region, begin, end in zip(regions, begins, ends, strict=True):
        start, stop = date.fromisoformat(begin), date.fromisoformat(end)
        if stop - start <= NIGHT:
            spans[region] |= {start, stop}
    anywhere = set[date]().union(*spans.values())
    counts = Counter(regions)
    main = [c for c, n in sorted(counts.items(), key=lambda i: (-i[1], i[0])) if n >= MAIN_REGION]
    rows = [("All regions", len(days & anywhere), ranges(days - anywhere))]
    rows += [(region_name(c), len(days & spans[c]), ranges(days - spans[c])) for c in main if c]
    return (
        f"**Days**, of {len(days)}. A day without an incident is a gap in this collection, "
        "not a quiet day. Events known only to lie within several days are left out here. Regions "
        f"with at least {MAIN_REGION} incidents:\n\n"
        + _table(["", "days with an incident", "days without"], rows)
    )


def _second_pass(review: Sequence[Mapping[str, str]]) -> str:
    total = {name: sum(int(row[name] or 0) for row in review) for name in REVIEWED}
    again = sum(int(row["sources_reread"] or 0) > 0 for row in review)
    return (
        f"**Second pass**\n\n{len(review)} incidents checked; for {again} of them at least one "
        f"cited page was read again, {total['sources_reread']} readings in all. "
        f"{total['fields_compared']} fields compared, {total['fields_changed']} changed; "
        f"{total['added']} incidents added."
    )


def rewritten(folder: Path) -> tuple[str, str]:
    """
    The README of *folder* as it is and as it should be.

    Raises:
        ValueError: the collection has faults, or its README lacks the markers.
    """
    reading = read(folder)
    if reading.collection is None:
        raise ValueError(f"{folder}: {reading.problems[0]}")
    review: list[dict[str, str]] = []
    if (folder / "review.csv").is_file():
        with (folder / "review.csv").open(encoding="utf-8", newline="") as file:
            review = list(csv.DictReader(file))
    old = (folder / "README.md").read_text("utf-8")
    if old.count(BEGIN) != 1 or old.count(END) != 1 or old.index(BEGIN) > old.index(END):
        raise ValueError(f"{folder}/README.md: write {BEGIN} and {END} where the facts belong")
    before, rest = old.split(BEGIN)
    after = rest.split(END)[1]
    return old, f"{before}{BEGIN}\n{facts(reading.collection, review)}\n{END}{after}"


def main(arguments: Sequence[str]) -> int:
    folders = [Path(each) for each in arguments if each != "--check"]
    if len(folders) != 1:
        print(__doc__, file=sys.stderr)
        return 2
    try:
        old, new = rewritten(folders[0])
    except (OSError, ValueError) as fault:
        print(fault, file=sys.stderr)
        return 2
    if old == new:
        return 0
    if "--check" in arguments:
        print(
            f"{folders[0]}/README.md: stale; run python -m tools.collection_facts", file=sys.stderr
        )
        return 1
    (folders[0] / "README.md").write_text(new, "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
