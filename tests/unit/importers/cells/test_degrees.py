"""Degrees in every form that files have them in are the degrees that were written."""

from __future__ import annotations

import math
import struct

import numpy as np
import pandas as pd
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from strikemap.importers.cells import degrees

NORTH = ("N", "n", "north", "с. ш.", "с.ш.", "пн. ш.", "північної широти", "северной широты")
SOUTH = ("S", "south", "ю. ш.", "пд.ш.")
EAST = ("E", "e", "east", "в. д.", "сх. д.", "східної довготи", "восточной долготы")
WEST = ("W", "west", "з. д.", "зх.д.")
SIDES = [
    *((each, "lat", 1) for each in NORTH), *((each, "lat", -1) for each in SOUTH),
    *((each, "lon", 1) for each in EAST), *((each, "lon", -1) for each in WEST),
]  # fmt: skip
WHOLE, MINUTES, SECONDS = st.integers(0, 179), st.integers(0, 59), st.integers(0, 59)
TENTHS = st.integers(0, 9)

BARE = (
    "{d}°{m}'{s}\"", "{d}° {m}′ {s}″", "{d}º{m}’{s}”", "{d}:{m}:{s}", "{d} {m} {s}",
    "{d}°{m}'{s}.0''", "{d} deg {m} min {s} sec", "{d} degrees {m}′ {s},0″",
)  # fmt: skip
"""Degrees, minutes and seconds that need no hemisphere."""
OF_MINUTES = ("{d}°{m}.{t}", "{d}° {m},{t}′", "{d}°{m}.{t}'")
BESIDE = ("{d} {m}.{t}", "{d}:{m},{t}", *OF_MINUTES)
"""Degrees and minutes, the first two of which are such beside a hemisphere alone."""


@given(WHOLE, MINUTES, SECONDS, st.sampled_from(BARE), st.sampled_from(("", "-", "+")))
def test_property_minutes_and_seconds_are_parts_of_a_degree(d, m, s, form, sign):
    """A sixtieth and a sixtieth of that, on the side of the equator that the sign says."""
    text = sign + form.format(d=d, m=m, s=s)
    value, of = degrees.one(text)
    assert value == pytest.approx((-1 if sign == "-" else 1) * (d + m / 60 + s / 3600), abs=1e-9)
    assert of == ""


@given(WHOLE, MINUTES, TENTHS, st.sampled_from(BESIDE), st.sampled_from(SIDES), st.booleans())
def test_property_a_hemisphere_says_of_what_the_degrees_are(d, m, t, form, side, is_before):
    """Before or behind the number, in three languages: south and west are below zero."""
    name, of, sign = side
    text = form.format(d=d, m=m, t=t)
    text = f"{name} {text}" if is_before else f"{text} {name}"
    value, found = degrees.one(text)
    assert (found, value) == (of, pytest.approx(sign * (d + (m + t / 10) / 60), abs=1e-9))


@given(WHOLE, MINUTES, TENTHS, st.sampled_from(OF_MINUTES))
def test_property_a_number_behind_the_sign_of_degrees_is_of_minutes(d, m, t, form):
    """Without a hemisphere too."""
    assert degrees.one(form.format(d=d, m=m, t=t)) == (
        pytest.approx(d + (m + t / 10) / 60, abs=1e-9),
        "",
    )


@given(st.integers(-1_800_000_000, 1_800_000_000), st.sampled_from((".", ",")))
def test_property_a_fraction_is_itself(millionths, mark):
    """With a point or a comma, with the sign of degrees or without, with either minus."""
    value = millionths / 10**7
    text = f"{value:.7f}".replace(".", mark)
    for each in (text, f"{text}°", f" {text} ", text.replace("-", "−"), f"{text} deg"):
        assert degrees.one(each) == (pytest.approx(value, abs=1e-9), "")


@pytest.mark.parametrize(
    "text",
    ["", "x", "50°60'", "50°10'60\"", "50 36", "50:36", "N 50 E", "N50N", "1234", "5 0.6 7",
     "50.6 x", "--5", "N", "50°36'36\"N 1", "5" * 201, "50 60 10", "50 10 60"],
)  # fmt: skip
def test_what_is_no_number_of_degrees_is_refused(text):
    """Sixty minutes, two numbers that may be a pair, two sides and anything longer."""
    with pytest.raises(ValueError, match="is no number of degrees"):
        degrees.one(text)


