"""Words that are looked for, however they are spelled."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from strikemap.gazetteer import places
from strikemap.search import _for_python, close_to, mentions
from strikemap.spelling import folded, latin, pattern, stem, stems
from tests.builders import build, claim, incident

WHOLE = build(
    [
        incident("a", place="Shchyokino", place_local="Щёкино", summary="A fire in Оржёво."),
        incident("b", place="Il’skiy", place_local="Ильский", region="RU-KDA", latitude="44.84",
                 longitude="38.57"),
    ],
    claims=[claim("a1", "a", "2"), claim("b1", "b", "1")],
)  # fmt: skip


@pytest.mark.parametrize(
    ("text", "found"),
    [
        *((each, [True, False]) for each in ("щекино", "Щёкино", "ЩЕКИНО", "Shchyokino")),
        *((each, [True, False]) for each in ("Shchekino", "щёкине", "Оржево", "fire!", "щекмно")),
        *((each, [False, True]) for each in ("Ильский", "Ilsky", "ilskiy", "Il'skiy", "Ilskyi")),
        *((each, [False, True]) for each in ("Krasnodar", "Краснодарский", "краснодар")),
        (unicodedata.normalize("NFD", "Щёкино"), [True, False]),
        ("Belgorod", [True, False]),
        *((each, [False, True]) for each in ("Ильском", "Ильського", "ильскими", "Краснодарщина")),
        *((each, [True, False]) for each in ("Белгородщине", "Белгородщиною")),
        ("zzzzz", [False, False]),
        ("$", [False, False]),
    ],
)
def test_spellings(text, found):
    """Marks, case, transliteration, inflection and one wrong letter don't hide a name."""
    assert mentions(WHOLE, text).tolist() == found


def test_claimants_are_found():
    """The name of someone who claims something of an incident finds it."""
    name = str(WHOLE.claimants["name"].iloc[0])
    assert mentions(WHOLE, name.split()[0]).any()


def test_what_is_close_is_told():
    """Names that are like a word that finds nothing, the likest first."""
    assert close_to(WHOLE, "Shchokinno")[0] == "Shchyokino"
    assert close_to(WHOLE, "%%%") == ()
    for text in ("Belgorod-on-Don", "Белгород-на-Дону", "on Belgorod"):
        assert close_to(WHOLE, text)[0].startswith(("Belgorod", "Белгород"))


def test_another_transliteration_finds_what_the_name_itself_does():
    """A Latin name finds what the Cyrillic one does, and one of another language its region."""
    made = build(
        [
            incident("a", place="A", summary="Fire in Klimovo; пожар в Климово."),
            incident("b", place="Other", summary="Обстрел Климовского района."),
            incident("c", place="Stepne", region="UA-23", territory="occupied_ukraine",
                     latitude="47.4", longitude="35.4"),
        ],
        claims=[claim("a1", "a", "2"), claim("b1", "b", "1"), claim("c1", "c", "1")],
    )  # fmt: skip
    for each in ("Климово", "Klimovo"):
        assert mentions(made, each).tolist() == [True, True, False]
    for each in ("Запорожье", "Zaporozhye", "Zaporozhe", "Zaporizhia", "Zaporizhzhia"):
        assert mentions(made, each).tolist() == [False, False, True], each
    assert latin(close_to(made, "Zaparozie")[0]).startswith("zapor")


@pytest.mark.parametrize(
    ("word", "nominative"),
    [
        ("Таволжанці", "Таволжанка"),
        ("Козинке", "Козинка"),
        ("Харкові", "Харків"),
        ("Харьковом", "Харьков"),
        ("Орле", "Орёл"),
        ("Ельца", "Елец"),
        ("Новой", "Новая"),
        ("Курської", "Курська"),
        ("Брянщине", "Брянск"),
        ("Шебекинского", "Шебекинский"),
        ("Ладозі", "Ладога"),
        ("Валуйкам", "Валуйки"),
        ("Валуек", "Валуйки"),
        ("Валуйок", "Валуйки"),
        ("Клинцям", "Клинцы"),
        ("Таволжанок", "Таволжанка"),
        ("Белгородчине", "Белгородская"),
        ("Курщиной", "Курская"),
        ("Донеччині", "Донецька"),
        ("Донетчина", "Донецкая"),
        ("крае", "край"),
        ("краєм", "край"),
    ],
)
def test_inflected_words_have_a_stem_of_their_nominative(word, nominative):
    """Also where a sound alternates or a vowel is fleeting, in Russian and Ukrainian."""
    found = [re.compile(_for_python(pattern(each)), re.IGNORECASE) for each in stems(word)]
    assert any(each.match(nominative) for each in found), stems(word)


ERRORS = build(
    [
        incident("a", place="Kherson", place_local="Херсон", title="A", summary="B"),
        incident("b", place="Sudzha", place_local="Суджа", title="A", summary="B"),
        incident("c", place="Sovetsk", place_local="Советск", title="A", summary="B"),
        incident("d", place="Shchigry", place_local="Щигры", title="A", summary="B"),
    ]
)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        *((each, "a") for each in ("Херсан", "Херон", "Хeрсон", "Kherso", "Khersonn", "Kherosn")),
        *((each, "b") for each in ("Сужда", "Суджв", "Sudzah", "Sudhza", "Soudzha")),
        *((each, "c") for each in ("Советск", "Sovetsk", "Совецк", "Савецк", "Sowjetsk")),
        *((each, "d") for each in ("Щигры", "Щигоы", "Шигры", "Schtschigry", "Shchigri", "Шыгры")),
    ],
)
def test_one_error_is_one_letter_as_it_was_typed(text, found):
    """Also beside letters that Latin writes by two, and the same word in Latin is read the same."""
    ids = ERRORS.incidents["incident_id"].astype(str)
    assert [each[-1] for each in ids[mentions(ERRORS, text)]] == [found]


@given(st.sampled_from(places()), st.data())
def test_property_one_letter_left_out_does_not_hide_a_name(place, data):
    """Of a name of one long word in Cyrillic any letter but the first may lack."""
    name = place.name_local
    if not re.fullmatch("[А-ЯЁа-яёІЇЄіїє]{7,}", name):
        return
    at = data.draw(st.integers(1, len(name) - 1))
    made = build([incident("a", place=place.name, place_local=name)])
    assert mentions(made, name[:at] + name[at + 1 :]).tolist() == [True]


def test_a_stem_is_looked_for_where_words_begin():
    """`Ильском` is not of Никольское, of which `ильск` would be a part."""
    both = build([incident("a", place_local="Ильский"), incident("b", place_local="Никольское")])
    assert mentions(both, "Ильском").tolist() == [True, False]


OURS = re.compile(r"[A-Za-zë’' -]+|[а-яёіїєґ’' -]+", re.IGNORECASE)
"""Names in English, Russian and Ukrainian; the gazetteer has some in other languages too."""


@given(st.sampled_from(places()))
def test_property_both_names_of_a_place_are_found_by_its_pattern(place):
    """The pattern of a name finds the name, folded or not, in the notation of Python too."""
    for name in filter(OURS.fullmatch, (place.name, place.name_local)):
        look = re.compile(_for_python(pattern(name)), re.IGNORECASE)
        assert look.search(name) and look.search(folded(name)), latin(name)


@given(st.text(max_size=20))
def test_property_any_text_can_be_looked_for(text):
    """No text is a fault: what has no letter is looked for as it is."""
    assert mentions(WHOLE, text).shape == (2,)
    assert len(stem(text)) <= max(len(folded(text)), len(text))
