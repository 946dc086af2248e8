"""Which incidents filters keep."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from strikemap import evidence
from strikemap.casualties.standing import Choice, visible
from strikemap.casualties.tolls import tolls
from strikemap.casualties.totals import total
from strikemap.filters.choices import LISTS, TERRITORY_CHOICES, Filters, known_codes, url_code
from strikemap.filters.query import from_query
from strikemap.filters.rows import (
    count_kept,
    days_of,
    first_kept,
    is_kept,
    mask_but_dates,
    numbered_days,
    rows_kept,
    span_of,
)
from strikemap.model import Collection
from strikemap.vocabularies import CASUALTY_MEASURES
from tests.builders import build, incident, names
from tests.unit.crowded import CHOICES, SEEDS, crowded
from tests.unit.filters.incidents import whole
from tests.unit.strategies import FEWER, Drawn, filters_of, tables


def kept(**chosen: object) -> str:
    """The ids that stay, as one word, in order of their letter."""
    return "".join(sorted(names(whole(), rows_kept(whole(), Filters(**chosen)))))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("chosen", "ids"),
    [
        ({}, "abcd"),
        ({"events": ("air-drone-strike",)}, "b"),
        ({"events": ("air-drone-strike", "shelling-artillery-missile-attack")}, "abcd"),
        ({"events": ("grenade",)}, ""),
        ({"weapons": ("drone",)}, "b"),
        ({"targets": ("energy",)}, "b"),
        ({"targets": ("energy",), "weapons": ("artillery",)}, ""),
        ({"regions": ("RU-BEL", "UA-09")}, "acd"),
        ({"territory": "russia"}, "abd"),
        ({"territory": "occupied_ukraine"}, "c"),
        ({"territory": "together"}, "abcd"),
        ({"claimants": ("kyiv",)}, "abcd"),
        ({"sides": ("other",)}, "abcd"),
        ({"casualties": ("killed",)}, "a"),
        ({"casualties": ("injured",)}, "c"),
        ({"casualties": ("none",)}, "b"),
        ({"casualties": ("unknown",)}, "cd"),
        ({"casualties": ("killed", "unknown")}, "acd"),
        ({"casualties": ("killed",), "sides": ("other",)}, ""),
        ({"casualties": ("unknown",), "claimants": ("kyiv",)}, "abcd"),
        ({"evidence": ("both_sides",)}, "a"),
        ({"evidence": ("both_sides",), "as_of": date(2023, 6, 1)}, ""),
        ({"evidence": ("both_sides",), "claimants": ("governor",)}, "a"),
        ({"evidence": ("unattributed",)}, "d"),
        ({"responsibility": ("alleged",)}, "b"),
        ({"text": "shebekino"}, "ad"),
        ({"text": "SHEBEKINO shelling of"}, "a"),
        ({"text": "ильский"}, "b"),
        ({"text": ".*"}, ""),
        ({"text": "   "}, "abcd"),
        ({"as_of": date(2023, 5, 28)}, ""),
        ({"as_of": date(2023, 5, 29)}, "b"),
        ({"as_of": date(2023, 5, 30)}, "bc"),
    ],
)  # fmt: skip
def test_what_stays(chosen: dict[str, object], ids: str) -> None:
    """
    Values of one field widen and fields narrow; a silent claimant removes nothing; withdrawn and
    merged records are never in view; as of a day, only what had been published.
    """
    assert kept(**chosen) == ids


@pytest.mark.parametrize(
    ("first", "last", "ids"),
    [
        ((5, 31), (5, 31), "a"),
        ((5, 26), (5, 26), "d"),
        ((5, 27), (5, 28), ""),
        ((5, 1), (5, 20), "d"),
        ((5, 22), (5, 23), "d"),
        ((5, 29), (5, 31), "abc"),
        ((6, 1), (6, 30), ""),
    ],
)
def test_dates_keep_any_part_of_a_span(
    first: tuple[int, int], last: tuple[int, int], ids: str
) -> None:
    """An incident stays when any part of its span falls inside the days."""
    assert kept(dates=(date(2023, *first), date(2023, *last))) == ids


def test_a_silent_claimant_leaves_incidents_unknown() -> None:
    """Choosing a claimant chooses claims: the incidents stay, and their tolls become unknown."""
    chosen = Filters(claimants=("kyiv",))
    rows = rows_kept(whole(), chosen)
    of = total(tolls(whole(), "killed", chosen.choice), rows)
    assert (of.incidents, of.known, of.unknown, of.headline) == (4, 1, 3, 4)


def test_the_span_of_nothing_is_the_coverage() -> None:
    """A collection without incidents spans the days that it covers, and takes any query."""
    empty = build([])
    assert span_of(empty) == (date(2023, 5, 1), date(2023, 5, 31))
    assert from_query({"dates": ["2023-05-02", "2023-05-03"]}, empty)[0].dates is not None
    assert not len(rows_kept(empty, Filters(text="x", casualties=("killed",))))


@FEWER
@given(tables(), st.data(), st.randoms(use_true_random=False))
def test_property_order_never_matters(
    drawn: Drawn, data: st.DataObject, chance: random.Random
) -> None:
    """The same rows in another order keep the same incidents."""
    shuffled = {name: chance.sample(rows, len(rows)) for name, rows in drawn.items()}
    one, other = build(**drawn), build(**shuffled)
    chosen = data.draw(filters_of(one))
    assert names(one, rows_kept(one, chosen)) == names(other, rows_kept(other, chosen))


@given(st.data())
def test_property_territories_part_the_view(data: st.DataObject) -> None:
    """Russian territory and occupied Ukraine together are the view, and share nothing."""
    chosen = data.draw(filters_of(whole()))
    assume(chosen.territory in ("", "together"))
    parts = [
        set(rows_kept(whole(), replace(chosen, territory=code)).tolist())
        for code in ("russia", "occupied_ukraine")
    ]
    rows = rows_kept(whole(), chosen)
    assert parts[0] | parts[1] == set(rows.tolist()) and not parts[0] & parts[1]
    for measure in CASUALTY_MEASURES:
        of = tolls(whole(), measure, chosen.choice)
        sums = [total(of, np.array(sorted(part), int)).headline for part in parts]
        assert sum(sums) == total(of, rows).headline


def kept_plainly(of: Collection, filters: Filters) -> list[int]:
    """The incidents that *filters* keep, by the words of `Filters`, one incident after another."""
    seen = Choice(as_of=filters.as_of)
    said = {int(of.claims["incident"].iloc[at]) for at in np.flatnonzero(visible(of, seen))}
    grades = evidence.grades(of, seen)
    toll = {name: tolls(of, name, filters.choice) for name in ("killed", "injured")}

    def harmed(name: str, row: int) -> bool:
        each = toll[name]
        return bool(each.known[row] and (each.high[row] > 0 or each.is_open[row]))

    def unharmed(name: str, row: int) -> bool:
        return bool(toll[name].known[row]) and not harmed(name, row)

    kept = []
    for row, each in enumerate(of.incidents.to_dict("records")):
        is_ = {
            "killed": harmed("killed", row),
            "injured": harmed("injured", row),
            "none": unharmed("killed", row) and unharmed("injured", row),
            "unknown": not (toll["killed"].known[row] and toll["injured"].known[row]),
        }
        words = [each[name] for name in ("title", "summary", "place", "place_local")]
        text = [word.casefold() for word in (*words, each["incident_id"])]
        first, last = each["date_start"].date(), each["date_end"].date()
        asked = [
            each["status"] == "active",
            filters.dates is None or (first <= filters.dates[1] and last >= filters.dates[0]),
            not filters.events or url_code(each["sub_event_type"]) in filters.events,
            not filters.weapons or each["weapon"] in filters.weapons,
            not filters.targets or each["target"] in filters.targets,
            not filters.regions or each["region"] in filters.regions,
            filters.territory in ("", "together", each["territory"]),
            filters.as_of is None or row in said,
            not filters.casualties or any(is_[code] for code in filters.casualties),
            not filters.evidence
            or evidence.EVENT_GRADES[grades.event[row]].code in filters.evidence,
            not filters.responsibility
            or evidence.RESPONSIBILITY_GRADES[grades.responsibility[row]].code
            in filters.responsibility,
            all(any(word in each for each in text) for word in filters.text.casefold().split()),
        ]
        if all(asked):
            kept.append(row)
    return kept


@settings(max_examples=max(settings().max_examples // 5, 5))
@given(tables(), st.data())
def test_property_what_stays_by_an_oracle(drawn: Drawn, data: st.DataObject) -> None:
    """What any filters keep is what a loop keeps, and a span ends with its last day."""
    of = build(**drawn)
    filters = data.draw(filters_of(of))
    assert list(rows_kept(of, filters)) == kept_plainly(of, filters)
    # One filter at a time, since all together keep next to nothing.
    for field in ("casualties", "evidence", "responsibility", "dates", "as_of"):
        alone = replace(Filters(), **{field: getattr(filters, field)})
        assert list(rows_kept(of, alone)) == kept_plainly(of, alone)
    starts, ends = (list(of.incidents[name].dt.date) for name in ("date_start", "date_end"))
    assert span_of(of) == (min(starts), max(ends))


def one_by_one(of: Collection) -> Iterator[Filters]:
    """Every value of every filter alone, and each kind of casualties by each choice of claims."""
    for key, codes in known_codes(of).items():
        yield from (Filters(**{LISTS[key]: (code,)}) for code in codes)  # type: ignore[arg-type]
        yield Filters(**{LISTS[key]: codes[:2]})  # type: ignore[arg-type]
    yield from (Filters(territory=term.code) for term in TERRITORY_CHOICES)
    yield from (Filters(text=text) for text in ("Ilsky", "i01", "no such"))
    for days in range(8):
        yield Filters(as_of=date(2023, 5, 28) + timedelta(days=days), evidence=("one_origin",))
        yield Filters(as_of=date(2023, 5, 28) + timedelta(days=days))
    for choice in CHOICES:
        for code in known_codes(of)["casualties"]:
            yield Filters(
                claimants=choice.claimants, sides=choice.sides, casualties=(code,),
                as_of=choice.as_of, who=choice.who, publishers=choice.publishers,
            )  # fmt: skip


def test_property_each_filter_alone_by_an_oracle() -> None:
    """Each value of each filter keeps what a loop keeps, and its count is told."""
    of = crowded(SEEDS[0])
    for filters in one_by_one(of):
        kept_rows = rows_kept(of, filters).tolist()
        assert kept_rows == kept_plainly(of, filters), filters
        assert count_kept(of, filters) == len(kept_rows)
        assert first_kept(of, filters, 3).tolist() == kept_rows[:3]


@pytest.mark.parametrize("others", [Filters(), Filters(weapons=("drone",), territory="russia")])
def test_property_days_by_an_oracle(others: Filters) -> None:
    """For any days, outside ones too, rows, their number, their first and which of some stay."""
    of = crowded(SEEDS[0])
    start, end = span_of(of)
    edges = [start + timedelta(days=at) for at in (-1, 0, 1, 4)]
    edges += [end + timedelta(days=at) for at in (-1, 0, 1)]
    some = np.arange(0, len(of.incidents), 3)
    begin, stop = days_of(of, some)
    starts, ends = (of.incidents[name].dt.date for name in ("date_start", "date_end"))
    assert [start + timedelta(days=int(day)) for day in begin] == list(starts.iloc[some])
    assert [start + timedelta(days=int(day)) for day in stop] == list(ends.iloc[some])
    for days in [(first, last) for first in edges for last in edges if first <= last]:
        filters = replace(others, dates=days)
        plain = kept_plainly(of, filters)
        assert rows_kept(of, filters).tolist() == plain
        assert count_kept(of, filters) == len(plain)
        for most in (0, 1, 5):
            assert first_kept(of, filters, most).tolist() == plain[:most]
        assert some[is_kept(of, filters, some)].tolist() == [row for row in some if row in plain]
        assert numbered_days(of, days) == ((days[0] - start).days, (days[1] - start).days)
    assert some[is_kept(of, others, some)].tolist() == [
        row for row in some if row in kept_plainly(of, others)
    ]


def test_what_is_shared_is_not_written_to() -> None:
    """Rows that others are given too can't be changed by any of them."""
    for filters in (Filters(), Filters(dates=span_of(whole())), Filters(weapons=("drone",))):
        with pytest.raises(ValueError, match="read-only"):
            rows_kept(whole(), filters)[0] = 0
    with pytest.raises(ValueError, match="read-only"):
        mask_but_dates(whole(), Filters())[0] = False


def test_what_has_no_region_is_in_none() -> None:
    """An incident whose region is not known stays out where any region is chosen."""
    of = build([incident("a"), incident("n", region="")])
    assert names(of, rows_kept(of, Filters())) == ["a", "n"]
    assert names(of, rows_kept(of, Filters(regions=("RU-BEL", "RU-KDA")))) == ["a"]
