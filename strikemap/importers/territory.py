"""Where each point lies by the boundaries, whether that is in scope, and how sure it is."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from strikemap import geography
from strikemap.importers.forms.columns import distinguished, joined
from strikemap.importers.forms.definition import ELSEWHERE
from strikemap.importers.options import COUNTRIES, CRIMEA, ImportOptions
from strikemap.importers.report import Booleans
from strikemap.languages import marked

Texts = npt.NDArray[np.object_]

CRIMEA_OCCUPIED_FROM = "2014-02-27"
"""Effective control of Crimea by Russia (European Court of Human Rights, Ukraine v. Russia (re
Crimea), decision of 16 December 2020)."""

REACH_KM = {"1": 1.0, "2": 25.0, "3": 50.0}
"""How near to a border a point of each geo precision is marked.  1: the boundaries are drawn to
400 m near the front; 2: UCDP's radius for a place near a known point; 3: as far as the capitals of
the regions at the border lie from it."""

SNAP_KM = 10.0
"""How far outside the boundaries, which cut bays, ports, bridges and river banks, a point may lie
and still belong to the nearest region.  Where the land of another country is as near, the file
itself has to name Russia or Ukraine."""

MAX_KNOWN = 50_000
"""Places that are kept in mind; with more, those known are forgotten and looked up anew."""

PLACE_KM = 1.0
"""How near a place of the gazetteer says which region a point beside its coast belongs to."""
ISLAND_KM = 3.0
"""How near to a place of the gazetteer a point farther out is given to the place's region."""

OUTSIDE = marked("outside the regions of Russia and Ukraine by the boundaries")
EXCHANGED = marked(
    "outside the regions of Russia and Ukraine by the boundaries; latitude and longitude look "
    "exchanged"
)
NOT_OCCUPIED = marked(
    "in Ukraine, in a region that the import was not told to treat as occupied (--occupied)"
)
BEFORE = marked("in Crimea or Sevastopol before their occupation (27 February 2014)")

NEAR_BORDER = marked("An imprecise point near a border: it may have happened on the other side.")
AT_BORDER = marked(
    "The point lies within 1 km of a border, about as closely as the boundaries are drawn."
)
SNAPPED = marked(
    "The point lies outside the boundaries used, as in a harbour, on a bridge or a river's bank; "
    "the nearest region, within 10 km, was taken."
)
DISAGREES = marked(
    "The file names another country than the boundaries give; the boundaries decide."
)
BORDERS = (NEAR_BORDER, AT_BORDER)
MARKS = ("", NEAR_BORDER, AT_BORDER, SNAPPED, DISAGREES)


@dataclass(frozen=True, slots=True, eq=False)
class Placed:
    """
    For each row: the region's code ("" where none), the position of its mark in `MARKS`, how far
    it is from the region asked for, and whether it would lie in ours with its degrees exchanged.
    """

    region: Texts
    mark: npt.NDArray[np.int8]
    km_near: npt.NDArray[np.float64]
    exchanged: Booleans


