"""Rows of a file, a part at a time: which stand, where they lie, and what was asked for."""

from __future__ import annotations

import io
from datetime import date

import pandas as pd
import pytest

from strikemap.importers import ImportOptions, ImportProblem, intake
from strikemap.importers.examining import KNOWN
from strikemap.importers.forms.definition import Reading
from strikemap.importers.intake import OUT_OF_DATES, OUT_OF_REACH, Intake
from strikemap.importers.report import Log

TODAY = date(2025, 8, 1)
OLDER = "an older record of an incident whose newer one, by its timestamp, was kept"


def taken_in(acled, *parts):
    """What is taken in of *parts* of a file of ACLED's, each a list of changes of a row."""
    log = Log("f.csv")
    made = Intake(KNOWN["acled"], ImportOptions(today=TODAY), Reading(log, today=TODAY))
    first = 2
    for part in parts:
        rows = pd.read_csv(io.BytesIO(acled(*part)), dtype="str", keep_default_na=False)
        rows.index = pd.RangeIndex(first, first + len(rows))
        first += len(rows)
        made.add(rows)
    made.finish()
    return made


def row(name, second=0, **more):
    """A row of ACLED's with the id *name*, recorded in this *second*, killed as many."""
    told = {"event_id_cnty": name, "timestamp": str(1748000000 + second)}
    return told | {"fatalities": str(second + 1)} | more


def kept(made):
    """How many each incident kept has killed, in the order of the file."""
    claims = pd.concat(made.claims)
    ids = pd.concat(made.incidents)["incident_id"].tolist()
    assert ids == claims["incident_id"].tolist() and made.kept == len(ids)
    return dict(zip(ids, claims["value_min"], strict=True))


@pytest.mark.parametrize("size", [1, 2, 3, 7])
def test_a_newer_row_of_a_later_part_takes_the_place_of_an_older(acled, size):
    """Wherever the parts end, the newest row of each id stands, and each older one is listed."""
    rows = [row("A"), row("B", 4), row("C"), row("A", 6), row("B", 2), row("D"), row("A", 8)]
    parts = [rows[at : at + size] for at in range(0, len(rows), size)]
    made = taken_in(acled, *parts)
    assert kept(made) == {"acled-b": "5", "acled-c": "1", "acled-d": "1", "acled-a": "9"}
    assert made.log.dropped == {OLDER: 3}
    listed = made.log.dropped_rows[["row_in_file", "why_dropped", "incident_id"]]
    assert listed.to_numpy().tolist() == [
        ["2", OLDER, "acled-a"], ["5", OLDER, "acled-a"], ["6", OLDER, "acled-b"],
    ]  # fmt: skip


def test_a_row_as_old_as_one_before_it_is_rejected(acled):
    """With all its cells, and the id that stands already."""
    made = taken_in(acled, [row("A"), row("B"), row("A")], [row("B")])
    assert kept(made) == {"acled-a": "1", "acled-b": "1"}
    listed = made.log.rejected[["row_in_file", "why_rejected", "event_id_cnty", "iso"]]
    says = "the id stands in an earlier row already: acled-"
    assert listed.to_numpy().tolist() == [
        ["4", f"{says}a", "A", "643"], ["5", f"{says}b", "B", "643"],
    ]  # fmt: skip
    assert made.log.dropped == {}


def test_what_is_made_of_a_file_has_a_size(acled, monkeypatch):
    """All its parts together; where they take more it is refused as a whole."""
    size = taken_in(acled, [row("A")], [row("B")]).made
    monkeypatch.setattr(intake, "MAX_MADE_BYTES", size)
    assert taken_in(acled, [row("A")], [row("B")]).kept == 2
    monkeypatch.setattr(intake, "MAX_MADE_BYTES", size - 1)
    with pytest.raises(ImportProblem, match="bytes are made of it; cut the file into parts"):
        taken_in(acled, [row("A")], [row("B")])


