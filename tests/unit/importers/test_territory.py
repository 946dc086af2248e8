"""Where points lie, and how far that can be trusted."""

import numpy as np
import pandas as pd
import pytest

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
        ((55.75, 37.6, "1", "UA"), ("RU-MOW", DISAGREES)),
        ((52.52, 13.4, "1", "RU"), ("", "")),
    ],
)
def test_points(point, found):
    """The boundaries decide; imprecise points near other territory are marked."""
    assert place(*point) == found


def test_a_port_is_given_to_the_country_that_the_file_names():
    """A point in a bay is snapped and marked, but only on the file's own word."""
    assert place(44.70, 37.80, "1", "RU") == ("RU-KDA", SNAPPED)
    assert place(44.70, 37.80, "1", "") == ("", "")


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
