"""The command line: what it writes, its exit status, and no traceback on bad input."""

from __future__ import annotations

import errno
import io
import json
import os
import sys
import zipfile
from pathlib import Path
from types import SimpleNamespace
from typing import IO

import pytest

from strikemap import checks, collection, export, links, progress
from strikemap.__main__ import main
from strikemap.checks import example
from strikemap.checks.rule import Edit

Output = pytest.CaptureFixture[str]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with the sound example in it."""
    made = tmp_path / "example"
    made.mkdir()
    example.write(made)
    return made


INCIDENT = "2023-05-31-shebekino-shelling"
"""An incident of the example, for the form that is of one."""


class Terminal(io.StringIO):
    """Standard error where it is a terminal."""

    def isatty(self) -> bool:
        return True

    @property
    def bars(self) -> list[str]:
        """What the one line showed, one after another."""
        return [each.removesuffix("\x1b[K") for each in self.getvalue().split("\r")[1:]]


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> Terminal:
    """A terminal, for the bar that is drawn on standard error."""
    made = Terminal()
    monkeypatch.setattr(progress, "sys", SimpleNamespace(stderr=made))
    return made


def status(*arguments: object) -> int:
    """The exit status of the command, also where the arguments cannot be understood."""
    try:
        return main([str(each) for each in arguments])
    except SystemExit as stop:
        return int(stop.code or 0)


def exported(folder: Path, form: str, query: str, output: Path) -> int:
    """The exit status of an export."""
    return status("export", folder, "--format", form, f"--query={query}", "--output", output)


def test_check_finds_nothing(folder: Path, capsys: Output) -> None:
    """A sound collection passes in silence."""
    assert status("check", folder) == 0
    assert capsys.readouterr().out == ""


def test_check_names_the_place(folder: Path, capsys: Output) -> None:
    """A problem is a line with file, row, column and rule, and the status is 1."""
    example.write(folder, [Edit("incidents.csv", 3, "latitude", "north")])
    assert status("check", folder) == 1
    assert capsys.readouterr().out.startswith(f"{folder / 'incidents.csv'}:3:latitude: type: ")


def test_check_shows_a_bar(folder: Path, terminal: Terminal) -> None:
    """On a terminal a bar names each rule in its turn, reading first, and is gone at the end."""
    assert status("check", folder) == 0
    of = collection.STEPS + len(checks.RULES)
    assert f"[{'':30}] 0/{of} incidents, incident_id" in terminal.bars
    for number, rule in enumerate(checks.RULES, collection.STEPS):
        assert any(f"] {number}/{of} {rule.name}"[:40] in bar for bar in terminal.bars)
    assert terminal.bars[-1] == ""


def test_check_lists_its_rules(capsys: Output) -> None:
    """Every rule is listed with its sentence and an example."""
    assert status("check", "--rules") == 0
    out = capsys.readouterr().out
    assert "values-ordered: " in out and out.count("Trips it: ") > 20


def test_check_finds_collections_below(folder: Path) -> None:
    """A folder of collections is checked whole."""
    assert status("check", folder.parent) == 0


@pytest.mark.by_day(3, "the command writes each form by the one call by which it writes these")
@pytest.mark.parametrize("form", sorted(export.FORMS))
def test_export_is_what_the_screen_gives(form: str, folder: Path, tmp_path: Path) -> None:
    """The file is byte for byte what the page offers for the same query."""
    query, output = f"?territory=russia&q=shelling&incident={INCIDENT}", tmp_path / "out"
    assert exported(folder, form, query, output) == 0
    whole = collection.read(folder).collection
    assert whole is not None
    link, _ = links.from_query(links.decode(query), whole)
    assert output.read_bytes() == export.export(form, export.View(whole, link))


@pytest.mark.by_day(1, "a bar is drawn by one code, whatever the form")
@pytest.mark.parametrize("form", sorted(export.FORMS))
def test_export_shows_a_bar(form: str, folder: Path, tmp_path: Path, terminal: Terminal) -> None:
    """On a terminal a bar goes from reading to the whole and is gone at the end."""
    assert exported(folder, form, f"incident={INCIDENT}", tmp_path / "out") == 0
    shares = [int(bar[33:36]) for bar in terminal.bars if bar]
    assert shares[0] == 0 and shares == sorted(shares) and shares[-1] == 100
    assert terminal.bars[-1] == ""


def test_no_bar_in_a_log(folder: Path, tmp_path: Path, capsys: Output) -> None:
    """Where standard error is no terminal, nothing is drawn on it."""
    assert status("check", folder) == 0
    assert exported(folder, "csv", "", tmp_path / "out") == 0
    assert capsys.readouterr().err == ""


def test_export_says_that_it_is_of_one_side(folder: Path, tmp_path: Path, capsys: Output) -> None:
    """A comparison is not exported in half without a word, nor named in what is."""
    query, output = "compare=2023-05-22,2023-05-25", tmp_path / "out"
    assert exported(folder, "totals", query, output) == 0
    assert "a file is of one view" in capsys.readouterr().err
    assert b"compare" not in output.read_bytes()


def test_export_says_what_cannot_be_given(folder: Path, tmp_path: Path, capsys: Output) -> None:
    """A query's unknown value is told, and the rest is exported."""
    output = tmp_path / "out.geojson"
    query = "region=RU-XXX&nonsense=1"
    assert (
        status("export", folder, "--format", "geojson", "--query", query, "--output", output) == 0
    )
    told = capsys.readouterr()
    assert "RU-XXX" in told.err and "nonsense" in told.err
    whole = collection.read(folder).collection
    assert whole is not None
    assert f"version {whole.version}, content sha256 {whole.content_hash[:12]}, " in told.out
    assert "2 incidents" in told.out and len(json.loads(output.read_bytes())["features"]) == 2


