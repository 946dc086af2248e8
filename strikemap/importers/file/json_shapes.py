"""What JSON may hold rows as: features of GeoJSON or Esri, records, columns, rows of cells."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import zip_longest

from strikemap.importers.cells.degrees import is_mercator
from strikemap.importers.file import said_again, socrata
from strikemap.importers.forms.header_meaning import field_of
from strikemap.languages import sentence
from strikemap.vocabularies import CASUALTY_MEASURES


def features(whole: object) -> list[object] | None:
    """
    The features of a collection, of one, of a list, as GeoJSON text sequences are, or of several
    collections, as the layers of a map of uMap's.

    Raises:
        ValueError: two members of a collection have the name of that which holds them.
    """
    if isinstance(whole, list):
        if whole and all(map(_is_feature, whole)):
            return whole
        layers = [each.get("features") for each in whole if isinstance(each, dict)]
        if whole and len(layers) == len(whole) and all(isinstance(each, list) for each in layers):
            return [each for of in layers if isinstance(of, list) for each in of]
        return None
    if not isinstance(whole, dict):
        return None
    if whole.get("type") == "Feature":
        return [whole]
    if isinstance(whole.get("layers"), list) and "features" not in whole:
        return features(whole["layers"])
    found = _only(whole, "features")
    if not isinstance(found, list):
        inner = [each for each in whole.values() if is_collection(each)]
        return features(inner[0]) if len(inner) == 1 else None
    return [_of_esri(each) for each in found]


def is_collection(value: object) -> bool:
    """Whether *value* is a collection of features, as programs put it into an answer."""
    return isinstance(value, dict) and value.get("type") == "FeatureCollection"


def _is_feature(value: object) -> bool:
    return isinstance(value, dict) and value.get("type") == "Feature" and "geometry" in value


def _of_esri(feature: object) -> object:
    """A feature of Esri's JSON (`attributes`, `geometry` of `x` and `y`) as one of GeoJSON."""
    if not isinstance(feature, dict) or "attributes" not in feature or "properties" in feature:
        return feature
    of = feature.get("geometry")
    geometry = _geometry_of_esri(of) if isinstance(of, dict) else of
    names = {"attributes": "properties", "geometry": "geometry"}
    again = {
        key.replace(of_esri, names[of_esri], 1): value
        for key, value in feature.items()
        if said_again.is_again(key) and (of_esri := said_again.bare(key)) in names
    }
    return {"type": "Feature", "properties": feature["attributes"], "geometry": geometry, **again}


def is_esri(whole: object) -> bool:
    """Whether *whole* is a set of features of Esri's JSON."""
    found = whole.get("features") if isinstance(whole, dict) else None
    first = found[0] if isinstance(found, list) and found else None
    return isinstance(first, dict) and "attributes" in first and "properties" not in first


_OF_ESRI = {"paths": "Polyline", "rings": "Polygon", "curvePaths": "Polyline", "xmin": "Envelope"}
"""Esri's geometries other than points by the member that they have (ArcGIS REST API, “Geometry
objects”)."""


def _geometry_of_esri(of: dict[str, object]) -> dict[str, object]:
    """A geometry of Esri's as one of GeoJSON; what is no point keeps Esri's name for it."""
    if {"x", "y"} <= of.keys():
        again = {key: of[key] for key in of if said_again.is_again(key)}
        return {"type": "Point", "coordinates": [of["x"], of["y"]], **again}
    if "points" in of:
        return {"type": "MultiPoint", "coordinates": of["points"]}
    named = next((name for member, name in _OF_ESRI.items() if member in of), None)
    return of if named is None else {"type": f"{named} (Esri)"}


def crs_named(whole: object) -> str:
    """
    The coordinates' system that a collection of features names, "" where it names none.

    Raises:
        ValueError: it names two.
    """
    if not isinstance(whole, dict):
        return ""
    crs, esri = _only(whole, "crs"), _only(whole, "spatialReference")
    if isinstance(esri, dict):
        codes = [str(esri[name]) for name in ("latestWkid", "wkid") if name in esri]
        return next((each for each in codes if is_mercator(each)), codes[0] if codes else "")
    properties = crs.get("properties") if isinstance(crs, dict) else None
    said = properties.get("name") if isinstance(properties, dict) else ""
    return said if isinstance(said, str) else ""


def records(whole: object) -> list[object] | None:
    """
    A list of objects, by itself or as the one such list in an object, as programs send it; objects
    by their ids; or a table by its columns, or by rows below a header, as pandas writes it, or
    below descriptions of its columns, as Socrata does.

    Raises:
        ValueError: two members have the name of that which holds the rows.
    """
    if isinstance(whole, list):
        if len(whole) > 1 and all(isinstance(each, list) for each in whole):
            return _below(whole[0], whole[1:])
        return whole if not whole or any(isinstance(each, dict) for each in whole) else None
    if not isinstance(whole, dict):
        return None
    if _is_record(whole):
        return [whole]
    if socrata.is_export(whole):
        return socrata.records(_only(whole, "meta"), _only(whole, "data"))
    columns, rows = _only(whole, "columns"), whole.get("data")
    if isinstance(columns, list) and isinstance(rows, list):
        _only(whole, "data")
        return _below(columns, rows)
    lists: list[list[object]] = [each for each in whole.values() if are_records(each)]
    if len(lists) == 1:
        return lists[0]
    if not lists and [each for each in whole.values() if isinstance(each, list)] == [[]]:
        return []
    has_list = any(isinstance(each, list) for each in whole.values())
    if not has_list and (inner := _inner(whole)) is not None:
        return inner
    return None if lists or not whole else _keyed(whole)


