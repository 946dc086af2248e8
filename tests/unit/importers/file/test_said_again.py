"""Two members of one name in an object of JSON."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from strikemap.importers.file import said_again

NAMES = st.sampled_from(["killed", "Killed", "date", "", "killed (2)"])
PAIRS = st.lists(st.tuples(NAMES, st.one_of(st.integers(0, 3), st.booleans(), st.none())))


@given(PAIRS)
def test_property_each_value_of_each_name_is_kept(pairs: list[tuple[str, object]]) -> None:
    """Nothing that an object says is lost, the first of a name has it, and others are told."""
    made = said_again.members(pairs)
    for name in {name for name, _ in pairs}:
        of_name = [repr(value) for key, value in pairs if key == name]
        kept = [repr(value) for key, value in made.items() if said_again.bare(key) == name]
        assert set(kept) == set(of_name) and repr(made[name]) == of_name[0]
        assert said_again.doubled(made, [name]) == (name if len(kept) > 1 else "")


def test_what_stands_once_is_as_python_reads_it() -> None:
    """Objects without a name twice are the same as without the hook."""
    text = '[{"a": {"b": [1, {"c": null}]}}, {}]'
    assert json.loads(text, object_pairs_hook=said_again.members) == json.loads(text)


@pytest.mark.parametrize(("time", "shown"), [(0, "killed"), (2, "killed (2)"), (13, "killed (13)")])
def test_a_name_is_shown_as_a_doubled_column_is(time: int, shown: str) -> None:
    """As the header of a CSV makes it."""
    name = said_again.numbered("killed", time) if time else "killed"
    assert said_again.shown(name) == shown and said_again.is_again(name) is bool(time)


def test_a_name_that_stands_often_takes_no_more_than_its_values() -> None:
    """A hundred thousand times one name: its keys together are a few letters for each."""
    made = said_again.members([("a", at) for at in range(100_000)])
    assert len(made) == 100_000 and sum(map(len, made)) < 1_000_000
