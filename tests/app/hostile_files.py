"""Files that mean harm, or were harmed, and small good ones: what an upload must live through."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Callable, Mapping

from strikemap.importers.forms.acled import COLUMNS

ACLED_ROW = {
    "event_id_cnty": "RUS1",
    "event_date": "2025-05-16",
    "year": "2025",
    "time_precision": "1",
    "event_type": "Explosions/Remote violence",
    "sub_event_type": "Air/drone strike",
    "actor1": "Military Forces of Ukraine (2019-)",
    "inter1": "8",
    "actor2": "Civilians (Russia)",
    "inter2": "7",
    "country": "Russia",
    "admin1": "Belgorod",
    "location": "Belgorod",
    "latitude": "50.6",
    "longitude": "36.6",
    "geo_precision": "1",
    "source": "Made-up Gazette",
    "notes": "A made-up strike.",
    "fatalities": "2",
    "timestamp": "1748000000",
}


def acled(*changes: Mapping[str, str]) -> bytes:
    """An ACLED export of invented events: each argument changes cells of the standard row."""
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS, restval="", lineterminator="\n", extrasaction="ignore")
    writer.writeheader()
    for number, change in enumerate(changes, 1):
        writer.writerow({**ACLED_ROW, "event_id_cnty": f"RUS{number}", **change})
    return out.getvalue().encode()


def plain(**cells: str) -> bytes:
    """A plain table of one row."""
    row = {"date": "2023-05-04", "lat": "50.6", "lon": "36.6", "killed": "1", **cells}
    return f"{','.join(row)}\n{','.join(row.values())}\n".encode()


def zipped(files: Mapping[str, bytes]) -> bytes:
    """A zip of *files* by their paths, whatever those are."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, contents in files.items():
            archive.writestr(zipfile.ZipInfo(path), contents, zipfile.ZIP_DEFLATED)
    return out.getvalue()


HOSTILE: tuple[tuple[str, Callable[[], bytes], str], ...] = (
    ("empty.csv", lambda: b"", "empty (0 bytes)"),
    ("program.csv", lambda: b"\x7fELF\x02\x01\x01" + bytes(999), "a program"),
    ("binary.csv", lambda: bytes(range(256)) * 99, "NUL byte"),
    ("sparse.csv", lambda: bytes(30_000_000), "NUL byte"),
    ("nul.csv", lambda: b"date,lat,lon\n2023-05-04,50.6,\0\n", "NUL byte"),
    ("bomb.zip", lambda: zipped({"a.csv": b"a" * 20_000_000}), "zip bomb"),
    ("path.zip", lambda: zipped({"../../evil.csv": plain()}), "leads out of the zip"),
    ("two.zip", lambda: zipped({"a.csv": plain(), "b.csv": plain()}), "exactly one table"),
    ("torn.zip", lambda: zipped({"a.csv": plain()})[:60], "zip"),
    ("wide.csv", lambda: b",".join(b"c%d" % n for n in range(1_000_000)) + b"\n1\n", "columns"),
    ("surrogates.csv", lambda: b"date,lat\n\xed\xa0\x80,\xed\xb0\x80\n", "surrogate"),
    ("year0.csv", lambda: plain(date="0000-01-01"), "year 0"),
    ("year99999.csv", lambda: plain(date="99999-01-01"), "no row could be kept"),
    ("nan.csv", lambda: plain(lat="NaN"), "no number of degrees"),
    ("infinite.csv", lambda: plain(lon="inf"), "no number of degrees"),
    ("page.csv", lambda: b"<!DOCTYPE html><html><table><tr><td>1</table>", "a web page"),
    ("headless.csv", lambda: b"1,2,3\n4,5,6\n", "no header"),
    ("cell.csv", lambda: plain(title="x" * 5_000_000), "a cell of 5,000,000 bytes"),
    ("deep.geojson", lambda: b'{"a":' * 100_000, "nested too deeply"),
    ("<b>markup<b>.csv", lambda: b"<b>x</b>\n1\n", "one column only"),
)
"""A file's name, its contents, and words of the one message that it must give."""
