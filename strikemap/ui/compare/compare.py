"""Compare: choosing the other side, and totals, timelines and pairs of both."""

from __future__ import annotations

import json
from dataclasses import replace

import altair as alt
import numpy as np
import pandas as pd
import streamlit as st

from strikemap import dates, wording
from strikemap.comparison.sides import other_collection, other_period, period, why_not
from strikemap.comparison.timelines import coarser, counts_by_day, timeline
from strikemap.comparison.totals import totals_in_words
from strikemap.in_view import InView
from strikemap.languages import DEFAULT, language, marked
from strikemap.languages import gettext as _
from strikemap.markup import safe, safe_label
from strikemap.timeline import BY_SPAN, span_of_bars
from strikemap.translations import title_of
from strikemap.ui.elements.grid import show_grid
from strikemap.ui.elements.style import is_dark
from strikemap.ui.figures.makeup import show_makeup_button
from strikemap.ui.figures.totals import groups, totals_html
from strikemap.ui.session.state import Session

COLLECTION, PERIOD = marked("Another collection"), marked("Another period")
MOST_BARS = 150
"""To a side; over more days a bar is a week or more."""
COLOURS = ("#0072B2", "#D55E00")
DARK_COLOURS = ("#6cb6e6", "#f0a35e")


def show_choice(current: Session) -> None:
    """What to compare with: another collection, or other days of this one."""
    others = [name for name in current.offered if name != current.collection.name]
    asked = current.link.compare
    wants = [COLLECTION, PERIOD] if others else [PERIOD]
    key = f"{current.turn} {current.collection.name}"
    what = st.segmented_control(
        _("Compare with"),
        wants,
        default=PERIOD if "," in asked or not others else COLLECTION,
        key=f"compare what {key}",
        format_func=_,
    )
    if what == COLLECTION:
        chosen = st.selectbox(
            _("The other collection"),
            others,
            index=others.index(asked) if asked in others else None,
            key=f"compare collection {key}",
            format_func=lambda name: title_of(current.offered[name]),
            placeholder=_("Choose a collection"),
        )
        _take(current, chosen or ("" if asked in others else asked))
    elif what == PERIOD:
        _show_period(current, key)


def _show_period(current: Session, key: str) -> None:
    """Both days are typed: Streamlit's date input takes none over with Enter or Tab."""
    try:
        given = [day.isoformat() for day in period(current.link.compare, current.collection)]
    except ValueError:
        given = ["", ""]
    labels = {
        "first": _("The second period, first day"),
        "last": _("The second period, last day"),
    }
    written = [
        column.text_input(
            label,
            value=day,
            key=f"compare {which} day {key}",
            placeholder=_("YYYY-MM-DD"),
        ).strip()
        for column, (which, label), day in zip(st.columns(2), labels.items(), given, strict=True)
    ]
    if written == given or not all(written):
        return
    try:
        period(",".join(written), current.collection)
    except ValueError as error:
        st.text(_("This period can’t be shown: {why}.", why=str(error)[:300]))
    else:
        _take(current, ",".join(written))


def _take(current: Session, compare: str) -> None:
    if compare != current.link.compare:
        current.link = replace(current.link, compare=compare)


def sides(current: Session) -> tuple[InView, InView, tuple[str, ...]] | str:
    """Both sides with what the other cannot give; or in words why there is no other side."""
    one, asked = InView(current.collection, current.link.filters), current.link.compare
    if not asked:
        return _("Choose what to compare the present view with.")
    if told := why_not(asked, current.collection, current.offered):
        return told
    if asked in current.offered:
        other, notices = other_collection(one, current.offered[asked])
        return one, other, tuple(f"{title_of(other.collection)}: {each}" for each in notices)
    return one, other_period(one, period(asked, current.collection)), ()


def names(one: InView, other: InView) -> tuple[str, str]:
    """What each side is called: its collection, or of one collection its days.  Raw text."""
    if one.collection is not other.collection:
        return title_of(one.collection), title_of(other.collection)
    first, second = (dates.in_words(*side.span) for side in (one, other))
    if first != second:
        return first, second
    return _("{days} (first)", days=first), _("{days} (second)", days=second)


def as_session(current: Session, side: InView) -> Session:
    """*side* as the other parts of the dashboard take a view."""
    link = replace(current.link, collection=side.collection.name, filters=side.filters)
    return Session(side.collection, current.shelf, current.offered, link)