class Placer:
    """Places points; a place that comes again is looked up, not worked out."""

    def __init__(self, options: ImportOptions) -> None:
        self._near = options.near
        self._scopes = _scopes(frozenset(options.occupied))
        self._known: dict[str, int] = {}
        self._region: list[Texts] = []
        self._mark: list[npt.NDArray[np.int8]] = []
        self._km: list[npt.NDArray[np.float64]] = []
        self._exchanged: list[Booleans] = []

    def place(
        self,
        latitude: pd.Series,
        longitude: pd.Series,
        precision: pd.Series,
        country: pd.Series,
    ) -> Placed:
        """
        Place rows by text columns: degrees, geo precision, and the country that the file names
        (`RU`, `UA`, `ELSEWHERE`, "" where it is silent).  Degrees must be finite numbers.
        """
        keys = joined(latitude, longitude, precision, country)
        encoded, values = distinguished(keys)
        codes = encoded.to_numpy(zero_copy_only=False)
        if len(self._known) > MAX_KNOWN:
            self._forget()
        known = self._known
        new = np.array([value not in known for value in values], dtype=bool)
        if new.any():
            fresh = [value for value, is_new in zip(values, new.tolist(), strict=True) if is_new]
            known.update(zip(fresh, range(len(known), len(known) + len(fresh)), strict=True))
            first = np.flatnonzero(~pd.Series(codes).duplicated().to_numpy())[new]
            self._learn(*(each.iloc[first] for each in (latitude, longitude, precision, country)))
        at = np.fromiter(map(known.__getitem__, values), np.int64, len(values))[codes]
        return Placed(
            self._joined(self._region)[at],
            self._joined(self._mark)[at],
            self._joined(self._km)[at],
            self._joined(self._exchanged)[at],
        )

    def _forget(self) -> None:
        self._known.clear()
        for each in (self._region, self._mark, self._km, self._exchanged):
            each.clear()

    @staticmethod
    def _joined(parts: list[npt.NDArray[Any]]) -> npt.NDArray[Any]:
        """*parts* as one array, which they are from then on."""
        parts[:] = [np.concatenate(parts)] if len(parts) > 1 else parts
        return parts[0]

    def _learn(
        self, latitude: pd.Series, longitude: pd.Series, precisions: pd.Series, named: pd.Series
    ) -> None:
        y, x = (pd.to_numeric(each).to_numpy(float) for each in (latitude, longitude))
        precision, country = (each.to_numpy(object).astype(str) for each in (precisions, named))
        region = geography.region_at(y, x)
        mark = np.zeros(len(y), dtype=np.int8)
        _snap(region, mark, y, x, country)
        of = region.astype("<U2")
        differs = (country != "") & (of != "") & (of != country)
        mark[(mark == 0) & differs] = MARKS.index(DISAGREES)
        free = np.flatnonzero(mark == 0)
        near = free[self._near_border(region[free], y[free], x[free], precision[free])]
        mark[near] = MARKS.index(NEAR_BORDER)
        mark[near[precision[near] == "1"]] = MARKS.index(AT_BORDER)
        km = np.zeros(len(y))
        if self._near is not None:
            inside = region != ""
            km = np.full(len(y), np.inf)
            wanted = np.full(int(inside.sum()), self._near[0])
            km[inside] = geography.km_outside(wanted, y[inside], x[inside])
        self._region.append(region.astype(object))
        self._mark.append(mark)
        self._km.append(km)
        self._exchanged.append(looks_exchanged(region, y, x, country))

    def _near_border(
        self,
        region: npt.NDArray[np.str_],
        y: npt.NDArray[np.float64],
        x: npt.NDArray[np.float64],
        precision: npt.NDArray[np.str_],
    ) -> Booleans:
        """Whether a point around, within the precision's reach, is on other territory of ours."""
        near = np.zeros(len(region), dtype=bool)
        own = self._scopes[geography.places_of(region)]
        rows = np.flatnonzero((own == 1) | (own == 2))
        reach = np.array([REACH_KM.get(each, 50.0) for each in precision[rows]])
        steps = [
            _step(y[rows], reach * part, (turn + shift) / 8)
            for part, shift in ((1.0, 0.0), (0.5, 0.5))
            for turn in range(8)
        ]
        # The points of all directions are looked up at once.
        around = geography.place_at(
            np.concatenate([y[rows] + dy for dy, _ in steps]),
            np.concatenate([x[rows] + dx for _, dx in steps]),
        )
        other = self._scopes[around].reshape(len(steps), len(rows))
        near[rows] = ((other != 0) & (other != own[rows])).any(axis=0)
        return near


@lru_cache(maxsize=64)
def _scopes(occupied: frozenset[str]) -> npt.NDArray[np.int8]:
    """
    By the place of a region: 1 in Russia, 2 in what is *occupied*, 3 in the rest of Ukraine; 0 at
    the end, for no region.
    """
    region = np.append(geography.region_codes(), "")
    country = region.astype("<U2")
    is_occupied = np.isin(region, list(occupied))
    chosen = np.select([country == "RU", is_occupied, country == "UA"], [1, 2, 3], 0)
    return chosen.astype(np.int8)


