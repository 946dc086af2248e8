"""Labels of a still map: each in the region that it names, and what has no room said in words."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from math import dist
from typing import Any
from xml.etree import ElementTree

import pytest

from bench import synthetic
from strikemap import collection, geography
from strikemap.cartography import (
    Plane,
    StillMap,
    joined,
    picture,
    places,
    region_sums,
    regions_alone,
    shaded_by,
    still_map,
)
from strikemap.cartography.drawing import CELL_COLOUR
from strikemap.cartography.label_room import Room
from strikemap.cartography.places import NUMBER
from strikemap.export.lettering import width
from strikemap.gazetteer import cities, city_names
from strikemap.geography import region_at
from strikemap.in_view import InView
from strikemap.languages import LANGUAGES, speaking
from tests.builders import build, incident
from tests.unit.export.views import QUERIES, SHIPPED, link_of, shipped

LABEL = re.compile(
    r'<g class="region">.*?<text[^>]*>([^<]+)</text><circle cx="([\d.]+)" cy="([\d.]+)"'
)
CELL = rf'r="([\d.]+)" fill="{CELL_COLOUR}"'
SIZES = {"width": 720, "height": 630}, {"width": 960, "height": 600}, {"width": 300, "height": 260}


def expect_at_home(drawn: StillMap, view: InView) -> int:
    """Each label's dot lies in the region that it names, and no incident is lost; how many."""
    codes = {geography.region_name(code): code for code in geography.regions()}
    told = 0
    labels = LABEL.findall(drawn.svg)
    for words, x, y in labels:
        name, number = re.fullmatch(r"(.*?)(?: ([\d,\xa0]+))?", html.unescape(words)).groups()
        told += int(re.sub(r"\D", "", number)) if number else 1
        assert region_at(*drawn.plane.degrees(float(x), float(y))).tolist() == [codes[name]]
    left = [re.search(r"[\d,\xa0]+", each) for each in drawn.left_out]
    told += sum(int(re.sub(r"\D", "", each[0])) for each in left if each)
    assert told == regions_alone(view).count.sum()
    return len(labels)


@pytest.mark.parametrize("size", SIZES)
def test_what_is_smaller_lies_above(size: dict[str, int]) -> None:
    """No symbol is drawn over a smaller one, and no cell: the greatest would hide it whole."""
    drawn = still_map(InView(shipped("chronology-2023-05-06")), **size)
    radii = [each.radius for each in drawn.symbols]
    assert len(radii) > 9
    assert radii == sorted(radii, reverse=True)
    several = [len(each) for each in drawn.symbols if len(each) > 1]
    assert re.findall(r"<text [^>]*>(\d+)</text>", drawn.svg) == [str(each) for each in several]
    tables, contents = synthetic.make(4_000)
    whole = collection.from_tables(tables, contents, None).collection
    assert whole is not None
    crowd = still_map(InView(whole), **size)
    of_cells = [float(each) for each in re.findall(CELL, crowd.svg)]
    assert len(of_cells) > 9
    assert of_cells == sorted(of_cells, reverse=True)


@pytest.mark.by_day(3, "both collections, the shortest and the longest language are of the day")
@pytest.mark.parametrize("spoken", LANGUAGES)
@pytest.mark.parametrize("name", SHIPPED)
def test_labels_stand_in_their_own_regions(name: str, spoken: str) -> None:
    """Whatever is in view, on a picture, a page or a small map, in each language."""
    whole = shipped(name)
    with speaking(spoken):
        found = 0
        for query in QUERIES:
            view = InView(whole, link_of(whole, query).filters)
            found += sum(expect_at_home(still_map(view, **size), view) for size in SIZES)
    assert found


def test_of_thousands_too() -> None:
    """A still map of thousands has labels, by sums, and each in its own region."""
    tables, contents = synthetic.make(4_000)
    whole = collection.from_tables(tables, contents, None).collection
    assert whole is not None
    view = InView(whole)
    assert expect_at_home(still_map(view, width=1_100, height=620), view) > 3


def test_no_number_is_covered() -> None:
    """What is drawn over a symbol of several leaves its number in sight."""
    whole, pairs = shipped("chronology-2023-05-06"), 0
    for query in (*QUERIES, "region=RU-BEL"):
        view = InView(whole, link_of(whole, query).filters)
        for size in SIZES:
            drawn = still_map(view, **size)
            at = [drawn.plane.pixel(each.latitude, each.longitude) for each in drawn.symbols]
            for number, below in enumerate(drawn.symbols):
                rest = zip(at[number + 1 :], drawn.symbols[number + 1 :], strict=True)
                for point, above in rest if len(below) > 1 else ():
                    # Between two territories discs are as small as they may be, and no smaller.
                    room = NUMBER if above.is_occupied == below.is_occupied else 0
                    assert dist(at[number], point) > above.radius + room - 0.2, query
                    pairs += 1
    assert pairs


