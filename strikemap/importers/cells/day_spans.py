"""A span of days in one cell: `1–3 March 2024`, `2024-03-01/2024-03-03`, `с 1 по 3 марта 2024`."""

from __future__ import annotations

import re
from dataclasses import replace

from strikemap.collection.cell_faults import shown
from strikemap.importers.cells import day_forms, day_phrases, ordinal_days
from strikemap.importers.cells.day_forms import Said
from strikemap.languages import sentence

_FROM = r"(?:(?:from|between|с|со|з|із|від)\s+)?"
_TO = r"(?:\s*(?:[–—~…→]|\.\.\.?)\s*|\s+-\s+|\s+(?:to|till|until|through|по|до)\s+)"
_OF_ONE_MONTH = re.compile(
    rf"{_FROM}(?P<one>\d{{1,2}})(?:{_TO}|\s*-\s*)(?P<two>\d{{1,2}})(?P<rest>(?:\s|[.,-])*[^\W\d_].*)",
    re.IGNORECASE,
)
_MONTH_FIRST = re.compile(
    r"(?P<month>[^\W\d_]+)\.?\s+(?P<one>\d{1,2})\s*[-–—]\s*(?P<two>\d{1,2})(?P<rest>,?\s+\d{4})"
)
_DOTTED = re.compile(
    r"(?P<one>\d{1,2}\.\d{1,2})\.?\s*[-–—]\s*(?P<two>\d{1,2}\.\d{1,2}\.)(?P<year>\d{4}|\d{2})"
)
_LAST_DOTTED = re.compile(
    r"(?P<one>\d{1,2})\.?\s*[-–—]\s*(?P<two>\d{1,2})(?P<rest>\.\d{1,2}\.(?:\d{4}|\d{2}))"
)
_ISO_SHORT = re.compile(r"(?P<month>\d{4}-\d{2}-)(?P<one>\d{2})[/–—](?P<two>\d{2})")
_NEXT_DAYS = re.compile(
    r"(?P<one>\d{1,2})\s*(?:[/,&]|\s(?:and|и|і|та)\s)\s*(?P<two>\d{1,2})(?P<rest>\s+[^\W\d_].*)",
    re.IGNORECASE,
)
_NEIGHBOURS = re.compile(
    r"(?P<one>\d.*?)\s*(?:[,;&/]|\s(?:and|и|і|та)\s)\s*(?P<two>\d.*)|"
    r"(?P<one_named>[^\W\d_]+\s+\d{1,2})\s*(?:[,;&/]|\s(?:and|и|і|та)\s)\s*(?P<two_named>[^\W\d_]+\s.*)",
    re.IGNORECASE,
)
"""Two days that follow each other, each by itself: `31 May and 1 June 2023`."""
_BOTH = re.compile(
    rf"{_FROM}(?P<one>.+?)(?:{_TO}|/|(?<=\d)-(?=\d\d?\.\d))(?P<two>.+)", re.IGNORECASE
)
_IN_FULL = re.compile(
    r"(?P<one>(?:\d{1,2}(?P<mark>[./])){2}\d{2,4})\s*[-–—]\s*(?P<two>(?:\d{1,2}(?P=mark)){2}\d{2,4})"
)
_YEAR = re.compile(r"\d{4}")
_ORDINAL = re.compile(r"(?<=\d)(?:st|nd|rd|th)\b", re.IGNORECASE)
MAX_CHARACTERS = 100
"""No span of days is longer, and what is longer is not looked through."""


def said(text: str, first: frozenset[str]) -> Said:
    """
    What *text* says of a day, or of the first and last of several; see `day_forms.said`.

    Raises:
        ValueError: it says no days, or may say several; the message says what would be right.
    """
    plain = " ".join(text.split())
    if len(plain) > MAX_CHARACTERS:
        return day_forms.said(text, first)
    bare, is_about = day_phrases.bare(_ORDINAL.sub("", ordinal_days.in_digits(plain)))
    try:
        found = _said(bare, first, text)
    except ValueError:
        if (rest := day_phrases.without_note(bare)) == bare:
            raise
        found = replace(_said(rest, first, text), is_noted=True)
    return replace(found, is_about=True) if is_about else found


