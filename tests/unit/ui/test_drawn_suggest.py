"""The form for suggestions: an incident's fields, what comes of a form, and the whole of it."""

from __future__ import annotations

import html
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from strikemap import cartography, gazetteer
from strikemap.links import View
from strikemap.suggestion.rows import Suggestion, whole_row
from strikemap.suggestion.verdict import Fault, Verdict
from strikemap.ui.suggest import fields, incident_fields, outcome, suggest
from strikemap.ui.suggest.incident_fields import incident_values
from tests.builders import claim, incident
from tests.unit.ui.drawn import Drawn, fresh, reader_of
from tests.unit.ui.empty_draft import HERE, TODAY, draft


def test_an_incident_ends_on_its_first_day_unless_told(drawn: Drawn) -> None:
    """The last day follows the first until the record has one of its own."""
    drawn.answers["suggest k incidents date_start"] = date(2023, 5, 27)
    row = incident_values(draft(), "k", {"status": "active"})
    assert (row["date_start"], row["date_end"]) == ("2023-05-27", "2023-05-27")
    row = incident_values(draft(), "k", {"date_end": "2023-05-29"})
    assert (row["date_start"], row["date_end"]) == ("2023-05-27", "2023-05-29")


@pytest.mark.parametrize("is_recorded", [True, False])
def test_only_a_record_is_withdrawn_or_merged(drawn: Drawn, is_recorded: bool) -> None:
    """What is new has no status to change; the event type follows the special one."""
    drawn.answers["suggest k incidents sub_event_type"] = "Air/drone strike"
    was = {"incident_id": "a", "status": "active"} if is_recorded else {"status": "active"}
    row = incident_values(draft(), "k", was)
    assert row["event_type"] == "Explosions/Remote violence" and row["status"] == "active"
    assert bool(drawn.of("expander")) is is_recorded
    assert drawn.has("selectbox", "suggest k incidents status") is is_recorded
    assert incident_fields._event_type("") == ""


@pytest.mark.parametrize(
    ("region", "territory"), [("RU-BEL", "russia"), ("UA-09", "occupied_ukraine"), ("", "")]
)
def test_the_territory_follows_the_region(drawn: Drawn, region: str, territory: str) -> None:
    """It is asked for only where no region is known."""
    drawn.answers["suggest k region"] = fresh(region)
    row = incident_values(draft(), "k", {})
    assert (row["region"], row["territory"]) == (region, territory)
    assert drawn.has("selectbox", "suggest k incidents territory") is not region
    assert any("Territory, by the region" in each for each in drawn.texts("caption")) is bool(
        region
    )
    said = drawn.one("selectbox", "suggest k region")
    assert said.words[1][0] == "" and said.how["format_func"]("") == "not known"
    assert said.words[1][1:] == sorted(said.words[1][1:], key=said.how["format_func"])


def test_a_place_is_looked_up(drawn: Drawn) -> None:
    """The chosen one fills name, region and point; of none it is said where to write them."""
    place = gazetteer.places_called("Shebekino")[0]
    was = {"place": "Old", "geo_precision": "2"}
    row = incident_values(draft(), "k", was)
    assert row["place"] == "Old" and not drawn.has("selectbox", "Places of this name")
    drawn.answers["suggest k find"] = "Shebekino"
    row = incident_values(draft(), "k", was)
    assert (row["place"], row["region"]) == (place.name, place.region)
    assert (row["latitude"], row["longitude"]) == (str(place.latitude), str(place.longitude))
    assert row["geo_precision"] == "1" and row["place_local"] == place.name_local
    offered = drawn.one("selectbox", "Places of this name")
    assert offered.words[1] == gazetteer.places_called("Shebekino")
    assert offered.how["format_func"](place) == "Shebekino (Шебекино), Belgorod Oblast"
    assert not any("no such place" in each for each in drawn.texts("caption"))
    drawn.anew()
    drawn.answers["suggest k find"] = "Qqqqqqq"
    assert incident_values(draft(), "k", was)["place"] == "Old"
    assert any("no such place" in each for each in drawn.texts("caption"))
    local = replace(place, name_local="")
    assert incident_fields._place_in_words(local) == "Shebekino, Belgorod Oblast"


# What comes of it.


def made_of(**cells: str) -> Suggestion:
    row = {**incident("x"), **cells}
    return Suggestion({"incidents": (whole_row("incidents", row),)})


