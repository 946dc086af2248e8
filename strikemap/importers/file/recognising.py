"""What a file is: its form, encoding and delimiter, from what it holds, not from its name."""

from __future__ import annotations

import codecs
import csv
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from strikemap.collection.bounds import MAX_COLUMNS
from strikemap.importers.file import header as headers
from strikemap.importers.file.opening import Packed
from strikemap.importers.problem import ImportProblem
from strikemap.progress import Progress

ACLED, UCDP, VIINA, CSV, GEOJSON = "acled", "ucdp", "viina", "csv", "geojson"
AUTO, JSON, KML, SHEET, PARQUET = "auto", "json", "kml", "xlsx", "parquet"
FORMS = (ACLED, UCDP, VIINA, CSV, GEOJSON, JSON, KML, SHEET, PARQUET, AUTO)
"""`csv` is a table of anybody's, in whatever kind of file; `auto` whatever it is recognised as."""

KINDS = {
    CSV: "text",
    GEOJSON: "JSON",  # of any kind
    KML: "KML",
    SHEET: "a spreadsheet",
    PARQUET: "Parquet",
}
"""What a file is, apart from what its columns mean."""

ENCODINGS = {
    "utf-8": "UTF-8",
    "cp1251": "Windows-1251",
    "cp1252": "Windows-1252",
    "latin-1": "Latin-1",
}
MAX_HEAD = 1 << 20
_BLOCK = 1 << 20
_MAGIC = (
    (b"\xff\xfe", "UTF-16"),
    (b"\xfe\xff", "UTF-16"),
    (b"%PDF", "a PDF"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"\x7fELF", "a program"),
    (b"SQLite", "a database (a GeoPackage perhaps)"),
    (b"\xd0\xcf\x11\xe0", "an old Excel or Word file"),
    (b"\x00\x00\x27\x0a", "a shapefile"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"Rar!", "a RAR archive"),
    (b"{\\rtf", "a text document (RTF)"),
)
_PARQUET, _ZIP = b"PAR1", b"PK\x03\x04"
_TELLING = {
    ACLED: {"event_id_cnty", "event_date", "sub_event_type"},
    UCDP: {"type_of_violence", "where_prec", "date_prec"},
    VIINA: {"event_id_1pd", "geo_precision", "date"},
}
_CONTROL = ({"geonameid", "status_wiki"}, {"geonameid", "status_isw"}, {"geonameid", "status_dsm"})
"""Columns of VIINA's tables of who held a place on a day."""


@dataclass(frozen=True, slots=True)
class Recognised:
    """
    What was found.  `kind` is one of `KINDS`, `header` the columns' names, each once and in lower
    case, empty where the file has to be read whole for them; `headless` says that there is none
    and that UCDP's own was put in its place.  `lines` and `rows` hold no data at its beginning.
    `ends_quoted` says that a quotation mark ends it.
    """

    kind: str
    encoding: str
    bom: bool
    delimiter: str
    header: tuple[str, ...]
    headless: bool
    size: int
    ends_quoted: bool
    form: str = ""
    lines: int = 1
    rows: int = 1
    said: tuple[str, ...] = ()


def recognise(
    file: Packed, form: str | None, encoding: str = "", progress: Progress | None = None
) -> Recognised:
    """
    Read *file* once and say what it is.

    *form*, where given, must agree with the header.  Encodings: UTF-8; else Windows-1251
    where most letters beyond ASCII stand in runs, as Cyrillic words do, and Windows-1252 or
    Latin-1 where they stand alone between ASCII letters, as accents do.

    Raises:
        ImportProblem: it is no text, no table, or not of the form that was asked for.
    """
    if form is not None and form not in FORMS:
        raise ImportProblem(f"{form!r} is no form; write one of {', '.join(FORMS)}")
    kind = _kind(file)
    if kind in (SHEET, PARQUET):
        wanted = {SHEET: (SHEET, "ods"), PARQUET: (PARQUET,)}[kind]
        if form not in (None, AUTO, CSV, ACLED, UCDP, VIINA, *wanted):
            raise ImportProblem(f"{file.name}: this is {KINDS[kind]}, not {form}")
        size = _size(file)
        said = _said(file, KINDS[kind])
        return Recognised(kind, "", False, "", (), False, size, False, kind, said=said)
    head, size, quoted, found = _scanned(file, encoding, progress)
    bom = head.startswith(codecs.BOM_UTF8)
    text = head.removeprefix(codecs.BOM_UTF8).decode(found, "replace")
    if not text.strip():
        raise ImportProblem(f"{file.name}: the file holds nothing but white space")
    said = _said(file, ENCODINGS[found] + (" with a byte-order mark" if bom else ""))
    kind = _text_kind(text, file.name)
    if form in (GEOJSON, JSON, KML, SHEET, PARQUET) and kind != {JSON: GEOJSON}.get(form, form):
        raise ImportProblem(f"{file.name}: this is {KINDS[kind]}, not {form}")
    if kind != CSV:
        return Recognised(kind, found, bom, "", (), False, size, False, kind, said=said)
    return _table(text, found, bom, size, quoted, form, file.name, said)


