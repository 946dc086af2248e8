"""Rules on files, columns and values."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd

from strikemap import collection
from strikemap.checks import Edit, example, schema
from strikemap.checks.rule import Subject
from strikemap.collection import resources
from strikemap.model import TABLES

Problems = Callable[..., list[tuple[str, int, str, str]]]


def test_schema_of_another_model_is_named(problems: Problems) -> None:
    """A resource whose schema was changed by hand is a problem."""
    changed = resources()
    changed[1]["schema"] = {"fields": []}

    assert problems(Edit("datapackage.json", 0, "resources", changed)) == [
        ("datapackage.json", 0, "resources", "descriptor-schema")
    ]


def test_resources_of_any_shape_are_named(problems: Problems) -> None:
    """A descriptor whose resources are no list raises nothing."""
    for value in (None, 3, {"a": 1}, [3, {"name": []}]):
        assert {"descriptor-schema"} == {
            each[3] for each in problems(Edit("datapackage.json", 0, "resources", value))
        }


def test_unsorted_rows_are_a_warning_at_the_first(problems: Problems) -> None:
    """The first row out of order is named, in its file."""
    assert ("claims.csv", 5, "claim_id", "sorted") in problems(
        Edit("claims.csv", 5, "claim_id", "0")
    )


def test_unknown_event_has_no_known_kind(problems: Problems) -> None:
    """An unknown event type takes the unknown sub-event type alone."""
    unknown = Edit("incidents.csv", 3, "event_type", "unknown")

    assert problems(unknown) == [("incidents.csv", 3, "sub_event_type", "event-type")]
    assert problems(unknown, Edit("incidents.csv", 3, "sub_event_type", "unknown")) == []


def test_the_first_row_that_is_out_of_order_is_named(tmp_path: Path) -> None:
    """Of each table by its ids, of corrections by their days; rows of one day are in order."""
    example.write(tmp_path)
    whole = collection.read(tmp_path).collection
    assert whole is not None
    for table in TABLES.values():
        key = table.key or "date"
        frame = getattr(whole, table.name).iloc[[0] * 3].reset_index(drop=True)
        for order in ("abc", "aac", "acb", "bac", "cba", "bca"):
            days = pd.to_datetime([f"2023-05-0{ord(each) - 96}" for each in sorted(order)])
            values = days.astype("datetime64[s]") if key == "date" else sorted(order)
            made = replace(whole, **{table.name: frame.assign(**{key: values})})
            rows = {table.name: np.argsort([*order], kind="stable") + 2}
            subject = Subject(made, date(2026, 11, 22), rows)
            found = [each for each in schema.sorted_by_id(subject) if each.table == table.name]
            wrong = next((at for at in (1, 2) if order[at] < order[at - 1]), None)
            told = [(subject.row(table.name, each.positions[0]), each.column) for each in found]
            assert told == ([] if wrong is None else [(wrong + 2, key)])
