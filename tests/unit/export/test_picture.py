"""The picture of a view: the map's symbols, the totals in words, and text that stays text."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from functools import cache
from html import unescape
from xml.etree import ElementTree

import pytest
from PIL import Image

from strikemap import languages
from strikemap.cartography import joined, places, region_sums, still_map
from strikemap.collection.versions import SHOWN_HASH
from strikemap.export import FORMS, View, totals
from strikemap.export.lettering import width, wrapped
from strikemap.export.picture import NOT_ALL, map_of, svg
from strikemap.export.picture_column import HEIGHT, MAP_WIDTH, WIDTH
from strikemap.export.picture_legend import keys_of
from strikemap.export.raster import png
from strikemap.export.totals import groups as groups_of
from strikemap.export.totals import parted_in_words, summed
from strikemap.filters.choices import Filters
from strikemap.filters.in_words import filters_in_words
from strikemap.languages import speaking
from strikemap.links import LAYERS, Link
from strikemap.model import Collection
from strikemap.vocabularies import CASUALTY_MEASURES
from strikemap.wording import incidents
from tests.builders import build, claim, incident, occupied
from tests.unit.export.views import QUERIES, SHIPPED, link_of, shipped
from tests.unit.hostile import PAYLOADS, READABLE

SVG = "{http://www.w3.org/2000/svg}"


def texts(picture: str) -> list[str]:
    """Every text that the picture shows, and nothing that it hides."""
    return ["".join(each.itertext()) for each in ElementTree.fromstring(picture).iter(f"{SVG}text")]


def groups(picture: str, kind: str) -> int:
    """How many groups of a class the picture has."""
    found = ElementTree.fromstring(picture).iter(f"{SVG}g")
    return sum(each.get("class") == kind for each in found)


@pytest.mark.by_day(4, "each collection and each query is among those of the day")
@pytest.mark.parametrize("name", SHIPPED)
@pytest.mark.parametrize("query", QUERIES[:4])
def test_symbols_are_those_of_the_map(name: str, query: str) -> None:
    """At its zoom the picture has the symbols that the map's rule gives, and stands for as many."""
    whole = shipped(name)
    link = link_of(whole, query)
    drawn = still_map(View(whole, link).in_view, width=MAP_WIDTH, height=HEIGHT)
    wanted = joined(places(drawn.layer.incidents), drawn.plane.zoom)
    assert set(drawn.symbols) == set(wanted)
    assert groups(svg(View(whole, link)), "symbol") == len(wanted)


def shaded(picture: str) -> dict[str, tuple[int, bool]]:
    """The shade of each region that the picture shades, and whether it is hatched."""
    found = ElementTree.fromstring(picture).iter(f"{SVG}g")
    return {
        str(each.get("data-region")): (
            int(each.get("data-shade", "")),
            each.get("data-hatched") == "1",
        )
        for each in found
        if each.get("class") == "shaded"
    }


@pytest.mark.by_day(4, "each collection, layer and query is among those of the day")
@pytest.mark.parametrize("name", SHIPPED)
@pytest.mark.parametrize("layer", LAYERS[1:])
@pytest.mark.parametrize("query", ["", "as_of=2023-06-05", "weapon=drone&territory=russia"])
def test_regions_are_shaded_as_on_the_map(name: str, layer: str, query: str) -> None:
    """Each region in view has the map's shade, hatching and legend, in picture and page alike."""
    whole = shipped(name)
    link = link_of(whole, f"{query}&layer={layer}")
    sums = region_sums(View(whole, link).in_view, layer.partition("-")[2] or "incidents")
    sent = sums.as_json()
    told = {unescape(code): (shade, bool(hatched)) for code, _, shade, hatched, _ in sent["all"]}
    picture, page = svg(View(whole, link)), io.BytesIO()
    FORMS["html"].write(View(whole, link), page, None)
    assert shaded(picture) == told and told
    assert groups(picture, "symbol") == 0
    for _, words in sent["legend"]:
        assert unescape(words) in texts(picture)
        assert unescape(words) in unescape(page.getvalue().decode())
    assert page.getvalue().decode().count('class="shaded"') == len(told)


