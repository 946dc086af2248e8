"""The words of a picture stand beside its map, one below the other, and none on another."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, partial
from itertools import combinations
from typing import NamedTuple
from xml.etree import ElementTree

import pytest

from strikemap.export import View, picture, picture_legend
from strikemap.export.citation import cite
from strikemap.export.lettering import width
from strikemap.export.picture import CREDITS, NOT_ALL, map_of, svg
from strikemap.export.picture_column import HEIGHT, MAP_WIDTH, ROOM, WIDTH, Column
from strikemap.export.picture_legend import keys_of, show_legend
from strikemap.links import Link
from strikemap.links import View as Sight
from strikemap.model import Collection
from tests.builders import build, claim, incident, occupied
from tests.unit.export.views import QUERIES, SHIPPED, link_of, shipped

SVG = "{http://www.w3.org/2000/svg}"


class Line(NamedTuple):
    """A line of words: where its letters begin, their base, size and length in pixels, and look."""

    text: str
    x: float
    y: float
    size: float
    length: float
    bold: bool
    colour: str


def lines_of(picture: str) -> list[Line]:
    """The lines of the column beside the map, from the top."""
    found = []
    for each in ElementTree.fromstring(picture).iter(f"{SVG}text"):
        if float(each.get("x", 0)) > MAP_WIDTH and "textLength" in each.attrib:
            numbers = [
                float(each.get(name, "nan")) for name in ("x", "y", "font-size", "textLength")
            ]
            bold = each.get("font-weight") == "700"
            found.append(Line("".join(each.itertext()), *numbers, bold, each.get("fill", "")))
    return found


def lines_in(column: Column) -> list[Line]:
    """The lines that stand in *column* by itself."""
    return lines_of(f'<svg xmlns="http://www.w3.org/2000/svg">{"".join(column.parts)}</svg>')


def overlaps(one: Line, other: Line) -> bool:
    """Whether letters of *one*, from their feet to their heads, lie on those of *other*."""
    across = one.x < other.x + other.length and other.x < one.x + one.length
    upper, lower = sorted((one, other), key=lambda each: each.y)
    return across and lower.y - 0.75 * lower.size < upper.y


@cache
def rich() -> Collection:
    """Incidents of both territories, with tolls of every kind, and places of every precision."""
    rows = [
        incident("a", latitude="50.6", longitude="36.6"), incident("b", geo_precision="2"),
        incident("c", weapon="drone", latitude="55.7", longitude="37.6", region="RU-MOW"),
        incident("r", latitude="", longitude="", geo_precision="3"), occupied("o"),
        incident("w", status="withdrawn"), incident("n", title="A long title " * 12),
    ]  # fmt: skip
    claims = [
        claim("a1", "a", "2-5", people="civilians"), claim("a2", "a", "3", "injured"),
        claim("b1", "b", "up to 4"), claim("o1", "o", "2+"), claim("c1", "c", "0"),
        claim("a3", "a", "4", by="ministry"), claim("w1", "w", "1"),
    ]  # fmt: skip
    return build(rows, claims)


def of_shipped(name: str, query: str) -> View:
    """The view of a shipped collection that *query* asks for."""
    return View(shipped(name), link_of(shipped(name), query))


VIEWS: list[Callable[[], View]] = [
    *(lambda link=link: View(rich(), link) for link in (
        Link(), Link(incident="a"), Link(incident="b"), Link(incident="o"), Link(incident="w"),
        Link(incident="r"), Link(incident="n"), Link(layer="killed"),
    )),
    *(partial(of_shipped, name, query) for name in SHIPPED for query in QUERIES[:3]),
]  # fmt: skip


@pytest.mark.parametrize("view", VIEWS, ids=range(len(VIEWS)))
def test_no_words_lie_on_others(view: Callable[[], View]) -> None:
    """Each line has its room within the column, the legend's above the note and the citation's."""
    found = lines_of(svg(view()))
    assert len(found) > 5
    for line in found:
        assert line.x > MAP_WIDTH + 20 and line.x + line.length <= WIDTH - 20, line
        assert line.size <= line.y <= HEIGHT - 12, line
        assert 10 <= line.size <= 28, line
    assert [(a.text, b.text) for a, b in combinations(found, 2) if overlaps(a, b)] == []
    warning = next(at for at, line in enumerate(found) if line.text.startswith("These are not"))
    assert all(line.y < found[warning].y for line in found[:warning])
    # However many lines they are, note and citation end at the same height.
    assert found[warning].bold and found[-1].y == pytest.approx(HEIGHT - 19)


def test_the_credits_stand_on_the_map() -> None:
    """At its foot, where nothing covers them."""
    (credit,) = (
        each
        for each in ElementTree.fromstring(svg(View(rich(), Link()))).iter(f"{SVG}text")
        if "".join(each.itertext()) == CREDITS
    )
    x, y, size = (float(credit.get(name, "nan")) for name in ("x", "y", "font-size"))
    assert 0 < x < 20 and y - 0.75 * size > HEIGHT - 20 and y < HEIGHT - 3
    assert x + float(credit.get("textLength", "nan")) < MAP_WIDTH


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("a", ["Killed: 2–5 (headline 2)", "Injured: 3"]),
        ("b", ["Killed: 0–4 (headline up to 4)", "Injured: not reported"]),
        ("o", ["Killed: at least 2", "Injured: not reported"]),
        ("c", ["Killed: 0", "Injured: not reported"]),
        ("w", ["Withdrawn: it counts in no total.", "Killed: 1", "Injured: not reported"]),
    ],
)
def test_one_incident_says_its_tolls(name: str, said: list[str]) -> None:
    """As a number, or a range beside its headline; that it fell stands above."""
    found = lines_of(svg(View(rich(), Link(incident=name))))
    bold = [line.text for line in found if line.bold and not line.text.startswith(NOT_ALL[:5])]
    assert bold[-len(said) :] == said
    assert any(line.text.startswith("according to") for line in found)


def test_the_map_looks_where_the_link_does_and_at_a_chosen_incident_before_that() -> None:
    """The middle of the map is the point that the link names, at its zoom."""
    link = Link(view=Sight(51.5, 39.25, 7.5))
    plane = map_of(View(rich(), link)).plane
    assert plane.pixel(51.5, 39.25) == pytest.approx((MAP_WIDTH / 2, HEIGHT / 2), abs=1)
    assert plane.zoom == pytest.approx(7.5)
    record = rich().incidents.iloc[0]
    near = map_of(View(rich(), link), 0).plane
    middle = near.pixel(record["latitude"], record["longitude"])
    assert middle == pytest.approx((MAP_WIDTH / 2, HEIGHT / 2), abs=1) and near.zoom > 7.5
    whole = map_of(View(rich(), Link())).plane
    placed = rich().incidents[["latitude", "longitude"]].dropna().itertuples(index=False)
    assert all(0 < x < MAP_WIDTH and 0 < y < HEIGHT for x, y in (whole.pixel(*at) for at in placed))


@pytest.mark.parametrize("local_only", [True, False])
def test_what_may_not_be_passed_on_says_so(local_only: bool) -> None:
    """At the foot of the picture, before how it is cited."""
    whole = build([incident("a")], local_only=local_only)
    words = " ".join(line.text for line in lines_of(svg(View(whole, Link()))))
    assert ("For local use: the licence forbids passing it on." in words) is local_only
    cited = cite(View(whole, Link()))
    assert cited.text.removesuffix(f" {cited.address}") in words, "what has room is not cut"


def test_a_column_leaves_out_what_has_no_room() -> None:
    """A line that would end below its end is left out; one that ends there is not."""
    for end, count in ((100.0, 4), (16 + 5 * 20 * 1.22, 5), (16 + 5 * 20 * 1.22 - 0.1, 4)):
        column = Column(end=end)
        for _ in range(9):
            column.text("x", 20)
        assert len(column.parts) == (count if end > 100 else 3)
    column = Column()
    column.space(10)
    column.text("x", 20)
    assert (column.y, len(column.parts)) == (16 + 10 + 24.4, 1)


@pytest.mark.parametrize("count", [1, 2])
def test_a_legend_explains_the_look_of_single_incidents_where_there_are_some(count: int) -> None:
    """A symbol of several looks the same whatever is known of their tolls."""
    whole = build([incident(f"i{at}") for at in range(count)])
    told = {told for _, told in keys_of(map_of(View(whole, Link())))}
    assert ("hollow: toll unknown" in told) is (count == 1)
    assert ("area: number; ring: kinds" in told) is (count == 2)


@pytest.mark.parametrize("few", [1, 1_000])
def test_a_legend_explains_cells_where_there_are_some(
    few: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Symbols of several incidents are discs with a ring; of many they are cells with a number."""
    monkeypatch.setattr("strikemap.cartography.layer.AGGREGATE_FROM", few)
    drawn = map_of(View(rich(), Link()))
    told = {told for _, told in keys_of(drawn)}
    assert ("several: their number" in told) is (drawn.layer.cells is not None) is (few == 1)


