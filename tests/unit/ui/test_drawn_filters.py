"""The sidebar's filters: what they offer, hold and hand on, and the button of the rest."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from strikemap.filters.choices import KEYS, LISTS, Filters
from strikemap.markup import safe_label
from strikemap.ui.frame import filters
from strikemap.ui.frame.collection_choice import MOST_SHOWN, show_collection
from strikemap.ui.frame.filters import FOLDED, show_filters, sidebar, take_filters
from strikemap.ui.session.state import WIDGET, WIDGET_KEYS, Session, seed_widgets, widget_value
from tests.builders import DRONE, build, incident
from tests.unit.ui.drawn import Drawn, fresh, reader_of

WHOLE = build(
    [
        incident("a", weapon="drone", sub_event_type=DRONE, target="energy"),
        incident("b", weapon="missile", target="residential", region="RU-KRS"),
    ]
)
SET = Filters(
    events=("Air-drone-strike",),
    weapons=("drone",),
    regions=("RU-BEL",),
    territory="russia",
    text="a",
    publishers=2,
    as_of=date(2023, 6, 1),
    sides=("russia",),
)


def drawn_for(current: Session, drawn: Drawn, page: str = "") -> Drawn:
    """The sidebar of *page*, drawn anew."""
    show_filters(current, drawn.anew(), page)  # type: ignore[arg-type]
    return drawn


@pytest.mark.parametrize("key", WIDGET_KEYS)
def test_a_widget_shows_its_own_filter_and_no_other(key: str) -> None:
    """Of a view with one filter set, that widget alone holds something."""
    value: Any = {"q": "word", "territory": "russia", "as_of": date(2023, 6, 1), "publishers": 3}
    name = {"q": "text"}.get(key, LISTS.get(key, key))
    held = value.get(key, ("one", "two"))
    current = reader_of(WHOLE)
    current.link = replace(current.link, filters=replace(Filters(), **{name: held}))
    shown = {each: widget_value(current, each) for each in WIDGET_KEYS}
    empty: dict[str, Any] = {"q": "", "territory": "", "as_of": "", "publishers": 1}
    assert shown.pop(key) == {"as_of": "2023-06-01"}.get(key, list(held) if key in LISTS else held)
    assert shown == {each: empty.get(each, []) for each in WIDGET_KEYS if each != key}


def test_what_is_chosen_narrows(drawn: Drawn) -> None:
    """Each widget's value becomes the filter; codes keep the order in which they are offered."""
    current = reader_of(WHOLE)
    drawn.session_state |= {
        WIDGET + "weapon": [fresh("missile"), fresh("drone"), "no-such-weapon"],
        WIDGET + "q": "  words  " + "x" * 500,
        WIDGET + "territory": None,
        WIDGET + "as_of": " 2023-06-01 ",
        WIDGET + "publishers": 2,
    }
    current.is_arriving = False
    take_filters(current)
    found = current.link.filters
    assert found.weapons == ("drone", "missile") or found.weapons == ("missile", "drone")
    assert found.weapons == tuple(
        code for code in filters._options(current, "weapon") if code in ("drone", "missile")
    )
    assert found.text.startswith("words x") or found.text.startswith("words  x")
    assert len(found.text) == filters.TEXT_LIMIT
    assert (found.territory, found.as_of, found.publishers) == ("", date(2023, 6, 1), 2)
    drawn.session_state |= {
        WIDGET + "as_of": "soon",
        WIDGET + "q": None,
        WIDGET + "publishers": None,
    }
    drawn.session_state[WIDGET + "territory"] = "russia"
    take_filters(current)
    found = current.link.filters
    assert (found.territory, found.as_of, found.publishers, found.text) == ("russia", None, 1, "")


def test_what_the_browser_knew_before_is_no_choice(drawn: Drawn) -> None:
    """A value that stands in the browser from before a link's filters changes nothing, and is set
    right; another one is a choice and is remembered.
    """
    current = reader_of(WHOLE)
    seed_widgets(current)
    current.known = {"weapon": ["missile"], "q": ""}
    drawn.session_state[WIDGET + "weapon"] = ["missile"]
    take_filters(current)
    assert current.link.filters == Filters() and drawn.session_state[WIDGET + "weapon"] == []
    drawn.session_state[WIDGET + "weapon"] = ["drone"]
    take_filters(current)
    assert current.link.filters.weapons == ("drone",) and current.known["weapon"] == ["drone"]


