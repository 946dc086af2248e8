"""Which of the first rows is the header, what its columns are called, and what parts them."""

from __future__ import annotations

import pytest

from strikemap.importers.file import delimited, header
from strikemap.importers.file.header import Header

A, ROW = ("date", "place", "killed"), ("2024-03-01", "A", "1")
FIVE = ("1", "2", "3", "4", "5")
Rows = list[tuple[str, ...]]

TITLES: list[tuple[Rows, tuple[str, ...], int]] = [
    # Two cells of four are half of the usual, two of five are fewer.
    ([("x", "note"), ("w", "x", "y", "z"), FIVE[:4], FIVE[:4]], ("x", "note"), 1),
    ([("x", "note"), ("v", "w", "x", "y", "z"), FIVE, FIVE], ("v", "w", "x", "y", "z"), 2),
    ([("x",), ("a", "b"), ("1", "2")], ("a", "b"), 2),
    ([("x", "1"), A, ROW], ("x", "1"), 1),
    ([("", "", ""), ("a", "b", ""), ("x", "y", "z")], ("a", "b", "unnamed 3"), 2),
    ([(), ("x",), (), ("y",), ("a", "b"), ("1", "2"), ("3", "4")], ("a", "b"), 5),
    ([("2024", "", "x"), A], ("2024", "unnamed 2", "x"), 1),
]
TAGS: list[tuple[Rows, tuple[str, ...], int]] = [
    ([A, ("#date", "x", ""), ROW], A, 1),
    ([A, ("#date", "#x", "y"), ROW], A, 2),
    ([A, ("#date", "", ""), ROW], A, 2),
    ([A, ("", "", ""), ROW], A, 1),
    ([("p", "q", "r"), ("#date", "#geo+lat", "#y"), ROW], ("#date", "#geo+lat", "r"), 2),
    ([("p", "killed", "r"), ("#n", "#geo+lat"), ROW], ("p", "killed", "r"), 2),
]
SPANNED = ("Date", "Killed", "")
GROUPED: list[tuple[Rows, tuple[str, ...], int]] = [
    ([SPANNED, ("", "civilians", "soldiers"), ROW],
     ("date", "killed civilians", "killed soldiers"), 2),
    ([SPANNED, ("", "civilians", "soldiers")], ("date", "killed", "unnamed 3"), 1),
    ([SPANNED, ("day", "civilians", "soldiers"), ROW],
     ("date day", "killed civilians", "killed soldiers"), 2),
    ([(*SPANNED, "Note"), ("", "civilians", "soldiers", ""), FIVE[:4]],
     ("date", "killed civilians", "killed soldiers", "note"), 2),
    ([SPANNED, ("", "civilians", "soldiers", "more"), ROW],
     ("date", "killed civilians", "killed soldiers"), 2),
    ([SPANNED, ("", "a 1", "b"), ROW], ("date", "killed", "unnamed 3"), 1),
    ([SPANNED, ("", "#a", "b"), ROW], ("date", "killed", "unnamed 3"), 1),
    ([SPANNED, ("", "a # b", "b"), ROW], ("date", "killed a # b", "killed b"), 2),
    ([("Date", "Killed", "Place"), ("", "civilians", "x"), ROW], ("date", "killed", "place"), 1),
    ([("", "Killed", "Place"), ("day", "civilians", "x"), ROW],
     ("unnamed 1", "killed", "place"), 1),
    ([("Date", "Place", ""), ("", "Killed", "Region"), ROW], ("date", "place killed", "region"), 2),
    ([("Date", "", "Place"), ("", "until", ""), ROW], ("date", "date until", "place"), 2),
]  # fmt: skip
WIDE: list[tuple[Rows, tuple[str, ...], int]] = [
    ([A, (*ROW, "", ""), (*ROW, " ", "")], (*A, "unnamed 4", "unnamed 5"), 1),
    ([A, (*ROW, "", ""), (*ROW, "x", "")], A, 1),
    ([A, (*ROW, "", ""), (*ROW, "", ""), ROW], (*A, "unnamed 4", "unnamed 5"), 1),
    ([A, ("1", *ROW), ("x", *ROW)], A, 1),
    ([A, ("1", *ROW), (" 2 ", *ROW), ()], ("unnamed 1", *A), 1),
    ([A, ("1", "2", *ROW), ("2", "3", *ROW)], A, 1),
    ([(*A, ""), ROW, ROW], A, 1),
    ([(*A, "", "x"), ROW, ROW], (*A, "unnamed 4", "x"), 1),
    ([(*A, "x", ""), ROW, ROW], (*A, "x", "unnamed 5"), 1),
    ([(*A, "x", ""), (*ROW, "1"), (*ROW, "1")], (*A, "x"), 1),
    ([(*A, ""), (*ROW, ""), (*ROW, "")], (*A, "unnamed 4"), 1),
    ([("a", "b", "A", "b", "b"), FIVE], ("a", "b", "a (2)", "b (2)", "b (3)"), 1),
    ([("a", "b", " ", ""), ("1", "2", "3", "4")], ("a", "b", "unnamed 3", "unnamed 4"), 1),
    ([("a", "unnamed 3", ""), ("1", "2", "3")], ("a", "unnamed 3", "(2)"), 1),
]
CASES = [*TITLES, *TAGS, *GROUPED, *WIDE]