def show_totals_of_both(current: Session, one: InView, other: InView) -> None:
    """The totals of each side in a column, and both in one table."""
    for column, side, name in zip(
        st.columns(2, gap="medium"), (one, other), names(one, other), strict=True
    ):
        view = as_session(current, side)
        with column:
            st.html(
                f'<p class="sm-inview"><b>{safe(name, limit=90)}</b> · {wording.incidents(len(side.rows))}, '
                f"{safe(dates.in_words(*side.span))}</p>"
            )
            for card in groups(view):
                st.html(totals_html(view, [card]))
            show_makeup_button(
                view,
                safe_label(
                    _(
                        "What makes up the numbers of {name}",
                        name=wording.shortened(name, 60),
                    )
                ),
                side.rows,
                key=name,
            )
    with st.expander(_("The totals as a table")):
        frame = totals_in_words(one, other)
        frame.columns = pd.Index([_("Territory"), _("Measure"), *names(one, other)])
        show_grid(frame)
    st.caption(
        _(
            "Ranges are sums of extremes. No difference is taken: what is not reported is not "
            "zero, and the two sides may rest on different sources."
        )
    )


def show_timelines(one: InView, other: InView) -> None:
    """Both sides' counts by day on one axis: the first upwards, the second downwards."""
    whole = timeline(one, other)
    span = span_of_bars(len(whole), MOST_BARS)
    frame, by_span = coarser(whole, span), _(BY_SPAN[span])
    labels = [each[:60] for each in names(one, other)]
    for name in ("day_one", "day_other"):
        frame = frame.assign(**{name: _spans(whole[name], span)})
    parts = []
    for name, label, sign in (("one", labels[0], 1), ("other", labels[1], -1)):
        part = frame.loc[frame[name] > 0, ["at", name, f"day_{name}"]]
        part = part.set_axis(["at", "count", "day"], axis=1)
        parts.append(part.assign(side=label, drawn=sign * part["count"]))
    shown = pd.concat(parts, ignore_index=True)
    by_calendar = one.collection is not other.collection
    ends = [whole["at"].iloc[0], whole["at"].iloc[-1]]
    if by_calendar:
        margin = pd.Timedelta(hours=14) * span
        scale = alt.Scale(domain=[_moment(ends[0] - margin), _moment(ends[1] + margin)])
        axis = alt.Axis(**_named_days(), labelOverlap=True, tickMinStep=24 * 3600 * 1000)
        x = alt.X("at:T", title=None, scale=scale, axis=axis)
    else:
        scale = alt.Scale(domain=[0.5, len(whole) + 0.5], nice=False)
        x = alt.X(
            "at:Q",
            title=_("Day of the period"),
            scale=scale,
            axis=alt.Axis(tickMinStep=1, format="d"),
        )
    wide = max(1.5, min(14.0, 620 / max(len(frame), 1)))
    bars = (
        alt.Chart(shown)
        .mark_bar(aria=False, size=wide)
        .encode(
            x=x,
            y=alt.Y("drawn:Q", title=None, axis=alt.Axis(format="d", tickMinStep=1, labelExpr="abs(datum.value)")),
            color=alt.Color(
                "side:N",
                title=None,
                scale=alt.Scale(domain=labels, range=list(DARK_COLOURS if is_dark() else COLOURS)),
                legend=alt.Legend(orient="top", labelLimit=420),
            ),
            tooltip=[
                alt.Tooltip("side:N", title=_("Side")),
                alt.Tooltip("day:N", title=_("Day") if span == 1 else _("Days")),
                alt.Tooltip("count:Q", title=_("Incidents")),
            ],
        )
    )  # fmt: skip
    st.altair_chart(
        bars.properties(height=190, description=_("Incidents {by_span} in both", by_span=by_span)),
        width="stretch",
    )
    inexact = [counts_by_day(side)[1] for side in (one, other)]
    drawn = _(
        "Incidents {by_span}: {one} upwards, {other} downwards. "
        "Not drawn, since their day is not exact: {inexact} and {inexact_other}.",
        by_span=by_span,
        one=labels[0],
        other=labels[1],
        inexact=inexact[0],
        inexact_other=inexact[1],
    )
    st.html(f'<p class="sm-inview">{safe(drawn)}</p>')
    st.caption(_("A night between two days stands under the first of them."))
    with st.expander(_("The timelines as a table")):
        table = frame.drop(columns="at") if by_calendar or span > 1 else frame
        heads = {"at": _("Day of the period"), "one": labels[0], "other": f"{labels[1]} "}
        heads["day_one"] = _("Day") if by_calendar else _("Day, first")
        heads["day_other"] = _("Day, second")
        show_grid(table.rename(columns=heads))


def _spans(days: pd.Series[pd.Timestamp], length: int) -> list[str]:
    """Each *length* of *days* in words, from its first to its last; "" where it has none."""
    by = days.groupby(np.arange(len(days)) // length)
    return [
        "" if pd.isna(first) else dates.in_words(first.date(), last.date())
        for first, last in zip(by.first(), by.last(), strict=True)
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