def test_what_has_no_room_is_said() -> None:
    """A region that a symbol fills has no label, and the map says so with the number."""
    moscow = {"latitude": "55.75", "longitude": "37.6", "region": "RU-MOW"}
    rows = [incident(f"a{at}", **moscow) for at in range(100)]
    rows += [incident("z", **moscow, geo_precision="3"), incident("far", latitude="46")]
    drawn = still_map(InView(build(rows)), **SIZES[0])
    assert 'class="region"' not in drawn.svg
    assert drawn.left_out == (
        "No room here for 1 incident of which only the region is known: Moscow 1.",
    )


@pytest.mark.parametrize("name", SHIPPED)
@pytest.mark.parametrize("layer", ["regions", "regions-killed"])
def test_each_shaded_region_has_its_figure(name: str, layer: str) -> None:
    """On the map, in its own land, or in words below it."""
    whole = shipped(name)
    view = InView(whole)
    sums = region_sums(view, str(shaded_by(layer)))
    drawn = still_map(view, **SIZES[0], regions=sums)
    figures = re.findall(
        r'<text x="([\d.]+)" y="([\d.]+)" font-size="13"[^>]*>([^<]+)</text>', drawn.svg
    )
    standing = {
        (str(region_at(*drawn.plane.degrees(float(x), float(y) - 5))[0]), html.unescape(figure))
        for x, y, figure in figures
    }
    for each in sums.regions:
        told = f"{each.name} {each.figure(sums.by)}"
        is_told = any(told in sentence for sentence in drawn.left_out)
        assert is_told or (each.code, each.figure(sums.by)) in standing, told


Box = tuple[float, float, float, float]


def texts_of(svg: str) -> list[tuple[str, Box]]:
    """Each name or figure that is no symbol's, with the least that its letters take."""
    found = []
    for group in ElementTree.fromstring(f"<svg>{svg}</svg>"):
        inside = [group] if group.tag == "text" else list(group)
        for text in inside if group.get("class") != "symbol" else ():
            if text.tag != "text" or not text.text:
                continue
            x, y, size = (float(text.attrib[name]) for name in ("x", "y", "font-size"))
            # Of a proportional face, half of its size is the least that a letter takes on average.
            wide = len(text.text) * size * 0.5
            west = (
                x
                - {"start": 0.0, "middle": wide / 2, "end": wide}[text.get("text-anchor", "start")]
            )
            found.append((text.text, (west, y - 0.7 * size, west + wide, y)))
    return found


def overlap(one: Box, other: Box) -> float:
    """By how many pixels two boxes lie over each other, the lesser way."""
    across = min(one[2], other[2]) - max(one[0], other[0])
    return min(across, min(one[3], other[3]) - max(one[1], other[1]))


@pytest.mark.parametrize(
    ("layer", "size"), list(zip(("incidents", "regions", "regions-injured"), SIZES, strict=True))
)
def test_words_on_a_map_cover_nothing(layer: str, size: dict[str, int]) -> None:
    """Names of cities and regions and figures stand within the map, beside every symbol and each
    other, above its lower edge with the credits; a figure stands below the name of its region.
    """
    for name in SHIPPED:
        view = InView(shipped(name))
        by = shaded_by(layer)
        sums = region_sums(view, by) if by else None
        drawn = still_map(view, **size, regions=sums, with_cities=True)
        told = texts_of(drawn.svg)
        discs = [
            (x - each.radius, y - each.radius, x + each.radius, y + each.radius)
            for each in drawn.symbols
            for x, y in [drawn.plane.pixel(each.latitude, each.longitude)]
        ]
        assert len(told) > 1
        for at, (_, box) in enumerate(told):
            assert box[0] > 0 and box[1] > 0
            assert box[2] < size["width"] and box[3] < size["height"] - 20
            assert all(overlap(box, disc) < 1 for disc in discs)
            assert all(overlap(box, other) < 1 for _, other in told[:at])


def test_names_of_the_largest_cities() -> None:
    """At most nine, the largest first, beside their points; none where they are not asked for."""
    view = InView(build([incident("a", latitude="52", longitude="37")]))
    plane = Plane.at(52, 37, 5.0, 720, 630)
    (*_, symbol) = re.findall(
        r"<text[^>]*>([^<]+)</text>", still_map(view, plane, **SIZES[0]).svg
    ) or [""]
    assert symbol == ""
    drawn = still_map(view, plane, **SIZES[0], with_cities=True)
    found = re.findall(
        r'<circle cx="([\d.]+)" cy="([\d.]+)" r="1.8"[^>]*/><text x="([\d.]+)" y="([\d.]+)"'
        r"[^>]*>([^<]+)</text>",
        drawn.svg,
    )
    assert len(found) == 9
    known = {name: (y, x) for name, (_, y, x, _) in zip(city_names(), cities(), strict=True)}
    order = [list(known).index(html.unescape(name)) for *_, name in found]
    assert order == sorted(order)
    for x, y, text_x, text_y, name in found:
        assert (float(x), float(y)) == pytest.approx(
            plane.pixel(*known[html.unescape(name)]), abs=0.11
        )
        assert (float(text_x) - float(x), float(text_y) - float(y)) == pytest.approx(
            (5, 4), abs=0.11
        )


