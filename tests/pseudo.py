"""A language of brackets: what stands outside of ⟦…⟧ on a page is no message of ours."""

from __future__ import annotations

import gettext
import re
import sys
from collections.abc import Collection as Several
from collections.abc import Container, Iterator
from contextlib import contextmanager
from functools import cache

import pytest

from strikemap import cache as kept
from strikemap import languages, translations
from strikemap.geography import regions
from strikemap.model import TABLES, Collection

CODE = "uk"
"""The language whose place it takes: `?lang=uk` asks for it."""
_PLACE = re.compile(r"(\{\w+\})")
_MARKUP = re.compile(r"<[^>]*>|[*`<>\[\]#|]")
_LETTER = re.compile(r"[^\W\d_]")
_SAID = re.compile(r"⟦[^⟦⟧]*⟧")
_NO_FORMS = str.maketrans("¹²³", "   ")
_WORD = re.compile(r"[A-Za-z][A-Za-z’'-]+")


def bracketed(message: str, length: float = 1.0) -> str:
    """
    *message* in brackets, but for its places: what is put in must be bracketed by itself.

    Each part is made *length* times as long: several words by more words, one by more letters.
    """
    return "".join(
        f"⟦{_longer(part, length)}⟧"
        if _LETTER.search(part) and not _PLACE.fullmatch(part)
        else part
        for part in _PLACE.split(message)
    )


def _longer(part: str, length: float) -> str:
    more = _MARKUP.sub("", part)[: round(len(part) * (length - 1))]
    return part + more.lower() if " " not in part.strip() else part + (" " + more if more else "")


class _Brackets(gettext.NullTranslations):
    def __init__(self, length: float = 1.0) -> None:
        super().__init__()
        self._length = length

    def gettext(self, message: str) -> str:
        return self._said(message, message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        form = _plural(n)
        return self._said((msgid1, form), msgid2 if form else msgid1) + "¹²³"[form]

    def pgettext(self, context: str, message: str) -> str:
        return self._said(f"{context}\x04{message}", message)

    def _said(self, known_as: object, message: str) -> str:
        """*message* in brackets, or as it is where translators were never given it."""
        return bracketed(message, self._length) if known_as in _messages() else message

    def npgettext(self, context: str, msgid1: str, msgid2: str, n: int) -> str:
        return self.ngettext(msgid1, msgid2, n)


def _plural(n: int) -> int:
    """Which of the three plural forms of Ukrainian and Russian goes with *n*."""
    if n % 10 == 1 and n % 100 != 11:
        return 0
    return 1 if n % 10 in (2, 3, 4) and n % 100 not in (12, 13, 14) else 2


def catalogue(code: str, length: float = 1.0) -> gettext.NullTranslations:
    """The messages of the language *code*; those of `CODE` in brackets, *length* times as long."""
    return _Brackets(length) if code == CODE else _REAL(code)


_REAL = languages.catalogue


@cache
def _messages() -> Container[object]:
    """What is in the catalogue, each by the key that `gettext` has for it."""
    found: Container[object] = vars(_REAL(CODE))["_catalog"]
    return found


@contextmanager
def pseudo_language() -> Iterator[None]:
    """
    Within this block every message in the language `CODE` is said in brackets, in all threads.

    Nothing that was worked out before is given within it, and nothing of it after.  A plural bears
    the number of its form, as `⟦incidents⟧³`.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(languages, "catalogue", catalogue)
        patch.setattr(kept, "STORE", kept.Store())
        _forget()
        try:
            yield
        finally:
            _forget()


WORDLESS = {"geography", "gazetteer", "spelling", "cartography.land", "export.lettering"}
"""Modules that keep places, outlines and letters and no message, and take long to make them."""


def _forget() -> None:
    for name, module in list(sys.modules.items()):
        if name.startswith("strikemap.") and name.removeprefix("strikemap.") not in WORDLESS:
            for each in list(vars(module).values()):
                if hasattr(each, "cache_clear") and getattr(each, "__module__", "") == name:
                    each.cache_clear()


def cells(collection: Collection) -> frozenset[str]:
    """
    Every text of *collection* that is no code of ours, and the names of all regions.

    What someone has translated into `CODE` is not excused in English, and no origin is.
    """
    with languages.speaking(CODE):
        return _cells(collection)


def _cells(collection: Collection) -> frozenset[str]:
    found = {collection.name, collection.title, collection.description, collection.licence}
    for table in TABLES.values():
        frame = getattr(collection, table.name)
        for field in table.fields:
            if not field.terms and field.name in frame and field.name != "origin":
                column = translations.said(collection, table.name, field.name)
                found |= {str(each) for each in column.unique()}
    found |= {
        each.text for of in translations.read(collection.beside).values() for each in of.values()
    }
    found |= {name for each in regions().values() for name in (each.name, each.name_local)}
    return frozenset(each for each in found if _LETTER.search(each))


def _without(text: str, flat: str) -> str:
    """*text* with a space for each *flat* that is no part of a longer word."""
    parts, after, at = [], 0, text.find(flat)
    while at >= 0:
        end = at + len(flat)
        if any(
            each.isalnum() or each == "_"
            for each in text[max(at - 1, 0) : at] + text[end : end + 1]
        ):
            at = text.find(flat, at + 1)
            continue
        parts.append(text[after:at])
        after, at = end, text.find(flat, end)
    return " ".join([*parts, text[after:]])


def escaped(text: str, data: Several[str] = ()) -> list[str]:
    """
    The English words of *text*, free of markup, that are in no message and in none of *data*.

    Two letters and more make a word; a cell of *data* counts as a whole, or from its beginning up
    to where it was cut, after 40 characters and more.
    """
    text = text.translate(_NO_FORMS)
    # Longest first, since a name may stand in a title.
    for cell in sorted(data, key=len, reverse=True):
        flat = " ".join(cell.split())
        if not flat or flat[:40] not in text:
            continue
        text = _without(text, flat)
        while len(flat) > 40 and (at := text.find(flat[:40])) >= 0:
            same = next(n for n in range(len(flat), 0, -1) if text.startswith(flat[:n], at))
            text = text[:at] + text[at + same :]
    while (stripped := _SAID.sub(" ", text)) != text:
        text = stripped
    return _WORD.findall(text)
