"""Killed and injured as charts: low, headline and high drawn, unknown counted, table below."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pandas as pd
import streamlit as st

from strikemap import dates, wording
from strikemap.casualties.in_words import number_in_words
from strikemap.dates import NOT_EXACT
from strikemap.languages import gettext as _
from strikemap.ui.figures.groupings import INEXACT
from strikemap.vocabularies import MEASURES, labels

SHOWN = 60
LEAST_BAR = 40
"""Pixels for the longest bar on the narrowest screen."""
_COLOURS = {"killed": "#0b5c8f", "injured": "#b35900"}
_DARK_COLOURS = {"killed": "#6cb6e6", "injured": "#f0a35e"}
Part = dict[str, Any]
"""
Of a chart, as Vega-Lite's specification has it.

Altair would make and check the same at ten times the price of all else on the page.
"""


def show_range_chart(frame: pd.DataFrame, measure: str, *, dark: bool) -> None:
    """
    Headline figures as bars, low to high as a line over them, the unknown in words beside.

    An open end is drawn as an arrowhead.  Raw text goes to the chart, which shows it as text.
    """
    shown = frame.head(SHOWN).copy()
    shown["said"] = [_said(row) for row in shown.to_dict("records")]
    shown["missing"] = [
        _("unknown for {unknown} of {incidents}", unknown=row.unknown, incidents=row.incidents)
        for row in shown.itertuples()
    ]
    shown["text"] = shown["said"] + "\n" + shown["missing"]
    spec = {
        "layer": _range_layers(shown, measure, dark=dark),
        "description": _(
            "{measure} by group; the table below says the same", measure=wording.measure(measure)
        ),
        "height": 30 * len(shown) + 40,
        "config": {"padding": {"left": 4, "top": 4, "bottom": 4, "right": 4}},
    }
    st.vega_lite_chart(shown, spec, width="stretch")
    if len(frame) > SHOWN:
        st.caption(
            _(
                "The first {shown} of {count}; the table has them all.",
                shown=SHOWN,
                count=len(frame),
            )
        )


def _range_layers(shown: pd.DataFrame, measure: str, *, dark: bool) -> list[Part]:
    """Bars, lines, their ends and arrowheads where there are any, and words, in this order."""
    colour = _colour(measure, dark=dark)
    tooltip = [
        _words("name", title=_("Group")),
        _words("said", title=labels(MEASURES)[measure]),
        _words("missing", title=_("Unknown")),
    ]
    most = max(1.0, float(shown["high"].max()))
    longest = max(len(line) for text in shown["text"] for line in text.split("\n"))
    # As long a name as leaves room for bars and words.
    limit = f"max(60, min(230, containerSize()[0] - {_beside(longest) + LEAST_BAR + 20}))"
    named = {"labelLimit": {"expr": limit}, "ticks": False, "domain": False}
    y = _words("name", sort=list(shown["name"]), title=None, axis=named)
    x = _number(
        "headline",
        title=None,
        # Whatever a screen's width, bars leave the words beside them the room that they need.
        scale={"domain": [0, most], "nice": False, "range": [0, {"expr": _room(longest)}]},
        axis={"tickMinStep": 1, "format": "d"},
    )
    low, high = _number("low"), _number("high")
    layers = [
        _layer("bar", color=colour, opacity=0.55, height={"band": 0.62})
        | {"encoding": {"x": x, "y": y, "tooltip": tooltip}},
        _layer("rule", color=colour, strokeWidth=2.2)
        | {"encoding": {"x": low, "x2": {"field": "high"}, "y": y, "tooltip": tooltip}},
    ]
    # An empty layer is a graphic without a name to a screen reader.
    if ((shown["high"] != shown["low"]) | shown["open"]).any():
        tick = _layer("tick", color=colour, thickness=2.2, size=11)
        tick |= _only("datum.high != datum.low || datum.open")
        layers.append({"layer": [tick | {"encoding": {"x": x, "y": y}} for x in (low, high)]})
    if shown["open"].any():
        arrow = {"shape": "triangle-right", "filled": True, "size": 70, "xOffset": 6}
        layers.append(
            _layer("point", color=colour, **arrow)
            | _only("datum.open")
            | {"encoding": {"x": high, "y": y}}
        )
    words = {"align": "left", "dx": 14, "fontSize": 11.5, "color": "#d9d6cf" if dark else "#3b382f"}
    words |= {"lineBreak": "\n", "lineHeight": 13, "dy": -6.5}
    return [
        *layers,
        _layer("text", **words) | {"encoding": {"x": high, "y": y, "text": _words("text")}},
    ]


def _beside(letters: int) -> int:
    """Pixels that a line of so many *letters* takes beside a bar."""
    return 7 * letters + 20


def _room(letters: int) -> str:
    """Pixels for bars beside so many *letters*, whatever the width, as Vega works it out."""
    return f"max(width - {_beside(letters)}, {LEAST_BAR})"


def _layer(kind: str, **how: Any) -> Part:
    """A layer of marks of this *kind*, none of which is a graphic of its own to a screen reader."""
    return {"mark": {"type": kind, "aria": False, **how}}


def _only(expression: str) -> Part:
    """Of a layer's rows those for which *expression* holds."""
    return {"transform": [{"filter": expression}]}