def test_the_selected_incidents_symbol_has_a_ring() -> None:
    """One around the symbol that holds it, a little larger, and none where none is selected."""
    rows = [
        incident("a"),
        incident("b"),
        incident("c", latitude="52.5"),
        incident("d", latitude="54"),
    ]
    view = InView(build(rows))
    for selected in (-1, 0, 1, 2, 3):
        drawn = still_map(view, **SIZES[0], selected=selected)
        rings = re.findall(
            r'<circle cx="([\d.]+)" cy="([\d.]+)" r="([\d.]+)" fill="none" stroke="#26231d"',
            drawn.svg,
        )
        own = [
            (*drawn.plane.pixel(each.latitude, each.longitude), each.radius + 6)
            for each in drawn.symbols
            if selected in drawn.layer.incidents.position[list(each.members)]
        ]
        assert len(own) == (selected >= 0)
        assert [tuple(map(float, ring)) for ring in rings] == [
            pytest.approx(each, abs=0.06) for each in own
        ]


def test_over_shaded_regions_the_selected_incident_stands_alone() -> None:
    """What is shaded is told by figures; the chosen incident alone has its symbol."""
    view = InView(build([incident("a"), incident("b", latitude="52.5")]))
    sums = region_sums(view, "incidents")
    for selected, shown in ((-1, []), (1, [1])):
        drawn = still_map(view, **SIZES[0], selected=selected, regions=sums)
        assert drawn.layer.incidents.position.tolist() == shown
        assert len(drawn.symbols) == len(shown)
        assert 'data-region="RU-BEL"' in html.unescape(drawn.svg) and drawn.regions is sums


@pytest.mark.parametrize("zoom", [4.0, 6.5, 9.0])
def test_what_the_map_does_not_show_is_not_drawn(zoom: float) -> None:
    """Of a map that looks at a part, symbols are those whose discs reach into it."""
    view = InView(shipped("chronology-2023-05-06"))
    plane = Plane.at(50.4, 36.9, zoom, 720, 630)
    drawn = still_map(view, plane, **SIZES[0])
    whole = joined(places(drawn.layer.incidents), plane.zoom)
    seen = []
    for each in whole:
        x, y = plane.pixel(each.latitude, each.longitude)
        is_inward = x + each.radius >= 0 and y + each.radius >= 0
        if is_inward and x - each.radius <= 720 and y - each.radius <= 630:
            seen.append(each)
    assert {each.members for each in drawn.symbols} == {each.members for each in seen}
    assert drawn.svg.count('class="symbol"') == len(seen) and drawn.plane is plane


def test_a_region_beyond_the_map_takes_no_others_figure() -> None:
    """Shaded regions have their figures wherever the map shows them, though one with more lies
    outside.
    """
    moscow = {"region": "RU-MOW", "latitude": "55.7558", "longitude": "37.6173"}
    whole = build([incident("a"), *(incident(f"m{at}", **moscow) for at in range(3))])
    sums = region_sums(InView(whole), "incidents")
    assert [each.code for each in sums.drawn] == ["RU-MOW", "RU-BEL"]
    near = Plane.at(50.6, 37.0, 7.0, 700, 480)
    drawn = still_map(InView(whole), near, regions=sums, width=700, height=480)
    assert "Belgorod Oblast" in re.findall(r"<text [^>]*>([^<]*)</text>", drawn.svg)


@pytest.mark.parametrize("count", [1, 2, 1_234])
def test_a_region_s_label_has_room_for_its_name_and_number(
    count: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As long as its letters are, and not half as long again, whichever side of its dot."""
    asked: list[Box] = []
    take_in = Room.take_in

    def noted(of: Room, region: str, near: Any, boxes: Sequence[Box]) -> Any:
        asked.extend(boxes)
        return take_in(of, region, near, boxes)

    monkeypatch.setattr(Room, "take_in", noted)
    rows = [incident(f"i{at}", geo_precision="3") for at in range(count)]
    drawn = still_map(InView(build(rows)), **SIZES[0])
    (words,) = re.findall(r'underline">([^<]*)</text>', drawn.svg)
    wide = width(html.unescape(words), 12)
    assert words.startswith("Belgorod Oblast") and len(asked) == 4
    assert all(wide < east - west < 1.5 * wide for west, _, east, _ in asked)


@pytest.mark.parametrize(
    ("x", "y"), [(-9.9, 50), (709.9, 50), (50, -9.9), (50, 489.9), (-9.9, -9.9), (709.9, 489.9)]
)
def test_a_symbol_is_drawn_as_far_as_its_disc_reaches_in(x: float, y: float) -> None:
    """Over each edge and corner by less than its radius; by more it is not on the map."""
    plane = Plane.at(50.6, 37.0, 7.0, 700, 480)
    out = [value + (1 if value > 100 else -1 if value < 0 else 0) for value in (x, y)]
    assert picture._is_inside(plane, x, y, 10)
    assert not picture._is_inside(plane, *out, 10)
    assert not picture._is_inside(plane, x, y, 5)
