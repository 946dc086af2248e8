"""What of a Parquet file is read: text in bytes, numbers within objects; the rest is named."""

from __future__ import annotations

import datetime
import io
import struct

import pyarrow as pa
import pyarrow.parquet as pq
from hypothesis import given
from hypothesis import strategies as st

from strikemap.importers.file.parquet import _of_bytes, _text
from tests.unit.importers.conftest import TODAY

ROW = {"date": [datetime.date(2024, 3, 1)], "lat": [50.61], "lon": [36.58]}


def parquet(**columns):
    out = io.BytesIO()
    pq.write_table(pa.table(ROW | columns), out)
    return out.getvalue()


def numbers(made):
    return made.tables["claims"][["measure", "value_min", "value_max"]].to_numpy().tolist()


def test_text_in_bytes_is_text_and_no_number_in_hexadecimal(imported):
    """As Spark and Hive write texts without saying so: `2` is two, and never 0x32."""
    made = imported(parquet(killed=[b"2"], place=["Белгород".encode()], other=[b"\xff\xfe"]))
    assert numbers(made) == [["killed", "2", "2"]]
    assert made.tables["incidents"]["place"].tolist() == ["Белгород"]


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\1")))
def test_any_text_in_bytes_comes_back(text):
    """Whatever it says; a point in well-known binary is told by its first byte."""
    assert _of_bytes(text.encode()) == text


def test_a_point_in_bytes_is_a_point(imported):
    """Beside texts in bytes."""
    out = io.BytesIO()
    columns = {"date": ROW["date"], "geometry": [struct.pack("<BIdd", 1, 1, 36.58, 50.61)]}
    pq.write_table(pa.table(columns | {"killed": [b"3"]}), out)
    made = imported(out.getvalue())
    assert made.tables["incidents"]["latitude"].tolist() == ["50.61"]
    assert numbers(made) == [["killed", "3", "3"]]


def test_numbers_within_objects_are_read(imported):
    """Degrees of a place, and least and most of a toll, as in JSON."""
    out = io.BytesIO()
    columns = {
        "day": ROW["date"],
        "place": [{"lat": 50.61, "lon": 36.58, "name": "A"}],
        "killed": [{"min": 2, "max": 4}],
        "casualties": [{"injured": 5}],
    }
    pq.write_table(pa.table({"date": ROW["date"]} | columns), out)
    made = imported(out.getvalue())
    assert sorted(numbers(made)) == [["injured", "5", "5"], ["killed", "2", "4"]]
    assert made.tables["incidents"]["longitude"].tolist() == ["36.58"]
    assert any("left out: place.name" in each for each in made.report.recognised)
    assert TODAY.isoformat() >= made.tables["incidents"]["date_start"][0]


def test_a_toll_in_a_list_is_marked_and_not_called_missing(imported):
    """What it holds is not read, and the row says so."""
    made = imported(parquet(killed=[[2, 3]], tags=[["a"]]))
    assert made.marked["column"].tolist() == ["killed"]
    assert made.tables["claims"]["statement"].tolist() == [
        "The file's number of people killed could not be read."
    ]
    assert "columns of lists, and texts within objects, are left out: killed, tags" in (
        made.report.recognised
    )


def test_numbers_that_are_none_are_empty_cells():
    """A null, and what is not a number, beside whole ones and fractions."""
    column = pa.array([2.0, None, float("nan"), 0.5])
    assert _text(column).to_pylist() == ["2", "", "", "0.5"]
