"""The rule that a guided tour can be read."""

from __future__ import annotations

from collections.abc import Iterator

from strikemap.checks.rule import Edit, Finding, Rule, Subject, of_file
from strikemap.languages import sentence_of
from strikemap.side_files import TOUR
from strikemap.tour import read_tour


def readable(subject: Subject) -> Iterator[Finding]:
    """A `tour.json` that can't be read."""
    try:
        read_tour(subject.collection.beside)
    except ValueError as why:
        yield of_file(TOUR, sentence_of(why))


RULES = (
    Rule(
        "tour-file",
        "A tour has a title, and stops with a title, a text and a query each.",
        (Edit(TOUR, 0, "", '{"title": "A tour", "stops": []}'),),
        readable,
        of_reading=True,
    ),
)
