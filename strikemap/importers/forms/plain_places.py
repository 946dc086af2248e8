"""Where the rows of a plain table lie: by degrees in one column or two, or by a place's name."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd

from strikemap.importers.cells import degrees, names
from strikemap.importers.forms.columns import each_value, joined
from strikemap.importers.forms.mapping import Mapped
from strikemap.importers.refusing import Refusals
from strikemap.importers.report import Marks
from strikemap.languages import marked, sentence

GAZETTEER = marked("The point is that of the place named, by the gazetteer; the file gives none.")


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
        marks.add(wrong, mapped.columns[name], cells[name], "it is left out")
        empty = (latitude == "") & (longitude == "")
        latitude, longitude = latitude.mask(empty, one), longitude.mask(empty, two)
        alone = wrong & empty.to_numpy() & ((region == "") & (cells["place"] == "")).to_numpy()
        other = each_value(cells[name].where(alone, ""), degrees.other_system)
        for system in set(other) - {""}:
            told = marked("coordinates: {cell} is {system}, which is not read; write degrees")
            is_such = (alone & (other == system)).to_numpy()
            refused.add(is_such, told, cells[name], system=sentence(system))
        refused.add(alone, marked("coordinates: {cell} is no pair of degrees"), cells[name])
    if (cells["crs"] != "").any():
        latitude, longitude = degrees.unprojected(latitude, longitude, cells["crs"])
    return latitude, longitude


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
    place = cells["place"].where(cells["place"] != "", cells["place_local"])
    north, east = points(mapped, cells, region, marks, refused)
    odd = ~usable(north, east)
    latitude, longitude, found = by_name(
        place, north.mask(odd, ""), east.mask(odd, ""), region, marks
    )
    gone = odd & (found != "").to_numpy(bool)
    for axis, name in ((north, "latitude"), (east, "longitude")):
        filled = gone & (axis != "").to_numpy(bool)
        marks.add(filled, mapped.columns.get(name, name), axis, "the row is placed by its region")
    back = odd & ~gone
    return latitude.mask(back, north), longitude.mask(back, east), found


def by_name(
    place: pd.Series, latitude: pd.Series, longitude: pd.Series, region: pd.Series, marks: Marks
) -> tuple[pd.Series, pd.Series, pd.Series]:
    """Points of the gazetteer for rows that have none but name a place."""
    bare = (latitude == "") & (longitude == "") & (place != "")
    if not bare.any():
        return latitude, longitude, region
    asked = joined(region, place).mask(~bare, "")
    found = each_value(asked, _gazetteer)
    hit = found != ""
    marks.say(hit & ~found.str.startswith("||"), GAZETTEER)
    parts = found.str.split("|", expand=True).reindex(columns=range(3), fill_value="").fillna("")
    axes = (latitude, longitude, region)
    made = [axis.mask(hit, parts[at]) for at, axis in enumerate(axes)]
    return made[0], made[1], made[2]


def _gazetteer(asked: str) -> str:
    """Degrees and region that a place's name gives, the region alone where it names that."""
    region, _, place = asked.partition("|")
    if not place:
        return ""
    named, of = names.parted(place)
    found = names.place(named, region or of)
    if found:
        return f"{found.latitude}|{found.longitude}|{found.region}"
    return f"||{of}" if of and not region else ""
