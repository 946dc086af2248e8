"""Words that a reader looks for: in titles, summaries, places, names of regions and claimants."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from strikemap.cache import cached
from strikemap.collection.writing import contiguous
from strikemap.gazetteer import places
from strikemap.geography import region_names
from strikemap.model import Collection
from strikemap.spelling import folded, latin, pattern, stems
from strikemap.translations import every_wording

Booleans = npt.NDArray[np.bool_]

COLUMNS = ("title", "summary", "place", "place_local", "incident_id")
SHORTEST = 5
"""Letters of a word in which one typing error is forgiven; shorter ones are too like each other."""
NAMED = 6
ALIKE = 61
"""Of 100, how like a name has to be to be named; below it are names that share a few letters."""


def mentions(collection: Collection, text: str) -> Booleans:
    """
    Which incidents hold every word of *text*: in their title, summary, place or id, the name of
    their region, or that of someone who claims something of them.

    Case, ё and е, accents, apostrophes, punctuation, the usual transliterations and the endings of
    Russian and Ukrainian cases make no difference.  A word that is nowhere in the collection stands
    for those of its names that differ from it by one letter, or by the ending.
    """
    keep = np.ones(len(collection.incidents), dtype=bool)
    # A word that is said again narrows nothing.
    for word in dict.fromkeys(text.split()):
        keep &= _mention(collection, word)
    return keep


def close_to(collection: Collection, text: str) -> tuple[str, ...]:
    """Names of the collection that are like the words of *text*, the likest first; raw text."""
    from rapidfuzz import fuzz, process

    names = _names(collection)
    # A name of several words is like a word that is like one of them.
    folds = [(part, name) for name in names for part in {latin(name), *latin(name).split()}]
    parts = [part for part, _ in folds]
    found: dict[str, float] = {}
    words = latin(text).split()[:10]
    # “On” and “na” of Rostov-on-Don are like half of all names.
    for word in [each for each in words if len(each) >= SHORTEST - 1] or words:
        for _, score, at in process.extract(
            word, parts, scorer=fuzz.ratio, limit=4 * NAMED, score_cutoff=ALIKE
        ):
            found[folds[at][1]] = max(found.get(folds[at][1], 0.0), score)
    return tuple(sorted(found, key=lambda each: (-found[each], each))[:NAMED])


def _mention(collection: Collection, word: str) -> Booleans:
    parts = folded(word).split()
    hit = _literal(collection, word)
    if not parts:
        return hit
    whole = np.ones(len(hit), dtype=bool)
    for part in parts:
        whole &= _spelled(collection, _as_named(collection, part))
    hit |= whole
    if hit.any():
        return hit
    whole[:] = True
    for part in parts:
        near = map(pattern, _mistyped(collection, part))
        whole &= _spelled(collection, (*_as_named(collection, part), *near, *_without_ending(part)))
    return whole


def _as_named(collection: Collection, word: str) -> tuple[str, ...]:
    """
    Patterns of *word* and of the names of the collection that it transliterates, which are looked
    for in every case of theirs.
    """
    plain = latin(word)
    named = _by_latin(collection).get(plain, ())
    is_name = bool(named) or plain in _places()
    found = [each for name in (word, *named) for each in _stems(name)]
    return tuple(dict.fromkeys((*found, *(_without_ending(word) if is_name else ()))))


@cache
def _places() -> frozenset[str]:
    """The words of the names of the gazetteer's places, in Latin letters."""
    return frozenset(part for each in places() for part in latin(each.name).split())


@cached
def _by_latin(collection: Collection) -> Mapping[str, tuple[str, ...]]:
    """The words of the names of *collection*, by what they are in Latin letters."""
    found: dict[str, dict[str, None]] = {}
    for word in {word for name in _names(collection) for word in folded(name).split()}:
        found.setdefault(latin(word), {})[word] = None
    return {key: tuple(sorted(words)) for key, words in found.items()}


def _without_ending(word: str) -> tuple[str, ...]:
    """A pattern of what begins as a word in Latin letters does, as `Zaporozhye` and Запорожская."""
    bare = re.sub(r"i?[aeiou]$", "", latin(word)) if word.isascii() else ""
    return (f"{_BEGINNING}{pattern(bare)}",) if len(bare) >= SHORTEST else ()