def is_table(whole: Mapping[str, object]) -> bool:
    """Whether *whole* is a collection of features, one record, or has rows below a header."""
    return (
        isinstance(whole.get("features"), list)
        or _is_record(whole)
        or (isinstance(whole.get("columns"), list) and isinstance(whole.get("data"), list))
        or socrata.is_export(whole)
    )


def are_records(value: object) -> bool:
    """Whether *value* is a list of objects, one at least."""
    return isinstance(value, list) and bool(value) and all(isinstance(row, dict) for row in value)


def _only(of: Mapping[str, object], name: str) -> object:
    """The member *name* of *of*, where no other has that name and says something else."""
    if said_again.doubled(of, (name,)):
        raise ValueError(
            sentence("two members of one object are called {name}; take one of them out", name=name)
        )
    return of.get(name)


_DEEPEST = 4


def _inner(whole: Mapping[str, object], depth: int = 0) -> list[object] | None:
    """
    The one list of objects, at whatever depth, of an answer of a program's interface; of an item
    that stands in an envelope (`node`, `_source`) the item.
    """
    if depth > _DEEPEST:
        return None
    within = [each for each in whole.values() if isinstance(each, dict)]
    if any(map(_is_record, within)):
        return None
    found: list[list[object]] = []
    for each in within:
        lists = [
            rows
            for rows in each.values()
            if isinstance(rows, list) and rows and all(isinstance(row, dict) for row in rows)
        ]
        deeper = _inner(each, depth + 1) if not lists else None
        found += lists if deeper is None else [deeper]
    return [_item(row) for row in found[0]] if len(found) == 1 else None


def _item(row: object) -> object:
    held = [row[name] for name in ("node", "_source") if isinstance(row, dict) and name in row]
    return held[0] if held and isinstance(held[0], dict) else row


def _is_record(whole: Mapping[str, object]) -> bool:
    """Whether *whole* is one record: a day and a place, and no list or object for either."""
    plain = {field_of(name) for name, each in whole.items() if not isinstance(each, list | dict)}
    has_place = {"latitude", "longitude"} <= plain or bool(
        plain & {"coordinates", "place", "region"}
    )
    return "date_start" in plain and has_place


def _keyed(whole: Mapping[str, object]) -> list[object] | None:
    values = list(whole.values())
    fields = sum(field_of(name) is not None for name in whole)
    if len(whole) > 1 and all(isinstance(each, list) for each in values) and fields > 1:
        columns: list[list[object]] = [each for each in values if isinstance(each, list)]
        return [dict(zip(whole, row, strict=True)) for row in zip_longest(*columns)]
    if not all(isinstance(each, dict) for each in values):
        return None
    tables: dict[str, dict[str, object]] = {
        name: each for name, each in whole.items() if isinstance(each, dict)
    }
    if fields > 1:
        ids = dict.fromkeys(key for each in tables.values() for key in each)
        return [{name: each.get(key) for name, each in tables.items()} for key in ids]
    return [
        each if "id" in each else {"id": said_again.bare(key), **each}
        for key, each in tables.items()
    ]


def _below(header: object, rows: Iterable[object]) -> list[object] | None:
    if not isinstance(header, list) or not all(isinstance(each, str) for each in header):
        return None
    return [
        dict(zip_longest(header, row[: len(header)])) if isinstance(row, list) else row
        for row in rows
    ]


def flat(items: Iterable[tuple[str, object]]) -> Iterable[tuple[str, str, object]]:
    """
    The items of an object, those of objects within it taken apart: the name of each, the longer
    one that it has where another has it already, and the value.
    """
    for name, given in items:
        value = _unwrapped(given)
        if not isinstance(value, dict):
            yield name, name, value
            continue
        for within, inner in value.items():
            part, longer = _unwrapped(inner), f"{name}.{within}"
            # What is within a toll counts some of its people, and not by itself.
            is_lost = str(field_of(name)).startswith(CASUALTY_MEASURES)
            is_known = field_of(within) is not None or (field_of(longer) is None and not is_lost)
            short = within if is_known else longer
            if isinstance(part, dict) and str(field_of(short)).startswith(CASUALTY_MEASURES):
                # Least and most, or civilians and combatants.
                for end, number in part.items():
                    yield f"{short}.{end}", f"{longer}.{end}", _unwrapped(number)
                continue
            if isinstance(part, dict) and _is_place(part):
                for end, cell in part.items():
                    its = end if field_of(end) is not None else f"{within}.{end}"
                    yield its, f"{longer}.{end}", _unwrapped(cell)
                continue
            yield short, longer, part


def _is_place(value: Mapping[str, object]) -> bool:
    """Whether *value* holds degrees beside what else it says of a place."""
    return {"latitude", "longitude"} <= {field_of(name) for name in value}


def _unwrapped(value: object) -> object:
    """A value without its type, which MongoDB's Extended JSON puts around it: `{"$date": …}`."""
    for _ in range(_MOST_TYPES):
        if not (isinstance(value, dict) and len(value) == 1):
            return value
        ((name, inner),) = value.items()
        if not name.startswith("$"):
            return value
        value = inner
    return value


_MOST_TYPES = 2
"""A day may hold a long number, each with its type."""


def listed(value: Sequence[object]) -> str | None:
    """Texts of a list beside each other, or the addresses of a list of objects; None for others."""
    if value and all(isinstance(each, str) for each in value):
        return "; ".join(str(each) for each in value)
    addresses = [_address(each) for each in value]
    return " ".join(addresses) if addresses and all(addresses) else None


def _address(value: object) -> str:
    parts = value.values() if isinstance(value, dict) else ()
    return next((str(each) for each in parts if str(each).startswith(("http://", "https://"))), "")