def _step(
    y: npt.NDArray[np.float64], km: npt.NDArray[np.float64] | float, turn: float
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """Degrees to go *km* in a direction, given as a part of a full turn."""
    degrees = np.asarray(km) / geography.KM_PER_DEGREE
    across = np.maximum(np.cos(np.radians(y)), 0.01)
    return degrees * np.sin(2 * np.pi * turn), degrees * np.cos(2 * np.pi * turn) / across


def _snap(
    region: npt.NDArray[np.str_],
    mark: npt.NDArray[np.int8],
    y: npt.NDArray[np.float64],
    x: npt.NDArray[np.float64],
    country: npt.NDArray[np.str_],
) -> None:
    """Give points in no region the nearest one, of the country that the file names, if near."""
    for named in ("", *COUNTRIES):  # what the file places elsewhere stays there
        rows = np.flatnonzero((region == "") & (country == named))
        found = geography.nearest_region(y[rows], x[rows], SNAP_KM, named)
        # Islands that the boundaries leave out: their towns are in the gazetteer.
        island = geography.island_at(y[rows], x[rows], ISLAND_KM)
        found = np.where((found == "") & np.strings.startswith(island, named), island, found)
        far = np.flatnonzero((found == "") & _within(y[rows], x[rows], 3 * SNAP_KM, named))
        found[far] = geography.region_of_place_at(y[rows[far]], x[rows[far]], ISLAND_KM)
        rows, found = rows[found != ""], found[found != ""]
        if not named:
            # Near a neighbour's land the coast alone decides nothing, a known place on it does.
            at = np.flatnonzero(np.isfinite(geography.km_to_neighbours(y[rows], x[rows], SNAP_KM)))
            found[at] = geography.region_of_place_at(y[rows[at]], x[rows[at]], PLACE_KM)
            rows, found = rows[found != ""], found[found != ""]
        region[rows], mark[rows] = found, MARKS.index(SNAPPED)


def looks_exchanged(
    region: npt.NDArray[np.str_],
    y: npt.NDArray[np.float64],
    x: npt.NDArray[np.float64],
    country: npt.NDArray[np.str_],
) -> Booleans:
    """
    Whether points in no *region*, at *y* degrees north and *x* east, would lie in one of ours, or
    in its harbours, with these exchanged, and the file does not name a *country* that is neither.
    """
    made = np.zeros(len(y), dtype=bool)
    rows = np.flatnonzero((region == "") & (np.abs(x) <= 90) & (country != ELSEWHERE))
    made[rows] = geography.place_at(x[rows], y[rows]) >= 0
    rows = rows[~made[rows]]
    made[rows] = geography.nearest_region(x[rows], y[rows], SNAP_KM) != ""
    return made


def _within(
    y: npt.NDArray[np.float64], x: npt.NDArray[np.float64], km: float, country: str
) -> Booleans:
    return np.asarray(geography.nearest_region(y, x, km, country) != "", dtype=bool)


def scope(
    region: Texts, date_end: Texts, stated: Booleans, options: ImportOptions
) -> tuple[Texts, Texts]:
    """
    The territory of each row, "" where it is out of scope, and why it is.

    Ukraine counts where its region is among `options.occupied`, or where the file itself says
    of the row that it is occupied (*stated*) and the boundaries say that it is Ukraine.
    """
    codes, names = pd.factorize(region)
    name = names.astype(str)
    country = name.astype("<U2")
    is_ukraine = (country == "UA")[codes]
    occupied = is_ukraine & (np.isin(name, list(options.occupied))[codes] | stated)
    crimea = np.flatnonzero(occupied & np.isin(name, CRIMEA)[codes])
    before = np.zeros(len(region), dtype=bool)
    before[crimea] = date_end[crimea].astype(str) < CRIMEA_OCCUPIED_FROM
    why = np.full(len(region), "", dtype=object)
    why[is_ukraine & ~occupied] = NOT_OCCUPIED
    why[before] = BEFORE
    why[(country == "")[codes]] = OUTSIDE
    territory = np.where(country == "RU", "russia", "occupied_ukraine").astype(object)[codes]
    territory[why != ""] = ""
    return territory, why
