"""Symbols as they are drawn: each shape around its point, each share as large as its number."""

from __future__ import annotations

import math
import random
from dataclasses import replace
from xml.etree.ElementTree import Element

import numpy as np
import pytest
import shapely
from hypothesis import example, given
from hypothesis import strategies as st

from strikemap.cartography import (
    IMPRECISE,
    KINDS,
    UNKNOWN,
    ZERO,
    Incidents,
    Symbol,
    cell_svg,
    legend_glyph,
    places,
    region_glyph,
    region_labels,
    shape_path,
    shares,
    symbol_svg,
)
from strikemap.cartography.cells import Cells, Sums, cell_radius
from strikemap.cartography.drawing import (
    CELL_COLOUR,
    EDGE,
    INK,
    LABEL_COLOUR,
    LAND,
    LEFT,
    OCCUPIED_COLOUR,
    PAPER,
    RIGHT,
    alone_svg,
    region_label_svg,
    said,
)
from strikemap.cartography.places import LEAST_NUMBER, legible, ring_of
from strikemap.cartography.regions import EDGED, HATCHED, NONE, SHADES
from strikemap.cartography.regions_alone import RegionsAlone
from tests.js.map_cases import some
from tests.unit.cartography.svg import area, circle, elements, extent, lines

CORNERS = {"triangle": 3, "diamond": 4, "square": 4, "pentagon": 5, "hexagon": 6, "plus": 12}
RADII = st.floats(4, 24)
X, Y = 31.5, 17.25


@pytest.mark.parametrize("look", KINDS, ids=lambda look: look.shape)
@given(RADII, st.floats(-50, 50), st.floats(-50, 50))
def test_a_shape_stands_around_its_point(look: object, radius: float, x: float, y: float) -> None:
    """Its middle is the point, its corners are all as far from it, and its area tells its radius as
    that of every other shape does.
    """
    name = KINDS[KINDS.index(look)].shape  # type: ignore[arg-type]
    (points,) = lines(shape_path(name, x, y, radius))
    made = area(shape_path(name, x, y, radius))
    assert made.is_valid and made.centroid.distance(shapely.Point(x, y)) < 0.15
    far = [math.dist((x, y), point) for point in points]
    assert max(far) - min(far[: CORNERS.get(name)]) < 0.2 or name == "plus"
    assert radius - 0.1 < max(far) < radius * 1.25 + 0.15
    assert 0.64 < made.area / (math.pi * radius**2) < 1.05
    assert name == "circle" or len(set(points)) == CORNERS[name]


def test_shapes_stand_upright() -> None:
    """Triangle, diamond and pentagon have a corner above, square and plus lie flat, and the circle
    is one.
    """
    for name in ("triangle", "diamond", "pentagon"):
        assert min((y, x) for x, y in lines(shape_path(name, 9, 9, 6))[0])[1] == 9
    west, north, east, south = area(shape_path("square", 9, 9, 6)).bounds
    assert area(shape_path("square", 9, 9, 6)).area == pytest.approx(
        (east - west) * (south - north)
    )
    plus = area(shape_path("plus", 9, 9, 6))
    for at in ((9, 3), (9, 15), (3, 9), (15, 9)):
        assert plus.intersects(shapely.Point(at))
    for at in ((5, 5), (13, 5), (5, 13), (13, 13)):
        assert not plus.intersects(shapely.Point(at))
    assert plus.symmetric_difference(shapely.affinity.rotate(plus, 90, (9, 9))).area < 3
    assert area(shape_path("circle", 9, 9, 6)).area == pytest.approx(math.pi * 36, rel=1e-3)
    six = area(shape_path("hexagon", 9, 9, 6)).bounds
    assert six[2] - six[0] > six[3] - six[1]


def drawn(of: Incidents, symbol: Symbol) -> list[Element]:
    """The elements of a symbol at a point, but for its group and its title."""
    group, title, *rest = elements(symbol_svg(X, Y, of, symbol))
    assert (group.attrib["class"], title.tag) == ("symbol", "title")
    return rest


