"""One column of text to its type."""

import math
import re
from datetime import date

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest

from strikemap.collection import columns
from strikemap.collection.cell_faults import shown
from strikemap.model import CLAIMS, INCIDENTS, SOURCES, TABLES
from strikemap.table import Field


def _text(*values: str) -> pa.Array:
    return pa.array(values, pa.large_string())


def _faults(field: Field, *values: str) -> list[tuple[str, list[int]]]:
    _, faults = columns.typed(field, _text(*values))
    return [(each.rule, each.positions.tolist()) for each in faults]


@pytest.mark.parametrize(
    ("table", "name", "value", "rule"),
    [
        (INCIDENTS, "latitude", "NaN", "type"),
        (INCIDENTS, "latitude", "inf", "type"),
        (INCIDENTS, "latitude", "1e999", "type"),
        (INCIDENTS, "latitude", "50,4", "type"),
        (INCIDENTS, "latitude", "90.01", "range"),
        (INCIDENTS, "longitude", "-181", "range"),
        (INCIDENTS, "date_start", "0000-01-01", "date"),
        (INCIDENTS, "date_start", "99999-01-01", "date"),
        (INCIDENTS, "date_start", "1023-01-01", "date"),
        (INCIDENTS, "date_start", "2023-05", "date"),
        (INCIDENTS, "date_start", "2023-02-30", "date"),
        (INCIDENTS, "time_precision", "4", "allowed-value"),
        (INCIDENTS, "weapon", "Drone", "allowed-value"),
        (INCIDENTS, "region", "BEL", "pattern"),
        (INCIDENTS, "title", "a\0b", "encoding"),
        (INCIDENTS, "title", "", "required"),
        (CLAIMS, "claimed_on", "2023-13", "date"),
        (CLAIMS, "value_min", "-1", "range"),
        (CLAIMS, "value_min", "007", "type"),
        (CLAIMS, "value_min", "99999999999999999999", "type"),
        (CLAIMS, "value_min", "1.5", "type"),
        (SOURCES, "url", "javascript:alert(1)", "type"),
        (SOURCES, "url", "https://", "type"),
        (SOURCES, "url", "https://example.org/a b", "type"),
    ],
)
def test_cell_at_fault_is_named_by_its_rule(
    table: object, name: str, value: str, rule: str
) -> None:
    """Each value that has no such type is one fault, at its position."""
    field = table.field(name)  # type: ignore[attr-defined]
    good = {"date": "2023-05-31", "number": "1", "integer": "1"}.get(field.kind, "")
    good = good or (field.codes[0] if field.terms else "a" if field.required else "")

    assert [(rule, [1])] == _faults(field, good, value, good)


def test_numbers_are_floats_and_empty_is_nan() -> None:
    """A column of numbers is float64; an empty cell is not a number, never zero."""
    series, _ = columns.typed(INCIDENTS.field("latitude"), _text("-0", "", "1e1"))

    assert np.float64 == series.dtype
    assert [str(each) for each in series] == ["0.0", "nan", "10.0"]


def test_whole_numbers_are_nullable() -> None:
    """A column of whole numbers keeps empty apart from zero."""
    series, _ = columns.typed(CLAIMS.field("value_min"), _text("0", ""))

    assert series.dtype == "Int32"
    assert series.isna().tolist() == [False, True]


def test_allowed_values_are_ordered_categories() -> None:
    """Allowed values come in the model's order; an optional column has "" before them."""
    series, _ = columns.typed(CLAIMS.field("bound"), _text("up_to", ""))

    assert series.cat.categories.tolist() == ["", "exact", "about", "at_least", "up_to"]
    assert series.cat.ordered


def test_repeated_text_is_a_sorted_categorical() -> None:
    """Categories of repeated text do not depend on the order of rows."""
    series, _ = columns.typed(INCIDENTS.field("place"), _text("b", "a", "b"))

    assert series.cat.categories.tolist() == ["a", "b"]
    assert series.tolist() == ["b", "a", "b"]


def test_days_are_seconds_since_the_epoch() -> None:
    """Days are datetime64[s], so that no year of ours overflows."""
    series, _ = columns.typed(INCIDENTS.field("date_end"), _text("2023-05-31"))

    assert str(series.dtype) == "datetime64[s]"


def test_messages_show_no_unprintable_character() -> None:
    """What a message quotes is one line, with marks of direction escaped."""
    assert "\\u202e" in shown("a\u202eb")
    assert len(shown("x" * 500)) < 70


CELLS = (
    "", "0", "-0", "1", "2", "3", "4", "-1", "007", "1.5", "999999999", "1000000000", "-999999999",
    "90", "90.0", "90.01", "-90", "-90.5", "180", "-180", "180.1", "-180.5", "1e2", "1E+2", "1e999",
    "1e1000", "NaN", "inf", "50,4", ".5", "5.", " 1", "+1", "2023", "2023-05", "2023-13", "1899",
    "1900", "2100-12", "2101", "2023-05-31", "2023-02-30", "1899-12-31", "1900-01-01", "2100-12-31",
    "2101-01-01", "active", "drone", "Drone", "exact", "unknown", "Battles", "RU-BEL", "RU-XYZW",
    "UA-09", "ru", "rus", "a", "a-b", "a--b", "-a", "a_b", "_a", "https://a.b/c?d#e", "http://a",
    "ftp://a", "https://", "https://a b", "https:///a", "a\0b", "a\n", "\n", "é", "Ж" * 30,
    "Ж" * 31, "x" * 60, "x" * 61,
)  # fmt: skip
MOST = 60
"""Bytes that a cell may have in the test below."""
NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]{1,3})?")


