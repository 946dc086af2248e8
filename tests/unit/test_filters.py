"""What a reader narrows the view to: which incidents stay, in words, and in a URL."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date
from functools import lru_cache

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from strikemap import evidence, links
from strikemap import filters as filtering
from strikemap.casualties.standing import Choice, visible
from strikemap.casualties.tolls import tolls
from strikemap.casualties.totals import total
from strikemap.filters import ALL, KEYS, Filters, from_query, in_words, to_query
from strikemap.model import CASUALTY_MEASURES, Collection
from tests.builders import DRONE, build, claim, incident, names, occupied
from tests.unit.hostile import PAYLOADS
from tests.unit.strategies import FEWER, Drawn, filters_of, tables

LAST_DAYS = (date(2023, 5, 30), date(2023, 5, 31))


@lru_cache(maxsize=1)
def whole() -> Collection:
    """Six incidents: shelling, a drone, occupied, inexact, withdrawn and merged."""
    incidents = [
        incident("a", title="Shelling of Shebekino"),
        incident("b", date_start="2023-05-29", sub_event_type=DRONE, weapon="drone",
                 target="energy", region="RU-KDA", place="Ilsky", place_local="Ильский"),
        occupied("c", date_start="2023-05-30"),
        incident("d", date_start="2023-05-20", date_end="2023-05-26", time_precision="2"),
        incident("w", status="withdrawn"),
        incident("x", status="merged", merged_into="a"),
    ]  # fmt: skip
    claims = [
        claim("a1", "a", "2", on="2023-05-31"),
        claim("a2", "a", "0", "injured", on="2023-05-31"),
        claim("a3", "a", "4", by="kyiv", on="2023-06-02"),
        claim("b1", "b", "0", on="2023-05-29"),
        claim("b2", "b", "0", "injured", on="2023-05-29"),
        claim("b3", "b", "", "attribution", about="ukraine", on="2023-05-29"),
        claim("c1", "c", "3+", "injured", on="2023-05-30"),
        claim("w1", "w", "50"),
    ]  # fmt: skip
    return build(incidents, claims)


def kept(**chosen: object) -> str:
    """The ids that stay, as one word, in order of their letter."""
    return "".join(sorted(names(whole(), filtering.rows(whole(), Filters(**chosen)))))  # type: ignore[arg-type]


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
    rows = filtering.rows(whole(), chosen)
    of = total(tolls(whole(), "killed", chosen.choice), rows)
    assert (of.incidents, of.known, of.unknown, of.headline) == (4, 1, 3, 4)


def test_the_span_of_nothing_is_the_coverage() -> None:
    """A collection without incidents spans the days that it covers, and takes any query."""
    empty = build([])
    assert filtering.span(empty) == (date(2023, 5, 1), date(2023, 5, 31))
    assert from_query({"dates": ["2023-05-02", "2023-05-03"]}, empty)[0].dates is not None
    assert not len(filtering.rows(empty, Filters(text="x", casualties=("killed",))))


@pytest.mark.parametrize(
    ("chosen", "words"),
    [
        ({}, "All reported incidents, 20–31 May 2023"),
        (
            {"weapons": ("drone",), "regions": ("RU-BEL",), "dates": LAST_DAYS},
            "Drone strikes in Belgorod Oblast, 30–31 May 2023",
        ),
        ({"weapons": ("drone", "rocket")}, "Incidents by drone or rocket, 20–31 May 2023"),
        ({"territory": "russia"}, "All reported incidents (Russian territory), 20–31 May 2023"),
        ({"text": "oil"}, "All reported incidents, with “oil”, 20–31 May 2023"),
        ({"claimants": ("kyiv",)}, "All reported incidents, 20–31 May 2023, by the word of Kyiv"),
        (
            {"as_of": date(2023, 6, 1)},
            "All reported incidents, 20–31 May 2023, as published by 1 June 2023",
        ),
    ],
)  # fmt: skip
def test_in_words(chosen: dict[str, object], words: str) -> None:
    """Filters are said as people say them."""
    assert in_words(Filters(**chosen), whole()) == words  # type: ignore[arg-type]


@pytest.mark.parametrize("field", sorted(set(Filters.__dataclass_fields__)))
def test_every_field_is_said(field: str) -> None:
    """No narrowing goes without words: each field that is set changes them."""
    value = {
        "dates": (date(2023, 5, 30), date(2023, 5, 31)),
        "events": ("grenade",),
        "weapons": ("rocket",),
        "targets": ("energy",),
        "regions": ("RU-KDA",),
        "territory": "occupied_ukraine",
        "claimants": ("legion",),
        "sides": ("ukraine",),
        "casualties": ("none",),
        "evidence": ("disputed",),
        "responsibility": ("alleged",),
        "text": "oil",
        "as_of": date(2023, 6, 1),
    }[field]
    chosen = Filters(**{field: value})  # type: ignore[arg-type]
    assert in_words(chosen, whole()) != in_words(Filters(), whole())
    assert chosen.is_narrowed and not Filters().is_narrowed


def test_defaults_are_left_out_of_the_address() -> None:
    """The plain view has no query."""
    assert to_query(Filters(), whole()) == {}


def test_a_copied_link_writes_every_default_out() -> None:
    """A full query has every key, so that a changed default never changes an old link."""
    full = to_query(Filters(), whole(), full=True)
    assert full["dates"] == ["2023-05-20", "2023-05-31"]
    assert set(full) == set(KEYS) - {"q"}
    assert all(values == [ALL] for key, values in full.items() if key != "dates")


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
        ("q", ["x" * 10_000], "200"),
    ],
)
def test_what_cannot_be_given_is_said(key: str, values: list[str], told: str) -> None:
    """A value that the data cannot give is named in one notice, and the rest still applies."""
    found, notices = from_query({"target": ["energy"], key: values}, whole())
    assert len(notices) == 1 and told in notices[0] and len(notices[0]) < 300
    assert found.targets == ("energy",)


@pytest.mark.parametrize("key", KEYS)
def test_all_means_no_narrowing(key: str) -> None:
    """`all` is every key's default, without a notice; as a search it is a word like another."""
    found, notices = from_query({key: [ALL]}, whole())
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
    start, end = filtering.span(whole())
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
    assert filtering.rows(whole(), both[0]).tolist() == filtering.rows(whole(), chosen).tolist()


