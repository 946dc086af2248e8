"""Columns of a Parquet file as text: each kind of value, which are read, and how many."""

from __future__ import annotations

import datetime
import decimal
import io
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from strikemap.importers.file import parquet, parquet_fields
from strikemap.importers.file.parquet import Columns
from strikemap.importers.file.parquet_pages import unpacked_bytes
from strikemap.importers.file.tables import opened
from strikemap.importers.problem import ImportProblem
from strikemap.importers.report import Log

NOON = datetime.datetime(2024, 3, 1, 12, 30, 5, 7)
DAY = datetime.datetime(2024, 3, 1)


def written(columns: dict[str, Any], **how: Any) -> bytes:
    out = io.BytesIO()
    pq.write_table(pa.table(columns), out, **how)
    return out.getvalue()


def table(contents: bytes) -> Columns:
    found = opened(contents, None, file_name="f").table
    assert isinstance(found, Columns)
    return found


def read(of: Columns) -> tuple[list[int], dict[str, list[str]], int]:
    """The rows' numbers, the cells by column, and how many rows were counted."""
    log = Log("f")
    parts = [part for part, _ in of.parts(log)]
    numbers = [int(number) for part in parts for number in part.index]
    cells = {name: [cell for part in parts for cell in part[name]] for name in of.names}
    return numbers, cells, log.read


KINDS: list[tuple[pa.Array, list[str]]] = [
    (pa.array([DAY, None, NOON], pa.timestamp("us")),
     ["2024-03-01 00:00:00", "", "2024-03-01 12:30:05"]),
    (pa.array([NOON, None], pa.timestamp("ns", "Europe/Kyiv")), ["2024-03-01 12:30:05Z", ""]),
    (pa.array([DAY.date(), None]), ["2024-03-01", ""]),
    (pa.array([2.0, 50.61, None], pa.float32()), ["2", "50.61", ""]),
    (pa.array([2.0, 50.61, None, float("nan"), 1e15]),
     ["2", "50.61", "", "", "1000000000000000"]),
    (pa.array([True, False, None]), ["true", "false", ""]),
    (pa.array([decimal.Decimal("1.50"), None]), ["1.50", ""]),
    (pa.array([3, None, -1]), ["3", "", "-1"]),
    (pa.array([b"2", None, b"\xff", b"a\0b", b""]), ["2", "", "", "", ""]),
    (pa.array([b"2", None], pa.large_binary()), ["2", ""]),
    (pa.array(["a", None, "ж", "a"]), ["a", "", "ж", "a"]),
    (pa.array(["a", None, "a"]).dictionary_encode(), ["a", "", "a"]),
    (pa.array(["a", None], pa.large_string()), ["a", ""]),
]  # fmt: skip


@pytest.mark.parametrize(("column", "texts"), KINDS, ids=[str(each.type) for each, _ in KINDS])
def test_each_kind_of_value_is_a_text(column: pa.Array, texts: list[str]) -> None:
    """What is none is empty; so are its different cells, each of which comes once."""
    found = table(written({"a": column, "b": ["x"] * len(column)}))
    assert read(found) == (
        [*range(1, len(column) + 1)],
        {"a": texts, "b": ["x"] * len(column)},
        len(column),
    )
    different = list(found.different("a"))
    assert sorted(different) == sorted(set(texts))
    assert list(found.different("b")) == ["x"]


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (b"\0abc", "00616263"), (b"\1", "01"), (b"\2a", "\2a"), (b"\1" * 59, "01" * 59),
        (b"\1" * 60, "\1" * 60), (b"\0" * 60, None), (None, ""), (b"", ""), (b"a\0", None),
        (b"\xd0", None), ("ж".encode(), "ж"),
    ],
)  # fmt: skip
def test_bytes_are_a_point_or_text(cell: bytes | None, text: str | None) -> None:
    """A point is short and begins with the order of its bytes; text has no zero in it."""
    assert parquet._of_bytes(cell) == text


