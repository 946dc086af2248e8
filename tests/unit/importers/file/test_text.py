"""Text of a file as it is given on: its encoding, its quotation marks, its rows and its header."""

from __future__ import annotations

import codecs
import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from strikemap.importers.file import binaries, cyrillic, delimited, encodings, header, whole_lines
from strikemap.importers.file.merged_cells import LONGEST, Merged
from strikemap.importers.file.opening import Packed, packed
from strikemap.importers.file.unicode import in_utf_8
from strikemap.importers.forms import ucdp_header
from strikemap.importers.problem import ImportProblem

LETTERS = st.text(st.characters(exclude_categories=("Cs",)), max_size=40)
WIDE = (
    (codecs.BOM_UTF16_LE, "utf-16-le", "UTF-16"), (codecs.BOM_UTF16_BE, "utf-16-be", "UTF-16"),
    (codecs.BOM_UTF32_LE, "utf-32-le", "UTF-32"), (codecs.BOM_UTF32_BE, "utf-32-be", "UTF-32"),
)  # fmt: skip


def read(file: Packed, size: int) -> bytes:
    """All that *file* gives, so many bytes at a time."""
    stream = file.open()
    made = []
    while block := stream.read(size):
        assert len(block) <= size or size < 0
        made.append(block)
    stream.close()
    return b"".join(made)


@given(LETTERS, st.sampled_from(WIDE), st.integers(1, 9) | st.just(-1))
def test_property_wide_text_is_given_on_in_utf_8(text, form, size):
    """By its mark in either order of bytes, to the letter, however few bytes are read at once."""
    mark, codec, name = form
    text = text.removeprefix("\0")
    file = in_utf_8(packed(mark + text.encode(codec)))
    assert (file.text, read(file, size)) == (name, text.encode())
    plain = packed(text.encode("utf-8-sig"))
    assert in_utf_8(plain) is plain


@pytest.mark.parametrize(("mark", "codec", "name"), WIDE)
def test_wide_text_that_is_cut_off_is_damaged(mark, codec, name):
    """Half a character at the end is named, and nothing is made up for it."""
    file = in_utf_8(packed(mark + "ab".encode(codec)[:-1]))
    with pytest.raises(ImportProblem, match="damaged"):
        read(file, 100)


def test_what_xml_declares_of_its_encoding_is_no_longer_so():
    """The first declaration is taken out, and no other text that reads like one."""
    declared = '<?xml version="1.0" encoding="UTF-16"?>'
    text = f"{declared}<kml>{declared}</kml>"
    file = in_utf_8(packed(codecs.BOM_UTF16_LE + text.encode("utf-16-le")))
    assert read(file, -1).decode() == f'<?xml version="1.0"?><kml>{declared}</kml>'
    text = f"{declared}<kml>{'x' * 99}"
    file = in_utf_8(packed(codecs.BOM_UTF16_LE + (text + declared).encode("utf-16-le")))
    # The second one stands in a block of its own.
    assert (
        read(file, 2 * len(text)).decode()
        == f'<?xml version="1.0"?>{text[len(declared) :]}{declared}'
    )


CELL = st.text(st.sampled_from('ab,"; \nж'), max_size=6)
TABLE = st.lists(st.lists(CELL, min_size=3, max_size=3), min_size=2, max_size=5)


def written(rows: list[list[str]], end: str = "\n") -> list[str]:
    """Each row as a line of CSV, its end with it."""
    made = []
    for row in rows:
        out = io.StringIO()
        csv.writer(out, lineterminator=end).writerow(row)
        made.append(out.getvalue())
    return made


def quoted(line: str, end: str) -> str:
    return '"' + line.removesuffix(end).replace('"', '""') + '"' + end