@pytest.mark.parametrize(("rows", "names", "count"), CASES, ids=range(len(CASES)))
def test_where_the_header_is(rows: Rows, names: tuple[str, ...], count: int) -> None:
    """Its names, and how many rows are none of the table's."""
    assert header.found(rows) == Header(names, count)


@pytest.mark.parametrize(
    ("rows", "why"),
    [
        ([("2024", "5"), A], "holds numbers"), ([("2024", "", "5"), A], "holds numbers"),
        ([("x",), ("1",), ("1", "2")], "holds numbers"),
        ([("a,b,c",), ("x",)], "in one cell"), ([("a;b;c",), ("x",)], "in one cell"),
        ([("a\tb\tc",), ("x",)], "in one cell"), ([("a|b|c",), ("x",)], "one column only"),
        ([("a,b;c",), ("x",)], "one column only"), ([("a", ""), ("x",)], "one column only"),
        ([A], "a header and no rows"),
    ],
)  # fmt: skip
def test_rows_without_a_header_say_why(rows: Rows, why: str) -> None:
    """Numbers are none, and one column is none of a table."""
    with pytest.raises(ValueError, match=why):
        header.found(rows)


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("a;b,c\n1;2,3\n", ","), ("a;b\nx, y, z;1\nx, y, z;2\n", ";"),
        ("a;b;c\nx, y, z, u;1;2\nx, y, z, u;2;3\n", ";"), ("a\n1\n", ","), ("a|b\n1|2\n", "|"),
        ("a,b\n1;2;3\n1;2;3\n", ";"), ("a,b,c\n1;2;3;4\n1;2;3;4\n", ","),
        ("a;b;c\n1,2\n1,2\n1,2\n", ";"), ("\n\na;b\n1;2\n", ";"), (",,\n;;\n", ","),
        ("a;b,c,d\n1;2\n3;4\n", ";"), ("a;b,c,d\n1;2\n3\n4;5\n", ","),
        ("a\tb\n1,5\t2\n3,5\t4\n", "\t"),
        ("a;b;c\nT,1\n1;2;3\n", ";"),
        ("a\n" * 2 + "1,2\n" * 28 + "1;2;3\n" * 60, ","),
    ],
)  # fmt: skip
def test_what_parts_the_columns(text: str, mark: str) -> None:
    """What parts most rows alike, unless the header has more of another, two at least."""
    assert delimited.delimiter(text) == mark


def test_the_first_thirty_rows_are_looked_at() -> None:
    """With the number of lines up to the end of each, however long their cells are."""
    rows, lines = delimited.records('a,b\n"1\n2",3\n' * 40, ",")
    assert rows == [["a", "b"], ["1\n2", "3"]] * 15
    assert lines == [line for at in range(15) for line in (3 * at + 1, 3 * at + 3)]
    long = "x" * 140_000
    rows, lines = delimited.records(f"a,{long}\n1,2\n3,{long}\n5,6\n", ",")
    assert (rows, lines) == ([["a", long], ["1", "2"], ["3", long], ["5", "6"]], [1, 2, 3, 4])


def test_marks_may_be_taken_as_they_stand() -> None:
    """Then they part nothing."""
    rows, lines = delimited.records('"a\tb"\n1\t2\n', "\t", is_literal=True)
    assert (rows, lines) == ([['"a', 'b"'], ["1", "2"]], [1, 2])
    assert delimited.records('"a\tb"\t1\n', "\t") == ([["a\tb", "1"]], [1])
