"""Where the records stand that others name."""

import pyarrow as pa
import pytest

from strikemap.collection.id_lookup import NOWHERE, places_of


def _text(*values: str) -> pa.Array:
    return pa.array(values, pa.large_string())


@pytest.mark.parametrize("many", [0, 40])
def test_each_name_leads_to_its_place(many: int) -> None:
    """Few or many are named: each has its place, and one that is not there has none."""
    keys = _text("b", "a", *(f"k{each}" for each in range(many)), "z")

    assert places_of(_text("z", "a", "gone", "", "a"), keys).tolist() == [
        many + 2, 1, NOWHERE, NOWHERE, 1,
    ]  # fmt: skip


def test_nothing_named_or_nothing_there() -> None:
    """No names give no places, and among no keys there are none."""
    assert places_of(_text(), _text("a")).tolist() == []
    assert places_of(_text("a"), _text()).tolist() == [NOWHERE]
