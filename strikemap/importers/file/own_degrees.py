"""Degrees that a point's own fields give, beside its geometry or in its place."""

from __future__ import annotations

from collections.abc import Mapping

from strikemap.importers.cells import degrees
from strikemap.importers.forms.header_meaning import field_of

LATITUDE, LONGITUDE = "latitude", "longitude"
NEAR = 0.01
"""Degrees by which two ways of writing one point may differ: about a kilometre."""


def own(cells: Mapping[str, str]) -> dict[str, tuple[str, str]]:
    """By `latitude` and `longitude` the name and the cell of a field of *cells* that gives it."""
    found: dict[str, tuple[str, str]] = {}
    for name, cell in cells.items():
        field = field_of(name.removeprefix("properties."))
        if field in (LATITUDE, LONGITUDE) and cell.strip():
            found.setdefault(field, (name, cell))
    return found


def put(cells: dict[str, str]) -> None:
    """Give *cells* without a geometry the degrees of their own fields, where there are both."""
    found = own(cells)
    if {LATITUDE, LONGITUDE} <= found.keys():
        for field, (name, cell) in found.items():
            del cells[name]
            cells[field] = cell


def differing(cells: Mapping[str, str], given: Mapping[str, tuple[str, str]]) -> list[str]:
    """The names of *given* fields, of `own`, whose degrees are others than those of *cells*."""
    made = []
    for field, (name, cell) in given.items():
        try:
            is_other = abs(degrees.one(cell)[0] - degrees.one(cells[field])[0]) > NEAR
        except (ValueError, KeyError):
            is_other = True
        if is_other:
            made.append(name)
    return made
