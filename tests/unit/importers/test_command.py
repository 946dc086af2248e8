"""The command."""

import argparse
import contextlib
import csv
import io
import json
import zipfile

import pytest

from strikemap import __main__ as entry
from strikemap import checks
from strikemap.export import FORMS
from strikemap.importers import add_arguments, run
from tests.unit.importers.file.test_sheets import book


def command(*words):
    parser = argparse.ArgumentParser()
    add_arguments(parser)
    said = []
    return run(parser.parse_args([str(each) for each in words]), said.append), "\n".join(said)


def rows_of(path):
    return list(csv.DictReader(io.StringIO(path.read_text("utf-8"), newline="")))


def test_an_import(acled, tmp_path):
    """The account is printed, the terms are shown, and the collection written."""
    (tmp_path / "a.csv").write_bytes(acled({}, {"event_date": "2024-01-01"}))
    code, said = command(
        "acled", tmp_path / "a.csv", "--output", tmp_path / "out", "--country", "RU",
        "--dates", "2025-01-01", "2025-12-31", "--near", "RU-BEL", "10",
    )  # fmt: skip
    assert code == 0
    assert "rows kept: 1" in said
    assert "forbid passing its content on" in said
    assert json.loads((tmp_path / "out" / "datapackage.json").read_text())["local_only"] is True


def test_a_mapping_file(plain, tmp_path):
    """A plain table is read by a mapping in a file."""
    (tmp_path / "a.csv").write_bytes(plain({"when": "2025-05-16", "code": "RU-BEL"}))
    (tmp_path / "m.toml").write_text('when = "date_start"\ncode = "region"\n')
    code, _ = command(
        "csv", tmp_path / "a.csv", "--output", tmp_path / "out",
        "--mapping", tmp_path / "m.toml", "--licence", "CC0",
    )  # fmt: skip
    assert code == 0


@pytest.mark.parametrize(
    "more",
    [
        ("--dates", "yesterday", "today"),
        ("--near", "RU-BEL", "far"),
        ("--mapping", "missing.json"),
        ("--country", "Narnia"),
    ],
)
def test_what_cannot_be_done_exits_2(acled, tmp_path, more):
    """One line says why, and nothing is written."""
    (tmp_path / "a.csv").write_bytes(acled())
    code, said = command("acled", tmp_path / "a.csv", "--output", tmp_path / "out", *more)
    assert code == 2
    assert len(said.splitlines()) == 1
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("more", "says"),
    [
        ((), "--output: name a new folder, or add --show to write nothing"),
        (("--show", "--map", "n"), "--map: 'n': write COLUMN=FIELD"),
        (("--show", "--dates", "2025-05-32", "2025-06-01"), "--dates: "),
        (("--show", "--near", "RU-BEL", "far"), "--near: 'far' is no number of km"),
    ],
)
def test_what_was_asked_in_vain_is_said_of_the_file(plain, tmp_path, more, says):
    """In one line, after its name."""
    path = tmp_path / "a.csv"
    path.write_bytes(plain({"date": "2025-05-16", "lat": "50.6", "lon": "36.6", "n": "3"}))
    code, said = command("csv", path, *more)
    assert code == 2 and said.startswith(f"{path}: {says}") and "\n" not in said


def test_show_tells_rows_of_each_kind_up_to_so_many(plain, tmp_path):
    """The first of those rejected and dropped, each with its reason, and of the odd cells."""
    row = {"date": "2025-05-16", "lat": "50.6", "lon": "36.6", "killed": "1", "place": "A"}
    changes = ({"date": "x"}, {"lat": "48.85", "lon": "2.35"}, {"killed": "many"})
    rows = [row | change | {"place": f"P{n}"} for change in changes for n in range(21)]
    (tmp_path / "a.csv").write_bytes(plain(row, *rows))
    code, said = command("csv", tmp_path / "a.csv", "--show")
    lines = said.splitlines()
    assert code == 0 and lines[-1] == "nothing was written (--show)"
    abroad = "outside the regions of Russia and Ukraine by the boundaries"
    assert [each for each in lines if each.startswith("row ")] == [
        *(f"row {n}: rejected: date_start: 'x' is no date that is read; write 2025-05-16"
          for n in range(3, 23)),
        *(f"row {n}: dropped: {abroad}" for n in range(24, 44)),
        *(f"row {n}: killed: 'many': it counts as unknown" for n in range(45, 65)),
    ]  # fmt: skip


