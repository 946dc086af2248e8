"""What a cell says of degrees: a number, degrees with minutes and seconds, or both in one cell."""

from __future__ import annotations

import math
import re
import struct
import unicodedata
from functools import lru_cache

import numpy as np
import numpy.typing as npt
import pandas as pd

from strikemap.languages import marked

PLAIN = r"-?\d{1,3}(?:\.\d*)?(?:[eE][-+]?\d{1,2})?"
"""Degrees as the model has them; what matches is left as it is."""

MAX_CHARACTERS = 200
"""No degrees are longer, and of what is kept in mind none takes more."""

EARTH_RADIUS_M = 6_378_137.0
"""The sphere of Web Mercator (EPSG:3857): WGS 84's semi-major axis."""

_NORTH = r"n|north|с\.?\s*ш\.?|пн\.?\s*ш\.?|північної широти|северной широты"
_SOUTH = r"s|south|ю\.?\s*ш\.?|пд\.?\s*ш\.?"
_EAST = r"e|east|в\.?\s*д\.?|сх\.?\s*д\.?|східної довготи|восточной долготы"
_WEST = r"w|west|з\.?\s*д\.?|зх\.?\s*д\.?"
_SIDE = rf"(?:{_NORTH}|{_SOUTH}|{_EAST}|{_WEST})"
_VALUE = (
    r"[+-]?\d{1,3}(?:[.,]\d+)?\s*(?:[°ºo˚]|deg(?:rees)?)?"
    r"(?:\s*\d{1,2}(?:[.,]\d+)?\s*(?:['′’´]|min)(?:\s*\d{1,2}(?:[.,]\d+)?\s*(?:[\"″”]|''|′′|sec))?)?"
)
_MINUTES = r"[+-]?\d{1,3}\s*[°º˚]\s*\d{1,2}(?:[.,]\d+)?"
"""Behind the sign of degrees a number is of minutes, with their sign or without."""
_ONE = re.compile(rf"(?P<before>{_SIDE})?\s*(?P<value>{_VALUE}|{_MINUTES})\s*(?P<after>{_SIDE})?")
_SPACED = re.compile(
    rf"(?P<before>{_SIDE})?\s*(?P<degrees>[+-]?\d{{1,3}})(?P<mark>\s+|:)(?P<minutes>\d{{1,2}})"
    rf"(?:(?P=mark)(?P<seconds>\d{{1,2}}(?:[.,]\d+)?)|(?P<part>[.,]\d+))?\s*(?P<after>{_SIDE})?"
)
"""Minutes without seconds stand so beside a hemisphere alone: “50 36.6” may be a pair."""
_NUMBERS = re.compile(r"\d+(?:[.,]\d+)?")
_SIDES = ((_NORTH, "lat", 1), (_SOUTH, "lat", -1), (_EAST, "lon", 1), (_WEST, "lon", -1))
_WKT = re.compile(r"(?:srid=4326;\s*)?point\s*z?\s*\(\s*(\S+)\s+(\S+?)(?:\s+\S+)?\s*\)")
_NUMBER = r"(-?\d{1,3}(?:\.\d{1,20})?)"
_GEOJSON = re.compile(
    rf"\{{\s*['\"]type['\"]\s*:\s*['\"]point['\"]\s*,\s*['\"]coordinates['\"]\s*:\s*"
    rf"\[\s*{_NUMBER}\s*,\s*{_NUMBER}\s*(?:,[^\]]*)?\]\s*\}}"
)
_NAMED = re.compile(
    rf"\{{\s*['\"]lat(?:itude)?['\"]\s*:\s*['\"]?{_NUMBER}['\"]?\s*,\s*"
    rf"['\"](?:lon|lng|long|longitude)['\"]\s*:\s*['\"]?{_NUMBER}['\"]?\s*\}}"
)
"""A point as databases and programs write it into a cell."""
_WKB = re.compile(r"0[01](?:[0-9a-fA-F]{2}){20,48}")
_BETWEEN = re.compile(r"\s*[;|/]\s*|,\s+|\s+(?=[+-]?\d|[nsewсюпвз])")
_EAST_BEFORE = re.compile(rf"\s*[,;]?\s+(?=(?:{_EAST}|{_WEST})\s*\d)")


def one(text: str) -> tuple[float, str]:
    """
    The degrees that *text* says, and of what its hemisphere is: `lat`, `lon`, "" where none.

    `50.61`, `50,61`, `50°36'36"N`, `N 50 36 36`, `50:36:36`, `50 36.6 N`, `50° 36,6′ с. ш.`,
    `36.58E`.

    Raises:
        ValueError: it says no degrees.
    """
    if len(text) > MAX_CHARACTERS:
        raise ValueError(f"{text[:40]!r} is no number of degrees")
    return _one(text)


