"""What is told of symbols, cells and regions: one set of messages for the map and for pictures."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from strikemap.cartography.cells import AT_LEAST, UP_TO, Cells
from strikemap.cartography.regions_alone import RegionsAlone
from strikemap.languages import gettext as _
from strikemap.languages import marked, ngettext, number
from strikemap.wording import incidents

NOT_REPORTED = {
    "killed": marked("killed not reported"),
    "injured": marked("injured not reported"),
}
FIGURE = {"killed": marked("killed {number}"), "injured": marked("injured {number}")}
LEAST_FIGURE = {
    "killed": marked("killed at least {number}"),
    "injured": marked("injured at least {number}"),
}
LEFT_OUT = marked("{toll}, some given as “up to” and left out")
PLACE_UNKNOWN = marked("{region} (place not known): {incidents}")
ONLY_REGION = marked("{incidents}; only the region is known")
"""What is told of each measure, in English: `gettext` says it."""

NAMED = 6
"""Regions that are named of those which found no room."""
_SAMPLES: Mapping[str, int] = {"one": 1, "few": 2, "other": 5}
"""A count for each form of a plural that the languages of `strikemap.languages` have (CLDR)."""


def forms(make: Callable[[int], str]) -> dict[str, str]:
    """
    The message of counts that *make* says, by plural form (CLDR), with `{count}` for the number.

    What a browser's `Intl.PluralRules` calls `many` is here `other`: of whole numbers no language
    of ours has both.  The message may hold no other number.
    """
    return {form: make(count).replace(number(count), "{count}") for form, count in _SAMPLES.items()}


def incidents_in(count: int, *, is_occupied: bool) -> str:
    """`1 incident`, `1,204 incidents in occupied Ukraine`."""
    if not is_occupied:
        return incidents(count)
    return ngettext(
        "{count} incident in occupied Ukraine", "{count} incidents in occupied Ukraine", count
    )


def more(count: int) -> str:
    """`and 1,204 more`, of what is not named."""
    return ngettext("and {count} more", "and {count} more", count)


def no_room_for_alone(left: Sequence[tuple[str, int]]) -> str:
    """
    What a still map has no label for: regions by name, "" where not known, and how many incidents
    in each are known by region alone.
    """
    return ngettext(
        "No room here for {count} incident of which only the region is known: {regions}.",
        "No room here for {count} incidents of which only the region is known: {regions}.",
        sum(count for _name, count in left),
        regions=_first_of([f"{name or _('region not known')} {count}" for name, count in left]),
    )


def no_room_for(left: Sequence[str]) -> str:
    """What a still map with shaded regions has no figure for: regions, each with its own."""
    return _("No room on the map for: {regions}.", regions=_first_of(left))


def _first_of(regions: Sequence[str]) -> str:
    rest = len(regions) - NAMED
    return ", ".join([*regions[:NAMED], *([more(rest)] if rest > 0 else [])])


def unknown_for(count: int, toll: str) -> str:
    """*toll* and for how many of its incidents it is not reported."""
    return ngettext(
        "{toll}, not reported for {count}", "{toll}, not reported for {count}", count, toll=toll
    )


def cell_in_words(of: Cells, at: int) -> str:
    """What the cell at *at* holds: incidents, and each toll with what is not reported."""
    return "; ".join([_incidents_at(of, at), *_tolls_at(of, at)])


def alone_in_words(of: RegionsAlone, at: int) -> str:
    """What is told of a region of which no more is known of some incidents: as of a cell."""
    said = _(PLACE_UNKNOWN, region=of.name(at), incidents=_incidents_at(of, at))
    return "; ".join([said, *_tolls_at(of, at)])


def _incidents_at(of: Cells | RegionsAlone, at: int) -> str:
    return incidents_in(int(of.count[at]), is_occupied=bool(of.is_occupied[at]))


def _tolls_at(of: Cells | RegionsAlone, at: int) -> list[str]:
    count, parts = int(of.count[at]), []
    for name, sums in (("killed", of.killed), ("injured", of.injured)):
        figures = int(sums.sum[at]), int(sums.bounds[at]), int(sums.unknown[at])
        parts.append(toll_in_words(name, *figures, count))
    return parts


def toll_in_words(measure: str, total: int, bounds: int, unknown: int, incidents: int) -> str:
    """A sum over so many *incidents*, with its bounds and for how many it is not reported."""
    if unknown == incidents:
        return _(NOT_REPORTED[measure])
    said = _((LEAST_FIGURE if bounds & AT_LEAST else FIGURE)[measure], number=total)
    said = _(LEFT_OUT, toll=said) if bounds & UP_TO else said
    return unknown_for(unknown, said) if unknown else said
