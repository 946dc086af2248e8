"""Tolls and totals as the design defines them."""

from __future__ import annotations

import random
from datetime import date, timedelta
from functools import partial
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from strikemap import casualties
from strikemap.casualties import Choice, Tolls, Total, total, totals_by
from strikemap.model import CASUALTY_MEASURES, Collection
from tests.builders import Row, build, claim, incident, occupied, position, source
from tests.unit.strategies import CHOICES, FEWER, Drawn, tables

A = incident("a")
says = partial(claim, "", "a")
SUMS = ("incidents", "known", "unknown", "low", "headline", "high", "zero", "up_to")


def told(
    collection: Collection, choice: Choice = casualties.EVERYTHING, measure: str = "killed"
) -> tuple[int, int, int | None] | None:
    """Low, headline and high of the first incident; None where its toll is unknown."""
    of = casualties.tolls(collection, measure, choice)
    if not of.known[0]:
        return None
    high = None if of.is_open[0] else int(of.high[0])
    return int(of.low[0]), int(of.headline[0]), high


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("0", (0, 0, 0)),
        ("4", (4, 4, 4)),
        ("~4", (4, 4, 4)),
        ("3-5", (3, 3, 5)),
        ("2+", (2, 2, None)),
        ("0+", (0, 0, None)),
        ("up to 3", (0, 0, 3)),
        ("up to 0", (0, 0, 0)),
        ("", None),
    ],
)
def test_one_claim(said: str, expected: object) -> None:
    """ "At least" has no high, "up to" has low 0, and no number is unknown."""
    assert told(build([A], [claim("c", "a", said)])) == expected


def test_no_claim_is_unknown() -> None:
    """An incident of which nothing is said is unknown, never zero."""
    assert told(build([A])) is None


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([says("2"), says("5", by="kyiv")], (2, 2, 5)),
        ([says("2+"), says("5", by="kyiv")], (2, 2, None)),
        ([says("up to 3"), says("1", by="kyiv")], (0, 0, 3)),
        ([says("7", by="kyiv"), says("2", by="ministry")], (2, 2, 7)),
        ([says("2", on="2023-05-30"), says("4")], (2, 4, 4)),
        ([says("2"), says("4", on="2023-05-30")], (2, 2, 4)),
        ([says("2"), says("4")], (2, 4, 4)),
        ([says("2+"), says("4", supersedes="c0")], (4, 4, 4)),
        ([says("9"), says("2", supersedes="c0")], (2, 2, 2)),
        ([says("3"), says("", supersedes="c0")], None),
        ([says("1"), says("2", supersedes="c0"), says("3", supersedes="c1")], (3, 3, 3)),
        ([says("3"), says("", supersedes="c0"), says("1", by="kyiv")], (1, 1, 1)),
        ([says("3", subject="civilians")], None),
        ([says("3", subject="children"), says("4")], (4, 4, 4)),
        ([says("3", measure="injured")], None),
    ],
)  # fmt: skip
def test_claims_that_stand(rows: list[Row], expected: object) -> None:
    """Low is the least, high the most, and the headline the latest of the highest in rank."""
    named = [{**row, "claim_id": f"c{at}"} for at, row in enumerate(rows)]
    assert told(build([A], named)) == expected


def test_a_collective_claim_enters_no_toll() -> None:
    """A day's total stands beside the sums and never in them."""
    collective = claim("c", "", "9", covers_from="2023-05-31", covers_to="2023-05-31")
    whole = build([A], [collective])
    assert told(whole) is None and total(casualties.tolls(whole, "killed"), [0]).headline == 0


