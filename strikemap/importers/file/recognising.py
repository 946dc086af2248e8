"""What a file is: its form, encoding and delimiter, from what it holds, not from its name."""

from __future__ import annotations

import codecs
import csv
import re
from collections.abc import Sequence
from dataclasses import dataclass

from strikemap.collection.bounds import MAX_COLUMNS
from strikemap.importers.file.opening import Packed
from strikemap.importers.forms import ucdp_header
from strikemap.importers.problem import ImportProblem
from strikemap.progress import Progress

ACLED, UCDP, VIINA, CSV, GEOJSON = "acled", "ucdp", "viina", "csv", "geojson"
FORMS = (ACLED, UCDP, VIINA, CSV, GEOJSON)

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
    (b"PAR1", "Parquet"),
    (b"SQLite", "a database"),
    (b"\xd0\xcf\x11\xe0", "an old Excel or Word file"),
)
_TELLING = {
    ACLED: {"event_id_cnty", "event_date", "sub_event_type"},
    UCDP: {"type_of_violence", "where_prec", "date_prec"},
    VIINA: {"event_id_1pd", "geo_precision", "date"},
}


@dataclass(frozen=True, slots=True)
class Recognised:
    """
    What was found.  `header` is as written in the file; `headless` says that it has none and
    that UCDP's own was put in its place.  `ends_quoted` says that a quotation mark ends it.
    """

    form: str
    encoding: str
    bom: bool
    delimiter: str
    header: tuple[str, ...]
    headless: bool
    size: int
    ends_quoted: bool


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
    head, size, quoted, found = _scanned(file, encoding, progress)
    bom = head.startswith(codecs.BOM_UTF8)
    text = head.removeprefix(codecs.BOM_UTF8).decode(found, "replace")
    if not text.strip():
        raise ImportProblem(f"{file.name}: the file holds nothing but white space")
    if text.lstrip()[0] in "{[":
        if form not in (None, GEOJSON):
            raise ImportProblem(f"{file.name}: this is JSON, not {form}; import it as geojson")
        return Recognised(GEOJSON, found, bom, "", (), False, size, False)
    if form == GEOJSON:
        raise ImportProblem(f"{file.name}: not JSON; GeoJSON begins with {{")
    delimiter, header, second = _first_rows(text, file.name)
    headless = ucdp_header.is_headless(header)
    if headless:
        header = ucdp_header.COLUMNS
    else:
        _check_header(header, second, file.name)
    return Recognised(
        _form(header, form, file.name), found, bom, delimiter, header, headless, size, quoted
    )


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


def _first_rows(text: str, name: str) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    line = re.split(r"[\r\n]", text.lstrip("\r\n"), maxsplit=1)[0]
    counts = {each: line.count(each) for each in (",", ";", "\t")}
    delimiter = max(counts, key=lambda each: counts[each])
    if counts[delimiter] >= MAX_COLUMNS:
        raise ImportProblem(
            f"{name}: {counts[delimiter] + 1:,} columns or more; at most {MAX_COLUMNS} are read"
        )
    if len(line) >= MAX_HEAD // 4:
        raise ImportProblem(f"{name}: the first line is longer than any header; is it a table?")
    rows = csv.reader(text[: MAX_HEAD // 2].splitlines(keepends=True), delimiter=delimiter)
    found: list[tuple[str, ...]] = []
    try:
        for row in rows:
            if row:
                found.append(tuple(row))
            if len(found) == 2:
                break
    except csv.Error as error:
        # The row after the header is only looked at; its own reader speaks of its faults.
        if not found:
            raise ImportProblem(f"{name}: the header can't be read: {error}") from None
        found.append(found[0])
    header, second = found[0], (found[1] if len(found) > 1 else ())
    return delimiter, header, second


def _check_header(header: Sequence[str], second: Sequence[str], name: str) -> None:
    plain = [each.strip().casefold() for each in header]
    for position, each in enumerate(plain, 1):
        if not each:
            raise ImportProblem(f"{name}: column {position} has no name; name or remove it")
    twice = sorted({each for each in plain if plain.count(each) > 1})
    if twice:
        raise ImportProblem(f"{name}: columns named twice: {', '.join(twice[:5])}; keep one each")
    if all(re.fullmatch(r"[-+\d.,: ]+", each) for each in plain):
        raise ImportProblem(f"{name}: no header: the first row holds numbers; add the header")
    if not second:
        raise ImportProblem(f"{name}: a header and no rows; is the file complete?")
    if len(header) < 2:
        raise ImportProblem(f"{name}: one column only; separate columns by , ; or a tab")


def _form(header: Sequence[str], form: str | None, name: str) -> str:
    plain = {each.strip().casefold() for each in header}
    for known, telling in _TELLING.items():
        if form in (None, known) and telling <= plain:
            return known
    if form in _TELLING:
        missing = ", ".join(sorted(_TELLING[form] - plain))
        raise ImportProblem(f"{name}: not a file of {form}: its header lacks {missing}")
    return CSV
