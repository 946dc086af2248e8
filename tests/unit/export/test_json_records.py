"""JSON of a view has the cells of its CSV, in parts that follow one another."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from strikemap.casualties.tolls import tolls
from strikemap.export import NoIncident, Span, View, export
from strikemap.filters.rows import rows_kept
from strikemap.links import Link
from strikemap.vocabularies import CASUALTY_MEASURES
from tests.builders import build, claim, incident, occupied, source
from tests.unit import strategies
from tests.unit.export import plainly
from tests.unit.export.tables_plainly import cells_of
from tests.unit.export.views import FEW, QUERIES, link_of, shipped

NAME = "cnn-2023-05-31"


def told(form: str, view: View) -> Any:
    return json.loads(export(form, view))


def of_csv(view: View) -> list[dict[str, Any]]:
    """The claims of the CSV form, each cell as JSON has it."""
    text = export("claims-csv", view).decode()
    return [cells_of("claims", row) for row in csv.DictReader(io.StringIO(text, newline=""))]


def filled(record: dict[str, Any]) -> dict[str, Any]:
    """A record of the plain way with None where a cell is empty, and its text made harmless."""
    return {
        name: (plainly.harmless(value) or None) if isinstance(value, str) else value
        for name, value in record.items()
    }


def is_held(view: View) -> None:
    """Whole and in parts, incidents and claims are those of the plain way and of the CSV."""
    wanted = {
        "json": [filled(each) for each in plainly.records(view.collection, view.link.filters)],
        "claims-json": of_csv(view),
    }
    for form, records in wanted.items():
        name = "claims" if form == "claims-json" else "incidents"
        whole = told(form, view)
        assert whole[name] == records
        assert (whole["count"], whole["from"], whole["next"]) == (len(records), 0, None)
        assert whole["content_sha256"] == view.collection.content_hash
        for first, limit in ((1, 2), (0, len(records)), (2, None)):
            span = Span(first, limit)
            part = told(form, View(view.collection, view.link, span=span))
            end = len(records) if limit is None else min(first + limit, len(records))
            assert part[name] == whole[name][first:end]
            assert (part["count"], part["from"]) == (len(records), first)
            follows = f"?{view.query}&from={end}&limit={limit}" if end < len(records) else None
            assert part["next"] == follows
            assert len(span.of(view.rows)) == len(view.rows[first:][:limit])


@pytest.mark.parametrize("query", QUERIES[:4])
def test_of_a_shipped_collection(query: str) -> None:
    """Every kind of view."""
    is_held(View(shipped(NAME), link_of(shipped(NAME), query)))


@FEW
@given(data=st.data(), drawn=strategies.tables())
def test_property_of_any_view(data: st.DataObject, drawn: strategies.Drawn) -> None:
    """Any collection and filters."""
    whole = build(**drawn)
    is_held(View(whole, Link(filters=data.draw(strategies.filters_of(whole)))))


@FEW
@given(data=st.data(), drawn=strategies.tables())
def test_property_totals_are_sums_of_each_incident(
    data: st.DataObject, drawn: strategies.Drawn
) -> None:
    """A toll that nobody reports is null, and so is the most where one incident has no most."""
    whole = build(**drawn)
    are_sums(View(whole, Link(filters=data.draw(strategies.filters_of(whole)))))


@pytest.mark.parametrize("query", ["", "who=civilians", "territory=together", *QUERIES[1:]])
def test_totals_of_a_shipped_collection_are_sums(query: str) -> None:
    """Of incidents that somebody reports on, as most that are drawn have no toll."""
    are_sums(View(shipped(NAME), link_of(shipped(NAME), query)))


def are_sums(view: View) -> None:
    """Each figure of the totals as JSON is the plain sum over the incidents of its territory."""
    whole, filters = view.collection, view.link.filters
    made = told("totals", view)
    assert made["incidents"] == len(view.rows)
    territories = whole.incidents["territory"].astype(str).to_numpy()
    for group in made["totals"]:
        rows = rows_kept(whole, filters)
        if group["territory"] != "together":
            rows = rows[territories[rows] == group["territory"]]
        assert group["incidents"] == len(rows)
        for measure in CASUALTY_MEASURES:
            of = tolls(whole, measure, filters.choice)
            known = rows[of.known[rows]]
            is_open = bool(of.is_open[known].any())
            parts = (
                np.zeros((2, len(known)), int)
                if of.parts is None
                else [each[known] for each in of.parts[:2]]
            )
            split = [int(each.sum()) for each in parts]
            headline = int(of.headline[known].sum())
            sums = {
                "low": int(of.low[known].sum()), "headline": headline,
                "high": None if is_open else int(of.high[known].sum()),
                "headline_civilians": split[0], "headline_combatants": split[1],
                "headline_not_said": headline - sum(split),
            }  # fmt: skip
            wanted = sums if len(known) else dict.fromkeys(sums)
            figures = group[measure]
            assert {name: figures[name] for name in wanted} == wanted
            assert figures["reported_for"] == len(known)
            assert figures["unknown_for"] == len(rows) - len(known)


def test_a_part_beyond_the_last_leads_no_further() -> None:
    """It is empty, and so is its link to the next one."""
    whole = build([incident("a"), incident("b")])
    for first in (2, 3, 9):
        part = told("json", View(whole, Link(), span=Span(first, 2)))
        assert (part["incidents"], part["count"], part["next"]) == ([], 2, None)


def test_the_incident_that_is_named_is_told_wherever_it_stands() -> None:
    """Whatever the order of the others, by their days and by their ids."""
    days = {"a": "2023-05-07", "b": "2023-05-05", "c": "2023-05-03"}
    whole = build([incident(name, date_start=day) for name, day in days.items()])
    for name in days:
        made = told("incident", View(whole, Link(incident=name)))
        assert made["incident"]["incident_id"] == name


def test_one_incident_with_all_that_is_said_of_it() -> None:
    """Its claims, who makes them and where, and its corrections; no collective claim."""
    log = [
        {"date": "2023-06-10", "record": name, "what_changed": "x", "why": "y", "version": "1.0.1"}
        for name in ("a", "c1", "b", "c3")
    ]
    claims = [
        claim("c1", "a", "2+"), claim("c2", "a", "4", by="ministry", supersedes="c1"),
        claim("c3", "b", "1", by="legion"),
        claim("c4", "", "9", covers_from="2023-05-31", covers_to="2023-05-31"),
    ]  # fmt: skip
    sources = [source("paper"), source("other")]
    whole = build([incident("a"), occupied("b")], claims, sources=sources, corrections=log)
    made = told("incident", View(whole, Link(incident="a")))
    listed = told("json", View(whole, Link(filters=Link().filters)))["incidents"]
    assert made["incident"] == next(each for each in listed if each["incident_id"] == "a")
    assert [each["claim_id"] for each in made["claims"]] == ["c1", "c2"]
    assert [each["supersedes"] for each in made["claims"]] == [None, "c1"]
    assert [each["claimant_id"] for each in made["claimants"]] == ["governor", "ministry"]
    assert [each["source_id"] for each in made["sources"]] == ["paper"]
    assert [each["record"] for each in made["corrections"]] == ["a", "c1"]
    for link in (Link(), Link(incident="gone")):
        with pytest.raises(NoIncident):
            export("incident", View(whole, link))
