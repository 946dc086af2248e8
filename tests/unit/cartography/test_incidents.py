"""Incidents as markers: what each one says, and that none hides another."""

from __future__ import annotations

import html
from dataclasses import replace
from datetime import date
from typing import Any

import numpy as np
import pytest

from strikemap import cartography
from strikemap.cartography import Incidents, incident_layer, one_incident
from strikemap.cartography.drawing import said
from strikemap.in_view import InView
from strikemap.languages import speaking
from tests.builders import build, claim, incident, occupied, position
from tests.unit.cartography.views import large, whole_layer

A = incident("a")


def flags_of(one: Any, *claims: Any) -> int:
    (flags,) = whole_layer(build([one], claims)).incidents.flags
    return int(flags)


@pytest.mark.parametrize(
    ("one", "said_of_it", "flags"),
    [
        (A, [], cartography.UNKNOWN),
        (A, ["2"], 0),
        (A, ["0"], cartography.ZERO),
        (A, ["0+"], 0),
        (A, ["up to 3"], 0),
        (incident("a", geo_precision="2"), ["2"], cartography.IMPRECISE),
        (incident("a", geo_precision="3"), ["2"], cartography.REGION),
        (occupied("a"), ["2"], cartography.OCCUPIED),
        (occupied("a", geo_precision="2"), [], 1 | 4 | 16),
    ],
)
def test_what_a_marker_says(one: Any, said_of_it: list[str], flags: int) -> None:
    """Hollow is unknown, crossed a stated zero; imprecise, regional and occupied have marks."""
    assert flags_of(one, *(claim("c", "a", said) for said in said_of_it)) == flags


def test_no_incidents() -> None:
    """An empty view is an empty layer."""
    layer = whole_layer(build([]))
    assert (layer.shown, len(layer.incidents), layer.cells) == (0, 0, None)


def test_points_a_step_apart_are_one() -> None:
    """Degrees are those of four places, eleven metres, so that a metre makes no second symbol."""
    whole = build([incident("a", latitude="50.41341"), incident("b", latitude="50.41339")])
    of = whole_layer(whole).incidents
    assert of.latitude.tolist() == [50.4134, 50.4134]


def test_the_selected_one_is_told() -> None:
    """The chosen incident is told by its position."""
    collection = build([A, incident("b")])
    at = position(collection, "b")
    drawn = incident_layer(InView(collection), selected=at)
    assert drawn.selected == at and at in drawn.incidents.position


def test_days_are_counted_from_the_first() -> None:
    """Each incident has the first and the last day that it may have been."""
    inexact = {"date_start": "2023-05-28", "date_end": "2023-05-31", "time_precision": "2"}
    drawn = whole_layer(build([A, incident("b", **inexact)])).incidents
    days = zip(drawn.start.tolist(), drawn.end.tolist(), strict=True)
    assert drawn.first.isoformat() == "2023-05-28"
    assert sorted(days) == [(0, 3), (3, 3)]


def test_a_larger_toll_is_a_larger_marker_below_smaller_ones() -> None:
    """Size grows with the toll, and the largest is drawn first."""
    collection = build([A, incident("b")], [claim("c1", "a", "1"), claim("c2", "b", "40")])
    drawn = whole_layer(collection).incidents
    assert drawn.position[0] == position(collection, "b") and drawn.radius[0] > drawn.radius[1]


def of_tolls(*tolls: tuple[str, str]) -> Incidents:
    """An incident for each pair of killed and injured, drawn in the order of these."""
    rows = [incident(f"i{at:02}") for at in range(len(tolls))]
    claims = [
        claim(f"{name}{at}", f"i{at:02}", number, name)
        for at, both in enumerate(tolls)
        for name, number in zip(("killed", "injured"), both, strict=True)
        if number
    ]
    drawn = whole_layer(build(rows, claims)).incidents
    back = np.argsort(drawn.position)
    return replace(drawn, radius=drawn.radius[back], flags=drawn.flags[back])