def test_over_shaded_regions_stands_the_chosen_incident_alone() -> None:
    """A link that names an incident shows it ringed, whatever the regions behind it show."""
    whole = build([incident("a"), incident("b", latitude="50.4")], [claim("k", "a", "2")])
    picture = svg(View(whole, Link(collection="example", incident="a", layer="regions")))
    assert groups(picture, "symbol") == 1 and picture.count('stroke="#26231d"') == 1
    assert shaded(picture) == {"RU-BEL": (4, False)}


def test_it_says_what_is_known_and_what_is_not() -> None:
    """Totals apart by territory, with their unknown; that these are not all; whose words."""
    whole = build([incident("a"), incident("b"), occupied("c")], [claim("k", "a", "2+")])
    said = " ".join(texts(svg(View(whole, Link(collection="example")))))
    assert "Killed 2+, unknown for 1 of 2" in said and "Killed not reported" in said
    assert "Russian-occupied Ukraine: 1 incident" in said
    assert NOT_ALL in said and whole.content_hash[:12] in said and "OpenStreetMap" in said


MANY = (
    "side=russia&as_of=2023-06-10&q=Belgorod&casualties=killed&casualties=injured&territory=together"
    "&region=RU-BEL&region=RU-BRY&region=RU-KRS&region=RU-MOS&region=RU-MOW&region=RU-VOR"
    "&region=UA-43&region=UA-14&region=UA-09&region=UA-23&weapon=drone&weapon=artillery"
    "&weapon=missile&weapon=rocket&target=residential&target=energy&target=unknown"
    "&evidence=one_origin&evidence=corroborated&claimant=governor-belgorod&publishers=2"
)


@pytest.mark.by_day(5, "each language and each query is among those of the day")
@pytest.mark.parametrize("spoken", languages.LANGUAGES)
@pytest.mark.parametrize("query", [*QUERIES, "territory=together", "weapon=missile", MANY])
def test_no_number_is_cut(query: str, spoken: str) -> None:
    """Each territory, its incidents and its tolls are told to their end, and of which view."""
    view = View(shipped(SHIPPED[1]), link_of(shipped(SHIPPED[1]), query))
    with speaking(spoken):
        told = " ".join(" ".join(texts(svg(view))).split()).casefold()
        words = []
        for group in filter(lambda group: len(group.rows), totals.groups(view)):
            words.append(f"{group.label}: {incidents(len(group.rows))}")
            for name in CASUALTY_MEASURES:
                whole = totals.summed(view, name, group.rows)
                words.append(totals.figure_in_words(name, whole))
                words.append(totals.parted_in_words(view, whole))
        # What changes each number stands at the end.
        chosen = filters_in_words(view.link.filters, view.collection)
        words.append(", ".join(chosen.split(", ")[-3:]))
        for each in words:
            assert " ".join(each.split()).casefold() in told


def test_an_incident_is_shown_where_it_is() -> None:
    """A link that names an incident shows its title, its toll with the claimant, and a ring."""
    whole = build([incident("a"), incident("b", latitude="55")], [claim("k", "a", "2")])
    picture = svg(View(whole, Link(collection="example", incident="a")))
    said = " ".join(texts(picture))
    assert "Shelling reported at a" in said and "according to Governor" in said
    assert "Killed: 2" in said and "Injured: not reported" in said
    assert picture.count('stroke="#26231d"') == 1 and groups(picture, "symbol") == 1
    assert "Belgorod" in texts(picture), "what is near is named"


def test_rival_tolls_of_an_incident_are_a_range() -> None:
    """Where claimants differ the picture has the range and whose the headline figure is."""
    whole = build([incident("a")], [claim("k", "a", "0"), claim("l", "a", "1", by="kyiv")])
    said = " ".join(texts(svg(View(whole, Link(collection="example", incident="a")))))
    assert "Killed: 0–1 (headline 0)" in said and "according to " in said


