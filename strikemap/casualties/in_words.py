"""Tolls and figures as people say them."""

from __future__ import annotations

from strikemap.casualties.standing import BOUND_CODES, Integers
from strikemap.casualties.tolls import Tolls
from strikemap.casualties.totals import Total
from strikemap.languages import gettext as _
from strikemap.languages import ngettext, number


def number_in_words(low: int, high: int | None) -> str:
    """A range as it is shown: `4`, `3–5`, `2+`, or `0–3`."""
    if high is None:
        return f"{number(low)}+"
    return number(low) if low == high else f"{number(low)}–{number(high)}"


def headline_in_words(headline: int, bound: int, most: int) -> str:
    """A headline figure with its bound: `4`, `about 4`, `at least 2`, `up to 3`."""
    code = BOUND_CODES[bound]
    return bounded(number(most if code == "up_to" else headline), code)


def bounded(figure: str, bound: str) -> str:
    """*figure* with how it is put, by the code *bound*: `about 4`, `at least 2`, `up to 3`."""
    if bound == "about":
        return _("about {number}", number=figure)
    if bound == "at_least":
        return _("at least {number}", number=figure)
    return _("up to {number}", number=figure) if bound == "up_to" else figure


def number_first(headline: int, bound: int, most: int) -> str:
    """A headline figure with its bound behind it: `4`, `4 (about)`, `2 (at least)`."""
    code = BOUND_CODES[bound]
    figure = number(most if code == "up_to" else headline)
    if code == "about":
        return _("{number} (about)", number=figure)
    if code == "at_least":
        return _("{number} (at least)", number=figure)
    return _("{number} (up to)", number=figure) if code == "up_to" else figure


def parted_headline_in_words(whole: Total) -> str:
    """`headline 9`, or where it is told of whom it is, `headline 9: 3 civilians, 6 not said`."""
    if not whole.tells_of_whom:
        return _("headline {number}", number=whole.headline)
    return _("headline {number}: {parts}", number=whole.headline, parts=of_whom_in_words(whole))


def of_whom_in_words(whole: Total) -> str:
    """
    What a headline consists of, adding up to it: `31 civilians, 18 combatants, 5 not said`.

    A part of which nothing is told is left out: nobody said that it is zero.
    """
    parts = (
        (whole.civilians, ngettext("{count} civilian", "{count} civilians", whole.civilians)),
        (whole.combatants, ngettext("{count} combatant", "{count} combatants", whole.combatants)),
        (whole.not_said, ngettext("{count} not said", "{count} not said", whole.not_said)),
    )
    return ", ".join(told for count, told in parts if count)


def tolls_in_words(of: Tolls, rows: Integers) -> list[str]:
    """Each toll at *rows* as `4`, `2+`, `3–5 (headline 4)` or `unknown`."""
    said, unknown = [], _("unknown")
    for row in rows:
        if not of.known[row]:
            said.append(unknown)
            continue
        span = number_in_words(int(of.low[row]), None if of.is_open[row] else int(of.high[row]))
        headline = headline_in_words(int(of.headline[row]), int(of.bound[row]), int(of.most[row]))
        said.append(
            span
            if span == headline or of.is_open[row]
            else _("{range} (headline {headline})", range=span, headline=headline)
        )
    return said