@given(TABLE, st.sampled_from(("\n", "\r\n")), st.booleans(), st.integers(1, 9), st.booleans())
def test_property_quotation_marks_around_whole_lines_are_taken_off(rows, end, bom, size, is_last):
    """What a program wrote as one cell a line is the table again, however it is read."""
    lines = written(rows, end)
    whole = "".join(quoted(line, end) for line in lines)
    plain = "".join(lines)
    if is_last:
        whole, plain = whole.removesuffix(end), plain.removesuffix(end)
    # A block is never shorter than the mark.
    codec = "utf-8-sig" if bom and size > 2 else "utf-8"
    file = whole_lines.taken_off(packed(whole.encode(codec)))
    assert file.bare
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(whole_lines, "_BLOCK", size)
        for at_once in (size, -1):
            assert read(file, at_once) == plain.encode(codec)


@given(TABLE)
def test_property_a_table_of_quoted_cells_is_left_as_it_is(rows):
    """A file whose cells each stand in quotation marks is no file of whole lines."""
    out = io.StringIO()
    csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\n").writerows(rows)
    file = packed(out.getvalue().encode())
    assert whole_lines.taken_off(file) is file


@pytest.mark.parametrize(
    ("text", "is_bare"),
    [
        ('"a,b,c"\n"d,e,f"\n', True), ('"a,b,c"\nd,e,f\n', True), ('"a,b,c"\nd,e\n', False),
        ('"a,b"\n"c,d"\n', False), ('"a;b;c"\n"d;e;f"', True), ('a,b,c\n"d,e,f"\n', False),
        ('"a,b,c"\n', False), ('\n\n"a,b,c"\n\n"d,e,f"\n', True), ('"a,b,c', False),
        ('"a,b,c";\n"d,e,f";\n', True), ('"a b c"\n"d e f"\n', False),
        ('"a,b,c,d"\nd,e,f\n', False), ('"a,b,c"\nd,e,f,g\n', False),
        ('"a,b;c"\nd,e;f\n', False), ('"a,b,c;d"\nd,e,f\n', True), ('"a;b,c"\n"d,e"\n', False),
        ('"a,b,c"\nd,e,f\nd,e\n', True), ('"a,b,c"\nd,e\nd,e,f\n', False),
    ],
)  # fmt: skip
def test_whole_lines_are_known_by_the_first_two(text, is_bare):
    """Several cells within the first that holds anything, and in the next, or as many beside."""
    assert whole_lines.taken_off(packed(text.encode())).bare is is_bare


def test_a_line_whose_marks_are_closed_too_late_is_left(monkeypatch):
    """Of so many bytes each line is looked at; the others are none the less read."""
    whole, bare = b'"a,b,c"\n"d,e,f"\n', b"a,b,c\nd,e,f\n"
    odd = b'"g,\nh,\ni"\n"j,k,l"\n'
    with monkeypatch.context() as patched:
        patched.setattr(whole_lines, "LONGEST", 7)
        assert read(whole_lines.taken_off(packed(whole + odd)), 9) == bare + b"g,\nh,\ni\nj,k,l\n"
        patched.setattr(whole_lines, "LONGEST", 6)
        assert read(whole_lines.taken_off(packed(whole + odd)), 9) == bare + odd


@given(
    st.lists(st.tuples(st.integers(0, 8), st.integers(0, 5), st.integers(0, 2)), max_size=4),
    st.lists(st.lists(st.sampled_from(("", "x", "y")), min_size=3, max_size=3), max_size=10),
)
def test_property_merged_cells_are_given_to_each_of_their_rows(ranges, rows):
    """A day, a place, or a link, of the first row alone, where a row has nothing of its own."""
    names = ["date", "killed", "place"]
    taken: set[tuple[int, int]] = set()
    merged = []
    for top, length, at in ranges:
        cells = {(row, at) for row in range(top, top + length + 1)}
        if not cells & taken:
            taken |= cells
            merged.append(((top, at), (top + length, at)))
    wanted = [list(row) for row in rows]
    given_ = 0
    for (top, at), (bottom, _) in merged:
        for row in range(top + 1, min(bottom, len(rows) - 1) + 1):
            if names[at] != "killed" and rows[top][at] and not rows[row][at]:
                wanted[row][at], given_ = rows[top][at], given_ + 1
    made, filled = Merged(merged, names), [list(row) for row in rows]
    for number, row in enumerate(filled):
        made.fill(number, row)
    assert (filled, made.given) == (wanted, given_)