def plainly(field: Field, cell: str, key: bool) -> tuple[object, dict[str, str]]:
    """The value of a *cell*, None where it has none, and what its faults' messages say, by rule."""
    faults = {}
    if len(cell.encode()) > MOST:
        faults["size"] = f"more than {MOST} bytes"
    if "\0" in cell:
        faults["encoding"] = "NUL"
    if not cell:
        if field.required or key:
            faults["required"] = ", ".join(field.codes) or "empty; write a"
        is_text = field.kind in ("string", "uri", "year-month-day prefix")
        return ("" if is_text and not (field.terms and field.required) else None), faults
    if field.kind == "integer":
        if not re.fullmatch("0|-?[1-9][0-9]{0,8}", cell):
            return None, faults | {"type": "a whole number of at most 9 digits"}
        return _within(field, cell, int(cell), faults)
    if field.kind == "number":
        if not NUMBER.fullmatch(cell) or math.isinf(float(cell)):
            return None, faults | {"type": "a finite number"}
        return _within(field, cell, float(cell), faults)
    if field.kind == "date":
        try:
            found = date.fromisoformat(cell)
        except ValueError:
            return None, faults | {"date": ""}
        if not 1900 <= found.year <= 2100:
            return None, faults | {"date": f"year {found.year}; write a year from 1900 to 2100"}
        return found, faults
    if field.kind == "year-month-day prefix":
        try:
            found = date.fromisoformat(cell + "-01-01"[: 10 - len(cell)])
        except ValueError:
            return cell, faults | {"date": ""}
        if not 1900 <= found.year <= 2100:
            faults["date"] = f"year {found.year}; write a year from 1900 to 2100"
    elif field.kind == "uri":
        if not re.fullmatch(r"https?://[^\s/?#]\S*", cell):
            faults["type"] = "an address that begins with https:// or http://"
    elif field.terms:
        if cell not in field.codes:
            return None, faults | {"allowed-value": ", ".join(field.codes)}
    elif field.pattern and not re.fullmatch(field.pattern, cell):
        faults["id-form" if key else "pattern"] = "; write "
    return cell, faults


def _within(
    field: Field, cell: str, number: float, faults: dict[str, str]
) -> tuple[object, dict[str, str]]:
    if field.terms and cell not in field.codes:
        return None, faults | {"allowed-value": ", ".join(field.codes)}
    if field.minimum is not None and number < field.minimum:
        faults["range"] = f"too small; write {field.minimum} or more"
    if field.maximum is not None and number > field.maximum:
        faults["range"] = f"too large; write {field.maximum} or less"
    return number, faults


@pytest.mark.parametrize("encoded", [False, True])
def test_every_column_reads_every_cell_as_one_would_by_hand(
    encoded: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each cell has its value or its faults, with what they say of it, plain or in a dictionary."""
    monkeypatch.setattr(columns, "MAX_FIELD_BYTES", MOST)
    cells = [*CELLS, *CELLS[::-3]]
    text = _text(*cells)
    if encoded:
        # A word of the dictionary that no cell uses is nobody's fault.
        words = _text("nobody's \0", *CELLS)
        places = [CELLS.index(each) + 1 for each in cells]
        text = pa.DictionaryArray.from_arrays(pa.array(places, pa.int32()), words)
    for table in TABLES.values():
        for field in table.fields:
            _holds(field, field.name == table.key, cells, text)


@pytest.mark.parametrize("length", [0, 1, 3])
def test_a_column_of_empty_cells_is_read_as_any_other(length: int) -> None:
    """It has the values, faults and type that its cells have when they are read one by one."""
    for table in TABLES.values():
        for field in table.fields:
            cells, key = [""] * length, field.name == table.key
            _holds(field, key, cells, _text(*cells))
            made = columns.blank(field, length, key)[0]
            pd.testing.assert_series_equal(made, columns._read(field, _text(*cells), key)[0])


def _holds(field: Field, key: bool, cells: list[str], text: pa.Array) -> None:
    series, faults = columns.typed(field, text, key)
    told = {
        (field.name, rule, at): said
        for at, cell in enumerate(cells)
        for rule, said in plainly(field, cell, key)[1].items()
    }
    found = {
        (field.name, each.rule, at): str(each.message(cells[at]))
        for each in faults
        for at in each.positions
    }
    assert found.keys() == told.keys()
    assert [each for each in told if told[each] not in found[each]] == []
    quoting = {"type", "range", "allowed-value", "pattern", "id-form"}
    assert all(shown(cells[at]) in said for (_, rule, at), said in found.items() if rule in quoting)
    values = [None if pd.isna(each) else each for each in series.tolist()]
    if field.kind == "date":
        values = [each.date() if isinstance(each, pd.Timestamp) else each for each in values]
    assert values == [plainly(field, each, key)[0] for each in cells]
