"""Tolls and figures as people say them."""

from __future__ import annotations

from strikemap.casualties.standing import BOUND_CODES, Integers
from strikemap.casualties.tolls import Tolls
from strikemap.casualties.totals import Total


def number_in_words(low: int, high: int | None) -> str:
    """A range as it is shown: `4`, `3–5`, `2+`, or `0–3`."""
    if high is None:
        return f"{low:,}+"
    return f"{low:,}" if low == high else f"{low:,}–{high:,}"


def headline_in_words(headline: int, bound: int, most: int) -> str:
    """A headline figure with its bound: `4`, `about 4`, `at least 2`, `up to 3`."""
    code = BOUND_CODES[bound]
    if code == "up_to":
        return f"up to {most:,}"
    return {"about": "about ", "at_least": "at least "}.get(code, "") + f"{headline:,}"


def of_whom_in_words(whole: Total) -> str:
    """
    What a headline consists of, adding up to it: `31 civilians, 18 combatants, 5 not said`.

    A part of which nothing is told is left out: nobody said that it is zero.
    """
    parts = (
        (whole.civilians, "1 civilian", "civilians"),
        (whole.combatants, "1 combatant", "combatants"),
        (whole.not_said, "1 not said", "not said"),
    )
    return ", ".join(
        one if count == 1 else f"{count:,} {several}" for count, one, several in parts if count
    )


def tolls_in_words(of: Tolls, rows: Integers) -> list[str]:
    """Each toll at *rows* as `4`, `2+`, `3–5 (headline 4)` or `unknown`."""
    said = []
    for row in rows:
        if not of.known[row]:
            said.append("unknown")
            continue
        span = number_in_words(int(of.low[row]), None if of.is_open[row] else int(of.high[row]))
        headline = headline_in_words(int(of.headline[row]), int(of.bound[row]), int(of.most[row]))
        said.append(
            span if span == headline or span.endswith("+") else f"{span} (headline {headline})"
        )
    return said
