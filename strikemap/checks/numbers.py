"""Rules on what is counted, and on how many."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from strikemap.checks.rule import Edit, Finding, Flags, Rule, Subject, rows_where
from strikemap.languages import marked, sentence
from strikemap.vocabularies import CASUALTY_MEASURES, GROUPS, OF_WHOM

COUNTED = ("killed", "injured", "drones_launched", "drones_downed", "drones_hit", "damaged")

_BOTH = (True, True)
_FILLED: dict[str, tuple[bool, bool]] = {
    "": (False, False),
    "exact": _BOTH,
    "about": _BOTH,
    "at_least": (True, False),
    "up_to": (False, True),
}
_RIGHT = {
    "": marked(
        "the bound is empty and the values disagree; leave both values empty, or say how the "
        "number was put"
    ),
    "exact": marked("the bound {bound} and the values disagree; fill both values"),
    "about": marked("the bound {bound} and the values disagree; fill both values"),
    "at_least": marked("the bound {bound} and the values disagree; fill value_min alone"),
    "up_to": marked("the bound {bound} and the values disagree; fill value_max alone"),
}


def ranges(subject: Subject) -> Iterator[Finding]:
    """Claims whose least value is more than their most."""
    least, most = subject.claims["value_min"], subject.claims["value_max"]
    wrong = rows_where((least > most).fillna(False))
    yield Finding(
        "claims",
        wrong,
        "value_max",
        lambda at: sentence(
            "{most} is less than value_min, {least}; swap them",
            most=str(most.iloc[at]),
            least=str(least.iloc[at]),
        ),
    )


def bounds(subject: Subject) -> Iterator[Finding]:
    """Claims whose filled values are not those that their bound calls for."""
    bound = subject.claims["bound"]
    has = [subject.claims[name].notna().to_numpy() for name in ("value_min", "value_max")]
    wanted = np.array([_FILLED[code] for code in bound.cat.categories])
    codes = bound.cat.codes.to_numpy()
    wrong = (has[0] != wanted[codes, 0]) | (has[1] != wanted[codes, 1])

    def said(at: int) -> str:
        code = str(bound.iloc[at])
        return sentence(_RIGHT[code], bound=code) if code else sentence(_RIGHT[code])

    yield Finding("claims", rows_where(wrong), "bound", said)


def _counted(subject: Subject) -> Flags:
    return subject.claims["measure"].isin(COUNTED).to_numpy()


def subjects(subject: Subject) -> Iterator[Finding]:
    """Claims that count something without saying what."""
    unsaid = (subject.claims["subject"] == "").to_numpy()
    yield Finding(
        "claims",
        rows_where(_counted(subject) & unsaid),
        "subject",
        sentence("empty where something is counted; write what, as people or apartment_building"),
    )


def uncounted(subject: Subject) -> Iterator[Finding]:
    """Claims with a number though their measure has none."""
    numbers = subject.claims[["value_min", "value_max"]].notna().any(axis=1).to_numpy()
    measure = subject.claims["measure"]
    yield Finding(
        "claims",
        rows_where(~_counted(subject) & numbers),
        "value_min",
        lambda at: sentence(
            "{measure} has no number; leave the values empty", measure=str(measure.iloc[at])
        ),
    )


def of_whom(subject: Subject) -> Iterator[Finding]:
    """Claims that do not say of whom they speak where others do, or say it where they may not."""
    claims = subject.claims
    people, counted = claims["people"], claims["subject"]
    casualty = claims["measure"].isin(CASUALTY_MEASURES).to_numpy()
    filled = (people != "").to_numpy()
    yield Finding(
        "claims",
        rows_where(filled & ~casualty),
        "people",
        sentence("filled where nobody is killed or injured; leave it empty"),
    )
    if filled.any():
        yield Finding(
            "claims",
            rows_where(casualty & ~filled),
            "people",
            sentence(
                "empty where others say of whom they speak; write one of {codes}",
                codes=", ".join(term.code for term in OF_WHOM),
            ),
        )
    alone = np.zeros(len(claims), bool)
    for group in GROUPS:
        alone |= (counted == group).to_numpy() & (people != group).to_numpy()
    yield Finding(
        "claims",
        rows_where(casualty & filled & alone),
        "people",
        lambda at: sentence(
            "{people}, but the subject is {subject}; write that in both",
            people=str(people.iloc[at]),
            subject=str(counted.iloc[at]),
        ),
    )


RULES = (
    Rule(
        "values-ordered",
        "The least value of a claim is not more than its most.",
        (Edit("claims.csv", 4, "value_min", "9"),),
        ranges,
    ),
    Rule(
        "bound-values",
        "The values filled are those of the bound: both for exact and about, the least alone "
        "for at_least, the most alone for up_to, none without a bound.",
        (Edit("claims.csv", 3, "bound", "up_to"),),
        bounds,
    ),
    Rule(
        "subject",
        "A claim that counts something says what it counts.",
        (Edit("claims.csv", 4, "subject", ""), Edit("claims.csv", 5, "subject", "")),
        subjects,
    ),
    Rule(
        "of-whom",
        "A claim of people killed or injured says of whom it speaks, where any claim of the "
        "collection does; no other claim does, and one of civilians or combatants alone says so.",
        (Edit("claims.csv", 4, "people", ""),),
        of_whom,
    ),
    Rule(
        "uncounted-measure",
        "Damage without a count, outcomes and statements on who did it hold no number.",
        (
            Edit("claims.csv", 2, "value_min", "1"),
            Edit("claims.csv", 2, "value_max", "1"),
            Edit("claims.csv", 2, "bound", "exact"),
        ),
        uncounted,
    ),
)
