"""Rules on what is written."""

from collections.abc import Callable

import pytest

from strikemap.checks import Edit

Problems = Callable[..., list[tuple[str, int, str, str]]]


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        ("They called it “a provocation”.", False),
        ("They spoke of “one two three”.", False),
        ("They spoke of “one two three four”.", True),
        ('They spoke of "one two three four".', True),
        ("Говорили «раз два три четыре».", True),
        ('A "word" between and many others "here" and there.', False),
        ("It's the governor's word and nobody else's.", False),
    ],
)
def test_a_word_or_two_may_be_quoted(text: str, quotes: bool, problems: Problems) -> None:
    """Up to three words in a row may stand between quotation marks."""
    wrong = [("incidents.csv", 3, "summary", "own-words")]

    assert (wrong if quotes else []) == problems(Edit("incidents.csv", 3, "summary", text))


def test_line_break_in_a_cell_is_named(problems: Problems) -> None:
    """One row is one line."""
    assert problems(Edit("claims.csv", 4, "inferred", "one\ntwo")) == [
        ("claims.csv", 4, "inferred", "plain-text")
    ]


def test_note_stands_for_an_address(problems: Problems) -> None:
    """A source without an address says why."""
    assert (
        problems(
            Edit("sources.csv", 2, "url", ""), Edit("sources.csv", 2, "note", "In print only.")
        )
        == []
    )


@pytest.mark.parametrize(
    ("value", "sound"),
    [("other/2023-a", True), ("one/a;two/b", True), ("one/a; two/b", False), ("a", False)],
)
def test_same_as_names_collection_and_incident(value: str, sound: bool, problems: Problems) -> None:
    """The same event elsewhere goes by its collection and its id."""
    wrong = [("incidents.csv", 3, "same_as", "same-as")]

    assert ([] if sound else wrong) == problems(Edit("incidents.csv", 3, "same_as", value))
