"""Rules on where: regions, territory, and points."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

from strikemap import geography
from strikemap.checks.rule import Edit, Finding, Flags, Positions, Rule, Subject, in_package
from strikemap.checks.rule import rows_where as where
from strikemap.languages import quoted, sentence
from strikemap.vocabularies import TERRITORIES

KM_OUTSIDE = {1: 5.0, 2: 25.0, 3: 25.0}
"""How far outside its region a point may lie, by geo precision, in kilometres."""

KM_OUTSIDE_IMPORTED = 30.0
"""The same for any point that was imported: it may lie in a harbour or on an island, and the import
gave it to the nearest region and marked it."""

COUNTRY = {"russia": "RU", "occupied_ukraine": "UA"}

_MOST_MEASURED = 2000


def known_regions(subject: Subject) -> Iterator[Finding]:
    """Codes that are no region of Russia or Ukraine."""
    known = geography.regions()
    for table, column in (("incidents", "region"), ("claims", "covers_region")):
        codes = getattr(subject.collection, table)[column]
        strange = [each != "" and each not in known for each in codes.cat.categories]
        flags = np.array([*strange, False])[codes.cat.codes.to_numpy()]
        yield Finding(
            table,
            where(flags),
            column,
            lambda at, c=codes: sentence(  # type: ignore[misc]
                "{code} is no region of Russia or Ukraine; write its ISO 3166-2 code",
                code=quoted(str(c.iloc[at])),
            ),
        )
    for code in subject.collection.regions:
        if code not in known:
            told = sentence("{code} is no region of Russia or Ukraine", code=quoted(code[:60]))
            yield in_package("regions", told)


def territory(subject: Subject) -> Iterator[Finding]:
    """Incidents whose region is not in the country that their territory belongs to."""
    wanted = _countries(subject)
    regions = subject.texts("incidents", "region")
    known = geography.regions()
    of = {code: known[code].country for code in set(regions) if code in known}
    found = np.array([of.get(code, "") for code in regions], dtype=object)

    def said(at: int) -> str:
        right = next(term.code for term in TERRITORIES if COUNTRY[term.code] == found[at])
        return sentence(
            "{region} is in {country}; write {territory}, or correct the region",
            region=regions[at],
            country=found[at],
            territory=right,
        )

    yield Finding("incidents", where((found != "") & (found != wanted)), "territory", said)


def _countries(subject: Subject) -> npt.NDArray[np.object_]:
    kinds = subject.incidents["territory"].cat
    return np.array([COUNTRY[each] for each in kinds.categories], object)[kinds.codes.to_numpy()]


def paired(subject: Subject) -> Iterator[Finding]:
    """Incidents with one of the two coordinates."""
    latitude, longitude = points_of(subject)
    yield Finding(
        "incidents",
        where(np.isnan(latitude) != np.isnan(longitude)),
        "latitude",
        sentence("one of latitude and longitude is empty; fill both or neither"),
    )


def points_of(subject: Subject) -> tuple[geography.Floats, geography.Floats]:
    """Latitude and longitude of each incident in degrees, NaN where it has none."""
    frame = subject.incidents
    return frame["latitude"].to_numpy(np.float64), frame["longitude"].to_numpy(np.float64)


def _tolerance(subject: Subject) -> geography.Floats:
    precision = subject.incidents["geo_precision"].to_numpy(np.int64)
    if subject.is_imported:
        return np.full(len(precision), KM_OUTSIDE_IMPORTED)
    return np.asarray(np.array([0.0, *(KM_OUTSIDE[each] for each in (1, 2, 3))])[precision])


def within_region(subject: Subject) -> Iterator[Finding]:
    """Incidents whose point lies further outside their region than their precision allows."""
    latitude, longitude = points_of(subject)
    regions = subject.texts("incidents", "region")
    known = geography.regions()
    named = subject.incidents["region"].isin(list(known)).to_numpy()
    usable = np.isfinite(latitude) & np.isfinite(longitude) & named
    at = np.flatnonzero(usable)
    elsewhere = at[geography.region_at(latitude[at], longitude[at]) != regions[at]]
    near = _reaches(subject, elsewhere, regions[elsewhere])
    elsewhere = elsewhere[~near]
    away, unmeasured = _measured(regions, latitude, longitude, elsewhere)
    tolerance = _tolerance(subject)
    far = elsewhere[away > tolerance[elsewhere]]
    distance = dict(zip(elsewhere.tolist(), away.tolist(), strict=True))
    yield Finding(
        "incidents",
        far,
        "latitude",
        lambda row: sentence(
            "{km} km outside {region}, where {allowed} km are allowed; correct the point or the "
            "region",
            km=f"{distance[row]:.0f}",
            region=regions[row],
            allowed=f"{tolerance[row]:.0f}",
        ),
    )
    yield Finding(
        "incidents",
        unmeasured,
        "latitude",
        sentence("outside its region, by how much was not measured since so many others are"),
        "warning",
    )


def _measured(
    regions: npt.NDArray[np.object_],
    latitude: geography.Floats,
    longitude: geography.Floats,
    rows: Positions,
) -> tuple[geography.Floats, Positions]:
    """
    How far each of *rows* lies outside its region, and which of them were not measured.

    Measuring takes a millisecond a point, so that only the first distinct ones are.
    """
    keys = list(zip(regions[rows], latitude[rows].tolist(), longitude[rows].tolist(), strict=True))
    order = {key: place for place, key in enumerate(dict.fromkeys(keys))}
    first = list(order)[:_MOST_MEASURED]
    away = np.full(len(order) + 1, np.nan)
    if first:
        codes, y, x = zip(*first, strict=True)
        away[: len(first)] = geography.km_outside(codes, y, x)
    places = np.array([order[key] for key in keys], np.intp)
    return away[places], rows[places >= len(first)]


def within_territory(subject: Subject) -> Iterator[Finding]:
    """Incidents without a region whose point is not near the country of their territory."""
    latitude, longitude = points_of(subject)
    unplaced = (subject.incidents["region"] == "").to_numpy()
    rows = np.flatnonzero(unplaced & np.isfinite(latitude) & np.isfinite(longitude))
    if not len(rows):
        return
    near = _reaches(subject, rows, _countries(subject)[rows])
    yield Finding(
        "incidents",
        rows[~near],
        "territory",
        sentence("the point is not in this territory; correct the point, or fill the region"),
    )


def _reaches(subject: Subject, rows: Positions, wanted: npt.NDArray[np.object_]) -> Flags:
    """
    Whether the region that each of *rows* wants, by its code or its country's, is within reach.

    Sixteen points, on the circle of the tolerance and on one of half its radius, stand for
    the whole area: what they reach is near enough, what they miss may still be.
    """
    latitude, longitude = points_of(subject)
    y, x, reach = latitude[rows], longitude[rows], _tolerance(subject)[rows] * 0.999
    width = np.maximum(np.cos(np.radians(y)), 0.01) * geography.KM_PER_DEGREE
    near = np.zeros(len(rows), bool)
    for share in (0.0, 0.5, 1.0):
        for turn in np.arange(8 if share else 1) * np.pi / 4:
            left = np.flatnonzero(~near)
            if not len(left):
                return near
            north = np.sin(turn) * share * reach[left] / geography.KM_PER_DEGREE
            east = np.cos(turn) * share * reach[left] / width[left]
            codes = geography.region_at(y[left] + north, x[left] + east).astype(object)
            near[left] = [
                bool(code) and code.startswith(want)
                for code, want in zip(codes, wanted[left], strict=True)
            ]
    return near


_POINT_ELSEWHERE = (
    Edit("incidents.csv", 2, "region", ""),
    Edit("incidents.csv", 2, "latitude", "55.75"),
)

RULES = (
    Rule(
        "region-known",
        "A region is one of Russia's or Ukraine's, by its ISO 3166-2 code.",
        (Edit("incidents.csv", 3, "region", "RU-XYZ"),),
        known_regions,
    ),
    Rule(
        "region-in-territory",
        "A region is in the country that the territory belongs to: Crimea and Sevastopol, "
        "Donetsk, Luhansk, Zaporizhzhia and Kherson are in Ukraine.",
        (Edit("incidents.csv", 2, "territory", "russia"),),
        territory,
    ),
    Rule(
        "point-whole",
        "A point has both coordinates, or the place is not known and has neither.",
        (Edit("incidents.csv", 3, "longitude", ""),),
        paired,
    ),
    Rule(
        "point-in-region",
        "A point lies in its region, or no further outside than its precision allows: 5 km "
        "for a town, 25 km otherwise.",
        (Edit("incidents.csv", 3, "latitude", "55.75"),),
        within_region,
    ),
    Rule(
        "point-in-territory",
        "A point without a region lies in the country that the territory belongs to, with the "
        "same tolerance.",
        _POINT_ELSEWHERE,
        within_territory,
    ),
)
