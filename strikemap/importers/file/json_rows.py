"""JSON: GeoJSON (RFC 7946), a list of records, or one record a line, as a table."""

from __future__ import annotations

from strikemap.importers.cells.degrees import is_mercator
from strikemap.importers.file import (
    json_lists,
    json_reading,
    json_shapes,
    own_degrees,
    said_again,
)
from strikemap.importers.file.days_in_text import day_first
from strikemap.importers.file.described_fields import described
from strikemap.importers.file.json_cells import Cells, cell
from strikemap.importers.file.json_points import NOTHING, degrees, is_geometry, point
from strikemap.importers.file.opening import Packed
from strikemap.importers.file.own_degrees import LATITUDE, LONGITUDE
from strikemap.importers.file.recognising import Recognised
from strikemap.importers.file.table import Rows
from strikemap.importers.forms.header_meaning import field_of
from strikemap.importers.problem import ImportProblem
from strikemap.importers.words import BESIDE_POINT, SAID_AGAIN
from strikemap.languages import sentence, sentence_of

CRS = "crs"
_DEGREES_CRS = ("", "CRS84", "4326", "OGC:1.3:CRS84")


def table(file: Packed, found: Recognised, wanted: str = "") -> Rows:
    """
    The points or records of *file*, read whole; of several lists of records those that are called
    *wanted*.

    A feature without a geometry keeps its properties, so that its region may place it.

    Raises:
        ImportProblem: it is too large, no JSON, nested too deeply, or nothing that has rows.
        SeveralTables: it has several lists of records, and *wanted* does not say which.
    """
    whole = json_lists.chosen(json_reading.whole(file, found), wanted, file.name)
    esri = (sentence("features of Esri's JSON"),) if json_shapes.is_esri(whole) else ()
    made = Rows(said=(*found.said, *esri))
    try:
        features, crs = json_shapes.features(whole), _crs(whole, file.name)
        records = None if features is not None else json_shapes.records(whole)
    except ValueError as error:
        told = sentence("{file}: {fault}", file=file.name, fault=sentence_of(error))
        raise ImportProblem(told) from None
    if features is None and records is None:
        kind = type(whole).__name__ if not isinstance(whole, dict) else sentence("an object")
        raise ImportProblem(
            sentence(
                "{file}: JSON, but neither GeoJSON nor a list of records ({kind}); write a "
                "FeatureCollection, or {example}",
                file=file.name,
                kind=kind,
                example='[{"date": …, "latitude": …, "longitude": …}, …]',
            )
        )
    made.is_points = features is not None
    if not (features or records):
        raise ImportProblem(
            sentence(
                "{file}: a FeatureCollection without features, or an empty list", file=file.name
            )
        )
    names: dict[str, None] = {}
    for number, each in enumerate(features or records or (), 1):
        cells = _feature(each, crs) if features else _record(each)
        if features and LATITUDE in cells and CRS not in cells:
            for name in own_degrees.differing(cells, own_degrees.own(cells)):
                made.note(BESIDE_POINT, name, number)
        for name in cells.again:
            made.note(SAID_AGAIN, name, number)
        names.update(dict.fromkeys(cells))
        made.name_columns(names)
        made.add(number, cells, cells.reason)
    if features:
        made.name_columns([*names, LATITUDE, LONGITUDE])
    return made


def _crs(whole: object, name: str) -> str:
    """`EPSG:3857` where the file names Web Mercator, "" where degrees."""
    said = json_shapes.crs_named(whole)
    if said.rpartition(":")[2] in _DEGREES_CRS:
        return ""
    if is_mercator(said):
        return "EPSG:3857"
    raise ImportProblem(
        sentence(
            "{file}: coordinates in {crs}; save them in degrees (WGS 84)",
            file=name,
            crs=repr(said[:80]),
        )
    )


def _record(record: object) -> Cells:
    """A record's cells, objects within it taken apart."""
    cells = Cells()
    if not isinstance(record, dict):
        cells.reason = sentence("no record but {value}", value=cell(record)[:40] or NOTHING)
        return cells
    for name, value in record.items():
        if is_geometry(value) and LATITUDE not in cells:
            # As databases keep a place beside a record's other fields.
            found, why = point(value)
            if not why:
                cells[LONGITUDE], cells[LATITUDE] = (degrees(each) for each in found[:2])
                continue
        cells.take([(name, value)])
    return cells


def _feature(feature: object, crs: str) -> Cells:
    found = feature if isinstance(feature, dict) else {}
    cells = Cells()
    for member, properties in found.items():
        if said_again.bare(member) == "properties" and isinstance(properties, dict):
            cells.take(properties.items())
    for name in (LATITUDE, LONGITUDE):
        if name in cells:
            cells[f"properties.{name}"] = cells.pop(name)
    for name, value in described(cells.get("description", "")).items():
        cells.setdefault(name, value)
    if not any(field_of(each) == "date_start" for each in cells) and (day := day_first(cells)):
        cells["date"] = day
    if "name" in cells and not any(field_of(each) == "title" for each in cells):
        # A point's name is that of the place on the map, as KML's is; a table's may be a person's.
        cells["title"] = cells.pop("name")
    own = found.get("id")
    if isinstance(own, str | int) and not any(field_of(each) == "incident_id" for each in cells):
        cells["id"] = str(own)
    if twice := said_again.doubled(found, ("geometry", "id")):
        twofold = sentence("two members of one object are called {name}", name=twice)
        cells.reason = cells.reason or twofold
        return cells
    geometry = found.get("geometry")
    if geometry is None and cells:
        own_degrees.put(cells)
        return cells
    at, why = point(geometry)
    if why:
        cells.reason = cells.reason or why
        return cells
    cells[LONGITUDE], cells[LATITUDE] = (degrees(each) for each in at[:2])
    if crs:
        cells[CRS] = crs
    return cells