@pytest.mark.parametrize(
    ("days", "cells"),
    [
        (("2025-05-16", "2025-05-16"), ["a", "b", "c"]),
        (("2025-05-17", "2025-05-17"), ["b", "c", "d"]),
        (("2025-05-18", "2025-05-18"), ["c", "d"]),
        (("2025-05-14", "2025-05-15"), []),
        (("2025-05-19", "2025-05-20"), []),
    ],
)
def test_days_asked_for_are_those_that_an_incident_may_be_of(plain, imported, days, cells):
    """A span that touches them is kept; one wholly before or behind them is counted as out."""
    spans = {"a": ("16", "16"), "b": ("16", "17"), "c": ("16", "18"), "d": ("17", "18")}
    rows = [
        {"date": f"2025-05-{first}", "end": f"2025-05-{last}", "lat": "50.6", "lon": "36.6",
         "place": name} for name, (first, last) in spans.items()
    ]  # fmt: skip
    dates = tuple(map(date.fromisoformat, days))
    if not cells:
        with pytest.raises(ImportProblem, match="outside the days asked for"):
            imported(plain(*rows), dates=dates)
        return
    made = imported(plain(*rows), dates=dates)
    assert made.tables["incidents"]["place"].tolist() == cells
    assert made.report.dropped.get(OUT_OF_DATES, 0) == 4 - len(cells)
    assert made.dropped.empty


@pytest.mark.parametrize(
    ("zoned", "day"), [("2025-05-16T22:30Z", "2025-05-17"), ("2025-05-16T20:30Z", "2025-05-16")]
)
def test_the_day_asked_for_is_the_one_at_the_place(plain, imported, zoned, day):
    """A day that its zone moves is looked at where it is moved to."""
    rows = [{"date": each, "lat": "50.6", "lon": "36.6"} for each in (zoned, "2025-05-15T12:00Z")]
    for asked in ("2025-05-16", "2025-05-17"):
        dates = (date.fromisoformat(asked),) * 2
        if asked == day:
            made = imported(plain(*rows), dates=dates)
            assert made.tables["incidents"]["date_start"].tolist() == [day]
            assert made.report.dropped == {OUT_OF_DATES: 1}
            continue
        with pytest.raises(ImportProblem, match="outside the days asked for"):
            imported(plain(*rows), dates=dates)


def test_how_far_is_asked_of_points(plain, imported):
    """One as far as that is kept; one farther, and a row without a point, is not."""
    rows = [
        {"date": "2025-05-16", "lat": lat, "lon": lon, "region": region, "place": ""}
        for lat, lon, region in (("50.61", "36.58", ""), ("51.73", "36.19", ""), ("", "", "RU-BEL"))
    ]
    for km, count in ((0.0, 1), (60.0, 1), (200.0, 2)):
        made = imported(plain(*rows), near=("RU-BEL", km))
        assert len(made.tables["incidents"]) == count
        assert made.report.dropped == {OUT_OF_REACH: 3 - count}
        assert made.dropped.empty


def test_a_row_of_another_country_is_left_out_by_where_it_lies(acled, imported):
    """By the boundaries, whatever country the file names."""
    crimea = {"latitude": "44.95", "longitude": "34.1", "country": "Russia"}
    rows = acled({"country": "Ukraine"}, crimea)
    for country, region in (("RU", "RU-BEL"), ("Ukraine", "UA-43")):
        made = imported(rows, countries=(country,))
        assert made.tables["incidents"]["region"].tolist() == [region]
        assert list(made.report.dropped) == ["in a country not asked for (--country)"]
    assert len(imported(rows, countries=("ru", "UA")).tables["incidents"]) == 2


def test_a_point_in_another_region_than_the_file_s_is_told(plain, imported):
    """The point decides; a mark of the border beside it stays."""
    rows = [{"date": "2025-05-16", "lat": "50.6", "lon": "36.6", "region": region}
            for region in ("RU-BEL", "RU-KRS", "")]  # fmt: skip
    made = imported(plain(*rows)).tables
    assert made["incidents"]["region"].tolist() == ["RU-BEL"] * 3
    told = "The point lies in another region than the file names; the point decides."
    assert [told in each for each in made["incidents"]["summary"]] == [False, True, False]
    assert [told in each for each in made["claims"]["inferred"]] == [False, True, False]
