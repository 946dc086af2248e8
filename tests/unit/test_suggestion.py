"""Suggested rows: their ids, what they break, and the lines and text that they yield."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from strikemap import checks, collection, suggestion
from strikemap.checks import example
from strikemap.model import TABLES, Collection
from strikemap.suggestion import Row, Suggestion
from tests.unit.hostile import PAYLOADS

TODAY = date(2026, 11, 22)
SHEBEKINO = "2023-05-31-shebekino-shelling"
VALUYKI = "2023-05-27-valuyki-drone-attack"
INCIDENT = suggestion.row(
    "incidents",
    {
        "incident_id": VALUYKI,
        "title": "Drone crash near Valuyki",
        "summary": "A drone was reported to have come down in a field.",
        "date_start": "2023-05-27",
        "date_end": "2023-05-27",
        "time_precision": "1",
        "date_basis": "stated",
        "event_type": "Explosions/Remote violence",
        "sub_event_type": "Air/drone strike",
        "weapon": "drone",
        "target": "other",
        "place": "Valuyki",
        "region": "RU-BEL",
        "territory": "russia",
        "latitude": "50.1966",
        "longitude": "38.1167",
        "geo_precision": "1",
        "status": "active",
    },
)
CLAIM = suggestion.row(
    "claims",
    {
        "claim_id": f"{VALUYKI}-drones-hit-1",
        "incident_id": VALUYKI,
        "measure": "drones_hit",
        "subject": "drones",
        "value_min": "1",
        "value_max": "1",
        "bound": "exact",
        "certainty": "stated",
        "statement": "The governor said that a drone came down.",
        "claimant_id": "governor-belgorod",
        "source_id": "paper-2023-05-31",
    },
)


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Collection:
    folder = tmp_path_factory.mktemp("example")
    example.write(folder)
    read = collection.read(folder).collection
    assert read is not None
    return read


def _told(of: Collection, made: Suggestion) -> list[tuple[str, str, str]]:
    faults = suggestion.examine(of, made, TODAY).faults
    return [(each.record, each.column, each.rule) for each in faults]


def _new(incident: Row = INCIDENT, claim: Row = CLAIM) -> Suggestion:
    return Suggestion({"incidents": (incident,), "claims": (claim,)})


def test_sound_rows_break_nothing(sound: Collection) -> None:
    """A new incident with a claim that obeys every rule has no fault."""
    assert suggestion.examine(sound, _new(), TODAY).faults == ()


@pytest.mark.parametrize(
    ("column", "value", "rule"),
    [
        ("title", "", "required"),
        ("weapon", "Drone", "allowed-value"),
        ("latitude", "59", "point-in-region"),
        ("territory", "occupied_ukraine", "region-in-territory"),
        ("date_end", "2023-05-26", "dates-ordered"),
        ("summary", "“They came down in the field”, he said.", "own-words"),
        ("merged_into", "nowhere", "reference"),
        ("region", "RU-XYZ", "region-known"),
    ],
)
def test_a_breach_is_told_by_its_rule(
    sound: Collection, column: str, value: str, rule: str
) -> None:
    """The rules of `check` speak of the new row, by its id and column."""
    told = _told(sound, _new({**INCIDENT, column: value}))
    assert (VALUYKI, column, rule) in told


def test_only_what_the_suggestion_breaks(sound: Collection) -> None:
    """What is wrong or odd in the collection already is no fault of the new rows."""
    made = Suggestion({"claims": ({**CLAIM, "incident_id": SHEBEKINO, "claim_id": "new"},)})
    assert checks.check_collection(sound, today=TODAY) == ()
    assert _told(sound, made) == []


def test_younger_than_72_hours(sound: Collection) -> None:
    """What is younger than 72 hours on the day of the suggestion is refused."""
    days = {"date_start": "2026-11-20", "date_end": "2026-11-20"}
    told = _told(sound, _new({**INCIDENT, **days}, {**CLAIM, "source_id": "paper-2023-05-31"}))
    assert (VALUYKI, "date_end", "not-recent") in told


def test_an_incident_that_resembles_one(sound: Collection) -> None:
    """A likely duplicate is named, without a row number, which would be of no file."""
    like = suggestion.record(sound, "incidents", SHEBEKINO)
    assert like is not None
    made = _new({**like, "incident_id": VALUYKI}, {**CLAIM, "claimant_id": "governor-belgorod"})
    verdict = suggestion.examine(sound, made, TODAY)
    alike = [each for each in verdict.faults if each.rule == "look-alike"]
    told = f"{alike[0].record}: {alike[0].message}"
    assert SHEBEKINO in told and VALUYKI in told
    assert "row" not in alike[0].message
    assert verdict.is_sound


def test_an_id_that_is_taken(sound: Collection) -> None:
    """An id of any table is refused for a new record."""
    taken = "governor-belgorod"
    told = _told(sound, _new({**INCIDENT, "incident_id": taken}, {**CLAIM, "incident_id": taken}))
    assert "id-one-record" in [rule for _, _, rule in told]


def test_a_correction_that_breaks_another_record(sound: Collection) -> None:
    """Moving an incident after its claims is told, though the claims are not suggested."""
    was = suggestion.record(sound, "incidents", SHEBEKINO)
    assert was is not None
    later = {**was, "date_start": "2023-06-05", "date_end": "2023-06-05"}
    told = _told(sound, Suggestion({}, {"incidents": (later,)}))
    assert (f"{SHEBEKINO}-injured-1", "claimed_on", "claim-after-incident") in told


def test_withdrawal_needs_its_correction(sound: Collection) -> None:
    """A withdrawn record is accepted with a row of corrections.csv, and not without."""
    was = suggestion.record(sound, "incidents", SHEBEKINO)
    assert was is not None
    changed = {"incidents": ({**was, "status": "withdrawn"},)}
    why = {
        "date": "2026-11-22",
        "record": SHEBEKINO,
        "what_changed": "Withdrawn.",
        "why": "A slip.",
    }
    row = suggestion.row("corrections", {**why, "version": "1.0.2"})
    assert (SHEBEKINO, "status", "withdrawn-with-correction") in _told(
        sound, Suggestion({}, changed)
    )
    assert _told(sound, Suggestion({"corrections": (row,)}, changed)) == []


def test_form_first(sound: Collection) -> None:
    """Rows of the wrong form are said to be so, since the other rules were not held."""
    verdict = suggestion.examine(sound, _new({**INCIDENT, "latitude": "north"}), TODAY)
    assert not verdict.is_readable and not verdict.is_sound


@pytest.mark.parametrize(
    ("cells", "wanted"),
    [
        ({}, "2023-05-27-valuyki-drone-attack"),
        ({"place": "Staryy Oskol’"}, "2023-05-27-staryy-oskol-drone-attack"),
        ({"place": ""}, "2023-05-27-ru-bel-drone-attack"),
        ({"place": "Валуйки", "region": ""}, "2023-05-27-unknown-place-drone-attack"),
        ({"weapon": "unknown"}, "2023-05-27-valuyki-air-strike"),
        ({"weapon": "unknown", "sub_event_type": "Other"}, "2023-05-27-valuyki-incident"),
    ],
)
def test_proposed_id(cells: Row, wanted: str) -> None:
    """An id says day, place and kind, as far as they are known."""
    assert suggestion.incident_id({**INCIDENT, **cells}, ()) == wanted


def test_proposed_ids_are_new(sound: Collection) -> None:
    """An id that is taken gets the next number, and claims are numbered from 1."""
    like = {**INCIDENT, "place": "Shebekino", "date_start": "2023-05-31", "weapon": "artillery"}
    taken = suggestion.ids_like(sound, SHEBEKINO)
    assert suggestion.incident_id(like, taken) == f"{SHEBEKINO}-3"
    assert suggestion.numbered(f"{SHEBEKINO}-injured", taken) == f"{SHEBEKINO}-injured-3"


@given(st.text(), st.sets(st.text(max_size=5)))
def test_property_slugs_are_ids(text: str, taken: set[str]) -> None:
    """Whatever the text, its slug is empty or an id, and a unique one is not taken."""
    made = suggestion.slug(text)
    assert made == "" or all(part.isalnum() and part.isascii() for part in made.split("-"))
    assert suggestion.unique(made or "x", taken) not in taken


def test_lines_are_those_of_the_file(sound: Collection) -> None:
    """A record comes out as the very line that the collection's file has."""
    row = suggestion.record(sound, "incidents", SHEBEKINO)
    assert row is not None
    whole = collection.csv_bytes("incidents", collection.text_tables(sound)["incidents"])
    assert suggestion.lines("incidents", [row]) in whole.decode()