def test_the_longest_cell_is_read_and_no_longer_one():
    """A cell of two hundred characters is looked at, one more is not."""
    padded = "50.5".ljust(degrees.MAX_CHARACTERS)
    assert degrees.one(padded) == (50.5, "")
    assert degrees.both("50.5, 36.5".ljust(degrees.MAX_CHARACTERS)) == (50.5, 36.5)
    with pytest.raises(ValueError, match="degrees"):
        degrees.one(padded + " ")
    with pytest.raises(ValueError, match="degrees"):
        degrees.both("50.5, 36.5".ljust(degrees.MAX_CHARACTERS + 1))


PAIRS = (
    "50.61, 36.58", "50.61 36.58", "50,61; 36,58", "50.61/36.58", "50.61|36.58", "(50.61, 36.58)",
    "[50.61; 36.58]", "geo:50.61,36.58", "50.61,36.58", "50.61N 36.58E", "50.61 N, 36.58 E",
    "N50.61 E36.58", "N 50.61, E 36.58", "50°36'36\"N 36°34'48\"E", "50°36'36\", 36°34'48\"",
    "36.58E 50.61N", "E36.58, N50.61", "50°36.6'N, 36°34.8'E", "36.58 E; 50.61", "36.58; 50.61N",
    "50,61 с. ш. 36,58 в. д.", "50°36.6 с.ш.36,58", "50.61° 36.58°",
    "POINT (36.58 50.61)", "POINT(36.58 50.61)",
    "SRID=4326;POINT(36.58 50.61)", "POINT Z (36.58 50.61 120)", "point z(36.58 50.61 0)",
)  # fmt: skip


@pytest.mark.parametrize("text", PAIRS)
def test_both_in_one_cell(text):
    """Latitude stands first unless a hemisphere or WKT says otherwise."""
    assert degrees.both(text) == pytest.approx((50.61, 36.58), abs=1e-9)


def test_east_stands_first_where_the_column_says_so():
    """But a hemisphere, and WKT, say it themselves."""
    for text in ("36.58, 50.61", "36.58E 50.61N", "50.61N 36.58E", "POINT(36.58 50.61)"):
        assert degrees.both(text, east_first=True) == pytest.approx((50.61, 36.58), abs=1e-9)


@pytest.mark.parametrize("text", ["", "50.61", "50.61, 36.58, 1", "a, b", "50.61; x", "1,2,3,4"])
def test_what_is_no_pair_is_refused(text):
    """One number, three of them, or a word."""
    with pytest.raises(ValueError, match="is no pair of degrees"):
        degrees.both(text)


KINDS = (1, 1001, 2001, 3001)
"""Well-known binary of a point: plain, with a height, with a measure, and with both."""


