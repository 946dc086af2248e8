"""One column of text to its type, with the cells that have no such value."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from pandas.api.extensions import ExtensionArray

from strikemap.collection import day_columns
from strikemap.collection.bounds import MAX_FIELD_BYTES
from strikemap.collection.categories import ordered, words_of
from strikemap.collection.cell_faults import Fault, fault_at, shown, where
from strikemap.collection.writing import NUMBER_PATTERN, holds, holds_any
from strikemap.languages import Sentence, marked, sentence
from strikemap.table import Field

REPEATED = frozenset(
    (
        "about",
        "claimant_id",
        "covers_place",
        "covers_region",
        "inferred",
        "language",
        "locator",
        "merged_into",
        "place",
        "place_local",
        "publisher",
        "region",
        "relayed_by",
        "same_as",
        "source_id",
        "subject",
    )
)
"""Columns whose values come again and again, held as categoricals where they are no key."""

_MANIFOLD = frozenset(("date", "integer", "year-month-day prefix"))
"""Kinds whose values come again and again in any table."""

_INTEGER = r"^(0|-?[1-9][0-9]{0,8})$"
_URI = r"^https?://[^\s/?#]+\S*$"


def typed(field: Field, text: pa.Array, key: bool = False) -> tuple[pd.Series, list[Fault]]:
    """
    The column *field* of *text* (`large_string`, "" where empty), typed as `Collection` has it,
    and its faults.

    *text* may also be a dictionary of such: then each value is looked at once.  A cell at fault
    is empty in the column.  *key* says that the column is its table's key.
    """
    if isinstance(text, pa.DictionaryArray):
        return _spread(field, text, key)
    return _read(field, text, key) if holds_any(text) else blank(field, len(text), key)


def blank(field: Field, length: int, key: bool = False) -> tuple[pd.Series, list[Fault]]:
    """What `typed` gives of *length* empty cells: most columns of a small table hold no others."""
    cell, faults = _empty_cell(field, key, length > 0)
    everywhere = np.arange(length)
    series = pd.Series(cell.take(np.zeros(length, np.intp)))
    return series, [Fault(each.rule, everywhere, each.message) for each in faults]


@lru_cache(maxsize=512)
def _empty_cell(field: Field, key: bool, there: bool) -> tuple[ExtensionArray, list[Fault]]:
    """One empty cell of the column *field*, or, where none is *there*, none, typed."""
    series, faults = _read(field, pa.array([""] * there, pa.large_string()), key)
    return series.array, faults


def _read(field: Field, text: pa.Array, key: bool) -> tuple[pd.Series, list[Fault]]:
    faults = list(_cell_faults(field, text, key))
    reader = _integers if field.kind == "integer" else _READERS.get(field.kind)
    if reader is not None:
        series, found = reader(field, text)
    elif field.terms:
        series, found = _terms(field, text)
    else:
        series, found = _text(field, text, key)
    return series, faults + found


def repeats(field: Field, key: str) -> bool:
    """Whether the values of *field*, in a table whose key is *key*, come again and again."""
    if field.name == key:
        return False
    return bool(field.terms) or field.kind in _MANIFOLD or field.name in REPEATED


def _spread(field: Field, text: pa.DictionaryArray, key: bool) -> tuple[pd.Series, list[Fault]]:
    codes = text.indices.to_numpy()
    used = np.zeros(len(text.dictionary), bool)
    used[codes] = True
    series, faults = typed(field, text.dictionary.filter(pa.array(used)), key)
    codes = (np.cumsum(used) - 1)[codes]
    spread = []
    for each in faults:
        wrong = np.zeros(len(series), bool)
        wrong[each.positions] = True
        spread.append(Fault(each.rule, np.flatnonzero(wrong[codes]).astype(np.intp), each.message))
    return pd.Series(series.array.take(codes)), spread


def _cell_faults(field: Field, text: pa.Array, key: bool) -> Iterator[Fault]:
    lengths = pc.binary_length(text)
    shortest, longest = (each.as_py() for each in pc.min_max(lengths).values())
    if (field.required or key) and shortest == 0:
        empty = where(pc.equal(lengths, 0))
        yield from fault_at("required", empty, lambda _: _empty(field))
    if longest is not None and longest > MAX_FIELD_BYTES:
        why = sentence("more than {most} bytes in one cell; shorten it", most=MAX_FIELD_BYTES)
        yield from fault_at("size", where(pc.greater(lengths, MAX_FIELD_BYTES)), lambda _: why)
    if holds(text, b"\0"):
        nul = where(pc.match_substring(text, "\0"))
        held = sentence("holds a NUL character; remove it")
        yield from fault_at("encoding", nul, lambda _: held)


def _empty(field: Field) -> Sentence:
    if field.terms:
        return sentence("empty; write one of {codes}", codes=", ".join(field.codes))
    return sentence(_EMPTY.get(field.kind, marked("empty; write a value")))


_EMPTY: dict[str, str] = {
    "date": marked("empty; write a day, as 2023-05-31"),
    "integer": marked("empty; write a whole number"),
    "number": marked("empty; write a number"),
    "uri": marked("empty; write an address"),
}


def _instead(message: str, **named: object) -> Callable[[str], Sentence]:
    """A fault's words: *message* with the cell as `{value}`."""
    return lambda value: sentence(message, value=shown(value), **named)


_NOT_ALLOWED = marked("{value}; write one of {codes}")


