"""A view is cited with its version, its hash and its whole query."""

from __future__ import annotations

import re

import pytest

from strikemap import links
from strikemap.export.citation import cite
from strikemap.export.json_records import head
from strikemap.export.view import View
from strikemap.filters.choices import KEYS, Filters
from strikemap.languages import speaking
from strikemap.links import Link
from tests.builders import build, claimant, incident
from tests.unit.export.views import shipped
from tests.unit.hostile import READABLE

A = incident("a")
DRONES = Link(collection="example", filters=Filters(weapons=("drone",)))


def test_a_citation() -> None:
    """It says who, when, what, which version and which data."""
    whole = build([A])
    made = cite(View(whole, DRONES, "https://strikes.example/"))
    assert made.text == (
        "Strikemap contributors (2023). An example. Drone strikes, 31 May 2023. Collection "
        f"example, version 1.0.0, content sha256 {whole.content_hash[:12]}. {made.address}"
    )
    assert made.address.startswith("https://strikes.example/?collection=example&")


def test_without_a_host_the_address_is_the_query() -> None:
    """An export names no host but the one that was configured."""
    made = cite(View(build([A]), DRONES))
    assert made.address.startswith("?") and "http" not in made.text + made.bibtex


def test_the_address_gives_the_view_again() -> None:
    """The cited address has every default and reads back as the same view."""
    whole = build([A])
    query = links.decode(cite(View(whole, DRONES)).address)
    assert set(query) >= {*KEYS, "v", "collection"} - {"q"}
    assert links.from_query(query, whole)[0].filters == DRONES.filters


def test_bibtex() -> None:
    """The entry has the fields that reference managers read, each braced."""
    lines = cite(View(build([A]), DRONES)).bibtex.splitlines()
    assert lines[0] == "@misc{strikemap-example," and lines[-1] == "}"
    assert "  author = {{Strikemap contributors}}," in lines and "  year = {2023}," in lines


@pytest.mark.parametrize("code", ["uk", "ru"])
def test_a_citation_and_a_forms_head_are_in_one_language(code: str) -> None:
    """Of what is told in words nothing is English where the citation is not, and English else."""
    view = View(shipped("chronology-2023-05-06"), Link())
    english = head(view)
    with speaking(code):
        entry, told = cite(view).bibtex, head(view)
    words = [line.partition(" = ")[2] for line in entry.splitlines()[1:4]]
    digits = view.collection.content_hash[:12]
    words += [each.replace(digits, "") for each in re.findall("note = {(.*)},", entry)]
    words += [told["title"], told["in_words"], told["not_all_strikes"]]
    ours = {"Strikemap", "chronology", "sha"}
    assert [each for each in words if set(re.findall("[A-Za-z]{2,}", each)) - ours] == []
    assert english["title"] == view.collection.title
    assert english["not_all_strikes"].startswith("What the collection's sources report;")


@pytest.mark.by_day(15, "what stands in a field is written by one function")
@pytest.mark.parametrize("text", [*READABLE, "{}}, note={x", "{a}, url={http://x.example}", "}"])
def test_nothing_breaks_out_of_a_field(text: str) -> None:
    """Whatever title or name, every field's braces pair, and no field is added."""
    people = [{**claimant("governor", "russia", "russian-state", 1), "name": text}]
    whole = build([A], claimants=people, title="{" + text, version="{" + text.strip() + "}")
    entry = cite(View(whole, Link(filters=Filters(claimants=("governor",))))).bibtex
    depth = 0
    fields = 0
    for at, mark in enumerate(entry):
        depth += (mark == "{") - (mark == "}")
        assert depth > 0 or at == len(entry) - 1 or "{" not in entry[:at]
        fields += depth == 1 and entry.startswith(" = {", at)
    assert (depth, fields) == (0, 6)
