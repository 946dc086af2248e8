"""What stands around a page: header, notices, the bar of an old version, and the timeline."""

from __future__ import annotations

import html
import re
from dataclasses import replace
from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from streamlit.runtime.scriptrunner_utils.exceptions import StopException

from strikemap.cartography import KINDS, kinds_of
from strikemap.collection.versions import Unavailable
from strikemap.filters.choices import Filters
from strikemap.filters.rows import span_of
from strikemap.host import shelf
from strikemap.host.static_address import PLAIN
from strikemap.in_view import InView
from strikemap.model import Problem
from strikemap.ui.frame import bars as frame_bars
from strikemap.ui.frame import collections_on_offer, header, timeline, version_bar
from strikemap.ui.frame.timeline import MOST_NUMBER, Asked, asked, show_timeline, take_dates
from strikemap.ui.session import pages
from strikemap.ui.session.map_state import Held
from strikemap.ui.session.pages import PAGES
from strikemap.version_differences import Difference, Differences, differences
from tests.builders import DRONE, build, claim, incident, source
from tests.unit.cartography.views import columns
from tests.unit.strategies import tables
from tests.unit.ui.drawn import Drawn, Ended, fresh, plain, reader_of

HERE = build(
    [
        incident("a", date_start="2023-05-02", sub_event_type=DRONE),
        incident("b", date_start="2023-05-20"),
        incident("c", date_start="2023-05-20", region="RU-KRS"),
    ],
    [claim("c1", "a", "2"), claim("c2", "b", "1")],
)
SOME = settings(max_examples=max(settings().max_examples // 4, 6))
FIRST, LAST = date(2023, 5, 1), date(2023, 5, 31)

# The timeline: what a browser asks.

ASKED = {"number": 3, "turn": 1, "first": "2023-05-02", "last": "2023-05-05", "resting": True}


@pytest.mark.parametrize(
    "change",
    [
        {"number": "3"}, {"number": True}, {"number": -1}, {"number": MOST_NUMBER + 1},
        {"turn": None}, {"turn": 1.0}, {"resting": 1}, {"resting": None},
        {"first": "soon"}, {"first": 3}, {"last": None},
        {"first": "2023-05-06"}, {"first": "2023-06-01", "last": "2023-06-02"},
        {"first": "2023-04-01", "last": "2023-04-30"},
    ],
)  # fmt: skip
def test_what_is_no_question_is_refused(change: dict[str, Any]) -> None:
    """Whatever a browser sends in its place."""
    with pytest.raises(ValueError, match=r"no|neither"):
        asked({**ASKED, **change}, FIRST, LAST)
    with pytest.raises(ValueError, match=r"no|neither"):
        asked([*ASKED], FIRST, LAST)


@pytest.mark.parametrize("number", [0, MOST_NUMBER])
@pytest.mark.parametrize("is_resting", [True, False])
def test_a_question_is_read(number: int, is_resting: bool) -> None:
    """Its days cut to those of the collection, and what the page says that it holds."""
    found = asked({**ASKED, "number": number, "resting": is_resting, "bars": "b"}, FIRST, LAST)
    days = (date(2023, 5, 2), date(2023, 5, 5))
    assert found == Asked(number, 1, days, is_resting, Held("b", ""))
    wide = asked({**ASKED, "first": "2023-01-01", "last": "2024-01-01", "layer": "l"}, FIRST, LAST)
    assert (wide.dates, wide.held) == ((FIRST, LAST), Held("", "l"))
    one = asked({**ASKED, "first": "2023-05-02", "last": "2023-05-02"}, FIRST, LAST)
    assert one.dates == (date(2023, 5, 2),) * 2


def test_days_that_are_asked_for_narrow(drawn: Drawn) -> None:
    """Once, by the number of the question, and only where the timeline had heard the last word."""
    current = reader_of(HERE)
    current.turn = 1

    def ask(**change: Any) -> None:
        drawn.session_state[timeline.KEY] = {"span": {**ASKED, **change}}
        take_dates(current)

    ask(resting=False, layer="l")
    assert current.link.filters.dates == (date(2023, 5, 2), date(2023, 5, 5))
    assert current.is_moving and current.answered == 3 and current.held == Held("", "l")
    ask(first="2023-05-03")
    assert current.link.filters.dates == (date(2023, 5, 2), date(2023, 5, 5)) and current.is_moving
    ask(number=4)
    assert not current.is_moving and current.answered == 4
    ask(number=5, turn=0, first="2023-05-04", resting=False)
    assert current.answered == 5 and not current.is_moving
    assert current.link.filters.dates == (date(2023, 5, 2), date(2023, 5, 5))
    first, last = span_of(HERE)
    ask(number=6, first=first.isoformat(), last=last.isoformat())
    assert current.link.filters.dates is None and current.turn == 1
    ask(number="x")
    assert current.turn == 2 and current.answered == 6


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """What the timeline's scripts are told."""
    found: list[dict[str, Any]] = []
    monkeypatch.setattr(timeline, "_component", lambda: lambda **told: found.append(told))
    return found


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_what_the_timeline_is_told(drawn: Drawn, sent: list[Any], theme: str) -> None:
    """The days of the collection, those chosen within them, and what is in view of them."""
    drawn.context.theme.type = fresh(theme)
    current = reader_of(HERE, "dates=2023-05-02&dates=2023-05-03")
    current.turn, current.answered = 4, 7
    show_timeline(current, on_map=True)
    told = sent[0]["data"]
    first, last = span_of(HERE)
    assert told["first"] == first.isoformat() and told["days"] == (last - first).days + 1
    assert told["chosen"] == ["2023-05-02", "2023-05-03"] and told["in_view"] == 1
    assert (told["turn"], told["answered"], current.told) == (4, 7, 7)
    assert told["on_map"] is True and told["whole"] is True and told["visit"] == current.visit
    kinds = told["drawn"]["kinds"]
    assert [each["colour"] for each in kinds] == [
        look.dark if theme == "dark" else look.colour for look in KINDS
    ]
    assert len({each["pattern"] for each in kinds}) == len(KINDS)
    parts = {"said", "span", "top", "bars", "inexact", "kinds", "language", "words"}
    assert set(told["drawn"]) == parts and told["stamp"].endswith(f"en {theme}")
    current.standing.is_passing = True
    current.link = replace(
        current.link, filters=Filters(dates=(date(1999, 1, 1), date(2099, 1, 1)))
    )
    show_timeline(current)
    told = sent[1]["data"]
    assert told["on_map"] is False and told["whole"] is False
    assert told["chosen"] == [first.isoformat(), last.isoformat()]


def test_bars_that_a_page_holds_are_not_sent_again(drawn: Drawn, sent: list[Any]) -> None:
    """By their stamp, which differs with the theme, and only in answer to a question."""
    current = reader_of(HERE)
    show_timeline(current)
    stamp = sent[0]["data"]["stamp"]
    current.held = Held(stamp, "")
    current.answered = 1
    show_timeline(current)
    assert sent[1]["data"]["drawn"] is None
    show_timeline(current)
    assert sent[2]["data"]["drawn"] is not None
    current.held, current.answered = Held(stamp + "x", ""), 2
    show_timeline(current)
    assert sent[3]["data"]["drawn"] is not None


def test_of_one_day_there_is_no_timeline(drawn: Drawn, sent: list[Any]) -> None:
    """It is said which day that is."""
    show_timeline(reader_of(build([incident("a")])))
    assert drawn.texts("caption") == ["All incidents are of 31 May 2023."] and not sent


# The bars.


@SOME
@given(tables(), st.integers(2, 40))
def test_property_bars_by_a_plain_count(drawn: Any, most: int) -> None:
    """Each bar has its days' incidents by kind and its nights; runs, where inexact ones may lie."""
    of = build(**drawn)
    first, last = span_of(of)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(frame_bars, "MOST_BARS", most)
        found = frame_bars.bars(InView(of))
    span = found["span"]
    held: dict[int, list[int]] = {}
    nights: dict[int, int] = {}
    possible: set[int] = set()
    for _, each in of.incidents[of.incidents["status"] == "active"].iterrows():
        start, end = each["date_start"].date(), each["date_end"].date()
        if each["time_precision"] == 1:
            at = (start - first).days // span
            if start < first:
                continue
            kind = int(kinds_of([each["sub_event_type"]])[0])
            held.setdefault(at, [0] * len(KINDS))[kind] += 1
            nights[at] = nights.get(at, 0) + (end > start)
        else:
            day = max(start, first)
            while day <= min(end, last):
                possible.add((day - first).days // span)
                day += timedelta(1)
    gaps, *kinds, of_night = columns(found["bars"])
    taken = np.cumsum(gaps).tolist()
    assert taken == sorted(held)
    assert [[int(kind[at]) for kind in kinds] for at in range(len(taken))] == [
        held[at] for at in taken
    ]
    assert of_night.tolist() == [nights[at] for at in taken]
    assert found["top"] == max([sum(each) for each in held.values()], default=1)
    starts, ends = columns(found["inexact"])
    runs = [set(range(a, b + 1)) for a, b in zip(starts.tolist(), ends.tolist(), strict=True)]
    assert set().union(*runs) == possible and sum(map(len, runs)) == len(possible)
    assert all(a > b + 1 for a, b in zip(starts[1:].tolist(), ends[:-1].tolist(), strict=True))


def test_bars_show_all_days_and_nothing_that_is_left_out() -> None:
    """Chosen days change no bar; another filter does, and then the stamp differs."""
    whole, days = InView(HERE), Filters(dates=(date(2023, 5, 2), date(2023, 5, 2)))
    assert frame_bars.bars(InView(HERE, days)) == frame_bars.bars(whole)
    other = frame_bars.bars(InView(HERE, Filters(regions=("RU-KRS",))))
    assert other["stamp"] != frame_bars.bars(whole)["stamp"] and len(other["stamp"]) == 12
    assert frame_bars.bars(whole)["said"].startswith("3 incidents by day and kind, 2–20 May 2023; ")
    assert "at most 2 on a day; 0 with a day" in frame_bars.bars(whole)["said"]


# The header.


@pytest.fixture
def linked(drawn: Drawn) -> Drawn:
    """Pages to link to, and nothing else of Streamlit's navigation."""
    drawn.session_state[pages._KEY] = {page.path: page.path for page in PAGES}
    return drawn


@pytest.mark.parametrize("address", ["", "incidents"])
def test_every_page_is_linked_with_the_view(linked: Drawn, address: str) -> None:
    """The main ones in the bar, all but one's own kind in the menu; the map gets its place back."""
    current = reader_of(HERE, "weapon=drone&view=55,37,5&incident=a", page=fresh(address))
    header.show_header(current)
    found = linked.of("page_link")
    main = [page.path for page in PAGES if page.is_main]
    listed = [page.path for page in pages.LINKED]
    assert [each.words[0] for each in found[: len(main)]] == main
    menu = [each.words[0] for each in found[len(main) : len(main) + len(listed)]]
    assert sorted(menu) == sorted(listed)
    assert menu[: len([p for p in listed if p in main])] == [p for p in listed if p in main]
    for each in found[: len(main) + len(listed)]:
        query = each.how["query_params"]
        assert query["weapon"] == ["drone"] and "incident" not in query
        is_map = not next(page.address for page in PAGES if page.path == each.words[0])
        assert ("view" in query) is (is_map and bool(address))
    languages = found[len(main) + len(listed) :]
    assert {each.how["query_params"]["lang"][0] for each in languages} == {"en", "uk", "ru"}
    here = next(page.path for page in PAGES if page.address == address)
    assert {each.words[0] for each in languages} == {here}
    assert all(each.how["query_params"]["incident"] == ["a"] for each in languages)


@pytest.mark.parametrize("notices", [(), ("<one>", "two")])
def test_notices_are_told(linked: Drawn, notices: tuple[str, ...]) -> None:
    """What a link could not give stands under the coverage, each in its own line."""
    current = reader_of(HERE)
    current.notices = notices
    header.show_header(current)
    told = [each.words[0] for each in linked.of("html") if 'role="status"' in each.words[0]]
    assert len(told) == bool(notices)
    if notices:
        assert told[0].count("<li>") == 2 and plain(told[0]) == "<one> two"
    current.page, current.link = "incidents", replace(current.link, view=None)
    linked.anew()
    header.show_header(current)
    assert all("view" not in each.how["query_params"] for each in linked.of("page_link"))


@pytest.mark.parametrize("publishers", [1, 4, 5])
@pytest.mark.parametrize("is_local", [True, False])
def test_what_is_covered(publishers: int, is_local: bool) -> None:
    """Up to four publishers by name, more by their number; the day of the version, the licence."""
    names = [f"Paper {at} <b>" for at in range(publishers)]
    whole = build(
        [incident("a")],
        [claim(f"c{at}", "a", "1", source_id=f"s{at}") for at in range(publishers)],
        sources=[source(f"s{at}", publisher=name) for at, name in enumerate(names)],
    )
    said = header.coverage(reader_of(replace(whole, local_only=is_local)))
    told = plain(said)
    assert all((name in told) is (publishers <= 4) for name in names)
    assert (f"{publishers} publications by {publishers} publishers" in told) is (publishers > 4)
    assert "for 1–31 May 2023" in told and "These are not all strikes" in told
    assert ("For local use" in told) is is_local
    assert "Version 1.0.0, 2023-06-10." in html.unescape(said)
    unknown = header.coverage(reader_of(replace(whole, updated=None)))
    assert "day unknown" in html.unescape(unknown)


def test_what_is_in_view_is_said(drawn: Drawn) -> None:
    """How many incidents, and by which filters."""
    header.show_in_view(reader_of(HERE, "region=RU-KRS"))
    assert drawn.texts("html")[0].startswith("1 incident in view · ")


@pytest.mark.parametrize(("count", "more"), [(1, ""), (200, ""), (203, "and 3 more")])
def test_problems_of_a_collection(drawn: Drawn, count: int, more: str) -> None:
    """Each with its file, row, column and rule; a great many are cut, and said to be more."""
    header.show_problems({"x*y": (Problem("a.csv", 3, "place", "a-rule", "Wrong <so>."),) * count})
    (folded,) = drawn.of("expander")
    assert f"{count} problem" in folded.words[0] and folded.how == {"expanded": False}
    table = html.unescape(drawn.one("html").words[0])
    assert table.count("Wrong <so>.") == min(count, 200)
    assert "<td>a.csv</td><td class='sm-n'>3</td><td>place</td><td>a-rule</td>" in table
    assert drawn.texts("text") == ([more] if more else [])


# An old version.

OLD = replace(
    build(
        [
            incident("a", date_start="2023-05-02", sub_event_type=DRONE),
            incident("b", date_start="2023-05-20", weapon="missile"),
            incident("gone", date_start="2023-05-21"),
        ],
        [claim("c1", "a", "5"), claim("c2", "b", "1")],
    ),
    version="0.9.0",
)


def of_old(query: str = "") -> Any:
    current = reader_of(HERE, query)
    current.collection = OLD
    return current


def test_todays_version_has_no_bar(drawn: Drawn) -> None:
    """Neither on a page nor in a frame."""
    version_bar.show_version_bar(reader_of(HERE))
    assert not drawn.all and version_bar.version_line(reader_of(HERE)) == ""


def test_an_old_version_says_what_differs(drawn: Drawn) -> None:
    """Which it is, how many incidents differ in what, each of them, and the totals in view."""
    current = of_old("region=RU-BEL")
    version_bar.show_version_bar(current)
    said = drawn.texts("html")[0]
    assert "Version 0.9.0 is shown, as it was cited; it is of 2023-06-10." in said
    assert "Today’s is version 1.0.0." in said
    assert (
        "Incidents of the whole collection: 1 with other figures, 1 added since, "
        "1 no longer there, 1 differing in other points" in said
    )
    assert re.search("In view, Russian territory, killed: 6[^.]*[.] Today: 3", said)
    assert "Shelling reported at c: not in this version" in said
    assert "Shelling reported at gone: not in today’s" in said
    assert "and 1 more:" not in said and said.count("In view, ") == 2
    drawn.answers["today's version"] = True
    with pytest.raises(Ended):
        version_bar.show_version_bar(current)
    assert drawn.query_params == {"region": ["RU-BEL"]}
    line = version_bar.version_line(current)
    assert plain(line).startswith("Version 0.9.0 is shown") and "sha256" not in line
    # A frame stands on another's page, so that its link names all that is the default here.
    assert {"collection=", "territory=", "region="} <= set(
        re.findall(r"\w+=", html.unescape(line).partition("?")[2])
    )


def test_a_version_is_the_newest_until_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    """From its day to that of the one that follows; of one that is not listed its own day."""

    own = OLD.content_hash
    known = (
        released("0.8.0", "2023-06-01", "x"), released("0.9.0", "2023-06-05", own),
        released("1.0.0", "2023-06-09", "y"),
    )  # fmt: skip
    monkeypatch.setattr(version_bar.versions, "releases", lambda _: known)
    assert version_bar._newest_when(OLD) == "it was the newest on 5–9 June 2023"
    monkeypatch.setattr(version_bar.versions, "releases", lambda _: known[:2])
    assert version_bar._newest_when(OLD) == "it is of 2023-06-10"

    def unavailable(_: Any) -> Any:
        raise Unavailable("gone")

    monkeypatch.setattr(version_bar.versions, "releases", unavailable)
    assert version_bar._newest_when(replace(OLD, updated=None)) == "it is of an unknown day"


def released(version: str, on: str, digest: str) -> Any:
    """As much of a release as tells when it was made."""
    return SimpleNamespace(version=version, released=on, content_sha256=digest)


def test_no_difference_is_said_so() -> None:
    """And a long list is cut to what the bar names."""
    assert version_bar.in_words(differences(HERE, HERE)).endswith(": none differs")


@pytest.mark.parametrize("count", [2, 3])
def test_a_long_list_of_differences_is_cut(monkeypatch: pytest.MonkeyPatch, count: int) -> None:
    """The rest is counted; other records that differ are told."""
    one = Difference("x", "Title", "2023-05-02", "2 May 2023", "both", "killed 2, today 3", "")
    made = Differences((one,) * count, "3 claims")
    monkeypatch.setattr(version_bar, "LISTED", 2)
    monkeypatch.setattr(version_bar, "differences", lambda *_: made)
    said = plain(version_bar.bar_html(of_old()))
    assert said.count("2 May 2023, Title: killed 2, today 3") == 2
    assert ("and 1 more: the page Corrections" in said) is (count == 3)
    assert "Other records: 3 claims" in said
    monkeypatch.setattr(version_bar, "differences", lambda *_: replace(made, others=""))
    assert "Other records" not in plain(version_bar.bar_html(of_old()))


# While a collection is read.


@pytest.mark.parametrize("is_late", [True, False])
def test_a_bar_tells_how_far_the_reading_is(
    drawn: Drawn, monkeypatch: pytest.MonkeyPatch, is_late: bool
) -> None:
    """Only where it takes long, and it is gone when it is done."""
    monkeypatch.setattr(shelf, "STILL", -1.0 if is_late else 1e9)

    def reading(told: Any) -> str:
        with told("Reading") as tell:
            tell(0.5, "a table")
            tell(0.7, "")
        return "shelf"

    monkeypatch.setattr(collections_on_offer.shelf, "shelf", reading)
    assert collections_on_offer.offered() == "shelf"
    assert [each.words for each in drawn.of("progress")] == (
        [(0.5, "Reading: a table"), (0.7, "Reading: ")] if is_late else []
    )
    assert drawn.all[-1].kind == "empty"


def test_a_reader_who_leaves_ends_his_run_after_the_work(
    drawn: Drawn, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is read is all readers': it goes on to its end, and tells him no more."""
    monkeypatch.setattr(shelf, "STILL", -1.0)
    told_to: list[float] = []

    def gone(done: float, _said: str) -> None:
        told_to.append(done)
        raise StopException

    monkeypatch.setattr(drawn, "progress", gone, raising=False)
    done: list[str] = []

    def reading(told: Any) -> str:
        with told("Reading") as tell:
            tell(0.5, "a")
            tell(0.7, "b")
            done.append("all")
        return "shelf"

    monkeypatch.setattr(collections_on_offer.shelf, "shelf", reading)
    with pytest.raises(StopException):
        collections_on_offer.offered()
    assert done == ["all"] and told_to == [0.5]


@pytest.mark.parametrize("address", [PLAIN, "/strikemap/0123"])
def test_scripts_are_asked_for_anew_where_their_address_never_changes(
    address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One that holds their version may be kept; both ways all of them are named."""
    given: dict[str, Any] = {}
    monkeypatch.setattr(timeline, "static_address", lambda: address)
    monkeypatch.setattr(
        timeline.st.components.v2, "component", lambda name, **how: given.update(how, name=name)
    )
    timeline._component.__wrapped__()
    assert given["name"] == "strikemap_timeline" and address in given["js"]
    assert ("no-cache" in given["js"]) is (address == PLAIN)
