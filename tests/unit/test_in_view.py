"""What is in view: the same rows, tolls, parts and regions, whoever asks."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from strikemap import export
from strikemap.casualties.tolls import tolls
from strikemap.casualties.totals import total
from strikemap.comparison.totals import totals
from strikemap.filters.choices import Filters
from strikemap.filters.rows import rows_kept, span_of
from strikemap.in_view import InView, parts
from strikemap.links import Link
from strikemap.vocabularies import CASUALTY_MEASURES, TERRITORIES
from tests.builders import build, claim, incident, occupied
from tests.unit.strategies import Drawn, filters_of, tables

FEW = settings(max_examples=max(settings().max_examples // 8, 5))
TERRITORY = st.sampled_from(["", "russia", "occupied_ukraine", "together"])


@FEW
@given(tables(), st.data())
def test_property_plainly(drawn: Drawn, data: st.DataObject) -> None:
    """Rows, totals, parts and regions are what a loop over the incidents comes to."""
    of = build(**drawn)
    filters = data.draw(filters_of(of))
    view = InView(of, filters)
    kept = list(rows_kept(of, filters))
    assert list(view.rows) == kept
    assert view.regions == tuple(sorted({str(of.incidents["region"].iloc[row]) for row in kept}))
    assert view.span == (filters.dates or span_of(of))
    chosen = [term.code for term in TERRITORIES if filters.territory in ("", term.code)]
    apart = ["together"] if filters.territory == "together" else chosen
    assert [part.code for part in view.parts] == apart, (
        "territories join by the reader's word alone"
    )
    shown = [row for part in view.parts for row in part.rows]
    assert sorted(shown) == kept
    for measure in CASUALTY_MEASURES:
        toll = tolls(of, measure, filters.choice)
        assert view.total(measure) == total(toll, np.array(kept, dtype=np.int64))
        for part in view.parts:
            held = {str(of.incidents["territory"].iloc[row]) for row in part.rows}
            assert held <= {part.code} or part.code == "together"
            assert view.total(measure, part.rows).headline == sum(
                int(toll.headline[row]) for row in part.rows if toll.known[row]
            )
        by_place = view.groups(measure, of.incidents["place"].astype(str).to_numpy(str))
        assert by_place["incidents"].sum() == len(kept)
        assert by_place["headline"].sum() == view.total(measure).headline


@FEW
@given(tables(), TERRITORY, st.sampled_from([(), ("governor",), ("kyiv", "ministry")]))
def test_property_page_export_and_comparison_say_the_same(
    drawn: Drawn, territory: str, claimants: tuple[str, ...]
) -> None:
    """An export and a side of a comparison have the rows and totals that the page has."""
    of = build(**drawn)
    filters = Filters(territory=territory, claimants=claimants)
    view = InView(of, filters)
    exported = export.View(of, Link(collection=of.name, filters=filters)).in_view
    assert np.array_equal(exported.rows, view.rows)
    sides = totals(view)
    for part in view.parts:
        for measure in CASUALTY_MEASURES:
            assert exported.total(measure, part.rows) == view.total(measure, part.rows)
            if part.code != "together":
                assert sides[part.code, measure] == view.total(measure, part.rows)


def test_each_thing_is_worked_out_once() -> None:
    """Asked again, a view gives the very same rows, parts and regions; another choice another."""
    of = build(
        [incident("a"), occupied("b")], [claim("c", "a", "2"), claim("d", "a", "3", by="kyiv")]
    )
    view = InView(of, Filters())
    assert view.rows is view.rows and view.parts is view.parts and view.regions is view.regions
    other = replace(view, filters=Filters(claimants=("kyiv",)))
    assert (view.total("killed").headline, other.total("killed").headline) == (2, 3)
    assert view.regions == ("RU-BEL", "UA-09")


OF_BOTH = build([incident("a"), occupied("b"), occupied("c"), incident("d"), incident("e")])


@pytest.mark.parametrize("territory", ["", "russia", "occupied_ukraine", "together"])
@pytest.mark.parametrize("chosen", [[], [0], [1], [0, 3], [0, 1, 2, 3, 4]])
def test_parts_are_one_territory_each(territory: str, chosen: list[int]) -> None:
    """Those of a territory in its part, in their order, an empty one too; all in one where they
    are joined, by whatever string says so.
    """
    of = OF_BOTH
    # As a link's reader makes it: equal to the code and not the same object.
    asked = "".join(list(territory))
    own = {"russia": [0, 3, 4], "occupied_ukraine": [1, 2], "together": [0, 1, 2, 3, 4]}
    wanted = [territory] if territory else ["russia", "occupied_ukraine"]
    found = [(part.code, part.rows.tolist()) for part in parts(of, asked, np.array(chosen, int))]
    assert found == [(code, [row for row in chosen if row in own[code]]) for code in wanted]
    labels = [part.label for part in parts(of, asked, np.array(chosen, int))]
    assert len(set(labels)) == len(labels) and all(labels)


def test_regions_in_view_are_those_of_its_incidents() -> None:
    """Each once and in order, "" where one has none; none where nothing is in view."""
    of = build([occupied("a"), incident("b"), incident("c", region=""), incident("d")])
    assert InView(of).regions == ("", "RU-BEL", "UA-09")
    assert InView(of, Filters(territory="occupied_ukraine")).regions == ("UA-09",)
    assert InView(of, Filters(text="nothing is called this")).regions == ()


def test_the_first_few_need_not_all_be_found() -> None:
    """The first of those in view are the first of all its rows, and it knows how many these are."""
    of = build([incident(f"i{at}", region="RU-KRS" if at % 3 else "RU-BEL") for at in range(9)])
    view = InView(of, Filters(regions=("RU-KRS",)))
    assert view.rows.tolist() == [1, 2, 4, 5, 7, 8] and view.count == 6
    for most in (0, 1, 4, 6, 20):
        assert view.first(most).tolist() == view.rows.tolist()[:most]
