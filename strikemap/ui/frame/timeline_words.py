"""What the timeline's scripts say, in the language that is spoken."""

from __future__ import annotations

from typing import Any

from strikemap import dates
from strikemap.cartography import forms
from strikemap.languages import gettext as _
from strikemap.wording import incidents_in_view


def timeline_words() -> dict[str, Any]:
    """
    The messages by the names that `static/timeline/` has for them, those of counts by plural form.

    `day`, `months` and `short` are what `strikemap.dates` writes days of.
    """
    return {
        "play": _("Play"),
        "pause": _("Pause"),
        "step": _("Step"),
        "all": _("All days"),
        "speed": _("Speed of play"),
        "first": _("First day"),
        "last": _("Last day"),
        "inexact": _("incidents whose day is not exact"),
        "nights": _("of these in a night to the next day: {number}"),
        "in view": forms(incidents_in_view),
        "day": dates.pattern_of_day(),
        "months": dates.month_names(),
        "short": dates.short_month_names(),
    }
