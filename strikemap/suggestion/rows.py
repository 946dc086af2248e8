"""Rows of tables as text: those to add, and those to put in place of others."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

import pandas as pd

from strikemap import collection
from strikemap.model import TABLES

Row = Mapping[str, str]
"""A row of a table as text: every column, "" where empty."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """
    Rows to add to a collection, and rows that would stand in place of others, by table.

    A changed row keeps the id of its record.
    """

    added: Mapping[str, tuple[Row, ...]]
    changed: Mapping[str, tuple[Row, ...]] = field(default_factory=dict)

    def rows(self, table: str) -> tuple[Row, ...]:
        """All rows of *table* that it holds."""
        return (*self.changed.get(table, ()), *self.added.get(table, ()))


def whole_row(table: str, values: Row) -> Row:
    """
    A whole row of *table*: the cells of *values*, each on one line; the others empty.

    Raises:
        KeyError: *values* has a column that *table* has not.
    """
    for name in values:
        TABLES[table].field(name)
    return MappingProxyType(
        {name: one_line(values.get(name, "")) for name in TABLES[table].columns}
    )


def one_line(text: str) -> str:
    """*text* with its white space, line breaks too, as single spaces, and none at its ends."""
    return " ".join(text.encode("utf-8", "replace").decode("utf-8").split())


def csv_lines(table: str, rows: Sequence[Row]) -> str:
    """*rows* as lines of `table`.csv with every column, sorted, as `collection.write` has them."""
    frame = pd.DataFrame([dict(each) for each in rows], columns=list(TABLES[table].columns))
    return collection.csv_bytes(table, frame, all_columns=True).decode("utf-8").split("\n", 1)[1]
