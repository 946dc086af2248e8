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


def marks_at(latitudes, longitude, precision, **options):
    """The mark of each point on a meridian."""
    rest = (pd.Series([each] * len(latitudes)) for each in (longitude, precision, ""))
    placed = Placer(ImportOptions(**options)).place(pd.Series(list(map(str, latitudes))), *rest)
    return [MARKS[each] for each in placed.mark]


@pytest.mark.parametrize(
    ("precision", "near", "far", "mark"),
    [
        ("1", 50.347, 50.36, AT_BORDER),
        ("2", 50.55, 50.6, NEAR_BORDER),
        ("3", 50.78, 50.83, NEAR_BORDER),
        ("?", 50.78, 50.83, NEAR_BORDER),
    ],
)
def test_a_point_is_marked_as_far_as_it_may_be_off(precision, near, far, mark):
    """From the border with Ukraine inwards, as far as its precision reaches, and no farther."""
    assert marks_at([near, far], "36.9", precision) == [mark, ""]


@pytest.mark.parametrize(
    ("latitude", "longitude", "mark"),
    [
        (50.41, "36.9", NEAR_BORDER),
        (47.6, "38.6", NEAR_BORDER),
        (50.9, "35.65", NEAR_BORDER),
        (50.9, "35.9", ""),
    ],
)
def test_a_border_is_near_on_whatever_side_it_lies(latitude, longitude, mark):
    """South of the point or west of it, as many kilometres."""
    assert marks_at([latitude], longitude, "2") == [mark]


def test_a_border_of_what_is_occupied_is_one():
    """To the rest of Ukraine; within what is, or is not, taken as occupied there is none."""
    for occupied, mark in ((("UA-14",), NEAR_BORDER), (("UA-14", "UA-09"), ""), (CRIMEA, "")):
        assert marks_at([48.4], "38.3", "2", occupied=occupied) == [mark]


def test_a_place_that_comes_again_is_where_it_was(monkeypatch):
    """In whatever part of a file, and also where so many are known that all are forgotten."""
    points = [("50.61", "36.58"), ("44.95", "34.1"), ("50.41", "36.9"), ("52.52", "13.4")]
    wanted = ["RU-BEL", "UA-43", "RU-BEL", ""]
    for most in (0, 1, 3, 50_000):
        monkeypatch.setattr(territory, "MAX_KNOWN", most)
        placer = Placer(ImportOptions(near=("RU-BEL", 5.0)))
        for order in ([0, 1, 1], [2, 0], [3, 2, 1, 0], [0, 3]):
            some = [points[at] for at in order]
            cells = (pd.Series([each[axis] for each in some]) for axis in (0, 1))
            rest = (pd.Series([each] * len(some)) for each in ("2", ""))
            placed = placer.place(*cells, *rest)
            assert placed.region.tolist() == [wanted[at] for at in order]
            assert [MARKS[each] for each in placed.mark] == [
                NEAR_BORDER if at == 2 else "" for at in order
            ]
            km = dict(zip(order, placed.km_near.tolist(), strict=True))
            assert all((km[at] == 0) == (wanted[at] == "RU-BEL") for at in order)
            assert all(np.isinf(km[at]) == (wanted[at] == "") for at in order)


@pytest.mark.parametrize(
    ("latitude", "longitude", "country", "is_exchanged"),
    [
        (36.58, 50.61, "", True),
        (36.58, 50.61, "RU", True),
        (36.58, 50.61, "other", False),
        (50.61, 36.58, "", False),
        (37.8, 44.71, "", True),
        (105.0, 72.5, "", True),
        (95.0, 90.0, "", False),
        (95.0, 90.5, "", False),
    ],
)
def test_degrees_that_would_lie_in_a_region_the_other_way_round(
    latitude, longitude, country, is_exchanged
):
    """Or in its harbours, unless the file places the point abroad."""
    y, x, named = np.array([latitude]), np.array([longitude]), np.array([country])
    region = np.array(["RU-BEL" if latitude == 50.61 else ""])
    assert territory.looks_exchanged(region, y, x, named).tolist() == [is_exchanged]


def test_crimea_is_occupied_from_the_day_of_its_occupation():
    """An incident that may be of that day or later counts."""
    days = np.array(["2014-02-26", "2014-02-27", "2014-02-28"], dtype=object)
    region = np.array(["UA-40"] * 3, dtype=object)
    where, why = territory.scope(region, days, np.zeros(3, bool), ImportOptions())
    assert where.tolist() == ["", "occupied_ukraine", "occupied_ukraine"]
    assert why.tolist() == [BEFORE, "", ""]
