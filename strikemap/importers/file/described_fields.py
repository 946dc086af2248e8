"""Days and tolls that a placemark's description has field by field, as programs write tables."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping

from strikemap.importers.forms.header_meaning import field_of
from strikemap.vocabularies import CASUALTY_MEASURES

_CELLS = re.compile(r"<t[dh]\b[^<>]*>([^<>]*)</t[dh]>\s*<td\b[^<>]*>([^<>]*)</td>", re.IGNORECASE)
_BREAKS = re.compile(r"<br\s*/?>|</?(?:p|div|li|tr)\b[^<>]*>|\n", re.IGNORECASE)
_LONGEST_NAME, _LONGEST_VALUE = 60, 80
MAX_CHARACTERS = 20_000


def described(text: str) -> Mapping[str, str]:
    """
    The cells by name of a description in HTML, of rows of two cells (Google Earth, ArcGIS) or of
    lines `name: value` (Google My Maps), where the name is that of a day or of a toll.
    """
    text = text[:MAX_CHARACTERS]
    pairs = _CELLS.findall(text)
    pairs += [found for each in _BREAKS.split(text) if (found := _named_value(each))]
    made: dict[str, str] = {}
    for name, value in pairs:
        plain = " ".join(html.unescape(name).casefold().split())
        field = field_of(plain) or ""
        if field in ("date_start", "date_end") or field.startswith(CASUALTY_MEASURES):
            made.setdefault(plain, html.unescape(value).strip())
    return made


def _named_value(line: str) -> tuple[str, str] | None:
    """The name and the value of a line `name: value`, also with the name in bold; else None."""
    # Not by one pattern: with spaces between optional marks it would try every way to part them.
    before, colon, after = line.partition(":")
    name = before.strip().removeprefix("<b>").removesuffix("</b>").strip()
    value = after.strip().removeprefix("</b>").strip()
    fits = 1 < len(name) <= _LONGEST_NAME and 0 < len(value) <= _LONGEST_VALUE
    return (name, value) if colon and fits and not set("<>") & {*name, *value} else None