@given(st.integers(0, 10**6), st.integers(2, 200))
def test_shares_of_a_ring_are_as_large_as_their_numbers(seed: int, size: int) -> None:
    """Clockwise from the top each kind has its part of the ring, none over another, and the ring
    is as wide as the room around the number.
    """
    of = replace(some(random.Random(seed), size, 0.0), flags=np.zeros(size, dtype=np.int64))
    symbol = max(places(of), key=len)
    disc, *paths, number = drawn(of, symbol)
    counted = [(kind, count) for kind, count in shares(of, symbol) if count]
    if len(symbol) == 1:
        return
    radius, inner = symbol.radius, symbol.radius - ring_of(len(symbol), symbol.radius)
    assert circle(disc) == pytest.approx((X, Y, radius + 0.8), abs=0.051)
    assert disc.attrib["fill"] == PAPER and number.text == str(len(symbol))
    assert [path.attrib["fill"] for path in paths] == [KINDS[kind].colour for kind, _ in counted]
    whole, before = math.pi * (radius**2 - inner**2), 0
    parts = [area(path.attrib["d"]) for path in paths]
    for part, path, (_, count) in zip(parts, paths, counted, strict=True):
        assert part.area / whole == pytest.approx(count / len(symbol), abs=0.08)
        if len(paths) > 1:
            turn = 2 * math.pi * before / len(symbol)
            start = X + radius * math.sin(turn), Y - radius * math.cos(turn)
            assert lines(path.attrib["d"])[0][0] == pytest.approx(start, abs=0.01)
            middle = 2 * math.pi * (before + count / 2) / len(symbol)
            far = (radius + inner) / 2
            within = shapely.Point(X + far * math.sin(middle), Y - far * math.cos(middle))
            assert part.buffer(0.02).contains(within)
        before += count
    assert shapely.union_all(parts).area == pytest.approx(whole, rel=0.08)


@example(seed=1, size=9, is_small=False)
@example(seed=1, size=10, is_small=False)
@example(seed=1, size=99, is_small=False)
@example(seed=1, size=100, is_small=False)
@example(seed=1, size=100, is_small=True)
@given(seed=st.integers(0, 10**6), size=st.integers(2, 2_000), is_small=st.booleans())
def test_a_number_stands_in_the_middle_of_its_disc(seed: int, size: int, is_small: bool) -> None:
    """Digits, some seven tenths of their size high, are as far above the middle as below it; fewer
    letters are larger, at most of fourteen pixels and at least of nine.
    """
    of = replace(some(random.Random(seed), size, 0.0), flags=np.zeros(size, dtype=np.int64))
    members = tuple(range(size))
    radius = legible(size) if is_small else max(legible(size), 4 * size**0.5)
    symbol = replace(places(of)[0], members=members, radius=radius)
    *_, number = drawn(of, symbol)
    high = float(number.attrib["font-size"])
    inner = symbol.radius - ring_of(size, symbol.radius)
    by_room = inner * (1.4 if size < 10 else 1.25 if size < 100 else 0.85)
    assert high == pytest.approx(min(14, max(LEAST_NUMBER, by_room)), abs=0.051)
    assert float(number.attrib["x"]) == X and number.attrib["text-anchor"] == "middle"
    assert float(number.attrib["y"]) - Y == pytest.approx(0.36 * high, abs=0.08)


@pytest.mark.parametrize("kind", range(len(KINDS)))
@pytest.mark.parametrize("flags", [0, UNKNOWN, ZERO, IMPRECISE, IMPRECISE | UNKNOWN])
@pytest.mark.parametrize("is_occupied", [False, True])
def test_one_incident_says_what_is_known(kind: int, flags: int, is_occupied: bool) -> None:
    """Hollow where the toll is unknown or a stated zero, which is crossed; a dashed circle where
    the place is imprecise, and one line around those of occupied Ukraine.
    """
    of = some(random.Random(1), 1, 0.0)
    of = replace(of, flags=np.array([flags]), kind=np.array([kind]))
    symbol = Symbol(50.0, 36.0, 0, 0, 8.0, is_occupied, (0,), 1)
    *around, path = drawn(of, symbol)
    colour = KINDS[kind].colour
    is_hollow = bool(flags & (UNKNOWN | ZERO))
    assert path.attrib["fill"] == (PAPER if is_hollow else colour)
    assert path.attrib["stroke"] == (colour if is_hollow else PAPER)
    # The map shows through what is hollow.
    assert (float(path.attrib["fill-opacity"]) < 0.7) is is_hollow
    assert (float(path.attrib["stroke-width"]) > 2) is is_hollow
    whole, *cross = lines(path.attrib["d"])
    assert whole == lines(shape_path(KINDS[kind].shape, X, Y, 8.0))[0]
    assert len(cross) == (2 if flags & ZERO else 0)
    for (x, y), (to_x, to_y) in cross:
        assert ((x + to_x) / 2, (y + to_y) / 2) == pytest.approx((X, Y), abs=0.1)
        assert abs(to_x - x) == pytest.approx(abs(to_y - y), abs=0.11)
        assert math.dist((x, y), (to_x, to_y)) == pytest.approx(2 * 0.7 * 8 * 2**0.5, abs=0.2)
    if cross:
        (x, y), _ = cross[0]
        assert {(x < X, y < Y) for line in cross for x, y in line} == {
            (True, True), (True, False), (False, True), (False, False)
        }  # fmt: skip
    rings = {each.attrib["stroke"]: each for each in around}
    assert set(rings) == ({OCCUPIED_COLOUR} if is_occupied else set()) | (
        {INK} if flags & IMPRECISE else set()
    )
    if is_occupied:
        assert circle(rings[OCCUPIED_COLOUR]) == (X, Y, 11.0)
    if flags & IMPRECISE:
        assert circle(rings[INK]) == (X, Y, 13.0) and "stroke-dasharray" in rings[INK].attrib


