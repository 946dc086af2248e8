"""Columns of text, taken out of a table one at a time."""

import numpy as np
import pyarrow as pa
import pytest

from strikemap.collection import raw
from strikemap.collection.raw import RawTable


def _encoded(*values: str) -> pa.DictionaryArray:
    return pa.array(values, pa.large_string()).dictionary_encode()


def test_a_column_is_taken_once() -> None:
    """What is taken is let go, so that no column is held longer than it is looked at."""
    take = raw.kept(pa.table({"a": ["x", "y"]}).columns)

    assert take(0).to_pylist() == ["x", "y"]
    with pytest.raises(KeyError):
        take(0)


def test_dictionaries_of_chunks_become_one() -> None:
    """Chunks that number the same words differently are joined by the words."""
    joined = raw.whole(pa.chunked_array([_encoded("a", "b"), _encoded("b", "c")]))

    assert joined.to_pylist() == ["a", "b", "b", "c"]
    assert joined.dictionary.to_pylist() == ["a", "b", "c"]


@pytest.mark.parametrize("text", [pa.array(["", "a"], pa.large_string()), _encoded("", "a")])
def test_empty_cells_are_known_in_either_form(text: pa.Array) -> None:
    """Plain or encoded, an empty cell is empty, and the text is the same."""
    assert raw.is_empty(text).tolist() == [True, False]
    assert raw.plain(text).to_pylist() == ["", "a"]


def test_a_frame_says_where_rows_are_missing() -> None:
    """The numbers of the rows are kept where they are not simply counted."""
    column = pa.array(["x", "y"], pa.large_string())
    whole = RawTable("t.csv", ("a",), raw.numbered(2), lambda _: column).frame()
    torn = RawTable("t.csv", ("a",), np.array([2, 5]), lambda _: column).frame()

    assert list(whole.columns) == ["a"]
    assert torn[raw.ROW].tolist() == [2, 5]


@pytest.mark.parametrize("is_encoded", [False, True])
def test_marks_that_a_spreadsheet_needs_are_taken_off(is_encoded: bool) -> None:
    """One before what would run, which may be marked itself; an apostrophe of the text stays."""
    cells = ["'=1+1", "''-2", "'x", "plain", "'+7", ""]
    text = _encoded(*cells) if is_encoded else pa.array(cells, pa.large_string())
    whole = RawTable("t.csv", ("a",), raw.numbered(len(cells)), lambda _: text)
    taken = raw.plain(raw.without_marks(whole).take(0)).to_pylist()
    assert taken == ["=1+1", "'-2", "'x", "plain", "+7", ""]
