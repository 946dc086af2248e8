"""What the timeline asks for is taken over, held against the collection, and answered."""

from __future__ import annotations

from typing import Any

import pytest

from strikemap.ui.session.state import Session
from tests.app.conftest import Open
from tests.app.timeline import ask, told

WHOLE = ["2023-05-22", "2023-05-31"]
REST = {"first": "2023-05-29", "last": "2023-05-30", "number": 7, "resting": True}


@pytest.mark.parametrize("page", ["map", "casualties", "incidents", "compare"])
def test_days_that_rest(page: str, open_page: Open) -> None:
    """Days that rest narrow what is in view, and the answer says which question it is to."""
    app = open_page(page)
    assert (told(app)["chosen"], told(app)["answered"]) == (WHOLE, 0)
    ask(app, **REST)
    assert not app.exception
    now = told(app)
    assert (now["chosen"], now["answered"]) == (["2023-05-29", "2023-05-30"], 7)
    assert now["in_view"] == 3


@pytest.mark.parametrize(
    "wrong",
    [
        {"first": "2023-05-30", "last": "2023-05-29"},
        {"first": "2024-05-30", "last": "2024-05-31"},
        {"first": "<img>"},
        {"last": "2023-02-30"},
        {"last": None},
        {"first": 20230529},
        {"first": ["2023-05-29"]},
        {"number": "8"},
        {"number": -1},
        {"number": 2**70},
        {"number": True},
        {"turn": None},
        {"turn": 1.0},
        {"resting": 1},
        {"resting": None},
    ],
)
def test_what_is_not_understood_changes_nothing(wrong: dict[str, Any], open_page: Open) -> None:
    """A message that the timeline would not send leaves the days, and the timeline learns them."""
    app = ask(open_page(), **REST)
    before = told(app)
    ask(app, **(REST | {"number": 8, "first": "2023-05-25"} | wrong))
    assert not app.exception
    now = told(app)
    assert (now["chosen"], now["answered"]) == (before["chosen"], before["answered"])
    assert now["turn"] > before["turn"]


def test_days_beyond_the_collection_are_cut(open_page: Open) -> None:
    """Days outside are left out, and all days together are no filter."""
    app = ask(open_page(), **(REST | {"first": "1900-01-01", "last": "9999-12-31"}))
    assert told(app)["chosen"] == WHOLE
    current: Session = app.session_state["strikemap"]
    assert current.link.filters.dates is None


def test_an_older_question_is_not_answered(open_page: Open) -> None:
    """A question that comes after a newer one, as when a page is opened again, is let pass."""
    app = ask(open_page(), **REST)
    ask(app, **(REST | {"number": 6, "first": "2023-05-22"}))
    assert (told(app)["chosen"][0], told(app)["answered"]) == ("2023-05-29", 7)


def test_a_question_from_before_a_reset(open_page: Open) -> None:
    """Days that were asked for before the timeline heard of a reset do not undo it."""
    app = ask(open_page(), **REST)
    before = told(app)["turn"]
    next(each for each in app.sidebar.button if each.label == "Reset").click().run()
    ask(app, **(REST | {"number": 8, "turn": before, "resting": False}))
    assert (told(app)["chosen"], told(app)["answered"]) == (WHOLE, 8)


def test_days_that_move_write_no_address(open_page: Open) -> None:
    """While the days move the view follows, and the address is written when they rest."""
    app = open_page()
    current: Session = app.session_state["strikemap"]
    before = current.bar.written
    ask(app, **(REST | {"resting": False}))
    assert told(app)["chosen"] == ["2023-05-29", "2023-05-30"]
    assert current.bar.written == before
    ask(app, **(REST | {"number": 8}))
    assert current.bar.written is not None
    assert "dates=2023-05-29&dates=2023-05-30" in current.bar.written[1]


def test_the_servers_word_is_newer(open_page: Open) -> None:
    """Reset, and a link, set the days anew and say so by a number that rises."""
    app = ask(open_page(), **REST)
    before = told(app)["turn"]
    next(each for each in app.sidebar.button if each.label == "Reset").click().run()
    assert told(app)["chosen"] == WHOLE and told(app)["turn"] > before
    before = told(app)["turn"]
    app.query_params["dates"] = ["2023-05-25", "2023-05-26"]
    app.run()
    assert told(app)["chosen"] == ["2023-05-25", "2023-05-26"] and told(app)["turn"] > before


def test_what_the_page_holds_is_not_sent_again(open_page: Open) -> None:
    """In the answer to who says that he has the bars there are none; any other word brings them."""
    app = open_page()
    stamp = told(app)["stamp"]
    assert told(app)["drawn"]["bars"]["size"]
    ask(app, **REST, bars=stamp, layer="none")
    assert (told(app)["stamp"], told(app)["drawn"]) == (stamp, None)
    app.run()
    assert told(app)["drawn"]["bars"]["size"]
    app.multiselect(key="filter weapon").set_value(["drone"]).run()
    ask(app, **(REST | {"number": 8}), bars=stamp)
    assert told(app)["stamp"] != stamp and told(app)["drawn"]["bars"]["size"]
    ask(app, **(REST | {"number": 9}), bars=["x"], layer=3)
    assert told(app)["answered"] == 9 and told(app)["drawn"]
    ask(app, lacking=stamp)
    assert not app.exception and told(app)["drawn"]


def test_play_is_on_the_map_alone(open_page: Open) -> None:
    """Where there is a map it follows the timeline; elsewhere there is none to be moved."""
    assert told(open_page())["on_map"]
    for page in ("casualties", "incidents", "compare"):
        assert not told(open_page(page))["on_map"]
