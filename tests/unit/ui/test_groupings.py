"""Figures by day, region, kind or territory are those that adding up row by row gives."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest

from strikemap.filters.choices import Filters
from strikemap.in_view import InView
from strikemap.model import Collection
from strikemap.ui.elements.sortable import FIGURE_SPACE
from strikemap.ui.figures.groupings import BY_DAY, GROUPINGS, INEXACT, Grouping
from strikemap.ui.figures.table_of_chart import table_of
from strikemap.vocabularies import CASUALTY_MEASURES
from tests.builders import DRONE, build, claim, incident, occupied

DAYS = ("2023-05-30", "2023-05-31", "2023-06-02")


@pytest.mark.parametrize(
    "by", [each for each in GROUPINGS if each.groups], ids=lambda each: each.label
)
def test_each_row_is_in_its_group(by: Grouping) -> None:
    """Whatever days are in view, a group holds its rows and their toll, and none is left out."""
    rows = [
        (occupied if at % 3 == 1 else incident)(
            f"i{at}",
            date_start=DAYS[at % 3],
            time_precision="2" if at == 4 else "1",
            date_basis="inferred" if at == 4 else "stated",
            **({"sub_event_type": DRONE} if at % 2 else {}),
        )
        for at in range(7)
    ]
    whole = build(rows, [claim(f"c{at}", f"i{at}", str(at)) for at in range(7)])
    assert by.groups
    for dates in (None, (date(2023, 5, 31), date(2023, 6, 2)), (date(2023, 6, 2),) * 2):
        view = InView(whole, Filters(dates=dates))
        groups = by.groups(whole)
        frame = by.sums(view, "killed", view.rows)
        held = {code: groups.rows_of(code, view.rows) for code in frame["group"]}
        assert sorted(row for rows in held.values() for row in rows) == view.rows.tolist()
        tolls = view.tolls("killed").headline
        for code, headline, count in zip(
            frame["group"], frame["headline"], frame["incidents"], strict=True
        ):
            assert (count, headline) == (len(held[code]), tolls[held[code]].sum())
        if by is BY_DAY:
            start = whole.incidents["date_start"].dt.strftime("%Y-%m-%d").to_numpy(str)
            exact = (whole.incidents["time_precision"] == 1).to_numpy(bool)
            meant = Counter(start[row] if exact[row] else INEXACT for row in view.rows)
            assert meant == {code: len(rows) for code, rows in held.items()}


@pytest.mark.parametrize("by", GROUPINGS, ids=lambda each: each.label)
def test_the_table_has_no_figure_where_nothing_is_reported(
    by: Grouping, shipped: Collection
) -> None:
    """Figures of a row add up, civilians, combatants and not said too; of the unknown is none."""
    view = InView(shipped)
    for measure in CASUALTY_MEASURES:
        frame = by.sums(view, measure, view.rows)
        table = table_of(frame)
        ends = [each for each in ("Low", "Headline", "High") if each in table]
        parts = [each for each in ("Civilians", "Combatants", "Not said") if each in table]
        assert bool(parts) is bool(frame[["civilians", "combatants"]].to_numpy().any())
        # What a headline is made of stands behind it and before the end of the range.
        assert list(table)[2 : 6 + len(parts)] == ["Low", "Headline", "High", *parts, "Unknown"]
        for row, known in zip(table.to_dict("records"), frame["known"], strict=True):
            said = {name: str(row[name]).strip(FIGURE_SPACE) for name in ends + parts}
            assert {each == "not reported" for each in said.values()} == {not known}
            if known:
                told = {
                    name: int(each.replace(",", ""))
                    for name, each in said.items()
                    if each != "open"
                }
                assert told["Low"] <= told["Headline"] <= told.get("High", told["Headline"])
                assert not parts or sum(told[name] for name in parts) == told["Headline"]
        assert list(table["Unknown"] + frame["known"]) == list(table["Incidents"])
