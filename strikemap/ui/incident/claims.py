"""The claims on an incident: what stands now first, each said once, with all who printed it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd

from strikemap import wording
from strikemap.archived_copies import with_copy
from strikemap.casualties.in_words import number_in_words
from strikemap.casualties.names_within import within
from strikemap.casualties.standing import Choice, claims_about, standing, visible
from strikemap.languages import gettext as _
from strikemap.languages import ngettext
from strikemap.markup import Safe, as_written, join, link_to, safe
from strikemap.model import Collection
from strikemap.subjects import subject_in_words
from strikemap.translations import html_at, said_at, statement_at
from strikemap.ui.incident.records import Record, Records
from strikemap.vocabularies import (
    CASUALTY_MEASURES,
    CERTAINTIES,
    GROUPS,
    MEASURES,
    NOT_SAID,
    OF_WHOM,
    SIDES,
    labels,
)
from strikemap.wording import nested, quoted_title

_ALIKE = ("claimant", "subject", "value_min", "value_max", "bound", "about")
"""Claims of one measure that agree in these say the same, where they have a number."""
MOST_OPEN = 8
"""Claims on an incident of which none is folded by its measure, however narrow the place."""


def claims_html(
    collection: Collection, position: int, choice: Choice, *, is_narrow: bool = False
) -> Safe:
    """
    Every claim on the incident, by measure.

    What stands comes first; what a claim replaced is folded under it, and what was not chosen
    below all.  Claims that say the same are one entry with a line for each of their sources.
    Where the place *is_narrow* and they are many, those not of casualties are folded by measure.
    """
    here = claims_about(collection, position).tolist()
    folds = is_narrow and len(here) > MOST_OPEN
    stands, seen = standing(collection, choice), visible(collection, choice)
    records = Records(collection)
    replaced = _replaced(records, here)
    parts = []
    for term in MEASURES:
        of = [row for row in here if records.claim(row)["measure"] == term.code]
        if not of:
            continue
        told: set[int] = set()
        entries: list[str] = []
        for rows in _alike(records, [row for row in of if stands[row]]):
            fell = [each for row in rows for each in _all_replaced(replaced, row) if seen[each]]
            told.update(rows, fell)
            entries.append(entry_html(records, rows, _alike(records, fell)))
        left = [row for row in of if row not in told]
        gone = [row for row in left if seen[row]]
        said = ngettext("{count} claim replaced", "{count} claims replaced", len(gone))
        entries.append(_folded(records, gone, said))
        others = [row for row in left if not seen[row]]
        said = ngettext(
            "{count} claim not among the chosen claims",
            "{count} claims not among the chosen claims",
            len(others),
        )
        entries.append(_folded(records, others, said))
        heading, all_of = f"<h3>{safe(term.label)}</h3>", "".join(entries)
        if folds and term.code not in CASUALTY_MEASURES:
            heading = f"<summary>{heading} {safe(wording.claims(len(of)))}</summary>"
            all_of = f"<details>{heading}{all_of}</details>"
        else:
            all_of = heading + all_of
        parts.append(all_of)
    return join(*parts)


def _replaced(of: Records, here: Sequence[int]) -> dict[int, list[int]]:
    """For each claim of *here* those that it names as replaced."""
    place = {of.claim(row)["claim_id"]: row for row in here}
    found: dict[int, list[int]] = defaultdict(list)
    for row in here:
        if (named := of.claim(row)["supersedes"]) in place:
            found[row].append(place[named])
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


def _alike(of: Records, rows: Sequence[int]) -> list[list[int]]:
    """
    *rows* in groups that say the same; a claim without a number stands alone.

    As many civilians and as many combatants are other people: only where one of the two is named
    can a number of which it is not said be the same.
    """
    groups: dict[tuple[str, ...], list[int]] = {}
    for row in rows:
        claim = of.claim(row)
        numbered: bool = pd.notna(claim["value_min"]) or pd.notna(claim["value_max"])
        said: tuple[str, ...] = (
            tuple(str(claim[name]) for name in _ALIKE) if numbered else (str(row),)
        )
        groups.setdefault((str(claim["measure"]), *said), []).append(row)
    return [part for group in groups.values() for part in _by_whom(of, group)]


def _by_whom(of: Records, rows: list[int]) -> list[list[int]]:
    of_whom: dict[str, list[int]] = {}
    for row in rows:
        of_whom.setdefault(_of_whom(of.claim(row)), []).append(row)
    return list(of_whom.values()) if set(GROUPS) <= of_whom.keys() else [rows]


def _of_whom(claim: Record) -> str:
    return str(claim["people"] or NOT_SAID)


def _differs(of: Records, rows: Sequence[int]) -> list[str]:
    """In what claims at *rows* that say the same differ: it stands beside each one's source."""
    said = [(_of_whom(each), each["certainty"]) for each in map(of.claim, rows)]
    columns = zip(("people", "certainty"), zip(*said, strict=True), strict=True)
    return [name for name, values in columns if len(set(values)) > 1]


