"""Land under a still map: each pixel has the colour of the country that its degrees lie in."""

from __future__ import annotations

import json
import re
from functools import cache

import numpy as np
import pytest
import shapely

from strikemap.cartography import region_sums
from strikemap.cartography.drawing import LAND, OCCUPIED_COLOUR
from strikemap.cartography.land import BORDER, OTHER, UKRAINE, land_svg, middle_of, shaded_svg
from strikemap.cartography.plane import Plane
from strikemap.cartography.regions import SHADES
from strikemap.geography import region_at, shapes
from strikemap.home import BOUNDARIES
from strikemap.in_view import InView
from tests.builders import build, claim, incident, occupied
from tests.unit.cartography.svg import area, elements, lines

WIDTH, HEIGHT = 600.0, 420.0
PLANES = {
    "everything": Plane.at(54, 60, 2.5, WIDTH, HEIGHT),
    "the front": Plane.at(48.8, 37.2, 6.5, WIDTH, HEIGHT),
    "a border": Plane.at(50.35, 36.6, 9.0, WIDTH, HEIGHT),
    "a coast": Plane.at(46.6, 37.6, 10.5, WIDTH, HEIGHT),
    "Finland": Plane.at(61.0, 29.0, 7.0, WIDTH, HEIGHT),
}


@cache
def neighbours() -> tuple[shapely.Geometry, ...]:
    text = (BOUNDARIES / "countries.geojson").read_text("utf-8")
    found = [
        shapely.from_geojson(json.dumps(of["geometry"])) for of in json.loads(text)["features"]
    ]
    return tuple(shapely.make_valid(land) for land in found)


def some_pixels(plane: Plane) -> tuple[np.ndarray, np.ndarray]:
    """Pixels all over a plane, without an edge within one and a half of them."""
    x, y = (each.ravel() for each in np.meshgrid(np.arange(2, WIDTH, 21), np.arange(2, HEIGHT, 21)))
    around = [colours_at(*plane.degrees(x + a, y + b)) for a, b in AROUND]
    is_clear = np.all([each == around[0] for each in around], axis=0)
    return x[is_clear], y[is_clear]


AROUND = ((0, 0), (1.5, 0), (-1.5, 0), (0, 1.5), (0, -1.5))


def colours_at(latitude: np.ndarray, longitude: np.ndarray) -> np.ndarray:
    """The colour that each point should have, "" on the sea."""
    code = region_at(latitude, longitude).astype("<U2")
    found = np.select([code == "RU", code == "UA"], [LAND, UKRAINE], "").astype("<U7")
    for land in neighbours():
        found[(found == "") & shapely.intersects_xy(land, longitude, latitude)] = OTHER
    return found


@pytest.mark.parametrize("name", PLANES)
def test_each_pixel_has_the_colour_of_its_country(name: str) -> None:
    """At every zoom, but for what lies within a pixel and a half of an edge."""
    plane = PLANES[name]
    x, y = some_pixels(plane)
    meant = colours_at(*plane.degrees(x, y))
    found = np.full(len(x), "", dtype="<U7")
    for path in elements(land_svg(plane)):
        if path.attrib["fill"] != "none":
            assert path.attrib["fill-rule"] == "evenodd"
            found[shapely.intersects_xy(area(path.attrib["d"]), x, y)] = path.attrib["fill"]
    assert len(x) > 300 and len(set(meant)) > 1
    assert found.tolist() == meant.tolist()


@pytest.mark.parametrize("name", PLANES)
def test_the_border_lies_where_it_is(name: str) -> None:
    """Each of its corners on the map lies within a pixel of the recognised border's line, and the
    line goes on beyond the map's edge.
    """
    plane = PLANES[name]
    (*_, path) = elements(land_svg(plane))
    assert (path.attrib["fill"], path.attrib["stroke"]) == ("none", BORDER)
    drawn = shapely.MultiLineString(lines(path.attrib["d"]))
    text = (BOUNDARIES / "border.geojson").read_text("utf-8")
    corners = np.concatenate(
        [
            shapely.get_coordinates(shapely.from_geojson(json.dumps(each["geometry"])))
            for each in json.loads(text)["features"]
        ]
    )
    x, y = plane.pixels(corners[:, 1], corners[:, 0])
    is_seen = (x >= 0) & (x <= WIDTH) & (y >= 0) & (y <= HEIGHT)
    far = shapely.distance(drawn, shapely.points(x[is_seen], y[is_seen]))
    assert (far < 1).all()
    assert is_seen.any() is np.False_ or drawn.length > 0
    west, north, east, south = (*drawn.bounds,) if is_seen.any() else (0, 0, 0, 0)
    assert west > -20 and north > -20 and east < WIDTH + 20 and south < HEIGHT + 20


