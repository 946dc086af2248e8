"""All that is recognised of a file, and why one is refused at the first look."""

from __future__ import annotations

import io

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from strikemap.importers.file import encodings, recognising
from strikemap.importers.file.loose_quotes import SAID
from strikemap.importers.file.opening import packed
from strikemap.importers.file.recognising import Recognised, recognise
from strikemap.importers.file.unicode import in_utf_8
from strikemap.importers.forms import ucdp_header
from strikemap.importers.problem import ImportProblem
from tests.unit.importers.file.test_sheets import HEAD, ROW, book

BOM = b"\xef\xbb\xbf"


def of_parquet() -> bytes:
    out = io.BytesIO()
    pq.write_table(pa.table({"date": ["2024-03-01"]}), out)
    return out.getvalue()


FILES = {
    "a spreadsheet": book(a=[HEAD, ROW]),
    "Parquet": of_parquet(),
    "JSON": b' \n[{"a": 1}]',
    "KML": b'<?xml version="1.0"?><kml/>',
    "text": b"a,b\n1,2\n",
}
FORMS = {
    "a spreadsheet": {"auto", "csv", "acled", "ucdp", "viina", "xlsx"},
    "Parquet": {"auto", "csv", "acled", "ucdp", "viina", "parquet"},
    "JSON": {"auto", "csv", "acled", "ucdp", "viina", "geojson", "json"},
    "KML": {"auto", "csv", "acled", "ucdp", "viina", "kml"},
    "text": {"auto", "csv"},
}


def why(contents: bytes, form: str | None = None) -> str:
    """Why the file *contents* is refused, "" where it is not."""
    try:
        recognise(packed(contents, "f"), form)
    except ImportProblem as refused:
        return str(refused)
    return ""


@pytest.mark.parametrize("kind", FILES)
@pytest.mark.parametrize("form", recognising.FORMS)
def test_what_a_file_may_be_asked_for_as(kind: str, form: str) -> None:
    """Each kind as itself and as a table of any data set, whose columns are looked at later."""
    told = why(FILES[kind], form)
    if form in FORMS[kind]:
        assert told == ""
    elif kind == "text" and form in ("acled", "ucdp", "viina"):
        assert told.startswith(f"f: not a file of {form}: its header lacks ")
    else:
        assert told == f"f: this is {kind}, not {form}"


@pytest.mark.parametrize(
    ("contents", "found"),
    [
        (b"a,b\n1,2\n", Recognised("csv", "utf-8", False, ",", ("a", "b"), False, 8, False, "csv",
                                   said=("UTF-8", "columns separated by ,"))),
        (BOM + b'a,b\n1,"2"\n ', Recognised(
            "csv", "utf-8", True, ",", ("a", "b"), False, 14, True, "csv",
            said=("UTF-8 with a byte-order mark", "columns separated by ,"))),
        (b'"sep=|"\r\na|b\n1|2', Recognised(
            "csv", "utf-8", False, "|", ("a", "b"), False, 16, False, "csv", 2, 2,
            ("UTF-8", "columns separated by |"))),
        (b"sep=.\na,b\n1,2\n3,4\n", Recognised(
            "csv", "utf-8", False, ",", ("a", "b"), False, 18, False, "csv", 2, 2,
            ("UTF-8", "columns separated by ,"))),
        (b'T\n"a","b\nc"\n1,2\n3,4\n', Recognised(
            "csv", "utf-8", False, ",", ("a", "b c"), False, 20, False, "csv", 3, 2,
            ("UTF-8", "columns separated by ,",
             "its header and what stands above or below it take 2 rows"))),
        (b'a\tb\n1\t"x\n', Recognised(
            "csv", "utf-8", False, "\t", ("a", "b"), False, 9, False, "csv",
            said=("UTF-8", "columns separated by tabs", str(SAID)), is_literal=True)),
        (BOM + b'{"a": 1}', Recognised("geojson", "utf-8", True, "", (), False, 11, False,
                                       "geojson", said=("UTF-8 with a byte-order mark",))),
        (FILES["KML"], Recognised("kml", "utf-8", False, "", (), False, len(FILES["KML"]), False,
                                  "kml", said=("UTF-8",))),
        (FILES["Parquet"], Recognised("parquet", "", False, "", (), False, len(FILES["Parquet"]),
                                      False, "parquet", said=("Parquet",))),
        (FILES["a spreadsheet"], Recognised(
            "xlsx", "", False, "", (), False, len(FILES["a spreadsheet"]), False, "xlsx",
            said=("a spreadsheet",))),
        ("a,b\n1,é\n".encode("cp1252"), Recognised(
            "csv", "latin-1", False, ",", ("a", "b"), False, 8, False, "csv",
            said=("Latin-1", "columns separated by ,"))),
        ("a,b\n1,é\n".encode("utf-16"), Recognised(
            "csv", "utf-8", False, ",", ("a", "b"), False, 9, False, "csv",
            said=("UTF-16 with a byte-order mark", "columns separated by ,"))),
    ],
    ids=range(12),
)  # fmt: skip
def test_all_that_is_recognised(contents: bytes, found: Recognised) -> None:
    """Of a file without a form."""
    assert recognise(in_utf_8(packed(contents, "f")), None) == found


