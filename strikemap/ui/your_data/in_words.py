"""What the importers say of a file, in the reader's language where it is a message of ours."""

from __future__ import annotations

import re

from strikemap.languages import DEFAULT, catalogue, language, marked
from strikemap.languages import gettext as _
from strikemap.markup import Safe, join, safe

TEMPLATES = (
    marked("The file's {column} could not be read: {done}."),
    marked("The file's {column} names another weekday than the day's; the day is kept."),
    marked("The file's {column} puts the day as about; it is kept."),
    marked("The file's {column} says more beside its number: {done}."),
    marked("the id stands in an earlier row already: {record}"),
    marked("id: no id can be made of {cell}"),
    marked("date_start: {cell} is after the day of the import, {day}"),
    marked("region: {cell} is no region that is known; write its name or code, as RU-BEL"),
    marked("coordinates: {cell} is no pair of degrees"),
    marked("{column}: {cell} is no number of degrees from {least} to {most}"),
    marked("{column}: {cell} looks like metres, which are read where a column crs says EPSG:3857"),
    marked(
        "place: no degrees and no region, and {cell} is no city, or none known by that name alone"
    ),
)
"""Sentences of the importers that name something of the file."""
DONE = (
    marked("it counts as unknown"),
    marked("it is left out"),
    marked("it is before the first day"),
    marked("it is before the incident"),
    marked("it is yet to come"),
    marked("it is more than the file's number of everyone, and is left out"),
    marked("it is not of its event type"),
    marked("it is neither 0 nor 1, and counts as not set"),
    marked("it is less than the least number given; both ends of the range are kept"),
    marked("it is no http(s) address and is left out"),
    marked("of several addresses the first is kept"),
    marked("the widest is taken"),
    marked("the row is placed by its region"),
    marked("the number is kept, and what stands in brackets is not counted by itself"),
)
"""What the importers do about a cell that can't be read."""
CONSTANT = (
    marked("place: no degrees, and no place or region that is known"),
    marked("where_prec: 7, international waters or airspace: no territory"),
    marked("where_prec: 6, the country alone, and it is not Russia: the territory can't be told"),
    marked("another number of cells than the header has; too many such rows to list them"),
)
_SENTENCES = re.compile(r"(?<=\.) (?=[A-Z])")


def in_words(said: str) -> str | None:
    """
    *said*, one or more sentences of the importers, in the language that is spoken.

    None where it is not known in that language: then it is English.  Raw text.
    """
    if language() == DEFAULT:
        return said
    if whole := _known(said):
        return whole
    parts = [_known(each) for each in _SENTENCES.split(said)]
    return " ".join(map(str, parts)) if all(parts) else None


def shown(said: str, *, limit: int) -> Safe:
    """`in_words` for HTML; what is English is marked as such."""
    words = in_words(said)
    if words is not None:
        return safe(words, limit=limit)
    return join(f'<span lang="{DEFAULT}">', safe(said, limit=limit), "</span>")


def _known(said: str) -> str | None:
    if not said:
        return None
    if _is_message(said):
        return _(said)
    for template in TEMPLATES:
        found = _pattern(template).fullmatch(said)
        if found and (done := found.groupdict().get("done", DONE[0])) in DONE:
            return _(template, **{**found.groupdict(), "done": _(done)})
    return None


def _is_message(said: str) -> bool:
    return catalogue(language()).gettext(said) != said


def _pattern(template: str) -> re.Pattern[str]:
    parts = re.split(r"\{(\w+)\}", template)
    return re.compile(
        "".join(f"(?P<{part}>.+?)" if at % 2 else re.escape(part) for at, part in enumerate(parts)),
        re.DOTALL,
    )