def _words(field: str, **how: Any) -> Part:
    """What a column of texts is drawn as."""
    return {"field": field, "type": "nominal", **how}


def _number(field: str, **how: Any) -> Part:
    """What a column of numbers is drawn as."""
    return {"field": field, "type": "quantitative", **how}


def _colour(measure: str, *, dark: bool) -> str:
    return (_DARK_COLOURS if dark else _COLOURS)[measure]


def show_day_chart(frame: pd.DataFrame, measure: str, *, dark: bool) -> None:
    """
    Headline figures by day as columns, low to high as a line over them, an open end as an arrow;
    below, in grey, how many incidents of that day are unknown.
    """
    shown = frame.copy()
    shown["said"] = [_said(row) for row in shown.to_dict("records")]
    colour = _colour(measure, dark=dark)
    days = _every_day(frame)
    tooltip = [
        _words("days", title=_("Day")),
        _words("said", title=labels(MEASURES)[measure]),
        _number("unknown", title=_("Incidents with unknown toll")),
        _number("incidents", title=_("Incidents")),
    ]
    left = {"minExtent": 34, "tickMinStep": 1, "format": "d"}
    x = _words("name", scale={"domain": days}, axis=None)
    y = _number("headline", axis={"title": wording.measure(measure), **left})
    low, high = _number("low"), _number("high")
    upper = [
        _layer("bar", color=colour, opacity=0.6)
        | {"encoding": {"x": x, "y": y, "tooltip": tooltip}},
        _layer("rule", color=colour, strokeWidth=2.2)
        | {"encoding": {"x": x, "y": low, "y2": {"field": "high"}, "tooltip": tooltip}},
    ]
    # An empty layer is a graphic without a name to a screen reader.
    if shown["open"].any():
        arrow = {"shape": "triangle-up", "filled": True, "size": 60, "yOffset": -6}
        upper.append(
            _layer("point", color=colour, **arrow)
            | _only("datum.open")
            | {"encoding": {"x": x, "y": high, "tooltip": tooltip}}
        )
    below = {"labelOverlap": "greedy", "labelAngle": -40, "ticks": False, "title": None}
    few = {"title": _("unknown"), "titleFontSize": 10, "tickCount": 2, **left}
    missing = _layer("bar", color="#8a8a8a", opacity=0.75) | {
        "encoding": {
            "x": x | {"axis": below},
            "y": _number("unknown", axis=few),
            "tooltip": tooltip,
        }
    }
    for drawn, height in (({"layer": upper}, 170), (missing, 158)):
        spec = drawn | {
            "height": height,
            "description": _(
                "{measure} by day; the table below says the same", measure=wording.measure(measure)
            ),
            "config": {"view": {"strokeWidth": 0}},
        }
        st.vega_lite_chart(shown, spec, width="stretch")


def _every_day(frame: pd.DataFrame) -> list[str]:
    """The name of each day from the first to the last of *frame*, then of the inexact bin."""
    known = [date.fromisoformat(code) for code in frame["group"] if code != INEXACT]
    names = []
    if known:
        length = (max(known) - min(known)).days + 1
        each_day = (min(known) + timedelta(days=i) for i in range(length))
        names = [dates.in_words(day, day) for day in each_day]
    return names + ([_(NOT_EXACT)] if (frame["group"] == INEXACT).any() else [])


def _said(row: dict[Any, Any]) -> str:
    if not row["known"]:
        return _("not reported")
    low, high, headline = (int(row[end]) for end in ("low", "high", "headline"))
    span = number_in_words(low, None if row["open"] else high)
    if low == headline == high:
        return span
    return _("{range} (headline {headline})", range=span, headline=headline)
