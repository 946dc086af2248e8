"""A tour is read whole or refused in words; it is read again once its file has changed."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from strikemap import tour
from strikemap.tour import parsed, read_tour

STOP = {"title": "One", "text": "x", "query": ""}
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["title", "stops", "text", "query", "x"]), inner, max_size=4
        )
    ),
    max_leaves=12,
)


@given(JSON)
def test_any_json_is_a_tour_or_is_refused(contents: Any) -> None:
    """Whatever a file holds, it is a tour with a title and stops, or a ValueError."""
    try:
        made = parsed(json.dumps(contents))
    except ValueError:
        return
    assert made.title == contents["title"] and made.title.strip()
    assert [(each.title, each.text, each.query) for each in made.stops] == [
        (each["title"], each["text"], each["query"]) for each in contents["stops"]
    ]


@pytest.mark.parametrize("over", [0, 1])
def test_bounds(over: int) -> None:
    """As many stops, and a text as long, as are allowed are read; one more is refused."""
    many = {"title": "T", "stops": [STOP] * (tour.MAX_STOPS + over)}
    long = {"title": "T", "stops": [{**STOP, "text": "x" * (tour.MAX_TEXT + over)}]}
    for contents in (many, long):
        if over:
            with pytest.raises(ValueError, match=r"at most 50|longer than 2,000"):
                parsed(json.dumps(contents))
        else:
            assert len(parsed(json.dumps(contents)).stops) == len(contents["stops"])


def test_a_changed_file_is_read_again(tmp_path: Path) -> None:
    """What is kept of a file is of the file as it stands; without one there is no tour."""
    assert read_tour(tmp_path) is None and read_tour(None) is None
    for number, title in enumerate(("first", "other")):
        path = tmp_path / tour.FILE
        path.write_text(json.dumps({"title": title, "stops": [STOP]}))
        os.utime(path, ns=(number, number))
        found = read_tour(tmp_path)
        assert found is not None and found.title == title