@pytest.mark.parametrize(
    ("claimed_on", "source_id", "day"),
    [
        ("2023-05-30", "paper", "2023-05-30"),
        ("2023-06-02", "paper", "2023-06-02"),
        ("", "paper", "2023-05-31"),
        ("", "later", "2023-06-04"),
        ("2023-05", "later", "2023-05-31"),
        ("2023-05", "paper", "2023-05-31"),
        ("2023-06", "later", "2023-06-04"),
        ("2023", "later", "2023-06-04"),
        ("2022", "later", "2022-12-31"),
    ],
)
def test_the_day_on_which_a_claim_counts(claimed_on: str, source_id: str, day: str) -> None:
    """
    A day counts as it is; nothing, from the publication; a prefix, from its last day or the
    publication, whichever is earlier.
    """
    whole = build([A], [claim("c", "a", "1", on=claimed_on, source_id=source_id)])
    assert casualties.effective_days(whole)[0] == np.datetime64(day).astype(int)


@pytest.mark.parametrize(
    ("as_of", "expected"),
    [
        (date(2023, 5, 29), None),
        (date(2023, 5, 30), (2, 2, None)),
        (date(2023, 5, 31), (2, 2, None)),
        (date(2023, 6, 1), (4, 4, 4)),
        (date(2023, 6, 2), None),
        (date(2030, 1, 1), None),
    ],
)
def test_as_of_a_day(as_of: date, expected: object) -> None:
    """As of a day, a claim that was not yet published neither counts nor supersedes."""
    rows = [
        claim("c1", "a", "2+", on="2023-05-30"),
        claim("c2", "a", "4", on="2023-06-01", supersedes="c1"),
        claim("c3", "a", "", on="2023-06-02", supersedes="c2"),
    ]
    assert told(build([A], rows), Choice(as_of=as_of)) == expected


@pytest.mark.parametrize(
    ("choice", "expected"),
    [
        (Choice(), (2, 2, 7)),
        (Choice(claimants=("governor",)), (2, 2, 2)),
        (Choice(claimants=("kyiv",)), (7, 7, 7)),
        (Choice(claimants=("governor", "kyiv")), (2, 2, 7)),
        (Choice(sides=("ukraine",)), (7, 7, 7)),
        (Choice(sides=("other",)), None),
        (Choice(claimants=("ministry",)), None),
        (Choice(claimants=("governor",), sides=("ukraine",)), None),
    ],
)
def test_choosing_claims(choice: Choice, expected: object) -> None:
    """A claimant or side that is silent leaves the toll unknown; two choices narrow each other."""
    whole = build([A], [claim("c1", "a", "2"), claim("c2", "a", "7", by="kyiv")])
    assert told(whole, choice) == expected


def test_the_last_word_of_a_chosen_claimant() -> None:
    """A claim replaced by another claimant's still is its own claimant's last word."""
    rows = [claim("c1", "a", "2"), claim("c2", "a", "4", by="ministry", supersedes="c1")]
    whole = build([A], rows)
    assert told(whole) == (4, 4, 4)
    assert told(whole, Choice(claimants=("governor",))) == (2, 2, 2)


def test_a_word_that_its_own_claimant_replaced_by_way_of_another_stays_fallen() -> None:
    """Where a claimant has spoken again after another's update, its first word does not return."""
    rows = [
        claim("c1", "a", "2"),
        claim("c2", "a", "4", by="ministry", supersedes="c1"),
        claim("c3", "a", "5", supersedes="c2"),
    ]
    assert told(build([A], rows), Choice(claimants=("governor",))) == (5, 5, 5)


def test_a_circle_of_superseding_ends() -> None:
    """Claims that supersede one another all fall, and nothing hangs."""
    rows = [claim("c1", "a", "2", supersedes="c2"), claim("c2", "a", "4", supersedes="c1")]
    assert told(build([A], rows)) is None


def mixed() -> tuple[Collection, Tolls]:
    """Four incidents: 2 or more, up to 3, none, and one of which nothing is said."""
    incidents = [A, incident("b"), occupied("c"), occupied("d")]
    said = [claim("c1", "a", "2+"), claim("c2", "b", "up to 3"), claim("c3", "c", "0")]
    whole = build(incidents, said)
    return whole, casualties.tolls(whole, "killed")