def test_a_radius_is_that_of_the_greater_toll() -> None:
    """Its area beyond the least grows with the greater of killed and injured, up to a most."""
    radii = {
        ("", ""): 5.5, ("0", ""): 5.5, ("1", ""): 7.6, ("", "4"): 9.7, ("9", "2"): 11.8,
        ("2", "9"): 11.8, ("up to 9", ""): 5.5, ("400", ""): 22,
    }  # fmt: skip
    assert of_tolls(*radii).radius.tolist() == list(radii.values())


def test_what_is_zero_is_stated_for_what_is_known() -> None:
    """A toll of nobody killed is crossed also where the injured are unknown, and not where some
    were or may have been.
    """
    zero = cartography.ZERO
    flags = {
        ("0", ""): zero, ("", "0"): zero, ("0", "0"): zero, ("0", "1"): 0, ("1", "0"): 0,
        ("0", "0+"): 0, ("0+", "0"): 0, ("0", "up to 2"): 0, ("", ""): cartography.UNKNOWN,
    }  # fmt: skip
    assert of_tolls(*flags).flags.tolist() == list(flags.values())


@pytest.mark.parametrize(("size", "is_told"), [(300, True), (301, False)])
def test_few_incidents_have_texts_of_their_own(size: int, is_told: bool) -> None:
    """Up to three hundred have hover texts and ids; of more the kinds are said."""
    drawn = whole_layer(large(size)).incidents
    assert (len(drawn.labels), len(drawn.ids)) == ((size, size) if is_told else (0, 0))


def test_one_incident_that_no_collection_holds() -> None:
    """What a form previews is drawn as an incident is: at its point, with its look and text."""
    of = one_incident(50.12346, 36.98764, kind=2, flags=5, name="R & D", label="x" * 300)
    assert (of.latitude.tolist(), of.longitude.tolist()) == ([50.1235], [36.9876])
    assert (of.kind.tolist(), of.flags.tolist(), len(of)) == ([2], [5], 1)
    columns = (of.position, of.region, of.start, of.end)
    assert [each.tolist() for each in columns] == [[0]] * 4
    assert [html.unescape(name) for name in of.names] == ["R & D"] and 100 < len(
        of.labels[0]
    ) <= 121
    assert cartography.UNSIZED < of.radius[0] < 10


def test_a_region_is_named() -> None:
    """Each incident has the name of its region."""
    drawn = whole_layer(build([A, occupied("b", geo_precision="3")])).incidents
    named = [html.unescape(drawn.names[at]) for at in drawn.region]
    assert dict(zip(drawn.position.tolist(), named, strict=True)) == {
        0: "Belgorod Oblast",
        1: "Luhansk Oblast",
    }


def test_hover_text() -> None:
    """A label says what, when and how many, and that what is not reported is not known."""
    collection = build([A], [claim("c", "a", "up to 3")])
    text = html.unescape(whole_layer(collection).incidents.labels[0])
    assert "31 May 2023" in text and "killed up to 3; injured not reported" in text


def test_a_title_in_another_language_says_so() -> None:
    """A title that nobody translated bears its language in its label, and in no picture a tag."""
    collection = build([incident("a", title="Обстрел Мурома: дым")])
    drawn = whole_layer(collection).incidents
    assert drawn.labels[0].startswith("<b lang=ru>")
    assert said(drawn, [0]).startswith("Обстрел") and "<" not in said(drawn, [0])
    with speaking("ru"):
        assert whole_layer(collection).incidents.labels[0].startswith("<b>")


def test_incidents_of_all_days_are_the_same_while_days_change() -> None:
    """A change of days packs and words nothing anew; another language has words of its own."""
    whole = build([incident("a"), incident("b", date_start="2023-05-30")])
    days = [(date(2023, 5, 30), date(2023, 5, day)) for day in (30, 31)]
    view = InView(whole)
    one, other = (incident_layer(view, span=span).incidents for span in days)
    assert one is other and one.labels == incident_layer(view).incidents.labels
    with speaking("uk"):
        spoken = incident_layer(view, span=days[0]).incidents
    assert spoken.labels != one.labels
