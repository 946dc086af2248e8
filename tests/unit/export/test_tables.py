"""CSV and GeoJSON of exactly the view, which no spreadsheet runs."""

from __future__ import annotations

import csv
import io
import json

import numpy as np
import pytest

from strikemap.casualties import EVERYTHING, Choice
from strikemap.export import tables
from strikemap.model import INCIDENTS, Collection
from tests.builders import build, claim, incident, occupied
from tests.unit.hostile import FORMULAS, READABLE

A = incident("a")


def records(collection: Collection, choice: Choice = EVERYTHING) -> list[dict[str, str]]:
    """All incidents of *collection*, as a reader of the CSV gets them."""
    content = tables.incidents_csv(collection, np.arange(len(collection.incidents)), choice)
    return list(csv.DictReader(io.StringIO(content.decode("utf-8"), newline="")))


@pytest.mark.parametrize("text", [*FORMULAS, "=1", "+7", "-5", "@x", "\t=1", "\r=1", "\n=1"])
def test_formulas_are_harmless(text: str) -> None:
    """Text that a spreadsheet would run begins with an apostrophe, and is whole behind it."""
    assert tables.harmless(text) == "'" + text


@pytest.mark.parametrize("text", ["", "a=b", "2023-05-31", "50.4", " text", "'quoted'", "1-2"])
def test_plain_text_is_left_alone(text: str) -> None:
    """Text that is no formula stays as it is."""
    assert tables.harmless(text) == text


def test_numbers_are_left_alone() -> None:
    """A negative number is a number in the file, not text behind an apostrophe."""
    (row,) = records(build([incident("a", latitude="-0.5", longitude="-170.25")]))
    assert (row["latitude"], row["longitude"]) == ("-0.5", "-170.25")


@pytest.mark.parametrize("text", READABLE, ids=range(len(READABLE)))
def test_hostile_text_stays_in_its_cell(text: str) -> None:
    """Any text, commas, quotes and line breaks in it, comes back as one cell of one row."""
    (row,) = records(build([incident("a", title=text, place=text)]))
    assert row["title"] == row["place"] == tables.harmless(text)
    assert row["title"][:1] not in tuple("=+-@\t\r\n")


@pytest.mark.parametrize(
    ("said", "cells"),
    [
        ("2+", ("2", "2", "", "yes", "governor")),
        ("up to 3", ("0", "0", "3", "yes", "governor")),
        ("0", ("0", "0", "0", "yes", "governor")),
        ("", ("", "", "", "no", "")),
    ],
)
def test_tolls_beside_each_incident(said: str, cells: tuple[str, ...]) -> None:
    """An unknown toll is empty, never 0; an open one has no high; the headline has its name."""
    (row,) = records(build([A], [claim("c", "a", said)]))
    columns = ("low", "headline", "high", "known", "according_to")
    assert tuple(row[f"killed_{name}"] for name in columns) == cells


def test_columns_and_rows() -> None:
    """The file has the model's columns, tolls and grades, and the rows that were asked for."""
    whole = build([A, occupied("b"), incident("c")])
    frame = tables.incident_rows(whole, np.array([2, 0]), EVERYTHING)
    assert tuple(frame.columns[: len(INCIDENTS.columns)]) == INCIDENTS.columns
    assert {"event_evidence", "responsibility_evidence", "injured_known"} <= set(frame.columns)
    assert frame["incident_id"].tolist() == whole.incidents["incident_id"].iloc[[2, 0]].tolist()


def test_a_chosen_claimant_changes_tolls_but_not_grades() -> None:
    """Choosing a claimant chooses numbers; the evidence is graded from all, as the filter does."""
    whole = build([A], [claim("c1", "a", "2"), claim("c2", "a", "7", by="kyiv")])
    (row,) = records(whole, Choice(claimants=("kyiv",)))
    assert (row["killed_headline"], row["event_evidence"]) == ("7", "both_sides")


def test_no_incidents() -> None:
    """An empty view is a header alone, and a FeatureCollection of nothing."""
    whole, nothing = build([]), np.array([], int)
    assert tables.incidents_csv(whole, nothing, EVERYTHING).count(b"\n") == 1
    assert json.loads(tables.geojson(whole, nothing, EVERYTHING))["features"] == []


def test_geojson() -> None:
    """Features have their place as longitude and latitude, numbers as numbers, gaps as null."""
    unplaced = incident("b", latitude="", longitude="", geo_precision="3", title="=1+1")
    whole = build([A, unplaced], [claim("c", "a", "2+")])
    found = json.loads(tables.geojson(whole, np.arange(2), EVERYTHING))
    first, second = found["features"]
    assert first["geometry"] == {"type": "Point", "coordinates": [36.9254, 50.4134]}
    assert (first["properties"]["killed_low"], first["properties"]["killed_high"]) == (2, None)
    assert (second["geometry"], second["properties"]["killed_low"]) == (None, None)
    assert second["properties"]["title"] == "'=1+1"
    assert (found["version"], found["content_sha256"]) == (whole.version, whole.content_hash)


@pytest.mark.parametrize("text", READABLE, ids=range(len(READABLE)))
def test_geojson_of_hostile_text(text: str) -> None:
    """Any text is valid JSON in UTF-8 and comes back whole."""
    content = tables.geojson(build([incident("a", title=text)]), np.arange(1), EVERYTHING)
    (feature,) = json.loads(content.decode("utf-8"))["features"]
    assert feature["properties"]["title"] == tables.harmless(text)