def test_a_long_cell_is_given_to_no_other_row():
    """Two hundred letters may be a place, one more is none; nor is a block of columns one."""
    for length in (LONGEST, LONGEST + 1):
        merged = Merged([((0, 0), (1, 0)), ((0, 1), (1, 2))], ["place", "date", "date_end"])
        row = ["", "", ""]
        merged.fill(0, ["x" * length, "y", "z"])
        merged.fill(1, row)
        assert row == ["x" * length if length == LONGEST else "", "", ""]


def test_a_row_that_ends_early_is_given_nothing_behind_its_end():
    """A cell that it lacks is no empty one."""
    merged = Merged([((0, 1), (2, 1))], ["killed", "place"])
    rows = [["1", "A"], ["2"], ["3", ""]]
    for number, row in enumerate(rows):
        merged.fill(number, row)
    assert (rows, merged.given) == ([["1", "A"], ["2"], ["3", "A"]], 1)


@pytest.mark.parametrize(
    ("merged", "row", "found", "spread"),
    [
        (((1, 1), (3, 1)), ["x", "7", "8"], ["x", "7", "8"], ["killed"]),
        (((1, 1), (1, 2)), ["x", "7", ""], ["x", "7 [merged with injured]", ""], []),
        (((1, 1), (2, 3)), ["x", " 7 ", ""], ["x", " 7  [merged with injured]", ""], ["killed"]),
        (((1, 1), (1, 2)), ["x", "7 killed", ""], ["x", "7 killed", ""], []),
        (((1, 2), (1, 3)), ["x", "", "7"], ["x", "", "7"], []),
        (((1, 0), (1, 2)), ["7", "", ""], ["7", "", ""], []),
        (((1, 1), (3, 1)), ["x", " ", ""], ["x", " ", ""], []),
        (((1, 1), (3, 1)), ["x"], ["x"], []),
        (((1, 9), (3, 9)), ["x", "7", "8"], ["x", "7", "8"], []),
        (((1, 4), (3, 4)), ["x", "7", "8"], ["x", "7", "8"], []),
        (((2, 1), (3, 1)), ["x", "7", "8"], ["x", "7", "8"], []),
    ],
)
def test_a_toll_over_several_cells_is_told(merged, row, found, spread):
    """Over rows its column is named; over columns of tolls it says beside which other it stands."""
    of = Merged([merged], ["date", "killed", "injured", "place"])
    of.fill(1, row)
    assert (row, of.spread) == (found, spread)


def test_merged_cells_are_met_in_the_order_of_their_rows():
    """However they are listed; what was met is not told again."""
    of = Merged([((2, 1), (3, 1)), ((0, 0), (1, 0)), ((0, 1), (1, 1))], ["date", "killed"])
    told, rows = [], [["a", "1"], ["", ""], ["b", "2"], ["", ""]]
    for number, row in enumerate(rows):
        of.fill(number, row)
        told.append(of.spread)
    assert told == [["killed"], [], ["killed"], []] and of.given == 1
    assert rows == [["a", "1"], ["a", ""], ["b", "2"], ["", ""]]
    of = Merged([((2, 1), (3, 1)), ((0, 0), (1, 0))], ["date", "place"])
    rows = [["a", "A"], ["", ""], ["b", "B"], ["", ""]]
    for number, row in enumerate(rows):
        of.fill(number, row)
    assert rows == [["a", "A"], ["a", ""], ["b", "B"], ["", "B"]] and of.given == 2


@pytest.mark.parametrize("encoding", cyrillic.ENCODINGS)
@pytest.mark.parametrize(
    "text",
    ["дата;место\nШебекино, посёлок Маслова Пристань", "дата;місце\nКиїв та Дніпро, Запоріжжя",
     "ОБСТРЕЛ ШЕБЕКИНО, «ранены» двое — № 5"],
)  # fmt: skip
def test_old_encodings_of_cyrillic_are_told_apart(encoding, text):
    """By the words that their letters make up."""
    sample = text.encode(encoding, "ignore")
    assert cyrillic.best(sample) == encodings.judged(sample, "f") == encoding


