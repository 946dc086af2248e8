"""What the timeline's scripts say, in the language that is spoken."""

from __future__ import annotations

import re
from typing import Any

from babel import Locale

from strikemap.cartography import forms
from strikemap.languages import LOCALES, language
from strikemap.languages import gettext as _
from strikemap.wording import incidents_in_view

_PLACES = {"d": "{day}", "MMMM": "{month}", "y": "{year}"}


def timeline_words() -> dict[str, Any]:
    """
    The messages by the names that `static/timeline/` has for them, those of counts by plural form.

    `months` and `day` are CLDR's long form of a day, as `strikemap.dates` writes it, `short` the
    months' short names.
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
        "in view": forms(incidents_in_view),
        "day": _long_day(),
        "months": _months(LOCALES[language()], "wide"),
        # British English has a “Sept” of four letters.
        "short": _months(language(), "abbreviated"),
    }


def _months(locale: str, form: str) -> list[str]:
    named = Locale.parse(locale).months["format"][form]
    return [str(named[number]) for number in range(1, 13)]


def _long_day() -> str:
    """CLDR's pattern of a long day, as `d MMMM y 'р'.`, as a message: `{day} {month} {year} р.`"""
    pattern = str(Locale.parse(LOCALES[language()]).date_formats["long"].pattern)
    named = re.sub(r"'([^']*)'|d+|M+|y+", lambda part: part[1] or _PLACES[part[0]], pattern)
    # As `strikemap.dates`: CLDR's narrow fixed space is missing in many fonts.
    return named.replace("\u202f", "\xa0")
