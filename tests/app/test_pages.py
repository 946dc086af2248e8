"""Each page with the article's incidents, with nothing in view, and with a link that is wrong."""

from __future__ import annotations

import errno
import re
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from strikemap.host import leaflet
from strikemap.host.page_list import NARROWED
from strikemap.markup import safe
from strikemap.model import TABLES, Collection
from strikemap.ui.sources import method
from tests.app.conftest import Open
from tests.app.words import said

SHEBEKINO = "2023-05-31-shebekino-shelling"
NARROWED_PAGES = tuple(address or "map" for address in NARROWED)
OF_ITS_OWN = {
    "map": "most in Belgorod Oblast (3)",
    "incidents": "Sort all rows by",
    "casualties": "Where claimants differ",
    "sources": "Claimants (8)",
    "corrections": "version 1.0.2",
    "codebook": "incidents.csv",
    "suggest": "Suggest",
    "compare": "Compare with",
    "your_data": "Your data",
    "incident": "No incident is chosen",
}
IN_FULL: dict[str, Callable[[Collection], Iterable[str]]] = {
    "incidents": lambda of: of.incidents["title"][of.incidents["status"] == "active"],
    "sources": lambda of: [*of.sources["source_id"], *of.claimants["name"]],
    "codebook": lambda of: [field.name for table in TABLES.values() for field in table.fields],
    "corrections": lambda of: of.corrections["record"],
}
"""What of a collection a page has every one of."""


def _sound(app: AppTest) -> str:
    assert not app.exception, app.exception
    assert not app.error, app.error
    # A link to a heading would take the place of the view's own address.
    assert all(each.proto.hide_anchor for each in (*app.header, *app.subheader))
    return said(app)


def test_filled(page: str, open_page: Open) -> None:
    """Every page opens by its own address, tells what is covered, and has all of its content."""
    app = open_page(page)
    words = _sound(app)
    assert "These are not all strikes" in words
    assert OF_ITS_OWN[page] in words
    of = app.session_state["strikemap"].collection
    in_full = IN_FULL[page](of) if page in IN_FULL else ()
    assert [each for each in in_full if str(each) not in words] == []


def test_empty(page: str, open_page: Open) -> None:
    """A search that finds nothing leaves every page whole."""
    words = _sound(open_page(page, q=["nothing is called this"]))
    if page in ("map", "incidents", "casualties"):
        assert "0 incidents in view" in words
        assert "No incident fits these filters" in words


def test_incident_chosen(page: str, open_page: Open) -> None:
    """A link's incident is opened with its claims where a page shows one."""
    words = _sound(open_page(page, incident=[SHEBEKINO]))
    if page in ("map", "incidents", "incident"):
        assert "eight apartment buildings were damaged" in words


@pytest.mark.parametrize("incident", ["never-heard-of", "", "../../etc/passwd", "x" * 5_000])
def test_incident_unknown(incident: str, open_page: Open) -> None:
    """An id that is not there, whatever it is, leaves the incident's page whole."""
    assert "No incident is chosen" in _sound(open_page("incident", incident=[incident]))


def test_bad_link(page: str, open_page: Open) -> None:
    """What a link asks for in vain is named on every page, trackers are not, the rest applies."""
    app = open_page(
        page,
        weapon=["drone", "trebuchet"],
        region=["RU-XXX"],
        dates=["yesterday", "2023-05-31"],
        view=["1,2"],
        as_of=["2023-02-30"],
        incident=["never-heard-of"],
        territory=["moon"],
        colour=["red"],
        utm_source=["newsletter"],
    )
    words = _sound(app)
    named = ["trebuchet", "RU-XXX", "dates", "view", "as_of", "never-heard-of", "moon", "colour"]
    assert [each for each in named if each not in words] == []
    assert "utm_source" not in words
    if page in NARROWED_PAGES:
        assert app.multiselect(key="filter weapon").value == ["drone"]
    if page in ("map", "incidents", "casualties"):
        assert "3 incidents in view" in words


@pytest.mark.by_day(28, "each key and each value is among those of the day; test_any_link has any")
@pytest.mark.parametrize(
    "value", ["\x00", "\u202e", "9" * 5_000, "2023-05-31\n", "NaN", "1e999,0,5", "%"]
)
@pytest.mark.parametrize(
    "key", ["dates", "view", "as_of", "stop", "q", "region", "collection", "v"]
)
def test_any_value(key: str, value: str, open_page: Open) -> None:
    """No value of any key breaks the page."""
    _sound(open_page("incidents", **{key: [value]}))


