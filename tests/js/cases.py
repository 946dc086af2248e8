"""Cases of the rules that Python and the timeline's scripts both have, with Python's answers."""

from __future__ import annotations

import random
from datetime import date, timedelta
from typing import Any

from strikemap import dates
from strikemap.cartography import incident_layer
from strikemap.cartography.message import message
from strikemap.filters.choices import Filters
from strikemap.filters.rows import span_of
from strikemap.in_view import InView
from strikemap.languages import LANGUAGES, speaking
from strikemap.timeline import SPANS, span_of_bars
from strikemap.ui.frame.bars import bars
from strikemap.ui.frame.timeline_words import timeline_words
from tests.builders import build, incident

FRAMES = 60
"""A play through the whole span takes about so many steps."""
FIRST = date(1987, 12, 28)
NOWHERE = {"latitude": "", "longitude": "", "geo_precision": "3"}


def advance(start: date, end: date, first: date, last: date) -> tuple[date, date] | None:
    """One step on, plainly: the span grows to the right from the first day, or moves as it is."""
    stride = timedelta(days=max(1, ((last - first).days + 1) // FRAMES))
    if end >= last:
        return None
    grown = min(end + stride, last)
    return (start if start == first else start + (grown - end)), grown


def begin_anew(start: date, end: date, first: date) -> tuple[date, date]:
    """The first day alone, or the span moved to the first day."""
    return first, (first if start == first else first + (end - start))


def grouped(bars: list[list[int]], days_of_one: int, days_of_other: int) -> list[list[int]]:
    """Bars made wider, day by day: a bar's incidents are counted on its first day."""
    sums: dict[int, list[int]] = {}
    for number, *counts in bars:
        held = sums.setdefault(number * days_of_one // days_of_other, [0] * len(counts))
        for kind, count in enumerate(counts):
            held[kind] += count
    return [[bar, *counts] for bar, counts in sorted(sums.items())]


def _span(chance: random.Random, days: int) -> tuple[int, int]:
    start = chance.choice([0, chance.randrange(days)])
    return start, chance.choice([days - 1, chance.randrange(start, days)])


def _steps(chance: random.Random) -> dict[str, Any]:
    days = chance.choice([1, 2, 61, 119, 120, chance.randrange(1, 2_000)])
    start, end = _span(chance, days)
    first, last = FIRST, FIRST + timedelta(days - 1)
    at = [first + timedelta(each) for each in (start, end)]

    def numbers(span: tuple[date, date] | None) -> list[int] | None:
        return None if span is None else [(each - first).days for each in span]

    return {
        "days": days,
        "span": [start, end],
        "advanced": numbers(advance(at[0], at[1], first, last)),
        "anew": numbers(begin_anew(at[0], at[1], first)),
    }


def _words(chance: random.Random) -> dict[str, Any]:
    days = chance.choice([1, 40, 800])
    number = chance.randrange(20_000)
    start = FIRST + timedelta(number)
    end = start + timedelta(chance.randrange(days))
    language = chance.choice(list(LANGUAGES))
    with speaking(language):
        words = dates.in_words(start, end)
    return {
        "first": FIRST.isoformat(),
        "numbers": [number, (end - FIRST).days],
        "span": [start.isoformat(), end.isoformat()],
        "language": language,
        "words": words,
    }


def _spoken(language: str) -> dict[str, Any]:
    with speaking(language):
        return timeline_words()


def _bars(chance: random.Random) -> dict[str, Any]:
    days, most = chance.randrange(1, 40_000), chance.randrange(1, 1_500)
    narrow, wide = sorted(chance.choices(list(SPANS), k=2))
    taken = sorted(chance.sample(range(500), chance.randrange(60)))
    bars = [[number, *(chance.randrange(9) for _ in range(3))] for number in taken]
    return {
        "days": days,
        "most": most,
        "span": span_of_bars(days, most),
        "bars": bars,
        "from": narrow,
        "to": wide,
        "grouped": grouped(bars, narrow, wide),
    }


def _packed(chance: random.Random) -> dict[str, Any]:
    size = chance.randrange(1, 40)
    far = chance.choice([90, 2_000, 20_000])
    starts = sorted(chance.randrange(far) for _ in range(size))
    rows = [
        incident(
            f"i{at:02d}",
            date_start=(FIRST + timedelta(start)).isoformat(),
            date_end=(FIRST + timedelta(start + chance.choice([0, 0, 1]))).isoformat(),
        )
        for at, start in enumerate(starts)
    ]
    whole = build(rows)
    drawn = bars(InView(whole))
    first, _last = span_of(whole)
    held: dict[int, list[int]] = {}
    for row in rows:
        start, end = (date.fromisoformat(row[name]) for name in ("date_start", "date_end"))
        counts = held.setdefault((start - first).days // drawn["span"], [0, 0])
        counts[0] += 1
        counts[1] += end > start
    return {"sent": drawn["bars"], "bars": [[bar, *both] for bar, both in sorted(held.items())]}


def _within(chance: random.Random, spans: int) -> list[dict[str, Any]]:
    """A collection, and so many spans of it."""
    held = sorted(_span(chance, 30) for _ in range(12))
    rows = [
        incident(
            f"i{at:02d}",
            date_start=(FIRST + timedelta(start)).isoformat(),
            date_end=(FIRST + timedelta(end)).isoformat(),
            time_precision="2",
            date_basis="inferred",
            **chance.choice([{}, {}, NOWHERE]),
        )
        for at, (start, end) in enumerate(held)
    ]
    whole = build(rows)
    has_point = whole.incidents["latitude"].notna().to_numpy()
    found = []
    for _ in range(spans):
        span = _span(chance, 30)
        chosen = (FIRST + timedelta(span[0]), FIRST + timedelta(span[1]))
        view = InView(whole, Filters(dates=chosen))
        case = {
            "sent": message(incident_layer(InView(whole, Filters()), span=chosen)),
            "span": [day.isoformat() for day in chosen],
            "drawn": [row for row in view.rows.tolist() if has_point[row]],
            "in_view": view.count,
        }
        found.append(case)
    return found


def cases(seed: int = 1) -> dict[str, list[dict[str, Any]]]:
    """
    The cases of each rule, by its name: what is asked, and Python's answer.

    Spans are numbers of days from the first, both ends included.  In those of `within` the script
    is given what the map is sent of all days, and answers with the positions of what it draws and
    the number in view, which has what lies at no point too.  In those of `packed` it is given the
    bars as they are sent, and answers with the number of each, its incidents, and those of a night.
    """
    chance = random.Random(seed)
    return {
        "steps": [_steps(chance) for _ in range(300)],
        "words": [_words(chance) for _ in range(300)],
        "timeline": [{language: _spoken(language) for language in LANGUAGES}],
        "bars": [_bars(chance) for _ in range(100)],
        "packed": [_packed(chance) for _ in range(12)],
        "within": [case for _ in range(6) for case in _within(chance, 8)],
    }