@given(st.data())
def test_property_any_filters_have_words(data: st.DataObject) -> None:
    """Any filters can be said in words and applied."""
    chosen = data.draw(filters_of(whole()))
    assert in_words(chosen, whole())
    kept_rows = filtering.rows(whole(), chosen)
    assert (np.diff(kept_rows) > 0).all()
    assert not set("wx") & set(names(whole(), kept_rows))


GARBAGE = st.text(st.characters(), max_size=30) | st.sampled_from([*PAYLOADS, ALL, "9999", "0001"])


@given(st.dictionaries(st.sampled_from(KEYS) | GARBAGE, st.lists(GARBAGE, max_size=4)))
def test_property_garbage_never_raises(query: dict[str, list[str]]) -> None:
    """Whatever a query holds, it gives filters that apply, and notices that are short."""
    found, notices = from_query(query, whole())
    assert set(names(whole(), filtering.rows(whole(), found))) <= set("abcd")
    assert all(len(told) < 400 for told in notices)
    assert from_query(to_query(found, whole()), whole())[0] == found


@given(st.sampled_from([("2023-05-01", "2023-06-30"), ("0001", "9999-12"), ("9999", "9999")]))
def test_property_days_outside_never_raise(days: tuple[str, str]) -> None:
    """Days at the ends of the calendar are taken, or refused, without an error."""
    found, _ = from_query({"dates": list(days)}, whole())
    assert len(filtering.rows(whole(), found)) in (0, 4)


@FEWER
@given(tables(), st.data(), st.randoms(use_true_random=False))
def test_property_order_never_matters(
    drawn: Drawn, data: st.DataObject, chance: random.Random
) -> None:
    """The same rows in another order keep the same incidents."""
    shuffled = {name: chance.sample(rows, len(rows)) for name, rows in drawn.items()}
    one, other = build(**drawn), build(**shuffled)
    chosen = data.draw(filters_of(one))
    assert names(one, filtering.rows(one, chosen)) == names(other, filtering.rows(other, chosen))


@given(st.data())
def test_property_territories_part_the_view(data: st.DataObject) -> None:
    """Russian territory and occupied Ukraine together are the view, and share nothing."""
    chosen = data.draw(filters_of(whole()))
    assume(chosen.territory in ("", "together"))
    parts = [
        set(filtering.rows(whole(), replace(chosen, territory=code)).tolist())
        for code in ("russia", "occupied_ukraine")
    ]
    rows = filtering.rows(whole(), chosen)
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
            not filters.events or filtering.slug(each["sub_event_type"]) in filters.events,
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
    assert list(filtering.rows(of, filters)) == kept_plainly(of, filters)
    # One filter at a time, since all together keep next to nothing.
    for field in ("casualties", "evidence", "responsibility", "dates", "as_of"):
        alone = replace(Filters(), **{field: getattr(filters, field)})
        assert list(filtering.rows(of, alone)) == kept_plainly(of, alone)
    starts, ends = (list(of.incidents[name].dt.date) for name in ("date_start", "date_end"))
    assert filtering.span(of) == (min(starts), max(ends))