def _literal(collection: Collection, word: str) -> Booleans:
    """Incidents with *word* as it is written, but for its case: signs alone are looked for too."""
    hit = np.zeros(len(collection.incidents), dtype=bool)
    for column in COLUMNS:
        for wording in every_wording(collection, "incidents", column):
            hit |= _matching(wording, re.escape(word.casefold()))
    return hit


def _stems(word: str) -> tuple[str, ...]:
    """Patterns of the stems of *word*; what was cut short is looked for where words begin."""
    return tuple(
        pattern(each) if each == word or not pattern(each) else f"{_BEGINNING}{pattern(each)}"
        for each in stems(word)
    )


_BEGINNING = r"(?:\A|[^\pL\pN])"


def _spelled(collection: Collection, patterns: tuple[str, ...]) -> Booleans:
    """Incidents that hold what one of *patterns* finds, themselves or in a name of theirs."""
    either = "|".join(f"(?:{each})" for each in patterns if each)
    incidents = collection.incidents
    hit = np.zeros(len(incidents), dtype=bool)
    if not either:
        return hit
    for column in COLUMNS:
        for wording in every_wording(collection, "incidents", column):
            hit |= _matching(wording, either)
    look = re.compile(_for_python(either), re.IGNORECASE)
    codes = [code for code, names in region_names().items() if any(map(look.search, names))]
    hit |= incidents["region"].isin(codes).to_numpy(bool)
    named = np.zeros(len(collection.claimants), dtype=bool)
    for wording in every_wording(collection, "claimants", "name"):
        named |= _matching(wording, either)
    if named.any():
        who = np.flatnonzero(named)
        at = collection.claims["incident"].to_numpy()
        of = at[np.isin(collection.claims["claimant"].to_numpy(), who)]
        hit[of[of >= 0]] = True
    return hit


def _for_python(expression: str) -> str:
    """An expression of RE2 in Python's own notation."""
    return re.sub(r"\\x\{([0-9A-F]+)\}", r"\\u0\1", expression).replace(r"[^\pL\pN]", r"[\W_]")


def _matching(column: pd.Series, expression: str) -> Booleans:
    if isinstance(column.dtype, pd.CategoricalDtype):
        of_values = _matching(column.cat.categories.to_series().astype("str"), expression)
        return np.append(of_values, False)[column.cat.codes.to_numpy()]
    text = pa.array(contiguous(column), pa.large_string()) if len(column) else None
    if text is None:
        return np.zeros(0, dtype=bool)
    found = pc.match_substring_regex(text, expression, ignore_case=True)
    return np.asarray(found.to_numpy(zero_copy_only=False), dtype=bool)


@cached
def _names(collection: Collection) -> tuple[str, ...]:
    """The names of places, regions and claimants of *collection*, each once."""
    incidents = collection.incidents
    found: dict[str, None] = {}
    for column in ("place", "place_local"):
        found.update(dict.fromkeys(str(each) for each in incidents[column].unique()))
    for code in incidents["region"].unique():
        found.update(dict.fromkeys(region_names().get(str(code), ())))
    for wording in every_wording(collection, "claimants", "name"):
        found.update(dict.fromkeys(str(each) for each in wording))
    return tuple(each for each in found if each)


def _mistyped(collection: Collection, word: str) -> tuple[str, ...]:
    """
    Words of the names of *collection* that differ from *word* by one letter: as it was typed, or
    in Latin letters, of which ш has two.
    """
    by_latin = _by_latin(collection)
    typed = sorted({each for words in by_latin.values() for each in words})
    near = [each for key in _one_off(latin(word), sorted(by_latin)) for each in by_latin[key]]
    return tuple(dict.fromkeys((*near, *_one_off(folded(word), typed))))


def _one_off(word: str, words: list[str]) -> list[str]:
    """Those of *words* that differ from *word* by one letter, or by two that are exchanged."""
    from rapidfuzz import process
    from rapidfuzz.distance import DamerauLevenshtein

    if len(word) < SHORTEST:
        return []
    long = [each for each in words if len(each) >= SHORTEST]
    found = process.extract(
        word, long, scorer=DamerauLevenshtein.distance, score_cutoff=1, limit=20
    )
    return [each for each, _, _ in found]
