"""The other side of a comparison: other days, or another collection."""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import replace
from datetime import date

from strikemap import dates
from strikemap.filters.query import from_query, to_query
from strikemap.filters.rows import span_of
from strikemap.in_view import InView
from strikemap.languages import gettext as _
from strikemap.model import Collection
from strikemap.translations import title_of


def period(text: str, collection: Collection) -> tuple[date, date]:
    """
    Two ISO days or prefixes with a comma between, as `2023-05-01,2023-05-31`.

    Raises:
        ValueError: *text* is no such span, or lies outside the days of *collection*.
    """
    parts = text.split(",")
    if len(parts) != 2:
        raise ValueError(_("a period is two days with a comma between, as 2023-05-01,2023-05-31"))
    first, last = dates.parse(parts[0]).first, dates.parse(parts[1]).last
    if first > last:
        raise ValueError(_("the first day is after the last"))
    start, end = span_of(collection)
    if last < start or first > end:
        raise ValueError(
            _(
                "nothing is recorded for {asked}: this collection covers {covered}",
                asked=dates.in_words(first, last),
                covered=dates.in_words(start, end),
            )
        )
    return max(first, start), min(last, end)


def why_not(asked: str, collection: Collection, offered: Container[str]) -> str:
    """
    Why *collection* can't be compared with what `compare` asks for: raw text, "" where it can.

    *offered* are the names of all collections that are here.
    """
    if "," not in asked and asked == collection.name:
        return _(
            "The collection “{name}” is the one on this side already. "
            "Choose another, or a second period.",
            name=asked[:60],
        )
    if asked in offered:
        return ""
    if "," not in asked:
        return _(
            "The collection “{name}” is not here. Choose another, or a second period.",
            name=asked[:60],
        )
    try:
        period(asked, collection)
    except ValueError as error:
        return _("“{key}” was not understood: {why}.", key="compare", why=str(error)[:300])
    return ""


def other_period(side: InView, days: tuple[date, date]) -> InView:
    """The same collection and filters as *side*, for other days."""
    return InView(side.collection, replace(side.filters, dates=days))


def other_collection(side: InView, collection: Collection) -> tuple[InView, tuple[str, ...]]:
    """
    The filters of *side* on *collection*, with a notice (raw text) for what it can't give.

    Without a choice of days, the days of *side* that *collection* covers too; all of its days
    where it covers none of them, with a notice.
    """
    query = to_query(side.filters, side.collection)
    filters, notices = from_query(query, collection)
    if side.filters.dates:
        return InView(collection, filters), notices
    whole = span_of(collection)
    first, last = max(side.span[0], whole[0]), min(side.span[1], whole[1])
    if first > last:
        told = _(
            "It shares no day with {title}; all of its days are shown.",
            title=title_of(side.collection),
        )
        return InView(collection, filters), (*notices, told)
    return InView(
        collection, replace(filters, dates=None if (first, last) == whole else (first, last))
    ), notices


def other_side(
    one: InView, asked: str, offered: Mapping[str, Collection]
) -> tuple[InView, tuple[str, ...]]:
    """
    What `compare` sets beside *one*, another collection of *offered* or other days, with a notice
    (raw text) for what it can't give.

    Raises:
        ValueError: *asked* is neither; `why_not` says so before.
    """
    if asked in offered:
        return other_collection(one, offered[asked])
    return other_period(one, period(asked, one.collection)), ()


def names(one: InView, other: InView, most: int | None = None) -> tuple[str, str]:
    """
    What each side is called: its collection, or of one collection its days.  Raw text.

    They are never alike, also where they are cut to *most* characters: a chart and a table tell
    the sides apart by nothing else, and two versions of a collection have one title.
    """
    if one.collection is not other.collection:
        first, second = (title_of(side.collection)[:most] for side in (one, other))
        if first != second:
            return first, second
        return _("{title} (first)", title=first), _("{title} (second)", title=second)
    first, second = (dates.in_words(*side.span) for side in (one, other))
    if first != second:
        return first, second
    return _("{days} (first)", days=first), _("{days} (second)", days=second)
