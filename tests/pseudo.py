"""A language of brackets: what stands outside of ⟦…⟧ on a page is no message of ours."""

from __future__ import annotations

import gettext
import re
import sys
from collections.abc import Collection as Several
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

import pytest

from strikemap import cache as store
from strikemap import languages, translations
from strikemap.geography import regions
from strikemap.model import TABLES, Collection
from tools.messages import extracted

CODE = "uk"
"""The language whose place it takes: `?lang=uk` asks for it."""
_PLACE = re.compile(r"(\{\w+\})")
_LETTER = re.compile(r"[^\W\d_]")
_SAID = re.compile(r"⟦[^⟦⟧]*⟧")
_NO_FORMS = str.maketrans("¹²³", "   ")
_WORD = re.compile(r"[A-Za-z][A-Za-z’'-]+")


def bracketed(message: str) -> str:
    """*message* in brackets, but for its places: what is put in must be bracketed by itself."""
    return "".join(
        f"⟦{part}⟧" if _LETTER.search(part) and not _PLACE.fullmatch(part) else part
        for part in _PLACE.split(message)
    )


class _Brackets(gettext.NullTranslations):
    def gettext(self, message: str) -> str:
        return bracketed(message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        form = _plural(n)
        return bracketed(msgid2 if form else msgid1) + "¹²³"[form]

    def pgettext(self, context: str, message: str) -> str:
        return bracketed(message)

    def npgettext(self, context: str, msgid1: str, msgid2: str, n: int) -> str:
        return self.ngettext(msgid1, msgid2, n)


class _Strict(_Brackets):
    """As a real catalogue: what is no message of the code stays as it is."""

    def __init__(self) -> None:
        super().__init__()
        ids = [each.id for each in extracted()]
        self._known = {each if isinstance(each, str) else each[0] for each in ids}

    def gettext(self, message: str) -> str:
        return super().gettext(message) if message in self._known else message

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        if msgid1 not in self._known:
            return msgid2
        return super().ngettext(msgid1, msgid2, n)


def _plural(n: int) -> int:
    """Which of the three plural forms of Ukrainian and Russian goes with *n*."""
    if n % 10 == 1 and n % 100 != 11:
        return 0
    return 1 if n % 10 in (2, 3, 4) and n % 100 not in (12, 13, 14) else 2


def catalogue(code: str) -> gettext.NullTranslations:
    """The messages of the language *code*, those of `CODE` in brackets."""
    return _Brackets() if code == CODE else _REAL(code)


_REAL = languages.catalogue


@cache
def _strict() -> gettext.NullTranslations:
    return _Strict()


@contextmanager
def pseudo_language(*, strict: bool = False) -> Iterator[None]:
    """
    Within this block every message in the language `CODE` is said in brackets, in all threads.
    Where it is *strict*, only what stands in the catalogue is.

    Nothing that was worked out before is given within it, and nothing of it after.  A plural bears
    the number of its form, as `⟦incidents⟧³`.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            languages,
            "catalogue",
            (lambda code: _strict() if code == CODE else _REAL(code)) if strict else catalogue,
        )
        patch.setattr(store, "STORE", store.Store())
        _forget()
        try:
            yield
        finally:
            _forget()


def _forget() -> None:
    for name, module in list(sys.modules.items()):
        if name.startswith("strikemap."):
            for each in list(vars(module).values()):
                if hasattr(each, "cache_clear") and getattr(each, "__module__", "") == name:
                    each.cache_clear()


def cells(collection: Collection) -> frozenset[str]:
    """Every text of *collection* that is no code of ours, and the names of all regions."""
    found = {collection.name, collection.title, collection.description, collection.licence}
    for table in TABLES.values():
        frame = getattr(collection, table.name)
        for field in table.fields:
            if not field.terms and field.name in frame:
                found |= {str(each) for each in frame[field.name].unique()}
    found |= {
        each.text for of in translations.read(collection.folder).values() for each in of.values()
    }
    found |= {name for each in regions().values() for name in (each.name, each.name_local)}
    return frozenset(each for each in found if _LETTER.search(each))


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
        if flat[:40] not in text:
            continue
        text = re.sub(rf"(?<!\w){re.escape(flat)}(?!\w)", " ", text)
        while len(flat) > 40 and (at := text.find(flat[:40])) >= 0:
            same = next(n for n in range(len(flat), 0, -1) if text.startswith(flat[:n], at))
            text = text[:at] + text[at + same :]
    while (stripped := _SAID.sub(" ", text)) != text:
        text = stripped
    return _WORD.findall(text)