def test_the_legend_has_what_occurs() -> None:
    """A mark that no symbol has is not explained; one that some symbol has is."""
    plain = build([incident("a")], [claim("k", "a", "2")])
    said = texts(svg(View(plain, Link(collection="example"))))
    assert "hollow: toll unknown" not in said and "ringed: occupied Ukraine" not in said
    both = build([incident("a"), occupied("b")])
    said = texts(svg(View(both, Link(collection="example"))))
    assert {"hollow: toll unknown", "ringed: occupied Ukraine"} <= set(said)


def test_the_legend_says_what_sizes_mean() -> None:
    """Where a symbol is greater for its toll the picture says so, as the map does; else not."""
    for killed, is_sized in (("9", True), ("0", False)):
        whole = build([incident("a")], [claim("k", "a", killed)])
        said = texts(svg(View(whole, Link(collection="example"))))
        assert ("size: killed or injured" in said) == is_sized


@pytest.mark.by_day(3, "both collections, the shortest and the longest language are of the day")
@pytest.mark.parametrize("spoken", ["en", "uk", "ru"])
@pytest.mark.parametrize("name", SHIPPED)
def test_the_legend_drops_nothing_in_silence(name: str, spoken: str) -> None:
    """However little room there is, each key stands there, or is in the number of those left."""
    whole = shipped(name)
    claimants = tuple(whole.claimants["claimant_id"].astype(str)[:8])
    left = re.compile(re.sub(r"\d+", r"(\\d+)", more_in(spoken)))
    for filters in (Filters(), Filters(claimants=claimants), Filters(text="у " * 90)):
        for layer in LAYERS[:2]:
            view = View(whole, Link(collection=whole.name, filters=filters, layer=layer))
            with speaking(spoken):
                drawn, said = map_of(view), texts(svg(view))
                keys = [told for _glyph, told in keys_of(drawn)]
            missing = [each for each in keys if each not in said]
            counted = [int(found[1]) for each in said if (found := left.fullmatch(each))]
            assert counted == ([len(missing)] if missing else [])
            words = "".join("".join(said).split())
            assert all("".join(each.split()) in words for each in drawn.left_out)


def more_in(spoken: str) -> str:
    """“and 5 more”, in a language."""
    with speaking(spoken):
        return languages.ngettext("and {count} more", "and {count} more", 5)


@pytest.mark.by_day(3, "both collections, the shortest and the longest language are of the day")
@pytest.mark.parametrize("spoken", ["en", "uk", "ru"])
@pytest.mark.parametrize("name", SHIPPED)
def test_the_citation_keeps_version_and_hash(name: str, spoken: str) -> None:
    """However long the filter is in words, the picture says of which content it is."""
    whole = shipped(name)
    claimants = tuple(whole.claimants["claimant_id"].astype(str)[:8])
    long = Filters(claimants=claimants, text="слово " * 30)
    for filters in (Filters(), Filters(claimants=claimants), long):
        view = View(whole, Link(collection=whole.name, filters=filters), "https://a.example")
        with speaking(spoken):
            told = " ".join(texts(svg(view)))
        assert whole.content_hash[:SHOWN_HASH] in told and f" {whole.version}" in told


@pytest.mark.parametrize("spoken", ["en", "uk", "ru"])
def test_totals_of_both_territories_say_whose_they_are(spoken: str) -> None:
    """No language is so long that a heading or of whom a toll is loses its end."""
    whole = shipped("chronology-2023-05-06")
    view = View(whole, Link(collection=whole.name, filters=Filters(territory="together")))
    with speaking(spoken):
        said = " ".join(texts(svg(view)))
        (group,) = groups_of(view)
        assert f"{group.label}: {incidents(len(group.rows))}" in said
        for measure in CASUALTY_MEASURES:
            assert parted_in_words(view, summed(view, measure, group.rows)) in said


@cache
def with_a_row_for_each() -> tuple[Collection, set[str]]:
    """A collection of as many incidents as there are hostile texts, and its picture's elements."""
    rows = [incident(f"t{at}", title="A") for at in range(len(READABLE))]
    whole = build(rows, [claim("k", "t0", "2")])
    return whole, {each.tag for each in ElementTree.fromstring(svg(View(whole, Link()))).iter()}


