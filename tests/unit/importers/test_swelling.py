"""What is made of a file in memory is bounded, in every form, on the page and the command line."""

from __future__ import annotations

import argparse
import gzip
import io
import json
import random
import re
import resource
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from strikemap.host import uploads
from strikemap.host.memory_budget import Budget
from strikemap.importers import ImportOptions, ImportProblem, import_file
from strikemap.importers import add_arguments as arguments
from strikemap.importers import run as run_command
from strikemap.importers.file import kml, parquet, tables
from strikemap.importers.lent_memory import lent_by
from strikemap.importers.report import Log
from tests.unit.importers.file.test_sheets import book, ods

NAMES = ("date", "latitude", "longitude", "killed")
ROWS = [("2024-03-01", f"50.6{n:02}", "36.6", "1") for n in range(30)]
RECORDS = [dict(zip(NAMES, row, strict=True)) for row in ROWS]
CSV = "\n".join(map(",".join, (NAMES, *ROWS))).encode()
POINTS = [
    {
        "type": "Feature",
        "properties": {"date": day, "killed": int(killed)},
        "geometry": {"type": "Point", "coordinates": [float(lon), float(lat)]},
    }
    for day, lat, lon, killed in ROWS
]
KML = (
    '<kml xmlns="http://www.opengis.net/kml/2.2"><Document>'
    + "".join(
        f"<Placemark><name>a</name><TimeStamp><when>{day}</when></TimeStamp>"
        f"<Point><coordinates>{lon},{lat}</coordinates></Point></Placemark>"
        for day, lat, lon, _ in ROWS
    )
    + "</Document></kml>"
).encode()
CELL = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'