def test_numbers_within_objects_have_their_different_values_too() -> None:
    """By the name that they are called by; of a column that is not read there are none."""
    places = [{"lat": 50.5, "lon": 36.5}, {"lat": 50.5, "lon": 1.0}, None]
    found = table(written({"n": [1, 2, 2], "where": places, "killed": [[1], [2], None]}))
    assert found.names == ("n", "lat", "lon", "killed")
    assert read(found)[1] == {
        "n": ["1", "2", "2"],
        "lat": ["50.5", "50.5", ""],
        "lon": ["36.5", "1", ""],
        "killed": ["[…]"] * 3,
    }
    assert sorted(found.different("lat")) == ["", "50.5"]
    assert sorted(found.different("n")) == ["1", "2"]
    assert list(found.different("killed")) == list(found.different("x")) == []


def leaves(**columns: pa.DataType) -> tuple[dict[str, str], str]:
    """What is read within the objects of *columns*, and what is said of those left out."""
    of = parquet_fields.fields(pa.schema(list(columns.items())))
    return dict(of.within), "".join(of.said).rpartition(": ")[2]


def nested(depth: int) -> pa.DataType:
    kind = pa.int64()
    for _ in range(depth):
        kind = pa.struct({"n": kind})
    return kind


@pytest.mark.parametrize(
    ("columns", "within", "left"),
    [
        ({"a": nested(4)}, {"a.n.n.n.n": "a.n.n.n.n"}, ""),
        ({"a": nested(5)}, {}, "a.n.n.n.n"),
        ({"a.b": nested(1)}, {}, "a.b"),
        ({"a": pa.struct({"x.y": pa.int64(), "z": pa.int64()})}, {}, "a"),
        ({"a": pa.struct({"t": pa.string(), "z": pa.bool_()})}, {"a.z": "a.z"}, "a.t"),
        ({"a": pa.struct({"t": pa.date32(), "d": pa.decimal128(9), "f": pa.float32()})},
         {"a.t": "a.t", "a.d": "a.d", "a.f": "a.f"}, ""),
        ({"a": pa.struct({"lat": pa.float64()}), "lat": pa.float64()}, {"a.lat": "a.lat"}, ""),
        ({"a": pa.struct({"Lat": pa.float64()}), "b": pa.struct({"lat": pa.float64()})},
         {"a.Lat": "lat", "b.lat": "b.lat"}, ""),
        ({"killed": pa.struct({"date": pa.int64(), "Men": pa.int64()})},
         {"killed.date": "killed.date", "killed.Men": "killed.men"}, ""),
        ({"a": pa.binary(3), "b": pa.list_(pa.int64())}, {}, "a, b"),
        ({f"l{at}": pa.list_(pa.int64()) for at in range(21)}, {},
         ", ".join(f"l{at}" for at in range(20))),
    ],
    ids=range(11),
)  # fmt: skip
def test_what_is_read_within_objects(
    columns: dict[str, pa.DataType], within: dict[str, str], left: str
) -> None:
    """Values of a few bytes, four objects deep, by their own names where these say enough."""
    assert leaves(**columns) == (within, left)


def test_columns_that_are_left_out_and_may_be_tolls_are_kept_as_unread() -> None:
    """By their names, or by words in these; what stands in an object is none of a row's."""
    of = parquet_fields.fields(
        pa.schema(
            {
                "Killed": pa.list_(pa.int64()),
                "people_killed_here": pa.list_(pa.int64()),
                "tags": pa.list_(pa.string()),
                "a": pa.struct({"killed": pa.string()}),
                "n": pa.int64(),
            }.items()
        )
    )
    assert of.unread == {"killed": "[…]", "people_killed_here": "[…]"}
    assert (of.whole, of.names, of.within) == (["n"], ["n"], {})
    assert of.said == (
        "columns of lists, and texts within objects, are left out: "
        "Killed, people_killed_here, tags, a.killed",
    )


def refusal(contents: bytes) -> str:
    """Why the file is refused, "" where it is read."""
    try:
        read(table(contents))
    except ImportProblem as refused:
        return str(refused)
    return ""


