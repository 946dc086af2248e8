"""Rules on records and what they say of one another."""

from collections.abc import Callable
from types import SimpleNamespace
from typing import cast

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from strikemap.checks import Edit, records
from strikemap.checks.rule import Subject
from strikemap.model import TABLES

Problems = Callable[..., list[tuple[str, int, str, str]]]
MERGED = "2023-05-31-shebekino-shelling-2"


@given(st.lists(st.integers(-1, 9), min_size=10, max_size=10))
def test_circles_are_what_following_finds(target: list[int]) -> None:
    """A row is in a circle exactly when following the references comes back to it."""

    def returns(start: int) -> bool:
        at = target[start]
        for _ in range(10):
            if at in (-1, start):
                break
            at = target[at]
        return at == start

    expected = [each for each in range(10) if returns(each)]

    assert expected == records.in_circle(np.array(target, np.intp)).tolist()


@pytest.mark.parametrize(
    ("status", "into", "column"),
    [("merged", "", "merged_into"), ("active", "2023-05-31-shebekino-shelling", "status")],
)
def test_merged_goes_with_its_target(
    status: str, into: str, column: str, problems: Problems
) -> None:
    """The status and the incident merged into are filled together."""
    found = problems(
        Edit("incidents.csv", 4, "status", status), Edit("incidents.csv", 4, "merged_into", into)
    )

    assert ("incidents.csv", 4, column, "merged") in found


def test_merging_into_itself_is_named(problems: Problems) -> None:
    """An incident can't be part of itself."""
    assert problems(Edit("incidents.csv", 4, "merged_into", MERGED)) == [
        ("incidents.csv", 4, "merged_into", "merged")
    ]


def test_correction_may_be_of_the_collection(problems: Problems) -> None:
    """A correction of the whole collection goes by its name."""
    assert problems(Edit("corrections.csv", 3, "record", "example")) == []


IDS = st.lists(st.sampled_from("abcdefgh"), unique=True, max_size=8)


@given(st.tuples(IDS, IDS, IDS, IDS))
def test_property_an_id_of_two_tables_is_named_in_the_later_one(ids: tuple[list[str], ...]) -> None:
    """With the table that has it already, however few or many ids either has."""
    keyed = [table for table in TABLES.values() if table.key]
    frames = {
        table.name: pd.DataFrame({table.key: pd.Series(of, dtype="str")})
        for table, of in zip(keyed, ids, strict=True)
    }
    subject = SimpleNamespace(collection=SimpleNamespace(**frames))
    found = list(records.one_record_an_id(cast(Subject, subject)))
    assert [each.table for each in found] == [table.name for table in keyed]
    for at, (each, of) in enumerate(zip(found, ids, strict=True)):
        earlier = {
            name: table.name
            for table, names in zip(keyed[:at], ids, strict=False)
            for name in names
        }
        assert each.positions.tolist() == [row for row, name in enumerate(of) if name in earlier]
        assert all(
            f"{earlier[of[row]]}.csv" in each.said_of(row) for row in each.positions.tolist()
        )


@given(st.lists(st.sampled_from(["", "a", "b", "c", "gone"]), min_size=3, max_size=20))
def test_property_what_is_referred_to_is_where_it_stands(named: list[str]) -> None:
    """In its own table; nothing where a cell is empty or names no row."""
    ids = ["a", "b", "c", *(f"k{at}" for at in range(len(named) - 3))]
    frame = pd.DataFrame({"claim_id": ids, "supersedes": named}, dtype="str")
    for column in (frame["supersedes"], frame["supersedes"].astype("category")):
        subject = SimpleNamespace(
            collection=SimpleNamespace(claims=frame.assign(supersedes=column))
        )
        found = records.referred(cast(Subject, subject), "claims", "supersedes").tolist()
        assert found == [ids.index(each) if each in ids else -1 for each in named]
