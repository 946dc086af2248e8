"""A pseudo-language, in which every message is marked: what is not in brackets is no message."""

from __future__ import annotations

import gettext
import re
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from unittest.mock import patch

from strikemap import cache, languages, wording

SPOKEN = "uk"
"""The language in whose place it is spoken: with days and numbers as CLDR has them there."""
_PLURALS = "¹²³"


class _Marked(gettext.NullTranslations):
    def gettext(self, message: str) -> str:
        return f"⟦{message}⟧"

    def pgettext(self, context: str, message: str) -> str:
        return f"⟦{message}⟧"

    def ngettext(self, one: str, many: str, count: int) -> str:
        last, two = count % 10, count % 100
        form = 0 if last == 1 and two != 11 else 1 if 2 <= last <= 4 and not 12 <= two <= 14 else 2
        return f"⟦{many if form else one}{_PLURALS[form]}⟧"


@contextmanager
def pseudo_language() -> Iterator[None]:
    """
    Within this block `lang=uk` speaks the pseudo-language: `⟦message⟧`, places filled in.

    A plural form bears its number, as `⟦5 incidents³⟧`.  What was said before is forgotten.
    """
    known = languages.catalogue

    def chosen(code: str) -> gettext.NullTranslations:
        return _Marked() if code == SPOKEN else known(code)

    _forget()
    with patch.object(languages, "catalogue", chosen):
        yield
    _forget()


def _forget() -> None:
    """What is kept between readers is said anew."""
    cache.STORE = cache.Store()
    wording._terms_in.cache_clear()


_LETTERS = re.compile(r"[A-Za-z]{2,}")
_PIECES = re.compile(r"[^\w’' -]|\d+|_")


def escaped(texts: Iterable[str], known: Collection[str]) -> set[str]:
    """
    The pieces of *texts*, plain text, that stand in Latin letters outside of all brackets.

    A piece that occurs in *known*, the texts of the data and the names of things, is none.
    """
    of_data = "|".join(_flat(each) for each in known)
    found = set()
    for text in texts:
        for piece in _PIECES.split(_outside(text)):
            words = " ".join(piece.split()).strip("-'’ ")
            if _LETTERS.search(words) and _flat(words) not in of_data:
                found.add(words)
    return found


def _outside(text: str) -> str:
    depth, kept = 0, []
    for letter in text:
        depth += {"⟦": 1, "⟧": -1}.get(letter, 0)
        kept.append("|" if letter in "⟦⟧" else letter if depth == 0 else "")
    return "".join(kept)


def _flat(text: str) -> str:
    return " ".join(_PIECES.sub("|", text).casefold().split())
