"""The command."""

import argparse
import json

import pytest

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
