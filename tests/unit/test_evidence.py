"""The two grades, by the first rule that fits, and the reason for each."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Any, NamedTuple

import numpy as np
import pytest
from hypothesis import given

from strikemap import evidence
from strikemap.casualties.standing import Choice, standing
from strikemap.evidence import EVENT_GRADES, RESPONSIBILITY_GRADES
from strikemap.model import Collection
from tests.builders import Row, build, claim, claimant, incident, source
from tests.unit.crowded import CHOICES, SEEDS, crowded
from tests.unit.strategies import Drawn, tables

A = incident("a")
says = partial(claim, "", "a")
hurts = partial(says, "2", "injured")
accuses = partial(says, measure="attribution")
accepts = partial(says, measure="responsibility")
denies = partial(says, measure="denial")


def made(rows: list[Row]) -> Collection:
    """One incident and *rows* of claims, numbered c0, c1 and so on."""
    return build([A], [{**row, "claim_id": f"c{at}"} for at, row in enumerate(rows)])


def event(rows: list[Row]) -> str:
    return EVENT_GRADES[evidence.grades(made(rows)).event[0]].code


def responsibility(rows: list[Row]) -> str:
    return RESPONSIBILITY_GRADES[evidence.grades(made(rows)).responsibility[0]].code


@pytest.mark.parametrize(
    ("rows", "grade"),
    [
        ([], "unattributed"),
        ([hurts(by="summary")], "unattributed"),
        ([says(measure="no_comment", by="kyiv")], "unattributed"),
        ([hurts()], "one_origin"),
        ([hurts(), hurts(by="ministry")], "one_origin"),
        ([hurts(), hurts(by="summary")], "one_origin"),
        ([hurts(), hurts(by="newsroom", source_id="copy")], "one_origin"),
        ([hurts(source_id="copy")], "unattributed"),
        ([hurts(), says(measure="no_comment", by="kyiv")], "one_origin"),
        ([hurts(), hurts(by="newsroom")], "corroborated"),
        ([hurts(by="legion"), hurts(by="volunteers")], "corroborated"),
        ([hurts(), hurts(by="newsroom"), hurts(by="kyiv")], "both_sides"),
        ([hurts(), says(measure="confirmation", by="kyiv")], "both_sides"),
        ([hurts(), accepts(by="kyiv")], "both_sides"),
        ([hurts(), denies(by="kyiv")], "disputed"),
        ([hurts(), hurts(by="kyiv"), denies(by="newsroom")], "disputed"),
        ([hurts(), denies(by="kyiv", about="ukraine")], "one_origin"),
        ([denies(by="kyiv"), hurts(), denies(by="kyiv", about="c1", supersedes="c0")],
         "one_origin"),
        ([hurts(), denies(by="kyiv", supersedes="c0")], "disputed"),
    ],
)  # fmt: skip
def test_the_event(rows: list[Row], grade: str) -> None:
    """
    Disputed before both sides before two origins before one; reprints, summaries and silence
    add none.
    """
    assert event(rows) == grade


@pytest.mark.parametrize(
    ("rows", "grade"),
    [
        ([hurts()], "not_stated"),
        ([says(measure="no_comment", by="kyiv")], "not_stated"),
        ([denies(by="kyiv", about="ukraine")], "not_stated"),
        ([accuses(about="ukraine")], "alleged"),
        ([accuses(about="kyiv")], "alleged"),
        ([accuses(about="ukraine"), accuses(by="ministry", about="kyiv")], "alleged"),
        ([accepts(by="legion")], "accepted"),
        ([accepts(by="legion"), accepts(by="volunteers")], "accepted"),
        ([accepts(by="kyiv")], "accepted"),
        ([accepts(by="governor")], "accepted"),
        ([accuses(about="legion"), accepts(by="legion")], "accepted"),
        ([accuses(about="ukraine"), denies(by="kyiv")], "alleged"),
        ([accuses(about="ukraine"), denies(by="kyiv", about="ukraine")], "contested"),
        ([accuses(about="ukraine"), denies(by="kyiv", about="c0")], "contested"),
        ([accuses(about="ukraine"), denies(by="kyiv", about="kyiv")], "contested"),
        ([accuses(about="ukraine"), accuses(by="newsroom", about="russia")], "contested"),
        ([accuses(about="ukraine"), accepts(by="legion")], "contested"),
        ([accepts(by="kyiv"), accepts(by="legion")], "contested"),
        ([accuses(about="ukraine"), denies(about="russia")], "alleged"),
        ([accuses(by="kyiv", about="russia"), hurts(), denies(about="c1")], "alleged"),
        ([accuses(about="ukraine"), denies(by="legion", about="legion")], "alleged"),
        ([accuses(about="ukraine"), says(measure="no_comment", by="kyiv")], "alleged"),
        (
            [
                accuses(about="ukraine"),
                denies(by="legion", about="ukraine"),
                denies(by="kyiv", about="c1"),
            ],
            "alleged",
        ),
    ],
)
def test_responsibility(rows: list[Row], grade: str) -> None:
    """Contested where sides are rivals or the accused denies; else accepted, else alleged."""
    assert responsibility(rows) == grade


def test_only_claims_that_stand_count() -> None:
    """An accusation that its own claimant took back grades nothing."""
    rows = [accuses(about="ukraine"), says(measure="attribution", about="", supersedes="c0")]
    assert responsibility([accuses(about="ukraine")]) == "alleged"
    assert EVENT_GRADES[evidence.grades(made(rows)).event[0]].code == "one_origin"


def test_grades_as_of_a_day() -> None:
    """As of a day before the denial, the event was not yet disputed."""
    whole = made([hurts(on="2023-05-30"), denies(by="kyiv", on="2023-06-01")])
    before = evidence.grades(whole, Choice(as_of=date(2023, 5, 31)))
    assert EVENT_GRADES[before.event[0]].code == "one_origin"
    assert EVENT_GRADES[evidence.grades(whole).event[0]].code == "disputed"


def test_claims_grade_their_own_incident() -> None:
    """A claim grades the incident that it is about, and a collective one grades none."""
    cover = {"covers_from": "2023-05-31", "covers_to": "2023-05-31"}
    rows = [claim("c1", "b", "2"), claim("c2", "", "9", by="kyiv", **cover)]
    graded = evidence.grades(build([A, incident("b")], rows))
    assert [EVENT_GRADES[code].code for code in graded.event] == ["unattributed", "one_origin"]


@pytest.mark.parametrize(
    ("rows", "reason"),
    [
        ([hurts(by="summary")], "The report does not say who knows of it."),
        ([hurts()], "What is published here goes back to one origin: Governor."),
        ([hurts(), hurts(by="newsroom", source_id="copy")],
         "What is published here goes back to one origin: Governor."),
        ([hurts(), hurts(by="newsroom")],
         "2 independent origins speak of it: Governor and Newsroom."),
        ([hurts(), denies(by="kyiv"), denies(by="legion", about="legion")],
         "Kyiv denied that it happened."),
    ],
)  # fmt: skip
def test_why_the_event(rows: list[Row], reason: str) -> None:
    """The reason names those on whom the grade rests, and nobody else."""
    assert evidence.event_reason(made(rows), 0) == reason


def test_why_both_sides() -> None:
    """Where both sides speak of it, both are named, and nobody who is of neither."""
    reason = evidence.event_reason(made([hurts(), hurts(by="kyiv"), hurts(by="newsroom")]), 0)
    assert reason == "Both sides speak of it: Governor and Kyiv."


@pytest.mark.parametrize(
    ("rows", "reason"),
    [
        ([hurts()], "No claim in the collection says who did it."),
        ([accepts(by="legion")], "Legion accepted having done it."),
        ([accepts(by=each) for each in ("legion", "volunteers", "newsroom")],
         "Legion; Newsroom and Volunteers accepted having done it."),
        ([accuses(about="ukraine")],
         "Governor named who did it; nobody in the collection accepted it."),
        ([accuses(about="ukraine"), accepts(by="legion")],
         "Legion accepted it; Governor named who did it; these statements differ or are denied."),
    ],
)  # fmt: skip
def test_why_responsibility(rows: list[Row], reason: str) -> None:
    """The reason names who accepted and who accused."""
    assert evidence.responsibility_reason(made(rows), 0) == reason


def test_every_grade_can_be_explained() -> None:
    """Each grade has a label and says what it means without doubting the victims."""
    for term in (*EVENT_GRADES, *RESPONSIBILITY_GRADES):
        assert term.label and term.meaning.endswith(".")
        assert not {"alleged victim", "so-called", "supposed"} & set(
            term.meaning.casefold().split()
        )


def test_an_origin_of_many_names_is_one() -> None:
    """A government, its agencies and its state media are one origin."""
    agency = claimant("agency", "russia", "russian-state", 7, "state_media")
    people = [claimant("governor", "russia", "russian-state", 1), agency]
    rows = [claim("c1", "a", "2"), claim("c2", "a", "2", by="agency")]
    whole = build([A], rows, claimants=people, sources=[source("paper")])
    assert evidence.grades(whole).origins.tolist() == [1]


@given(tables())
def test_property_origins_bound_the_grade(drawn: Drawn) -> None:
    """Every incident has one grade of each kind, and its grade agrees with its origins."""
    whole = build(**drawn)
    graded = evidence.grades(whole)
    for at in range(len(whole.incidents)):
        code, origins = EVENT_GRADES[graded.event[at]].code, int(graded.origins[at])
        assert {"both_sides": origins > 1, "corroborated": origins > 1, "one_origin": origins == 1,
                "unattributed": origins == 0}[code]  # fmt: skip
        assert evidence.event_reason(whole, at).endswith(".")
        assert RESPONSIBILITY_GRADES[graded.responsibility[at]].code == "not_stated"


class Plain(NamedTuple):
    """Both grades of one incident, and the sentence for each."""

    event: str
    event_reason: str
    responsibility: str
    responsibility_reason: str


def plainly(whole: Collection, choice: Choice) -> list[Plain]:
    """The grades by the first rule that fits, as the method has them, one claim after another."""
    people = whole.claimants.to_dict("records")
    reprints = [each["reprint_of"] != "" for each in whole.sources.to_dict("records")]
    side_of = {each["claimant_id"]: each["side"] for each in people}
    claims = whole.claims.to_dict("records")
    attributed = {c["claim_id"]: c["about"] for c in claims if c["measure"] == "attribution"}
    stand = [claims[at] for at in np.flatnonzero(standing(whole, choice))]

    def side(claim: dict[str, Any]) -> str:
        return str(people[claim["claimant"]]["side"])

    def accused(about: str) -> str:
        about = attributed.get(about, about)
        return side_of.get(about, about)

    def of(those: list[dict[str, Any]], *sides: str) -> str:
        known = {people[c["claimant"]]["name"] for c in those if not sides or side(c) in sides}
        *others, last = sorted(known)
        return f"{'; '.join(others)} and {last}" if others else last

    def event(said: list[dict[str, Any]]) -> tuple[str, str]:
        if denials := [c for c in said if c["measure"] == "denial" and not c["about"]]:
            return "disputed", f"{of(denials)} denied that it happened."
        told = [
            c
            for c in said
            if c["measure"] not in ("denial", "no_comment")
            and people[c["claimant"]]["origin"]
            and not reprints[c["source"]]
        ]
        if {"russia", "ukraine"} <= {side(c) for c in told}:
            return "both_sides", f"Both sides speak of it: {of(told, 'russia', 'ukraine')}."
        origins = len({people[c["claimant"]]["origin"] for c in told})
        if origins > 1:
            return "corroborated", f"{origins} independent origins speak of it: {of(told)}."
        if told:
            return "one_origin", f"What is published here goes back to one origin: {of(told)}."
        return "unattributed", "The report does not say who knows of it."

    def responsibility(said: list[dict[str, Any]]) -> tuple[str, str]:
        accept = [c for c in said if c["measure"] == "responsibility"]
        accuse = [c for c in said if c["measure"] == "attribution"]
        named = {side(c) for c in accept} | {accused(c["about"]) for c in accuse} - {""}
        refused = {
            side(c)
            for c in said
            if c["measure"] == "denial" and c["about"] and accused(c["about"]) == side(c)
        }
        if len(named) > 1 or named & refused:
            told = [f"{of(accept)} accepted it"] if accept else []
            told += [f"{of(accuse)} named who did it"] if accuse else []
            told += ["these statements differ or are denied."]
            return "contested", "; ".join(told)
        if accept:
            return "accepted", f"{of(accept)} accepted having done it."
        if accuse:
            names = of(accuse)
            return "alleged", f"{names} named who did it; nobody in the collection accepted it."
        return "not_stated", "No claim in the collection says who did it."

    about = [[c for c in stand if c["incident"] == row] for row in range(len(whole.incidents))]
    return [Plain(*event(said), *responsibility(said)) for said in about]


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("choice", CHOICES[:2], ids=str)
def test_property_grades_and_reasons_by_an_oracle(seed: int, choice: Choice) -> None:
    """Each grade, and who is named for it, is what a slow reading of all claims gives."""
    whole = crowded(seed)
    graded = evidence.grades(whole, choice)
    found = [
        Plain(
            EVENT_GRADES[graded.event[row]].code,
            evidence.event_reason(whole, row, choice),
            RESPONSIBILITY_GRADES[graded.responsibility[row]].code,
            evidence.responsibility_reason(whole, row, choice),
        )
        for row in range(len(whole.incidents))
    ]
    assert found == plainly(whole, choice)
