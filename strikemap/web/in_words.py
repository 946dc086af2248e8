"""A view and its incidents in a few sentences, as previews and feeds carry them.  Raw text."""

from __future__ import annotations

from strikemap.casualties.claimants import speakers_in_words
from strikemap.casualties.in_words import headline_in_words, number_in_words
from strikemap.comparison.sides import names
from strikemap.export import View
from strikemap.export.tables import Rows
from strikemap.export.totals import figure_in_words, groups, parted_in_words, summed
from strikemap.filters.in_words import in_fitting_words
from strikemap.languages import all_of, marked
from strikemap.languages import gettext as _
from strikemap.model import Collection
from strikemap.translations import title_of
from strikemap.vocabularies import CASUALTY_MEASURES
from strikemap.wording import incidents, shortened

LONGEST_TOTALS, LONGEST_WORDS = 150, 120
"""Characters of each side of a comparison, in a text that is shown short."""


def not_all() -> str:
    """What stands under every view: it is not all."""
    return _("These are not all strikes; a toll not reported is not zero.")


def totals_in_words(view: View, longest: int | None = None) -> str:
    """
    Each territory's incidents, killed and injured, as ranges with what is unknown.

    Of whom the headline figures speak is left out where it takes more than *longest* characters.
    """
    told = _totals(view, is_parted=True)
    return told if longest is None or len(told) <= longest else _totals(view, is_parted=False)


def _totals(view: View, *, is_parted: bool) -> str:
    told = []
    for group in groups(view):
        if len(group.rows):
            killed, injured = (
                _figure(view, name, group.rows, is_parted) for name in CASUALTY_MEASURES
            )
            told.append(
                _(
                    "{territory}: {incidents}, {killed}; {injured}.",
                    territory=group.label,
                    incidents=incidents(len(group.rows)),
                    killed=killed,
                    injured=injured,
                )
            )
    return " ".join(told) or _("No incident is in view.")


def _figure(view: View, measure: str, rows: Rows, is_parted: bool) -> str:
    whole = summed(view, measure, rows)
    parted = parted_in_words(view, whole) if is_parted else ""
    return figure_in_words(measure, whole) + (f" ({parted})" if parted else "")


def version_in_words(of: Collection) -> str:
    """`The chronology, May and June 2023, version 1.2.0.`"""
    return _("{title}, version {version}.", title=title_of(of), version=of.version)


def view_in_words(view: View, longest: int | None = None) -> str:
    """The filter, as the page says it; within *longest* characters where that can be."""
    filters, of = view.link.filters, view.collection
    return in_fitting_words(filters, of, lambda words: longest is None or len(words) <= longest)


def comparison_in_words(one: View, other: View) -> tuple[str, str]:
    """Two views that are compared: what each is called in one line, and both in full."""
    sides = one, other
    words = [shortened(view_in_words(side, LONGEST_WORDS), LONGEST_WORDS) for side in sides]
    totals = [totals_in_words(side, LONGEST_TOTALS) for side in sides]
    if one.collection is other.collection:
        told = [f"{each}: {of}" for each, of in zip(words, totals, strict=True)]
        return all_of(words), " ".join([*told, not_all(), version_in_words(one.collection)])
    versions = [version_in_words(side.collection) for side in sides]
    told = [
        f"{version} {each}: {of}" for version, each, of in zip(versions, words, totals, strict=True)
    ]
    return all_of(names(one.in_view, other.in_view)), " ".join([*told, not_all()])


def tolls_in_words(view: View, position: int) -> str:
    """Killed and injured of one incident, each with who says so; what is unknown as unknown."""
    return " ".join(_toll_in_words(view, position, name) for name in CASUALTY_MEASURES)


def _toll_in_words(view: View, position: int, measure: str) -> str:
    of = view.in_view.tolls(measure)
    unknown, whole, ranged = _TOLLS[measure]
    if not of.known[position]:
        return _(unknown)
    high = None if of.is_open[position] else int(of.high[position])
    low = int(of.low[position])
    said = headline_in_words(
        int(of.headline[position]), int(of.bound[position]), int(of.most[position])
    )
    speaker = speakers_in_words(view.collection, of, position)
    if low == high:
        return _(whole, number=said, speaker=speaker)
    return _(ranged, range=number_in_words(low, high), number=said, speaker=speaker)


_TOLLS = {
    "killed": (
        marked("Killed: not reported."),
        marked("Killed: {number}, according to {speaker}."),
        marked("Killed: {range} ({number}, according to {speaker})."),
    ),
    "injured": (
        marked("Injured: not reported."),
        marked("Injured: {number}, according to {speaker}."),
        marked("Injured: {range} ({number}, according to {speaker})."),
    ),
}


def standing_in_words(of: Collection, position: int) -> str:
    """What became of a withdrawn or merged record, empty for one that stands."""
    record = of.incidents.iloc[position]
    if record["status"] == "merged":
        return _("Merged into {record}; it counts there.", record=record["merged_into"]) + " "
    return _("Withdrawn; it counts in no total.") + " " if record["status"] == "withdrawn" else ""
