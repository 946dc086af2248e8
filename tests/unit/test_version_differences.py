"""What differs between two versions is told by incident and figure, and nothing else is."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from strikemap.casualties.tolls import tolls
from strikemap.model import Collection
from strikemap.version_differences import Difference, differences
from strikemap.vocabularies import CASUALTY_MEASURES
from tests.builders import build, claim, incident, position, source
from tests.unit import strategies


def told(old: Collection, today: Collection) -> dict[str, Difference]:
    return {each.incident_id: each for each in differences(old, today).incidents}


def test_figures_come_first() -> None:
    """Other tolls, then what is in one version alone, then the rest."""
    old = build(
        [incident("a"), incident("b"), incident("c", weapon="drone"), incident("same")],
        [claim("ka", "a", "1"), claim("kb", "b", "3+"), claim("kc", "c", "2")],
    )
    today = build(
        [incident("a", date_end="2023-06-06", time_precision="2"),
         incident("c", weapon="drone", status="withdrawn", region="RU-KRS"),
         incident("d"), incident("same")],
        [claim("ka", "a", "2-4"), claim("kc", "c", "2"), claim("xc", "c", measure="outcome"),
         claim("id", "d", "0", "injured")],
    )  # fmt: skip
    found = differences(old, today)
    a, b, d, c = found.incidents
    assert (a.incident_id, a.there) == ("a", "both")
    assert a.figures == "killed 1, today 2–4 (headline 2)"
    assert a.what == (
        "days 31 May 2023, today 31 May – 6 June 2023 (day not exact); how exactly the day is "
        "known; killed, in one claim, 1, today 2–4; 1 claim changed"
    )
    assert (b.there, b.figures, b.what) == ("old", "killed 3+; injured unknown", "")
    assert (d.there, d.figures) == ("today", "killed unknown; injured 0")
    assert (c.figures, c.what) == (
        "",
        "region Belgorod Oblast, today Kursk Oblast; record active, today withdrawn; 1 claim added",
    )
    assert [found.count(each) for each in ("old", "today", "both")] == [1, 1, 2]
    assert found.others == ""


def test_other_records_are_counted() -> None:
    """Sources, claimants and claims on several incidents have a line of their own."""
    old = build([incident("a")], [claim("k", "a", "1")])
    whole = {"covers_from": "2023-05-30", "covers_to": "2023-05-31", "covers_region": "RU-BEL"}
    today = build(
        [incident("a")],
        [claim("k", "a", "1"), claim("total", "", "4", **whole)],
        sources=[source("paper", note="Read again."), source("third")],
    )
    found = differences(old, today)
    assert found.incidents == ()
    assert found.others == (
        "1 claim added on several incidents at once; sources: 1 added, 1 changed, 2 removed"
    )


@settings(max_examples=max(settings().max_examples // 4, 1))
@given(strategies.tables(), strategies.tables(), st.booleans())
def test_property_each_difference_is_told(
    one: strategies.Drawn, other: strategies.Drawn, swapped: bool
) -> None:
    """An incident is listed exactly where it is in one version alone or something of it differs."""
    old, today = (build(**rows) for rows in ((other, one) if swapped else (one, other)))
    found = told(old, today)
    assert told(old, old) == {}
    rows = [dict(zip(each.incidents["incident_id"], range(99), strict=False))
            for each in (old, today)]  # fmt: skip
    for incident_id in {*rows[0], *rows[1]}:
        if incident_id not in rows[0] or incident_id not in rows[1]:
            assert found[incident_id].there == ("today" if incident_id in rows[1] else "old")
            continue
        for measure in CASUALTY_MEASURES:
            both = [
                (bool(of.known[at]), int(of.low[at]), int(of.high[at]), bool(of.is_open[at]))
                for of, at in (
                    (tolls(each, measure), position(each, incident_id)) for each in (old, today)
                )
            ]
            if both[0] != both[1]:
                assert measure in found[incident_id].figures