@pytest.mark.by_day(5, "all of these texts are the titles and places of each of the day")
@pytest.mark.parametrize("at", range(len(READABLE)))
def test_hostile_text_stays_text(at: int) -> None:
    """Whatever stands in titles, names and the query, the picture is XML without its markup."""
    whole, plain = with_a_row_for_each()
    text = READABLE[at]
    titled = replace(
        whole,
        title=text,
        incidents=whole.incidents.assign(title=READABLE, place=READABLE),
        claimants=whole.claimants.assign(name=text),
    )
    chosen = Link(incident=f"t{at}") if at % 4 == 0 else Link(filters=Filters(text=text[:200]))
    tags = {each.tag for each in ElementTree.fromstring(svg(View(titled, chosen))).iter()}
    assert tags <= plain | {f"{SVG}g", f"{SVG}title"}


@pytest.mark.by_day(1, "one drawing is made into all three")
@pytest.mark.parametrize("form", ["png", "slide", "print"])
def test_sizes(form: str) -> None:
    """Each picture has the size that it is named for, and is one picture."""
    file = io.BytesIO()
    FORMS[form].write(View(build([incident("a")]), Link(collection="example")), file, None)
    times = {"png": 1, "slide": 1.6, "print": 3}[form]
    assert Image.open(file).size == (round(WIDTH * times), round(HEIGHT * times))


@pytest.mark.parametrize("spoken", ["en", "uk", "ru"])
def test_lines_fit_in_any_font(spoken: str) -> None:
    """Each line of words says how long it is, within the picture, whatever font it is drawn in."""
    for name in SHIPPED:
        for query in QUERIES[:3]:
            with speaking(spoken):
                picture = svg(View(shipped(name), link_of(shipped(name), query)))
                warning = "".join(languages.gettext(NOT_ALL).split())
            assert warning in "".join("".join(texts(picture)).split())
            drawn = ElementTree.fromstring(picture).iter(f"{SVG}text")
            lines = [each for each in drawn if float(each.get("x", 0)) > MAP_WIDTH]
            assert len(lines) > 5
            for each in lines:
                assert float(each.get("x", 0)) + float(each.get("textLength", "inf")) <= WIDTH
                assert each.get("lengthAdjust") == "spacingAndGlyphs"


def test_cyrillic_comes_with_the_package() -> None:
    """Cyrillic letters are drawn, each its own, with no font of the machine's."""
    drawn = [
        png(
            f'<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40">'
            f'<text x="4" y="30" font-size="28" font-family="PT Sans">{letter}</text></svg>'
        )
        for letter in ("Б", "Ї", "ы", " ")
    ]
    assert len(set(drawn)) == 4


@pytest.mark.parametrize("text", PAYLOADS, ids=range(len(PAYLOADS)))
@pytest.mark.parametrize("lines", [1, 3])
def test_lines_fit(text: str, lines: int) -> None:
    """No line is wider than its room, none too many; what is left out is marked."""
    plain = text.encode("utf-8", "replace").decode("utf-8")
    found = wrapped(plain, 16, 120, lines)
    assert len(found) <= lines and all(width(each, 16) <= 121 for each in found)
    whole = "".join(plain.split())
    assert "".join("".join(found).split()) == whole or found[-1].endswith("…")


def test_each_toll_is_told_whether_or_not_the_other_is_reported() -> None:
    """Of one incident and of a view, of either territory; where none is in view that is said."""
    whole = build(
        [incident("a"), occupied("o")],
        [claim("k", "a", "3", "injured"), claim("l", "o", "2")],
    )
    for link, wanted in (
        (Link(incident="a"), ("Killed: not reported", "Injured: 3")),
        (Link(incident="o"), ("Killed: 2", "Injured: not reported")),
        (Link(), ("Russian territory: 1 incident", "Russian-occupied Ukraine: 1 incident")),
        (
            Link(filters=Filters(regions=("UA-09",))),
            ("Russian-occupied Ukraine: 1 incident",),
        ),
    ):
        said = " ".join(texts(svg(View(whole, link))))
        assert all(each in said for each in wanted) and "No incident is in view" not in said
    nothing = svg(View(whole, Link(filters=Filters(regions=("RU-KAM",)))))
    assert "No incident is in view." in " ".join(texts(nothing))