def test_rows_written_by_hand_are_the_collection(sound: Collection) -> None:
    """The lines, put into the files, give a collection that `check` accepts."""
    text = dict(collection.text_tables(sound))
    tables = suggestion._with(text, _new())
    contents = {**sound.descriptor, "updated": "2026-11-22"}
    assert checks.check_reading(collection.from_tables(tables, contents), today=TODAY) == ()


def test_pull_request(sound: Collection) -> None:
    """It holds the lines, the descriptor's changes and the checklist."""
    late = _new({**INCIDENT, "date_start": "2023-05-20", "date_end": "2023-05-20"})
    text = suggestion.pull_request(sound, late, suggestion.Verdict((), True), TODAY)
    assert text.startswith(f"# Add {VALUYKI}\n")
    assert suggestion.lines("claims", [CLAIM]) in text
    assert "version: 1.1.0\nupdated: 2026-11-22\ncoverage: from 2023-05-20 to 2023-05-31\n" in text
    assert all(f"- [ ] {each}\n" in text for each in suggestion.CHECKLIST)


@pytest.mark.parametrize("payload", PAYLOADS, ids=range(len(PAYLOADS)))
def test_hostile_text_stays_fenced(sound: Collection, payload: str) -> None:
    """What people write is one line within a fence that it cannot close."""
    row = suggestion.row("incidents", {**INCIDENT, "title": payload, "summary": payload})
    verdict = suggestion.examine(sound, _new(row), TODAY)
    text = suggestion.pull_request(sound, _new(row), verdict, TODAY)
    outside, fence = [], ""
    for line in text.split("\n"):
        mark = line[: len(line) - len(line.lstrip("`"))]
        if fence:
            fence = "" if line == fence else fence
        elif len(mark) >= 3:
            fence = mark
        else:
            outside.append(line)
    assert not fence
    flat = suggestion.one_line(payload)
    assert len(flat) < 4 or flat not in "\n".join(outside)
    assert suggestion.lines("incidents", [row]).count("\n") == 1


@pytest.mark.parametrize(
    ("version", "correction", "addition"),
    [("1.0.0", "1.0.1", "1.1.0"), ("2.3.9", "2.3.10", "2.4.0"), ("today", "today", "today")],
)
def test_next_version(version: str, correction: str, addition: str) -> None:
    """A correction raises the last number, an addition the middle one."""
    assert suggestion.next_version(version, is_correction=True) == correction
    assert suggestion.next_version(version, is_correction=False) == addition


def test_search(sound: Collection) -> None:
    """Records are found by their words or id, whatever the case, and no pattern is run."""
    assert list(suggestion.records_like(sound, "incidents", "KARPATY")) == [
        "2023-05-25-karpaty-shelling"
    ]
    assert list(suggestion.records_like(sound, "claimants", "governor of")) == ["governor-belgorod"]
    assert suggestion.records_like(sound, "incidents", "(.*") == {}
    assert len(suggestion.records_like(sound, "claims", "", limit=2)) == 2


def test_unknown_column() -> None:
    """A cell of a column that the model has not is a mistake of ours, and raises."""
    with pytest.raises(KeyError):
        suggestion.row("claims", {"colour": "red"})
    assert list(suggestion.row("claims", {})) == list(TABLES["claims"].columns)
