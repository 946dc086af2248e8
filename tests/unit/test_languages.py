"""Each language says messages, plurals, numbers and lists in its own way, to whom it is due."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from strikemap import dates
from strikemap.languages import (
    LANGUAGES,
    LOCALES,
    Sentence,
    SpokenError,
    all_of,
    decimal,
    either_of,
    gettext,
    language,
    ngettext,
    number,
    preferred,
    sentence,
    sentence_of,
    sentences,
    speak,
    speaking,
    worded,
)
from strikemap.wording import language_name

FIXED = "\N{NO-BREAK SPACE}"
DAY = date(2023, 5, 31)


@pytest.mark.parametrize(
    ("accepted", "code"),
    [
        ("uk", "uk"),
        ("de,ru;q=0.4,uk;q=0.9", "uk"),
        ("ru-RU,ru;q=0.9,en-US;q=0.8", "ru"),
        ("uk;q=0,ru;q=0.1", "ru"),
        ("en-US,en;q=0.9,uk;q=0.9", "en"),
        ("de, fr;q=0.5", "en"),
        ("", "en"),
        (";;;q=,,uk;q=high," * 40, "en"),
    ],
)
def test_a_browser_is_spoken_to_as_it_prefers(accepted: str, code: str) -> None:
    """Of the languages that a browser accepts the best liked of ours is chosen, else English."""
    assert preferred(accepted) == code


def test_a_language_is_of_its_thread_alone() -> None:
    """What one reader's thread speaks, another's does not, and a block gives back what was."""

    def spoken(code: str) -> tuple[str, str, str]:
        before = language()
        speak(code)
        with speaking("en"):
            within = language()
        return before, within, language()

    with ThreadPoolExecutor(1) as one, ThreadPoolExecutor(1) as other:
        assert one.submit(spoken, "uk").result() == ("en", "en", "uk")
        assert other.submit(spoken, "ru").result() == ("en", "en", "ru")
    assert language() == "en"


@pytest.mark.parametrize("code", ["", "de", "EN", "../uk"])
def test_no_other_language_is_spoken(code: str) -> None:
    """A code that is none of ours is refused, and what was spoken stays."""
    with pytest.raises(KeyError):
        speak(code)
    assert language() == "en"


def test_every_language_writes_days_numbers_and_lists_by_its_rules() -> None:
    """Days, numbers, decimals, lists and names of languages follow CLDR in each language."""
    told = {}
    for code in LANGUAGES:
        with speaking(code):
            told[code] = (
                dates.in_words(date(2023, 5, 30), date(2023, 6, 2)),
                number(1204567),
                number(-999),
                decimal(1204.5, 1),
                all_of(["a", "b", "c"]),
                either_of(["a", "b"]),
                language_name("de"),
            )
    assert told == {
        "en": ("30 May – 2 June 2023", "1,204,567", "-999", "1,204.5", "a, b and c", "a or b",
               "German"),
        "uk": (f"30{FIXED}травня – 2{FIXED}червня 2023{FIXED}р.", "1_204_567".replace("_", FIXED),
               "-999", f"1{FIXED}204,5", "a, b і c", "a або b", "німецька"),
        "ru": (f"30{FIXED}мая – 2{FIXED}июня 2023{FIXED}г.", "1_204_567".replace("_", FIXED),
               "-999", f"1{FIXED}204,5", "a, b и c", "a или b", "немецкий"),
    }  # fmt: skip
    assert set(LOCALES) == set(LANGUAGES)


def test_hostile_values_are_put_in_as_they_are() -> None:
    """What is put into a message is never read as one: braces in it stay."""
    assert gettext("from {who}", who="{0} {who.__class__}") == "from {0} {who.__class__}"
    assert gettext("no places {in} this") == "no places {in} this"
    assert ngettext("{count} incident", "{count} incidents", 1204) == "1,204 incidents"


TAKEN = "{value} is the id of row {row} already; choose another"
MORE = "and {count} more rows with the same fault"


@given(st.text(), st.integers(0, 10**9), st.sampled_from(list(LANGUAGES)))
def test_a_sentence_is_its_english_and_says_itself_anew(value: str, row: int, code: str) -> None:
    """A sentence is the English text, whoever made it, and is told with the same in its places."""
    with speaking(code):
        made = sentence(TAKEN, value=value, row=row)
    assert made == f"{value} is the id of row {row:,} already; choose another"
    with speaking(code):
        assert worded(made) == gettext(TAKEN, value=value, row=row)
    assert worded(value) == value


def test_sentences_within_sentences_and_their_plurals() -> None:
    """What fills a place is told in the same language: a sentence, a plural, a day in words."""
    more = sentences(MORE, MORE, 3)
    made = sentence("{file}: {fault}", file="a.csv", fault=more)
    day = sentence("{one} or {other}", one=lambda: dates.in_words(DAY, DAY), other="?")
    assert (made, day) == ("a.csv: and 3 more rows with the same fault", "31 May 2023 or ?")
    assert made.within == (more,)
    with speaking("ru"):
        assert worded(made) == "a.csv: и ещё 3 строки с той же ошибкой"
        assert worded(day) == "31\xa0мая 2023\xa0г. или ?"
    with speaking("uk"):
        assert worded(made.put("row {file}: {fault}")).startswith("row a.csv: і ще 3 рядки")


def test_an_error_says_its_sentence_in_the_language_of_the_moment() -> None:
    """An error that one reader met and another is shown speaks to each in his language."""
    with speaking("uk"):
        kept = SpokenError(sentence("the file is empty; write its header at least"))
    assert str(kept) == "the file is empty; write its header at least"
    with speaking("ru"):
        assert str(kept) == "файл пуст; напишите хотя бы заголовок"
        assert isinstance(sentence_of(kept), Sentence)
        assert str(SpokenError("not ours")) == sentence_of(ValueError("not ours")) == "not ours"
    gone = FileNotFoundError(2, "No such file", "a.csv")
    assert sentence_of(gone) == str(gone) == "[Errno 2] No such file: 'a.csv'"
