"""Text goes through one function, and comes out as text."""

from __future__ import annotations

import html
import re
import string
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from strikemap.languages import LANGUAGES, sentence, speaking, worded
from strikemap.markup import (
    as_written,
    isolated,
    join,
    link_to,
    quoting,
    safe,
    safe_label,
    safe_url,
    safe_words,
    spoken,
    tongue_of,
)
from tests.unit.hostile import PAYLOADS, READABLE

ANY = st.text(st.characters(), max_size=200) | st.sampled_from(PAYLOADS)
REFERENCE = re.compile(r"&#\d{2,3};")
DIRECTION = dict.fromkeys((0x200E, 0x200F, 0x061C)) | dict.fromkeys(
    (*range(0x202A, 0x202F), *range(0x2066, 0x206A)), "\ufffd"
)


def as_shown(text: str) -> str:
    """*text* on one line, normalised, direction marks without power: what a reader should see."""
    whole = unicodedata.normalize("NFC", text.encode("utf-8", "replace").decode("utf-8"))
    line = re.sub(r"[\x00-\x20\x7f-\x9f\u2028\u2029]+", " ", whole).strip()
    return line.translate(DIRECTION)


@given(ANY)
def test_property_no_punctuation_is_left(text: str) -> None:
    """No ASCII punctuation is left but in numeric references, so nothing can end or open."""
    assert not set(REFERENCE.sub("", safe(text))) & set(string.punctuation)


@given(ANY)
def test_property_it_renders_back_to_the_text(text: str) -> None:
    """A browser shows the very text, but for line breaks, controls and direction marks."""
    assert html.unescape(safe(text)) == as_shown(text)


@given(ANY)
def test_property_nothing_moves_the_line(text: str) -> None:
    """No control character, line break, surrogate or direction mark comes through."""
    left = safe(text)
    left.encode("utf-8")
    assert not re.search(r"[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\u200e\u200f\u061c]", left)


@given(ANY, st.integers(1, 300))
def test_property_a_limit_holds(text: str, limit: int) -> None:
    """What is shown is never longer than the limit, and a cut is marked."""
    shown = html.unescape(safe(text, limit=limit))
    assert len(shown) <= limit
    assert shown == as_shown(text) or shown.endswith("…") or len(as_shown(text)) <= limit


@given(st.one_of(st.none(), st.integers(), st.floats(), st.binary(max_size=20), st.booleans()))
def test_property_anything_has_a_text(value: object) -> None:
    """What is no text is shown as Python writes it, and never raises."""
    assert html.unescape(safe(value)) == as_shown(str(value))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<b>", "&#60;b&#62;"),
        ("a_b", "a&#95;b"),
        ("&amp;", "&#38;amp&#59;"),
        ("  two\n\nlines ", "two lines"),
        ("Шебекино — “тут”", "Шебекино — “тут”"),
        ("e\u0301", "é"),
        ("\u202eabc", "\ufffdabc"),
        ("", ""),
    ],
)
def test_what_it_makes(text: str, expected: str) -> None:
    """Punctuation becomes references; letters of every script stay."""
    assert safe(text) == expected


def test_a_cut_never_splits_a_reference() -> None:
    """The text is cut before it is made safe, so no reference is torn."""
    assert safe("<<<<", limit=3) == "&#60;&#60;…"


@pytest.mark.parametrize(
    "url",
    [
        "https://example.org",
        "https://example.org/",
        "http://example.org:8080/a/b?c=d&e=f#g",
        "https://example.org/at@in-path",
        "https://example.org?q=1",
        "https://пример.испытание/путь",
    ],
)
def test_plain_addresses_are_kept(url: str) -> None:
    """An http(s) address goes through, its characters the same to a browser."""
    found = safe_url(url)
    assert found is not None and html.unescape(found) == url


@pytest.mark.parametrize(
    "url",
    [
        "", "javascript:alert(1)", "data:text/html,x", "//example.org", "ftp://example.org",
        "https://", "https:///path", "https://user@example.org", "https://user:pass@example.org/",
        "https://example.org\\@evil.example", "https://exa mple.org", "https://example.org/a b",
        "https://example.org/\n", " https://example.org", "HTTPS\t://example.org",
        "https://example.org/\x00", "https://example.org/" + "a" * 2_000, "\x01https://example.org",
    ],
)  # fmt: skip
def test_other_addresses_are_refused(url: str) -> None:
    """No script, no user name, no white space or control character and nothing endless."""
    assert safe_url(url) is None


@given(ANY)
def test_property_an_address_is_refused_or_safe(text: str) -> None:
    """Whatever is let through as an address begins as one and holds no punctuation."""
    for url in (text, f"https://{text}", f"https://example.org/{text}"):
        found = safe_url(url)
        if found is not None:
            assert html.unescape(found).startswith(("http://", "https://"))
            assert not set(REFERENCE.sub("", found)) & set(string.punctuation)


ADDRESSES = ("https://a.b/c", "HTTP://a.b", "www.a.b", "WwW.a.b", "a.b+c@d-e.f", ":material_bolt:",
             ":streamlit:", ":+1:", "->", "<-", "<->", "--", ">=", "<=", "~=")  # fmt: skip
