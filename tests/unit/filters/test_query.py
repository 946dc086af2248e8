"""Filters in a link, and back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from strikemap import links
from strikemap.filters.choices import ALL, KEYS, Filters
from strikemap.filters.query import from_query, to_query
from strikemap.filters.rows import rows_kept, span_of
from tests.builders import names
from tests.unit.filters.incidents import whole
from tests.unit.hostile import PAYLOADS
from tests.unit.strategies import filters_of


def test_defaults_are_left_out_of_the_address() -> None:
    """The plain view has no query."""
    assert to_query(Filters(), whole()) == {}


def test_a_copied_link_writes_every_default_out() -> None:
    """A full query has every key, so that a changed default never changes an old link."""
    full = to_query(Filters(), whole(), full=True)
    assert full["dates"] == ["2023-05-20", "2023-05-31"]
    assert set(full) == set(KEYS) - {"q"}
    assert full["publishers"] == ["1"]
    assert all(
        values == [ALL] for key, values in full.items() if key not in ("dates", "publishers")
    )


@pytest.mark.parametrize(
    ("key", "values", "told"),
    [
        ("region", ["RU-XXX"], "RU-XXX"),
        ("region", ["RU-KRS"], "Kursk"),
        ("weapon", ["drone", "laser"], "laser"),
        ("claimant", ["nobody"], "nobody"),
        ("territory", ["moon"], "moon"),
        ("territory", ["russia", "together"], "2 times"),
        ("dates", ["2023-05-30"], "twice"),
        ("dates", ["2023-05-31", "2023-05-30"], "after the last"),
        ("dates", ["2023-00", "2023-13"], "dates"),
        ("dates", ["yesterday", "today"], "yesterday"),
        ("dates", ["2022-01-01", "2022-02-01"], "Nothing is recorded"),
        ("dates", ["2022-01-01", "2023-05-29"], "alone"),
        ("as_of", ["2023-05"], "as_of"),
        ("as_of", ["zzz"], "as_of"),
        ("q", ["x" * 10_000], "200"),
        ("who", ["women"], "women"),
        ("publishers", ["0"], "publishers"),
        ("publishers", ["many"], "from 1 to 9"),
        ("publishers", ["10"], "from 1 to 9"),
        ("publishers", ["2", "3", "x"], "3 times"),
        ("region", ["all", "RU-BEL"], "the others count"),
        ("region", ["RU-BEL", "all"], "the others count"),
        ("as_of", ["2023-05-30", "2023-05-31"], "2 times"),
    ],
)
def test_what_cannot_be_given_is_said(key: str, values: list[str], told: str) -> None:
    """A value that the data cannot give is named in one notice, and the rest still applies."""
    found, notices = from_query({"target": ["energy"], key: values}, whole())
    assert told in notices[0] and len(notices[0]) < 300
    assert len(notices) == (2 if values == ["2", "3", "x"] else 1)
    assert found.targets == ("energy",)


@pytest.mark.parametrize("key", KEYS)
def test_all_means_no_narrowing(key: str) -> None:
    """`all` is every key's default, without a notice; as a search it is a word like another."""
    # As it comes out of a URL: the same letters, and not the same text in memory.
    found, notices = from_query({key: ["".join(ALL)]}, whole())
    assert (found, notices) == (Filters(text=ALL) if key == "q" else Filters(), ())


def test_a_search_for_all() -> None:
    """Searching for the word "all" survives its own link."""
    assert from_query(to_query(Filters(text="all"), whole()), whole())[0] == Filters(text="all")


def test_prefixes_in_a_link() -> None:
    """A month as the days stands for all of it, as far as the data goes."""
    found, _ = from_query({"dates": ["2023-05", "2023-05"]}, whole())
    assert found.dates is None


def standard(chosen: Filters) -> Filters:
    """*chosen* with the days written as a link gives them back: the whole span is no narrowing."""
    start, end = span_of(whole())
    if chosen.dates is None:
        return chosen
    first, last = chosen.dates
    if first <= end and last >= start:
        first, last = max(first, start), min(last, end)
    days = None if (first, last) == (start, end) else (first, last)
    return replace(chosen, dates=days)


