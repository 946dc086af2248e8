"""The tables agree with themselves and with the words of the design."""

from __future__ import annotations

import re

import pytest

from strikemap.model import TABLES, Problem
from strikemap.table import Field, Table
from strikemap.vocabularies import (
    CASUALTY_MEASURES,
    MEASURES,
    SUB_EVENT_TYPES,
    SUB_EVENT_TYPES_BY_TYPE,
    Term,
    labels,
)

FIELDS = [(table, each) for table in TABLES.values() for each in table.fields]


def named(value: object) -> str:
    return value.name if isinstance(value, Table | Field) else ""


@pytest.mark.parametrize("table", TABLES.values(), ids=named)
def test_columns_are_named_once(table: Table) -> None:
    """A table names each of its columns once, its key among them."""
    assert len(set(table.columns)) == len(table.columns)
    assert not table.key or table.key in table.columns


@pytest.mark.parametrize(("table", "each"), FIELDS, ids=named)
def test_every_column_is_described(table: Table, each: Field) -> None:
    """Each column says in a sentence what it holds."""
    assert each.description.endswith(".")


@pytest.mark.parametrize(("table", "each"), FIELDS, ids=named)
def test_terms_are_unique_and_labelled(table: Table, each: Field) -> None:
    """No code stands twice in a column, and each has a label."""
    assert len(set(each.codes)) == len(each.codes)
    assert all(term.label for term in each.terms)


@pytest.mark.parametrize(("table", "each"), FIELDS, ids=named)
def test_references_name_a_table_with_a_key(table: Table, each: Field) -> None:
    """What a column refers to is a table that has ids."""
    assert not each.refers_to or TABLES[each.refers_to].key


@pytest.mark.parametrize(("table", "each"), FIELDS, ids=named)
def test_patterns_can_be_compiled(table: Table, each: Field) -> None:
    """A column's pattern is a regular expression, and no empty cell fits it."""
    assert not each.pattern or re.fullmatch(each.pattern, "") is None


@pytest.mark.parametrize(
    ("table", "column", "codes"),
    [
        ("incidents", "territory", {"russia", "occupied_ukraine"}),
        ("incidents", "status", {"active", "withdrawn", "merged"}),
        ("incidents", "date_basis", {"stated", "inferred", "reported_only"}),
        ("claims", "bound", {"exact", "about", "at_least", "up_to"}),
        ("claims", "certainty", {"stated", "preliminary", "apparent"}),
        ("claimants", "side", {"russia", "ukraine", "other"}),
    ],
)
def test_allowed_values_are_the_designs(table: str, column: str, codes: set[str]) -> None:
    """The values on which links and totals rest are those of the design, no more and no fewer."""
    assert set(TABLES[table].field(column).codes) == codes


def test_casualty_measures_are_measures() -> None:
    """Killed and injured, the two that are summed, are measures of a claim."""
    assert set(CASUALTY_MEASURES) <= {term.code for term in MEASURES}


def test_sub_event_types_belong_to_one_event_type() -> None:
    """No sub-event type stands under two event types."""
    every = [name for names in SUB_EVENT_TYPES_BY_TYPE.values() for name in names]
    assert sorted(every) == sorted(set(every)) == sorted(t.code for t in SUB_EVENT_TYPES)


def test_a_column_that_is_not_there() -> None:
    """Asking for an unknown column names it in a KeyError."""
    with pytest.raises(KeyError, match="nonsense"):
        TABLES["claims"].field("nonsense")


def test_labels_keep_their_order() -> None:
    """Labels come by code, in the order of the terms."""
    assert list(labels((Term("b", "B"), Term("a", "A"))).items()) == [("b", "B"), ("a", "A")]


def test_a_problem_as_a_line() -> None:
    """A problem prints as file, row, column, rule and what is wrong."""
    told = str(Problem("claims.csv", 3, "bound", "bound-values", "fill both"))
    assert told == "claims.csv:3:bound: bound-values: fill both"