def test_few_corners_are_drawn_of_what_is_far_off() -> None:
    """What can't be seen is left out: a map of everything has a part of all corners, and one of a
    town those of its outlines to the last.
    """
    every, few = (
        sum(
            len(line)
            for path in elements(land_svg(PLANES[name]))
            for line in lines(path.attrib["d"])
        )
        for name in ("everything", "a border")
    )
    whole = sum(map(shapely.get_num_coordinates, (*shapes().values(), *neighbours())))
    assert few < 1_500 < every < whole / 2


def test_a_regions_middle_lies_in_it_and_on_the_map() -> None:
    """Where a map shows a part of a region, its middle is there, well within; else it has none."""
    plane = PLANES["the front"]
    of = plane.window
    seen = shapely.box(of.west, of.south, of.east, of.north)
    for code, shape in shapes().items():
        middle = middle_of(plane, code)
        part = shapely.intersection(shapely.make_valid(shape), seen)
        if middle is None:
            assert part.area < 0.01
            continue
        assert region_at(*middle).tolist() == [code]
        assert part.is_empty or seen.buffer(0.1).contains(shapely.Point(middle[::-1]))
        if part.area > 1:
            inner = shapely.Point(middle[::-1]).distance(part.boundary)
            assert inner > 0.1
    assert middle_of(plane, "RU-KAM") is None and middle_of(plane, "XX-1") is None


def test_the_middle_is_that_of_the_largest_part() -> None:
    """Of a region with islands, that of the largest; of one that is cut, of what is shown of it."""
    middle = middle_of(Plane.at(54, 110, 2.5, WIDTH, HEIGHT), "RU-SAK")
    assert middle is not None and region_at(*middle).tolist() == ["RU-SAK"]
    assert 46 < middle[0] < 54 and middle[1] < 145, "on Sakhalin, not on the Kurils"


def test_regions_are_shaded_as_their_sums_say() -> None:
    """Each region that is seen has its shade, its words and, where most tolls are unknown, its
    hatching; occupied ones lie above, with an edge of their own.
    """
    rows = [incident(f"b{at}") for at in range(9)]
    rows += [
        incident("k", region="RU-KRS"),
        occupied("o"),
        occupied("p"),
        incident("f", region="RU-KAM"),
    ]
    said = [claim(f"c{at}", f"b{at}", "2") for at in range(5)] + [claim("ck", "k", "0")]
    view = InView(build(rows, said))
    plane = PLANES["the front"]
    for by in ("incidents", "killed"):
        sums = region_sums(view, by)
        groups = [
            each for each in elements(shaded_svg(plane, sums)) if each.get("class") == "shaded"
        ]
        seen = {each.attrib["data-region"]: each for each in groups}
        assert set(seen) == {"RU-BEL", "RU-KRS", "UA-09"}
        assert groups[-1].attrib["data-region"] == "UA-09"
        for region in sums.regions:
            if region.code not in seen:
                continue
            of = seen[region.code]
            shade, is_hatched = sums.shade(region), region.is_mostly_unknown(by)
            assert of.attrib["data-shade"] == str(shade)
            assert of.attrib["data-hatched"] == str(int(is_hatched))
            title, *paths = of
            assert title.text == "; ".join(region.told)
            fills = [path.attrib["fill"] for path in paths]
            plain = LAND if shade < 0 else SHADES["light"][shade]
            assert set(fills) == {plain, *(["url(#hatched)"] if is_hatched else [])}
            if is_hatched:
                assert fills.index("url(#hatched)") == fills.count(plain) == len(fills) / 2
            edges = {path.attrib.get("stroke") for path in paths} - {None}
            assert edges == {OCCUPIED_COLOUR if region.is_occupied else BORDER}
        drawn = shaded_svg(plane, sums)
        is_any = any(each.is_mostly_unknown(by) for each in sums.regions)
        assert ('id="hatched"' in drawn) is is_any and len(re.findall("<pattern", drawn)) <= 1


def test_a_shaded_region_covers_its_own_land() -> None:
    """Each pixel of the region, and none of another, lies within its paths."""
    plane = PLANES["a border"]
    sums = region_sums(InView(build([incident("a")])), "incidents")
    (group, _, *paths) = elements(shaded_svg(plane, sums))
    assert group.attrib["data-region"] == "RU-BEL"
    x, y = some_pixels(plane)
    inside = np.any([shapely.intersects_xy(area(path.attrib["d"]), x, y) for path in paths], axis=0)
    assert inside.tolist() == (region_at(*plane.degrees(x, y)) == "RU-BEL").tolist()


def test_what_has_no_region_shades_no_land() -> None:
    """Incidents without a region are on no land of a map, not on a neighbour's either."""
    whole = build([incident("a"), *(incident(f"n{at}", region="") for at in range(3))])
    sums = region_sums(InView(whole), "killed")
    plane = Plane.at(50, 50, 3.0, WIDTH, HEIGHT)
    seen = [each.get("data-region") for each in elements(shaded_svg(plane, sums))]
    assert [code for code in seen if code is not None] == ["RU-BEL"]
    assert middle_of(plane, "") is None
