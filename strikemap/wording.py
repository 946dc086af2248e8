"""Columns and codes of a collection as readers are told them: no field name reaches a page."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache
from types import MappingProxyType

from babel import Locale

from strikemap.geography import region_name
from strikemap.languages import DEFAULT, LOCALES, language, marked, ngettext, pgettext, speaking
from strikemap.languages import gettext as _
from strikemap.markup import Safe, as_written, spoken
from strikemap.model import TABLES
from strikemap.subjects import subject_in_words
from strikemap.vocabularies import MEASURES, labels

COLUMNS: Mapping[str, str] = MappingProxyType(
    {
        "date_start": marked("first day"),
        "date_end": marked("last day"),
        "time_precision": marked("how exactly the day is known"),
        "date_basis": marked("where the day comes from"),
        "part_of_day": marked("part of the day"),
        "sub_event_type": marked("kind of event"),
        "place_local": marked("the place’s local name"),
        "geo_precision": marked("how exactly the place is known"),
        "merged_into": marked("what it was merged into"),
        "same_as": marked("the same event in other collections"),
        "covers_from": marked("first day covered"),
        "covers_to": marked("last day covered"),
        "covers_region": marked("region covered"),
        "measure": marked("what is claimed"),
        "covers_place": marked("place covered"),
        "subject": marked("who or what is counted"),
        "people": marked("of whom it speaks"),
        "value_min": marked("least number"),
        "value_max": marked("greatest number"),
        "bound": marked("how the number is put"),
        "certainty": marked("how sure"),
        "relayed_by": marked("passed on by"),
        "about": marked("about whom or what"),
        "claimed_on": marked("day of the claim"),
        "locator": marked("where in the source"),
        "inferred": marked("what was inferred"),
        "url": marked("address"),
        "archived_url": marked("archived copy"),
        "reprint_of": marked("reprint of"),
        "what_changed": marked("what changed"),
        "incident_id": marked("incident"),
        "title": marked("title"),
        "summary": marked("summary"),
        "event_type": marked("event type"),
        "weapon": marked("weapon"),
        "target": marked("target"),
        "place": marked("place"),
        "region": marked("region"),
        "territory": marked("territory"),
        "latitude": marked("latitude"),
        "longitude": marked("longitude"),
        "status": marked("status"),
        "claim_id": marked("claim"),
        "statement": marked("statement"),
        "claimant_id": marked("claimant"),
        "source_id": marked("source"),
        "supersedes": marked("supersedes"),
        "name": marked("name"),
        "type": marked("type"),
        "side": marked("side"),
        "origin": marked("origin"),
        "rank": marked("rank"),
        "publisher": marked("publisher"),
        "published": marked("published"),
        "accessed": marked("accessed"),
        "language": marked("language"),
        "kind": marked("kind"),
        "note": marked("note"),
        "date": marked("date"),
        "record": marked("record"),
        "why": marked("why"),
        "version": marked("version"),
    }
)
"""What each column of a collection is called, in English."""
_NAMED: Mapping[str, Callable[[str], str]] = MappingProxyType(
    {"region": region_name, "covers_region": region_name, "subject": subject_in_words}
)
"""What says the cells of a column whose codes no list of values has."""
_CHANGE = re.compile(r"(?P<column>[a-z_]+): (?P<cells>.*)", re.DOTALL)
_BETWEEN = re.compile("; (?![^“]*”)")
"""What parts two changes, outside of cells."""
_BECAME = re.compile(r"(?P<old>“[^”]*”|[\w.:-]+) became (?P<new>“[^”]*”|[\w.:-]+)")
_DONE = re.compile(r"(?P<column>[a-z_]+) (?P<done>filled in|rewritten|emptied)")
_CELL = re.compile("“([^”]*)”")
_NAMES = re.compile(r"(?<![\w-])[a-z]+(?:_[a-z]+)+(?![\w-])")


def column_in_words(column: str) -> str:
    """What the column called *column* is called on pages, in lower case."""
    known = COLUMNS.get(column)
    return _(known) if known else column.removesuffix("_id").replace("_", " ")


def incidents(count: int) -> str:
    """`1 incident`, `1,204 incidents`."""
    return ngettext("{count} incident", "{count} incidents", count)


def incidents_in_view(count: int) -> str:
    """`1 incident in view`, `1,204 incidents in view`."""
    return ngettext("{count} incident in view", "{count} incidents in view", count)


def claims(count: int) -> str:
    """`1 claim`, `1,204 claims`."""
    return ngettext("{count} claim", "{count} claims", count)


def regions(count: int) -> str:
    """`1 region`, `1,204 regions`."""
    return ngettext("{count} region", "{count} regions", count)


def measure(code: str) -> str:
    """What the measure *code* is called within a sentence: `killed`."""
    return labels(MEASURES)[code].lower()


_ORIGINS: Mapping[str, str] = MappingProxyType(
    {"russian-state": marked("Russian state"), "ukrainian-state": marked("Ukrainian state")}
)
"""The origins that each collection of this war has, in English."""


def origin(code: str) -> str:
    """What the origin *code* is called: one that has no words here by its own, as a name."""
    known = _ORIGINS.get(code)
    return _(known) if known else code.replace("-", " ").capitalize()


def shortened(text: str, limit: int) -> str:
    """*text*, where it is longer than *limit* characters cut with an ellipsis.  Raw text."""
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"


def nested(text: str) -> str:
    """*text* as it stands in the quotation marks of the language: its own become the inner ones."""
    outer = _("“{cell}”", cell="")
    inner = "„“" if outer == "«»" else "‘’"
    return text.translate(str.maketrans(outer, inner))


def quoted_title(title: object, language: str) -> Safe:
    """
    The *title* of a page in *language* (ISO 639) in quotation marks, with its language.

    One that a curator wrote in English, as `[A blast in Bryansk]`, is no Russian for its page's
    being in Russian.
    """
    text = nested(str(title))
    is_english = language in _CYRILLIC and not re.search("[\u0400-\u052f]", text)
    return Safe(_("“{cell}”", cell=as_written(text) if is_english else spoken(text, language)))


_CYRILLIC = ("ru", "uk", "bg")
"""Languages of pages that are not written in Latin letters."""


def claimants(count: int) -> str:
    """`1 claimant`, `1,204 claimants`."""
    return ngettext("{count} claimant", "{count} claimants", count)


def sources(count: int) -> str:
    """`1 source`, `1,204 sources`."""
    return ngettext("{count} source", "{count} sources", count)


def _terms() -> Mapping[str, Mapping[str, str]]:
    """For each column with a list of allowed values, the label of each."""
    return _terms_in(language())


@cache
def _terms_in(spoken: str) -> Mapping[str, Mapping[str, str]]:
    with speaking(spoken):
        return _labels_by_column()


def _labels_by_column() -> Mapping[str, Mapping[str, str]]:
    return {
        field.name: labels(field.terms)
        for table in TABLES.values()
        for field in table.fields
        if field.terms
    }


@cache
def _columns() -> frozenset[str]:
    return frozenset(field.name for table in TABLES.values() for field in table.fields)


def change_in_words(what_changed: str) -> str:
    """
    A correction's account with its columns and codes as readers are told them.  Raw text.

    `weapon: “small_arms” became “drone”` is what `python -m strikemap release` writes; where a
    curator wrote a sentence, it stays English, with names of columns and codes replaced alike.
    """
    return "; ".join(_part_in_words(each) for each in _BETWEEN.split(what_changed))


def with_full_stop(text: str) -> str:
    """*text*, ended as a sentence where it isn't, so that another can follow it."""
    return text if text.endswith((".", "!", "?", ".”", ".»")) else f"{text}."