def test_a_total() -> None:
    """A total counts what is unknown, zero and a maximum, and is open where a toll is."""
    _, of = mixed()
    assert total(of, [0, 1, 2, 3]) == Total(4, 3, 2, 2, None, 1, 1)
    assert total(of, [0, 1, 2, 3]).unknown == 1
    assert total(of, [1, 2]) == Total(2, 2, 0, 0, 3, 1, 1)
    assert total(of, np.array([], int)) == Total(0, 0, 0, 0, 0, 0, 0)


def test_rows_may_be_a_mask() -> None:
    """A total over a mask is the total over its positions."""
    _, of = mixed()
    assert total(of, np.array([True, False, True, False])) == total(of, [0, 2])


def test_territories_apart() -> None:
    """Occupied Ukraine has its own row and enters Russia's in nothing."""
    whole, of = mixed()
    frame = totals_by(of, whole.incidents["territory"].astype(str).to_numpy(), np.arange(4))
    parts = frame.set_index("group")
    assert parts.loc["russia", ["incidents", "unknown", "headline"]].tolist() == [2, 0, 2]
    assert parts.loc["occupied_ukraine", ["incidents", "unknown", "zero"]].tolist() == [2, 1, 1]


def test_totals_of_nothing() -> None:
    """No rows give an empty frame with every column, and no claimant."""
    whole, of = mixed()
    nothing = np.array([], int)
    assert not len(totals_by(of, np.zeros(4), nothing))
    assert not len(casualties.by_claimant(whole, "killed", nothing))
    assert {"group", "open", *SUMS} == set(casualties.by_claimant(whole, "injured", [0]).columns)


def test_by_claimant_keeps_the_silent_as_unknown() -> None:
    """Each claimant's row is of all incidents; those on which it is silent are unknown."""
    rows = [
        claim("c1", "a", "2"),
        claim("c2", "a", "7", by="kyiv"),
        claim("c3", "b", "1", by="kyiv"),
    ]
    whole = build([A, incident("b")], rows)
    frame = casualties.by_claimant(whole, "killed", [0, 1]).set_index("group")
    wanted = ["incidents", "known", "unknown", "headline"]
    assert frame.loc["governor", wanted].tolist() == [2, 1, 1, 2]
    assert frame.loc["kyiv", wanted].tolist() == [2, 2, 0, 8]


def test_history_of_a_toll() -> None:
    """Each day on which the toll changed has a step, and a day that changed nothing has none."""
    rows = [
        claim("c1", "a", "2+", on="2023-05-29"),
        claim("c2", "a", "2+", on="2023-05-30"),
        claim("c3", "a", "4", on="2023-05-31", supersedes="c2"),
        claim("c4", "a", "", on="2023-06-01", supersedes="c3"),
        claim("x", "b", "9", on="2023-05-28"),
    ]
    whole = build([A, incident("b")], rows)
    steps = casualties.history(whole, position(whole, "a"), "killed")
    assert [(s.day.day, s.low, s.headline, s.high, s.claimant) for s in steps] == [
        (29, 2, 2, None, "governor"),
        (31, 2, 4, None, "governor"),
        (1, 2, 2, None, "governor"),
    ]
    until = Choice(as_of=date(2023, 5, 30))
    assert len(casualties.history(whole, position(whole, "a"), "killed", until)) == 1


def test_history_that_ends_unknown() -> None:
    """A toll taken back without a number ends as unknown."""
    rows = [claim("c1", "a", "3", on="2023-05-29"), claim("c2", "a", "", supersedes="c1")]
    steps = casualties.history(build([A], rows), 0, "killed")
    assert [step.headline for step in steps] == [3, None]


