"""Where points lie, and how far that can be trusted."""

import numpy as np
import pandas as pd
import pytest

from strikemap import gazetteer
from strikemap.importers import territory
from strikemap.importers.options import CRIMEA, ImportOptions
from strikemap.importers.territory import (
    AT_BORDER,
    BEFORE,
    DISAGREES,
    MARKS,
    NEAR_BORDER,
    NOT_OCCUPIED,
    OUTSIDE,
    SNAPPED,
    Placer,
)


def place(latitude, longitude, precision="1", country=""):
    cells = (pd.Series([str(each)]) for each in (latitude, longitude, precision, country))
    placed = Placer(ImportOptions()).place(*cells)
    return placed.region[0], MARKS[placed.mark[0]]


@pytest.mark.parametrize(
    ("point", "found"),
    [
        ((50.6, 36.6), ("RU-BEL", "")),
        ((50.41, 36.9, "2"), ("RU-BEL", NEAR_BORDER)),
        ((50.41, 36.9, "1"), ("RU-BEL", "")),
        ((55.75, 37.6, "3"), ("RU-MOW", "")),
        ((51.16, 55.0, "3"), ("RU-ORE", "")),
        ((42.96, 47.45, "2"), ("RU-DA", "")),
        ((55.75, 37.6, "1", "UA"), ("RU-MOW", DISAGREES)),
        ((52.52, 13.4, "1", "RU"), ("", "")),
    ],
)
def test_points(point, found):
    """The boundaries decide; imprecise points near other territory are marked."""
    assert place(*point) == found


@pytest.mark.parametrize(
    ("point", "region"),
    [
        ((44.70, 37.80), "RU-KDA"),
        ((42.9849, 47.5047), "RU-DA"),
        ((44.616, 33.54), "UA-40"),
        ((45.30, 36.55), "UA-43"),
        ((60.345, 28.69), "RU-LEN"),
        ((43.08, 131.86), "RU-PRI"),
        ((46.63, 32.62), "UA-65"),
        ((45.255, 30.204), "UA-51"),
        ((45.255, 30.204, "1", "UA"), "UA-51"),
    ],
)
def test_coast_harbours_bridges_and_banks(point, region):
    """A point within 10 km of a region, and of no other country, is given to it and marked."""
    assert place(*point) == (region, SNAPPED)


@pytest.mark.parametrize(
    "point", [(59.377, 28.19), (50.245, 127.48), (44.40, 131.15), (43.38, 40.08), (43.0, 34.0)]
)
def test_what_is_abroad_stays_abroad(point):
    """Across a border, or farther out at sea, a point is given to no region of ours."""
    assert place(*point) == ("", "")


def test_a_point_near_a_border_follows_the_country_that_the_file_names():
    """Where another country's land is as near, the file's own word decides."""
    assert place(59.377, 28.19, "1", "RU") == ("RU-LEN", SNAPPED)
    assert place(59.377, 28.19, "1", "other") == ("", "")
    assert place(45.255, 30.204, "1", "other") == place(45.255, 30.204, "1", "RU") == ("", "")


def test_every_place_of_the_gazetteer_lies_in_its_region():
    """
    Also those on a spit, in a harbour or on an island that the boundaries leave out, and whether
    or not the file names their country.
    """
    known = gazetteer.places()
    cells = [
        pd.Series([str(getattr(p, name)) for p in known]) for name in ("latitude", "longitude")
    ]
    for country in ([p.region[:2] for p in known], [""] * len(known)):
        of = pd.Series(["1"] * len(known)), pd.Series(country)
        placed = Placer(ImportOptions()).place(*cells, *of)
        wrong = [p.name for p, code in zip(known, placed.region, strict=True) if p.region != code]
        assert wrong == []


def test_reach_grows_with_imprecision():
    """The less precise a point, the farther a border marks it."""
    assert territory.REACH_KM == {"1": 1.0, "2": 25.0, "3": 50.0}
    assert AT_BORDER != NEAR_BORDER


def test_scope():
    """Russia, Crimea since its occupation, and what the user or the file says is occupied."""
    region = np.array(["RU-BEL", "UA-43", "UA-43", "UA-14", "UA-14", ""], dtype=object)
    end = np.array(["2025-01-01", "2025-01-01", "2010-01-01", *["2025-01-01"] * 3], dtype=object)
    stated = np.array([False, False, False, False, True, False])
    where, why = territory.scope(region, end, stated, ImportOptions(occupied=CRIMEA))
    assert where.tolist() == ["russia", "occupied_ukraine", "", "", "occupied_ukraine", ""]
    assert why.tolist() == ["", "", BEFORE, NOT_OCCUPIED, "", OUTSIDE]


def test_a_summary_of_ours_comes_back_as_it_is(imported):
    """The mark of a point beside the coast goes into a stranger's summary, not into an export's."""
    row = "2023-05-03,45.2117,36.7161,Fire at a depot.,drone,"
    for column, is_ours in (("event_evidence", True), ("remark", False)):
        text = f"date_start,latitude,longitude,summary,weapon,{column}\n{row}x\n"
        made = imported(text.encode())
        (summary,) = made.tables["incidents"]["summary"]
        assert made.report.marked[SNAPPED] == 1
        assert summary == ("Fire at a depot." if is_ours else f"Fire at a depot. {SNAPPED}")