def entry_html(of: Records, rows: Sequence[int], fell: Sequence[Sequence[int]] = ()) -> Safe:
    """Claims at *rows*, which say the same, as one entry; *fell*, those that it replaced."""
    collection, first = of.collection, of.claim(rows[0])
    differs = _differs(of, rows)
    who = of.claimant(first["claimant"])
    name = html_at(collection, "claimants", "name", int(first["claimant"]))
    number = value_in_words(first, with_whom="people" not in differs)
    is_plain = first["certainty"] == "stated" or "certainty" in differs
    mark = "" if is_plain else f" {_tag(labels(CERTAINTIES)[first['certainty']])}"
    about = about_in_words(collection, str(first["about"])) if first["about"] else ""
    several = len(rows) > 1
    printed = "".join(_printed(of, row, with_statement=several, differs=differs) for row in rows)
    if several:
        count = ngettext("{count} publication says so", "{count} publications say so", len(rows))
        printed = f'<details class="sm-printed"><summary>{safe(count)}</summary>{printed}</details>'
    return join(
        '<div class="sm-claim">',
        f'<span class="sm-number">{safe(number)}</span>{"" if several else ": "}' if number else "",
        "" if several else statement_at(collection, rows[0]),
        # What a message names is made safe before, and it has no markup of its own.
        f" {_('About: {what}.', what=about)}" if about else "",
        mark,
        f"<small>{name} ({safe(labels(SIDES)[who['side']])})</small>",
        printed,
        _fell(of, fell),
        "</div>",
    )


def _tag(text: str) -> str:
    return f'<span class="sm-tag">{safe(text)}</span>'


def _printed(of: Records, row: int, *, with_statement: bool, differs: Sequence[str]) -> str:
    """
    Where and when a claim was printed, by whose relay, what the curator joined, and in what it
    *differs* from the others of its entry.
    """
    claim = of.claim(row)
    source = of.source(claim["source"])
    said_on = (
        _("said on {day}", day=safe(claim["claimed_on"]))
        if claim["claimed_on"]
        else _("day of saying not given")
    )
    if claim["relayed_by"]:
        relayed = as_written(claim["relayed_by"], str(source["language"]))
        said_on = _("{said}, relayed by {who}", said=said_on, who=relayed)
    quoted = as_written(claim["inferred"], str(source["language"]))
    inferred = (
        join(" ", _("Curator’s inference: {inference}", inference=quoted))
        if claim["inferred"]
        else ""
    )
    words = f"{statement_at(of.collection, row)} " if with_statement else ""
    if "people" in differs:
        whom = labels(OF_WHOM)[_of_whom(claim)].lower()
        words += f"{_tag(_('of whom: {whom}', whom=whom))} "
    if "certainty" in differs:
        words += f"{_tag(labels(CERTAINTIES)[claim['certainty']])} "
    return (
        f"<small>{words}{source_html(source, str(claim['locator']))}; {said_on}.{inferred}</small>"
    )


