"""What several rooms draw: lists to choose from, grids, the copied link, words where nothing is."""

from __future__ import annotations

import html
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from strikemap import dates
from strikemap.languages import speaking
from strikemap.markup import safe
from strikemap.ui.elements import choice_list, copy_link, grid, style
from strikemap.ui.elements.choice_list import Item, Section, show_choice_list
from strikemap.ui.elements.day_axis import day_axis
from strikemap.ui.elements.grid import SENTENCE, figure_widths, show_grid
from strikemap.ui.elements.line import show_line
from strikemap.ui.elements.nothing_found import show_nothing_found
from strikemap.ui.elements.printed import show_printed
from tests.builders import build, incident
from tests.unit.ui.drawn import Drawn, fresh, reader_of

HERE = build([incident("a"), incident("b", place="Kursk", place_local="Курск", region="RU-KRS")])


def test_a_list_tells_of_what_was_chosen_in_it(
    drawn: Drawn, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Headings with their items, in another language where that is named; no other id is taken."""
    told: list[dict[str, Any]] = []
    monkeypatch.setattr(choice_list, "_component", lambda: lambda **how: told.append(how))
    chosen: list[str] = []
    items = (Item("a", "A", "note"), Item("b", "B", language="ru"))
    show_choice_list([Section("Head", items)], key="k", label="Label", on_chosen=chosen.append)
    assert told[0]["key"] == "k" and told[0]["data"] == {
        "label": "Label",
        "sections": [["Head", [["a", "A", "note"], ["b", "B", "", "ru"]]]],
    }
    for word in ({"chosen": fresh("a")}, {"chosen": "never"}, {"chosen": 3}, None, {}):
        drawn.session_state["k"] = word
        told[0]["on_chosen_change"]()
    assert chosen == ["a"]


def test_a_link_is_copied_of_what_can_be_shared(
    drawn: Drawn, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With every default written out; of an own file it is said that it can't be."""
    told: list[dict[str, Any]] = []
    monkeypatch.setattr(copy_link, "_component", lambda: lambda **how: told.append(how))
    shared = replace(HERE, folder=Path("here"))
    current = reader_of(shared, "weapon=drone")
    copy_link.show_copy_link(current)
    query = told[0]["data"]["query"]
    assert "weapon=drone" in query and "basemap=boundaries" in query and not drawn.all
    copy_link.show_copy_link(reader_of(replace(HERE, folder=None)))
    assert len(told) == 1 and "can’t be shared" in drawn.texts("caption")[0]


@pytest.mark.parametrize(
    ("query", "is_told"), [("q=Kurs", True), ("q=zzzzzzzzzzz", False), ("", False)]
)
def test_where_nothing_is_found(drawn: Drawn, query: str, is_told: bool) -> None:
    """It is said so, and what names are close to the search, each in its language."""
    show_nothing_found(reader_of(HERE, query))
    assert drawn.texts("text")[0].startswith("No incident fits these filters")
    assert bool(drawn.of("html")) is is_told
    if is_told:
        assert "Close to the search: " in drawn.texts("html")[0]
        assert "Kursk" in drawn.texts("html")[0] or "Курск" in drawn.texts("html")[0]


def test_a_local_name_is_in_its_place_s_language() -> None:
    """A name that is some place's local one is of that region's language; any other is not."""
    from strikemap.ui.elements.nothing_found import _spoken_at

    current = reader_of(HERE)
    assert _spoken_at(current, fresh("Курск")) == "ru" and _spoken_at(current, "Kursk") == ""


@given(st.text("abcil1., –", max_size=12), st.text("abcil1., –", max_size=12))
def test_property_a_longer_text_is_wider(one: str, other: str) -> None:
    """Wide letters take more room than narrow ones, and each letter takes some."""
    room = grid._width("")
    assert room == grid._PADDING > 0
    wide = sum(each in "abc1" for each in one)
    assert grid._width(one) == round(wide * 8.2 + (len(one) - wide) * 4.6) + 20
    assert grid._width(one + other) >= grid._width(one)


@pytest.mark.parametrize(("length", "is_wide"), [(SENTENCE - 1, True), (SENTENCE, False)])
def test_a_text_is_no_figure(length: int, is_wide: bool) -> None:
    """A column whose cells are long texts is left to the grid, and one without any figure."""
    frame = pd.DataFrame({"a": ["1" * length, None], "b": ["none", "x"], "c": [1, 22]})
    found = figure_widths(frame)
    assert ("a" in found) is is_wide and "b" not in found
    assert found["c"] == grid._width("22") and figure_widths(frame.iloc[:0]) == {}
    assert figure_widths(frame.rename(columns={"c": "a longer name"}))["a longer name"] == (
        grid._width("a longer name")
    )


def test_a_grid_hides_its_index(drawn: Drawn) -> None:
    """It is as wide as its place, its figures are whole, and it takes what else is asked."""
    show_grid(pd.DataFrame({"a": [1]}), key="k")
    found = drawn.one("dataframe").how
    assert found["hide_index"] is True and found["width"] == "stretch" and found["key"] == "k"
    assert found["column_config"]["a"]["width"] == figure_widths(pd.DataFrame({"a": [1]}))["a"]


def test_what_is_printed_is_text(drawn: Drawn) -> None:
    """Each row and column of a grid as a table on paper."""
    show_printed(pd.DataFrame({"A <b>": [" 1 ", "<i>"], "B": ["x", "y"]}))
    table = html.unescape(drawn.one("html").words[0])
    assert "<tr><th>A <b></th><th>B</th></tr>" in table
    assert "<tr><td>1</td><td>x</td></tr><tr><td><i></td><td>y</td></tr>" in table
    show_line(safe("<x>"), drawn)  # type: ignore[arg-type]
    assert drawn.texts("html")[-1] == "<x>"


@pytest.mark.parametrize(("theme", "link"), [("dark", "#8ec7ff"), ("light", "#0b5c8f")])
def test_links_have_a_colour_for_the_theme(drawn: Drawn, theme: str, link: str) -> None:
    """And no place for it is left in the sheet, which has no word to its authors."""
    drawn.context.theme.type = fresh(theme)
    assert style.is_dark() is (theme == "dark")
    style.show_style()
    sheet = drawn.one("html").words[0]
    assert link in sheet and "LINK" not in sheet and "/*" not in sheet and "\n" not in sheet


@pytest.mark.parametrize("code", ["en", "uk"])
def test_days_of_an_axis_are_in_the_readers_language(code: str) -> None:
    """Each month by its short name, days below ten with a zero before them."""
    with speaking(code):
        said = str(day_axis().to_dict()["labelExpr"])
        assert all(name in said for name in dates.short_month_names())
    assert "date(datum.value) < 10 ? '0'" in said