@pytest.mark.parametrize(
    ("said", "gap"),
    [
        ({"governor": ["2"], "kyiv": ["7"]}, 5),
        ({"governor": ["7"], "kyiv": ["2"]}, 5),
        ({"governor": ["2"], "kyiv": ["2"]}, None),
        ({"governor": ["2", "7"]}, None),
        ({"governor": ["2+"], "kyiv": ["4"]}, None),
        ({"governor": ["5+"], "kyiv": ["3"]}, 2),
        ({"governor": ["2+"], "kyiv": ["3+"]}, 1),
        ({"governor": ["3-5"], "kyiv": ["3"]}, 0),
        ({"governor": ["2+"], "kyiv": ["3"], "legion": ["5"]}, 2),
        ({"governor": ["1", "10"], "kyiv": ["1"]}, 9),
        ({"governor": ["1", "10"], "kyiv": ["4"]}, 6),
        ({"governor": ["2+"], "kyiv": [""]}, None),
    ],
)
def test_disagreements(said: dict[str, list[str]], gap: int | None) -> None:
    """
    Claimants disagree where their numbers differ, but for "2+", with which 4 agrees; the pair
    furthest apart is named.
    """
    each = [(who, number) for who, numbers in said.items() for number in numbers]
    rows = [claim(f"c{at}", "a", number, by=who) for at, (who, number) in enumerate(each)]
    whole = build([A], rows)
    found = casualties.disagreements(whole, [0])
    assert [one.gap for one in found] == ([] if gap is None else [gap])
    for one in found:
        pair = whole.claims.iloc[[one.low_claim, one.high_claim]]
        assert pair["claimant_id"].nunique() == 2


def test_disagreements_in_view_the_largest_first() -> None:
    """Only incidents in view are compared, and the widest gap leads."""
    incidents = [A, incident("b"), incident("x")]
    said = [("a", "1", "2"), ("b", "1", "9"), ("x", "1", "99")]
    rows = [
        claim(f"{name}-{who}", name, number, by=who)
        for name, *numbers in said
        for who, number in zip(("governor", "kyiv"), numbers, strict=True)
    ]
    found = casualties.disagreements(build(incidents, rows), [0, 1])
    assert [(each.incident, each.gap) for each in found] == [(1, 8), (0, 1)]


def test_collective_claims_stand_beside_their_sum() -> None:
    """A collective claim is compared with the incidents wholly within its days and region."""
    days = {"date_end": "2023-06-01", "time_precision": "2"}
    incidents = [A, incident("b", **days), occupied("c"), incident("d", status="withdrawn")]
    cover = {"covers_from": "2023-05-31", "covers_to": "2023-05-31", "covers_region": "RU-BEL"}
    rows = [
        claim("t", "", "9", **cover),
        claim("c1", "a", "2"),
        claim("c2", "b", "3"),
        claim("c3", "d", "5"),
    ]
    (one,) = casualties.collective(build(incidents, rows))
    assert (one.sum.incidents, one.sum.headline, one.difference(9)) == (1, 2, 7)


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [(4, 4, "4"), (3, 5, "3–5"), (2, None, "2+"), (0, 3, "0–3"), (1000, 2000, "1,000–2,000")],
)
def test_numbers_in_words(low: int, high: int | None, words: str) -> None:
    """A range shows both its ends, and an open one only its low."""
    assert casualties.number_in_words(low, high) == words


@pytest.mark.parametrize(
    ("said", "words"), [("4", "4"), ("~4", "about 4"), ("2+", "at least 2"), ("up to 3", "up to 3")]
)
def test_headlines_in_words(said: str, words: str) -> None:
    """A headline says its bound: "up to 3" is never shown as 0."""
    of = casualties.tolls(build([A], [claim("c", "a", said)]), "killed")
    assert casualties.headline_in_words(of.headline[0], of.bound[0], of.high[0]) == words


def test_up_to_shows_the_headlines_own_most() -> None:
    """A headline "up to 3" stays so where someone else names more."""
    rows = [claim("c1", "a", "up to 3"), claim("c2", "a", "8", by="kyiv")]
    of = casualties.tolls(build([A], rows), "killed")
    assert of.high[0] == 8
    assert casualties.headline_in_words(of.headline[0], of.bound[0], of.most[0]) == "up to 3"


