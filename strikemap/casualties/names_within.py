"""Claimants within sentences: offices with a small letter there, as Ukrainian and Russian write."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

from strikemap.languages import language

_FIRST = re.compile(r"[^\W\d_]+(?:[-’][^\W\d_]+)*")
_OFFICES: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "uk": frozenset(
            [
                "глава",
                "губернатор",
                "депутат",
                "екстрені",
                "жителі",
                "заступник",
                "керуюча",
                "легіон",
                "мер",
                "місцева",
                "місцеві",
                "начальник",
                "неназвана",
                "оперативний",
                "представник",
                "пресслужба",
                "призначена",
                "призначене",
                "призначений",
                "призначені",
                "прокуратура",
                "радник",
                "речник",
                "речниця",
                "російська",
                "російські",
                "спікер",
                "телеканал",
                "українські",
                "уповноважена",
                "уряд",
            ]
        ),
        "ru": frozenset(
            [
                "глава",
                "губернатор",
                "депутат",
                "жители",
                "заместитель",
                "легион",
                "местные",
                "мэр",
                "назначенная",
                "назначенное",
                "назначенные",
                "назначенный",
                "неназванная",
                "оперативный",
                "правительство",
                "представитель",
                "президент",
                "пресс-секретарь",
                "пресс-служба",
                "прокуратура",
                "российская",
                "российские",
                "советник",
                "спикер",
                "телеканал",
                "украинские",
                "уполномоченная",
                "управляющая",
                "экстренные",
            ]
        ),
    }
)
"""
Words that are no names, with which a claimant's name may begin.

What else a name begins with keeps its letter: a ministry, an agency, a person, and the President
of Ukraine in Ukrainian.
"""


def within(name: str) -> str:
    """
    A claimant's *name*, or several in a list, as it stands after other words of a sentence.

    English writes offices as they stand in the data; a name in another language than the one that
    is spoken is left as it is, and so is text with markup before it.
    """
    first = _FIRST.match(name)
    if first and first[0].lower() in _OFFICES.get(language(), ()):
        return name[0].lower() + name[1:]
    return name
