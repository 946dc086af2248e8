"""The command."""

import argparse
import json

import pytest

from strikemap import checks
from strikemap.importers import add_arguments, run


def command(*words):
    parser = argparse.ArgumentParser()
    add_arguments(parser)
    said = []
    return run(parser.parse_args([str(each) for each in words]), said.append), "\n".join(said)


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
    (tmp_path / "b.csv").write_bytes(acled().replace(b"fatalities", b"dead", 1))
    code, said = command("acled", tmp_path / "b.csv", "--show", "--map", "dead=fatalities")
    assert code == 0 and "column fatalities: a claim of people killed" in said


def test_what_is_imported_is_taken_by_check_and_export(plain, tmp_path):
    """Quotations and doubles of a file are its own; no rule for curators is held against it."""
    row = {"date": "2025-05-16", "lat": "44.72", "lon": "37.784", "place": "Harbour"}
    row |= {"description": 'He said "all of them were shot down over the river" there.'}
    (tmp_path / "a.csv").write_bytes(plain(row, row | {"place": "Pier"}))
    code, _ = command("csv", tmp_path / "a.csv", "--output", tmp_path / "out")
    assert code == 0
    assert checks.check(tmp_path / "out") == ()
