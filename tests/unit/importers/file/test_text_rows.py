"""Rows of delimited text: their numbers and parts, what is left out of them, and their bounds."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest

from strikemap.importers.file import ragged_rows
from strikemap.importers.file import rows as reading
from strikemap.importers.file.opening import packed
from strikemap.importers.file.recognising import Recognised, recognise
from strikemap.importers.file.rows import TextRows
from strikemap.importers.problem import ImportProblem
from strikemap.importers.report import Log

Row = tuple[object, ...]


def parts(text: bytes, encoding: str = "") -> tuple[list[list[Row]], list[float], Log]:
    """The rows of each part with their numbers, how much of the file was read, and the account."""
    file, log = packed(text, "f"), Log("f")
    made, done = [], []
    for part, share in reading.parts(file, recognise(file, None, encoding), log):
        made.append([(int(number), *cells) for number, *cells in part.itertuples(name=None)])
        done.append(share)
    return made, done, log


def rows(text: bytes) -> tuple[list[Row], Log]:
    made, _, log = parts(text)
    return [row for part in made for row in part], log


def rejected(log: Log) -> dict[str, str]:
    """Why, by the number of each row that was left out."""
    if not len(log.rejected):
        return {}
    return dict(zip(log.rejected["row_in_file"], log.rejected["why_rejected"], strict=True))


def refusal(text: bytes, encoding: str = "") -> str:
    with pytest.raises(ImportProblem) as refused:
        parts(text, encoding)
    return str(refused.value)


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        (b"a,b\n1,2\n3,4\n", [2, 3]),
        (b"a,b\n1,2", [2]),
        (b"a,b\n1,2\n\n,\n ,\n3,4\n", [2, 5, 6]),
        (b"\n\na,b\n1,2\n\n3,4\n", [4, 6]),
        (b"Title\n\na,b\n#date,#loc\n1,2\n3,4\n", [5, 6]),
        (b'"a\nb",c\n1,2\n3,4\n', [2, 3]),
        (b'"A\ntitle",\na,b\n1,"2\n3"\n4,5\n6\n', [3, 4, 5]),
        (b"sep=;\na;b\n1;2\n3;4\n", [3, 4]),
    ],
)
def test_rows_are_numbered_as_a_spreadsheet_does(text: bytes, numbers: list[int]) -> None:
    """From the file's first row on, titles, blank rows and rows over several lines counted once."""
    found, log = rows(text)
    assert [number for number, *_ in found] == numbers
    assert log.read == len(numbers) and rejected(log) == {}


@pytest.mark.parametrize("short", [1, 3])
def test_rows_of_another_length_are_told_by_number(short: int) -> None:
    """Those that end early are read behind the others; a cell too many is named with its text."""
    lines = ["Title", "", "a,b,c", *["1,2,3"] * 4]
    lines[short + 3] = "x"
    lines[5] = '1,2,3,"",4;'
    found, log = rows("\n".join(lines).encode())
    numbers = [number for number in (4, 5, 7) if number != short + 4]
    assert found == [*((number, "1", "2", "3") for number in numbers), (short + 4, "x", "", "")]
    told = "5 cells where the header has 3: beyond the last column: ',4;'"
    assert rejected(log) == {"6": told}
    assert (log.read, log.short) == (4, {short + 4: 1})


@pytest.mark.parametrize(
    ("line", "cells", "short"),
    [
        (b"1,2,,", ["1", "2"], None), (b"1,2, ,\t", ["1", "2"], None), (b"1", ["1", ""], 1),
        (b'1,"2,3",', ["1", "2,3"], None), (b'"1\n2"', ["1\n2", ""], 1),
    ],
)  # fmt: skip
def test_cells_beyond_the_header_that_are_empty_are_none(
    line: bytes, cells: list[str], short: int | None
) -> None:
    """And a row that ends early has as many as it has."""
    found, log = rows(b"a,b\n5,6\n" + line + b"\n")
    assert found == [(2, "5", "6"), (3, *cells)]
    assert log.short == ({} if short is None else {3: short})
    assert log.read == 2


def test_what_stands_beyond_the_header_is_shown_as_far_as_it_fits() -> None:
    """Two hundred letters of it."""
    _, log = rows(b"a,b\n5,6\n1,2," + b"x" * 300 + b"\n")
    why = "3 cells where the header has 2: beyond the last column: "
    assert rejected(log) == {"3": f"{why}'{'x' * 200}'"}