def test_filters_stand_where_they_narrow(page: str, open_page: Open) -> None:
    """A page that no filter narrows offers the collection alone."""
    app = open_page(page, weapon=["drone"])
    shown = "filter weapon" in [each.key for each in app.multiselect]
    assert shown == (page in NARROWED_PAGES)
    assert app.sidebar.radio[0].label == "Collection"


def test_totals(open_page: Open) -> None:
    """The totals are those of the article: each territory apart, the unknown beside them."""
    words = _sound(open_page())
    assert (
        "Russian territory · 6 incidents in 4 regions 1 killed, reported, unknown for 5 of 6"
        in words
    )
    assert "6 injured, reported, unknown for 4 of 6" in words
    assert (
        "Russian-occupied Ukraine · 1 incident in 1 region 5 killed, reported, toll known" in words
    )
    assert "19 injured, reported, toll known for all" in words


def test_totals_joined(open_page: Open) -> None:
    """Occupied Ukraine joins the totals only where the reader says so."""
    words = _sound(open_page(territory=["together"]))
    assert "together · 7 incidents in 5 regions 6 killed, reported, unknown for 5 of 7" in words


def test_filter_and_reset(open_page: Open) -> None:
    """A filter narrows what is in view, says so in words, and Reset undoes it."""
    app = open_page()
    app.multiselect(key="filter weapon").set_value(["drone"]).run()
    app.multiselect(key="filter region").set_value(["RU-MOW"]).run()
    assert "1 incident in view · Drone strikes in Moscow" in _sound(app)
    next(each for each in app.sidebar.button if each.label == "Reset").click().run()
    assert "7 incidents in view" in _sound(app)


def test_a_claimants_figure_opens(open_page: Open) -> None:
    """What one claimant's own claims come to is opened into its incidents, the silent ones too."""
    app = open_page("casualties")
    next(each for each in app.button_group if each.key == "group").set_value("By claimant").run()
    chosen = next(each for each in app.selectbox if each.key == "makeup By claimant killed")
    chosen.set_value("governor-belgorod").run()
    words = _sound(app)
    assert "Russian territory. Killed: 1 (headline 1) over 1 incident; unknown for 5;" in words


def test_each_source_is_one_click_away(open_page: Open) -> None:
    """The list of sources links each to its address, its host in view."""
    app = open_page("sources", collection=["chronology-2023-05-06"])
    listed = next(each.proto.body for each in app.get("html") if "sm-long" in each.proto.body)
    sources = app.session_state["strikemap"].collection.sources
    given = [url for url in sources["url"].astype(str) if url]
    assert given
    for url in given:
        assert f'<a href="{safe(url)}" target="_blank" rel="noopener' in listed
    assert listed.count('<span class="sm-host">') >= len(given)


def test_lists_say_where_they_end(open_page: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    """A list of sources or claimants that is cut says so; one that is whole says nothing."""
    assert "The first" not in _sound(open_page("sources"))
    monkeypatch.setattr(method, "SHOWN", 3)
    words = _sound(open_page("sources"))
    assert "Claimants (8)" in words
    assert "The first 3 of 8 claimants; the Data Package holds all." in words


def test_without_the_map_s_own_files(
    open_page: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where they are missing and the disk is read-only, a line says so and all else is there."""

    def refused(*_: object, **__: object) -> None:
        raise OSError(errno.EROFS, "Read-only file system")

    monkeypatch.setattr(leaflet, "TARGET", tmp_path / "leaflet")
    monkeypatch.setattr(Path, "mkdir", refused)
    words = _sound(open_page())
    assert "The map's files can't be put into static/leaflet: Read-only file system." in words
    assert "7 incidents in view" in words


def test_what_was_close_to_a_search_is_told(open_page: Open) -> None:
    """A search that finds nothing says which names of the collection are like it."""
    words = said(open_page(collection=["cnn-2023-05-31"], q=["Shebekinsk raion"]))
    assert "No incident fits these filters" in words
    assert re.search(r"Close to the search: [^.]*Shebekino", words)
