"""Places are found by their names, and named in the reader's language."""

from __future__ import annotations

import re

import pytest

from strikemap import geography
from strikemap.gazetteer import cities, city_names, name_of, places, places_called
from strikemap.languages import LANGUAGES, speaking


@pytest.mark.parametrize(
    ("text", "name", "region"),
    [
        ("shebekino", "Shebekino", "RU-BEL"),
        ("Шебекино", "Shebekino", "RU-BEL"),
        (" BELGOROD ", "Belgorod", "RU-BEL"),
        ("орел", "Orël", "RU-ORL"),
        ("Горловка", "Horlivka", "UA-14"),
        ("Горлівка", "Horlivka", "UA-14"),
        ("gorlovka", "Horlivka", "UA-14"),
        ("Мариуполь", "Mariupol", "UA-14"),
        ("Геническ", "Henichesk", "UA-65"),
        ("Шебекіно", "Shebekino", "RU-BEL"),
        ("Бєлгород", "Belgorod", "RU-BEL"),
        ("Харьков", "Kharkiv", "UA-63"),
    ],
)
def test_places_by_name(text: str, name: str, region: str) -> None:
    """A place is found by its name in each language, whatever the case, the largest first."""
    found = places_called(text)[0]
    assert found.region == region and (found.name == name or text == "орел")


@pytest.mark.parametrize("text", ["", "   ", "'", "no such place anywhere", "<script>"])
def test_no_place(text: str) -> None:
    """What names no place finds none."""
    assert places_called(text) == ()


def test_places_come_by_beginning_then_by_size() -> None:
    """Names that begin with the text come first, each group the largest first, none twice."""
    found = places_called("bel", limit=200)
    begin = [p.name.casefold().startswith("bel") or p.name_local.casefold().startswith("бел")
             for p in found]  # fmt: skip
    assert len(set(found)) == len(found)
    first = [place.population for place, fits in zip(found, begin, strict=True) if fits]
    assert first == sorted(first, reverse=True)


@pytest.mark.parametrize(
    ("code", "names"),
    [("en", "Horlivka, Belgorod"), ("uk", "Горлівка, Бєлгород"), ("ru", "Горловка, Белгород")],
)
def test_a_place_is_named_in_the_readers_language(code: str, names: str) -> None:
    """Ukraine's and Russia's cities alike; a village without such a name by its local one."""
    with speaking(code):
        told = [name_of(places_called(each)[0]) for each in ("Horlivka", "Belgorod")]
        village = name_of(places_called("Novaya Tavolzhanka")[0])
    assert ", ".join(told) == names
    assert village == ("Novaya Tavolzhanka" if code == "en" else "Новая Таволжанка")


def test_each_city_has_a_name_in_every_language() -> None:
    """The names of the map's cities are as many in each language, none empty."""
    for code in LANGUAGES:
        with speaking(code):
            assert len(city_names()) == len(cities()) and all(city_names())


def test_a_city_is_spelled_as_the_region_that_is_called_after_it() -> None:
    """Their labels stand side by side on the map; the two systems differ in few letters."""

    def alike(name: str) -> str:
        name = re.sub(r"iy\b", "y", name.replace("’", "").replace("ë", "yo"))
        return re.sub("y(?=[aio])", "i", name).replace("ii", "i")

    regions_after = {
        alike(of.name.rsplit(" ", 1)[0]): of.name for of in geography.regions().values()
    }
    for name, *_ in cities():
        assert regions_after.get(alike(name), name).startswith(name)


def test_local_names_are_in_the_language_of_their_place() -> None:
    """A local name of Russia is in Russian letters, one of Ukraine in Ukrainian ones."""
    letters = {"RU": r"[А-Яа-яЁё\d «»’.,()–-]+", "UA": r"[А-ЩЬЮЯІЇЄҐа-щьюяіїєґ\d «»’.,()–-]+"}
    wrong = [
        (each.name, each.name_local)
        for each in places()
        if each.name_local and not re.fullmatch(letters[each.region[:2]], each.name_local)
    ]
    assert wrong == []
    assert places_called("Москва")[0].name == "Moscow" and places_called("київ")[0].name == "Kyiv"
