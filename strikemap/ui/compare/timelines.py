"""The timelines of both sides of a comparison, as a chart on one axis and as a table."""

from __future__ import annotations

import json
from dataclasses import dataclass

import altair as alt
import numpy as np
import pandas as pd
import streamlit as st

from strikemap import dates
from strikemap.comparison.sides import names
from strikemap.comparison.timelines import coarser, counts_by_day, timeline
from strikemap.in_view import InView
from strikemap.languages import DEFAULT, language
from strikemap.languages import gettext as _
from strikemap.markup import safe
from strikemap.timeline import BY_SPAN, span_of_bars
from strikemap.ui.elements.grid import show_grid
from strikemap.ui.elements.style import is_dark

MOST_BARS = 150
"""To a side; over more days a bar is a week or more."""
COLOURS = ("#0072B2", "#D55E00")
DARK_COLOURS = ("#6cb6e6", "#f0a35e")


@dataclass(frozen=True, slots=True)
class _Bars:
    """
    Both sides' counts, a row a bar of `span` days, with `whole` a row a day; what each side is
    called, and whether the axis is the calendar, which two collections share, or counts days.
    """

    frame: pd.DataFrame
    whole: pd.DataFrame
    span: int
    labels: tuple[str, str]
    by_calendar: bool


def show_timelines(one: InView, other: InView) -> None:
    """Both sides' counts by day on one axis: the first upwards, the second downwards."""
    bars = _bars(one, other)
    by_span = _(BY_SPAN[bars.span])
    st.altair_chart(
        _chart(bars).properties(
            height=190, description=_("Incidents {by_span} in both", by_span=by_span)
        ),
        width="stretch",
    )
    inexact = [counts_by_day(side)[1] for side in (one, other)]
    drawn = _(
        "Incidents {by_span}: {one} upwards, {other} downwards. "
        "Not drawn, since their day is not exact: {inexact} and {inexact_other}.",
        by_span=by_span,
        one=bars.labels[0],
        other=bars.labels[1],
        inexact=inexact[0],
        inexact_other=inexact[1],
    )
    st.html(f'<p class="sm-inview">{safe(drawn)}</p>')
    st.caption(_("A night between two days stands under the first of them."))
    with st.expander(_("The timelines as a table")):
        show_grid(_table(bars))


def _bars(one: InView, other: InView) -> _Bars:
    whole = timeline(one, other)
    span = span_of_bars(len(whole), MOST_BARS)
    frame = coarser(whole, span).copy()
    for name in ("one", "other"):
        days = _spans(whole[f"day_{name}"], frame.pop(f"night_{name}"), span)
        frame[f"day_{name}"] = days
    return _Bars(frame, whole, span, names(one, other, 60), one.collection is not other.collection)


def _chart(bars: _Bars) -> alt.Chart:
    """The bars of both sides, those of the second downwards."""
    parts = []
    for name, label, sign in (("one", bars.labels[0], 1), ("other", bars.labels[1], -1)):
        part = bars.frame.loc[bars.frame[name] > 0, ["at", name, f"day_{name}"]]
        part = part.set_axis(["at", "count", "day"], axis=1)
        parts.append(part.assign(side=label, drawn=sign * part["count"]))
    wide = max(1.5, min(14.0, 620 / max(len(bars.frame), 1)))
    colours = list(DARK_COLOURS if is_dark() else COLOURS)
    return (
        alt.Chart(pd.concat(parts, ignore_index=True))
        .mark_bar(aria=False, size=wide)
        .encode(
            x=_axis(bars),
            y=alt.Y("drawn:Q", title=None, axis=alt.Axis(format="d", tickMinStep=1, labelExpr="abs(datum.value)")),
            color=alt.Color(
                "side:N",
                title=None,
                scale=alt.Scale(domain=list(bars.labels), range=colours),
                legend=alt.Legend(orient="top", labelLimit=420),
            ),
            tooltip=[
                alt.Tooltip("side:N", title=_("Side")),
                alt.Tooltip("day:N", title=_("Day") if bars.span == 1 else _("Days")),
                alt.Tooltip("count:Q", title=_("Incidents")),
            ],
        )
    )  # fmt: skip


def _axis(bars: _Bars) -> alt.X:
    """The days: of the calendar, or of two periods, each counted from its first."""
    at = bars.whole["at"]
    if not bars.by_calendar:
        scale = alt.Scale(domain=[0.5, len(at) + 0.5], nice=False)
        numbered = alt.Axis(tickMinStep=1, format="d")
        return alt.X("at:Q", title=_("Day of the period"), scale=scale, axis=numbered)
    margin = pd.Timedelta(hours=14) * bars.span
    scale = alt.Scale(domain=[_moment(at.iloc[0] - margin), _moment(at.iloc[-1] + margin)])
    axis = alt.Axis(**_named_days(), labelOverlap=True, tickMinStep=24 * 3600 * 1000)
    return alt.X("at:T", title=None, scale=scale, axis=axis)


def _table(bars: _Bars) -> pd.DataFrame:
    """The same in figures.  Raw text."""
    has_days_alone = bars.by_calendar or bars.span > 1
    table = bars.frame.drop(columns="at") if has_days_alone else bars.frame
    return table.rename(
        columns={
            "at": _("Day of the period"),
            "one": bars.labels[0],
            "other": f"{bars.labels[1]} ",
            "day_one": _("Day") if bars.by_calendar else _("Day, first"),
            "day_other": _("Day, second"),
        }
    )


def _spans(days: pd.Series[pd.Timestamp], nights: pd.Series[bool], length: int) -> list[str]:
    """
    Each *length* of *days* in words, from its first to its last and where it has one of *nights*
    into the next; "" where it has none.
    """
    by = days.groupby(np.arange(len(days)) // length)
    said = {False: dates.in_words, True: dates.or_night_in_words}
    return [
        "" if pd.isna(first) else said[night](first.date(), last.date())
        for first, last, night in zip(by.first(), by.last(), nights, strict=True)
    ]


def _named_days() -> dict[str, str]:
    """How an axis names its days: the chart itself knows the English months alone."""
    if language() == DEFAULT:
        return {"format": "%d %b %Y"}
    months = json.dumps(dates.short_month_names())
    named = f"date(datum.value) + ' ' + {months}[month(datum.value)] + ' ' + year(datum.value)"
    return {"labelExpr": named}


def _moment(when: pd.Timestamp) -> alt.DateTime:
    # By the reader's clock, as the chart takes days without a time zone.
    return alt.DateTime(year=when.year, month=when.month, date=when.day, hours=when.hour)
