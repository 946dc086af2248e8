"""GeoJSON of exactly the view, written in parts."""

from __future__ import annotations

import json
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from strikemap.export import tables
from strikemap.export.geojson import geojson, json_strings
from strikemap.filters.choices import Filters
from strikemap.in_view import InView
from strikemap.model import Collection
from tests.builders import build, claim, incident, synthetic
from tests.unit.export import plainly
from tests.unit.hostile import READABLE

A = incident("a")


def content(whole: Collection, of: Filters | None = None) -> bytes:
    of = of or Filters()
    return b"".join(geojson(InView(whole, of)))


def opened(whole: Collection, of: Filters | None = None) -> Any:
    return json.loads(content(whole, of).decode("utf-8"))


ANY_TEXT = st.text(st.characters(exclude_categories=["Cs"]))


@given(st.lists(ANY_TEXT, min_size=1))
def test_any_text_is_escaped_as_python_does(texts: list[str]) -> None:
    """Quotes, backslashes and control characters are written as `json` writes them."""
    told = json_strings(pa.array(texts, pa.large_string())).to_pylist()
    assert told == [json.dumps(text, ensure_ascii=False) for text in texts]


def test_many_parts_are_one_file(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a view takes several parts they join into the same file."""
    whole = synthetic(50)
    at_once = content(whole)
    monkeypatch.setattr(tables, "ROWS_AT_ONCE", 7)
    assert content(whole) == at_once == plainly.geojson_of(whole, Filters())


def test_features() -> None:
    """Features have their place as longitude and latitude, numbers as numbers, gaps as null."""
    unplaced = incident("b", latitude="", longitude="", geo_precision="3", title="=1+1")
    whole = build([A, unplaced], [claim("c", "a", "2+")])
    found = opened(whole)
    first, second = found["features"]
    assert first["geometry"] == {"type": "Point", "coordinates": [36.9254, 50.4134]}
    assert (first["properties"]["killed_low"], first["properties"]["killed_high"]) == (2, None)
    assert (second["geometry"], second["properties"]["killed_low"]) == (None, None)
    assert second["properties"]["title"] == "'=1+1"
    assert (found["version"], found["content_sha256"]) == (whole.version, whole.content_hash)


def test_no_incidents() -> None:
    """An empty view is a FeatureCollection of nothing."""
    made = b"".join(geojson(InView(build([]))))
    assert json.loads(made)["features"] == []


def test_hostile_text() -> None:
    """Any text is valid JSON in UTF-8 and comes back whole."""
    rows = [incident(f"t{at:02}", title=text) for at, text in enumerate(READABLE)]
    titles = [each["properties"]["title"] for each in opened(build(rows))["features"]]
    assert titles == [plainly.harmless(text) for text in READABLE]
