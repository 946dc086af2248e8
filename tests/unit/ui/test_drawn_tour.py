"""The way through a guided tour, stop by stop."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from strikemap.side_files import SideFile
from strikemap.ui.map import tour
from strikemap.ui.session.state import Session
from tests.builders import build, incident
from tests.unit.ui.drawn import Drawn, Ended, reader_of

HERE = build([incident("i1"), incident("i2", region="RU-KRS")])
BESIDE = {
    "tour.json": SideFile.of(
        json.dumps(
            {
                "title": "A *way*",
                "stops": [
                    {"title": f"Stop <{at}>", "text": f"Text {at}.", "query": query}
                    for at, query in enumerate(
                        ("weapon=drone&embed=true", "incident=i1", "region=RU-BEL"), 1
                    )
                ],
            }
        ).encode()
    )
}
TOURED = replace(HERE, beside=BESIDE)


def toured(query: str = "") -> Session:
    return reader_of(TOURED, query)


def gone(current: Session, drawn: Drawn, key: str) -> dict[str, list[str]]:
    """The address after the button *key*."""
    drawn.answers[key] = True
    with pytest.raises(Ended):
        tour.show_tour(current)
    drawn.answers.clear()
    drawn.anew()
    return dict(drawn.query_params)


def test_the_way_into_a_tour(drawn: Drawn) -> None:
    """A collection with a tour offers it with its number of stops; one without, or broken, none."""
    for beside_it in ({}, {"tour.json": SideFile.of(b"{")}):
        tour.show_tour(reader_of(replace(HERE, beside=beside_it)))
    assert not drawn.all
    tour.show_tour(toured())
    assert (
        drawn.one("button").words[0].startswith("Guided tour: A")
        and "(3 stops)" in drawn.one("button").words[0]
    )
    first = gone(toured("lang=uk"), drawn, "tour start")
    assert first == {
        "weapon": ["drone"],
        "collection": ["example"],
        "tour": ["guided"],
        "stop": ["1"],
        "lang": ["uk"],
    }
    assert "lang" not in gone(toured(), drawn, "tour start")


@pytest.mark.parametrize("number", [1, 2, 3])
def test_a_stop_of_a_tour(drawn: Drawn, number: int) -> None:
    """It says which it is, leads to those beside it and back to its own view, and out."""
    current = toured(f"tour=guided&stop={number}")
    tour.show_tour(current)
    said = " ".join(drawn.texts("html"))
    assert f"Stop <{number}> · stop {number} of 3, A *way* Text {number}." in said
    assert drawn.one("button", "tour previous").how["disabled"] is (number == 1)
    assert drawn.one("button", "tour next").how["disabled"] is (number == 3)
    assert bool(drawn.of("caption")) is (number == 1)
    assert drawn.has("button", "tour back")
    if number > 1:
        assert gone(current, drawn, "tour previous")["stop"] == [str(number - 1)]
    if number < 3:
        assert gone(current, drawn, "tour next")["stop"] == [str(number + 1)]
    assert gone(current, drawn, "tour back")["stop"] == [str(number)]
    left = gone(current, drawn, "tour leave")
    assert left == {"collection": ["example"]}


def test_a_stop_is_shown_as_it_was_until_the_reader_changes_it(drawn: Drawn) -> None:
    """No way back is offered where filters and incident are the stop's own; one number too many
    is the last stop.
    """
    for query, has_back in (
        ("tour=guided&stop=3&region=RU-BEL", False),
        ("tour=guided&stop=3&region=RU-BEL&incident=i1", True),
        ("tour=guided&stop=2&incident=i1", False),
        ("tour=guided&stop=2&incident=i1&weapon=drone", True),
        ("tour=guided&region=RU-BEL", True),
    ):
        tour.show_tour(toured(query))
        assert drawn.has("button", "tour back") is has_back, query
        drawn.anew()
    current = toured("tour=guided")
    current.link = replace(current.link, stop=9)
    tour.show_tour(current)
    assert "stop 3 of 3" in drawn.texts("html")[0]
