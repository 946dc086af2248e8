"""What a file is: its form, encoding and delimiter, from what it holds, not from its name."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass, replace

from strikemap.collection.bounds import MAX_COLUMNS
from strikemap.importers.file import header as headers
from strikemap.importers.file import loose_quotes
from strikemap.importers.file.binaries import refuse_binary
from strikemap.importers.file.delimited import DELIMITERS, MAX_HEAD, delimiter, records
from strikemap.importers.file.encodings import ENCODINGS, asked, judged
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
from strikemap.languages import marked, sentence, sentence_of, sentences
from strikemap.progress import Progress

KINDS = {
    CSV: marked("text"),
    GEOJSON: "JSON",  # of any kind
    KML: "KML",
    SHEET: marked("a spreadsheet"),
    PARQUET: "Parquet",
}
"""What a file is, apart from what its columns mean."""

_BLOCK = 1 << 20
_PARQUET, _ZIP = b"PAR1", b"PK\x03\x04"


@dataclass(frozen=True, slots=True)
class Recognised:
    """
    What was found.  `kind` is one of `KINDS`, `header` the columns' names, each once and in lower
    case, empty where the file has to be read whole for them; `headless` says that there is none
    and that UCDP's own was put in its place.  `lines` and `rows` hold no data at its beginning.
    `ends_quoted` says that a quotation mark ends it, `is_literal` that such marks are taken as they
    stand.
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
    is_literal: bool = False


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
        raise ImportProblem(
            sentence(
                "{form} is no form; write one of {forms}", form=repr(form), forms=", ".join(FORMS)
            )
        )
    kind = _kind(file)
    if kind in (SHEET, PARQUET):
        wanted = {SHEET: (SHEET, "ods"), PARQUET: (PARQUET,)}[kind]
        if form not in (None, AUTO, CSV, ACLED, UCDP, VIINA, *wanted):
            raise _other_than(file.name, kind, form)
        size = _size(file)
        said = file.said(sentence(KINDS[kind]))
        return Recognised(kind, "", False, "", (), False, size, False, kind, said=said)
    # What the mark says of a file is surer than what the reader does.
    head, size, quoted, found = _scanned(file, "" if file.text else encoding, progress)
    bom = head.startswith(codecs.BOM_UTF8)
    text = head.removeprefix(codecs.BOM_UTF8).decode(found, "replace")
    if not text.strip():
        raise ImportProblem(
            sentence("{file}: the file holds nothing but white space", file=file.name)
        )
    told = file.text or ENCODINGS[found]
    if bom or file.text:
        told = sentence("{encoding} with a byte-order mark", encoding=told)
    said = file.said(told)
    kind = _text_kind(text, file.name)
    if form in (GEOJSON, JSON, KML, SHEET, PARQUET) and kind != {JSON: GEOJSON}.get(form, form):
        raise _other_than(file.name, kind, form)
    if kind != CSV:
        return Recognised(kind, found, bom, "", (), False, size, False, kind, said=said)
    return _table(
        text, Recognised(kind, found, bom, "", (), False, size, quoted, said=said), form, file
    )


def _other_than(name: str, kind: str, form: str | None) -> ImportProblem:
    told = sentence(
        "{file}: this is {kind}, not {form}", file=name, kind=sentence(KINDS[kind]), form=form
    )
    return ImportProblem(told)


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
    if re.search(r"<html|<!doctype html|^<(?:table|body|head|meta|div|style)\b", head):
        raise ImportProblem(
            sentence(
                "{file}: this is a web page (HTML); download the table itself, as CSV or XLSX",
                file=name,
            )
        )
    if "<gpx" in head:
        raise ImportProblem(
            sentence(
                "{file}: this is GPX, points and tracks of a navigation device, which is not read; "
                "save it as CSV, KML or GeoJSON",
                file=name,
            )
        )
    if start.startswith(("<?xml", "<rss", "<osm", "<!--")):
        raise ImportProblem(
            sentence("{file}: this is XML, but no KML; save it as CSV, KML or GeoJSON", file=name)
        )
    return CSV


def _scanned(
    file: Packed, encoding: str, progress: Progress | None
) -> tuple[bytes, int, bool, str]:
    """The first bytes, the number of bytes, whether a quotation mark ends it, the encoding."""
    if encoding:
        encoding = asked(encoding)
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
                    sentence(
                        "{file}: a NUL byte at byte {place}: a binary or damaged file; save it as "
                        "a text table in UTF-8",
                        file=file.name,
                        place=at,
                    )
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
    return head, size, quoted, judged(sample, file.name)


def _table(text: str, found: Recognised, form: str | None, file: Packed) -> Recognised:
    """A table of text: its delimiter, and its header among its first rows."""
    name = file.name
    first = re.split(r"[\r\n]", text.lstrip("\r\n"), maxsplit=1)[0]
    widest = max(first.count(each) for each in DELIMITERS)
    if widest >= MAX_COLUMNS * 5:
        raise ImportProblem(
            sentence(
                "{file}: {count} columns or more; at most {most} are read",
                file=name,
                count=widest + 1,
                most=MAX_COLUMNS,
            )
        )
    if len(first) >= MAX_HEAD // 4:
        raise ImportProblem(
            sentence("{file}: the first line is longer than any header; is it a table?", file=name)
        )
    told = re.match(r'\s*"?sep=(.)"?\s*\r?\n', text)
    mark = told[1] if told and told[1] in DELIMITERS else delimiter(text)
    is_literal = mark == "\t" and loose_quotes.in_file(file)
    rows, lines = records(text, mark, is_literal=is_literal)
    before = 1 if told else 0
    try:
        header = headers.found(rows[before:])
    except ValueError as error:
        raise ImportProblem(
            sentence("{file}: {fault}", file=name, fault=sentence_of(error))
        ) from None
    count = before + header.rows
    if len(header.names) > MAX_COLUMNS:
        raise ImportProblem(
            sentence(
                "{file}: {count} columns; at most {most} are read",
                file=name,
                count=len(header.names),
                most=MAX_COLUMNS,
            )
        )
    return replace(
        found,
        delimiter=mark,
        header=header.names,
        headless=header.headless,
        form=form_of(header.names, form, name),
        lines=lines[count - 1] if count else 0,
        rows=count,
        said=(
            *found.said,
            *_said_of_header(mark, header, count),
            *(sentence(loose_quotes.SAID),) * is_literal,
        ),
        is_literal=is_literal,
    )


def _said_of_header(mark: str, header: headers.Header, count: int) -> tuple[str, ...]:
    """What parts the columns, and what header they have, in *count* rows."""
    parted = sentence("columns separated by {mark}", mark=mark)
    if mark == "\t":
        parted = sentence("columns separated by tabs")
    if header.headless:
        return parted, sentence("no header: UCDP's own columns were put in its place")
    if header.rows == 1:
        return (parted,)
    taken = sentences(
        "its header and what stands above or below it take {count} rows",
        "its header and what stands above or below it take {count} rows",
        count,
        count=str(count),
    )
    return parted, taken