def _said(text: str, first: frozenset[str], whole: str) -> Said:
    try:
        return day_forms.said(text, first)
    except ValueError as error:
        for one, two in _halves(text):
            # One hand wrote both: what one of them rules out, the other doesn't mean.
            both = [frozenset(day_forms.readings(each)[1]) or first for each in (one, two)]
            order = (first & both[0] & both[1]) or first
            try:
                begun, ended = day_forms.said(one, order), day_forms.said(two, order)
            except ValueError:
                continue
            # The days of times with a zone are those at the place, and are not known here.
            if begun.instant is ended.instant is None and begun.first <= ended.last:
                return Said(begun.first, ended.last)
        if (two_days := _neighbours(text, first)) is not None:
            return two_days
        try:
            wide = day_phrases.said(text, lambda rest: _said(rest, first, whole))
        except (ValueError, OverflowError):
            wide = None
        if wide is not None:
            return wide
        if side := day_phrases.one_sided(text, lambda rest: _said(rest, first, whole)):
            raise ValueError(sentence(side, cell=shown(whole))) from error
        if text == " ".join(whole.split()) or len(whole) > MAX_CHARACTERS:
            raise
        told = sentence("{cell} is no date that is read; write 2025-05-16", cell=shown(whole))
        raise ValueError(told) from error


def _neighbours(text: str, first: frozenset[str]) -> Said | None:
    """Two days in full of which the second is the next; of others, which is meant is not known."""
    found = _NEIGHBOURS.fullmatch(text) if len(text) <= MAX_CHARACTERS else None
    if found is None:
        return None
    one, two = found["one"] or found["one_named"], found["two"] or found["two_named"]
    year = _YEAR.search(two)
    mark = "." if re.fullmatch(r"\d{1,2}\.\d{1,2}", one) else " "
    for begun in (one, f"{one}{mark}{year[0]}" if year else one):
        try:
            days = day_forms.said(begun, first), day_forms.said(two, first)
        except ValueError:
            continue
        if (
            all(each.first == each.last and each.instant is None for each in days)
            and (days[1].first - days[0].first).days == 1
        ):
            return Said(days[0].first, days[1].first)
    return None


def _halves(text: str) -> list[tuple[str, str]]:
    """The first and the last day, each in full, as *text* may be parted."""
    if len(text) > MAX_CHARACTERS:
        return []
    if found := _OF_ONE_MONTH.fullmatch(text):
        return [(found["one"] + found["rest"], found["two"] + found["rest"])]
    if found := _MONTH_FIRST.fullmatch(text):
        month, rest = found["month"], found["rest"]
        return [(f"{month} {found['one']}{rest}", f"{month} {found['two']}{rest}")]
    if found := _LAST_DOTTED.fullmatch(text):
        return [(found["one"] + found["rest"], found["two"] + found["rest"])]
    if found := _ISO_SHORT.fullmatch(text):
        return [(found["month"] + found["one"], found["month"] + found["two"])]
    # Of days that do not follow each other, which is meant is not known.
    found = _NEXT_DAYS.fullmatch(text)
    if found and int(found["two"]) == int(found["one"]) + 1:
        return [(found["one"] + found["rest"], found["two"] + found["rest"])]
    if found := _DOTTED.fullmatch(text):
        year = found["year"]
        return [(f"{found['one']}.{year}", found["two"] + year)]
    if found := _IN_FULL.fullmatch(text) or _BOTH.fullmatch(text):
        one, two = found["one"], found["two"]
        year = _YEAR.search(two)
        # “28 February – 2 March 2024”: the year stands once.
        return [(one, two)] + ([(f"{one} {year[0]}", two)] if year else [])
    return []
