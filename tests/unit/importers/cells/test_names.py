"""Regions and places are known by their names, however they are spelled."""

from __future__ import annotations

import pytest

from strikemap import gazetteer, geography
from strikemap.importers.cells import names
from strikemap.spelling import latin


def test_each_region_is_known_by_each_of_its_names() -> None:
    """By its code and its names in three languages, in letters of any size, with its country."""
    for code, of in geography.region_names().items():
        for name in (code, *of):
            if len(name) > 3 or "-" in name:
                for text in (
                    name,
                    name.upper(),
                    f" {name} ",
                    f"{name} (Russia)",
                    f"{name}, Україна",
                ):
                    assert names.region(text) == code, text


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Belgorod", "RU-BEL"),
        ("Belgorod region", "RU-BEL"),
        ("Belgorod obl.", "RU-BEL"),
        ("Белгородская обл.", "RU-BEL"),
        ("Белгородчина", "RU-BEL"),
        ("Бєлгородщина", "RU-BEL"),
        ("на Белгородчине", ""),
        ("Брянщина", "RU-BRY"),
        ("Респ. Крым", "UA-43"),
        ("АР Крим", "UA-43"),
        ("Подмосковье", "RU-MOS"),
        ("ленобласть", "RU-LEN"),
        ("СПб", "RU-SPE"),
        ("Kuban", "RU-KDA"),
        ("ДНР", "UA-14"),
        ("LPR", "UA-09"),
        ("Курская область (оккупирована)", "RU-KRS"),
        ("Нигдещина", ""),
        ("Nowhere Oblast", ""),
        ("", ""),
        ("Oblast", ""),
        ("BEL", "RU-BEL"),
        ("RU-XX", ""),
        ("Moscow", "RU-MOW"),
        ("Moscow Oblast", "RU-MOS"),
        ("x" * 200 + "Belgorod", ""),
    ],
)
def test_other_names_in_use(text: str, code: str) -> None:
    """Lands, short names and what the occupation calls itself; what is no region is none."""
    assert names.region(text) == code


@pytest.mark.parametrize(
    ("text", "place", "code"),
    [
        ("г. Белгород", "Белгород", ""),
        ("Belgorod, Belgorod Oblast", "Belgorod", "RU-BEL"),
        ("Belgorod Oblast, Belgorod", "Belgorod", "RU-BEL"),
        ("с. Муром (Белгородская обл.)", "Муром", "RU-BEL"),
        ("Курская область", "", "RU-KRS"),
        ("пгт Разумное; Белгородская область; Россия", "Разумное", "RU-BEL"),
        ("", "", ""),
        (" , ", "", ""),
        ("village of Murom, a farm", "Murom", ""),
        ("Город", "Город", ""),
        ("Nowhere Oblast", "", ""),
        ("Belgorod, Kursk Oblast, Belgorod Oblast", "Belgorod", "RU-KRS"),
        ("м. Харків", "Харків", ""),
        ("порт Новороссийск", "Новороссийск", ""),
        ("морской порт Тамань", "Тамань", ""),
        ("Novorossiysk harbour, Krasnodar Krai", "Novorossiysk", "RU-KDA"),
        ("Port of Primorsk (Leningrad Oblast)", "Primorsk", "RU-LEN"),
        ("Sevastopol Bay", "Sevastopol", ""),
        ("Порт-Катон", "Порт-Катон", ""),
        ("Portovoye", "Portovoye", ""),
    ],
)
def test_a_place_is_parted_from_its_kind_and_its_region(text: str, place: str, code: str) -> None:
    """The first part that names no region is the place's, and the first region is its."""
    assert names.parted(text) == (place, code)


def test_no_place_s_name_is_taken_apart() -> None:
    """Ukrainka is no krai, Духовщина no land, and the м of Холм Жирковский no town's sign."""
    odd = {
        name: names.parted(name)
        for place in gazetteer.places()
        for name in (place.name, place.name_local)
        if name and names.parted(name) != (name, "") and not names.region(name)
    }
    assert odd == {}


def test_each_place_of_the_gazetteer_is_found_by_its_names() -> None:
    """By either name, alone or in its region, and in no other one."""
    for place in gazetteer.places()[::40]:
        for name in filter(None, (place.name, place.name_local)):
            assert place in names.places(name)
            assert place in names.places(name.upper(), place.region)
            assert {each.region for each in names.places(name, place.region)} == {place.region}
            alike = {latin(name)}
            assert all(
                alike & {latin(each.name), latin(each.name_local)} for each in names.places(name)
            )
            assert place not in names.places(
                name, "RU-KGD" if place.region != "RU-KGD" else "RU-BEL"
            )
    assert names.places("") == names.places("Nowhere") == ()