def _part_in_words(part: str) -> str:
    found = _CHANGE.fullmatch(part)
    if found and found["column"] in _columns():
        name, cells = found["column"], found["cells"]
        became = _BECAME.fullmatch(cells)
        told = _became(became["old"], became["new"], name) if became else _curators(cells, name)
        return f"{column_in_words(name)}: {told}"
    if (found := _DONE.fullmatch(part)) and found["column"] in _columns():
        return _done(found["column"], found["done"])
    return _curators(part)


def _curators(text: str, column: str = "") -> str:
    """What a curator wrote of *column*, with codes in words: in English, as the rest of it."""
    with speaking(DEFAULT):
        said = _CELL.sub(lambda cell: _cell(cell[0], column), text) if column else text
        return _NAMES.sub(_name_in_words, said)


def _became(old: str, new: str, column: str) -> str:
    return _("{old} became {new}", old=_cell(old, column), new=_cell(new, column))


def _cell(written: str, column: str) -> str:
    """A cell of *column* as a reader is told it, in quotation marks where it is *written* so."""
    if written == "empty":
        return pgettext("cell", "empty")
    code = written.removeprefix("“").removesuffix("”")
    told = _NAMED[column](code) if column in _NAMED else _terms().get(column, {}).get(code, code)
    return _("“{cell}”", cell=nested(told)) if written.startswith("“") else told


def _done(column: str, done: str) -> str:
    what = _("inference") if column == "inferred" else column_in_words(column)
    if done == "filled in":
        return _("{column} filled in", column=what)
    return (
        _("{column} rewritten", column=what)
        if done == "rewritten"
        else _("{column} emptied", column=what)
    )


def _name_in_words(found: re.Match[str]) -> str:
    name = found[0]
    if name in _columns():
        return column_in_words(name)
    return next((of[name] for of in _terms().values() if name in of), name)


def language_name(code: str) -> str:
    """The name of a language by its ISO 639-1 code (CLDR); an unknown code as it is."""
    return _names(language()).get(code, code)


@cache
def _names(spoken: str) -> Mapping[str, str]:
    return dict(Locale.parse(LOCALES[spoken]).languages)