@pytest.mark.parametrize("room", [20, 45, 70, 110, 400])
def test_a_legend_ends_within_its_room(room: int) -> None:
    """Its keys stand in two columns, smaller where that helps; what has no room is counted."""
    drawn = map_of(View(rich(), Link()))
    keys = [told for _, told in keys_of(drawn)]
    column = Column()
    show_legend(column, drawn, column.y + room)
    found = lines_in(column)
    shown = [line for line in found if line.text in keys]
    more = [line for line in found if line.text.startswith("and ")]
    assert [(a.text, b.text) for a, b in combinations(found, 2) if overlaps(a, b)] == []
    # The line of what is left out has its place even where nothing else has one.
    assert all(line.y <= 16 + max(room, 21) for line in found)
    assert len(keys) > 4 and len(shown) == len(keys) - sum(
        int(each.text.split()[1]) for each in more
    )
    assert len(more) == (len(shown) < len(keys))
    assert all(line.x == min(each.x for each in shown or more) for line in more)
    assert not more or room < 110
    if not more:
        assert len({line.x for line in shown}) == 2


def looks(link: Link) -> dict[str, set[tuple[float, bool, str]]]:
    """Size, weight and colour of the lines that begin so."""
    kinds = (
        "Strikemap:", "Russian territory:", "Russian-occupied", "Killed", "Injured", "A long",
        "Shelling reported", "according to", "31 May", "Withdrawn", "These are",
        "Strikemap contrib",
    )  # fmt: skip
    found: dict[str, set[tuple[float, bool, str]]] = {}
    for line in lines_of(svg(View(rich(), link))):
        kind = next((each for each in kinds if line.text.startswith(each)), "")
        found.setdefault(kind, set()).add((line.size, line.bold, line.colour))
    return found