def test_what_a_symbol_stands_for() -> None:
    """One incident is told by its text, or else its kind; of several their number, the first three
    and how many more.
    """
    of = replace(
        some(random.Random(2), 6, 0.0), labels=tuple(f"<b>t{at}</b><br>d" for at in range(5))
    )
    assert said(of, [2]) == "t2; d"
    assert said(of, [5]) == KINDS[int(of.kind[5])].label
    assert said(of, [0, 1]) == "2 incidents; t0; d; t1; d"
    assert said(of, [0, 1, 2]) == "3 incidents; t0; d; t1; d; t2; d"
    assert said(of, [0, 1, 2, 3, 4]) == "5 incidents; t0; d; t1; d; t2; d; and 2 more"
    assert said(of, [4, 5]) == "2 incidents; t4; d; and 1 more"
    assert said(replace(of, labels=()), [4, 5]) == "2 incidents"


@pytest.mark.parametrize("count", [1, 7, 12, 456, 9_999, 10_000, 12_499, 12_501, 1_499_999])
@pytest.mark.parametrize("is_occupied", [False, True])
def test_a_cell_has_its_number_within_its_disc(count: int, is_occupied: bool) -> None:
    """A disc around the point, a line around those of occupied Ukraine, and the number, from ten
    thousand on in thousands, in letters that it holds.
    """
    each = np.array([count])
    sums = Sums(each, each * 0, each * 0)
    radius = np.maximum(cell_radius(each), 2.6 + 2.4 * len(str(count)))
    of = Cells(each * 50.0, each * 36.0, radius, each, sums, sums, each, each, each > 0, 60.0)
    of = replace(of, is_occupied=np.array([is_occupied]))
    _, title, *edges, disc, number = elements(cell_svg(X, Y, of, 0))
    assert str(title.text).startswith(f"{count:,} incident")
    assert circle(disc) == (X, Y, radius[0]) and disc.attrib["fill"] == CELL_COLOUR
    assert [circle(edge)[:2] for edge in edges] == [(X, Y)] * is_occupied
    for edge in edges:
        assert circle(edge)[2] == pytest.approx(radius[0] + 2.4, abs=0.051)
    told = str(number.text)
    assert told == (str(count) if count < 10_000 else f"{round(count / 1_000)}k")
    size = float(number.attrib["font-size"])
    assert LEAST_NUMBER <= size <= 11
    assert size == LEAST_NUMBER or 0.6 * size * len(told) <= 2 * radius[0]
    assert size == LEAST_NUMBER or size <= radius[0] + 2.05
    assert float(number.attrib["y"]) - Y == pytest.approx(0.36 * size, abs=0.06)


def test_a_regions_label_stands_beside_its_dot() -> None:
    """Name, and the number where there are several; the dot has the colour of its territory."""
    of = some(random.Random(5), 90, 1.0)
    for label in region_labels(of):
        for side in (LEFT, RIGHT):
            _, _, words, dot = elements(region_label_svg((X, Y), side, of, label))
            count = len(label.members)
            name = of.names[label.region]
            assert words.text == (f"{name} {count}" if count > 1 else name)
            assert circle(dot)[:2] == pytest.approx((X, Y), abs=0.051)
            assert dot.attrib["fill"] == (OCCUPIED_COLOUR if label.is_occupied else LABEL_COLOUR)
            at = float(words.attrib["x"]), float(words.attrib["y"])
            assert at == pytest.approx((X + side[0], Y + side[1]), abs=0.051)
            assert words.attrib["text-anchor"] == side[2]