@lru_cache(maxsize=4_096)
def _one(text: str) -> tuple[float, str]:
    plain = unicodedata.normalize("NFKC", text).casefold().replace("−", "-").strip()
    plain = plain.replace("\u02b9", "'").replace("\u2032", "′").replace("\u2033", "″")
    found = _SPACED.fullmatch(plain)
    if found and (found["seconds"] or found["before"] or found["after"]):
        numbers = [found["degrees"], found["minutes"] + (found["part"] or "")]
        numbers += [found["seconds"]] if found["seconds"] else []
        before, after = found["before"] or "", found["after"] or ""
    elif found := _ONE.fullmatch(plain):
        numbers = _NUMBERS.findall(found["value"])
        before, after = found["before"] or "", found["after"] or ""
    else:
        raise ValueError(f"{text[:40]!r} is no number of degrees")
    parts = [float(each.lstrip("+-").replace(",", ".")) for each in numbers]
    if any(part >= 60 for part in parts[1:]) or (before and after):
        raise ValueError(f"{text[:40]!r} is no number of degrees")
    value = sum(part / 60**place for place, part in enumerate(parts))
    of, sign = _side(before or after or "")
    if "-" in plain.split(numbers[0].lstrip("+-"))[0]:
        sign = -sign
    return sign * value, of


def _side(text: str) -> tuple[str, int]:
    for pattern, of, sign in _SIDES:
        if text and re.fullmatch(pattern, text):
            return of, sign
    return "", 1


def both(text: str, east_first: bool = False) -> tuple[float, float]:
    """
    Latitude and longitude that one cell says: `50.61, 36.58`, `50,61; 36,58`,
    `POINT (36.58 50.61)`, `50°36'N 36°35'E`.

    Latitude is first, as on maps for people, unless *east_first*; WKT has it last, and hemispheres
    say it themselves.

    Raises:
        ValueError: it does not say two numbers of degrees.
    """
    if len(text) > MAX_CHARACTERS:
        raise ValueError(f"{text[:60]!r} is no pair of degrees")
    if _WKB.fullmatch(text.strip()):
        return _of_bytes(bytes.fromhex(text.strip()))
    plain = unicodedata.normalize("NFKC", text).casefold().removeprefix("geo:").strip(" ()[]")
    if found := _WKT.match(unicodedata.normalize("NFKC", text).casefold().strip()):
        return one(found[2])[0], one(found[1])[0]
    if found := _GEOJSON.fullmatch(plain):
        return one(found[2])[0], one(found[1])[0]
    if found := _NAMED.fullmatch(plain):
        return one(found[1])[0], one(found[2])[0]
    tries = [_BETWEEN.split(plain)]
    if "." in plain:
        # Without a point, the comma of `50,61` may be that of a decimal fraction.
        tries.append(plain.split(","))
    if re.search(_SIDE + r"\b", plain):
        halves = re.split(rf"(?<=\d|['\"″′”’°])\s*({_SIDE})(?![^\W\d_])", plain, maxsplit=1)
        if len(halves) == 3:
            tries.insert(0, [halves[0] + halves[1], halves[2].lstrip(" ,;")])
    tries.append(_EAST_BEFORE.split(plain, maxsplit=1))
    for parts in tries:
        if len(parts) != 2:
            continue
        try:
            (first, is_first), (second, is_second) = one(parts[0]), one(parts[1])
        except ValueError:
            continue
        if is_first == "lon" or is_second == "lat" or (east_first and not (is_first or is_second)):
            return second, first
        return first, second
    raise ValueError(f"{text[:60]!r} is no pair of degrees")


def _of_bytes(point: bytes) -> tuple[float, float]:
    """
    Latitude and longitude of a point in well-known binary (OGC 06-103r4, 8.2), or in PostGIS' own
    form of it, in degrees.
    """
    order = "<" if point[0] == 1 else ">"
    kind, at = struct.unpack_from(f"{order}I", point, 1)[0], 5
    if kind & 0x20000000:
        srid, at = struct.unpack_from(f"{order}I", point, 5)[0], 9
        if srid not in (0, 4326):
            raise ValueError(f"a point in EPSG:{srid}; save it in degrees (EPSG:4326)")
    if kind & 0x0FFFFFFF not in (1, 1001, 2001, 3001) or len(point) < at + 16:
        raise ValueError("binary that is no point")
    x, y = struct.unpack_from(f"{order}2d", point, at)
    if not (abs(y) <= 90 and abs(x) <= 180):
        raise ValueError("a point that is not in degrees")
    return y, x