def test_what_matters_more_is_larger() -> None:
    """Of a view its heading, then its numbers; of an incident its tolls too; notes are small."""
    ink, quiet, occupied_ = "#23211c", "#5f5b52", "#0057b7"
    view, one = looks(Link()), looks(Link(incident="w"))
    for each in (view, one):
        assert each["Strikemap:"] == {(16, False, quiet)}
        assert each["These are"] == {(15, True, ink)}
        assert each["Strikemap contrib"] == {(12, False, quiet)}
    assert view["Russian territory:"] == {(18, True, ink)}
    assert view["Russian-occupied"] == {(18, True, occupied_)}
    assert view["Killed"] | view["Injured"] == {(18, False, ink)}
    assert one["Shelling reported"] == {(28, True, ink)}
    assert one["31 May"] == {(18, False, ink)} and one["Withdrawn"] == {(18, True, ink)}
    assert one["Killed"] | one["Injured"] == {(20, True, ink)}
    assert one["according to"] == {(16, False, ink)}
    assert {size for size, _, _ in looks(Link(incident="n"))["A long"]} <= {13, 15, 18}


@pytest.mark.parametrize("bold", [False, True])
@pytest.mark.parametrize("words", range(1, 40, 3))
def test_the_words_of_a_number_are_smaller_before_they_are_parted(words: int, bold: bool) -> None:
    """In one line as large as it fits, down to a least size, and in several from there on."""
    text, column = "killed " * words, Column(end=9_999)
    column.whole(text.strip(), 18, 15, bold=bold)
    found = lines_in(column)
    sizes = [18, 17.5, 17, 16.5, 16, 15.5, 15]
    fits = [size for size in sizes if width(text.strip(), size, bold=bold) <= ROOM]
    assert {line.size for line in found} == {fits[0] if fits else 15}
    assert (len(found) == 1) is bool(fits)
    assert " ".join(line.text for line in found) == text.strip()