@pytest.mark.parametrize(
    ("bound", "fits", "told"),
    [
        ("MAX_ROWS", 3, "f: 3 rows; at most 2 are read"), ("MAX_CELLS", 6, "f: 3 rows; at most "),
        ("MAX_COLUMNS", 2, "f: 3 rows; at most "),
    ],
)  # fmt: skip
def test_so_many_rows_and_columns_are_read(
    bound: str, fits: int, told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And not one more than each bound."""
    contents = written({"a": ["x"] * 3, "b": ["y"] * 3})
    monkeypatch.setattr(parquet, bound, fits)
    assert refusal(contents) == ""
    monkeypatch.setattr(parquet, bound, fits - 1)
    assert refusal(contents).startswith(told)


def test_columns_within_an_object_and_those_left_out_count_as_well(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The more of the columns that the file has and those that are read."""
    within = written({"a": [{"x": 1, "y": 2, "z": 3}]})
    beside = written({"a": [1], "b": [[1]], "c": [[1]]})
    monkeypatch.setattr(parquet, "MAX_COLUMNS", 3)
    assert refusal(within) == refusal(beside) == ""
    monkeypatch.setattr(parquet, "MAX_COLUMNS", 2)
    assert refusal(within) != "" != refusal(beside)


def test_so_many_bytes_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of the file as it is, and of all that it holds once unpacked."""
    contents = written({"a": ["x" * 99], "b": ["y"]})
    monkeypatch.setattr(parquet, "MAX_BYTES", len(contents))
    assert refusal(contents) == ""
    monkeypatch.setattr(parquet, "MAX_BYTES", len(contents) - 1)
    assert refusal(contents) == f"f: {len(contents):,} bytes; at most {len(contents) - 1:,}"
    monkeypatch.undo()
    unpacked = unpacked_bytes(contents)
    monkeypatch.setattr(parquet, "MAX_MADE_BYTES", unpacked)
    assert refusal(contents) == ""
    monkeypatch.setattr(parquet, "MAX_MADE_BYTES", unpacked - 1)
    assert refusal(contents) == "f: more text than fits into memory"


def test_text_that_comes_many_times_is_counted_as_often(monkeypatch: pytest.MonkeyPatch) -> None:
    """Over all parts, whatever little of it the file holds."""
    contents = written({"a": ["x" * 999] * 100})
    assert unpacked_bytes(contents) < 2_000
    monkeypatch.setattr(parquet, "PART_ROWS", 7)
    monkeypatch.setattr(parquet, "MAX_MADE_BYTES", 99_900)
    assert refusal(contents) == ""
    monkeypatch.setattr(parquet, "MAX_MADE_BYTES", 99_899)
    assert refusal(contents) == "f: more text than fits into memory"


def test_a_text_is_so_long_at_the_most(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of those that the file holds once and shows many times."""
    contents = written({"a": ["x", "y" * 99, None]})
    monkeypatch.setattr(parquet, "MAX_FIELD_BYTES", 99)
    assert refusal(contents) == ""
    monkeypatch.setattr(parquet, "MAX_FIELD_BYTES", 98)
    assert refusal(contents) == "a cell of more than 98 bytes"


def test_rows_come_in_parts_of_so_many(monkeypatch: pytest.MonkeyPatch) -> None:
    """Numbered on, with how much of the file is read."""
    monkeypatch.setattr(parquet, "PART_ROWS", 4)
    found = table(written({"a": [*range(10)]}))
    parts = list(found.parts(Log("f")))
    assert [[*part.index] for part, _ in parts] == [[1, 2, 3, 4], [5, 6, 7, 8], [9, 10]]
    shares = [share for _, share in parts]
    assert shares == sorted(shares) and 0 < shares[0] < shares[1] <= 1


@pytest.mark.parametrize("count", [1, 3])
def test_long_texts_come_a_row_at_a_time(count: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """A part is one row at least, however long that is."""
    monkeypatch.setattr(parquet, "PART_BYTES", 10)
    texts = ["x" * (99 + at) for at in range(count)]
    parts = [part for part, _ in table(written({"a": texts})).parts(Log("f"))]
    assert [part["a"].tolist() for part in parts] == [[each] for each in texts]
    # One text that stands for many comes in as few rows, whatever little of it the file holds.
    for size, lengths in ((500, [1] * 10), (2_000, [2] * 5)):
        monkeypatch.setattr(parquet, "PART_BYTES", size)
        found = table(written({"a": ["x" * 999] * 10}))
        assert [len(part) for part, _ in found.parts(Log("f"))] == lengths


def test_a_file_without_columns_or_with_two_of_one_name() -> None:
    """Also where one of them stands in an object, or its name differs in case alone."""
    told = "f: no columns, or two of one name; keep one each"
    assert refusal(written({})) == told
    assert refusal(written({"a": ["x"], "A ": ["y"]})) == told
    assert refusal(written({"a": [{"killed": 1}], "killed": [1], "a.killed": [2]})) == told
