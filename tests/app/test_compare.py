"""The page Compare, as a reader meets it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from strikemap import collection
from tests.app.conftest import Open
from tests.app.words import said
from tests.builders import build, claim, incident

ARTICLE = Path(__file__).parents[2] / "data" / "cnn-2023-05-31"


@pytest.fixture
def two(tmp_path: Path, collections: Callable[..., None]) -> None:
    """The article beside a collection that has Shebekino too."""
    write(tmp_path / "other")
    collections(ARTICLE, tmp_path)


def write(folder: Path, name: str = "other") -> None:
    made = build(
        [
            incident("shebekino", title="Shelling <b>of</b> Shebekino"),
            incident("b", latitude="50.6", longitude="36.6"),
        ],
        [claim("c1", "shebekino", "7", "injured"), claim("c2", "b", "1")],
    )
    named = replace(made, name=name, title="The *other* one")
    descriptor = {**made.descriptor, "name": named.name, "title": named.title}
    collection.write(folder, collection.text_tables(made), descriptor)


def test_nothing_chosen(open_page: Open) -> None:
    """Without a choice the page says what to do, and compares nothing."""
    app = open_page("compare")
    assert not app.exception
    assert "Choose what to compare the present view with" in said(app)


def test_two_periods(open_page: Open) -> None:
    """Each period has its days, its totals and its number of incidents."""
    app = open_page(
        "compare", dates=["2023-05-30", "2023-05-31"], compare=["2023-05-22,2023-05-28"]
    )
    assert not app.exception
    words = said(app)
    assert "30–31 May 2023 · 6 incidents" in words
    assert "22–28 May 2023 · 2 incidents" in words
    assert "1 and 2" in words
    assert app.query_params["compare"] == "2023-05-22,2023-05-28"


def test_a_bar_names_the_night_that_it_holds(open_page: Open) -> None:
    """A bar's days, pointed at and in the table, go into the next where one of them is a night."""
    app = open_page(
        "compare", dates=["2023-05-30", "2023-05-31"], compare=["2023-05-22,2023-05-28"]
    )
    days = "30 May 2023, or the night of 30–31 May 2023"
    assert any(days in each.value.to_csv() for each in app.dataframe)
    (chart,) = app.get("vega_lite_chart")
    assert days.encode() in chart.proto.SerializeToString()


@pytest.mark.usefixtures("two")
def test_two_collections(open_page: Open) -> None:
    """The other collection's title is text, its totals are its own, and the pair is listed."""
    app = open_page("compare", compare=["other"], dates=["2023-05-31", "2023-05-31"])
    assert not app.exception
    words = said(app)
    assert "The *other* one · 2 incidents" in words
    assert "7 injured, reported, unknown for 1 of 2" in words
    assert "Shelling <b>of</b> Shebekino" in app.dataframe[-1].value.to_csv()


@pytest.mark.usefixtures("two")
def test_choosing_goes_to_the_url(open_page: Open) -> None:
    """What is chosen stands in the address, to be shared."""
    app = open_page("compare")
    next(each for each in app.main.selectbox if each.label == "The other collection").set_value(
        "other"
    ).run()
    assert app.session_state["strikemap"].query()["compare"] == ["other"]
    assert "The *other* one" in said(app)


@pytest.mark.parametrize(
    ("compare", "told"),
    [
        ("never-heard-of", "is not here"),
        ("cnn-2023-05-31", "on this side already"),
        ("2023-05-31,yesterday", "was not understood"),
        ("1999-01-01,1999-12-31", "nothing is recorded"),
        ("<script>alert(1)</script>", "is not here"),
        ("9" * 5_000, "is not here"),
        (",", "was not understood"),
    ],
)
def test_what_cannot_be_compared_is_told(compare: str, told: str, open_page: Open) -> None:
    """A link that asks for the impossible says so in words."""
    app = open_page("compare", compare=[compare])
    assert not app.exception
    assert told in said(app)


def test_nothing_in_view(open_page: Open) -> None:
    """An empty view compares to nothing, without a fault."""
    app = open_page("compare", q=["nothing is called this"], compare=["2023-05-22,2023-05-28"])
    assert not app.exception
    assert "No pair was found" in said(app)


def test_a_second_period_is_typed(open_page: Open) -> None:
    """Two typed days are the other side; one that can't be read or shown is told, none is lost."""
    app = open_page("compare")
    app.button_group[0].set_value("Another period").run()
    first, last = (next(each for each in app.text_input if f"{which} day" in each.label)
                   for which in ("first", "last"))  # fmt: skip
    first.set_value("2023-05-22").run()
    assert "Choose what to compare" in said(app)
    last.set_value("2023-05-29").run()
    assert not app.exception
    assert "22–29 May 2023" in said(app)
    next(each for each in app.text_input if "last day" in each.label).set_value("soon").run()
    assert not app.exception
    assert "This period can’t be shown: 'soon' is no date" in said(app)
    assert "22–29 May 2023" in said(app)


def test_two_collections_of_one_title(
    tmp_path: Path, collections: Callable[..., None], open_page: Open
) -> None:
    """Two collections that bear one title are compared like any other, and told apart."""
    for name in ("other", "again"):
        write(tmp_path / name, name)
    collections(tmp_path)
    app = open_page("compare", collection=["other"], compare=["again"])
    assert not app.exception
    assert "The *other* one (first)" in said(app) and "The *other* one (second)" in said(app)
