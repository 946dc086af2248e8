"""Shapes as they stand in SVG, for tests that measure what is drawn."""

from __future__ import annotations

import math
import re
from xml.etree import ElementTree

import shapely

Point = tuple[float, float]
_STEPS = 90
"""Straight pieces to an arc."""


def elements(inside: str) -> list[ElementTree.Element]:
    """All elements of the inside of an SVG element, in the order in which they are drawn."""
    return list(ElementTree.fromstring(f"<svg>{inside}</svg>").iter())[1:]


def lines(data: str) -> list[list[Point]]:
    """The points of each part of a path's *data*, its arcs in short pieces."""
    found: list[list[Point]] = []
    x = y = 0.0
    for command, written in re.findall(r"([A-Za-z])([^A-Za-z]*)", data):
        numbers = [float(each) for each in re.findall(r"-?\d+(?:\.\d+)?(?:e-?\d+)?", written)]
        if command == "M":
            found.append([])
        if command in "ML":
            for x, y in zip(numbers[::2], numbers[1::2], strict=True):
                found[-1].append((x, y))
        elif command in "hv":
            x, y = (x + numbers[0], y) if command == "h" else (x, y + numbers[0])
            found[-1].append((x, y))
        elif command in "HV":
            x, y = (numbers[0], y) if command == "H" else (x, numbers[0])
            found[-1].append((x, y))
        elif command in "aA":
            radius, _, _, is_large, is_clockwise, *to = numbers
            end = (to[0], to[1]) if command == "A" else (x + to[0], y + to[1])
            found[-1] += _arc((x, y), end, radius, bool(is_large), bool(is_clockwise))
            x, y = end
        else:
            assert command == "Z", command
            x, y = found[-1][0]
    return found


def _arc(
    start: Point, end: Point, radius: float, is_large: bool, is_clockwise: bool
) -> list[Point]:
    """Points of an arc after its first, by the rules of SVG (appendix F.6)."""
    across, along = end[0] - start[0], end[1] - start[1]
    chord = math.hypot(across, along)
    if not chord:
        return []
    radius = max(radius, chord / 2)
    off = math.sqrt(max(radius**2 - chord**2 / 4, 0)) * (-1 if is_large != is_clockwise else 1)
    middle = (
        (start[0] + end[0]) / 2 + off * along / chord,
        (start[1] + end[1]) / 2 - off * across / chord,
    )
    first, last = (math.atan2(y - middle[1], x - middle[0]) for x, y in (start, end))
    turn = (last - first) % (2 * math.pi)
    if not is_clockwise:
        turn -= 2 * math.pi
    angles = (first + turn * at / _STEPS for at in range(1, _STEPS + 1))
    return [
        (middle[0] + radius * math.cos(each), middle[1] + radius * math.sin(each))
        for each in angles
    ]


def area(data: str) -> shapely.Geometry:
    """What a path encloses, by the even-odd rule."""
    whole = shapely.Polygon()
    for line in lines(data):
        if len(line) > 2:
            whole = whole.symmetric_difference(shapely.make_valid(shapely.Polygon(line)))
    return whole


def circle(of: ElementTree.Element) -> tuple[float, float, float]:
    """Middle and radius of a circle."""
    x, y, radius = (float(of.attrib[name]) for name in ("cx", "cy", "r"))
    return x, y, radius


def extent(of: ElementTree.Element) -> tuple[float, float, float, float]:
    """West, north, east and south edge of a circle or a path, without its line."""
    if of.tag.endswith("circle"):
        x, y, radius = circle(of)
        return x - radius, y - radius, x + radius, y + radius
    points = [point for line in lines(of.attrib["d"]) for point in line]
    xs, ys = zip(*points, strict=True)
    return min(xs), min(ys), max(xs), max(ys)
