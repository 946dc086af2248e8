"""The only way that text becomes HTML, map script or Markdown."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Callable
from typing import NewType

from strikemap.languages import DEFAULT, UNDETERMINED, language, worded

Safe = NewType("Safe", str)
"""Text that has gone through this module and may stand in HTML, script or Markdown."""

_PUNCTUATION = {code: f"&#{code};" for code in range(0x21, 0x7F) if not chr(code).isalnum()}
# Bidirectional controls reorder what stands around them; isolation (below) is the cure for
# honest right-to-left text, and these marks are shown rather than obeyed.
_BIDI = dict.fromkeys((*range(8234, 8239), *range(8294, 8298)), "�")
_REPLACED = {
    chr(code): written or ""
    for code, written in (_PUNCTUATION | _BIDI | {0x200E: "", 0x200F: "", 0x061C: ""}).items()
}
# Two to three times as fast as `str.translate`, which is slowest in other scripts than Latin.
_MARK = re.compile(f"[{re.escape(''.join(_REPLACED))}]")
# A Markdown autolinker needs no punctuation of ours: "www" and a dot is enough, and the dot is
# already a reference; a line that starts with digits or spaces needs a line break to matter.
_WORD_JOINER = "\u2060"
# Behind a colon or an at sign, behind "www" before its dot, within a sign of several marks.
_SEAMS = re.compile(r"(?<=[:@])|(?<=www)(?=\.)|(?<=[<>~=-])(?=[<>~=-])", re.IGNORECASE)
_CYRILLIC = re.compile("([\u0400-\u052f](?:[\u0400-\u052f ’'-]*[\u0400-\u052f])?)")
_LATIN = re.compile("([A-Za-z](?:[^\u0400-\u052f«»;]*[A-Za-z”])?)")
_CYRILLIC_LETTER, _LATIN_LETTER = re.compile("[\u0400-\u052f]"), re.compile("[A-Za-z\u00c0-\u024f]")
_BEYOND_CYRILLIC = re.compile("[\u0590-\u1fff\u200f\u2c00-\U0010ffff]")
"""Where letters that are written from right to left are, among others."""
_OWN_LETTERS = {"uk": re.compile("[іїєґІЇЄҐ]"), "ru": re.compile("[ыэъёЫЭЪЁ]")}
"""The letters that one of both languages has and the other lacks."""
_MAY_CHANGE = re.compile("[^\x00-\u02ff\u0400-\u0482\u2010-\u2026]")
"""What is none of Latin, Cyrillic and their dashes, of which NFC changes nothing."""
_SPACES = re.compile(r"[\x00-\x20\x7f-\x9f\u2028\u2029]+")


def safe(text: object, *, limit: int | None = None) -> Safe:
    """
    Text that is shown as it is wherever it is put: HTML, a script's string, Markdown, Jinja.

    Each ASCII punctuation mark becomes its numeric character reference, so that nothing in the
    text can end a string, open a tag, a template, a link, a directive or a code span; control
    characters and line breaks become one space; direction marks lose their power.  Longer than
    *limit* characters, it is cut with an ellipsis.

    Charts, tables, `st.text` and exports take raw text: they would show the references.
    """
    return Safe(_MARK.sub(_replaced, _one_line(text, limit)))


def _one_line(text: object, limit: int | None) -> str:
    flat = _SPACES.sub(" ", _without_surrogates(str(text))).strip()
    if limit is not None and len(flat) > limit:
        flat = flat[: limit - 1].rstrip() + "…"
    return flat


def _replaced(found: re.Match[str]) -> str:
    return _REPLACED[found[0]]


def spoken(text: object, language: str) -> Safe:
    """
    `safe` for text in another language than the page's, by its ISO 639 code; "" is none known.

    A screen reader speaks it in that language, and its direction is its own.
    """
    if not re.fullmatch("[a-z]{2,3}", language, re.ASCII):
        return join('<span dir="auto">', safe(text), "</span>")
    return join(f'<span lang="{language}" dir="auto">', safe(text), "</span>")


def isolated(text: Safe) -> Safe:
    """*text* by itself: what is written from right to left reorders nothing around it."""
    is_from_the_right = _BEYOND_CYRILLIC.search(text) and any(
        unicodedata.bidirectional(each) in ("R", "AL") for each in text
    )
    return join("<bdi>", text, "</bdi>") if is_from_the_right else text


def quoting(text: object, likely: str = "") -> Safe:
    """
    `safe` for a sentence of the page's language that may quote another in Cyrillic.

    Of Cyrillic that is Ukrainian and Russian alike, *likely* is the language.
    """
    parts = []
    for at, part in enumerate(_CYRILLIC.split(str(text))):
        if at % 2:
            tongue = tongue_of(part, likely)
            parts.append(spoken(part, tongue) if tongue else _between(part))
        else:
            parts.append(_between(part))
    return join(*parts)


def with_english(text: object) -> Safe:
    """`safe` for a sentence in Cyrillic, with what stands in Latin letters marked as English."""
    parts = enumerate(_LATIN.split(str(text)))
    return join(*(spoken(part, DEFAULT) if at % 2 else _between(part) for at, part in parts))


def as_written(text: object, likely: str = "", *, limit: int | None = None) -> Safe:
    """
    `safe` for text of data that nobody translated, its language marked where not the page's.

    A screen reader speaks it in its own language (WCAG 2.2, 3.1.2), which its letters tell, and
    *likely* where they are Ukrainian and Russian alike.
    """
    flat = _one_line(text, limit)
    tongue = tongue_of(flat, likely)
    # A text in Latin letters may quote another in Cyrillic, whose words have a language then.
    is_quoting = (tongue or language()) == DEFAULT and _CYRILLIC_LETTER.search(flat)
    inner = quoting(flat, likely) if is_quoting else safe(flat)
    if not tongue:
        return inner if is_quoting else isolated(inner)
    return join(f'<span lang="{tongue}" dir="auto">', inner, "</span>")


def tongue_of(text: str, likely: str = "") -> str:
    """
    The ISO 639 code of the language of *text* of data by its letters, "" where it is the page's.

    Ukrainian and Russian have letters that the other lacks.  What has none of them may be either:
    it is in the page's where that is one of both, else in *likely* where that is, else `und`,
    undetermined.  Text in Latin letters is taken for English, the language of collections.
    """
    page = language()
    if page == DEFAULT and (text.isascii() or not _CYRILLIC_LETTER.search(text)):
        return ""
    if text.isascii():
        return DEFAULT if _LATIN_LETTER.search(text) else ""
    if not _CYRILLIC_LETTER.search(text):
        is_latin = 2 * len(_LATIN_LETTER.findall(text)) > len(text)
        return DEFAULT if page != DEFAULT and is_latin else ""
    # Only what is half in ASCII has to be counted letter by letter.
    if 2 * len(text.encode("ascii", "ignore")) > len(text):
        cyrillic, latin = (len(each.findall(text)) for each in (_CYRILLIC_LETTER, _LATIN_LETTER))
        if latin > cyrillic:
            return DEFAULT if page != DEFAULT else ""
    own = _OWN_LETTERS.get(page)
    if own:
        other = next(code for code in _OWN_LETTERS if code != page)
        return other if _OWN_LETTERS[other].search(text) and not own.search(text) else ""
    found = [code for code, letters in _OWN_LETTERS.items() if letters.search(text)]
    if len(found) == 1:
        return found[0]
    return likely if likely in _OWN_LETTERS else UNDETERMINED


def _between(part: str) -> Safe:
    # `safe` drops the spaces at the ends, which here stand between two words.
    start, end = part[:1].isspace(), len(part) > 1 and part[-1:].isspace()
    return Safe(" " * start + safe(part) + " " * end)


def safe_words(text: str, *, limit: int | None = None, shown: Callable[[str], str] = str) -> Safe:
    """
    `safe` of `worded`: what another program says in a sentence is marked as English.

    Of the words stands what *shown* makes of them; longer than *limit* characters, they are cut
    with an ellipsis.
    """
    if language() == DEFAULT:
        return safe(shown(worded(text)), limit=limit)
    parts = _QUOTED.split(shown(worded(text, lambda said: f"{_OPENED}{said}{_CLOSED}")))
    made, left = [], sum(map(len, parts)) if limit is None else limit
    for at, part in enumerate(parts):
        cut = part if len(part) <= left else part[: max(left - 1, 0)] + "…"
        made.append(spoken(cut, DEFAULT) if at % 2 else _between(cut))
        left -= len(cut)
        if cut != part:
            break
    return join(*made)


# For no longer than a sentence is put together: characters that Unicode leaves to each program.
_OPENED, _CLOSED = "\ue000", "\ue001"
_QUOTED = re.compile(f"{_OPENED}([^{_OPENED}{_CLOSED}]*){_CLOSED}")


def safe_label(text: object, *, limit: int | None = None) -> Safe:
    """
    `safe` for what Streamlit reads as Markdown: the label of a button, of a link or of a bar.

    Streamlit looks once more through the text that the references stand for, and makes links of
    addresses, signs of `->` and icons of `:material_name:`.  A word joiner, which is not seen
    and breaks no line, stands between the characters by which it knows them.
    """
    flat = html.unescape(safe(text, limit=limit))
    return Safe(_SEAMS.sub(_WORD_JOINER, flat).translate(_PUNCTUATION))


def link_to(url: str, words: Safe) -> Safe | None:
    """
    *words* as a link to *url* with its host in view, or None where `safe_url` refuses it.

    The only place where an address from data becomes a link of ours.
    """
    address = safe_url(url)
    if address is None:
        return None
    host = safe(re.split(r"[/?#]", url.partition("//")[2], maxsplit=1)[0], limit=80)
    return Safe(
        f'<a href="{address}" target="_blank" rel="noopener noreferrer nofollow">{words}</a> '
        f'<span class="sm-host">{host}</span>'
    )


def safe_url(url: str) -> Safe | None:
    """
    *url* for an attribute, or None where it is not a plain http(s) address.

    No address with a user name, white space or a control character is let through.
    """
    if (
        re.fullmatch(r"https?://[^\s/@\\\x00-\x20\x7f-\x9f]+(?:/[^\s\x00-\x20\x7f-\x9f]*)?", url)
        is None
    ):
        return None
    if len(url) > 2_000:
        return None
    return safe(url)


def join(*parts: str) -> Safe:
    """The project's own markup and safe text, one after another."""
    return Safe("".join(parts))


def _without_surrogates(text: str) -> str:
    """*text* with what cannot be encoded replaced, so that no browser or file chokes on it."""
    if not _MAY_CHANGE.search(text):
        return text
    return unicodedata.normalize("NFC", text.encode("utf-8", "replace").decode("utf-8"))
