"""The sentences of an import's account are found again by their English."""

from __future__ import annotations

import pytest

from strikemap.importers.words import LEFT_OUT, MOST, Words
from strikemap.languages import DEFAULT, marked, sentence, speaking
from tests.pseudo import CODE, pseudo_language

NOT_READ = marked("The file's {column} could not be read: {done}.")


@pytest.fixture(scope="module", autouse=True)
def _in_brackets():
    """The language of brackets is spoken wherever `CODE` is."""
    with pseudo_language():
        yield


def said(column):
    """A sentence of the account about *column*."""
    return sentence(NOT_READ, column=column, done=sentence(LEFT_OUT))


def test_a_sentence_that_is_kept_is_found_by_its_text():
    """Also what stands within it; of a text that none is, the text alone."""
    words = Words()
    words.keep(said("url"))
    words.keep("plain text")
    assert words.sentence(str(said("url"))) == said("url")
    assert type(words.sentence(str(said("url")))) is type(said("url"))
    assert type(words.sentence("plain text")) is str
    assert type(words.sentence(LEFT_OUT)) is type(said("url"))


def test_sentences_one_after_another_are_each_said():
    """In the language that is spoken; where one of them is not known, nothing is."""
    words = Words()
    one, two = said("url"), said("x. y")
    for each in (one, two):
        words.keep(each)
    with speaking(CODE):
        assert words.in_words(f"{one} {two}") == f"{one.said()} {two.said()}"
        assert words.in_words(str(one)) == one.said() != str(one)
        assert words.in_words(LEFT_OUT) == sentence(LEFT_OUT).said()
        assert words.in_words(f"{one} Something else.") is None
        assert words.in_words(f"Something else. {one}") is None
        assert words.in_words("") is None
    with speaking(DEFAULT):
        assert words.in_words(f"Something else. {one}") == f"Something else. {one}"


def test_of_one_message_so_many_sentences_are_kept_as_a_page_shows():
    """However often each is said; those of another message have room of their own."""
    words = Words()
    for at in range(MOST):
        for _ in range(2):
            words.keep(said(f"c{at}"))
    words.keep(said("more"))
    words.keep(sentence("another {what}", what="a"))
    known = [type(words.sentence(str(said(each)))) is not str for each in ("c0", "c499", "more")]
    assert known == [True, True, False]
    assert type(words.sentence("another a")) is not str
