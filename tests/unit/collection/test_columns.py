"""One column of text to its type."""

import numpy as np
import pyarrow as pa
import pytest

from strikemap.collection import columns
from strikemap.collection.cell_faults import shown
from strikemap.model import CLAIMS, INCIDENTS, SOURCES
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
