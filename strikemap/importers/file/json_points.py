"""The one point that a geometry of GeoJSON is, or why it is none."""

from __future__ import annotations

import re

from strikemap.importers.file import said_again
from strikemap.importers.file.json_cells import cell
from strikemap.languages import sentence, sentences

NOTHING = sentence("nothing")


def point(geometry: object) -> tuple[list[float], str]:
    """The point of a geometry, also of one that holds no other, and why there is none."""
    of = geometry if isinstance(geometry, dict) else {}
    if twice := said_again.doubled(of, ("type", "coordinates", "geometries", "x", "y")):
        return [], sentence("geometry: two members are called {name}", name=twice)
    kind, coordinates = of.get("type"), of.get("coordinates")
    inner = of.get("geometries")
    lone = inner[0] if isinstance(inner, list) and len(inner) == 1 else None
    if kind == "GeometryCollection" and isinstance(lone, dict) and lone.get("type") != kind:
        return point(lone)
    if kind == "MultiPoint" and isinstance(coordinates, list) and len(coordinates) == 1:
        kind, coordinates = "Point", coordinates[0]
    if kind != "Point":
        count = len(coordinates) if kind == "MultiPoint" and isinstance(coordinates, list) else 0
        if count:
            return [], sentences(
                "geometry: a Point is needed, not {kind} of {count} points",
                "geometry: a Point is needed, not {kind} of {count} points",
                count,
                count=str(count),
                kind=cell(kind)[:40],
            )
        return [], sentence(
            "geometry: a Point is needed, not {kind}", kind=cell(kind)[:40] or NOTHING
        )
    if isinstance(coordinates, list):
        coordinates = [_number(each) for each in coordinates]
    if not _is_point(coordinates):
        return [], sentence(
            "geometry: coordinates must be two numbers: degrees east, degrees north"
        )
    assert isinstance(coordinates, list)
    return coordinates, ""


def is_geometry(value: object) -> bool:
    """Whether *value* looks like a geometry of GeoJSON."""
    return isinstance(value, dict) and "type" in value and "coordinates" in value


def _is_point(point: object) -> bool:
    return (
        isinstance(point, list)
        and len(point) >= 2
        and all(isinstance(each, int | float) and not isinstance(each, bool) for each in point)
    )


def _number(value: object) -> object:
    """A number that was written as text; anything else as it is."""
    if not isinstance(value, str) or not re.fullmatch(r"-?\d{1,9}(?:\.\d{1,20})?", value.strip()):
        return value
    return float(value)


def degrees(value: float) -> str:
    """*value* in digits."""
    try:
        return repr(float(value))
    except OverflowError:
        return "inf"
