"""JSON: GeoJSON (RFC 7946), a list of records, or one record a line, as a table."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable

from strikemap.collection.bounds import MAX_COLUMNS, MAX_MADE_BYTES
from strikemap.collection.package import fault_of_json
from strikemap.importers import lent_memory
from strikemap.importers.cells.degrees import is_mercator
from strikemap.importers.file import json_shapes, own_degrees
from strikemap.importers.file.days_in_text import day_first
from strikemap.importers.file.described_fields import described
from strikemap.importers.file.opening import Packed
from strikemap.importers.file.own_degrees import LATITUDE, LONGITUDE
from strikemap.importers.file.recognising import Recognised
from strikemap.importers.file.table import Rows
from strikemap.importers.forms.header_meaning import field_of
from strikemap.importers.problem import ImportProblem
from strikemap.languages import sentence, sentences

MAX_BYTES = 100_000_000
"""JSON is read whole, at about ten times its size in memory."""

_MADE_FOR_EACH = {b"{": 232, b"[": 120, b",": 64}
"""Bytes that Python makes for each mark of JSON, with what a list or object keeps for growth."""

CRS = "crs"
_DEGREES_CRS = ("", "CRS84", "4326", "OGC:1.3:CRS84")
_NONE = sentence("nothing")


def table(file: Packed, found: Recognised) -> Rows:
    """
    The points or records of *file*, read whole.

    A feature without a geometry keeps its properties, so that its region may place it.

    Raises:
        ImportProblem: it is too large, no JSON, nested too deeply, or nothing that has rows.
    """
    whole = _whole(file, found)
    esri = (sentence("features of Esri's JSON"),) if json_shapes.is_esri(whole) else ()
    made = Rows(said=(*found.said, *esri))
    features, crs = json_shapes.features(whole), _crs(whole, file.name)
    records = None if features is not None else json_shapes.records(whole)
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
        cells, reason = _feature(each, crs) if features else _record(each)
        if features and LATITUDE in cells and CRS not in cells:
            for name in own_degrees.differing(cells, own_degrees.own(cells)):
                made.beside_point.setdefault(name, []).append(number)
        names.update(dict.fromkeys(cells))
        made.name_columns(names)
        made.add(number, cells, reason)
    if features:
        made.name_columns([*names, LATITUDE, LONGITUDE])
    return made


def _whole(file: Packed, found: Recognised) -> object:
    if found.size > MAX_BYTES:
        raise ImportProblem(
            sentence(
                "{file}: {size} bytes of JSON; at most {most} are read",
                file=file.name,
                size=found.size,
                most=MAX_BYTES,
            )
        )
    stream = file.open()
    try:
        contents = b"".join(iter(lambda: stream.read(1 << 20), b""))
    finally:
        stream.close()
    _refuse_swelling(contents, file.name)
    try:
        text = contents.decode("utf-8-sig" if found.bom else found.encoding).strip()
        try:
            return _loaded(text)
        except json.JSONDecodeError as error:
            # Only line feeds part records: strings may hold other ends of lines.  RFC 8142 puts a
            # record separator, which is white space to Python, before each.
            lines = [line for each in text.split("\n") if (line := each.strip())]
            if len(lines) < 2 or error.msg != "Extra data":
                raise
            return [_loaded(each) for each in lines]
    except RecursionError:
        told = sentence("{file}: JSON nested too deeply", file=file.name)
        raise ImportProblem(told) from None
    except ValueError as error:
        fault = _where(error) if isinstance(error, json.JSONDecodeError) else fault_of_json(error)
        raise ImportProblem(
            sentence("{file}: the JSON can't be read: {fault}", file=file.name, fault=fault)
        ) from None


def _refuse_swelling(contents: bytes, name: str) -> None:
    """
    Refuse JSON whose many small values would take far more memory than its bytes.

    Counted before it is parsed, by the marks that begin an object or a list or part two values:
    never fewer than there are, since some may stand in texts.
    """
    made = len(contents) + sum(size * contents.count(mark) for mark, size in _MADE_FOR_EACH.items())
    if made > MAX_MADE_BYTES:
        told = sentence("more is in it than fits into memory; cut the file into parts")
        raise ImportProblem(sentence("{file}: {fault}", file=name, fault=told))
    lent_memory.take(made)


def _where(error: json.JSONDecodeError) -> str:
    return sentence(
        "{fault}: line {line} column {column} (char {place})",
        fault=fault_of_json(error),
        line=str(error.lineno),
        column=str(error.colno),
        place=str(error.pos),
    )


def _loaded(text: str) -> object:
    """What *text* says; `NaN`, which Python and R write where they have no number, is a text."""
    return json.loads(text, parse_constant=str)


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


def _column(name: str) -> str:
    return " ".join(name.casefold().split()) or "unnamed"


def _record(record: object) -> tuple[dict[str, str], str]:
    """A record's cells, objects within it taken apart, and why it can't be read."""
    if not isinstance(record, dict):
        return {}, sentence("no record but {value}", value=_cell(record)[:40] or _NONE)
    cells: dict[str, str] = {}
    reason = ""
    for name, value in record.items():
        if _is_geometry(value) and LATITUDE not in cells:
            # As databases keep a place beside a record's other fields.
            point, why = _point(value)
            if not why:
                cells[LONGITUDE], cells[LATITUDE] = (_degrees(each) for each in point[:2])
                continue
        reason = _taken_in(cells, [(name, value)]) or reason
    return cells, reason


def _taken_in(cells: dict[str, str], items: Iterable[tuple[str, object]]) -> str:
    """Put *items* into *cells*, objects taken apart; why not all of them can be, else ""."""
    reason = ""
    for short, longer, part in json_shapes.flat(items):
        if len(cells) > MAX_COLUMNS:  # of millions each would be looked up
            raise ImportProblem(
                sentence("more than {most} columns or properties", most=MAX_COLUMNS)
            )
        column = _column(longer if _column(short) in cells else short)
        try:
            cells[column] = _cell(part)
        except RecursionError:
            cells[column] = ""
            reason = sentence("{column}: nested too deeply", column=column)
    return reason


def _feature(feature: object, crs: str) -> tuple[dict[str, str], str]:
    found = feature if isinstance(feature, dict) else {}
    properties = found.get("properties")
    cells: dict[str, str] = {}
    reason = _taken_in(cells, properties.items() if isinstance(properties, dict) else ())
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
    geometry = found.get("geometry")
    if geometry is None and cells:
        own_degrees.put(cells)
        return cells, reason
    point, why = _point(geometry)
    if why:
        return cells, reason or why
    cells[LONGITUDE], cells[LATITUDE] = (_degrees(each) for each in point[:2])
    if crs:
        cells[CRS] = crs
    return cells, reason


def _point(geometry: object) -> tuple[list[float], str]:
    """The point of a geometry, also of one that holds no other, and why there is none."""
    of = geometry if isinstance(geometry, dict) else {}
    kind, coordinates = of.get("type"), of.get("coordinates")
    inner = of.get("geometries")
    lone = inner[0] if isinstance(inner, list) and len(inner) == 1 else None
    if kind == "GeometryCollection" and isinstance(lone, dict) and lone.get("type") != kind:
        return _point(lone)
    if kind == "MultiPoint" and isinstance(coordinates, list) and len(coordinates) == 1:
        kind, coordinates = "Point", coordinates[0]
    if kind != "Point":
        count = len(coordinates) if kind == "MultiPoint" and isinstance(coordinates, list) else 0
        if count:
            return [], sentences(
                "geometry: a Point is needed, not {kind} of {count} points",
                "geometry: a Point is needed, not {kind} of {count} points",
                count,
                count=str(count),
                kind=_cell(kind)[:40],
            )
        return [], sentence(
            "geometry: a Point is needed, not {kind}", kind=_cell(kind)[:40] or _NONE
        )
    if isinstance(coordinates, list):
        coordinates = [_number(each) for each in coordinates]
    if not _is_point(coordinates):
        return [], sentence(
            "geometry: coordinates must be two numbers: degrees east, degrees north"
        )
    assert isinstance(coordinates, list)
    return coordinates, ""


def _is_geometry(value: object) -> bool:
    return isinstance(value, dict) and "type" in value and "coordinates" in value


def _is_point(point: object) -> bool:
    return (
        isinstance(point, list)
        and len(point) >= 2
        and all(isinstance(each, int | float) and not isinstance(each, bool) for each in point)
    )


def _number(value: object) -> object:
    """A number that was written as text; anything else as it is."""
    if not isinstance(value, str) or not re.fullmatch(r"-?\d{1,9}(?:\.\d{1,20})?", value.strip()):
        return value
    return float(value)


def _degrees(value: float) -> str:
    try:
        return repr(float(value))
    except OverflowError:
        return "inf"


def _cell(value: object) -> str:
    if value is None or value in ([], {}):
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, list) and (told := json_shapes.listed(value)) is not None:
        return told
    return json.dumps(value, ensure_ascii=False)