@example(90.0, 180.0, "<", 1, None)
@example(-90.0, -180.0, ">", 1, 4326)
@given(
    st.floats(-90, 90), st.floats(-180, 180), st.sampled_from("<>"), st.sampled_from(KINDS),
    st.sampled_from((None, 0, 4326)),
)  # fmt: skip
def test_property_a_point_in_binary_is_the_point(y, x, order, kind, srid):
    """Of either byte order, with its system named or not, and with a height beside it."""
    head = b"\x01" if order == "<" else b"\x00"
    flag = 0 if srid is None else 0x20000000
    head += struct.pack(f"{order}I", kind | flag)
    head += b"" if srid is None else struct.pack(f"{order}I", srid)
    more = (7.0,) * (kind // 1000 > 0) + (8.0,) * (kind == 3001)
    text = (head + struct.pack(f"{order}{2 + len(more)}d", x, y, *more)).hex()
    assert degrees.both(text) == degrees.both(text.upper()) == degrees.both(f" {text} ") == (y, x)


@pytest.mark.parametrize(
    ("kind", "srid", "y", "x", "why"),
    [
        (2, None, 50.0, 36.0, "no point"), (4001, None, 50.0, 36.0, "no point"),
        (1, 3857, 50.0, 36.0, "EPSG:3857"), (1, None, 90.5, 36.0, "not in degrees"),
        (1, None, 50.0, 180.5, "not in degrees"), (1, None, math.nan, 36.0, "not in degrees"),
        (1, None, -90.5, 36.0, "not in degrees"), (1, None, 50.0, -180.5, "not in degrees"),
    ],
)  # fmt: skip
def test_binary_that_is_no_point_in_degrees_is_refused(kind, srid, y, x, why):
    """A line, another system, and numbers that no degrees have."""
    flag = 0 if srid is None else 0x20000000
    text = b"\x01" + struct.pack("<I", kind | flag)
    text += (b"" if srid is None else struct.pack("<I", srid)) + struct.pack("<2d", x, y)
    with pytest.raises(ValueError, match=why):
        degrees.both(text.hex())


@given(st.floats(-85, 85), st.floats(-180, 180))
def test_property_web_mercator_comes_back(latitude, longitude):
    """Metres of the projection are the degrees that they were made of (EPSG:3857)."""
    x = math.radians(longitude) * 6_378_137
    y = math.log(math.tan(math.pi / 4 + math.radians(latitude) / 2)) * 6_378_137
    assert degrees.from_mercator(x, y) == pytest.approx((latitude, longitude), abs=1e-9)
    crs = pd.Series(["EPSG:3857", "urn:ogc:def:crs:EPSG::4326", ""], index=[5, 3, 4])
    ys, xs = (pd.Series([str(each)] * 3, index=crs.index) for each in (y, x))
    north, east = degrees.unprojected(ys, xs, crs)
    assert (north.index.tolist(), north.tolist()[1:], east.tolist()[1:]) == (
        [5, 3, 4], ys.tolist()[1:], xs.tolist()[1:],
    )  # fmt: skip
    found = float(north.iloc[0]), float(east.iloc[0])
    assert found == pytest.approx((latitude, longitude), abs=1e-7)


def test_metres_that_are_none_are_no_degrees():
    """What is no number, or lies beyond any place, leaves both empty."""
    crs = pd.Series(["EPSG:3857"] * 3)
    y, x = pd.Series(["", "1e9", "5"]), pd.Series(["5", "5", "north"])
    north, east = degrees.unprojected(y, x, crs)
    assert (north.tolist()[0], east.tolist()[0]) == ("", "")
    assert (north.tolist()[2], east.tolist()[2]) == ("", "")
    none = pd.Series([], dtype="str")
    assert len(degrees.unprojected(none, none, none)[0]) == 0


@pytest.mark.parametrize(
    ("crs", "is_it"),
    [("EPSG:3857", True), ("urn:ogc:def:crs:EPSG::3857", True), ("900913", True),
     ("http://www.opengis.net/def/crs/EPSG/0/102100", True), ("EPSG:4326", False), ("", False)],
)  # fmt: skip
def test_web_mercator_is_known_by_its_codes(crs, is_it):
    """EPSG's and those of before, in each of the forms in which a system is named."""
    assert degrees.is_mercator(crs) is is_it


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("9G8WJ97X+2V", "a plus code"), ("J97X+2V Belgorod", "a plus code"),
        ("37U DR 12345 67890", "an MGRS reference"), ("37UDR1234567890", "an MGRS reference"),
        ("37U 399999 5600000", "a pair of UTM coordinates"),
        ("37 U, 399999.5 mE, 5600000 mN", "a pair of UTM coordinates"),
        ("50.61, 36.58", ""), ("Belgorod", ""), ("", ""),
    ],
)  # fmt: skip
def test_a_place_in_another_system_is_named_as_that(text, what):
    """So that who has it is told what it is."""
    assert degrees.other_system(text) == degrees.other_system(f" {text.lower()} ") == what


def test_columns_keep_their_rows():
    """Each cell is read in its place, and what can't be read stays or is told, in any index."""
    index = [9, 2, 5, 7, 1, 4, 3]
    of = ["50°30'", " 36.58 ", "x", "", "50°30'", "36,5", "36.123456789"]
    cells = pd.Series(of, index=index)
    read = degrees.read(cells)
    assert (read.index.tolist(), read.tolist()) == (
        index,
        ["50.5", "36.58", "x", "", "50.5", "36.5", "36.123456789"],
    )
    pairs = pd.Series(["1.5, 2.5", "x", "", " 1.5, 2.5", "3.5 4.5"], index=index[:5])
    north, east, unread = degrees.read_both(pairs)
    assert north.index.tolist() == east.index.tolist() == index[:5]
    assert north.tolist() == ["1.5", "", "", "1.5", "3.5"]
    assert east.tolist() == ["2.5", "", "", "2.5", "4.5"]
    assert unread.tolist() == [False, True, False, False, False]
    assert degrees.read_both(pairs, east_first=True)[0].tolist() == ["2.5", "", "", "2.5", "4.5"]
    none = pd.Series([], dtype="str")
    assert [len(each) for each in degrees.read_both(none)] == [0, 0, 0]
    assert degrees.read_both(none)[2].dtype == np.bool_


def test_degrees_are_written_to_a_centimetre():
    """No further digits, and none that say nothing."""
    assert [degrees.written(each) for each in (50.123456789, 50.5, -0.00000001, 36.0)] == [
        "50.1234568", "50.5", "-0.0", "36.0",
    ]  # fmt: skip
