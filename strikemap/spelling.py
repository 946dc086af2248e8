"""Spellings of one name brought together: case, ё and е, Cyrillic and its transliterations."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
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
    ("schtsch", "ш"),
    ("tsch", "ч"),
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
those of newspapers, German ones too) write for one letter, brought to one; before it is read as a
letter."""


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
    # Of Советск the Latin letters are those of ц.
    made = made.translate(_CYRILLIC).replace("ts", "c")
    return re.sub(r"i{2,}", "i", made)


_LETTERS: Mapping[str, str] = {
    "a": "a|á|ä|а",
    "b": "b|б",
    "c": "c|ts|tz|ц|тс",
    "d": "d|д",
    "e": "e|ë|yë|é|yo|jo|ye|je|ie|е|ё|э|є",
    "f": "f|ф",
    "g": "g|h|г|ґ",
    "i": "[iyjийіїыј]+",
    "k": "k|к",
    "l": "l|л",
    "m": "m|м",
    "n": "n|н",
    "o": "o|ó|ö|о",
    "p": "p|п",
    "r": "r|р",
    "s": "s|с",
    "t": "t|т",
    "u": "u|ú|ü|у|ў",
    "v": "v|w|в",
    "x": "kh|х",
    "z": "z|з",
    "zh": "zh|ж",
    "ch": "ch|tsch|ч",
    "sh": "sh|shch|sch|schtsch|stch|ш|щ",
    "ks": "x|ks|кс",
    "ia": "[iyjийіїыј]*я|[iyjийіїыј]+(?:a|а)",
    "iu": "[iyjийіїыј]*ю|[iyjийіїыј]+(?:u|у)",
}
_SOUNDS = re.compile("zh|ch|sh|ks(?!h)|ia|iu|.", re.DOTALL)
_PASSED = r"[\x{300}-\x{36F}'’ʼʹ`´‘ʻьъЬЪ]*"


@lru_cache(maxsize=4_096)
def pattern(word: str) -> str:
    """
    An RE2 pattern, to be read without case, that finds *word* in each of its usual spellings in
    Latin and Cyrillic letters; "" where it has no letter or digit.
    """
    parts = []
    for sound in _SOUNDS.findall(latin(word)):
        if sound == " ":
            parts.append(r"[^\pL\pN]+")
            continue
        letters = _LETTERS.get(sound)
        parts.append(f"(?:{letters})" if letters else re.escape(sound))
    return _PASSED.join(parts)


_ENDINGS = (
    *("ими", "ыми", "ами", "ями", "ого", "его", "ому", "ему", "ові", "еві"),
    *("ою", "ею", "єю", "ои", "еи", "оі", "ии", "ыи", "іи", "ом", "ем", "ым", "им", "ах", "ях"),
    *("ов", "ев", "ью", "ам", "ям", "ая", "яя", "ое", "ее", "ые", "ие", "ых", "их", "ую", "юю"),
    *("а", "я", "о", "е", "у", "ю", "и", "ы", "і", "ь"),
)
"""As `folded` leaves them: й is и, ї is і."""
_ADJECTIVES = frozenset(
    (
        *("ои", "еи", "ии", "ыи", "ая", "яя", "ое", "ее", "ую", "юю"),
        *("ых", "их", "ым", "им", "ого", "его", "ому", "ему"),
    )
)
_STEM, _SHORT_STEM = 4, 3
_OF_REGION = re.compile(r"(?<=.{3})(?P<last>[тч]?)[щч]ин(?:[аеиуыію]|ою|ои|ам|ах)$")
_OF_KRAI = frozenset(("крае", "края", "краю", "краем", "краі", "краєм"))
_SOFTENED = {"ц": "к", "з": "г", "с": "х"}
_ROUNDED = {"ов": "ів", "ев": "ів", "єв": "ів"}
_VOWELS = "аеєиіоуыэюя"


def stem(word: str) -> str:
    """
    A Cyrillic *word* without the ending by which Russian and Ukrainian inflect the names of
    places, as `шебекин` of `Шебекине`; four letters stay at least, three of an adjective.
    Another word as it is.
    """
    plain = folded(word)
    if not re.search("[а-яіїєґ]", plain):
        return word
    for ending in _ENDINGS:
        least = _SHORT_STEM if ending in _ADJECTIVES else _STEM
        if plain.endswith(ending) and len(plain) - len(ending) >= least:
            return plain.removesuffix(ending)
    return plain


def stems(word: str) -> tuple[str, ...]:
    """
    `stem` of *word*, and the stem of its nominative where sounds alternate: Таволжанці is of
    Таволжанка, Харкові of Харків, Орле of Орёл, Валуек of Валуйки, and Брянщина is Брянск's region.
    """
    plain, made = folded(word), [stem(word)]
    if not re.search("[а-яіїєґ]", plain):
        return (word,)
    if found := _OF_REGION.search(plain):
        made.append(plain[: found.start()] + ("цк" if found["last"] else "ск"))
    if plain in _OF_KRAI:
        made.append("краи")
    if plain.endswith(("ок", "ек")) and len(plain) > _STEM:
        made.append(f"{plain[:-2]}{'и' * (plain[-3] in _VOWELS and plain[-3] != 'и')}к")
    if plain[-1] == "і" and plain[-2:-1] in _SOFTENED and len(plain) > _STEM:
        made.append(plain[:-2] + _SOFTENED[plain[-2]])
    made += [made[0][:-2] + new for old, new in _ROUNDED.items() if made[0].endswith(old)]
    bare = plain[:-1] if plain[-1] in _VOWELS else ""
    if len(bare) > 2 and not set(bare[-2:]) & set(_VOWELS):
        # The vowel that a nominative has between its last two letters.
        made.append(f"{bare[:-1]}е{bare[-1]}")
    return tuple(dict.fromkeys(made))
