"""Labels of a still map: each in the region that it names, and what has no room said in words."""

from __future__ import annotations

import html
import re
from math import dist

import pytest

from bench import synthetic
from strikemap import collection, geography
from strikemap.cartography import StillMap, region_sums, regions_alone, shaded_by, still_map
from strikemap.cartography.drawing import CELL_COLOUR
from strikemap.cartography.places import NUMBER
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