@pytest.mark.parametrize("is_arriving", [True, False])
def test_filters_that_were_adopted_are_not_taken_back(drawn: Drawn, is_arriving: bool) -> None:
    """In the run after a link or Reset no widget's old value counts, and the rest folds up."""
    current = reader_of(WHOLE)
    drawn.session_state |= {WIDGET + "weapon": ["missile"], filters._POPOVER: True}
    current.is_adopted, current.is_arriving = True, is_arriving
    take_filters(current)
    assert current.link.filters == Filters() and not current.is_adopted
    assert drawn.session_state[filters._POPOVER] is is_arriving
    take_filters(current)
    assert current.link.filters.weapons == ("missile",)


def test_a_filter_without_a_widget_stays(drawn: Drawn) -> None:
    """That nothing is drawn of a filter is no choice."""
    current = reader_of(WHOLE)
    current.link = replace(current.link, filters=SET)
    take_filters(current)
    assert current.link.filters == SET


def test_options_are_what_occurs_and_what_was_asked_for(drawn: Drawn) -> None:
    """Of event, weapon and target those that occur, and what a link asked for besides."""
    current = reader_of(WHOLE, "weapon=small_arms")
    assert set(filters._options(current, "weapon")) == {"drone", "missile", "small_arms"}
    assert set(filters._options(current, "target")) == {"energy", "residential"}
    assert len(filters._options(current, "event")) == 2
    assert len(filters._options(current, "side")) > 2
    drawn_for(current, drawn)
    offered = drawn.one("multiselect", WIDGET + "weapon").words[1]
    assert list(offered) == filters._options(current, "weapon")
    said = drawn.one("multiselect", WIDGET + "weapon").how["format_func"]
    assert said("drone") != "drone" and said("never heard of") == "never heard of"


def test_the_rest_is_drawn_while_it_is_open(drawn: Drawn) -> None:
    """Folded, its filters are on no page and their widgets hold what is in view; open, all are."""
    current = reader_of(WHOLE, "side=russia&publishers=2")
    drawn.open = False
    drawn_for(current, drawn)
    keys = [each.how.get("key") for each in drawn.all]
    assert [key for key in FOLDED if WIDGET + key in keys] == []
    assert set(current.known) == set(WIDGET_KEYS) - set(FOLDED)
    assert drawn.session_state[WIDGET + "side"] == ["russia"]
    assert drawn.one("popover").words[0].endswith("(2 set)")
    drawn.open = True
    drawn.session_state[WIDGET + "side"] = ["ukraine"]
    drawn_for(current, drawn)
    keys = [each.how.get("key") for each in drawn.all]
    assert [key for key in FOLDED if WIDGET + key not in keys] == []
    assert set(current.known) == set(WIDGET_KEYS)
    # Just opened, it holds what is in view; what is chosen in it then stays.
    assert drawn.session_state[WIDGET + "side"] == ["russia"]
    drawn.session_state[WIDGET + "side"] = ["ukraine"]
    drawn_for(current, drawn)
    assert drawn.session_state[WIDGET + "side"] == ["ukraine"]


def test_the_button_of_the_rest_keeps_its_name_while_open(drawn: Drawn) -> None:
    """Another label would close it: it counts anew once it is shut, or in another language."""
    current = reader_of(WHOLE)
    drawn.open = False
    drawn_for(current, drawn)
    assert "set)" not in drawn.one("popover").words[0]
    drawn.session_state[filters._POPOVER] = True
    current.link = replace(current.link, filters=SET)
    drawn_for(current, drawn)
    assert "set)" not in drawn.one("popover").words[0]
    drawn.session_state[filters._SPOKEN] = "uk"
    drawn_for(current, drawn)
    assert drawn.one("popover").words[0].endswith("(3 set)")
    drawn.session_state[filters._POPOVER] = False
    current.link = replace(current.link, filters=Filters(publishers=1))
    drawn_for(current, drawn)
    assert "set)" not in drawn.one("popover").words[0]


@pytest.mark.parametrize(("asked", "offered"), [(1, [1, 2, 3]), (2, [1, 2, 3]), (5, [1, 2, 3, 5])])
def test_how_many_publishers(drawn: Drawn, asked: int, offered: list[int]) -> None:
    """One to three may be asked for, and what a link asked; each is said with its number."""
    filters._show_publishers(reader_of(WHOLE, f"publishers={asked}"))
    found = drawn.one("radio")
    assert found.words[1] == offered
    said = [found.how["format_func"](number) for number in offered]
    assert said[0] == "all" and len(set(said)) == len(said)
    assert all(str(number) in told for number, told in zip(offered[1:], said[1:], strict=True))


