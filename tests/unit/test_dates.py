"""Dates keep the precision with which they are written."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from strikemap import dates
from strikemap.languages import speaking


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2023", date(2023, 1, 1), date(2023, 12, 31)),
        ("2023-02", date(2023, 2, 1), date(2023, 2, 28)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2023-05-31", date(2023, 5, 31), date(2023, 5, 31)),
        ("0001", date(1, 1, 1), date(1, 12, 31)),
        ("9999-12", date(9999, 12, 1), date(9999, 12, 31)),
    ],
)
def test_a_prefix_spans_all_that_it_may_be(text: str, first: date, last: date) -> None:
    """A prefix stands for every day that it may mean, and prints as it was written."""
    found = dates.parse(text)
    assert (found.first, found.last, str(found)) == (first, last, text)


@pytest.mark.parametrize(
    "text",
    [
        "", " ", "23", "2023-5", "2023-05-1", "2023-13", "2023-02-29", "2023-00", "2023-01-00",
        "0000", "2023-05-31T00:00", " 2023", "2023\n", "20230531", "２０２３", "٢٠٢٣", "-2023",
        "99999", "last week",
    ],
)  # fmt: skip
def test_what_is_no_date(text: str) -> None:
    """What is no ISO prefix, or no day of the calendar, is refused with a reason."""
    with pytest.raises(ValueError, match="is no date"):
        dates.parse(text)


@pytest.mark.parametrize("text", ["2023", "2023-05"])
def test_a_whole_day_is_asked_for(text: str) -> None:
    """A prefix is no whole day, though it is a date."""
    with pytest.raises(ValueError, match="not a whole day"):
        dates.day(text)


@pytest.mark.parametrize("read", [dates.parse, dates.day])
def test_a_long_text_is_cut_in_the_message(read: Callable[[str], object]) -> None:
    """An error never repeats ten thousand characters, but the first forty."""
    with pytest.raises(ValueError, match="is no date") as caught:
        read("9" * 10_000)
    assert re.findall("9+", str(caught.value)) == ["9" * 40]


@given(st.dates())
def test_property_a_day_reads_back(when: date) -> None:
    """Each day of the calendar, written as ISO, reads back as itself."""
    assert dates.day(when.isoformat()) == when


@given(st.text(max_size=12))
def test_property_any_text_is_a_date_or_a_value_error(text: str) -> None:
    """Reading raises nothing but ValueError, whatever the text."""
    try:
        found = dates.parse(text)
    except ValueError:
        return
    assert found.first <= found.last and str(found) == text


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        (date(2023, 5, 31), date(2023, 5, 31), "31 May 2023"),
        (date(2023, 5, 30), date(2023, 5, 31), "30–31 May 2023"),
        (date(2023, 5, 30), date(2023, 6, 2), "30 May – 2 June 2023"),
        (date(2022, 12, 31), date(2023, 1, 1), "31 December 2022 – 1 January 2023"),
        (date(2022, 5, 1), date(2023, 5, 1), "1 May 2022 – 1 May 2023"),
    ],
)
def test_spans_in_words(start: date, end: date, words: str) -> None:
    """A span is written as people write it, without saying the month or year twice."""
    assert dates.in_words(start, end) == words


SPAN = re.compile(r"(?:(\d+)(?: ([A-Z]\w+))?(?: (\d+))?( ?)–\4)?(\d+) ([A-Z]\w+) (\d+)")


@given(st.dates(), st.one_of(st.integers(0, 70), st.integers(330, 400)))
def test_property_a_span_reads_back_and_says_nothing_twice(start: date, longer: int) -> None:
    """The days of any span can be read out of its words; no month or year stands there twice."""
    end = start + timedelta(days=min(longer, (date.max - start).days))
    found = SPAN.fullmatch(dates.in_words(start, end))
    assert found is not None
    months = dates.month_names()
    day, month, year, _space, last_day, last_month, last_year = found.groups()
    last = (int(last_year), months.index(last_month) + 1, int(last_day))
    first = (int(year or last_year), months.index(month or last_month) + 1, int(day or last_day))
    assert (date(*first), date(*last)) == (start, end)
    assert (day is None) is (start == end)
    assert (month is not None) is (first[:2] != last[:2])
    assert (year is not None) is (first[0] != last[0])


@pytest.mark.parametrize(
    ("start", "end", "precision", "words"),
    [
        (date(2023, 5, 31), date(2023, 5, 31), 1, "31 May 2023"),
        (date(2023, 5, 30), date(2023, 5, 31), 1, "30–31 May 2023 (one night)"),
        (date(2023, 5, 30), date(2023, 5, 31), 2, "30–31 May 2023 (day not exact)"),
        (date(2023, 5, 25), date(2023, 5, 31), 2, "25–31 May 2023 (day not exact)"),
        (date(2023, 5, 31), date(2023, 5, 31), 2, "31 May 2023 (day not exact)"),
        (date(2023, 5, 25), date(2023, 5, 31), 1, "25–31 May 2023 (day not exact)"),
    ],
)
def test_days_in_words(start: date, end: date, precision: int, words: str) -> None:
    """An incident's days are said with their precision; only one day of precision 1 is exact."""
    assert dates.days_in_words(start, end, precision) == words


