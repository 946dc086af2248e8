"""
What others counted for the days and places that a collection covers, as printed.

A collection may hold `other_counts.csv` beside its tables: each row a number that a newspaper, an
office or a project published, by which rule, and why it differs from the collection's own.  It is
no claim and enters no sum; the collection's content hash does not know it.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from strikemap import dates
from strikemap.cache import cached
from strikemap.languages import marked, quoted, sentence, sentence_of, sentences
from strikemap.markup import Safe, link_to
from strikemap.side_files import MOST_BYTES, OTHER_COUNTS, Beside, SideFile, too_large
from strikemap.table import Field
from strikemap.vocabularies import BOUNDS, TERRITORIES, WEAPONS, Term

FILE, MAX_BYTES = OTHER_COUNTS, MOST_BYTES[OTHER_COUNTS]
KINDS = (
    Term("attacks", "attacks"),
    Term("munitions", "shells and other munitions"),
    Term("days", "days with an attack"),
    Term("killed", "people killed"),
    Term("injured", "people injured"),
)
"""What is counted: the values of `what`."""
FIELDS = (
    Field("count_id", "string", "Permanent, readable id of the number.", True),
    Field("counted_by", "string", "Who counted.", True),
    Field("what", "string", "What is counted.", True, KINDS),
    Field("value_min", "integer", "The number, or the least of its range."),
    Field("value_max", "integer", "The number, or the most of its range."),
    Field("bound", "string", "How the number is put.", True, BOUNDS),
    Field("covers_from", "date", "The first day counted.", True),
    Field("covers_to", "date", "The last day counted.", True),
    Field("covers_region", "string", "The region counted, where it is one."),
    Field(
        "territory", "string", "The territory counted; empty where both are.", False, TERRITORIES
    ),
    Field("weapons", "string", "The weapons counted, where not all are, with ; between them."),
    Field("rule", "string", "How they count, in own words.", True),
    Field("why_differs", "string", "Why the collection has another number, in own words.", True),
    Field("publisher", "string", "Who printed the number.", True),
    Field("title", "string", "The page’s title; in square brackets where described.", True),
    Field("url", "uri", "The page’s address; where empty, the note says why."),
    Field("archived_url", "uri", "A copy of the page that was looked at."),
    Field("published", "date", "The day of printing; empty where the page shows none."),
    Field("accessed", "date", "The day on which the page was read.", True),
    Field("language", "string", "The page’s language, ISO 639-1."),
    Field("note", "string", "What else a reader of the number should know."),
)
"""The columns of the file."""
COLUMNS = tuple(field.name for field in FIELDS)
WORDED = ("counted_by", "rule", "why_differs")
"""The columns whose texts a collection may hold in another language."""
_TEXTS = (
    "count_id", "counted_by", "what", "bound", "covers_region", "territory", "rule",
    "why_differs", "publisher", "title", "url", "archived_url", "language", "note",
)  # fmt: skip
MAX_VALUE = 10**9
_FILLED: Mapping[str, tuple[bool, bool]] = {
    "exact": (True, True),
    "about": (True, True),
    "at_least": (True, False),
    "up_to": (False, True),
}
"""Whether the least and the most are filled, by bound."""


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a cell, by the file's row (1 is the header, 0 the whole file)."""

    row: int
    column: str
    message: str


@dataclass(frozen=True, slots=True)
class OtherCount:
    """One number that others published, and its row in the file.  Texts are raw."""

    row: int
    count_id: str
    counted_by: str
    what: str
    value_min: int | None
    value_max: int | None
    bound: str
    covers_from: date
    covers_to: date
    covers_region: str
    territory: str
    weapons: tuple[str, ...]
    rule: str
    why_differs: str
    publisher: str
    title: str
    url: str
    archived_url: str
    published: date | None
    accessed: date
    language: str
    note: str


@dataclass(frozen=True, slots=True)
class OtherCounts:
    """The rows of a file that hold, and what is wrong with the others."""

    counts: tuple[OtherCount, ...] = ()
    faults: tuple[Fault, ...] = ()