def _terms(field: Field, text: pa.Array) -> tuple[pd.Series, list[Fault]]:
    codes = field.codes if field.required else ("", *field.codes)
    place = pc.index_in(text, value_set=pa.array(codes, pa.large_string()))
    wrong = where(pc.and_(pc.is_null(place), pc.greater(pc.binary_length(text), 0)))
    found = pc.fill_null(place, -1).to_numpy()
    values = pd.Categorical.from_codes(found, dtype=ordered(codes), validate=False)
    told = _instead(_NOT_ALLOWED, codes=", ".join(field.codes))
    return pd.Series(values), list(fault_at("allowed-value", wrong, told))


def _text(field: Field, text: pa.Array, key: bool) -> tuple[pd.Series, list[Fault]]:
    faults: list[Fault] = []
    if field.pattern:
        fits = pc.match_substring_regex(text, f"^(?:{field.pattern})$|^$")
        rule = "id-form" if key else "pattern"
        told = _instead(
            _ID_FORM if key else _PATTERN_WORDS.get(field.name, _OF_FORM), pattern=field.pattern
        )
        faults += fault_at(rule, where(pc.invert(fits)), told)
    if field.name in REPEATED and not key:
        return pd.Series(words_of(text)), faults
    return text.to_pandas(), faults


_ID_FORM = marked("{value}; write lower-case letters, digits and single hyphens")
_OF_FORM = marked("{value}; write a value of the form {pattern}")
_PATTERN_WORDS = {
    "region": marked("{value}; write an ISO 3166-2 code, as RU-BEL"),
    "covers_region": marked("{value}; write an ISO 3166-2 code, as RU-BEL"),
    "language": marked("{value}; write an ISO 639-1 code, as en"),
    "subject": marked(
        "{value}; write lower-case words joined by underscores, as apartment_building"
    ),
}


def _integers(field: Field, text: pa.Array) -> tuple[pd.Series, list[Fault]]:
    fits = pc.match_substring_regex(text, _INTEGER)
    wrong = where(pc.and_(pc.invert(fits), pc.greater(pc.binary_length(text), 0)))
    numbers = pc.cast(pc.if_else(fits, text, None), pa.int64())
    told = _instead(marked("{value}; write a whole number of at most 9 digits, as 4"))
    faults = list(fault_at("type", wrong, told))
    if field.terms:
        allowed = pc.is_in(numbers, value_set=pa.array([int(code) for code in field.codes]))
        other = where(pc.and_(fits, pc.invert(allowed)))
        told = _instead(_NOT_ALLOWED, codes=", ".join(field.codes))
        faults += fault_at("allowed-value", other, told)
        numbers = pc.if_else(allowed, numbers, None)
    faults += _range_faults(field, numbers)
    missing = pc.is_null(numbers).to_numpy(zero_copy_only=False)
    # Nine digits fit into 32 bits, the few allowed values into 8.
    small = np.int8 if field.terms else np.int32
    filled = pc.fill_null(numbers, 0).to_numpy(zero_copy_only=False)
    return pd.Series(pd.arrays.IntegerArray(filled.astype(small), missing.copy())), faults


def _numbers(field: Field, text: pa.Array) -> tuple[pd.Series, list[Fault]]:
    fits = pc.match_substring_regex(text, NUMBER_PATTERN)
    numbers = pc.cast(pc.if_else(fits, text, None), pa.float64())
    finite = pc.fill_null(pc.is_finite(numbers), False)
    wrong = where(pc.and_(pc.invert(finite), pc.greater(pc.binary_length(text), 0)))
    told = _instead(marked("{value}; write a finite number with a point, as 50.4134"))
    faults = list(fault_at("type", wrong, told))
    numbers = pc.if_else(finite, numbers, None)
    faults += _range_faults(field, numbers)
    values = pc.fill_null(numbers, np.nan).to_numpy(zero_copy_only=False)
    return pd.Series(values + 0.0), faults


def _range_faults(field: Field, numbers: pa.Array) -> Iterator[Fault]:
    if field.minimum is not None:
        low = where(pc.fill_null(pc.less(numbers, field.minimum), False))
        told = marked("{value} is too small; write {least} or more")
        yield from fault_at("range", low, _instead(told, least=str(field.minimum)))
    if field.maximum is not None:
        high = where(pc.fill_null(pc.greater(numbers, field.maximum), False))
        told = marked("{value} is too large; write {most} or less")
        yield from fault_at("range", high, _instead(told, most=str(field.maximum)))


def _days(field: Field, text: pa.Array) -> tuple[pd.Series, list[Fault]]:
    known, faults = day_columns.days(text)
    return pd.Series(known), faults


def _prefixes(field: Field, text: pa.Array) -> tuple[pd.Series, list[Fault]]:
    return pd.Series(words_of(text)), day_columns.prefix_faults(text)


def _addresses(field: Field, text: pa.Array) -> tuple[pd.Series, list[Fault]]:
    fits = pc.match_substring_regex(text, _URI + "|^$")
    told = _instead(marked("{value}; write an address that begins with https:// or http://"))
    faults = list(fault_at("type", where(pc.invert(fits)), told))
    return text.to_pandas(), faults


_READERS: dict[str, Callable[[Field, pa.Array], tuple[pd.Series, list[Fault]]]] = {
    "number": _numbers,
    "date": _days,
    "year-month-day prefix": _prefixes,
    "uri": _addresses,
}
