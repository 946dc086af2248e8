"""Which claims count: whose, until when, and which of them fell."""

from __future__ import annotations

from datetime import date
from functools import partial

import numpy as np
import pytest

from strikemap.casualties.standing import Choice, effective_days
from tests.builders import Row, build, claim, source
from tests.unit.casualties.plainly import A, told

says = partial(claim, "", "a")


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
    assert effective_days(whole)[0] == np.datetime64(day).astype(int)


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


def test_published_days_differ_by_source() -> None:
    """A claim without a day counts from its own source, not from another's."""
    sources = [source("paper"), source("wire", published="2023-05-30")]
    rows = [claim("c1", "a", "1", on=""), claim("c2", "a", "2", on="", source_id="wire")]
    whole = build([A], rows, sources=sources)
    assert told(whole, Choice(as_of=date(2023, 5, 30))) == (2, 2, 2)