def test_ucdp_without_a_header_has_no_line_of_one() -> None:
    """Its own columns are put in their place, and it is said."""
    cells = dict.fromkeys(ucdp_header.COLUMNS, "x")
    cells |= {"id": "1", "year": "2024", "type_of_violence": "1", "where_prec": "7"}
    found = recognise(packed((",".join(cells.values()) + "\n").encode() * 2), None)
    assert (found.header, found.headless) == (ucdp_header.COLUMNS, True)
    assert (found.lines, found.rows, found.form) == (0, 0, "ucdp")
    assert found.said[1:] == (
        "columns separated by ,",
        "no header: UCDP's own columns were put in its place",
    )


HTML = "f: this is a web page (HTML); download the table itself, as CSV or XLSX"
GPX = "f: this is GPX, points and tracks of a navigation device, which is not read; "
XML = "f: this is XML, but no KML; save it as CSV, KML or GeoJSON"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("<!DOCTYPE html><p>", HTML), ("  <HTML lang='en'>", HTML), ("<table><tr>", HTML),
        ("<meta a>", HTML), ("<?xml version='1.0'?><html>", HTML), ("<div", HTML),
        ("<?xml version='1.0'?><gpx>", GPX + "save it as CSV, KML or GeoJSON"),
        ("<gpx>", GPX + "save it as CSV, KML or GeoJSON"),
        ("<?xml version='1.0'?><a/>", XML), ("<rss/>", XML), ("<osm/>", XML), ("<!-- x -->", XML),
        (" \n", "f: the file holds nothing but white space"),
        ("<divide>,b\n1,2\n", ""), ("<b>a</b>,b\n1,2\n", ""), ("a<html>,b\n1,2\n", ""),
        ("<a>,<table>\n1,2\n", ""),
        (f"<a>,b\n1,{' ' * 4_000}<html>\n", ""),
        ("<Document xmlns='http://www.opengis.net/kml/2.2'/>", ""), ("<!-- x --><KML/>", ""),
    ],
)  # fmt: skip
def test_what_begins_as_markup(text: str, told: str) -> None:
    """Web pages and other XML are named for what they are; text that holds a mark is text."""
    assert why(text.encode()) == told


