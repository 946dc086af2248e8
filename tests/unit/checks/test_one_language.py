"""What is wrong with a collection is kept once, and told to each reader in his language."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest

from strikemap import checks
from strikemap.checks import RULES, Edit, Rule, example
from strikemap.languages import Sentence, speaking, worded
from strikemap.model import Problem
from tests.app.broken import Fault, break_copy, faults
from tests.foreign import data_of, foreign, words_of_model
from tests.pseudo import CODE, escaped, pseudo_language
from tests.unit.checks.conftest import TODAY

Spoilt = Callable[..., tuple[Problem, ...]]
Found = Callable[[str], tuple[Path, tuple[Problem, ...]]]
CELLS = (
    *(Edit("claims.csv", row, "value_min", each) for row, each in ((3, "-4"), (4, "9999999999"))),
    Edit("claims.csv", 4, "claimed_on", "last May"),
    *(Edit("sources.csv", 2, name, each) for name, each in (("url", "x"), ("language", "x1"))),
    Edit("sources.csv", 2, "published", ""),
    *(Edit("incidents.csv", 2, name, "7x") for name in ("region", "time_precision", "longitude")),
    *(Edit("incidents.csv", 3, name, "185") for name in ("latitude", "longitude")),
    Edit("incidents.csv", 4, "date_start", "1750-01-01"),
    Edit("incidents.csv", 3, "date_end", "2023-02-30"),
    *(Edit("incidents.csv", 2, name, "") for name in ("title", "weapon")),
    Edit("claimants.csv", 2, "rank", ""),
)
DESCRIPTOR = (
    ("name", "A B"),
    ("title", None),
    ("description", 4),
    ("local_only", "yes"),
    ("regions", {"a": 1}),
    ("licenses", [1]),
    ("distinct", [1]),
    ("coverage", [1]),
    ("updated", "2023-05"),
)
MORE: dict[str, tuple[Edit, ...]] = {
    "cells": CELLS,
    "descriptor": tuple(Edit("datapackage.json", 0, *each) for each in DESCRIPTOR),
    "swapped": (
        Edit("datapackage.json", 0, "coverage", {"from": "2023-06-02", "to": "2023-06-01"}),
    ),
    "region": (Edit("datapackage.json", 0, "regions", ["RU-BEL", "XX-9"]),),
    "no number": (Edit("datapackage.json", 0, "", '{"a": NaN}'),),
    "no JSON": (Edit("datapackage.json", 0, "", '{"a" 1}'),),
    "no object": (Edit("datapackage.json", 0, "", "[1]"),),
    "twice": (Edit("claims.csv", 1, "bound", "measure"),),
}


@pytest.fixture(scope="module", autouse=True)
def _in_brackets() -> Iterator[None]:
    """The language of brackets is spoken wherever `CODE` is."""
    with pseudo_language():
        yield


def untold(found: tuple[Problem, ...], folder: Path) -> list[tuple[str, list[str]]]:
    """The messages of *found* of which some words are neither ours nor of the files in *folder*."""
    assert found
    known = data_of(folder) | words_of_model()
    with speaking(CODE):
        told = [
            (escaped(worded(each.message), known | foreign(each.message)), each) for each in found
        ]
    return [(str(each), words) for words, each in told if words]


@pytest.fixture(scope="module")
def found_in(tmp_path_factory: pytest.TempPathFactory) -> Found:
    """A rule's own example, and what a reader of Russian's session found in it."""

    @cache
    def found(name: str) -> tuple[Path, tuple[Problem, ...]]:
        folder = tmp_path_factory.mktemp(name)
        example.write(folder, next(rule.example for rule in RULES if rule.name == name))
        with speaking("ru"):
            return folder, checks.check(folder, today=TODAY)

    return found


@pytest.mark.by_day(22, "that each rule's words are messages the last test here holds by day")
@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_every_rule_speaks_the_readers_language(rule: Rule, found_in: Found) -> None:
    """What a rule's own example breaks is told in messages, and in words of the data alone."""
    folder, found = found_in(rule.name)
    assert untold(found, folder) == []


@pytest.mark.parametrize("edits", MORE.values(), ids=MORE)
def test_so_does_what_is_no_value(edits: tuple[Edit, ...], spoilt: Spoilt, tmp_path: Path) -> None:
    """So are cells that hold no value of their column, and a descriptor that heads nothing."""
    assert untold(spoilt(*edits), tmp_path) == []


@pytest.mark.parametrize("fault", list(faults()), ids=lambda fault: fault.name)
def test_so_does_a_broken_collection(fault: Fault, tmp_path: Path) -> None:
    """So is what keeps a shipped collection from being read."""
    folder = break_copy(fault, tmp_path / "broken")
    assert untold(checks.check(folder, today=TODAY), folder) == []


def test_what_is_found_is_english_until_it_is_told(found_in: Found) -> None:
    """What one reader's session found is kept in English, and reads in each language in turn."""
    found = [each for rule in RULES for each in found_in(rule.name)[1]]
    assert all(isinstance(each.message, Sentence) for each in found)
    told = {}
    for code in ("uk", "ru", "en"):
        with speaking(code):
            told[code] = [worded(each.message) for each in found]
    assert told["en"] == [str(each.message) for each in found]
    for code, other in (("uk", "ru"), ("ru", "en"), ("uk", "en")):
        alike = [a for a, b in zip(told[code], told[other], strict=True) if a == b]
        assert alike == [], (code, other)
