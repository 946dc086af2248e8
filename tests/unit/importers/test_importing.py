"""Whole imports, cut down and carried round."""

import gzip
from datetime import date

import pytest

from strikemap import collection
from strikemap.importers import ImportOptions, ImportProblem, import_file, write_import
from strikemap.importers.intake import OUT_OF_COUNTRY, OUT_OF_DATES, OUT_OF_REACH

CRIMEA = {"latitude": "44.95", "longitude": "34.1", "country": "Ukraine"}
DONETSK = {"latitude": "48.0", "longitude": "37.8", "country": "Ukraine"}
MOSCOW = {"latitude": "55.75", "longitude": "37.6"}


@pytest.mark.parametrize("form", ["acled", "ucdp", "viina"])
def test_an_import_is_a_sound_collection(form, imported, request, tmp_path):
    """Each form is written and read back whole, without an error or a warning, the same bytes."""
    made = imported(request.getfixturevalue(form)({}, {}))
    write_import(made, tmp_path / "one")
    read = collection.read(tmp_path / "one")
    assert [str(each) for each in read.problems] == []
    assert read.collection is not None
    assert len(read.collection.incidents) == 2
    again = collection.text_tables(read.collection)
    collection.write(tmp_path / "two", again, read.collection.descriptor)
    for name in made.tables:
        one, two = (tmp_path / each / f"{name}.csv" for each in ("one", "two"))
        assert one.read_bytes() == two.read_bytes()


def test_a_plain_table_is_a_sound_collection(plain, imported, tmp_path):
    """So is a table of the user's own, with marks, ranges and named sources."""
    row = {
        "date": "2025-05-16",
        "lat": "50.41",
        "lon": "36.9",
        "killed": "1",
        "killed_max": "2",
        "claimant": "Губернатор",
        "publisher": "Made-up",
        "url": "https://example.org/a",
    }
    write_import(imported(plain(row, row | {"lat": "55.7"})), tmp_path / "one")
    read = collection.read(tmp_path / "one")
    assert [str(each) for each in read.problems] == []
    assert "border" in (tmp_path / "one" / "claims.csv").read_text("utf-8")


def test_every_row_is_accounted_for(acled, imported):
    """Rows read are those kept, dropped and rejected, each with its reason."""
    report = imported(
        acled({}, MOSCOW, DONETSK, {"latitude": "x"}, {"event_id_cnty": "RUS1"})
    ).report
    assert (report.rows_read, report.rows_kept) == (5, 2)
    assert sum(report.dropped.values()) == 1
    assert sum(report.rejected.values()) == 2
    assert "rows dropped: 1: in Ukraine" in "\n".join(report.lines())


@pytest.mark.parametrize(
    ("options", "reason", "kept"),
    [
        ({"dates": (date(2025, 5, 17), date(2025, 5, 20))}, OUT_OF_DATES, "acled-rus4"),
        ({"countries": ("Ukraine",)}, OUT_OF_COUNTRY, "acled-rus2"),
        ({"near": ("UA-63", 60.0)}, OUT_OF_REACH, "acled-rus1"),
        ({"near": ("RU-MOW", 0.0)}, OUT_OF_REACH, "acled-rus3"),
    ],
)
def test_cutting_down(acled, imported, options, reason, kept):
    """By days, by country and by distance from a region; what goes is counted."""
    later = MOSCOW | {"latitude": "56.9", "event_date": "2025-05-18"}
    made = imported(acled({}, CRIMEA, MOSCOW, later), **options)
    assert kept in made.tables["incidents"]["incident_id"].tolist()
    assert made.report.dropped[reason] == 4 - made.report.rows_kept > 0


@pytest.mark.parametrize(
    "options",
    [
        {"countries": ("France",)},
        {"near": ("RU-XXX", 1.0)},
        {"near": ("RU-BEL", float("nan"))},
        {"occupied": ("RU-BEL",)},
        {"dates": (date(2025, 2, 1), date(2025, 1, 1))},
    ],
)
def test_options_that_are_not_possible(acled, imported, options):
    """Each is refused before the file is read."""
    with pytest.raises(ImportProblem):
        imported(acled(), **options)


def test_a_path_and_bytes_give_the_same(acled, imported, tmp_path):
    """A file on disk, packed, and an upload in memory are read by the same door."""
    path = tmp_path / "a.csv.gz"
    path.write_bytes(gzip.compress(acled({}, MOSCOW)))
    from_path = import_file(path, None, ImportOptions(today=date(2025, 8, 1)))
    from_bytes = imported(acled({}, MOSCOW))
    for name, frame in from_path.tables.items():
        assert frame.equals(from_bytes.tables[name])


def test_progress_ends_at_the_whole(acled):
    """Progress is told in parts of the whole, in words."""
    told = []
    import_file(acled(), None, ImportOptions(), lambda done, what: told.append((done, what)))
    assert told[-1] == (1.0, "1 row read")


def test_marks_stand_in_the_summary_and_the_claim(acled, imported):
    """A reservation about territory can be read at the incident and at its claim."""
    made = imported(acled({"latitude": "50.41", "longitude": "36.9", "geo_precision": "2"}))
    assert made.tables["incidents"]["summary"][0].endswith("on the other side.")
    assert made.tables["claims"]["inferred"][0].endswith("on the other side.")
    assert sum(made.report.marked.values()) == 1


def test_the_descriptor(acled, imported):
    """Coverage, regions and version are those of what was kept."""
    described = imported(acled({}, CRIMEA), name="My events").descriptor
    assert described["name"] == "my-events"
    assert described["coverage"] == {"from": "2025-05-16", "to": "2025-05-16"}
    assert described["regions"] == ["RU-BEL", "UA-43"]
    assert described["version"] == "2025.08.01"
