"""An axis of days in a chart, in the reader's language."""

from __future__ import annotations

import json

import altair as alt

from strikemap import dates


def day_axis() -> alt.Axis:
    """An axis with a label a day, as `02 Jun`: Vega knows the months in English alone."""
    months = json.dumps(dates.short_month_names(), ensure_ascii=False)
    day = "(date(datum.value) < 10 ? '0' : '') + date(datum.value)"
    return alt.Axis(labelExpr=f"{day} + ' ' + {months}[month(datum.value)]", tickCount="day")
