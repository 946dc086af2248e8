"""Parquet files to tables of text."""

from datetime import date, datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from strikemap import collection
from strikemap.collection import parquet
from strikemap.collection.bounds import Unreadable


def _written(folder: Path, columns: dict[str, pa.Array]) -> Path:
    path = folder / "t.parquet"
    pq.write_table(pa.table(columns), path)
    return path


def test_typed_columns_become_text(tmp_path: Path) -> None:
    """Numbers, days, repeated text and nulls are written as the CSV would have them."""
    path = _written(
        tmp_path,
        {
            "n": pa.array([1, None]),
            "x": pa.array([50.5, float("nan")]),
            "d": pa.array([date(2023, 5, 31), None]),
            "t": pa.array([datetime(2023, 5, 31, 23, 59, 59, 999_999), None]),
            "s": pa.array(["a", None]).dictionary_encode(),
            "none": pa.nulls(2),
        },
    )

    assert parquet.table(path).frame().values.tolist() == [
        ["1", "50.5", "2023-05-31", "2023-05-31", "a", ""],
        ["", "", "", "", "", ""],
    ]


@pytest.mark.parametrize(
    "column",
    [
        pa.array([b"pickled"]),
        pa.array([[1]]),
        pa.array([{"a": 1}]),
        pa.array([True]),
        pa.array(["{}"], pa.string()).cast(pa.json_()),
    ],
)
def test_other_types_are_refused(tmp_path: Path, column: pa.Array) -> None:
    """Bytes, lists, structures and extension types are no plain data."""
    with pytest.raises(Unreadable) as raised:
        parquet.table(_written(tmp_path, {"c": column}))

    assert (raised.value.rule, raised.value.column) == ("type", "c")


def test_one_long_text_repeated_does_not_unpack(tmp_path: Path) -> None:
    """A small file whose text would fill the memory is refused before it does."""
    text = pa.DictionaryArray.from_arrays(
        pa.array([0] * 3000, pa.int32()), pa.array(["x" * 999_999])
    )

    with pytest.raises(Unreadable, match="bytes"):
        parquet.table(_written(tmp_path, {"c": text})).take(0)


def test_no_parquet_is_unreadable(tmp_path: Path) -> None:
    """A file that is no Parquet says so."""
    (tmp_path / "t.parquet").write_bytes(b"PAR1 and so on")

    with pytest.raises(Unreadable, match="Parquet"):
        parquet.table(tmp_path / "t.parquet")


def test_parquet_reads_as_the_csv_does(folder: Path) -> None:
    """The same collection comes from either form."""
    from_csv = collection.read(folder).collection
    assert from_csv is not None
    collection.write(folder, collection.text_tables(from_csv), from_csv.descriptor, parquet=True)
    for path in folder.glob("*.csv"):
        path.unlink()

    from_parquet = collection.read(folder)

    assert from_parquet.problems == ()
    assert from_parquet.collection is not None
    assert from_csv.content_hash == from_parquet.collection.content_hash
