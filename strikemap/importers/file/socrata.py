"""
A table as Socrata's portals of open data export it: `{"meta": {"view": {"columns": […]}}, "data":
[[…], …]}` (Socrata, “rows.json”).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import zip_longest

_OF_THE_PORTAL = "meta_data"
"""The type of columns that say when and by whom a row was put into the portal."""


def is_export(whole: Mapping[str, object]) -> bool:
    """Whether *whole* is such an export."""
    return isinstance(whole.get("data"), list) and bool(_columns(whole.get("meta")))


def records(meta: object, rows: object) -> list[object]:
    """*rows* as objects by the names of the columns that *meta* describes."""
    columns = _columns(meta)
    names, parts = [_name(each) for each in columns], [_parts(each) for each in columns]
    return [
        {
            name: _taken_apart(cell, of)
            for name, of, cell in zip_longest(names, parts, row[: len(names)])
        }
        if isinstance(row, list)
        else row
        for row in (rows if isinstance(rows, list) else ())
    ]


def _columns(meta: object) -> list[object]:
    """The descriptions of the columns, none where there are none or one has no name."""
    found = _within(_within(meta, "view"), "columns")
    return found if isinstance(found, list) and all(map(_name, found)) else []


def _within(of: object, name: str) -> object:
    return of.get(name) if isinstance(of, dict) else None


def _name(column: object) -> str:
    """A column's name; one of the portal's is no field of the table, though it is called `id`."""
    name, field = _within(column, "name"), _within(column, "fieldName")
    if _within(column, "dataTypeName") == _OF_THE_PORTAL:
        return f"socrata:{field or name}"
    return str(name or field or "")


def _parts(column: object) -> Sequence[str]:
    found = _within(column, "subColumnTypes")
    return [str(each) for each in found] if isinstance(found, list) else []


def _taken_apart(cell: object, parts: Sequence[str]) -> object:
    """A cell of several parts, as a place or an address, by the names of these."""
    if not (parts and isinstance(cell, list)):
        return cell
    return dict(zip(parts, cell, strict=False))