def _fell(of: Records, fell: Sequence[Sequence[int]]) -> str:
    if not fell:
        return ""
    numbers = [value_in_words(of.claim(rows[0])) or _("a claim") for rows in fell]
    entries = "".join(entry_html(of, rows) for rows in fell)
    summary = safe(_("It replaced: {figures}", figures="; ".join(numbers)))
    return f'<details class="sm-fell"><summary>{summary}</summary>{entries}</details>'


def _folded(of: Records, rows: Sequence[int], said: str) -> str:
    if not rows:
        return ""
    entries = "".join(entry_html(of, each) for each in _alike(of, rows))
    return f'<details class="sm-fell"><summary>{safe(said)}</summary>{entries}</details>'


def about_in_words(collection: Collection, about: str) -> Safe:
    """Whom or what an attribution, a denial or a confirmation is about."""
    if about in labels(SIDES):
        return safe(labels(SIDES)[about])
    people, claims = collection.claimants, collection.claims
    named = np.flatnonzero((people["claimant_id"] == about).to_numpy())
    if len(named):
        return Safe(within(html_at(collection, "claimants", "name", int(named[0]))))
    claim = np.flatnonzero((claims["claim_id"] == about).to_numpy())
    if len(claim):
        words = said_at(collection, "claims", "statement", int(claim[0])).rstrip(".")
        source = collection.sources.iloc[claims["source"].iloc[int(claim[0])]]
        statement = as_written(nested(words), str(source["language"]))
        return Safe(_("the claim “{statement}”", statement=statement))
    return as_written(about.replace("_", " "))


def value_in_words(claim: Record | pd.Series[Any], *, with_whom: bool = True) -> str:
    """
    The number of a claim with its bound and subject, or "" where it gives none, and of whom it
    speaks where it says so.  Raw text.
    """
    low, high = claim["value_min"], claim["value_max"]
    if pd.isna(low) and pd.isna(high):
        return ""
    if pd.isna(low):
        number, is_one = _("up to {number}", number=int(high)), high == 1
    elif pd.isna(high):
        number, is_one = _("at least {number}", number=int(low)), low == 1
    else:
        number, is_one = number_in_words(int(low), int(high)), low == high == 1
        number = _("about {number}", number=number) if claim["bound"] == "about" else number
    subject = str(claim["subject"] or "")
    if subject == "people":
        number = (
            _("{number} person", number=number) if is_one else _("{number} people", number=number)
        )
    if subject in ("people", ""):
        of_whom = str(claim["people"] or "")
        whom = labels(OF_WHOM).get(of_whom, "").lower()
        return f"{number} ({whom})" if with_whom and of_whom in GROUPS else number
    return f"{number} ({subject_in_words(subject)})"


def source_html(source: Record | pd.Series[Any], locator: str = "") -> Safe:
    """Publisher, title and date, linked where the address is a plain http(s) one."""
    title = quoted_title(source["title"], str(source["language"]))
    publisher = as_written(source["publisher"], str(source["language"]))
    named = join(publisher, ": ", title)
    address = link_to(str(source["url"]), named)
    printed = source["published"].date()
    cited = with_copy(address or named, str(source["url"]), str(source["archived_url"]), printed)
    cited = join(cited, ", ", safe(printed.isoformat()))
    if locator.startswith("caption"):
        caption = _("caption {number}", number=locator.removeprefix("caption").strip())
        cited = join(cited, ", ", safe(caption))
    elif locator:
        cited = join(cited, ", ", safe(_("paragraph {number}", number=locator)))
    if address:
        return cited
    why = as_written(source["note"], limit=200) if source["note"] else safe(_("not given"))
    return join(cited, " <i>(", _("no address: {why}", why=why), ")</i>")