REPLACED = re.compile(
    r"https?://|www(?=\.)|[-.\w+]@[-\w]|:[\w+-]+:|(?:^|\s)(?:<->|->|<-|--|>=|<=|~=)(?:\s|$)",
    re.IGNORECASE | re.ASCII,
)


@given(st.lists(st.sampled_from(ADDRESSES) | st.sampled_from((" ", "(", ":")) | ANY).map("".join))
def test_property_a_label_is_not_replaced(text: str) -> None:
    """What Streamlit makes of text once references are text finds nothing; only joiners are new."""
    label = safe_label(text)
    assert not set(REFERENCE.sub("", label)) & set(string.punctuation)
    assert not REPLACED.search(html.unescape(label))
    assert html.unescape(label).replace("\u2060", "") == as_shown(text).replace("\u2060", "")


@pytest.mark.parametrize("text", ADDRESSES)
def test_safe_alone_would_be_replaced(text: str) -> None:
    """The cure is needed, and the watch over it sees."""
    assert REPLACED.search(html.unescape(safe(text)))


def test_a_link_shows_its_host() -> None:
    """A link leads where it says; what is no plain address becomes none."""
    made = link_to("https://example.org:8443/a?b#c", safe("Words"))
    assert made is not None and made.startswith('<a href="https&#58;')
    assert html.unescape(made).endswith('Words</a> <span class="sm-host">example.org:8443</span>')
    assert link_to("javascript:alert(1)", safe("Words")) is None


def test_joining_keeps_the_parts() -> None:
    """Our own markup and safe text are put together as they are."""
    assert join("<b>", safe("<"), "</b>") == "<b>&#60;</b>"


@pytest.mark.parametrize("text", READABLE, ids=range(len(READABLE)))
def test_a_language_changes_no_word(text: str) -> None:
    """Text with its language, whole or quoted, is the same safe text; a wrong code is not taken."""
    for made in (spoken(text, "ru"), spoken(text, '"><b'), quoting(f"read “{text}” so", "uk")):
        plain = re.sub(r"</?span[^>]*>", "", made)
        assert "<" not in plain and "<b" not in made
    assert re.sub(r"</?span[^>]*>", "", spoken(text, "ru")) == safe(text)


def test_what_is_written_from_the_right_stands_by_itself() -> None:
    """Hebrew and Arabic are isolated from what stands around them; other text is left as it is."""
    assert isolated(safe("שיר 3")) == "<bdi>שיר 3</bdi>"
    assert isolated(safe("قصف")).startswith("<bdi>")
    assert isolated(safe("Обстріл 3")) == "Обстріл 3"


@pytest.mark.parametrize("text", READABLE, ids=range(len(READABLE)))
@pytest.mark.parametrize("page", LANGUAGES)
def test_text_of_data_keeps_its_words(page: str, text: str) -> None:
    """Whatever the page's language, what is marked of a text of data is the same safe text."""
    with speaking(page):
        made = as_written(text, "ru")
    assert re.sub(r"</?(?:span|bdi)[^>]*>", "", made) == safe(text)


@pytest.mark.parametrize(
    ("text", "tongues"),
    [
        ("Shelling of Shebekino", ("", "en", "en")),
        ("Обстрел посёлка", ("ru", "ru", "")),
        ("Обстріл селища", ("uk", "", "uk")),
        ("Шебекино", ("ru", "", "")),
        ("ТАСС said “two”, and TASS so", ("", "en", "en")),
        ("2023-05-31", ("", "", "")),
        ("قصف", ("", "", "")),
    ],
)
def test_letters_tell_the_language(text: str, tongues: tuple[str, str, str]) -> None:
    """A text has the language that its letters tell, where that is not the page's."""
    for page, tongue in zip(LANGUAGES, tongues, strict=True):
        with speaking(page):
            assert tongue_of(text, "ru") == tongue, page


def test_what_may_be_either_is_undetermined() -> None:
    """Cyrillic of which nothing tells the language is marked as of an unknown one."""
    assert tongue_of("Шебекино") == "und" and 'lang="und"' in as_written("Шебекино")


def test_only_the_quoted_words_have_the_language() -> None:
    """Of an English sentence the Cyrillic words alone; what stands around them stays as it was."""
    assert quoting("Russian “жертв нет” read as no deaths.", "ru") == (
        'Russian “<span lang="ru" dir="auto">жертв нет</span>” read as no deaths&#46;'
    )


@given(ANY, st.none() | st.integers(1, 300))
def test_property_what_another_program_says_is_marked_as_english(
    text: str, limit: int | None
) -> None:
    """In a sentence in another language its words alone are English; none is lost or let loose."""
    said = sentence("it can't be read: {fault}", fault=text)
    assert safe_words(said, limit=limit) == safe(said, limit=limit)
    with speaking("uk"):
        made, whole = safe_words(said, limit=limit), safe(worded(said), limit=limit)
    parts = re.split(r'<span lang="en" dir="auto">(.*?)</span>', made)
    assert not any(set("<>") & set(part) for part in parts)
    shown = as_shown(html.unescape("".join(parts)))
    if limit is None and not re.search("[\ue000\ue001]", text):
        assert shown == html.unescape(whole)
        assert len(parts) == 3 and html.unescape(parts[1]) == as_shown(text)
    elif limit is not None:
        assert len(shown) <= limit + 2
