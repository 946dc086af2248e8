"""Killed and injured as charts: low, headline and high drawn, unknown counted, table below."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import altair as alt
import pandas as pd
import streamlit as st

from strikemap import dates, wording
from strikemap.casualties.in_words import number_in_words
from strikemap.dates import NOT_EXACT
from strikemap.languages import gettext as _
from strikemap.ui.figures.groupings import INEXACT
from strikemap.vocabularies import MEASURES, labels

SHOWN = 60
_COLOURS = {"killed": "#0b5c8f", "injured": "#b35900"}
_DARK_COLOURS = {"killed": "#6cb6e6", "injured": "#f0a35e"}


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
    shown["text"] = shown["said"] + "; " + shown["missing"]
    chart = (
        alt.layer(*_range_layers(shown, measure, dark=dark))
        .properties(
            description=_(
                "{measure} by group; the table below says the same",
                measure=wording.measure(measure),
            ),
            height=26 * len(shown) + 40,
        )
        .configure_view(strokeWidth=0)
        .configure(padding={"left": 4, "top": 4, "bottom": 4, "right": 4})
    )
    st.altair_chart(chart, width="stretch")
    if len(frame) > SHOWN:
        st.caption(
            _(
                "The first {shown} of {count}; the table has them all.",
                shown=SHOWN,
                count=len(frame),
            )
        )


def _range_layers(shown: pd.DataFrame, measure: str, *, dark: bool) -> list[alt.Chart]:
    """Bars, lines, their ends and arrowheads where there are any, and words, in this order."""
    colour = _colour(measure, dark=dark)
    tooltip = [
        alt.Tooltip("name", title=_("Group")),
        alt.Tooltip("said", title=labels(MEASURES)[measure]),
        alt.Tooltip("missing", title=_("Unknown")),
    ]
    named = alt.Axis(labelLimit=230, ticks=False, domain=False)
    base = alt.Chart(shown).encode(
        y=alt.Y("name:N", sort=list(shown["name"]), title=None, axis=named)
    )
    most = max(1.0, float(shown["high"].max())) * 1.75
    axis = alt.X(
        "headline:Q",
        title=None,
        scale=alt.Scale(domain=[0, most]),
        axis=alt.Axis(tickMinStep=1, format="d"),
    )
    layers = [
        base.mark_bar(aria=False, color=colour, opacity=0.55, height={"band": 0.62}).encode(
            x=axis, tooltip=tooltip
        ),
        base.mark_rule(aria=False, color=colour, strokeWidth=2.2).encode(
            x="low:Q", x2="high:Q", tooltip=tooltip
        ),
    ]
    # An empty layer is a graphic without a name to a screen reader.
    if ((shown["high"] != shown["low"]) | shown["open"]).any():
        ends = base.transform_filter("datum.high != datum.low || datum.open").mark_tick(
            aria=False, color=colour, thickness=2.2, size=11
        )
        layers.append(alt.layer(*(ends.encode(x=f"{end}:Q") for end in ("low", "high"))))
    if shown["open"].any():
        arrow = base.transform_filter("datum.open").mark_point(
            aria=False, shape="triangle-right", filled=True, color=colour, size=70, xOffset=6
        )
        layers.append(arrow.encode(x="high:Q"))
    words = base.mark_text(
        aria=False, align="left", dx=14, fontSize=11.5, color="#d9d6cf" if dark else "#3b382f"
    )
    return [*layers, words.encode(x="high:Q", text="text:N")]


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
        alt.Tooltip("days", title=_("Day")),
        alt.Tooltip("said", title=labels(MEASURES)[measure]),
        alt.Tooltip("unknown", title=_("Incidents with unknown toll")),
        alt.Tooltip("incidents", title=_("Incidents")),
    ]
    left = {"minExtent": 34, "tickMinStep": 1, "format": "d"}
    base = alt.Chart(shown).encode(tooltip=tooltip)
    x = alt.X("name:N", scale=alt.Scale(domain=days), axis=None)
    bar = base.mark_bar(aria=False, color=colour, opacity=0.6).encode(
        x=x, y=alt.Y("headline:Q", axis=alt.Axis(title=wording.measure(measure), **left))
    )
    line = base.mark_rule(aria=False, color=colour, strokeWidth=2.2).encode(
        x=x, y="low:Q", y2="high:Q"
    )
    arrow = (
        base.transform_filter("datum.open")
        .mark_point(aria=False, shape="triangle-up", filled=True, color=colour, size=60, yOffset=-6)
        .encode(x=x, y="high:Q")
    )
    below = alt.Axis(labelOverlap="greedy", labelAngle=-40, ticks=False, title=None)
    missing = base.mark_bar(aria=False, color="#8a8a8a", opacity=0.75).encode(
        x=alt.X("name:N", scale=alt.Scale(domain=days), axis=below),
        y=alt.Y(
            "unknown:Q", axis=alt.Axis(title=_("unknown"), titleFontSize=10, tickCount=2, **left)
        ),
    )
    # An empty layer is a graphic without a name to a screen reader.
    upper = bar + line + arrow if shown["open"].any() else bar + line
    for chart, height in ((upper, 170), (missing, 158)):
        drawn = chart.properties(
            height=height,
            description=_(
                "{measure} by day; the table below says the same", measure=wording.measure(measure)
            ),
        ).configure_view(strokeWidth=0)
        st.altair_chart(drawn, width="stretch")


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
