"""No link, whatever its keys hold, ends in an error: on any page, from a tour, or copied."""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from streamlit.testing.v1 import AppTest

from strikemap import links
from strikemap.filters.choices import ALL, TERRITORY_CHOICES, TEXT_LIMIT, known_codes
from strikemap.filters.rows import span_of
from strikemap.links import OURS
from tests.app.conftest import APP, PAGES, Open
from tests.app.timeline import ask, told
from tests.app.words import said
from tests.unit.export.views import shipped
from tests.unit.hostile import PAYLOADS

EACH = settings(max_examples=max(settings().max_examples // 60, 2))
"""For a property that runs a page for each example."""


@lru_cache(maxsize=1)
def values() -> dict[str, list[str]]:
    """For each key of a link, values on both sides of each bound, with none that it may have."""
    of = shipped("cnn-2023-05-31")
    first, last = span_of(of)
    day = timedelta(days=1)
    days = [
        each.isoformat()
        for each in (
            first - day, first, last, last + day, date.min, date.max,
            date(2022, 2, 23), date(2022, 2, 24), date.today(), date.today() + day,
        )
    ]  # fmt: skip
    days += ["2023", "2023-05", "2023-02-30", "0000-01-01", "10000-01-01"]
    known = known_codes(of)
    ids = [str(each) for each in of.incidents["incident_id"]]
    own = {
        "dates": days,
        "as_of": days,
        "compare": [f"{one},{two}" for one in days[:7] for two in days[:7]]
        + ["cnn-2023-05-31", "chronology-2023-05-06"],
        "view": ["85,180,18", "-85,-180,2", "85.1,0,5", "0,180.1,5", "0,0,1.9", "0,0,18.1",
                 "nan,0,5", "inf,0,5", "1e999,0,5", "0,0", "0,0,5,5", "0x1,0,5"],
        "stop": ["0", "1", "2", "999", "1000", "-1", "1.5", "٣"],
        "incident": ids,
        "collection": ["cnn-2023-05-31", "chronology-2023-05-06", "nowhere"],
        "basemap": [*links.BASEMAPS],
        "territory": [term.code for term in TERRITORY_CHOICES],
        "tour": ["guided", "off"],
        "v": ["1.0.0", "99.9.9", "0", "x"],
        "q": ["drone", " ", "x" * (TEXT_LIMIT + 1)],
    }  # fmt: skip
    return {key: [*own.get(key, known.get(key, ())), ALL, "", *PAYLOADS[:12]] for key in OURS}


@st.composite
def queries(draw: st.DrawFn) -> dict[str, list[str]]:
    """A query of a few keys, each with one to three values that it may or may not have."""
    keys = draw(st.sets(st.sampled_from(OURS), min_size=1, max_size=5))
    found = {
        key: draw(st.lists(st.sampled_from(values()[key]), min_size=1, max_size=3))
        for key in sorted(keys)
    }
    if draw(st.booleans()):
        found["dates"] = draw(st.lists(st.sampled_from(values()["dates"]), min_size=2, max_size=2))
    return found


def opened(page: str, query: dict[str, list[str]], *, unfolded: bool = False) -> AppTest:
    """*page* as its address with *query* opens it; *unfolded* with the popover of filters open."""
    app = AppTest.from_file(str(APP), default_timeout=60)
    if page != "map":
        app.switch_page(f"pages/{page}.py")
    for key, each in query.items():
        app.query_params[key] = each
    app.session_state["folded filters"] = unfolded
    return app.run()


def sound(app: AppTest) -> str:
    """What is said on the page, which shows no error."""
    assert not app.exception, app.exception
    assert not app.error, app.error
    return said(app)


@pytest.mark.parametrize("page", PAGES)
def test_property_any_query_opens_any_page(page: str, no_head_start: None) -> None:
    """A page opens whatever its query, its popover of filters open or not, and runs again."""

    @EACH
    @given(queries(), st.booleans())
    def holds(query: dict[str, list[str]], unfolded: bool) -> None:
        app = opened(page, query, unfolded=unfolded)
        sound(app)
        sound(app.run())

    holds()


@pytest.mark.parametrize("key", ["dates", "as_of", "compare"])
def test_each_bound(key: str) -> None:
    """On either side of each bound of a day the page stands, its popover open too."""
    days = [value for value in values()[key] if value not in PAYLOADS]
    for value in days[:10]:
        query: dict[str, Any] = {key: [value, value] if key == "dates" else [value]}
        sound(opened("compare" if key == "compare" else "incidents", query, unfolded=True))


def test_days_outside_are_kept_and_told() -> None:
    """A link to days that the collection lacks shows nothing of other days, and says why."""
    app = opened("incidents", {"dates": ["2022-01-01", "2022-02-01"]})
    words = sound(app.run())
    assert "0 incidents in view" in words and "1 January – 1 February 2022" in words
    assert "Nothing is recorded for 1 January – 1 February 2022" in words
    assert told(app)["chosen"] == ["2023-05-22", "2023-05-22"]
    ask(app, first="2023-05-30", last="2023-05-31", number=1, resting=True)
    assert "0 incidents in view" not in sound(app)


def test_what_the_browser_knew_before_is_no_choice(open_page: Open) -> None:
    """A run that ends before its filters are drawn leaves a link's filters as the link has them."""
    app = open_page("map", region=["RU-BEL"])
    assert "".join(app.query_params["region"]) == "RU-BEL"
    for key in ("weapon", "region"):
        app.query_params.pop(key, None)
    app.query_params["weapon"] = "drone"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("strikemap.ui.frame.filters.show_filters", lambda *_: None)
        app.run()
    app.session_state["filter region"] = ["RU-BEL"]
    app.session_state["filter weapon"] = []
    app.run()
    assert not app.exception
    assert "region" not in app.query_params
    assert "".join(app.query_params["weapon"]) == "drone"