@pytest.mark.parametrize(
    ("written", "is_told"), [("", False), ("2023-06-01", False), ("2023-06", True), ("soon", True)]
)
def test_a_day_that_is_none_is_told(drawn: Drawn, written: str, is_told: bool) -> None:
    """What is typed for a day and is none is named; nothing is said where nothing is typed."""
    drawn.answers[WIDGET + "as_of"] = written
    filters._show_as_of(reader_of(WHOLE))
    assert drawn.one("text_input").how["max_chars"] == 10
    told = " ".join(drawn.texts("html"))
    assert (f"“{written}” is no day" in told) is is_told and bool(told) is is_told


def others(count: int) -> list[Any]:
    return [
        replace(WHOLE, name=f"other-{number}", title=f"Title *{number}*") for number in range(count)
    ]


def test_one_collection_is_no_choice(drawn: Drawn) -> None:
    """Alone it is named where the page has no filters, and not at all where it has."""
    current = reader_of(WHOLE)
    show_collection(current, "")
    assert not drawn.all
    show_collection(current, "sources")
    assert drawn.texts("html") == ["An example"] and len(drawn.all) == 1


@pytest.mark.parametrize("count", [2, MOST_SHOWN, MOST_SHOWN + 1])
def test_another_collection_is_gone_to(drawn: Drawn, count: int) -> None:
    """Few are shown at once, more in a list; the present one is chosen, another is gone to."""
    current = reader_of(WHOLE, "", *others(count - 1))
    kind = "radio" if count <= MOST_SHOWN else "selectbox"
    show_collection(current, "")
    found = drawn.one(kind)
    assert found.words[1] == [WHOLE.name, *(f"other-{at}" for at in range(count - 1))]
    assert drawn.session_state["collection"] == WHOLE.name and not drawn.query_params
    title = found.how["format_func"]("other-0")
    assert (
        title == "Title *0*"
        if kind == "selectbox"
        else title == str(safe_label("Title *0*")) != "Title *0*"
    )
    drawn.session_state["collection"] = fresh("other-0")
    drawn.query_params["lang"] = ["uk"]
    found.how["on_change"]()
    assert drawn.query_params == {"collection": ["other-0"], "lang": ["uk"]}
    show_collection(current, "")
    assert drawn.session_state["collection"] == WHOLE.name  # until the address has been heard


@pytest.mark.parametrize(
    ("page", "is_narrowed"), [("", True), ("incidents", True), ("sources", False)]
)
def test_the_sidebar_of_a_page(drawn: Drawn, page: str, is_narrowed: bool) -> None:
    """Where filters narrow a page all of them are there, with Reset; elsewhere the collection."""
    current = reader_of(WHOLE, "", *others(1))
    sidebar(fresh(page))
    assert drawn.texts("html") == ["Filters" if is_narrowed else "Collection"]
    drawn_for(current, drawn, fresh(page))
    keys = {str(each.how.get("key", ""))[len(WIDGET) :] for each in drawn.all} - {""}
    assert set(KEYS) - {"dates"} <= keys if is_narrowed else not keys & set(KEYS)
    assert drawn.has("button", "Reset") is is_narrowed
    if is_narrowed:
        drawn.answers["Reset"] = True
        current.link = replace(current.link, filters=SET, incident="a")
        drawn_for(current, drawn, page)
        assert current.link.filters == Filters() and not current.link.incident
        assert current.is_adopted


def test_widgets_begin_with_what_is_in_view(drawn: Drawn) -> None:
    """A page that comes after one without filters fills its widgets anew, and no touched one."""
    current = reader_of(WHOLE, "weapon=drone&territory=russia")
    drawn.session_state[WIDGET + "weapon"] = ["missile"]
    drawn_for(current, drawn)
    assert drawn.session_state[WIDGET + "territory"] == "russia"
    assert drawn.session_state[WIDGET + "weapon"] == ["missile"]
    assert next(iter(drawn.one("radio", WIDGET + "territory").words[1])) == ""
    said = drawn.one("radio", WIDGET + "territory").how["format_func"]
    assert said("") == "Both, side by side"