def test_export_says_what_is_close_to_a_search(
    folder: Path, tmp_path: Path, capsys: Output
) -> None:
    """Where nothing fits, names that are like the words are told; else nothing is."""
    whole = collection.read(folder).collection
    assert whole is not None
    name = str(whole.incidents["place"].astype(str).iloc[0])
    assert exported(folder, "csv", f"q={name}-xxxxxxxx", tmp_path / "none.csv") == 0
    told = capsys.readouterr()
    assert "0 incidents" in told.out and f"close to the search: {name!r}" in told.err
    assert exported(folder, "csv", f"q={name}", tmp_path / "some.csv") == 0
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize(
    "query",
    ["%", "a=%ff", "q=\udcff", "dates=0000&dates=9999", "view=,,", "&&&==", "q=" + "x" * 9_999],
)
def test_export_takes_any_query(query: str, folder: Path, tmp_path: Path) -> None:
    """No query, however broken, stops an export or shows a traceback."""
    output = tmp_path / "out.zip"
    assert (
        status("export", folder, "--format", "package", f"--query={query}", "--output", output) == 0
    )
    assert zipfile.ZipFile(io.BytesIO(output.read_bytes())).testzip() is None


BAD = {
    "no command": [],
    "unknown command": ["fly"],
    "check nowhere": ["check", "{tmp}/nowhere"],
    "check nothing": ["check", "{tmp}/empty"],
    "check a file": ["check", "{tmp}/binary"],
    "export nowhere": ["export", "{tmp}/nowhere", "--format", "csv", "--output", "{tmp}/x"],
    "export unsound": ["export", "{tmp}/unsound", "--format", "csv", "--output", "{tmp}/x"],
    "export a form": ["export", "{tmp}/example", "--format", "pdf", "--output", "{tmp}/x"],
    "export onto a folder": ["export", "{tmp}/example", "--format", "csv", "--output", "{tmp}"],
    "export into nowhere": ["export", "{tmp}/example", "--format", "csv", "--output", "{tmp}/a/b"],
    "export no incident": ["export", "{tmp}/example", "--format=incident", "--output", "{tmp}/x"],
    "export without a file": ["export", "{tmp}/example", "--format", "csv"],
    "serve at no port": ["serve", "--headless", "--port", "99999"],
    "serve at another's address": ["serve", "--headless", "--address", "192.0.2.1"],
    "publish onto a collection": ["publish", "{tmp}/example"],
    "publish onto collections": ["publish", "{tmp}"],
    "publish into a collection": ["publish", "{tmp}/example/versions/files"],
    "publish onto a file": ["publish", "{tmp}/blank"],
    "publish at no address": ["publish", "{tmp}/x", "--base-url", "map.example"],
    "publish for no app": ["publish", "{tmp}/x", "--app-url", "javascript:alert(1)"],
    "export for no address": ["export", "{tmp}/example", "--format=csv", "--output", "{tmp}/x",
                              "--base-url", "map.example"],
    "release nowhere": ["release", "{tmp}/nowhere"],
    "release unsound": ["release", "{tmp}/unsound"],
    "release nothing new": ["release", "{tmp}/example", "--previous", "{tmp}/nowhere",
                            "--changelog", "{tmp}/nowhere"],
    "import nothing": ["import", "acled", "{tmp}/nowhere", "--output", "{tmp}/x"],
    "import a folder": ["import", "acled", "{tmp}/empty", "--output", "{tmp}/x"],
    "import bytes": ["import", "ucdp", "{tmp}/binary", "--output", "{tmp}/x"],
    "import an empty file": ["import", "viina", "{tmp}/blank", "--output", "{tmp}/x"],
    "import a form": ["import", "excel", "{tmp}/blank", "--output", "{tmp}/x"],
    "import bad days": ["import", "acled", "{tmp}/blank", "--dates", "a", "b",
                        "--output", "{tmp}/x"],
}  # fmt: skip