@given(st.dates(), st.integers(0, 4) | st.integers(0, 400), st.integers(-1, 4))
def test_property_no_span_looks_like_its_first_day(
    start: date, longer: int, precision: int
) -> None:
    """Words hold the whole span, and how surely it is known: one day, one night, or neither."""
    end = start + timedelta(days=min(longer, (date.max - start).days))
    span, days = dates.in_words(start, end), (end - start).days
    said = {0: span, 1: f"{span} (one night)"} if precision == 1 else {}
    words = dates.days_in_words(start, end, precision)
    assert words == said.get(days, f"{span} (day not exact)")


@pytest.mark.parametrize("code", ["en", "uk", "ru"])
@given(when=st.dates())
def test_property_a_day_made_of_its_parts_is_the_day_in_words(code: str, when: date) -> None:
    """Pattern and months that scripts are given make of each day what the server says of it."""
    # As it comes out of a query: the same letters, and not the same text in memory.
    with speaking("".join(code)):
        months = dates.month_names()
        made = dates.pattern_of_day().format(
            day=when.day, month=months[when.month - 1], year=when.year
        )
        assert made == dates.in_words(when, when) and len(months) == 12


@pytest.mark.parametrize("code", ["en", "uk", "ru"])
def test_months_are_shortened_not_renamed(code: str) -> None:
    """The short name of each month begins as the long one does; May and the like stay whole."""
    with speaking(code):
        pairs = list(zip(dates.short_month_names(), dates.month_names(), strict=True))
    assert all(short[:2] == long[:2] and len(short) <= len(long) for short, long in pairs)


@given(st.dates(max_value=date(9999, 12, 30)), st.integers(0, 40))
def test_property_the_night_is_the_one_after_the_span(end: date, longer: int) -> None:
    """Where a night counts with the day before, both are said: the span, and its last night."""
    start = end - timedelta(days=min(longer, (end - date.min).days))
    night = dates.in_words(end, end + timedelta(days=1))
    words = dates.or_night_in_words(start, end)
    assert words == f"{dates.in_words(start, end)}, or the night of {night}"


@pytest.mark.parametrize(
    ("days", "precision", "known"),
    [
        (1, 1, dates.EXACT_DAY), (2, 1, dates.ONE_NIGHT), (3, 1, dates.NOT_EXACT),
        (7, 1, dates.NOT_EXACT), (1, 2, dates.NOT_EXACT), (2, 2, dates.NOT_EXACT),
        (7, 2, dates.NOT_EXACT), (1, 3, dates.NOT_EXACT),
    ],
)  # fmt: skip
def test_how_surely_a_day_is_known(days: int, precision: int, known: str) -> None:
    """Exact is one day, and two are a night; more are neither, whatever precision is claimed."""
    start = date(2023, 5, 30)
    assert dates.day_known(start, start + timedelta(days=days - 1), precision) == known
