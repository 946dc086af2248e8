"""Days and tolls that a placemark's description has field by field, as programs write tables."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping

from strikemap.importers.forms.header_meaning import field_of
from strikemap.vocabularies import CASUALTY_MEASURES

_CELLS = re.compile(r"<t[dh]\b[^<>]*>([^<>]*)</t[dh]>\s*<td\b[^<>]*>([^<>]*)</td>", re.IGNORECASE)
_BREAKS = re.compile(r"<br\s*/?>|</?(?:p|div|li|tr)\b[^<>]*>|\n", re.IGNORECASE)
_LINE = re.compile(r"\s*(?:<b>)?\s*([^:<>]{2,60}?)\s*(?:</b>)?\s*:\s*(?:</b>)?\s*([^<>]{1,80}?)\s*")
MAX_CHARACTERS = 20_000


def described(text: str) -> Mapping[str, str]:
    """
    The cells by name of a description in HTML, of rows of two cells (Google Earth, ArcGIS) or of
    lines `name: value` (Google My Maps), where the name is that of a day or of a toll.
    """
    text = text[:MAX_CHARACTERS]
    pairs = _CELLS.findall(text)
    pairs += [found.groups() for each in _BREAKS.split(text) if (found := _LINE.fullmatch(each))]
    made: dict[str, str] = {}
    for name, value in pairs:
        plain = " ".join(html.unescape(name).casefold().split())
        field = field_of(plain) or ""
        if field in ("date_start", "date_end") or field.startswith(CASUALTY_MEASURES):
            made.setdefault(plain, html.unescape(value).strip())
    return made
