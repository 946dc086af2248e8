"""Typed tables as text again."""

import hashlib
from pathlib import Path

import numpy as np
import pandas as pd

from strikemap import collection
from strikemap.collection.text import content_hash, hash_of_files
from strikemap.collection.writing import contiguous, csv_bytes
from strikemap.model import TABLES
from tests.builders import build, claim, incident


def test_some_records_as_text_name_what_they_named(folder: Path) -> None:
    """Of chosen claims each still says which incident it is about, chosen itself or not."""
    found = collection.read(folder).collection
    assert found is not None
    rows = {name: np.zeros(len(getattr(found, name)), dtype=bool) for name in TABLES}
    rows["claims"][[1, 3]] = True

    text = collection.text_tables(found, rows)

    whole = collection.text_tables(found)["claims"]
    assert text["claims"].to_dict("records") == whole.iloc[[1, 3]].to_dict("records")
    assert text["claims"]["incident_id"].iloc[0] == ""
    assert len(text["incidents"]) == 0


def test_the_hash_is_of_the_written_files(folder: Path) -> None:
    """The hash is that of the CSV files' own hashes, so that anyone can work it out."""
    found = collection.read(folder).collection
    assert found is not None
    told = "".join(
        f"{name} {hashlib.sha256((folder / f'{name}.csv').read_bytes()).hexdigest()}\n"
        for name in sorted(TABLES)
    )

    assert hashlib.sha256(told.encode()).hexdigest() == content_hash(
        {name: getattr(found, name) for name in TABLES}
    )


def test_the_hash_is_in_the_order_of_ids_whatever_the_days() -> None:
    """Incidents stand by their days in memory, and by their ids where they are written."""
    days = {"a": "2023-05-09", "b": "2023-05-03", "c": "2023-05-06"}
    made = build([incident(name, date_start=day) for name, day in days.items()])
    assert made.incidents["incident_id"].tolist() == ["b", "c", "a"]
    two = build([incident("a", date_start="2023-05-09"), incident("b", date_start="2023-05-03")])
    assert two.incidents["incident_id"].tolist() == ["b", "a"]
    for each in (made, two):
        tables = collection.text_tables(each)
        files = {name: csv_bytes(name, frame) for name, frame in tables.items()}
        assert each.content_hash == hash_of_files(files)


def test_what_is_empty_in_memory_is_empty_as_text() -> None:
    """Degrees, numbers and days that are none, and text of a column that may lack them."""
    nowhere = dict.fromkeys(("latitude", "longitude", "place", "place_local"), "")
    made = build([incident("a", **nowhere, geo_precision="3")], [claim("c", "a")])
    tables = collection.text_tables(made)
    for name in nowhere:
        assert tables["incidents"][name].tolist() == [""], name
    for name in ("value_min", "value_max", "covers_from", "note"):
        assert name not in tables["claims"] or tables["claims"][name].tolist() == [""], name
    text = contiguous(pd.Series(["a", None, float("nan"), ""], dtype="object"))
    assert text.to_pylist() == ["a", "", "", ""]
