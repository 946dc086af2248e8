"""Claimants within a sentence."""

from __future__ import annotations

import pytest

from strikemap.casualties.names_within import within
from strikemap.languages import LANGUAGES, speaking
from strikemap.translations import said
from tests.unit.export.views import SHIPPED, shipped

KEPT = {
    "uk": ("Збройні сили України", "Російський добровольчий корпус", "Міноборони Росії", "«Атеш»",
           "Президент України Володимир Зеленський", "Baza (Telegram-канал)", "112", ""),
    "ru": ("Русский добровольческий корпус", "Минобороны России", "ТАСС, по собственным данным"),
    "en": ("Governor of Belgorod Oblast", "Губернатор Белгородской области"),
}  # fmt: skip
SMALL = {
    "uk": ("Губернатор Курської області", "Російські Telegram-канали (назв не вказано)"),
    "ru": ("Пресс-секретарь Кремля Дмитрий Песков", "Назначенный Россией мэр Донецка"),
}


@pytest.mark.parametrize("code", LANGUAGES)
def test_offices_are_small_and_names_are_not(code: str) -> None:
    """An office loses its capital where the language writes it small; a name never does."""
    with speaking(code):
        assert [within(name) for name in KEPT[code]] == list(KEPT[code])
        for name in SMALL.get(code, ()):
            assert within(name) == name[0].lower() + name[1:]


@pytest.mark.parametrize("code", ["uk", "ru"])
@pytest.mark.parametrize("name", SHIPPED)
def test_who_is_told_by_first_name_or_in_marks_keeps_the_letter(name: str, code: str) -> None:
    """In the collections here a person, a paper or an agency is never written small."""
    with speaking(code):
        names = said(shipped(name), "claimants", "name").astype(str)
        made = [each for each in names if within(each) != each]
        people = ("Юрій", "Юрий", "Олександр", "Александр", "Анатол", "Служба", "Міністерство")
    assert made and not any(each.startswith(people) for each in made)
    assert all(each[1].islower() for each in made)
