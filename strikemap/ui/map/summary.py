"""A sentence that sums up what the map shows."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from strikemap import wording
from strikemap.cache import cached_by_language
from strikemap.cartography import RegionSum, incidents_in, region_sums
from strikemap.casualties.claimants import speakers_html
from strikemap.casualties.in_words import bounded
from strikemap.casualties.names_within import within
from strikemap.casualties.standing import BOUND_CODES
from strikemap.filters.choices import Filters
from strikemap.in_view import InView
from strikemap.languages import all_of, either_of, marked, ngettext, number
from strikemap.languages import gettext as _
from strikemap.largest_toll import LargestToll, largest_toll
from strikemap.markup import Safe, join, safe
from strikemap.model import Collection
from strikemap.translations import html_at
from strikemap.vocabularies import CASUALTY_MEASURES
from strikemap.when_and_where import days_at

Rows = npt.NDArray[np.int64]


def summary(view: InView) -> Safe:
    """How many incidents where, in which region most, and the largest toll, as HTML."""
    return _summary(view.collection, view.filters)


@cached_by_language
def _summary(of: Collection, filters: Filters) -> Safe:
    view = InView(of, filters)
    regions = region_sums(view, "incidents").regions
    parts = [_in_russia(regions), _in_occupied_ukraine(regions)]
    said = "; ".join(part for part in parts if part)
    counted = safe(f"{said}.") if said else ""
    return join(" ".join(part for part in (counted, _largest(view)) if part))


def _in_russia(regions: tuple[RegionSum, ...]) -> str:
    count = sum(each.incidents for each in regions if not each.is_occupied)
    said = ngettext(
        "{count} incident on Russian territory", "{count} incidents on Russian territory", count
    )
    return _in_regions(said, [each for each in regions if not each.is_occupied])


def _in_occupied_ukraine(regions: tuple[RegionSum, ...]) -> str:
    of = [each for each in regions if each.is_occupied]
    return _in_regions(incidents_in(sum(each.incidents for each in of), is_occupied=True), of)


def _in_regions(said: str, of: Sequence[RegionSum]) -> str:
    """*said*, how many incidents of a territory there are, and in which of its regions most."""
    if not of:
        return ""
    if not all(each.code for each in of):
        return said
    if len(of) == 1:
        return _("{incidents}, in {region}", incidents=said, region=of[0].name)
    most = [each for each in of if each.incidents == of[0].incidents]
    if len(most) > 1:
        return ngettext(
            "{incidents}, in {count} region",
            "{incidents}, in {count} regions",
            len(of),
            incidents=said,
        )
    return _(
        "{incidents}, most in {region} ({number})",
        incidents=said,
        region=most[0].name,
        number=most[0].incidents,
    )


_MOST_IN_SEVERAL = {
    "killed": marked(
        "The most killed by a headline figure: {number}, in {incidents}, according to {who}."
    ),
    "injured": marked(
        "The most injured by a headline figure: {number}, in {incidents}, according to {who}."
    ),
}
MOST_NAMED = 3
"""Claimants who are named beside a figure of several incidents; of more their number is told."""
_MOST_IN_ONE = {
    "killed": marked(
        "The most killed by a headline figure: {number}, according to {who}: {title}, {days}."
    ),
    "injured": marked(
        "The most injured by a headline figure: {number}, according to {who}: {title}, {days}."
    ),
}


def _largest(view: InView) -> Safe:
    """The largest number of killed that a headline figure gives, else of injured; and of whom."""
    # What a message names is made safe before, and it has no markup of its own.
    collection = view.collection
    for measure in CASUALTY_MEASURES:
        most = largest_toll(collection, view.filters, measure)
        if most is None:
            continue
        figure = safe(_figure(most))
        if most.incidents > 1:
            incidents, who = safe(wording.incidents(most.incidents)), _speakers(collection, most)
            said = _(_MOST_IN_SEVERAL[measure], number=figure, incidents=incidents, who=who)
            return Safe(said)
        of, row = view.tolls(measure), most.row
        who = speakers_html(collection, of, row)
        title = html_at(collection, "incidents", "title", row)
        days = safe(days_at(collection, row))
        return Safe(_(_MOST_IN_ONE[measure], number=figure, who=who, title=title, days=days))
    return safe(_("No headline figure above zero is reported."))


def _figure(most: LargestToll) -> str:
    """`100`, or where the incidents that have it do not put it alike, `100 or about 100`."""
    codes = (BOUND_CODES[bound] for bound in most.bounds)
    return either_of([bounded(number(most.number), code) for code in codes])


def _speakers(collection: Collection, most: LargestToll) -> Safe:
    """Who gives the figure of several incidents, or how many do."""
    if len(most.claimants) > MOST_NAMED:
        return safe(wording.claimants(len(most.claimants)))
    rank = collection.claimants["rank"].to_numpy()
    by_rank = sorted(most.claimants, key=lambda who: int(rank[who]))
    names = [within(html_at(collection, "claimants", "name", who)) for who in by_rank]
    return Safe(all_of(names))
