"""Cells of a CSV file as JSON has them: numbers are numbers, what is empty is null."""

from __future__ import annotations

from collections.abc import Mapping

from strikemap.model import TABLES


def cells_of(table: str, row: Mapping[str, str]) -> dict[str, object]:
    """The cells of a *row* of *table*, by the types of the model."""
    kinds = {each.name: each.kind for each in TABLES[table].fields}
    number = {"integer": int, "number": float}
    return {
        name: number.get(kinds[name], str)(cell) if cell else None for name, cell in row.items()
    }
