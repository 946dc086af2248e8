"""On whose word the tolls rest: one side's alone, both sides', or neither's."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from strikemap.casualties.counted import counted_claims
from strikemap.casualties.standing import EVERYTHING, Booleans, Choice
from strikemap.languages import gettext as _
from strikemap.model import Collection
from strikemap.row_index import index

SIDES = ("russia", "ukraine")
ENOUGH = 20
"""Tolls that must be known before a share of them is worth a sentence on every page."""


@dataclass(frozen=True, slots=True)
class Origins:
    """
    Incidents with a toll by whose word it is, each once: the four add up to `known`.

    `neither` has newsrooms, armed groups of no side, witnesses, and reports that name nobody.
    """

    known: int
    russia: int
    ukraine: int
    both: int
    neither: int


def origins(
    collection: Collection, measure: str, rows: npt.ArrayLike, choice: Choice = EVERYTHING
) -> Origins:
    """
    On whose word the tolls of the incidents at *rows* (positions or a mask) rest.

    A side stands behind a toll where one of its claimants made a claim that stands and bears a
    number; a newsroom beside it changes nothing, since it mostly passes that number on.
    """
    by = _by_side(collection, measure, choice)
    known, russia, ukraine = (each[index(rows)] for each in by)
    return Origins(
        known=int(known.sum()),
        russia=int((russia & ~ukraine).sum()),
        ukraine=int((ukraine & ~russia).sum()),
        both=int((russia & ukraine).sum()),
        neither=int((known & ~russia & ~ukraine).sum()),
    )


def of_active(collection: Collection, measure: str) -> Origins:
    """On whose word the tolls of all incidents rest whose record stands."""
    return origins(collection, measure, (collection.incidents["status"] == "active").to_numpy())


def _by_side(
    collection: Collection, measure: str, choice: Choice
) -> tuple[Booleans, Booleans, Booleans]:
    """For each incident: whether it has a toll, and whether either side stands behind one."""
    claims = collection.claims
    counted = np.flatnonzero(counted_claims(collection, measure, choice))
    at = claims["incident"].to_numpy()[counted]
    side = collection.claimants["side"].to_numpy(str)[claims["claimant"].to_numpy()[counted]]
    known = np.zeros(len(collection.incidents), dtype=bool)
    known[at] = True
    behind = []
    for name in SIDES:
        of = np.zeros(len(known), dtype=bool)
        of[at[side == name]] = True
        behind.append(of)
    return known, behind[0], behind[1]


def in_words(of: Origins) -> tuple[str, str]:
    """
    Whose word most tolls of people killed are, in a few words and in a sentence.

    Both are "" where fewer than `ENOUGH` are known.  The few words are some forty letters, for
    which a laptop has room behind the line of coverage.
    """
    if of.known < ENOUGH:
        return "", ""
    most = max(of.russia, of.ukraine, of.both, of.neither)
    counts = {"part": most, "known": of.known}
    # Whole messages, since languages put a side into different cases.
    if most == of.russia:
        return (
            _("{part} of {known} death tolls: Russia’s word.", **counts),
            _("{part} of {known} tolls of killed rest on Russia’s side alone.", **counts),
        )
    if most == of.ukraine:
        return (
            _("{part} of {known} death tolls: Ukraine’s word.", **counts),
            _("{part} of {known} tolls of killed rest on Ukraine’s side alone.", **counts),
        )
    if most == of.both:
        return (
            _("{part} of {known} death tolls: both sides’ word.", **counts),
            _("{part} of {known} tolls of killed rest on the word of both sides.", **counts),
        )
    return (
        _("{part} of {known} death tolls: neither side’s word.", **counts),
        _("{part} of {known} tolls of killed rest on the word of neither side.", **counts),
    )
