"""Where the rows of a plain table lie: by degrees in one column or two, or by a place's name."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import numpy as np
import numpy.typing as npt
import pandas as pd

from strikemap import geography
from strikemap.gazetteer import Place, name_of
from strikemap.importers.cells import degrees, names
from strikemap.importers.forms.columns import each_value, joined
from strikemap.importers.forms.mapping import Mapped
from strikemap.importers.marks import Marks
from strikemap.importers.refusing import Refusals
from strikemap.importers.words import BY_REGION, LEFT_OUT
from strikemap.languages import marked, sentence

GAZETTEER = marked("The point is that of the place named, by the gazetteer; the file gives none.")
BY_NAME_ALONE = marked(
    "The point is that of the one place of this name in the gazetteer, looked up by its name "
    "alone; the file gives neither a point nor a region, and smaller places may have the same name."
)
SEVERAL = marked("place: {cell} may be {candidates}; name the region beside it")
MOST_CANDIDATES = 5
"""Of the places that a name may mean as many are named, the largest first."""


def points(
    mapped: Mapped,
    cells: dict[str, pd.Series],
    region: pd.Series,
    marks: Marks,
    refused: Refusals,
) -> tuple[pd.Series, pd.Series]:
    """
    Latitude and longitude of each row, "" where neither can be read and *region* places it.

    A row that nothing else places is refused for the cell that can't be read.
    """
    latitude, longitude = degrees.read(cells["latitude"]), degrees.read(cells["longitude"])
    for name, east_first in (("coordinates", False), ("coordinates_east_first", True)):
        if name not in mapped.columns:
            continue
        one, two, wrong = degrees.read_both(cells[name], east_first=east_first)
        marks.add(wrong, mapped.columns[name], cells[name], LEFT_OUT)
        empty = (latitude == "") & (longitude == "")
        latitude, longitude = latitude.mask(empty, one), longitude.mask(empty, two)
        alone = wrong & empty.to_numpy() & ((region == "") & (cells["place"] == "")).to_numpy()
        other = each_value(cells[name].where(alone, ""), degrees.other_system)
        for system in set(other) - {""}:
            told = marked("coordinates: {cell} is {system}, which is not read; write degrees")
            is_such = (alone & (other == system)).to_numpy()
            refused.add(is_such, told, cells[name], system=sentence(system))
        refused.add(alone, marked("coordinates: {cell} is no pair of degrees"), cells[name])
    latitude, longitude = _beside_the_name(cells, latitude, longitude)
    if (cells["crs"] != "").any():
        latitude, longitude = degrees.unprojected(latitude, longitude, cells["crs"])
    return latitude, longitude


_IN_BRACKETS = r"^(.*\S)\s*[(\[]\s*(-?\d{1,3}[.,]\d{2,}\s*[;,]\s*-?\d{1,3}[.,]\d{2,})\s*[)\]]$"
_POINT_ALONE = (
    r"^(?:\(?\s*-?\d{1,3}\.\d{2,}\s*[;,]\s*-?\d{1,3}\.\d{2,}\s*\)?|"
    r"(?i:point)\s*z?\s*\([^()]*\)|\{[^{}]*\})$"
)
"""Not a list of JSON: which of its numbers is which, nothing says."""


def _beside_the_name(
    cells: dict[str, pd.Series], latitude: pd.Series, longitude: pd.Series
) -> tuple[pd.Series, pd.Series]:
    """
    The degrees that a place's cell has behind its name, `Belgorod (50.61, 36.58)`, or in place of
    one, for rows that have no others; the name alone is left in *cells*.
    """
    told = cells["place"].str.extract(_IN_BRACKETS).fillna("")
    alone = cells["place"].str.match(_POINT_ALONE)
    told = told.mask(alone, "")
    told[1] = told[1].mask(alone, cells["place"])
    if not (told[1] != "").any():
        return latitude, longitude
    north, east, _ = degrees.read_both(told[1])
    found = (north != "") & (latitude == "") & (longitude == "")
    cells["place"] = cells["place"].mask(found, told[0])
    return latitude.mask(found, north), longitude.mask(found, east)


def usable(latitude: pd.Series, longitude: pd.Series) -> npt.NDArray[np.bool_]:
    """
    Where latitude and longitude are both degrees, or both empty.

    0° N 0° E, in the sea off Africa, is what programs write for no place.
    """
    good = np.ones(len(latitude), dtype=bool)
    null = good.copy()
    for axis, limit in ((latitude, 90), (longitude, 180)):
        number = pd.to_numeric(axis.where(axis.str.fullmatch(degrees.PLAIN), ""), errors="coerce")
        good &= (number.abs() <= limit).to_numpy(bool)
        null &= (number == 0).to_numpy(bool)
    empty = ((latitude == "") & (longitude == "")).to_numpy(bool)
    return np.asarray(empty | (good & ~null), dtype=bool)


def placed(
    mapped: Mapped,
    cells: dict[str, pd.Series],
    region: pd.Series,
    marks: Marks,
    refused: Refusals,
) -> tuple[pd.Series, pd.Series, pd.Series]:
    """
    Latitude, longitude and region of each row: by its degrees, else by its place's name, else by
    its region.  Degrees that can't be used are left out where one of these places the row.
    """
    north, east = points(mapped, cells, region, marks, refused)
    place = cells["place"].where(cells["place"] != "", cells["place_local"])
    odd = ~usable(north, east)
    latitude, longitude, found = by_name(
        place, north.mask(odd, ""), east.mask(odd, ""), region, marks, refused
    )
    gone = odd & (found != "").to_numpy(bool)
    for axis, name in ((north, "latitude"), (east, "longitude")):
        filled = gone & (axis != "").to_numpy(bool)
        marks.add(filled, mapped.columns.get(name, name), axis, BY_REGION)
    back = odd & ~gone
    return latitude.mask(back, north), longitude.mask(back, east), found


def by_name(
    place: pd.Series,
    latitude: pd.Series,
    longitude: pd.Series,
    region: pd.Series,
    marks: Marks,
    refused: Refusals,
) -> tuple[pd.Series, pd.Series, pd.Series]:
    """
    Points of the gazetteer for rows that have none but name a place.

    A name alone is enough where the gazetteer has one such place; a row whose name may mean one of
    several is refused.
    """
    bare = (latitude == "") & (longitude == "") & (place != "")
    if not bare.any():
        return latitude, longitude, region
    asked = joined(region, place).mask(~bare, "")
    for each in asked[(region == "").to_numpy()].unique():
        if candidates := _candidates(str(each)):
            is_such = (asked == each).to_numpy(bool)
            refused.add(is_such, SEVERAL, place, candidates=partial(_listed, candidates))
    found = each_value(asked, _gazetteer)
    hit = found != ""
    parts = found.str.split("|", expand=True).reindex(columns=range(4), fill_value="").fillna("")
    by_itself = parts[3] == "alone"
    marks.say(hit & (parts[0] != "") & ~by_itself, GAZETTEER)
    marks.say(by_itself, BY_NAME_ALONE)
    axes = (latitude, longitude, region)
    made = [axis.mask(hit, parts[at]) for at, axis in enumerate(axes)]
    return made[0], made[1], made[2]


def _gazetteer(asked: str) -> str:
    """
    Degrees and region that a place's name gives, `alone` where it is a small one's and all that is
    known; the region alone where the name holds that.
    """
    region, _, place = asked.partition("|")
    if not place:
        return ""
    named, of = names.parted(place)
    found = names.places(named, region or of)
    if len(found) == 1:
        (one,) = found
        alone = "" if region or of or one.population >= names.CITY else "alone"
        return f"{one.latitude}|{one.longitude}|{one.region}|{alone}"
    return f"||{of}|" if of and not region else ""


def _candidates(asked: str) -> tuple[Place, ...]:
    """The places that a name without a region may mean, where it may mean several."""
    named, of = names.parted(asked.partition("|")[2])
    found = () if of else names.places(named)
    return found if len(found) > 1 else ()


def _listed(places: Sequence[Place]) -> str:
    """The largest of *places*, each with its region, as a reader is told them."""
    told = [
        f"{name_of(each)} ({geography.region_name(each.region)})"
        for each in places[:MOST_CANDIDATES]
    ]
    return ", ".join(told) + ("…" if len(places) > MOST_CANDIDATES else "")
