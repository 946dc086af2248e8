"""A tour is read whole or refused in words; it is read again once its file has changed."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from strikemap import tour
from strikemap.languages import speaking
from strikemap.side_files import SideFile
from strikemap.tour import followed, parsed, read_tour

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


def test_each_file_is_its_own_tour() -> None:
    """What is kept of one file is given of no other; without one there is no tour."""
    assert read_tour({}) is None
    for title in ("first", "other"):
        text = json.dumps({"title": title, "stops": [STOP]})
        found = read_tour({tour.FILE: SideFile.of(text.encode())})
        assert found is not None and found.title == title


def test_what_is_wrong_is_said_in_each_language() -> None:
    """A fault that is kept is told in the language of whoever meets it."""
    beside = {tour.FILE: SideFile.of(json.dumps({"title": "T", "stops": [{}]}).encode())}
    said = []
    for code in ("en", "uk", "ru"):
        with speaking(code):
            said.append(followed("guided", "", beside)[2][0])
    assert "stop 1 has no title" in said[0] and len(set(said)) == 3
