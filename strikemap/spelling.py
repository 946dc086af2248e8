"""Spellings of one name brought together: case, ё and е, Cyrillic and its transliterations."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_APOSTROPHES = str.maketrans("", "", "'’ʼʹ`´‘ʻ\u0301")
_BREAKS = re.compile(r"[\W_]+")
_CYRILLIC = str.maketrans(
    {
        "а": "a", "б": "b", "в": "v", "г": "g", "ґ": "g", "д": "d", "е": "e", "є": "e",
        "ж": "zh", "з": "z", "и": "i", "і": "i", "к": "k", "л": "l", "м": "m", "н": "n",
        "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ф": "f", "х": "x",
        "ц": "c", "ч": "ch", "ш": "sh", "щ": "sh", "ъ": "", "ы": "i", "ь": "", "э": "e",
        "ю": "iu", "я": "ia", "ў": "u", "ј": "i",
    }
)  # fmt: skip
_LATIN = (
    ("x", "ks"),
    ("shch", "ш"),
    ("stch", "ш"),
    ("sch", "ш"),
    ("sh", "ш"),
    ("kh", "х"),
    ("tz", "ц"),
    ("ts", "ц"),
    ("zh", "ж"),
    ("ch", "ч"),
    ("yo", "e"),
    ("jo", "e"),
    ("ye", "e"),
    ("je", "e"),
    ("ie", "e"),
    ("yu", "iu"),
    ("ju", "iu"),
    ("ya", "ia"),
    ("ja", "ia"),
    ("h", "g"),
    ("w", "v"),
    ("y", "i"),
    ("j", "i"),
)
"""What the usual transliterations of Russian and Ukrainian (BGN/PCGN, ISO 9, Ukraine's of 2010, and
those of newspapers) write for one letter, brought to one; before it is read as a letter."""


@lru_cache(maxsize=65_536)
def folded(text: str) -> str:
    """
    *text* without what does not part one name from another: case, accents (ё is е, й is и),
    apostrophes, and punctuation, which becomes a space.
    """
    plain = text.casefold().translate(_APOSTROPHES)
    bare = "".join(
        each for each in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(each)
    )
    return _BREAKS.sub(" ", bare).strip()


@lru_cache(maxsize=65_536)
def latin(text: str) -> str:
    """
    *text* folded and in Latin letters, the same for a name in Cyrillic and in its usual
    transliterations: Тёткино, Tyotkino and Tetkino are one.
    """
    made = folded(text)
    for written, one in _LATIN:
        made = made.replace(written, one)
    made = made.translate(_CYRILLIC)
    return re.sub(r"i{2,}", "i", made)