@pytest.mark.parametrize(
    ("text", "row"),
    [
        (b'a,b\n1,2\n1,"x\ny\n', 3), (b'a,b\n1,2\n"x\ny,1\n', 3), (b'a,b\n1,"x\ny', 2),
        (b'T\n\na,b\n1,2\n3,4\n1,"x\ny\n', 6),
    ],
)  # fmt: skip
def test_a_mark_that_is_never_closed_is_named_by_its_row(text: bytes, row: int) -> None:
    """Whether the row has as many cells as the header or not."""
    assert refusal(text) == f"row {row}: a quotation mark is never closed"


@pytest.mark.parametrize(
    "text", [b'a,b\n1,"x\ny"\n', b'a,b\n1,"x\ny"  \n', b'a,b\n1,"x"\n', b'a\tb\n1\t"x\n2\ty\n']
)
def test_a_mark_that_is_closed_or_taken_as_it_stands_is_sound(text: bytes) -> None:
    """A last cell may hold several lines."""
    assert rows(text)[0][0][1] == "1"


@pytest.mark.parametrize(
    ("body", "many"),
    [
        (b"1,2\n" * 3, 3), (b"1,2\n" * 2 + b"1\n", 3), (b"1\n" * 3, 3), (b"1,2\n\n,\n", 3),
        (b"1,2\n" * 4, 4), (b"1,2\n" * 3 + b"1\n", 4), (b"1\n" * 4, 4), (b"1\n1\n1,2\n1,2\n", 4),
    ],
)  # fmt: skip
@pytest.mark.parametrize(("bound", "most"), [("MAX_ROWS", 3), ("MAX_IMPORTED_CELLS", 7)])
def test_so_many_rows_are_read_of_whatever_length(
    body: bytes, many: int, bound: str, most: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Those that can't be read, and blank ones, count like the others."""
    monkeypatch.setattr(reading, bound, most)
    if many > 3:
        assert refusal(b"a,b\n" + body) == "more than 3 rows; cut the file into parts"
    else:
        rows(b"a,b\n" + body)


def test_parts_are_of_so_many_rows_or_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Small ones that follow each other are one, and a large one is cut."""
    text = b"a,b\n" + b"x,y\n" * 7
    monkeypatch.setattr(reading, "_PART_ROWS", 3)
    made, done, _ = parts(text)
    assert [len(part) for part in made] == [3, 3, 1] and done == [1.0] * 3
    monkeypatch.setattr(reading, "_PART_ROWS", 20)
    assert [len(part) for part in parts(text)[0]] == [7]
    monkeypatch.setattr(reading, "BLOCK_BYTES", 8)
    monkeypatch.setattr(reading, "_PART_BYTES", 1)
    made, done, _ = parts(b"a,b\n" + b"x,y\n" * 400)
    assert len(made) > 100 and all(made)
    assert done == sorted(done) and done[0] < 0.5 and done[-1] == 1
    assert [number for part in made for number, *_ in part] == [*range(2, 402)]


def test_rows_that_were_mended_end_what_is_read() -> None:
    """In a part of their own, behind all others."""
    made, done, _ = parts(b"a,b\n1,2\n3\n4,5\n")
    assert made == [[(2, "1", "2"), (4, "4", "5")], [(3, "3", "")]] and done == [1.0, 1.0]
    made, done, _ = parts(b"a,b\n1\n2\n")
    assert made[-1] == [(2, "1", ""), (3, "2", "")] and done[-1] == 1.0


@pytest.mark.parametrize("beside", ["", "x"])
def test_a_cell_of_so_many_bytes_is_read(beside: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A longer one is named by its column and size, and shown cut short."""
    monkeypatch.setattr(reading, "MAX_FIELD_BYTES", 300)
    text = f"a,b\n{beside},{'ж' * 150}\n{beside},{'ж' * 151}\n,\n1,2\n"
    found, log = rows(text.encode())
    assert found == [(2, beside, "ж" * 150), (5, "1", "2")]
    assert rejected(log) == {"3": "b: a cell of 302 bytes; at most 300 are read"}
    assert log.rejected["b"].tolist() == ["ж" * 151] and log.read == 3
    _, log = rows(f"a,b\n{'x' * 400},{'y' * 301}\n".encode())
    assert rejected(log) == {"2": "a: a cell of 400 bytes; at most 300 are read"}
    assert [len(log.rejected[name][0]) for name in "ab"] == [200, 200]
    _, log = rows(f"a,b,c\n4,{'x' * 301},6\n1,2,3\n".encode())
    assert rejected(log) == {"2": "b: a cell of 301 bytes; at most 300 are read"}


@pytest.mark.parametrize(
    ("cell", "read"),
    [
        ('"=""2"""', "2"), ('"=""a b"""', "a b"), ('"="""""', ""), ('"=""2"', '="2'),
        ('"x=""2"""', 'x="2"'), ('"=""2""+1"', '="2"+1'), ('"=""a""""b"""', '="a""b"'),
        ("=2", "=2"), ("2", "2"),
    ],
)  # fmt: skip
def test_a_text_as_a_formula_is_that_text(cell: str, read: str) -> None:
    """By which programs keep a spreadsheet from changing it; any other formula is left."""
    found, _ = rows(f"a,b\n{cell},x\n7,8\n".encode())
    assert found == [(2, read, "x"), (3, "7", "8")]


def test_the_different_cells_of_a_column_come_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """In however many parts they stand."""
    monkeypatch.setattr(reading, "_PART_ROWS", 2)
    file = packed(b"a,b\nx,1\ny,1\nx,2\nz,2\ny,3\nx\n", "f")
    table = TextRows(file, recognise(file, None))
    assert sorted(table.different("a")) == ["x", "y", "z"]
    assert sorted(table.different("b")) == ["", "1", "2", "3"]
    assert (table.names, table.said) == (("a", "b"), ("UTF-8", "columns separated by ,"))


FOUND = Recognised("csv", "utf-8", False, ",", ("a", "b"), False, 9, False)


@pytest.mark.parametrize("size", [3, 4, 7])
def test_text_is_given_on_in_utf_8_without_its_mark(size: int) -> None:
    """No more at once than was asked for, and nothing of it is lost."""
    text = "aж,b\n1,2\nщ,3\n"
    for contents, found in (
        (text.encode(), FOUND),
        (text.encode("utf-8-sig"), replace(FOUND, bom=True)),
        (text.encode("cp1251"), replace(FOUND, encoding="cp1251")),
    ):
        stream = reading._Text(io.BufferedReader(io.BytesIO(contents)), found)  # type: ignore[arg-type]
        blocks = list(iter(lambda: stream.read(size), b""))  # noqa: B023
        assert b"".join(blocks) == text.encode()
        assert max(map(len, blocks)) <= size and not stream.closed and stream.readable()
        stream.close()
        assert stream.closed and stream._inner.closed


def test_how_much_was_read_is_counted_in_bytes_of_the_file() -> None:
    """Not in those that are given on."""
    inner = io.BytesIO("жщ,ж\n1,2\n".encode("cp1251"))
    stream = reading._Text(inner, replace(FOUND, encoding="cp1251"))  # type: ignore[arg-type]
    assert stream.read(4) == "жщ".encode() and stream.done == 4
    assert stream.read(9) == ",ж".encode()


@pytest.mark.parametrize("at", [4, 9, 21])
def test_a_byte_that_is_no_character_is_named_by_its_place(
    at: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Counted from the file's first byte, in whatever block it stands."""
    monkeypatch.setattr(reading, "BLOCK_BYTES", 8)
    contents = bytearray(b"a,b\n" + b"1,2\n" * 9)
    contents[at] = 0x81
    told = f"byte {at} is no character of Windows-1252; name the encoding"
    assert refusal(bytes(contents), "cp1252") == told


def test_a_row_that_is_longer_than_a_block_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """Behind the last one that was read."""
    monkeypatch.setattr(reading, "BLOCK_BYTES", 64)
    told = refusal(b"T\n\na,b\n1,2\n" + b"1,2\n" * 20 + b'1,"' + b"x" * 300 + b'"\n3,4\n')
    assert told.startswith("after row ") and told.endswith(
        ": a row longer than 64 bytes: a cell is too long, or a quotation mark is never closed"
    )


@pytest.mark.parametrize("fault", ["straddling", "of a block", "x" * 300])
def test_what_a_table_can_t_be_read_for_is_told(fault: str) -> None:
    """A row that is too long by what it is, anything else in the reader's words."""
    told = reading._explained(fault, 7)
    if "x" in fault:
        assert told == f"after row 7: the table can't be read: {'x' * 200}"
    else:
        assert told.startswith("after row 7: a row longer than 4,194,304 bytes: ")


@pytest.mark.parametrize(("bound", "most"), [("LISTED", 3), ("MAX_LISTED_BYTES", 16)])
def test_so_many_rows_of_another_length_are_listed(
    bound: str, most: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By their count and their bytes; of the others their number is told."""
    monkeypatch.setattr(ragged_rows, bound, most)
    for count in (3, 4, 5):
        _, log = rows(b"a,b\n1,2\n" + b"x,y,z\n" * count)
        assert [*rejected(log)] == ["3", "4", "5"][:3]
        assert log.reasons.get(ragged_rows.MORE_RAGGED, 0) == count - 3
        assert log.read == 1 + count
