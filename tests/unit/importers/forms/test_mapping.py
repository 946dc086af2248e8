"""Files of mappings."""

import pytest

from strikemap.importers import ImportProblem, read_mapping
from strikemap.importers.forms import mapping_file
from strikemap.importers.forms.mapping import Lacking, mapped, renaming


@pytest.mark.parametrize(
    ("name", "text"), [("m.json", '{"a": "place"}'), ("m.toml", 'a = "place"\n')]
)
def test_json_and_toml(tmp_path, name, text):
    """Both forms give the same mapping."""
    path = tmp_path / name
    path.write_text(text)
    assert read_mapping(path) == {"a": "place"}


@pytest.mark.parametrize("text", ["", "[1]", "[" * 100_000, "{"])
def test_what_is_no_mapping(tmp_path, text):
    """Anything else is one clear problem."""
    path = tmp_path / "m.json"
    path.write_text(text)
    with pytest.raises(ImportProblem):
        read_mapping(path)


def test_a_missing_file(tmp_path):
    """A file that is not there is named."""
    with pytest.raises(ImportProblem, match=r"no\.json"):
        read_mapping(tmp_path / "no.json")


def test_what_a_data_sets_mapping_says_beside_columns_is_named_the_first_of_it():
    """So that a curator finds it at the top of what is wrong, in the order of the letters."""
    with pytest.raises(ImportProblem, match="'constants'"):
        renaming({"constants": {}, "zero_is_stated": True, "columns": {}}, ["a"])


HEADER = ["When", "lat", "lon", "n"]


@pytest.mark.parametrize(
    ("mapping", "says"),
    [
        (
            {"columns": {}, "notes": {}, "extra": {}},
            "'extra' is none of columns, constants, values",
        ),
        ({"columns": {"where": "place"}}, "the file has no column 'where'; it has when, lat"),
        ({"when": "day of it"}, "'day of it' is no field; write one of"),
        ({"when": "date_start", "n": "date_start"}, "date_start is filled twice; keep one column"),
        ({"columns": {}, "constants": {"age": "3"}}, "'age' is no field"),
        ({"columns": {"n": 3}}, "columns: write an object of text: text"),
        ({"columns": ["n"]}, "columns: write an object of text: text"),
        ({"columns": {}, "values": []}, "values: write an object of field: {found: code}"),
        ({"columns": {}, "values": {"weapon": []}}, "values.weapon: write an object of text: text"),
        (
            {"columns": {"when": "date_start"}, "zero_is_stated": 1},
            "zero_is_stated: write true or false",
        ),
    ],
)
def test_what_is_wrong_with_a_mapping_is_named(mapping, says):
    """The part of it, and what would be right."""
    with pytest.raises(ImportProblem) as caught:
        mapped(mapping, HEADER)
    assert str(caught.value).startswith("mapping: ") and says in str(caught.value)


@pytest.mark.parametrize(
    ("header", "constants", "lacks"),
    [
        (["n", "lat", "lon"], {}, "dates"),
        (["year", "lat", "lon"], {}, "dates"),
        (["month", "lat", "lon"], {}, "dates"),
        (["year", "month", "lat", "lon"], {}, ""),
        (["n", "lat", "lon"], {"date_start": "2024-03-01"}, ""),
        (["date", "lat"], {}, "places"),
        (["date", "lon"], {}, "places"),
        (["date", "lat"], {"longitude": "36.6"}, ""),
        (["date", "region"], {}, ""),
        (["date", "place"], {}, ""),
        (["date", "coordinates"], {}, ""),
        (["date"], {"region": "RU-BEL"}, ""),
    ],
)
def test_what_a_file_has_to_say_is_a_day_and_a_place(header, constants, lacks):
    """In one column or in parts, or once for all rows; what it lacks is told by itself."""
    if not lacks:
        mapped({"constants": constants}, header)
        return
    with pytest.raises(Lacking) as caught:
        mapped({"constants": constants}, header)
    assert caught.value.lacking.startswith(f"no column{'s' * (lacks == 'places')} of {lacks}")
    assert f"Columns: {', '.join(header)}. Fields: " in str(caught.value)


def test_what_is_mapped_goes_before_the_names_of_columns():
    """A column that is let go is nothing, and one that is named is that, in any case."""
    header = ["Date", "Day of it", "LAT", "lon", "Killed", "deaths"]
    found = mapped({" day OF it ": "date_start", "killed": ""}, header)
    assert dict(found.columns) == {
        "date_start": "day of it", "latitude": "lat", "longitude": "lon", "killed": "deaths",
    }  # fmt: skip
    assert (found.constants, found.values, found.zero_is_stated) == ({}, {}, False)


def test_a_day_in_one_column_is_surer_than_its_parts():
    """Of which the year alone stays, which the day may lack; without it all of them are taken."""
    parts = ["year", "month", "day"]
    whole = mapped({}, ["date", *parts, "region"]).columns
    assert dict(whole) == {"date_start": "date", "region": "region", "year": "year"}
    named = mapped({"x": "date_start"}, ["x", *parts, "region"]).columns
    assert dict(named) == {"date_start": "x", "region": "region", "year": "year"}
    assert dict(mapped({}, [*parts, "region"]).columns) == {
        each: each for each in (*parts, "region")
    }


def test_a_renaming_of_a_data_sets_columns():
    """A column that is let go, or whose name another takes, keeps out of the way."""
    header = ["dead", "fatalities", "notes"]
    assert renaming({" Dead ": " FATALITIES "}, header) == {
        "dead": "fatalities", "fatalities": "fatalities (replaced)",
    }  # fmt: skip
    assert renaming({"columns": {"dead": "fatalities", "fatalities": ""}}, header) == {
        "dead": "fatalities", "fatalities": "fatalities (let go)",
    }  # fmt: skip
    with pytest.raises(ImportProblem, match="no column 'x'; it has dead, fatalities, notes"):
        renaming({"x": "fatalities"}, header)
    with pytest.raises(ImportProblem, match="one name is given to two columns; keep one"):
        renaming({"dead": "fatalities", "notes": "fatalities"}, header)


def test_a_mapping_is_read_up_to_its_largest(tmp_path, monkeypatch):
    """A byte more is refused before it is read."""
    path = tmp_path / "m.json"
    path.write_text('{"a": "place"}')
    monkeypatch.setattr(mapping_file, "MAX_BYTES", path.stat().st_size)
    assert read_mapping(path) == {"a": "place"}
    monkeypatch.setattr(mapping_file, "MAX_BYTES", path.stat().st_size - 1)
    with pytest.raises(ImportProblem, match=r"m\.json: larger than a column mapping can be"):
        read_mapping(path)