def parsed(contents: bytes) -> OtherCounts:
    """The counts in a CSV of `COLUMNS`; a row with a fault takes nothing from the others."""
    if len(contents) > MAX_BYTES:
        return _unread(too_large(len(contents), MAX_BYTES))
    try:
        rows = csv.reader(io.StringIO(contents.decode("utf-8-sig"), newline=""), strict=True)
        lines = list(rows)
    except (UnicodeDecodeError, csv.Error) as error:
        return _unread(sentence("it is no CSV in UTF-8: {fault}", fault=str(error)))
    if tuple(lines[0] if lines else ()) != COLUMNS:
        told = sentence("the columns are not {columns}", columns=", ".join(COLUMNS))
        return _unread(told, 1)
    found: dict[str, OtherCount] = {}
    faults: list[Fault] = []
    for number, line in enumerate(lines[1:], 2):
        if len(line) != len(COLUMNS):
            told = sentences(
                "{count} cells; write {width}",
                "{count} cells; write {width}",
                len(line),
                count=str(len(line)),
                width=str(len(COLUMNS)),
            )
            faults.append(Fault(number, "", told))
            continue
        of = dict(zip(COLUMNS, line, strict=True))
        wrong = _wrong(number, of)
        if of["count_id"] in found:
            again = sentence("an earlier row has this id; write another")
            wrong.append(Fault(number, "count_id", again))
        faults += wrong
        if not wrong:
            found[of["count_id"]] = _count(number, of)
    return OtherCounts(tuple(found.values()), tuple(faults))


def _unread(why: str, row: int = 0) -> OtherCounts:
    return OtherCounts(faults=(Fault(row, "", why),))


def _wrong(number: int, of: Mapping[str, str]) -> list[Fault]:
    """What is wrong with the cells of one row."""
    told: list[Fault] = []

    def hold(column: str, is_right: bool, message: str, **named: str) -> None:
        if not is_right:
            message = sentence(message, value=quoted(of[column][:40]), **named)
            told.append(Fault(number, column, message))

    for column in ("count_id", "counted_by", "rule", "why_differs", "publisher", "title"):
        hold(column, bool(of[column].strip()), marked("{value}: fill it"))
    for column, terms in (("what", KINDS), ("bound", BOUNDS)):
        codes = [term.code for term in terms]
        one = marked("{value}: write one of {codes}")
        hold(column, of[column] in codes, one, codes=", ".join(codes))
    territories = [term.code for term in TERRITORIES]
    one = marked("{value}: write one of {codes}, or none")
    hold("territory", of["territory"] in ("", *territories), one, codes=", ".join(territories))
    known = {term.code for term in WEAPONS}
    listed = marked("{value}: write codes of weapons, `;` between")
    hold("weapons", set(_listed(of["weapons"])) <= known, listed)
    for column in ("value_min", "value_max"):
        whole = marked("{value}: write a whole number")
        hold(column, not of[column] or _whole(of[column]) is not None, whole)
    filled = bool(of["value_min"]), bool(of["value_max"])
    unlike = marked("{value}: it does not go with these values")
    hold("bound", _FILLED.get(of["bound"], filled) == filled, unlike)
    least, most = _whole(of["value_min"]), _whole(of["value_max"])
    is_range = least is None or most is None or least <= most
    hold("value_max", is_range, marked("{value}: write no less than value_min"))
    for column in ("covers_from", "covers_to", "accessed", "published"):
        is_day = _read(dates.day, of[column]) is not None
        may_lack = column == "published" and not of[column]
        hold(column, is_day or may_lack, marked("{value}: write 2023-05-31"))
    first, last = (_read(dates.day, of[column]) for column in ("covers_from", "covers_to"))
    is_span = first is None or last is None or first <= last
    hold("covers_to", is_span, marked("{value}: write no earlier day"))
    for column in ("url", "archived_url"):
        empty = not of[column] and (column == "archived_url" or bool(of["note"]))
        is_link = empty or link_to(of[column], Safe("")) is not None
        hold(column, is_link, marked("{value}: write an http(s) address"))
    return told


def _listed(text: str) -> tuple[str, ...]:
    return tuple(text.split(";")) if text else ()


def _whole(text: str) -> int | None:
    is_number = text.isascii() and text.isdecimal() and len(text) <= len(str(MAX_VALUE))
    return int(text) if is_number else None


def _read(read: Callable[[str], date], text: str) -> date | None:
    try:
        return read(text)
    except ValueError:
        return None


def _count(number: int, of: Mapping[str, str]) -> OtherCount:
    return OtherCount(
        row=number,
        value_min=_whole(of["value_min"]),
        value_max=_whole(of["value_max"]),
        covers_from=dates.day(of["covers_from"]),
        covers_to=dates.day(of["covers_to"]),
        weapons=_listed(of["weapons"]),
        published=_read(dates.day, of["published"]),
        accessed=dates.day(of["accessed"]),
        **{column: of[column] for column in _TEXTS},
    )


def read(beside: Beside) -> OtherCounts:
    """What others counted, of the files *beside* a collection's tables; nothing without one."""
    return _read_file(beside[FILE]) if FILE in beside else OtherCounts()


@cached
def _read_file(file: SideFile) -> OtherCounts:
    try:
        return parsed(file.read())
    except ValueError as error:
        return _unread(sentence_of(error))
