"""Days are shown with their precision: no span looks like its first day, on any page."""

from __future__ import annotations

import html
import json
import re
from datetime import date

import numpy as np
import pandas as pd
import pytest
from hypothesis import given

from strikemap import dates
from strikemap.geography import distance_km
from strikemap.ui.incident import incident as incident_page
from strikemap.ui.incident.incident import NEAR_DAYS, NEAR_KM, related
from strikemap.ui.incident.panel import days, when
from tests.app.conftest import Open
from tests.app.words import said
from tests.builders import build, incident, names, position
from tests.unit.strategies import Drawn, tables

SPAN = "25–31 May 2023 (day not exact)"


def _cells(frame: pd.DataFrame) -> str:
    return " ".join(str(cell) for cell in frame.to_numpy().ravel())


def test_the_table(open_page: Open) -> None:
    """The table gives both ends of a span, not as an exact day; a night is one night."""
    frame = open_page("incidents").dataframe[0].value.set_index("Id")
    karpaty = frame.loc[next(name for name in frame.index if "karpaty" in name)]
    assert (karpaty["From"], karpaty["To"]) == (date(2023, 5, 25), date(2023, 5, 31))
    assert karpaty["Day known"] == "day not exact, within the week"
    night = frame.loc["2023-05-30-belgorod-region-accommodation-centre-attack"]
    assert night["Day known"] == "one night"


def test_what_makes_up_a_figure(open_page: Open) -> None:
    """The make-up of a total gives each incident its whole span."""
    app = open_page("casualties")
    next(each for each in app.button if each.key == "makeup totals").click().run()
    makeups = [each.value for each in app.dataframe if "Days" in each.value.columns]
    assert makeups
    for frame in makeups:
        assert SPAN in _cells(frame[frame["Incident"].str.contains("Karpaty")])
        assert "30–31 May 2023 (one night)" in _cells(frame)


@given(tables())
def test_property_words_hold_every_day(drawn: Drawn) -> None:
    """In lists and in the panel an incident's words name its last day as well as its first."""
    of = build(**drawn).incidents
    for words, (_, each) in zip(days(of), of.iterrows(), strict=True):
        start, end = each["date_start"].date(), each["date_end"].date()
        for told in (words, str(when(each))):
            plain = re.sub(r"&#(\d+);", lambda found: chr(int(found[1])), told)
            assert dates.in_words(start, end) in plain
            assert ("day not exact" in plain) is (each["time_precision"] != 1)


def test_neighbours_by_an_oracle() -> None:
    """Near is what some day of both may be: spans touch, and a region alone is nowhere."""
    rows = [
        incident("here"),
        incident("same-week", date_start="2023-05-18", date_end="2023-05-24", time_precision="2"),
        incident("long-before", date_start="2023-05-16", date_end="2023-05-23", time_precision="3"),
        incident("after", date_start="2023-06-07"),
        incident("long-after", date_start="2023-06-08"),
        incident("far", latitude="50.90"),
        incident("near", latitude="50.60"),
        incident("nowhere", latitude="", longitude=""),
        incident("region-alone", geo_precision="3"),
        incident("gone", status="withdrawn"),
    ]
    of = build(rows)
    here = position(of, "here")
    found = names(of, related(of, here))
    assert found == ["near", "after", "same-week"] or found == ["near", "same-week", "after"]
    for row in related(of, here):
        other, mine = of.incidents.iloc[row], of.incidents.iloc[here]
        assert distance_km(mine["latitude"], mine["longitude"], np.array([other["latitude"]]),
                           np.array([other["longitude"]]))[0] <= NEAR_KM  # fmt: skip
        assert min(
            abs((one - two).days)
            for one in pd.date_range(mine["date_start"], mine["date_end"])
            for two in pd.date_range(other["date_start"], other["date_end"])
        ) <= NEAR_DAYS  # fmt: skip


def test_neighbours_are_shown_with_their_span(
    open_page: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    """“Within 30 km” gives each neighbour its whole span, and says where its list ends."""
    monkeypatch.setattr(incident_page, "NEAR_SHOWN", 1)
    app = open_page(
        "incident",
        collection=["chronology-2023-05-06"],
        incident=["2023-05-12-murom-shelling"],
    )
    assert "The nearest 1 in time of" in said(app)
    monkeypatch.undo()
    app = open_page(
        "incident",
        collection=["chronology-2023-05-06"],
        incident=["2023-05-12-murom-shelling"],
    )
    links = [html.unescape(each.proto.label) for each in app.main if each.type == "page_link"]
    assert [each for each in links if re.match(r"\d.* \((one night|day not exact)\) · ", each)]


def test_no_place_has_no_neighbours(open_page: Open) -> None:
    """Of an incident known by its region alone the page does not say what is near."""
    app = open_page("incident", incident=["2023-05-30-belgorod-region-accommodation-centre-attack"])
    assert "not known well enough to say what lies near it" in said(app)


def test_charts_by_day(open_page: Open) -> None:
    """A figure by day that holds a night says so in its table and in its chart’s hover."""
    app = open_page("casualties")
    told = [
        str(name) for each in app.dataframe if "Group" in each.value for name in each.value["Group"]
    ]
    assert "30 May 2023, or the night of 30–31 May 2023" in told
    specs = [json.loads(each.proto.spec) for each in app.get("vega_lite_chart")]
    by_day = [spec for spec in specs if "by day" in json.dumps(spec)]
    assert by_day and all('"days"' in json.dumps(spec) for spec in by_day)