def test_what_map_says_goes_over_a_mapping_file(plain, tmp_path):
    """It moves a field to another column, and leaves the rest of the file as it is."""
    row = {"when": "2025-05-16", "y": "50.6", "x": "36.6", "n": "3", "m": "4", "what": "uav"}
    (tmp_path / "a.csv").write_bytes(plain(row))
    columns = {"when": "date_start", "y": "latitude", "x": "longitude", "n": "killed",
               "what": "weapon"}  # fmt: skip
    mapping = {"columns": columns, "values": {"weapon": {"uav": "drone"}}}
    for whole in (mapping, columns):
        (tmp_path / "m.json").write_text(json.dumps(whole))
        words = ("csv", tmp_path / "a.csv", "--mapping", tmp_path / "m.json", "--show")
        code, said = command(*words)
        assert code == 0 and "column n: killed" in said and "column m: not carried over" in said
        code, said = command(*words, "--map", "m= killed ")
        assert code == 0 and "column m: killed" in said and "column n: not carried over" in said
        assert ("row 2: what: 'uav'" in said) == (whole is columns)
        code, said = command(*words, "--map", "m=", "--map", "n=")
        assert code == 0 and all(f"column {each}: not carried over" in said for each in "nm")


def test_a_missing_file_exits_2(tmp_path):
    """The file is named."""
    code, said = command("acled", tmp_path / "no.csv", "--output", tmp_path / "out")
    assert code == 2
    assert "no.csv" in said


def test_show_writes_nothing(plain, tmp_path):
    """Each column is told with what it was taken for, cells of it, and those not read."""
    (tmp_path / "a.csv").write_bytes(
        plain({"date": "2025-05-16", "lat": "50.6", "lon": "36.6", "killed": "many", "n": "3"})
    )
    code, said = command("auto", tmp_path / "a.csv", "--show")
    assert code == 0
    assert "column killed: killed; as 'many'; 1 cell(s) could not be read" in said
    assert "column n: not carried over; as '3'; IT HOLDS NUMBERS" in said
    assert "row 2: killed: 'many': it counts as unknown" in said
    assert "rejected" not in said and "dropped" not in said
    row = {"date": "2025-05-16", "lat": "50.6", "lon": "36.6", "place": "A", "killed": "2"}
    changes = ({}, {"date": "x"}, {"lat": "48.85", "lon": "2.35"})
    (tmp_path / "a.csv").write_bytes(plain(*(row | each for each in changes)))
    code, said = command("auto", tmp_path / "a.csv", "--show")
    assert code == 0 and "row 3: rejected: " in said
    assert "row 4: dropped: outside the regions" in said
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.csv"]


def test_map_says_what_a_column_is(acled, plain, tmp_path):
    """For a plain table and a data set alike; an empty field lets the column go."""
    (tmp_path / "a.csv").write_bytes(
        plain({"when": "2025-05-16", "y": "50.6", "x": "36.6", "weapon": "x", "n": "3"})
    )
    maps = [word for each in ("y=latitude", "x=longitude", "n=killed", "weapon=")
            for word in ("--map", each)]  # fmt: skip
    code, said = command("csv", tmp_path / "a.csv", "--output", tmp_path / "out", *maps)
    assert code == 0 and "column n: killed" in said and "column weapon: not carried over" in said
    two = command("csv", tmp_path / "a.csv", "--show", *maps, "--map", "n=")[1]
    assert all(f"column {name}: not carried over" in two for name in ("n", "weapon"))
    (tmp_path / "b.csv").write_bytes(acled().replace(b"fatalities", b"dead", 1))
    code, said = command("acled", tmp_path / "b.csv", "--show", "--map", "dead=fatalities")
    assert code == 0 and "column fatalities: a claim of people killed" in said