@given(tables(), CHOICES)
def test_property_low_headline_high(drawn: Drawn, choice: Choice) -> None:
    """Low ≤ headline ≤ high for each incident, and what is unknown has no number."""
    whole = build(**drawn)
    for measure in CASUALTY_MEASURES:
        of = casualties.tolls(whole, measure, choice)
        assert (of.low <= of.headline).all() and (of.headline <= of.high).all()
        assert not (of.high | of.low | of.headline | of.is_open)[~of.known].any()
        assert ((of.claim >= 0) == of.known).all()


@given(tables(), CHOICES)
def test_property_parts_add_up(drawn: Drawn, choice: Choice) -> None:
    """By region, kind, territory and day (with a bin for inexact ones), parts add up to all."""
    whole = build(**drawn)
    incidents = whole.incidents
    rows = np.flatnonzero((incidents["status"] == "active").to_numpy())
    day = incidents["date_start"].dt.strftime("%Y-%m-%d").to_numpy(str)
    groups = {
        "day": np.where((incidents["time_precision"] == 1).to_numpy(bool), day, "inexact"),
        **{name: incidents[name].astype(str).to_numpy(str)
           for name in ("region", "sub_event_type", "territory")},
    }  # fmt: skip
    for measure in CASUALTY_MEASURES:
        of = casualties.tolls(whole, measure, choice)
        sum_of_all = total(of, rows)
        for by in groups.values():
            parts = totals_by(of, by, rows)
            expected = {name: getattr(sum_of_all, name) for name in SUMS}
            if expected["high"] is None:
                assert parts["open"].any()
                expected["high"] = int(of.high[rows].sum())
            assert {name: int(parts[name].sum()) for name in SUMS} == expected


@FEWER
@given(tables(superseding=False), CHOICES)
def test_property_a_further_claim_never_narrows(drawn: Drawn, choice: Choice) -> None:
    """Adding a claim that supersedes nothing widens a range or leaves it."""
    rows = drawn["claims"]
    if not rows:
        return
    wide = build(drawn["incidents"], rows)
    fewer = build(drawn["incidents"], rows[:-1])
    for measure in CASUALTY_MEASURES:
        before = casualties.tolls(fewer, measure, choice)
        after = casualties.tolls(wide, measure, choice)
        seen = before.known
        assert (after.known >= seen).all() and (after.is_open >= before.is_open).all()
        assert (after.low[seen] <= before.low[seen]).all()
        assert (after.high[seen] >= before.high[seen]).all()


@given(tables(), CHOICES)
def test_property_unknown_and_known_are_all(drawn: Drawn, choice: Choice) -> None:
    """Unknown and known incidents are all, for the whole and for each claimant."""
    whole = build(**drawn)
    every = np.arange(len(whole.incidents))
    for measure in CASUALTY_MEASURES:
        of = total(casualties.tolls(whole, measure, choice), every)
        assert of.known + of.unknown == of.incidents == len(every)
        frame = casualties.by_claimant(whole, measure, every, choice)
        assert (frame["known"] + frame["unknown"] == len(every)).all()


def figures(whole: Collection, choice: Choice) -> dict[str, Any]:
    """Every number that is worked out of *whole*, by the ids that it is about."""
    ids, claims = whole.incidents["incident_id"], whole.claims["claim_id"]
    found: dict[str, Any] = {"hash": whole.content_hash}
    for measure in CASUALTY_MEASURES:
        of = casualties.tolls(whole, measure, choice)
        for at, name in enumerate(ids):
            who = claims.iloc[of.claim[at]] if of.claim[at] >= 0 else ""
            numbers = (of.known, of.low, of.headline, of.high, of.is_open, of.bound)
            found[f"{measure} {name}"] = ([int(each[at]) for each in numbers], who)
            found[f"{measure} {name} history"] = casualties.history(whole, at, measure, choice)
        frame = casualties.by_claimant(whole, measure, np.arange(len(ids)), choice)
        found[f"{measure} by claimant"] = frame.to_dict("records")
    found["disagreements"] = [
        (
            ids.iloc[one.incident],
            one.measure,
            claims.iloc[one.low_claim],
            claims.iloc[one.high_claim],
        )
        for one in casualties.disagreements(whole, np.arange(len(ids)), choice)
    ]
    return found


