"""What is written a part at a time is, byte for byte, what is written a cell at a time."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from strikemap.export import View, export
from strikemap.links import Link
from tests.builders import build
from tests.unit import strategies
from tests.unit.export import plainly
from tests.unit.export.views import FEW, QUERIES, SHIPPED, link_of, shipped

PLAINLY: dict[str, Callable[..., Any]] = {
    "csv": plainly.csv_of,
    "geojson": plainly.geojson_of,
    "package": plainly.package_of,
}


def contents(form: str, view: View) -> Any:
    """The bytes of *form*; of a package its tables by the file's name."""
    made = export(form, view)
    if form != "package":
        return made
    files = zipfile.ZipFile(io.BytesIO(made))
    return {name: files.read(name) for name in files.namelist() if name.endswith(".csv")}


@pytest.mark.by_day(6, "each form and query is among those of the day; the next has any")
@pytest.mark.parametrize("form", PLAINLY)
@pytest.mark.parametrize("query", QUERIES)
@pytest.mark.parametrize("name", SHIPPED)
def test_of_the_shipped_collections(name: str, query: str, form: str) -> None:
    """The bytes are those of the plain way for every kind of view."""
    view = View(shipped(name), link_of(shipped(name), query))
    assert contents(form, view) == PLAINLY[form](view.collection, view.link.filters)


@pytest.mark.parametrize("form", PLAINLY)
@FEW
@given(data=st.data(), drawn=strategies.tables())
def test_property_of_any_view(form: str, data: st.DataObject, drawn: strategies.Drawn) -> None:
    """The bytes are those of the plain way for any collection and filters."""
    whole = build(**drawn)
    link = Link(filters=data.draw(strategies.filters_of(whole)))
    assert contents(form, View(whole, link)) == PLAINLY[form](whole, link.filters)
