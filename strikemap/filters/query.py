"""Filters as the keys and values of a query string, and back."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from strikemap import dates
from strikemap.filters.choices import (
    ALL,
    LISTS,
    MOST_PUBLISHERS,
    NAMES,
    TERRITORY_CHOICES,
    TEXT_LIMIT,
    Filters,
    known_codes,
)
from strikemap.filters.rows import span_of
from strikemap.geography import region_name, regions
from strikemap.languages import gettext as _
from strikemap.languages import ngettext
from strikemap.model import Collection

Query = Mapping[str, Sequence[str]]


def from_query(query: Query, collection: Collection) -> tuple[Filters, tuple[str, ...]]:
    """
    Read filters from the keys and values of a query string, with a notice (raw text) for each
    value that *collection* cannot give or that cannot be read; the rest still applies.
    """
    notices: list[str] = []
    codes = known_codes(collection)
    values: dict[str, object] = {}
    for key, name in LISTS.items():
        wanted = tuple(dict.fromkeys(query.get(key, ())))
        good = tuple(code for code in wanted if code in codes[key])
        values[name] = tuple(code for code in codes[key] if code in good)
        notices += [
            _not_here(key, code) for code in wanted if code not in codes[key] and code != ALL
        ]
        if set(wanted) > {ALL}:
            notices.append(_("“{key}” was given “all” and others; the others count.", key=key))
    _read_territory(query, values, notices)
    _read_dates(query, collection, values, notices)
    _read_as_of(query, values, notices)
    _read_publishers(query, values, notices)
    if text := last_of(query, "q", notices):
        if len(text) > TEXT_LIMIT:
            notices.append(
                ngettext(
                    "The search text was cut to {count} character.",
                    "The search text was cut to {count} characters.",
                    TEXT_LIMIT,
                )
            )
        values["text"] = text[:TEXT_LIMIT].strip()
    return Filters(**values), tuple(notices)  # type: ignore[arg-type]  # each read as its field's type


def _not_here(key: str, code: str) -> str:
    what = _(NAMES.get(key, key))
    told = _("This collection has no {what} “{code}”.", what=what, code=_short(code))
    if key == "region" and code in regions():
        hint = _("No incident in {region} is recorded here.", region=region_name(code))
        return f"{told} {hint}"
    return told


def last_of(query: Query, key: str, notices: list[str]) -> str:
    """The last value of *key*, "" for none; where there are several a notice says so."""
    given = query.get(key, ())
    if len(given) > 1:
        notices.append(
            ngettext(
                "“{key}” was given {count} time; the last one counts.",
                "“{key}” was given {count} times; the last one counts.",
                len(given),
                key=key,
            )
        )
    return given[-1] if given else ""


def _read_territory(query: Query, values: dict[str, object], notices: list[str]) -> None:
    territory = last_of(query, "territory", notices)
    if territory in {term.code for term in TERRITORY_CHOICES}:
        values["territory"] = territory
    elif territory and territory != ALL:
        notices.append(_("“{key}” cannot be “{value}”.", key="territory", value=_short(territory)))


def _read_dates(
    query: Query, collection: Collection, values: dict[str, object], notices: list[str]
) -> None:
    given = query.get("dates", ())
    if not given or list(given) == [ALL]:
        return
    try:
        if len(given) != 2:
            raise ValueError(_("it is written twice, from and to"))
        first, last = dates.parse(given[0]).first, dates.parse(given[1]).last
        if first > last:
            raise ValueError(_("the first day is after the last"))
    except ValueError as error:
        notices.append(_("“{key}” was not understood: {why}.", key="dates", why=_short(str(error))))
        return
    start, end = span_of(collection)
    if last < start or first > end:
        notices.append(
            _(
                "Nothing is recorded for {asked}: this collection covers {covered}.",
                asked=dates.in_words(first, last),
                covered=dates.in_words(start, end),
            )
        )
    elif first < start or last > end:
        notices.append(
            _(
                "The link asks for {asked}; this collection covers {covered} alone.",
                asked=dates.in_words(first, last),
                covered=dates.in_words(start, end),
            )
        )
        first, last = max(first, start), min(last, end)
    if (first, last) != (start, end):
        values["dates"] = (first, last)


def _read_as_of(query: Query, values: dict[str, object], notices: list[str]) -> None:
    given = last_of(query, "as_of", notices)
    if given and given != ALL:
        try:
            values["as_of"] = dates.day(given)
        except ValueError as error:
            why = _short(str(error))
            notices.append(_("“{key}” was not understood: {why}.", key="as_of", why=why))


def _read_publishers(query: Query, values: dict[str, object], notices: list[str]) -> None:
    given = last_of(query, "publishers", notices)
    if re.fullmatch(rf"[1-{MOST_PUBLISHERS}]", given):
        values["publishers"] = int(given)
    elif given and given != ALL:
        notices.append(
            _(
                "“publishers” cannot be “{value}”; it is a number from 1 to {most}.",
                value=_short(given),
                most=MOST_PUBLISHERS,
            )
        )


def _short(text: str) -> str:
    return text if len(text) <= 60 else text[:59] + "…"


def to_query(
    filters: Filters, collection: Collection, *, full: bool = False
) -> dict[str, list[str]]:
    """
    The keys and values that stand for *filters*; `from_query` reads them back.

    Defaults are left out, or with *full* written out, as `all` or as the dates they mean, so
    that a default changed later leaves an old link as it was.
    """
    query: dict[str, list[str]] = {}
    if filters.dates or full:
        query["dates"] = [day.isoformat() for day in (filters.dates or span_of(collection))]
    for key, name in LISTS.items():
        wanted = list(getattr(filters, name))
        if wanted or full:
            query[key] = wanted or [ALL]
    singles: Mapping[str, Callable[[], str]] = {
        "territory": lambda: filters.territory,
        "q": lambda: filters.text,
        "as_of": lambda: filters.as_of.isoformat() if filters.as_of else "",
        "publishers": lambda: str(filters.publishers) if full or filters.publishers > 1 else "",
    }
    for key, value in singles.items():
        if value() or (full and key != "q"):
            query[key] = [value() or ALL]
    return query
