"""How the parts of a day stand in a text: which is first, and what is put in its place."""

from __future__ import annotations

import re

from strikemap.collection.day_columns import YEARS

LONGEST = 1_000
"""Characters of a cell that may say a day; on a longer one no pattern is tried."""

ISO = re.compile(r"(\d{4,6})([-/.])(\d{1,2})\2(\d{1,2})", re.ASCII)
_EIGHT = re.compile(r"\d{8}", re.ASCII)
_POSTED = re.compile(
    r"(?:[A-Z][a-z]{2} )?(?P<day>[A-Z][a-z]{2} \d{1,2}) (?P<clock>\d\d:\d\d(?::\d\d)?)"
    r"(?: (?P<zone>[A-Z]{1,4}|[+-]\d{4}))? (?P<year>\d{4})"
)
_HYPHENS = re.compile("(?<=[0-9])[\u2010-\u2012\u2212](?=[0-9])")
_DASHED = re.compile(
    r"(\d{4})[–—](\d{1,2})[–—](\d{1,2})|(\d{1,2})[–—](\d{1,2})[–—](\d{4})", re.ASCII
)
"""Hyphens and dashes that word processors and encyclopedias put in place of those of a day."""
_FOOTNOTE = re.compile(r"\s*\[(?:\d{1,3}|[a-z]|note \d{1,3})\](?=\s*(?:\[|$))", re.ASCII)
_CLOCK_FIRST = re.compile(
    r"(?P<clock>\d{1,2}:\d{2}(?::\d{2})?(?:\s*[ap]\.?m\.?(?![^\W\d_]))?)[\s,]+(?P<day>[^:]+)",
    re.IGNORECASE,
)


def parted(text: str) -> str:
    """
    Eight digits that can't begin with the year, as `16052025`, with marks between them; and a time
    as C and social networks write it, `Fri May 16 03:40:00 +0000 2025`, with its year in place.
    """
    if len(text) > LONGEST:
        return text
    text = _HYPHENS.sub("-", _FOOTNOTE.sub("", text))
    if found := _DASHED.fullmatch(text):
        return "-".join(filter(None, found.groups()))
    if found := _POSTED.fullmatch(text):
        return f"{found['day']} {found['year']} {found['clock']} {found['zone'] or ''}".strip()
    if found := _CLOCK_FIRST.fullmatch(text):
        return f"{found['day'].strip()} {found['clock']}"
    if _EIGHT.fullmatch(text) and int(text[:4]) not in YEARS:
        return f"{text[:2]}/{text[2:4]}/{text[4:]}"
    return text


def is_day_second(text: str) -> bool:
    """Whether *text* begins with a year and a number that is no month's, with a month behind it."""
    found = ISO.match(text)
    return found is not None and int(found[3]) > 12 and 0 < int(found[4]) <= 12


def is_month_second(text: str) -> bool:
    """Whether *text* begins with a year and a month, with a day behind it that is no month."""
    found = ISO.match(text)
    return found is not None and int(found[3]) <= 12 < int(found[4])