@pytest.mark.parametrize(
    ("sample", "why"),
    [
        (b"\xed\xa0\xbd\xed\xb8\x80 and text", "surrogate"),
        ("слово " * 20 + "\udcff", "1 damaged"),
        ("слово " * 20 + "\udcff \udcfe", "2 damaged"),
    ],
)
def test_damaged_utf_8_is_named(sample, why):
    """Halves of characters, and a few bytes that are none among many letters."""
    contents = sample if isinstance(sample, bytes) else sample.encode("utf-8", "surrogateescape")
    with pytest.raises(ImportProblem, match=why):
        encodings.judged(contents, "f")


@pytest.mark.parametrize(
    ("encoding", "found"),
    [
        ("UTF8", "utf-8"),
        ("windows-1251", "cp1251"),
        ("KOI8-U", "koi8-u"),
        ("iso-8859-1", "latin-1"),
    ],
)
def test_an_encoding_goes_by_any_of_its_names(encoding, found):
    """As Python knows them; one that is not read is named with those that are."""
    assert encodings.asked(encoding) == found
    for other in ("utf-16", "nonsense"):
        with pytest.raises(ImportProblem, match="cp1251"):
            encodings.asked(other)


@pytest.mark.parametrize(
    ("block", "what"),
    [
        (b"%PDF-1.7", "a PDF"),
        (b"\x89PNG\r\n", "a picture"),
        (b"\xff\xd8\xff\xe0", "a picture"),
        (b"\x7fELF", "a program"),
        (b"SQLite format 3", "a database"),
        (b"Rar!\x1a", "RAR"),
        (b"\x00\x00\x27\x0a", "a shapefile"),
        (b"7z\xbc\xaf\x27", "7z"),
        (b"{\\rtf1", "RTF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "before 2007"),
        ("a,b\n1,2\n".encode("utf-16-le"), "UTF-16"),
        ("a,b\n1,2\n".encode("utf-16-be"), "UTF-16"),
        ("дата,место\n1.2.2024,А\n".encode("utf-16-le"), "UTF-16"),
    ],
)
def test_what_is_no_text_is_named_for_what_it_is(block, what):
    """By its first bytes."""
    with pytest.raises(ImportProblem, match=what):
        binaries.refuse_binary(block, "f")


def wide(text: str, codec: str = "utf-16-le") -> bytes:
    return text.encode(codec)


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize(
    ("text", "is_wide"),
    [
        ("a,b\n", True),
        ("a,b", False),
        ("1,ж\n2,", True),
        ("ж,ж\nжжж", False),
        ("a,,," + "ж" * 45, True),
        ("a,,," + "ж" * 46, False),
        ("a,b\n" + "\x01", False),
        ("a" * 5_000 + "\0", True),
        ("\0" * 9, False),
    ],
)
def test_wide_text_without_a_mark_is_named(text, is_wide, codec):
    """By a tenth of its letters, four at least, that have a zero beside them, and no other zero."""
    if is_wide:
        with pytest.raises(ImportProblem, match="UTF-16 without a byte-order mark"):
            binaries.refuse_binary(wide(text, codec), "f")
    else:
        binaries.refuse_binary(wide(text, codec), "f")


@pytest.mark.parametrize(
    "block", [b"a,b\n1,2\n", b"", b"a\0b", "дата,место".encode(), b"PDF%,SQLit"]
)
def test_text_is_no_binary(block):
    """Nor is a file with a lone zero, which its own reader speaks of."""
    binaries.refuse_binary(block, "f")


@pytest.mark.parametrize("mark", delimited.DELIMITERS)
@given(st.lists(st.lists(CELL.filter(str.strip), min_size=3, max_size=3), min_size=1, max_size=6))
def test_property_the_mark_between_cells_is_found(mark, rows):
    """Whatever other marks stand within cells."""
    out = io.StringIO()
    made = csv.writer(out, delimiter=mark, lineterminator="\n")
    made.writerows([["date", "place", "killed"], *rows])
    assert delimited.delimiter(out.getvalue()) == mark
    found, lines = delimited.records(out.getvalue(), mark)
    assert found == [["date", "place", "killed"], *rows]
    ends = [0]
    for row in found:
        ends.append(ends[-1] + 1 + sum(cell.count("\n") for cell in row))
    assert lines == ends[1:]


A, ROW = ["date", "place", "killed"], ["2024-03-01", "A", "1"]
HEADERS = [
    ([A, ROW], ("date", "place", "killed"), 1),
    ([["A title"], A, ROW], ("date", "place", "killed"), 2),
    ([[], ["A title", ""], [], A, ROW, ROW], ("date", "place", "killed"), 4),
    ([["A", "note"], ["x", "date", "place", "killed", "more"], *[["1", *ROW, "2"]] * 3],
     ("x", "date", "place", "killed", "more"), 2),
    ([["Date", " PLACE  of\nit ", "Date"], ROW], ("date", "place of it", "date (2)"), 1),
    ([["x", "X", "x"], ROW], ("x", "x (2)", "x (3)"), 1),
    ([["date", "x", ""], ROW], ("date", "x", "unnamed 3"), 1),
    ([A, ["#date", "#loc", "#affected"], ROW], ("date", "place", "killed"), 2),
    ([["when was it", "x", "y"], ["#date", "", ""], ROW], ("#date", "x", "y"), 2),
    ([A, ["#1", "A", "1"], ROW], ("date", "place", "killed"), 1),
    ([A, [*ROW, ""], [*ROW, ""]], ("date", "place", "killed", "unnamed 4"), 1),
    ([A, ["1", *ROW], ["2", *ROW]], ("unnamed 1", "date", "place", "killed"), 1),
    ([[*A, "", ""], ROW, ROW], ("date", "place", "killed"), 1),
    ([["Date", "Killed", ""], ["", "civilians", "soldiers"], ROW, ROW],
     ("date", "killed civilians", "killed soldiers"), 2),
    ([["Date", "Location", ""], ["", "Region", "Place"], ROW, ROW], ("date", "region", "place"), 2),
    ([["Date", "Killed", ""], ["", "civilians", "soldiers"], ROW],
     ("date", "killed civilians", "killed soldiers"), 2),
    ([["Date", "Killed", ""], ["", "civilians", "5"], ROW], ("date", "killed", "unnamed 3"), 1),
]  # fmt: skip


@pytest.mark.parametrize(("rows", "names", "count"), HEADERS, ids=range(len(HEADERS)))
def test_the_header_is_found_and_its_columns_named(rows, names, count):
    """Below titles, with hashtags or a second row of names, each name once."""
    assert header.found(rows) == header.Header(names, count)


@pytest.mark.parametrize(
    ("rows", "why"),
    [
        ([[], ["", " "]], "white space"), ([["1", "2.5"], ROW], "holds numbers"),
        ([A], "no rows"), ([A, ["", ""], []], "no rows"), ([["date"], ["x"]], "one column only"),
        ([["date,place,killed"], ["x,y,1"]], "in one cell"),
        ([["date,place"], ["x,y"]], "one column only"),
    ],
)  # fmt: skip
def test_a_table_without_a_header_says_why(rows, why):
    """So that whoever has it knows what to mend."""
    with pytest.raises(ValueError, match=why):
        header.found(rows)


def test_ucdp_without_a_header_is_known():
    """By the form of its first row, each of whose codes must be one of UCDP's."""
    cells = dict.fromkeys(ucdp_header.COLUMNS, "x")
    cells |= {"id": "1", "year": "2024", "type_of_violence": "1", "where_prec": "7"}
    first = list(cells.values())
    assert header.found([first, first]) == header.Header(ucdp_header.COLUMNS, 0, headless=True)
    for name, wrong in (
        ("id", "a"),
        ("year", "24"),
        ("type_of_violence", "4"),
        ("where_prec", "8"),
    ):
        assert not ucdp_header.is_headless(list((cells | {name: wrong}).values()))
    assert not ucdp_header.is_headless(first[:-1])