def zipped(**members: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, contents in members.items():
            archive.writestr(name.replace("_", "."), contents)
    return out.getvalue()


def of_parquet(**columns: list[str]) -> bytes:
    out = io.BytesIO()
    pq.write_table(pa.table(columns), out, compression="zstd")
    return out.getvalue()


FORMS: dict[str, bytes] = {
    "csv": CSV,
    "gzip": gzip.compress(CSV, mtime=0),
    "zip": zipped(a_csv=CSV),
    "utf-16": CSV.decode().encode("utf-16"),
    "xlsx": book(a=[list(NAMES), *map(list, ROWS)]),
    "ods": ods(
        "".join(
            f"<table:table-row>{''.join(map(CELL.format, row))}</table:table-row>"
            for row in (NAMES, *ROWS)
        )
    ),
    "records": json.dumps(RECORDS).encode(),
    "lines": "\n".join(map(json.dumps, RECORDS)).encode(),
    "geojson": json.dumps({"type": "FeatureCollection", "features": POINTS}).encode(),
    "kml": KML,
    "kmz": zipped(doc_kml=KML),
    "parquet": of_parquet(**{name: [row[name] for row in RECORDS] for name in NAMES}),
}
Lower = Callable[[str, int], None]


@pytest.fixture
def lower(monkeypatch: pytest.MonkeyPatch) -> Lower:
    """Sets a bound lower wherever a reader has taken it from `collection.bounds`."""

    def lowered(name: str, most: int) -> None:
        for module in [each for key, each in sys.modules.items() if key.startswith("strikemap.")]:
            if hasattr(module, name):
                monkeypatch.setattr(module, name, most)

    return lowered


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(
    ("bounds", "most"),
    [
        (("MAX_ROWS",), len(ROWS) - 1),
        (("MAX_CELLS", "MAX_IMPORTED_CELLS"), len(ROWS) * 3),
        (("MAX_MADE_BYTES",), 2_000),
    ],
    ids=["rows", "cells", "bytes"],
)
def test_each_bound_holds_for_every_form(
    form: str, bounds: tuple[str, ...], most: int, lower: Lower, tmp_path: Path
) -> None:
    """
    A file of more rows, cells or bytes than a bound allows is refused in words, on the command line
    with 2 and nothing written: the page reads files by the same function.
    """
    file, output = tmp_path / "file", tmp_path / "made"
    file.write_bytes(FORMS[form])
    for bound in bounds:
        lower(bound, most)
    parser = argparse.ArgumentParser()
    arguments(parser)
    told: list[str] = []
    asked = parser.parse_args(["auto", str(file), "--output", str(output)])
    assert run_command(asked, told.append) == 2
    (line,) = told
    assert re.search("more|at most", line) and not output.exists()


def peak(run: Callable[[], object]) -> int:
    """Bytes that the process takes at the most beside what it has, while *run* does."""
    status, refs = Path("/proc/self/status"), Path("/proc/self/clear_refs")
    if not refs.exists():  # elsewhere there is only the peak of the whole process
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        run()
        return (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) * 1024
    refs.write_text("5")  # the peak begins anew

    def of(key: str) -> int:
        lines = dict(line.split(":", 1) for line in status.read_text().splitlines())
        return int(lines[key].split()[0]) * 1024

    before = of("VmRSS")
    run()
    return of("VmHWM") - before


def noise() -> bytes:
    """Ten million rows of one cell in 114 KB of gzip that packs no better than tables do."""
    odd = random.Random(15).randbytes(80_000).hex().encode()
    return gzip.compress(b",".join(map(str.encode, NAMES)) + b"\n" + odd + b",1,1,1\n"
                         + b"x\n" * 10_000_000, mtime=0)  # fmt: skip


def empty_lists() -> bytes:
    """Nine million empty lists, which Python would make a gigabyte of."""
    return b"[" + b"[]," * 9_000_000 + b"[]]"


def far_cell() -> bytes:
    """A workbook of 6 KB with one cell in the last corner: half a terabyte of empty ones."""
    out, sound = io.BytesIO(), io.BytesIO(FORMS["xlsx"])
    with zipfile.ZipFile(sound) as good, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as bad:
        for each in good.namelist():
            text = good.read(each)
            if each.endswith("sheet1.xml"):
                corner = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
                text = text.replace(b"</sheetData>", corner)
            bad.writestr(each, text)
    return out.getvalue()


def far_row() -> bytes:
    """The same as an ODS sheet, by cells that are repeated."""
    return ods(
        f"<table:table-row>{''.join(map(CELL.format, NAMES))}</table:table-row>"
        '<table:table-row table:number-rows-repeated="0000001000000"><table:table-cell/>'
        '</table:table-row><table:table-row><table:table-cell table:number-columns-repeated="1" '
        f'office:number-columns-repeated="16000"/>{CELL.format("x")}</table:table-row>'
    )


@pytest.mark.parametrize(
    ("bomb", "says"),
    [
        (noise, "more than 50,000 rows"),
        (empty_lists, "fits into memory"),
        (far_cell, "so far apart"),
        (far_row, "so far apart"),
    ],
)
def test_a_bomb_that_is_none_by_its_ratio(
    bomb: Callable[[], bytes], says: str, lower: Lower
) -> None:
    """It is refused before it takes more than a hundred megabytes."""
    contents = bomb()
    lower("MAX_ROWS", 50_000)  # of the noise two million take half a minute

    def refused() -> None:
        with pytest.raises(ImportProblem, match=says):
            import_file(contents, None, ImportOptions())

    assert peak(refused) < 100 * 2**20


def test_cells_that_are_only_styled_far_away_are_none() -> None:
    """What a spreadsheet program leaves behind in empty cells keeps no table from being read."""
    blank = '<table:table-row table:number-rows-repeated="1000000"><table:table-cell '
    rows = "".join(
        f"<table:table-row>{''.join(map(CELL.format, row))}</table:table-row>"
        for row in (NAMES, *ROWS)
    )
    blank += 'table:number-columns-repeated="16000"/></table:table-row>'
    assert import_file(ods(rows + blank), None, ImportOptions()).report.rows_kept == len(ROWS)


def test_placemarks_are_let_go_of(monkeypatch: pytest.MonkeyPatch) -> None:
    """Any number of placemarks is read within a bound of elements; one alone may not be beyond."""
    monkeypatch.setattr(kml, "MAX_ELEMENTS", 5_000)
    many = KML.replace(
        b"<Document>", b"<Document>" + b"<Placemark><name>a</name></Placemark>" * 12_000
    )
    assert import_file(many, None, ImportOptions()).report.rows_kept == len(ROWS)
    for kind in ("Placemark", "Style"):
        swollen = f"<Document><{kind}>{'<a/>' * 6_000}</{kind}>".encode()
        with pytest.raises(ImportProblem, match="fits into memory"):
            import_file(KML.replace(b"<Document>", swollen), None, ImportOptions())


def test_parquet_is_read_by_its_text(monkeypatch: pytest.MonkeyPatch) -> None:
    """A few bytes that stand for much text are never all of it at once, and no row is lost."""
    monkeypatch.setattr(parquet, "PART_BYTES", 50_000)
    count = 600
    contents = of_parquet(
        date=["2024-03-01"] * count, lat=["50.6"] * count, note=["x" * 999] * count
    )
    assert len(contents) < 10_000
    parts = [each for each, _ in tables.opened(contents, None).table.parts(Log("a"))]
    assert max(int(each["note"].str.len().sum()) for each in parts) <= 50_000
    assert [number for each in parts for number in each.index] == list(range(1, count + 1))


@pytest.mark.by_day(4, "by day four forms, spread over all; each is held to its bounds by day")
@pytest.mark.parametrize("form", FORMS)
def test_who_lends_memory_hears_of_it(form: str) -> None:
    """Whatever the form, the lender hears of what stays, and what he raises ends the import."""
    heard: list[int] = []
    with lent_by(heard.append):
        made = import_file(FORMS[form], None, ImportOptions())
    assert made.report.rows_kept == len(ROWS)
    stays = sum(int(each.memory_usage(index=False).sum()) for each in
                (made.tables["incidents"], made.tables["claims"]))  # fmt: skip
    assert sum(heard) > stays // 2 > 0

    def nothing_left(_: int) -> None:
        raise NoMore

    with lent_by(nothing_left), pytest.raises(NoMore):
        import_file(FORMS[form], None, ImportOptions())


class NoMore(Exception):
    """What a lender says who has no more."""


@pytest.mark.nightly("a quarter of a million rows; that each form tells its lender is held above")
def test_what_is_reserved_is_what_reading_takes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of very many short rows, each left out with its reason, no more than the host lent."""
    lent: list[int] = []
    budget = Budget(2**31)
    take = budget.take

    def watched(size: int, before: int) -> None:
        take(size, before)
        lent.append(size + before)

    monkeypatch.setattr(budget, "take", watched)
    monkeypatch.setattr(uploads, "BUDGET", budget)

    def read(contents: bytes) -> None:
        uploads.read(contents, "a.csv", "csv", ImportOptions(), (), lambda done, what: None)

    wrong = b"2024-03-01,950.6,36.6,1\n"
    read(CSV + b"\n" + wrong * 1_000)  # what is made once and kept is not counted
    lent.clear()
    assert peak(lambda: read(CSV + b"\n" + wrong * 250_000)) < max(lent)