@pytest.mark.parametrize(
    ("cells", "flags", "zoom"),
    [
        ({}, cartography.UNKNOWN, 9.0),
        ({"geo_precision": "2"}, cartography.UNKNOWN | cartography.IMPRECISE, 8.0),
        ({"geo_precision": "3"}, cartography.UNKNOWN | cartography.REGION, 6.0),
        ({"geo_precision": ""}, cartography.UNKNOWN, 8.0),
        ({"territory": "occupied_ukraine"}, cartography.UNKNOWN | cartography.OCCUPIED, 9.0),
        ({"latitude": "-85", "longitude": "-180"}, cartography.UNKNOWN, 9.0),
    ],
)
def test_the_place_is_drawn_with_its_precision(
    drawn: Drawn, monkeypatch: pytest.MonkeyPatch, cells: dict[str, str], flags: int, zoom: float
) -> None:
    """Where it lies, how surely, and in which territory; as near as that allows."""
    given: list[Any] = []
    monkeypatch.setattr(cartography, "one_incident", lambda *at, **how: given.append((at, how)))
    monkeypatch.setattr(outcome, "show_layer", lambda layer, **how: given.append((layer, how)))
    outcome.show_place(made_of(**cells))
    (point, how), (layer, drawn_how) = given
    row = {**incident("x"), **cells}
    assert point == (float(row["latitude"]), float(row["longitude"]))
    assert (how["flags"], how["label"]) == (flags, row["title"])
    assert drawn_how["view"] == View(*point, zoom) and layer.shown == 1
    given.clear()
    outcome.show_place(made_of(**cells, title=""))
    assert given[0][1]["label"] == "Shebekino"
    given.clear()
    outcome.show_place(made_of(**cells, title="", place=""))
    assert given[0][1]["label"] == "The suggested place"


@pytest.mark.parametrize(
    ("latitude", "longitude"),
    [("", "36"), ("x", "36"), ("86", "36"), ("50", "181"), ("50", "-181")],
)
def test_no_place_no_map(drawn: Drawn, latitude: str, longitude: str) -> None:
    """Without a point on the earth it is said when there will be a map; without an incident not."""
    outcome.show_place(made_of(latitude=latitude, longitude=longitude))
    assert drawn.texts("caption") == ["The map shows the place once it has a point."]
    drawn.anew()
    outcome.show_place(Suggestion({}))
    assert not drawn.all


def fault(
    column: str, rule: str = "rule", *, is_error: bool = True, table: str = "incidents"
) -> Fault:
    return Fault(table, "<x>", column, rule, "Wrong <so>.", is_error)


def test_faults_are_told_by_what_is_empty_and_what_is_wrong(drawn: Drawn) -> None:
    """Empty columns in a sentence a table, each once; the others a row each, in their words."""
    found = (
        fault("title", "required"), fault("title", "required"), fault("weapon", "required"),
        fault("event_type", "required"), fault("claim_id", "required", table="claims"),
        fault("statement", "required", table="claims"),
        fault("place"), fault("region", is_error=False),
    )  # fmt: skip
    outcome.show_faults(Verdict(found, is_readable=False))
    assert drawn.texts("text") == [
        "Still to fill for the incident: title, weapon.",
        "Still to fill for the claim: statement.",
    ]
    table = html.unescape(drawn.one("html").words[0])
    assert table.count("<tr>") == 3 and table.count("Wrong <so>.") == 2
    assert table.count("To decide. <x>") == 1 and "<td>place</td>" in table
    assert drawn.texts("caption") == ["The other rules are held once these are put right."]
    assert drawn.one("subheader").how == {"anchor": False}


@pytest.mark.parametrize(
    ("faults", "is_readable", "said"),
    [
        ((), True, ["Nothing."]),
        ((fault("region", is_error=False),), True, ["Nothing but what is to be decided."]),
        ((fault("region"),), True, []),
        ((fault("region"),), False, ["The other rules are held once these are put right."]),
    ],
)
def test_what_is_left_to_do(
    drawn: Drawn, faults: tuple[Fault, ...], is_readable: bool, said: list[str]
) -> None:
    """Nothing, what is to be decided, or the rules that wait for the others."""
    outcome.show_faults(Verdict(faults, is_readable))
    assert drawn.texts("text", "caption") == said
    assert bool(drawn.of("html")) is bool(faults)


def test_the_rows_of_a_sound_form(drawn: Drawn, monkeypatch: pytest.MonkeyPatch) -> None:
    """Changed lines and new ones, each with its file, then the pull request under its name."""
    given: list[Any] = []
    monkeypatch.setattr(outcome, "show_download", lambda *what, **how: given.append((what, how)))
    row = whole_row("incidents", {**incident("a")})
    new = whole_row("claims", {**claim("c9", "a", "1")})
    made = Suggestion({"claims": (new,)}, {"incidents": (row,)})
    outcome.show_result(reader_of(HERE), made, Verdict((), is_readable=True), TODAY)
    assert drawn.texts("caption") == [
        "incidents.csv: put in place of the line with this id",
        "claims.csv: to add, in the order of the file",
    ]
    codes = [each.words[0] for each in drawn.of("code")]
    assert len(codes) == 3 and codes[0].startswith("a,") and codes[1].startswith("c9,")
    assert all(each.how["wrap_lines"] and each.how["language"] is None for each in drawn.of("code"))
    ((what, how),) = given
    title = codes[2].splitlines()[0]
    assert what[2]() == codes[2].encode() and title.startswith("# ")
    assert what[3] == title[2:].replace(" ", "-").lower() + ".md" and how["width"] == "stretch"
    assert [each.how for each in drawn.of("subheader")] == [{"anchor": False}] * 2