@FEWER
@given(tables(), CHOICES, st.randoms(use_true_random=False))
def test_property_the_order_of_rows_never_matters(
    drawn: Drawn, choice: Choice, chance: random.Random
) -> None:
    """The same rows in another order give the same numbers, headlines and disagreements."""
    shuffled = {name: chance.sample(rows, len(rows)) for name, rows in drawn.items()}
    assert figures(build(**shuffled), choice) == figures(build(**drawn), choice)


@given(tables())
def test_property_the_last_step_is_the_toll(drawn: Drawn) -> None:
    """An incident's history ends at the toll that is shown for it."""
    whole = build(**drawn)
    for at in range(len(whole.incidents)):
        steps = casualties.history(whole, at, "killed")
        of = casualties.tolls(whole, "killed")
        last = steps[-1].headline if steps else None
        assert last == (int(of.headline[at]) if of.known[at] else None)


def test_published_days_differ_by_source() -> None:
    """A claim without a day counts from its own source, not from another's."""
    sources = [source("paper"), source("wire", published="2023-05-30")]
    rows = [claim("c1", "a", "1", on=""), claim("c2", "a", "2", on="", source_id="wire")]
    whole = build([A], rows, sources=sources)
    assert told(whole, Choice(as_of=date(2023, 5, 30))) == (2, 2, 2)


def test_frames_hold_whole_numbers() -> None:
    """Sums are whole numbers, and whether a group is open is true or false."""
    _, of = mixed()
    frame = totals_by(of, np.zeros(4), np.arange(4))
    assert all(pd.api.types.is_integer_dtype(frame[name].dtype) for name in SUMS)
    assert frame["open"].dtype == bool


@FEWER
@given(tables(), CHOICES)
def test_property_a_figure_is_by_the_word_of_those_who_add_to_it(
    drawn: Drawn, choice: Choice
) -> None:
    """Amounts add up to the headline, nobody who adds nothing is named, the most comes first."""
    of_all = build(**drawn)
    rows = np.arange(len(of_all.incidents))
    for measure in CASUALTY_MEASURES:
        of = casualties.tolls(of_all, measure, choice)
        found = casualties.contributions(of_all, of, rows)
        plainly: dict[int, int] = {}
        for row in rows:
            if of.known[row]:
                who = int(of_all.claims["claimant"].iloc[int(of.claim[row])])
                plainly[who] = plainly.get(who, 0) + int(of.headline[row])
        assert {each.claimant: each.amount for each in found} == {
            who: amount for who, amount in plainly.items() if amount
        }
        assert sum(each.amount for each in found) == total(of, rows).headline
        amounts = [each.amount for each in found]
        assert amounts == sorted(amounts, reverse=True)


def test_of_equal_contributions_the_higher_rank_comes_first() -> None:
    """Two who add as much are named in the collection's published order."""
    whole = build(
        [A, incident("b")], [claim("c1", "a", "3", by="kyiv"), claim("c2", "b", "3", by="ministry")]
    )
    of = casualties.tolls(whole, "killed")
    ids = whole.claimants["claimant_id"]
    found = casualties.contributions(whole, of, [0, 1])
    assert [ids.iloc[each.claimant] for each in found] == ["ministry", "kyiv"]