@given(st.data(), st.booleans())
def test_property_a_query_reads_back(data: st.DataObject, full: bool) -> None:
    """Any filters, written to a query string, short or full, read back as themselves."""
    chosen = data.draw(filters_of(whole()))
    text = links.encode(to_query(chosen, whole(), full=full))
    found, notices = from_query(links.decode(text), whole())
    assert found == standard(chosen)
    assert all("alone" in told or "Nothing is recorded" in told for told in notices)


@given(st.data())
def test_property_full_and_short_give_the_same_view(data: st.DataObject) -> None:
    """A copied link shows the rows that the address bar shows."""
    chosen = data.draw(filters_of(whole()))
    both = [from_query(to_query(chosen, whole(), full=full), whole())[0] for full in (True, False)]
    assert both[0] == both[1]
    assert rows_kept(whole(), both[0]).tolist() == rows_kept(whole(), chosen).tolist()


GARBAGE = st.text(st.characters(), max_size=30) | st.sampled_from([*PAYLOADS, ALL, "9999", "0001"])


@given(st.dictionaries(st.sampled_from(KEYS) | GARBAGE, st.lists(GARBAGE, max_size=4)))
def test_property_garbage_never_raises(query: dict[str, list[str]]) -> None:
    """Whatever a query holds, it gives filters that apply, and notices that are short."""
    found, notices = from_query(query, whole())
    assert set(names(whole(), rows_kept(whole(), found))) <= set("abcd")
    assert all(len(told) < 400 for told in notices)
    assert from_query(to_query(found, whole()), whole())[0] == found


@given(st.sampled_from([("2023-05-01", "2023-06-30"), ("0001", "9999-12"), ("9999", "9999")]))
def test_property_days_outside_never_raise(days: tuple[str, str]) -> None:
    """Days at the ends of the calendar are taken, or refused, without an error."""
    found, _ = from_query({"dates": list(days)}, whole())
    assert len(rows_kept(whole(), found)) in (0, 4)


EDGES = [date(2023, 5, 20) + timedelta(days=at) for at in (-2, -1, 0, 1, 10, 11, 12, 13)]


@pytest.mark.parametrize(("first", "last"), list(product(EDGES, EDGES)), ids=str)
def test_days_are_cut_to_those_that_the_collection_has(first: date, last: date) -> None:
    """What lies within stays without a word; beyond either end, or outside, a notice says so."""
    start, end = span_of(whole())
    found, notices = from_query({"dates": [str(first), str(last)]}, whole())
    expected: tuple[date, date] | None = (max(first, start), min(last, end))
    told = [] if expected == (first, last) else ["alone"]
    if first > last:
        expected, told = None, ["after the last"]
    elif last < start or first > end:
        expected, told = (first, last), ["Nothing is recorded"]
    assert found.dates == (None if expected == (start, end) else expected)
    assert len(notices) == len(told)
    assert all(words in notice for words, notice in zip(told, notices, strict=True))


@pytest.mark.parametrize("length", [1, 59, 60, 61, 200])
def test_a_long_value_is_cut_in_the_notice(length: int) -> None:
    """Sixty characters of what can't be given are repeated, the last of them an ellipsis."""
    for key, value in (("weapon", "x" * length), ("territory", "y" * length)):
        _, (told,) = from_query({key: [value]}, whole())
        shown = value if length <= 60 else value[:59] + "…"
        assert f"“{shown}”" in told


@pytest.mark.parametrize("length", [1, 199, 200, 201])
def test_a_long_search_is_cut(length: int) -> None:
    """Two hundred characters of a search count, and a notice says where there were more."""
    found, notices = from_query({"q": ["x" * length]}, whole())
    assert (found.text, len(notices)) == ("x" * min(length, 200), int(length > 200))


@pytest.mark.parametrize("number", range(1, 10))
def test_any_number_of_publishers_on_offer_is_taken(number: int) -> None:
    """From one to nine publishers may be asked for, and one is no narrowing."""
    found, notices = from_query({"publishers": [str(number)]}, whole())
    assert (found, notices) == (Filters(publishers=number), ())
    assert to_query(found, whole()) == ({} if number == 1 else {"publishers": [str(number)]})