@pytest.mark.parametrize("name", BAD)
def test_bad_input_exits_2(
    name: str, folder: Path, tmp_path: Path, capsys: Output, monkeypatch: pytest.MonkeyPatch
) -> None:
    """
    What cannot be carried out is said in words, with status 2 and no traceback, and no file of a
    collection is touched.
    """
    monkeypatch.setattr(os, "execv", _never)
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    (tmp_path / "empty").mkdir()
    (tmp_path / "blank").write_bytes(b"")
    (tmp_path / "binary").write_bytes(bytes(range(256)) * 8)
    (tmp_path / "unsound").mkdir()
    example.write(tmp_path / "unsound", [Edit("claims.csv", 2, "incident_id", "nowhere")])
    assert status(*(each.format(tmp=tmp_path) for each in BAD[name])) == 2
    told = capsys.readouterr()
    assert (told.out + told.err).strip() and "Traceback" not in told.out + told.err
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before
    if name in ("import nothing", "import a folder", "import bytes", "import an empty file"):
        file = BAD[name][2].format(tmp=tmp_path)
        assert (told.out + told.err).count(file) == 1


def _never(*_arguments: object) -> None:
    raise AssertionError("nothing was to be started")


def test_an_unsound_collection_is_named_by_file_and_row(
    folder: Path, tmp_path: Path, capsys: Output
) -> None:
    """An export of what is unsound says where it is, and writes nothing."""
    example.write(folder, [Edit("claims.csv", 2, "incident_id", "nowhere")])
    output = tmp_path / "x.csv"
    assert status("export", folder, "--format", "csv", "--output", output) == 2
    assert "claims.csv:2:incident_id: reference: " in capsys.readouterr().err
    assert not output.exists()


def test_a_reader_that_goes_away(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A pipe that closes early ends the command without a traceback."""

    class Closed(io.StringIO):
        def write(self, text: str) -> int:
            raise BrokenPipeError

    monkeypatch.setattr(sys, "stdout", Closed())
    assert status("check", "--rules") == 2


def test_what_cannot_be_written_whole_is_told_in_a_line(
    folder: Path, tmp_path: Path, capsys: Output, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A device that is full, and a file amid which there is no more room: nothing of it is left."""

    def torn(_form: str, _view: object, file: IO[bytes], progress: object) -> None:
        file.write(b"incident_id,")
        raise OSError(errno.EFBIG, os.strerror(errno.EFBIG))

    assert exported(folder, "csv", "", Path("/dev/full")) == 2
    assert capsys.readouterr().err == (
        "strikemap: /dev/full: cannot be written: No space left on device\n"
    )
    monkeypatch.setattr("strikemap.export.write", torn)
    (tmp_path / "out").mkdir()
    made = tmp_path / "out" / "made.csv"
    assert exported(folder, "csv", "", made) == 2
    assert capsys.readouterr().err == f"strikemap: {made}: cannot be written: File too large\n"
    assert list(made.parent.iterdir()) == []
