"""Regions and places by their names in English, Ukrainian and Russian, however they are spelled."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache

from strikemap import gazetteer, geography
from strikemap.gazetteer import Place
from strikemap.spelling import folded, latin

CITY = 50_000
"""People of a place whose bare name is enough.  The gazetteer lacks most villages, so that a small
place's name may be that of another one: a row that is placed by it says so."""

_KINDS = re.compile(
    r"\b(?:oblast|obl|region|krai|republic of|republic|autonomous okrug|okrug|autonomous|ao|"
    r"respublika|resp|kr|ar|avtonomnii|avtonomnaia|avtonomna|city of|city|gorod|g|misto|m|"
    r"province|territori)\b"
)


_SHORT = {
    "спб": "RU-SPE",
    "питер": "RU-SPE",
    "ленобласть": "RU-LEN",
    "подмосковье": "RU-MOS",
    "підмосков’я": "RU-MOS",
    "башкирия": "RU-BA",
    "башкирія": "RU-BA",
    "северная осетия": "RU-SE",
    "північна осетія": "RU-SE",
    "north ossetia": "RU-SE",
    "altai territory": "RU-ALT",
    "хмао": "RU-KHM",
    "лен": "RU-LEN",
    "st petersburg": "RU-SPE",
    "кубань": "RU-KDA",
    "kuban": "RU-KDA",
    "moscow city": "RU-MOW",
    "zaporizhia": "UA-23",
    "zaporozhia": "UA-23",
    "kiev oblast": "UA-32",
    "zaporozhye": "UA-23",
    "запорожье": "UA-23",
    "dnr": "UA-14",
    "dpr": "UA-14",
    "днр": "UA-14",
    "lnr": "UA-09",
    "lpr": "UA-09",
    "лнр": "UA-09",
}
"""Names in use of regions that are called otherwise."""

_COUNTRY = r"(?:russia|russian federation|ukraine|россия|рф|украина|росія|україна)"
_NOTE = re.compile(
    rf"\s*\(\s*(?:{_COUNTRY}|occupied|оккупирован\w*|окупован\w*)\s*\)$|\s*,\s*{_COUNTRY}$",
    re.IGNORECASE,
)
_AS_OBLAST = re.compile(r"\b(?:obl|region|province)\b")
_LAND = re.compile(r"(.{3,})[щч]ин[аеиіуы]")
"""Ukrainian and Russian names of a region as of a land."""


@cache
def _regions() -> tuple[dict[str, str], dict[str, str]]:
    exact: dict[str, str] = {}
    bare: defaultdict[str, set[str]] = defaultdict(set)
    for code, names in geography.region_names().items():
        for name in (code, code[3:], *names):
            if len(name) > 3 or "-" in name:
                exact.setdefault(latin(name), code)
            bare[_without_kind(latin(name))].add(code)
    one = {name: codes.pop() for name, codes in bare.items() if name and len(codes) == 1}
    return exact, one


def _without_kind(name: str) -> str:
    return " ".join(_KINDS.sub(" ", name).split())


@cache
def _short() -> dict[str, str]:
    return {latin(name): code for name, code in _SHORT.items()}


def region(text: str) -> str:
    """
    The code of the region that *text* names, "" where it names none or more than one.

    `RU-BEL`, `Belgorod Oblast`, `Belgorod`, `Белгородская обл.`, `Бєлгородська область`,
    `Белгородчина`, `Респ. Крым`, `Подмосковье`, `Ростовская область (Россия)`.
    """
    exact, bare = _regions()
    text = _NOTE.sub("", text[:200].strip())
    wanted = latin(text)
    alone = _without_kind(wanted)
    for name in (wanted, _AS_OBLAST.sub("oblast", wanted)):
        if found := _short().get(name) or exact.get(name):
            return found
    if found := _short().get(alone) or bare.get(alone, ""):
        return found
    of = _LAND.fullmatch(folded(text))
    return bare.get(latin(f"{of[1]}ская"), "") if of else ""


_BEFORE = re.compile(
    r"(?<!\w)(?:г|гор|город|с|село|п|пос|посёлок|поселок|пгт|д|дер|деревня|х|хутор|ст|ст-ца|станица|м|місто|"
    r"смт|с-ще|селище|city of|town of|village of|(?:(?:sea)?port|harbou?r|bay) of|"
    r"(?:морской |морський )?порт|гавань)(?:\.\s*|\s+)(?=\w)",
    re.IGNORECASE,
)
_BEHIND = re.compile(r"(?<=\w)\s+(?:(?:sea\s?)?port|harbou?r|bay|порт|гавань)$", re.IGNORECASE)
"""What a harbour is called behind its town's name."""
_OF_A_REGION = re.compile(
    r"oblast|region|krai|kray|republic|област|обл\b|край|республик|республік|щин[аеиіу]",
    re.IGNORECASE,
)


def parted(text: str) -> tuple[str, str]:
    """
    The bare name of a place, and the code of the region that *text* names beside it, "" if none.

    `г. Белгород`, `Belgorod, Belgorod Oblast`, `с. Муром (Белгородская обл.)`, `порт Новороссийск`;
    a region alone, as `Курская область`, names no place.
    """
    parts = [each.strip() for each in re.split(r"[,;()]", text[:200]) if each.strip()]
    # Ukrainka, Духовщина and Советская Гавань are towns.
    regions = [each for each in parts if _OF_A_REGION.search(each) and not _is_place(each)]
    of = next(map(region, regions), "")
    name = next((each for each in parts if each not in regions), "")
    bare = name if _is_place(name) else _BEHIND.sub("", _BEFORE.sub("", name, count=1))
    return bare, of


@cache
def _places() -> dict[str, tuple[Place, ...]]:
    found: defaultdict[str, list[Place]] = defaultdict(list)
    for place in gazetteer.places():
        for name in {latin(place.name), latin(place.name_local)} - {""}:
            found[name].append(place)
    return {name: tuple(places) for name, places in found.items()}


def _is_place(name: str) -> bool:
    return latin(name) in _places() and not region(name)


def places(text: str, in_region: str = "") -> tuple[Place, ...]:
    """
    The places of the gazetteer that *text* names, in the region *in_region* where one is given:
    one where the name is enough, several where it is not, none where it is not known.
    """
    found = _places().get(latin(text[:200]), ()) if text else ()
    return tuple(each for each in found if in_region in ("", each.region))