# The whole form.


def form(query: str = "", **kinds: Any) -> Any:
    """The form for a reader by a link with *query*."""
    current = reader_of(replace(HERE, **kinds), query)
    show: Callable[..., None] = suggest.show_suggestion.__wrapped__
    show(current)
    return current


@pytest.fixture
def taken(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """The suggestions that were examined, of which none is drawn."""
    found: list[Any] = []
    sound = Verdict((), is_readable=True)
    monkeypatch.setattr(suggest, "show_place", lambda made: None)
    monkeypatch.setattr(suggest, "show_faults", lambda verdict: None)
    monkeypatch.setattr(suggest, "examine", lambda _of, made, _today: found.append(made) or sound)
    monkeypatch.setattr(suggest, "show_result", lambda *_: found.append("result"))
    return found


@pytest.mark.parametrize("is_local", [True, False])
def test_a_new_incident(drawn: Drawn, taken: list[Any], is_local: bool) -> None:
    """Its id is proposed of day, place and kind, and may be another; a licence is kept to."""
    form(local_only=is_local)
    assert bool(drawn.of("caption")) >= is_local
    assert any("forbids passing" in each for each in drawn.texts("caption")) is is_local
    made, result = taken
    assert set(made.added) == {"incidents", "claims"} and result == "result"
    assert made.added["incidents"][0]["status"] == "active"
    kinds = drawn.one("radio", "suggest kind")
    assert kinds.words[1] == ["incident", "claim", "correction"] and kinds.how["horizontal"]
    assert kinds.how["format_func"]("claim") == "A new claim about a recorded incident"
    assert "Nothing is stored." in drawn.texts("html")[0]
    assert drawn.one("header").how == {"anchor": False}


def test_a_link_opens_a_correction_once(drawn: Drawn, taken: list[Any]) -> None:
    """Which the reader may leave for another kind; another link opens one again."""
    form("incident=a")
    assert drawn.session_state["suggest kind"] == "correction" and not taken
    assert "Nothing is changed yet: change a field above." in drawn.texts("caption")
    drawn.session_state["suggest kind"] = "claim"
    form("incident=a")
    assert drawn.session_state["suggest kind"] == "claim" and "claims" in taken[0].added
    form("incident=b")
    assert drawn.session_state["suggest kind"] == "correction"
    form("")
    assert drawn.session_state["suggest kind"] == "incident"


def test_nothing_chosen_is_nothing_suggested(drawn: Drawn, taken: list[Any]) -> None:
    """Without a record there is no claim on one and no correction of one."""
    form()
    taken.clear()
    for kind in ("claim", "correction"):
        drawn.anew().session_state["suggest kind"] = kind
        form()
        assert "Nothing is suggested yet." in drawn.texts("text") and not taken


def test_what_a_correction_changes_is_told(drawn: Drawn, taken: list[Any]) -> None:
    """The columns that differ, the changed row and a row for the record of corrections."""
    drawn.answers |= {
        "suggest change a incidents target": "unknown",
        "suggest change a corrections what_changed": "Target unknown.",
    }
    form("incident=a")
    made, _result = taken
    assert made.changed["incidents"][0]["target"] == "unknown"
    told = made.added["corrections"][0]
    assert (told["record"], told["what_changed"], told["version"]) == (
        "a",
        "Target unknown.",
        "1.0.1",
    )
    assert told["date"] == date.today().isoformat()
    assert "Changed: target." in drawn.texts("caption")
    taken.clear()
    drawn.anew().session_state["suggest record"] = fresh("claims")
    drawn.answers |= {
        "suggest pick claims example a ": "c2",
        "suggest change c2 claims locator": "9",
    }
    form("incident=a")
    assert taken[0].changed["claims"][0]["locator"] == "9"
    labels = [each.words[0] for each in drawn.of("selectbox")]
    assert "Its words or id" in labels and "Its title or id" not in labels


def test_what_is_unsound_has_no_rows(
    drawn: Drawn, taken: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Rows come once no error is left."""
    bad = Verdict((fault("region"),), is_readable=True)
    monkeypatch.setattr(suggest, "examine", lambda *_: bad)
    form()
    assert taken == []
    assert fields._capitalised("ab") == "Ab"