def test_a_region_of_thousands_has_the_same_label() -> None:
    """Of a large collection's region as of a small one's."""
    one, many = np.array([1, 1_204]), np.array([0, 0])
    sums = Sums(many, many, many)
    of = RegionsAlone(("RU-BEL", "UA-09"), one > 1, one * 1.0, one * 1.0, one, sums, sums)
    told = [elements(alone_svg((X, Y), RIGHT, of, at)) for at in (0, 1)]
    assert [words.text for _, _, words, _ in told] == ["Belgorod Oblast", "Luhansk Oblast 1,204"]
    assert [dot.attrib["fill"] for *_, dot in told] == [LABEL_COLOUR, OCCUPIED_COLOUR]


GLYPHS = ("kind", "several", "cell", "region", "unknown", "zero", "imprecise", "occupied")


@pytest.mark.parametrize("what", GLYPHS)
def test_a_glyph_of_the_legend_stands_in_its_middle(what: str) -> None:
    """All of it lies in 18 by 18 pixels, around their middle, and large enough to be seen."""
    for kind in range(len(KINDS) if what == "kind" else 1):
        made = elements(legend_glyph(what, kind))
        # Of a triangle the middle lies lower than that of the box around it.
        near = 1.8 if what == "kind" else 0.1
        west, north, east, south = (
            how(each)
            for how, each in zip(
                (min, min, max, max), zip(*map(extent, made), strict=True), strict=True
            )
        )
        assert (west + east) / 2 == pytest.approx(9, abs=0.5)
        assert (north + south) / 2 == pytest.approx(9, abs=near)
        assert west >= 0.5 and east <= 17.5 and north >= 0.5 and south <= 17.5
        wide = {"region": 4, "kind": 11, "unknown": 11, "zero": 11, "occupied": 14, "cell": 14}
        assert east - west == pytest.approx(wide.get(what, 16), abs=2.2)


def test_glyphs_of_the_legend_say_what_they_mean() -> None:
    """Each mark is told by more than its colour, and sizes and shares are what they stand for."""
    small, large = (shapely.Polygon(line) for line in lines(path_of(legend_glyph("size"))))
    assert small.intersection(large).area < 0.01 and 4 < large.area / small.area < 6
    assert small.centroid.x < large.centroid.x
    assert small.centroid.y == pytest.approx(9, abs=0.01) == large.centroid.y
    assert small.bounds[0] >= 1 and large.bounds[2] <= 18
    two = [area(each.attrib["d"]) for each in elements(legend_glyph("several"))]
    assert two[0].area / two[1].area == pytest.approx(2, rel=0.02)
    crossed = elements(legend_glyph("zero"))
    assert [each.tag for each in crossed] == ["circle", "path"] and len(
        lines(path_of_last(crossed))
    ) == 2
    assert len(elements(legend_glyph("unknown"))) == 1
    assert "stroke-dasharray" in elements(legend_glyph("imprecise"))[0].attrib
    assert elements(legend_glyph("occupied"))[0].attrib["stroke"] == OCCUPIED_COLOUR
    assert [elements(legend_glyph("kind", at))[0].attrib["fill"] for at in range(len(KINDS))] == [
        look.colour for look in KINDS
    ]


def path_of(glyph: str) -> str:
    return path_of_last(elements(glyph))


def path_of_last(made: list[Element]) -> str:
    return made[-1].attrib["d"]


def test_glyphs_of_shaded_regions() -> None:
    """A shade is its fill, nothing that of land, and occupied Ukraine has a broader edge of its
    own colour; what is hatched has lines within its box.
    """
    for what in (*range(5), HATCHED, EDGED, NONE):
        (path,) = elements(region_glyph(what))
        box, *hatches = lines(path.attrib["d"])
        assert extent(path) == (2, 3, 16, 15) and len(box) == 4
        assert len(hatches) == (3 if what == HATCHED else 0)
        fill = SHADES["light"][what] if isinstance(what, int) else LAND if what == NONE else "none"
        assert path.attrib["fill"] == fill
        assert (path.attrib["stroke"], float(path.attrib["stroke-width"]) > 1) == (
            (OCCUPIED_COLOUR, True) if what == EDGED else (EDGE, False)
        )