def test_what_is_left_out_is_written_beside_the_collection(plain, tmp_path):
    """Rows rejected, dropped as abroad, and cells that could not be read, each in a list."""
    row = {"date": "2025-05-16", "lat": "50.6", "lon": "36.6", "place": "A", "killed": "2"}
    changes = ({}, {"date": "x"}, {"lat": "48.85", "lon": "2.35"}, {"place": "B", "killed": "many"})
    (tmp_path / "a.csv").write_bytes(plain(*(row | each for each in changes)))
    out = tmp_path / "out"
    code, said = command("csv", tmp_path / "a.csv", "--output", out)
    assert code == 0 and "rows dropped: 1: outside the regions" in said
    listed = {name: rows_of(out / f"{name}.csv")
              for name in ("rejected", "dropped", "marked")}  # fmt: skip
    assert {name: [each["row_in_file"] for each in rows] for name, rows in listed.items()} == {
        "rejected": ["3"], "dropped": ["4"], "marked": ["5"],
    }  # fmt: skip
    assert "outside the regions" in listed["dropped"][0]["why_dropped"]
    assert listed["rejected"][0]["place"] == "A" and "many" in listed["marked"][0].values()
    assert checks.check(out) == ()


def test_a_sheet_is_asked_for_by_its_name(tmp_path):
    """Of several sheets the command names all, and reads the one that is said."""
    rows = [["date", "lat", "lon", "killed"], ["2025-05-16", 50.6, 36.6, 2]]
    (tmp_path / "a.xlsx").write_bytes(book(one=rows, two=[*rows, ["2025-05-17", 50.6, 36.6, 3]]))
    code, said = command("auto", tmp_path / "a.xlsx", "--show")
    assert code == 2 and "one, two" in said and "--sheet" in said
    code, said = command("auto", tmp_path / "a.xlsx", "--show", "--sheet", "two")
    assert code == 0 and "rows kept: 2" in said


def test_what_is_imported_is_taken_by_check_and_export(plain, tmp_path):
    """
    Quotations and doubles of a file are its own; no rule for curators is held against it.

    Each form of an export that holds records is written of it by the command line, and the package
    is sound too.
    """
    row = {"date": "2025-05-16", "lat": "44.72", "lon": "37.784", "place": "Harbour"}
    row |= {"description": 'He said "all of them were shot down over the river" there.'}
    (tmp_path / "a.csv").write_bytes(plain(row, row | {"place": "Pier"}))
    code, _ = command("csv", tmp_path / "a.csv", "--output", tmp_path / "out")
    assert code == 0
    assert checks.check(tmp_path / "out") == ()
    made = rows_of(tmp_path / "out" / "incidents.csv")[0]["incident_id"]
    for form in (name for name, each in FORMS.items() if not each.is_picture):
        path = tmp_path / FORMS[form].file
        words = ["export", tmp_path / "out", "--format", form, "--output", path]
        query = "territory=together" + (f"&incident={made}" if form == "incident" else "")
        assert entry.main([str(each) for each in (*words, "--query", query)]) == 0, form
        assert path.stat().st_size > 100
    table = rows_of(tmp_path / "incidents.csv")
    assert [each["place"] for each in table] == ["Harbour", "Pier"]
    zipfile.ZipFile(tmp_path / "package.zip").extractall(tmp_path / "again")
    assert checks.check(tmp_path / "again") == ()


def test_memory_goes_back_to_the_system_while_a_file_is_read(plain, tmp_path, monkeypatch):
    """A million rows of ACLED take 0.9 GB so, and 1.2 GB where allocators keep their holes."""
    seen = []

    @contextlib.contextmanager
    def noted():
        seen.append("began")
        yield
        seen.append("ended")

    monkeypatch.setattr(entry, "given_back", noted)
    monkeypatch.setattr(entry.importing, "run", lambda *_: seen.append("read") or 0)
    assert entry.main(["import", "csv", str(tmp_path / "a.csv"), "--show"]) == 0
    assert seen == ["began", "read", "ended"]