def form_of(header: Sequence[str], form: str | None, name: str) -> str:
    """
    What the columns of *header* are: a known data set's, or `csv`.

    Raises:
        ImportProblem: they are not those of *form*, where that is a data set; or they are of a
            table that is none of events.
    """
    plain = {each.strip().casefold() for each in header}
    if any(telling <= plain for telling in _CONTROL) and "event_id_1pd" not in plain:
        raise ImportProblem(
            f"{name}: a table of territorial control: it says who held a place on a day, not what "
            "happened there; VIINA's events are in event_1pd"
        )
    for known, telling in _TELLING.items():
        if telling <= plain and (form == known or form not in (CSV, *_TELLING)):
            return known
    if form in _TELLING:
        missing = ", ".join(sorted(_TELLING[form] - plain))
        raise ImportProblem(
            f"{name}: not a file of {form}: its header lacks {missing}; name the columns that hold "
            "them (--map COLUMN=NAME), or import it as csv"
        )
    return CSV


def _said(file: Packed, first: str) -> tuple[str, ...]:
    if not file.packing:
        return (first,)
    return first, f"packed with {file.packing}" + (f", {file.member}" if file.member else "")


def _kind(file: Packed) -> str:
    stream = file.open()
    try:
        start = stream.read(8)
    finally:
        stream.close()
    if start.startswith(_PARQUET):
        return PARQUET
    return SHEET if start.startswith(_ZIP) else CSV


def _size(file: Packed) -> int:
    stream = file.open()
    try:
        return sum(map(len, iter(lambda: stream.read(_BLOCK), b"")))
    finally:
        stream.close()


def _text_kind(text: str, name: str) -> str:
    start = text.lstrip()
    if start[0] in "{[":
        return GEOJSON
    if not start.startswith("<"):
        return CSV
    head = start[:4_000].casefold()
    if "<kml" in head or "opengis.net/kml" in head:
        return KML
    if "<html" in head or "<!doctype html" in head:
        raise ImportProblem(
            f"{name}: this is a web page (HTML); download the table itself, as CSV or XLSX"
        )
    if start.startswith(("<?xml", "<rss", "<gpx", "<osm", "<!--")):
        raise ImportProblem(f"{name}: this is XML, but no KML; save it as CSV, KML or GeoJSON")
    return CSV


def _scanned(
    file: Packed, encoding: str, progress: Progress | None
) -> tuple[bytes, int, bool, str]:
    """The first bytes, the number of bytes, whether a quotation mark ends it, the encoding."""
    if encoding:
        encoding = _asked(encoding)
    decoder = codecs.getincrementaldecoder("utf-8")()
    head, tail, sample, size, broken = b"", b"", b"", 0, -1
    stream = file.open()
    try:
        while block := stream.read(_BLOCK):
            if not size:
                head = block
                _refuse_binary(block, file.name)
            if b"\0" in block:
                at = size + block.index(b"\0")
                raise ImportProblem(
                    f"{file.name}: a NUL byte at byte {at:,}: a binary or damaged file; "
                    "save it as a text table in UTF-8"
                )
            if broken < 0:
                try:
                    decoder.decode(block)
                except UnicodeDecodeError:
                    broken, sample = size, block
            elif len(sample) < 4 * _BLOCK:
                sample += block
            if progress and not size % (64 * _BLOCK):
                progress(0.0, f"looking at {file.name}")
            size += len(block)
            tail = (tail + block)[-64:]
        if broken < 0:
            try:
                decoder.decode(b"", final=True)
            except UnicodeDecodeError:
                broken, sample = size, head
    finally:
        stream.close()
    quoted = tail.rstrip().endswith(b'"')
    if encoding or broken < 0:
        return head, size, quoted, encoding or "utf-8"
    return head, size, quoted, _legacy(sample, file.name)


def _refuse_binary(block: bytes, name: str) -> None:
    for magic, what in _MAGIC:
        if block.startswith(magic):
            raise ImportProblem(f"{name}: this is {what}; save it as CSV in UTF-8")


def _asked(encoding: str) -> str:
    try:
        found = codecs.lookup(encoding).name
    except LookupError:
        found = ""
    known = {codecs.lookup(each).name: each for each in ENCODINGS}
    if found not in known:
        raise ImportProblem(f"{encoding!r} is not read; write one of {', '.join(ENCODINGS)}")
    return known[found]


