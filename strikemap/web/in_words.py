"""A view and its incidents in a few sentences, as previews and feeds carry them.  Raw text."""

from __future__ import annotations

from strikemap import dates
from strikemap.casualties.claimants import speakers_in_words
from strikemap.casualties.in_words import headline_in_words, number_in_words
from strikemap.casualties.tolls import tolls
from strikemap.export import View
from strikemap.export.tables import Rows
from strikemap.export.totals import figure_in_words, groups, parted_in_words, summed
from strikemap.filters.in_words import filters_in_words
from strikemap.geography import region_name
from strikemap.model import Collection
from strikemap.vocabularies import CASUALTY_MEASURES

NOT_ALL = "These are not all strikes; a toll not reported is not zero."


def totals_in_words(view: View) -> str:
    """Each territory's incidents, killed and injured, as ranges with what is unknown."""
    told = []
    for group in groups(view):
        if len(group.rows):
            figures = [_figure(view, name, group.rows) for name in CASUALTY_MEASURES]
            told.append(f"{group.label}: {incidents(len(group.rows))}, {'; '.join(figures)}.")
    return " ".join(told) or "No incident is in view."


def _figure(view: View, measure: str, rows: Rows) -> str:
    whole = summed(view, measure, rows)
    parted = parted_in_words(view, whole)
    return figure_in_words(measure, whole) + (f" ({parted})" if parted else "")


def incidents(count: int) -> str:
    """`1 incident`, `7 incidents`."""
    return f"{count:,} incident{'' if count == 1 else 's'}"


def view_in_words(view: View) -> str:
    """The filter, as the page says it."""
    return filters_in_words(view.link.filters, view.collection)


def day_and_place(of: Collection, position: int) -> str:
    """`31 May 2023, Shebekino, Belgorod Oblast`."""
    record = of.incidents.iloc[position]
    span = record["date_start"].date(), record["date_end"].date()
    days = dates.days_in_words(*span, int(record["time_precision"]))
    where = (str(record["place"]), region_name(str(record["region"])))
    return ", ".join(part for part in (days, *where) if part)


def tolls_in_words(view: View, position: int) -> str:
    """Killed and injured of one incident, each with who says so; what is unknown as unknown."""
    return " ".join(_toll_in_words(view, position, name) for name in CASUALTY_MEASURES)


def _toll_in_words(view: View, position: int, measure: str) -> str:
    of = tolls(view.collection, measure, view.link.filters.choice)
    name = measure.capitalize()
    if not of.known[position]:
        return f"{name}: not reported."
    high = None if of.is_open[position] else int(of.high[position])
    low = int(of.low[position])
    said = headline_in_words(
        int(of.headline[position]), int(of.bound[position]), int(of.most[position])
    )
    whole = f"{said}, according to {speakers_in_words(view.collection, of, position)}"
    return (
        f"{name}: {whole}." if low == high else f"{name}: {number_in_words(low, high)} ({whole})."
    )


def standing_in_words(of: Collection, position: int) -> str:
    """What became of a withdrawn or merged record, empty for one that stands."""
    record = of.incidents.iloc[position]
    if record["status"] == "merged":
        return f"Merged into {record['merged_into']}; it counts there. "
    return "Withdrawn; it counts in no total. " if record["status"] == "withdrawn" else ""