def test_a_title_without_room_in_any_size_is_in_the_smallest() -> None:
    """Cut where it must be, in as many lines as that size has."""
    column = Column()
    column.title("A long title of a view that narrows by everything " * 40)
    found = lines_in(column)
    assert {line.size for line in found} == {13} and found[-1].text.endswith("…")


@pytest.mark.parametrize("view", VIEWS[:3], ids=range(3))
def test_the_credits_stand_on_paper(view: Callable[[], View]) -> None:
    """Whatever the map has there, a pale strip lies below the words that say whose borders it has,
    and everything drawn lies within the picture.
    """
    root = ElementTree.fromstring(svg(view()))
    strips = [
        (float(each.get("y", 0)), float(each.get("height", 0))) for each in root.iter(f"{SVG}rect")
    ]
    assert all(0 <= y < y + high <= HEIGHT for y, high in strips)
    (foot,) = (
        float(each.get("y", 0))
        for each in root.iter(f"{SVG}text")
        if "".join(each.itertext()).startswith(CREDITS[:20])
    )
    assert any(0 < y < foot - 9 and foot < y + high for y, high in strips)


def test_a_legend_s_letters_are_as_large_as_there_is_room_for() -> None:
    """In ample room of the largest size, in less of a smaller one."""
    drawn = map_of(View(rich(), Link()))
    sizes = []
    for room in (400, 65, 45):
        column = Column()
        show_legend(column, drawn, column.y + room)
        found = lines_in(column)
        told = {told for _, told in keys_of(drawn)}
        sizes.append({line.size for line in found if line.text in told})
    assert sizes == [{13.5}, {12.0}, {10.5}]


@pytest.mark.parametrize("taken", [120, 200, 260, 300])
def test_a_legend_ends_above_the_note_and_the_citation(
    taken: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However far down the tolls of a view reach."""
    say = picture._say_view

    def and_more(column: Column, view: View) -> None:
        say(column, view)
        column.space(taken)

    monkeypatch.setattr(picture, "_say_view", and_more)
    found = lines_of(svg(View(rich(), Link())))
    assert [(a.text, b.text) for a, b in combinations(found, 2) if overlaps(a, b)] == []
    note = next(line for line in found if line.text.startswith(NOT_ALL[:13]))
    told = {told for _, told in keys_of(map_of(View(rich(), Link())))}
    assert all(line.y < note.y for line in found if line.text in told)


SHORT, LONG = "short", "l" * 60


@pytest.mark.parametrize(
    ("words", "places"),
    [
        ((SHORT, SHORT, SHORT), [(0, 0), (1, 0), (0, 1)]),
        ((LONG, SHORT), [(0, 0), (0, 1)]),
        ((SHORT, LONG, SHORT, SHORT), [(0, 0), (0, 1), (0, 2), (1, 2)]),
        ((LONG, LONG, SHORT), [(0, 0), (0, 1), (0, 2)]),
    ],
)
def test_a_long_key_of_a_legend_has_a_line_of_its_own(
    words: tuple[str, ...], places: list[tuple[int, int]]
) -> None:
    """Two short ones share a line, side by side: each column and line of two."""
    assert picture_legend._arranged([("", each) for each in words], 13.5) == places


def test_where_an_incident_was_is_told_to_its_end() -> None:
    """A day, a long name of a place and its region take a second line."""
    place = "Verkhnyaya Novoaleksandrovka settlement"
    whole = build([incident("a", place=place, date_end="2023-06-01")])
    found = [line.text for line in lines_of(svg(View(whole, Link(incident="a"))))]
    told = " ".join(found)
    assert f"{place}, Belgorod Oblast" in told and "…" not in told
