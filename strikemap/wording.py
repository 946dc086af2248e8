"""Columns and codes of a collection as readers are told them: no field name reaches a page."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from babel import Locale

from strikemap.geography import region_name
from strikemap.model import TABLES
from strikemap.vocabularies import labels

COLUMNS: Mapping[str, str] = MappingProxyType(
    {
        "date_start": "first day",
        "date_end": "last day",
        "time_precision": "how exactly the day is known",
        "date_basis": "where the day comes from",
        "part_of_day": "part of the day",
        "sub_event_type": "kind of event",
        "place_local": "the place’s local name",
        "geo_precision": "how exactly the place is known",
        "merged_into": "what it was merged into",
        "same_as": "the same event in other collections",
        "covers_from": "first day covered",
        "covers_to": "last day covered",
        "covers_region": "region covered",
        "measure": "what is claimed",
        "covers_place": "place covered",
        "subject": "who or what is counted",
        "people": "of whom it speaks",
        "value_min": "least number",
        "value_max": "greatest number",
        "bound": "how the number is put",
        "certainty": "how sure",
        "relayed_by": "passed on by",
        "about": "about whom or what",
        "claimed_on": "day of the claim",
        "locator": "where in the source",
        "inferred": "what was inferred",
        "url": "address",
        "archived_url": "archived copy",
        "reprint_of": "reprint of",
        "what_changed": "what changed",
    }
)
"""What columns are called whose names are not words that a reader would use."""
_REGIONS = ("region", "covers_region")
_CHANGE = re.compile(r"(?P<column>[a-z_]+): (?P<cells>.*)", re.DOTALL)
_CELL = re.compile("“([^”]*)”")
_NAMES = re.compile(r"(?<![\w-])[a-z]+(?:_[a-z]+)+(?![\w-])")


def column_in_words(column: str) -> str:
    """What the column called *column* is called on pages, in lower case."""
    return COLUMNS.get(column, column.removesuffix("_id").replace("_", " "))


def counted(number: int, noun: str) -> str:
    """A number with its noun, which agrees with it: `1 source`, `1,204 sources`."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


@cache
def language_name(code: str) -> str:
    """The English name of a language by its ISO 639-1 code (CLDR); an unknown code as it is."""
    return str(Locale("en").languages.get(code, code))


@cache
def _terms() -> Mapping[str, Mapping[str, str]]:
    """For each column with a list of allowed values, the label of each."""
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
    curator wrote a sentence, names of columns and codes in it are replaced alike.
    """
    return "; ".join(_part_in_words(each) for each in what_changed.split("; "))


def _part_in_words(part: str) -> str:
    found = _CHANGE.fullmatch(part)
    if found and found["column"] in _columns():
        of = _terms().get(found["column"], {})
        named = region_name if found["column"] in _REGIONS else lambda code: of.get(code, code)
        cells = _CELL.sub(lambda cell: f"“{named(cell[1])}”", found["cells"])
        part = f"{column_in_words(found['column'])}: {cells}"
    return _NAMES.sub(_name_in_words, part)


def _name_in_words(found: re.Match[str]) -> str:
    name = found[0]
    if name in _columns():
        return column_in_words(name)
    return next((of[name] for of in _terms().values() if name in of), name)