@pytest.mark.parametrize(
    ("wide", "told"),
    [
        (3, ""),
        (4, "f: 4 columns; at most 3 are read"),
        (15, "f: 15 columns; at most 3 are read"),
        (16, "f: 16 columns or more; at most 3 are read"),
    ],
)
def test_so_many_columns_are_read(wide: int, told: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of many more the header is not even looked for."""
    monkeypatch.setattr(recognising, "MAX_COLUMNS", 3)
    row = "\t".join(f"c{at}" for at in range(wide))
    assert why(f"{row}\n{row}\n".encode()) == told


def test_a_first_line_is_so_long_at_the_most(monkeypatch: pytest.MonkeyPatch) -> None:
    """Blank lines before it, and what stands behind it, don't count."""
    monkeypatch.setattr(recognising, "MAX_HEAD", 400)
    assert why(b"\r\n\n" + b"a," + b"b" * 97 + b"\r\n1," + b"c" * 200) == ""
    told = "f: the first line is longer than any header; is it a table?"
    for more in (98, 99, 500):
        assert why(b"a," + b"b" * more + b"\n1,2\n") == told


CYRILLIC = "слово\n".encode("cp1251")


@pytest.mark.parametrize(
    ("before", "encoding"),
    [(0, "cp1251"), (3, "cp1251"), (4, "latin-1")],
)
def test_an_encoding_is_judged_by_four_blocks_from_the_first_that_is_no_utf_8(
    before: int, encoding: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Letters that stand alone between others, and words some blocks behind them."""
    monkeypatch.setattr(recognising, "_BLOCK", 24)
    block = b"aaa,bbb\nccc,ddd\neee,fff\n"
    alone = "aa\xe0,bbb\nccc,ddd\neee,fff\n".encode("latin-1")
    contents = block * 9 + (alone + block * (before - 1)) * bool(before) + CYRILLIC * 4 + block * 9
    assert recognise(packed(contents), None).encoding == encoding


def test_a_letter_that_the_end_of_the_file_cuts_off() -> None:
    """It is no UTF-8 either."""
    assert recognise(packed("a,b\n1,é".encode("latin-1")), None).encoding == "latin-1"
    assert recognise(packed("a,b\n1,é".encode()), None).encoding == "utf-8"


def test_what_is_asked_for_does_not_stand_against_a_mark_of_wide_text() -> None:
    """Nor is a file in another encoding judged where one is named."""
    for codec in ("utf-16", "utf-32"):
        found = recognise(in_utf_8(packed("a,b\n1,ж\n".encode(codec))), None, "cp1252")
        assert (found.encoding, found.size) == ("utf-8", 9)
    assert recognise(packed("a,b\n1,ж\n".encode("cp1251")), None, "koi8-u").encoding == "koi8-u"


def test_the_place_of_a_zero_is_counted_from_the_first_byte(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """In whatever block it stands."""
    monkeypatch.setattr(recognising, "_BLOCK", 16)
    for at in (5, 16, 37):
        contents = bytearray(b"a,b\n" * 10)
        contents[at] = 0
        told = f"f: a NUL byte at byte {at}: a binary or damaged file; "
        assert why(bytes(contents)).startswith(told)


def test_only_the_first_bytes_tell_what_is_no_text(monkeypatch: pytest.MonkeyPatch) -> None:
    """A block of text may begin like another kind of file."""
    monkeypatch.setattr(recognising, "_BLOCK", 8)
    assert why(b"a,b\n1,2\n%PDF,1\n") == ""
    assert why(b"%PDF,1\na,b\n") == "f: this is a PDF; save it as CSV in UTF-8"


def test_whoever_waits_hears_of_each_64_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    """And of the first, so that something is told at once."""
    monkeypatch.setattr(recognising, "_BLOCK", 8)
    heard: list[tuple[float, str]] = []

    def told(done: float, what: str) -> None:
        heard.append((done, what))

    for rows, times in ((127, 1), (128, 2), (255, 2), (256, 3)):
        heard.clear()
        found = recognise(packed(b"a,b\n" + b"1,2\n" * rows, "f"), None, "", told)
        assert heard == [(0.0, "looking at f")] * times and found.size == 4 * rows + 4


@pytest.mark.parametrize(
    ("sample", "encoding"),
    [
        (b"a \xe9 b", "latin-1"), (b"a \x93 b", "cp1252"), (b"a \x9f b", "cp1252"),
        (b"a \xa0 b", "latin-1"), (b"\xe0\xe1\xe2 \xe9 \xe9 \xe9", "latin-1"),
        ("слово а б в г".encode("cp1251"), "cp1251"),
        ("слово а б в г д".encode("cp1251"), "latin-1"),
        (b"\xe4\xe0 \xe4\xe0 \xe4\xe0", "latin-1"), (b"\xe4\xe2\xe0 a", "cp1251"),
        ("ж".encode() * 10 + b"\xff", "koi8-u"),
    ],
)  # fmt: skip
def test_bytes_beyond_ascii_are_words_or_stand_alone(sample: bytes, encoding: str) -> None:
    """Words are three letters or more, and more than half of all that is beyond."""
    assert encodings.judged(sample, "f") == encoding


def test_more_than_ten_sound_letters_for_each_other_one_are_damaged_utf_8() -> None:
    """Ten may stand so by chance."""
    with pytest.raises(ImportProblem, match="UTF-8 with 1 damaged"):
        encodings.judged("жжжжжжжжжжж".encode() + b"\xff", "f")
    with pytest.raises(ImportProblem, match="UTF-8 with 2 damaged"):
        encodings.judged("ж".encode() * 21 + b"\xff a \xff", "f")


@pytest.mark.parametrize(
    ("sample", "is_refused"),
    [
        (b"\xed\xa0\xbd", True), (b"\xed\xa0\xbd\xed\xb8\x80", True),
        (b"a \xed\xaf\xbf b \xff\xfe\xff", False), (b"\xed\xb8\x80", False),
        (b"\xed\x9f\xbf\xff", False),
    ],
)  # fmt: skip
def test_halves_of_characters_are_named_where_nothing_else_is_wrong(
    sample: bytes, is_refused: bool
) -> None:
    """Three bytes each, of which none is a letter of UTF-8; the first half says what they are."""
    try:
        told = encodings.judged(sample, "f")
    except ImportProblem as refused:
        told = str(refused)
    assert ("halves of surrogate pairs" in told) is is_refused