def _legacy(sample: bytes, name: str) -> str:
    if re.search(rb"\xed[\xa0-\xaf][\x80-\xbf](?:\xed[\xb0-\xbf][\x80-\xbf])?", sample):
        decoded = sample.decode("utf-8", "replace")
        if decoded.count("\ufffd") <= 3 * len(re.findall(rb"\xed[\xa0-\xbf]", sample)):
            raise ImportProblem(
                f"{name}: holds halves of surrogate pairs, which are no characters; "
                "save it again as UTF-8"
            )
    text = sample.decode("utf-8", "replace")
    bad = text.count("\ufffd")
    good = len(re.findall("[^\x00-\x7f\ufffd]", text))
    if good > 10 * bad:
        raise ImportProblem(
            f"{name}: UTF-8 with {bad} damaged character(s); save it again as UTF-8, or name "
            "the encoding"
        )
    beyond = len(re.findall(rb"[\xa8\xb8\xc0-\xff]", sample))
    in_runs = sum(map(len, re.findall(rb"[\xa8\xb3\xb8\xba\xbf\xc0-\xff]{3,}", sample)))
    if beyond and in_runs > beyond / 2:
        return "cp1251"
    return "cp1252" if re.search(rb"[\x80-\x9f]", sample) else "latin-1"


def _table(
    text: str,
    encoding: str,
    bom: bool,
    size: int,
    quoted: bool,
    form: str | None,
    name: str,
    said: tuple[str, ...],
) -> Recognised:
    """A table of text: its delimiter, and its header among its first rows."""
    first = re.split(r"[\r\n]", text.lstrip("\r\n"), maxsplit=1)[0]
    widest = max(first.count(each) for each in DELIMITERS)
    if widest >= MAX_COLUMNS * 5:
        raise ImportProblem(
            f"{name}: {widest + 1:,} columns or more; at most {MAX_COLUMNS} are read"
        )
    if len(first) >= MAX_HEAD // 4:
        raise ImportProblem(f"{name}: the first line is longer than any header; is it a table?")
    told = re.match(r'\s*"?sep=(.)"?\s*\r?\n', text)
    delimiter = told[1] if told and told[1] in DELIMITERS else _delimiter(text, name)
    records, lines = _records(text, delimiter, name)
    before = 1 if told else 0
    try:
        found = headers.found(records[before:])
    except ValueError as error:
        raise ImportProblem(f"{name}: {error}") from None
    rows = before + found.rows
    if len(found.names) > MAX_COLUMNS:
        raise ImportProblem(f"{name}: {len(found.names):,} columns; at most {MAX_COLUMNS} are read")
    what = {"\t": "tabs"}.get(delimiter, delimiter)
    said = (*said, f"columns separated by {what}")
    if found.headless:
        said = (*said, "no header: UCDP's own columns were put in its place")
    elif found.rows > 1:
        said = (*said, f"its header and what stands above or below it take {rows} rows")
    return Recognised(
        CSV,
        encoding,
        bom,
        delimiter,
        found.names,
        found.headless,
        size,
        quoted,
        form_of(found.names, form, name),
        lines[rows - 1] if rows else 0,
        rows,
        said,
    )


DELIMITERS = (",", ";", "\t", "|")


def _delimiter(text: str, name: str) -> str:
    """What parts most of the first rows into the same number of cells, two at least."""
    lines = [
        each for each in text[: MAX_HEAD // 4].splitlines()[: headers.LOOKED_AT] if each.strip()
    ]
    best, most = ",", (0.0, 0)
    for each in DELIMITERS:
        records, _ = _records(text, each, name)
        sizes = Counter(len(row) for row in records if any(row))
        wide, count = max(sizes.items(), key=lambda size: (size[1], size[0]))
        if wide > 1 and (count / sizes.total(), wide) > most:
            best, most = each, (count / sizes.total(), wide)
    # Text may hold more commas than the header; the header's own delimiter is the surer sign.
    header = lines[0]
    if header.count(best) < max(header.count(each) for each in DELIMITERS):
        by_header = max(DELIMITERS, key=header.count)
        if header.count(by_header) >= 2:
            return by_header
    return best


def _records(text: str, delimiter: str, name: str) -> tuple[list[list[str]], list[int]]:
    """The first rows, empty ones included, and the number of lines up to the end of each."""
    reader = csv.reader(text[: MAX_HEAD // 2].splitlines(keepends=True), delimiter=delimiter)
    rows: list[list[str]] = []
    lines: list[int] = []
    try:
        for row in reader:
            rows.append(row)
            lines.append(reader.line_num)
            if len(rows) == headers.LOOKED_AT:
                break
    except csv.Error as error:
        # Rows after the header are only looked at; their own reader speaks of their faults.
        if not rows:
            raise ImportProblem(f"{name}: the header can't be read: {error}") from None
        rows.append(rows[0])
        lines.append(lines[0])
    return rows, lines
