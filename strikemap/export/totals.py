"""Killed and injured in view, by territory: ranges and what is unknown, as JSON and in words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from strikemap.cartography.in_words import FIGURE, NOT_REPORTED
from strikemap.casualties.in_words import number_in_words, parted_headline_in_words
from strikemap.casualties.totals import Total
from strikemap.export.json_records import head, json_bytes
from strikemap.export.tables import Rows
from strikemap.export.view import View
from strikemap.in_view import Part
from strikemap.languages import gettext as _
from strikemap.languages import marked
from strikemap.vocabularies import CASUALTY_MEASURES


def groups(view: View) -> tuple[Part, ...]:
    """The territories that the view shows, apart unless its reader adds them together."""
    return view.in_view.parts


def summed(view: View, measure: str, rows: Rows) -> Total:
    """The toll of *measure* over the incidents at *rows*, by the claims that the view chooses."""
    return view.in_view.total(measure, rows)


def figure_in_words(measure: str, whole: Total) -> str:
    """A total as people say it: `killed 2–5, unknown for 3 of 7`; what is unknown is never 0."""
    if not whole.known:
        return _(NOT_REPORTED[measure])
    number = number_in_words(whole.low, whole.high)
    if not whole.unknown:
        return _(FIGURE[measure], number=number)
    return _(_IN_PART[measure], number=number, unknown=whole.unknown, all=whole.incidents)


_IN_PART = {
    "killed": marked("killed {number}, unknown for {unknown} of {all}"),
    "injured": marked("injured {number}, unknown for {unknown} of {all}"),
}


def parted_in_words(view: View, whole: Total) -> str:
    """
    Of whom a headline figure is, in words that add up to it: `headline 9: 3 civilians, …`.

    "" where nothing is told of that, and where the view counts civilians or combatants alone.
    """
    if view.link.filters.who or not whole.tells_of_whom:
        return ""
    return parted_headline_in_words(whole)


def totals_json(view: View) -> Iterator[bytes]:
    """
    The totals as JSON in UTF-8: a toll that nobody reports is null, as is an open maximum; the
    ends of a range are sums of the least and of the most claimed, not a confidence interval.
    """
    yield json_bytes({**head(view), "incidents": len(view.rows), "totals": _told(view)})


def _told(view: View) -> list[dict[str, Any]]:
    return [
        {
            "territory": group.code,
            "label": group.label,
            "incidents": len(group.rows),
            **{name: _figures(summed(view, name, group.rows)) for name in CASUALTY_MEASURES},
        }
        for group in groups(view)
    ]


def _figures(whole: Total) -> dict[str, int | None]:
    known = whole.known > 0
    return {
        "low": whole.low if known else None,
        "headline": whole.headline if known else None,
        "high": whole.high if known else None,
        "reported_for": whole.known,
        "unknown_for": whole.unknown,
        "zero_stated_for": whole.zero,
        "given_as_up_to": whole.up_to,
        "headline_civilians": whole.civilians if known else None,
        "headline_combatants": whole.combatants if known else None,
        "headline_not_said": whole.not_said if known else None,
    }
