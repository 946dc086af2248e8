"""What suggested rows break."""

from __future__ import annotations

import pytest

from strikemap import checks, collection
from strikemap.model import Collection
from strikemap.suggestion.records import record_as_row
from strikemap.suggestion.rows import Suggestion, whole_row
from strikemap.suggestion.verdict import examine, tables_with
from tests.unit.suggestion.made_up import CLAIM, INCIDENT, SHEBEKINO, TODAY, VALUYKI, with_rows


def faults(of: Collection, made: Suggestion) -> list[tuple[str, str, str]]:
    faults = examine(of, made, TODAY).faults
    return [(each.record, each.column, each.rule) for each in faults]


def test_sound_rows_break_nothing(sound: Collection) -> None:
    """A new incident with a claim that obeys every rule has no fault."""
    assert examine(sound, with_rows(), TODAY).faults == ()


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
    told = faults(sound, with_rows({**INCIDENT, column: value}))
    assert (VALUYKI, column, rule) in told


def test_only_what_the_suggestion_breaks(sound: Collection) -> None:
    """What is wrong or odd in the collection already is no fault of the new rows."""
    made = Suggestion({"claims": ({**CLAIM, "incident_id": SHEBEKINO, "claim_id": "new"},)})
    assert checks.check_collection(sound, today=TODAY) == ()
    assert faults(sound, made) == []


def test_younger_than_72_hours(sound: Collection) -> None:
    """What is younger than 72 hours on the day of the suggestion is refused."""
    days = {"date_start": "2026-11-20", "date_end": "2026-11-20"}
    told = faults(
        sound, with_rows({**INCIDENT, **days}, {**CLAIM, "source_id": "paper-2023-05-31"})
    )
    assert (VALUYKI, "date_end", "not-recent") in told


def test_an_incident_that_resembles_one(sound: Collection) -> None:
    """A likely duplicate is named, without a row number, which would be of no file."""
    like = record_as_row(sound, "incidents", SHEBEKINO)
    assert like is not None
    made = with_rows(
        {**like, "incident_id": VALUYKI}, {**CLAIM, "claimant_id": "governor-belgorod"}
    )
    verdict = examine(sound, made, TODAY)
    alike = [each for each in verdict.faults if each.rule == "look-alike"]
    told = f"{alike[0].record}: {alike[0].message}"
    assert SHEBEKINO in told and VALUYKI in told
    assert "row" not in alike[0].message
    assert verdict.is_sound


def test_an_id_that_is_taken(sound: Collection) -> None:
    """An id of any table is refused for a new record."""
    taken = "governor-belgorod"
    told = faults(
        sound, with_rows({**INCIDENT, "incident_id": taken}, {**CLAIM, "incident_id": taken})
    )
    assert "id-one-record" in [rule for _, _, rule in told]


def test_a_correction_that_breaks_another_record(sound: Collection) -> None:
    """Moving an incident after its claims is told, though the claims are not suggested."""
    was = record_as_row(sound, "incidents", SHEBEKINO)
    assert was is not None
    later = {**was, "date_start": "2023-06-05", "date_end": "2023-06-05"}
    told = faults(sound, Suggestion({}, {"incidents": (later,)}))
    assert (f"{SHEBEKINO}-injured-1", "claimed_on", "claim-after-incident") in told


def test_withdrawal_needs_its_correction(sound: Collection) -> None:
    """A withdrawn record is accepted with a row of corrections.csv, and not without."""
    was = record_as_row(sound, "incidents", SHEBEKINO)
    assert was is not None
    changed = {"incidents": ({**was, "status": "withdrawn"},)}
    why = {
        "date": "2026-11-22",
        "record": SHEBEKINO,
        "what_changed": "Withdrawn.",
        "why": "A slip.",
    }
    row = whole_row("corrections", {**why, "version": "1.0.2"})
    assert (SHEBEKINO, "status", "withdrawn-with-correction") in faults(
        sound, Suggestion({}, changed)
    )
    assert faults(sound, Suggestion({"corrections": (row,)}, changed)) == []


def test_form_first(sound: Collection) -> None:
    """Rows of the wrong form are said to be so, since the other rules were not held."""
    verdict = examine(sound, with_rows({**INCIDENT, "latitude": "north"}), TODAY)
    assert not verdict.is_readable and not verdict.is_sound


def test_rows_written_by_hand_are_the_collection(sound: Collection) -> None:
    """The lines, put into the files, give a collection that `check` accepts."""
    text = dict(collection.text_tables(sound))
    tables = tables_with(text, with_rows())
    contents = {**sound.descriptor, "updated": "2026-11-22"}
    assert checks.check_reading(collection.from_tables(tables, contents), today=TODAY) == ()
