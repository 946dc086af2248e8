"""What a file is: its form, encoding and delimiter, from what it holds, not from its name."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass, replace

from strikemap.collection.bounds import MAX_COLUMNS
from strikemap.importers.file import cyrillic
from strikemap.importers.file import header as headers
from strikemap.importers.file.binaries import refuse_binary
from strikemap.importers.file.delimited import DELIMITERS, MAX_HEAD, delimiter, records
from strikemap.importers.file.opening import Packed
from strikemap.importers.forms.telling import (
    ACLED,
    AUTO,
    CSV,
    FORMS,
    GEOJSON,
    JSON,
    KML,
    PARQUET,
    SHEET,
    UCDP,
    VIINA,
    form_of,
)
from strikemap.importers.problem import ImportProblem
from strikemap.languages import gettext as _
from strikemap.progress import Progress

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
    "koi8-u": "KOI8-U",
    "cp866": "DOS 866",
    "mac-cyrillic": "Mac Cyrillic",
    "cp1252": "Windows-1252",
    "latin-1": "Latin-1",
}
_BLOCK = 1 << 20
_PARQUET, _ZIP = b"PAR1", b"PK\x03\x04"


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

    *form*, where given, must agree with the header.  Encodings: UTF-8; else one of Cyrillic where
    most letters beyond ASCII stand in runs, as Cyrillic words do, and Windows-1252 or Latin-1
    where they stand alone between ASCII letters, as accents do.

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
    # What the mark says of a file is surer than what the reader does.
    head, size, quoted, found = _scanned(file, "" if file.text else encoding, progress)
    bom = head.startswith(codecs.BOM_UTF8)
    text = head.removeprefix(codecs.BOM_UTF8).decode(found, "replace")
    if not text.strip():
        raise ImportProblem(f"{file.name}: the file holds nothing but white space")
    told = " with a byte-order mark" if bom or file.text else ""
    said = _said(file, (file.text or ENCODINGS[found]) + told)
    kind = _text_kind(text, file.name)
    if form in (GEOJSON, JSON, KML, SHEET, PARQUET) and kind != {JSON: GEOJSON}.get(form, form):
        raise ImportProblem(f"{file.name}: this is {KINDS[kind]}, not {form}")
    if kind != CSV:
        return Recognised(kind, found, bom, "", (), False, size, False, kind, said=said)
    return _table(
        text, Recognised(kind, found, bom, "", (), False, size, quoted, said=said), form, file.name
    )


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
                refuse_binary(block, file.name)
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
                progress(0.0, _("looking at {file}", file=file.name))
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
    beyond = len(re.findall(rb"[\x80-\xff]", sample))
    in_runs = sum(map(len, re.findall(rb"[\x80-\xff]{3,}", sample)))
    if beyond and in_runs > beyond / 2:
        return cyrillic.best(sample)
    return "cp1252" if re.search(rb"[\x80-\x9f]", sample) else "latin-1"


def _table(text: str, found: Recognised, form: str | None, name: str) -> Recognised:
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
    mark = told[1] if told and told[1] in DELIMITERS else delimiter(text, name)
    rows, lines = records(text, mark, name)
    before = 1 if told else 0
    try:
        header = headers.found(rows[before:])
    except ValueError as error:
        raise ImportProblem(f"{name}: {error}") from None
    count = before + header.rows
    if len(header.names) > MAX_COLUMNS:
        raise ImportProblem(
            f"{name}: {len(header.names):,} columns; at most {MAX_COLUMNS} are read"
        )
    what = {"\t": "tabs"}.get(mark, mark)
    said = (*found.said, f"columns separated by {what}")
    if header.headless:
        said = (*said, "no header: UCDP's own columns were put in its place")
    elif header.rows > 1:
        said = (*said, f"its header and what stands above or below it take {count} rows")
    return replace(
        found,
        delimiter=mark,
        header=header.names,
        headless=header.headless,
        form=form_of(header.names, form, name),
        lines=lines[count - 1] if count else 0,
        rows=count,
        said=said,
    )
