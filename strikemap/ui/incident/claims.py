"""The claims on an incident: what stands now first, each said once, with all who printed it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd

from strikemap.archived_copies import with_copy
from strikemap.casualties.in_words import number_in_words
from strikemap.casualties.standing import Choice, claims_about, standing, visible
from strikemap.markup import Safe, join, link_to, quoting, safe, spoken
from strikemap.model import Collection
from strikemap.vocabularies import CERTAINTIES, GROUPS, MEASURES, OF_WHOM, SIDES, labels

_ALIKE = ("claimant", "subject", "people", "value_min", "value_max", "bound", "certainty", "about")
"""Claims of one measure that agree in these say the same, where they have a number."""


def claims_html(collection: Collection, position: int, choice: Choice) -> Safe:
    """
    Every claim on the incident, by measure.

    What stands comes first; what a claim replaced is folded under it, and what was not chosen
    below all.  Claims that say the same are one entry with a line for each of their sources.
    """
    here = claims_about(collection, position).tolist()
    stands, seen = standing(collection, choice), visible(collection, choice)
    replaced = _replaced(collection, here)
    measure = collection.claims["measure"]
    parts = []
    for term in MEASURES:
        of = [int(row) for row in here if measure.iloc[row] == term.code]
        if not of:
            continue
        parts.append(f"<h3>{term.label}</h3>")
        told: set[int] = set()
        for rows in _alike(collection, [row for row in of if stands[row]]):
            fell = [each for row in rows for each in _all_replaced(replaced, row) if seen[each]]
            told.update(rows, fell)
            parts.append(entry_html(collection, rows, _alike(collection, fell)))
        left = [row for row in of if row not in told]
        parts.append(_folded(collection, [row for row in left if seen[row]], "replaced"))
        others = [row for row in left if not seen[row]]
        parts.append(_folded(collection, others, "not among the chosen claims"))
    return join(*parts)


def _replaced(collection: Collection, here: Sequence[int]) -> dict[int, list[int]]:
    """For each claim of *here* those that it names as replaced."""
    of = collection.claims.iloc[list(here)]
    place = dict(zip(of["claim_id"].astype(str), (int(row) for row in here), strict=True))
    found: dict[int, list[int]] = defaultdict(list)
    for row, named in zip(here, of["supersedes"].astype(str), strict=True):
        if named in place:
            found[int(row)].append(place[named])
    return found


def _all_replaced(replaced: dict[int, list[int]], row: int) -> list[int]:
    """All that a claim replaced, and what that had replaced, the latest first."""
    found: list[int] = []
    waiting = list(replaced.get(row, ()))
    while waiting:
        each = waiting.pop(0)
        if each not in found:
            found.append(each)
            waiting += replaced.get(each, ())
    return found


def _alike(collection: Collection, rows: Sequence[int]) -> list[list[int]]:
    """*rows* in groups that say the same; a claim without a number stands alone."""
    claims = collection.claims
    groups: dict[tuple[str, ...], list[int]] = {}
    for row in rows:
        claim = claims.iloc[row]
        numbered = pd.notna(claim["value_min"]) or pd.notna(claim["value_max"])
        said = tuple(str(claim[name]) for name in _ALIKE) if numbered else (str(row),)
        groups.setdefault((str(claim["measure"]), *said), []).append(row)
    return list(groups.values())


def entry_html(
    collection: Collection, rows: Sequence[int], fell: Sequence[Sequence[int]] = ()
) -> Safe:
    """Claims at *rows*, which say the same, as one entry; *fell*, those that it replaced."""
    first = collection.claims.iloc[rows[0]]
    who = collection.claimants.iloc[first["claimant"]]
    number, certainty = value_in_words(first), labels(CERTAINTIES)[first["certainty"]]
    mark = "" if certainty == "stated" else f' <span class="sm-tag">{safe(certainty)}</span>'
    about = about_in_words(collection, str(first["about"]))
    several = len(rows) > 1
    printed = "".join(_printed(collection, row, with_statement=several) for row in rows)
    if several:
        count = f"<summary>{len(rows)} publications say so</summary>"
        printed = f'<details class="sm-printed">{count}{printed}</details>'
    return join(
        '<div class="sm-claim">',
        f'<span class="sm-number">{safe(number)}</span>{"" if several else ": "}' if number else "",
        "" if several else _statement(collection, rows[0]),
        f" About: {safe(about)}." if about else "",
        mark,
        f"<small>{safe(who['name'])} ({safe(labels(SIDES)[who['side']])})</small>",
        printed,
        _fell(collection, fell),
        "</div>",
    )


def _statement(collection: Collection, row: int) -> Safe:
    claim = collection.claims.iloc[row]
    return quoting(claim["statement"], str(collection.sources["language"].iloc[claim["source"]]))


def _printed(collection: Collection, row: int, *, with_statement: bool) -> str:
    """Where and when a claim was printed, by whose relay, and what the curator joined."""
    claim = collection.claims.iloc[row]
    source = collection.sources.iloc[claim["source"]]
    said_on = f"said on {claim['claimed_on']}" if claim["claimed_on"] else "day of saying not given"
    relayed = f", relayed by {claim['relayed_by']}" if claim["relayed_by"] else ""
    inferred = (
        join(" Curator’s inference: ", quoting(claim["inferred"], str(source["language"])))
        if claim["inferred"]
        else ""
    )
    words = f"{_statement(collection, row)} " if with_statement else ""
    return (
        f"<small>{words}{source_html(source, str(claim['locator']))}; {safe(said_on)}"
        f"{safe(relayed)}.{inferred}</small>"
    )


def _fell(collection: Collection, fell: Sequence[Sequence[int]]) -> str:
    if not fell:
        return ""
    numbers = [value_in_words(collection.claims.iloc[rows[0]]) or "a claim" for rows in fell]
    entries = "".join(entry_html(collection, rows) for rows in fell)
    return (
        f'<details class="sm-fell"><summary>It replaced: {safe("; ".join(numbers))}</summary>'
        f"{entries}</details>"
    )


def _folded(collection: Collection, rows: Sequence[int], why: str) -> str:
    if not rows:
        return ""
    entries = "".join(entry_html(collection, each) for each in _alike(collection, rows))
    count = f"{len(rows)} claim{'' if len(rows) == 1 else 's'} {why}"
    return f'<details class="sm-fell"><summary>{safe(count)}</summary>{entries}</details>'


def about_in_words(collection: Collection, about: str) -> str:
    """Whom or what an attribution, a denial or a confirmation is about.  Raw text."""
    if not about:
        return ""
    if about in labels(SIDES):
        return labels(SIDES)[about]
    people, claims = collection.claimants, collection.claims
    named = np.flatnonzero((people["claimant_id"] == about).to_numpy())
    if len(named):
        return str(people["name"].iloc[named[0]])
    claim = np.flatnonzero((claims["claim_id"] == about).to_numpy())
    if len(claim):
        return f"the claim “{str(claims['statement'].iloc[claim[0]]).rstrip('.')}”"
    return about.replace("_", " ")


def value_in_words(claim: pd.Series[Any]) -> str:
    """The number of a claim with its bound and subject, or "" where it gives none.  Raw text."""
    low, high = claim["value_min"], claim["value_max"]
    if pd.isna(low) and pd.isna(high):
        return ""
    if pd.isna(low):
        number = f"up to {high:,}"
    elif pd.isna(high):
        number = f"at least {low:,}"
    else:
        number = number_in_words(int(low), int(high))
        number = f"about {number}" if claim["bound"] == "about" else number
    subject = str(claim["subject"] or "").replace("_", " ")
    of_whom = labels(OF_WHOM).get(str(claim["people"] or ""), "").lower()
    if subject in ("people", ""):
        is_one = number.split()[-1] == "1"
        counted = f"{number} {'person' if is_one and subject else subject}".strip()
        return f"{counted} ({of_whom})" if of_whom in GROUPS else counted
    return f"{number} ({subject})"


def source_html(source: pd.Series[Any], locator: str = "") -> Safe:
    """Publisher, title and date, linked where the address is a plain http(s) one."""
    title = spoken(source["title"], str(source["language"]))
    named = join(safe(source["publisher"]), ": “", title, "”")
    address = link_to(str(source["url"]), named)
    printed = source["published"].date()
    cited = with_copy(address or named, str(source["url"]), str(source["archived_url"]), printed)
    part = ""
    if locator:
        part = f", {safe(locator if locator.startswith('caption') else 'paragraph ' + locator)}"
    missing = (
        "" if address else f" <i>(no address: {safe(source['note'] or 'not given', limit=200)})</i>"
    )
    return join(cited, ", ", safe(printed.isoformat()), part, missing)