def other_system(text: str) -> str:
    """What *text* is where it is a place in a system that is not read, "" where it is not."""
    for name, form in _SYSTEMS.items():
        if re.fullmatch(form, text.strip().upper()):
            return name
    return ""


_SYSTEMS = {
    marked(
        "a plus code"
    ): r"(?:[23456789CFGHJMPQRVWX0]{4,8}\+[23456789CFGHJMPQRVWX]{0,3})(?:[ ,].*)?",
    marked("an MGRS reference"): r"\d{1,2} ?[C-HJ-NP-X] ?[A-HJ-NP-Z]{2} ?\d{2,5} ?\d{2,5}",
    marked("a pair of UTM coordinates"): (
        r"\d{1,2} ?[C-HJ-NP-X],? ?\d{6}(?:\.\d+)?(?: ?M?E)?,? ?\d{7}(?:\.\d+)?(?: ?M?N)?"
    ),
}
"""Open Location Code (github.com/google/open-location-code), NGA.STND.0037 on grids."""


def from_mercator(x: float, y: float) -> tuple[float, float]:
    """Latitude and longitude in degrees of metres in Web Mercator (EPSG:3857)."""
    longitude = math.degrees(x / EARTH_RADIUS_M)
    return math.degrees(2 * math.atan(math.exp(y / EARTH_RADIUS_M)) - math.pi / 2), longitude


MERCATOR = frozenset({"3857", "900913", "102100", "102113", "3785"})
"""Codes of Web Mercator: EPSG's, and those that Google and Esri used before it."""


def is_mercator(crs: str) -> bool:
    """Whether *crs*, as `EPSG:3857` or `urn:ogc:def:crs:EPSG::3857`, is Web Mercator."""
    return re.split(r"[:/]", crs.strip())[-1] in MERCATOR


def unprojected(y: pd.Series, x: pd.Series, crs: pd.Series) -> tuple[pd.Series, pd.Series]:
    """Latitude and longitude of rows whose *crs* is Web Mercator; the others as they are."""
    flat = crs.map(is_mercator).to_numpy(bool)
    metres = [pd.to_numeric(each.where(flat, ""), errors="coerce") for each in (y, x)]
    made = [
        ("", "") if not (np.isfinite(north) and np.isfinite(east)) else _unprojected(north, east)
        for north, east in zip(*metres, strict=True)
    ]
    pairs = np.array(made or [("", "")], dtype=object)[: len(y)]
    whole = pd.Series(flat, index=y.index)
    latitude, longitude = (pd.Series(pairs[:, at], index=y.index, dtype="str") for at in (0, 1))
    return y.mask(whole, latitude), x.mask(whole, longitude)


def _unprojected(y: float, x: float) -> tuple[str, str]:
    try:
        latitude, longitude = from_mercator(x, y)
    except OverflowError:
        return "", ""
    return written(latitude), written(longitude)


def read(cells: pd.Series) -> pd.Series:
    """
    A column of degrees in the plain form; cells that can't be read, and empty ones, as they are.
    """
    stripped = cells.str.strip()
    odd = ~(stripped.str.fullmatch(PLAIN) | (stripped == ""))
    if not odd.any():
        return stripped
    codes, values = pd.factorize(stripped[odd])
    made = np.array([_plain(str(value)) for value in values], dtype=object)
    return stripped.where(~odd, pd.Series(made[codes], index=stripped.index[odd], dtype="str"))


def _plain(text: str) -> str:
    try:
        return written(one(text)[0])
    except ValueError:
        return text


def read_both(
    cells: pd.Series, *, east_first: bool = False
) -> tuple[pd.Series, pd.Series, npt.NDArray[np.bool_]]:
    """Latitude and longitude of a column of pairs, "" where none, and which can't be read."""
    codes, values = pd.factorize(cells.str.strip())
    pairs, unread = [], []
    for value in values:
        try:
            pair = [written(each) for each in both(str(value), east_first)] if value else ["", ""]
            pairs.append(tuple(pair))
            unread.append(False)
        except (ValueError, OverflowError, struct.error):
            pairs.append(("", ""))
            unread.append(True)
    if not pairs:
        return cells, cells, np.zeros(len(cells), dtype=bool)
    made, flags = np.array(pairs, dtype=object)[codes], np.array(unread, dtype=bool)[codes]
    latitude, longitude = (pd.Series(made[:, at], index=cells.index, dtype="str") for at in (0, 1))
    return latitude, longitude, flags


def written(degrees: float) -> str:
    """*degrees* to a ten-millionth, about a centimetre, without needless zeros."""
    return repr(round(degrees, 7))