SLOWLY = settings(max_examples=max(settings().max_examples // 10, 5))
"""For a law that is held against a slow reading of the rules."""


def plainly(
    whole: Collection, incident: int, measure: str, choice: Choice
) -> tuple[int, int, int | None] | None:
    """Low, headline and high of one incident, by the rules of `casualties` read word for word."""
    claims = whole.claims.to_dict("records")
    people = whole.claimants.to_dict("records")
    days = casualties.effective_days(whole)
    place = {each["claim_id"]: at for at, each in enumerate(claims)}
    last_day = None if choice.as_of is None else (choice.as_of - date(1970, 1, 1)).days
    seen = [
        at
        for at, each in enumerate(claims)
        if (last_day is None or days[at] <= last_day)
        and (not choice.claimants or people[each["claimant"]]["claimant_id"] in choice.claimants)
        and (not choice.sides or people[each["claimant"]]["side"] in choice.sides)
    ]
    fallen: set[int] = set()
    for at in seen:
        followed = {at}
        while (replaced := place.get(claims[at]["supersedes"], -1)) not in followed | {-1}:
            fallen.add(replaced)
            followed.add(replaced)
            at = replaced
    counted = [
        at
        for at in seen
        if at not in fallen
        and (claims[at]["incident"], claims[at]["measure"]) == (incident, measure)
        and claims[at]["subject"] == "people"
        and not (pd.isna(claims[at]["value_min"]) and pd.isna(claims[at]["value_max"]))
    ]
    if not counted:
        return None

    def least(at: int) -> int:
        return 0 if claims[at]["bound"] == "up_to" else int(claims[at]["value_min"])

    first = min(counted, key=lambda at: (people[claims[at]["claimant"]]["rank"], -days[at], -at))
    is_open = any(claims[at]["bound"] == "at_least" for at in counted)
    highest = None if is_open else max(int(claims[at]["value_max"]) for at in counted)
    return min(map(least, counted)), least(first), highest


@SLOWLY
@given(tables(), CHOICES)
def test_property_tolls_by_an_oracle(drawn: Drawn, choice: Choice) -> None:
    """Each toll, and what each claimant's words come to, as the rules give them, slowly."""
    whole = build(**drawn)
    rows = np.arange(len(whole.incidents))
    for measure in CASUALTY_MEASURES:
        of = casualties.tolls(whole, measure, choice)
        for row in rows:
            found = plainly(whole, int(row), measure, choice)
            assert bool(of.known[row]) is (found is not None)
            if found is not None:
                high = None if of.is_open[row] else int(of.high[row])
                assert (int(of.low[row]), int(of.headline[row]), high) == found
        frame = casualties.by_claimant(whole, measure, rows, choice).set_index("group")
        for name in whole.claimants["claimant_id"]:
            if choice.claimants and name not in choice.claimants:
                assert name not in frame.index
                continue
            alone = Choice((str(name),), choice.sides, choice.as_of)
            said = [plainly(whole, int(row), measure, alone) for row in rows]
            known = [each for each in said if each is not None]
            if name in frame.index:
                assert frame.loc[name, "headline"] == sum(each[1] for each in known)
                assert frame.loc[name, "known"] == len(known)


@SLOWLY
@given(tables(), CHOICES)
def test_property_history_by_an_oracle(drawn: Drawn, choice: Choice) -> None:
    """A toll's history is, day by day until that of the choice, what had been said by then."""
    whole = build(**drawn)
    days = sorted({date(1970, 1, 1) + timedelta(days=int(day))
                   for day in casualties.effective_days(whole)})  # fmt: skip
    for measure in CASUALTY_MEASURES:
        steps = casualties.history(whole, 0, measure, choice)
        assert all(choice.as_of is None or step.day <= choice.as_of for step in steps)
        for day in days:
            if choice.as_of is not None and day > choice.as_of:
                continue
            then = Choice(choice.claimants, choice.sides, day)
            past = [step for step in steps if step.day <= day]
            held = (past[-1].low, past[-1].headline, past[-1].high) if past else (None, None, None)
            assert held == (plainly(whole, 0, measure, then) or (None, None, None))
