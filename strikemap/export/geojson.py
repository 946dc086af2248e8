"""The incidents in view as GeoJSON, each with its tolls."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pyarrow as pa
import pyarrow.compute as pc

from strikemap.export.tables import harmless, incident_parts, number_text
from strikemap.in_view import InView

_TEXT = pa.large_string()
_ESCAPED = r'["\\\x00-\x1f]'
"""What RFC 8259 lets no string hold as it is."""


def geojson(view: InView) -> Iterator[bytes]:
    """
    All in view as a GeoJSON FeatureCollection (RFC 7946), in degrees, WGS 84, as
    parts of a file in UTF-8.

    An incident without a point has a null geometry; an empty cell is null.  The bytes are those
    of Python's `json` with an indent of one.
    """
    collection = view.collection
    whole = {
        "type": "FeatureCollection",
        "name": collection.name,
        "version": collection.version,
        "content_sha256": collection.content_hash,
        "local_only": collection.local_only,
        "features": [],
    }
    empty = json.dumps(whole, ensure_ascii=False, indent=1) + "\n"
    yield empty.removesuffix("]\n}\n").encode("utf-8", "replace")
    between = b"\n"
    for part in incident_parts(view):
        if len(part):
            yield between + _features(part)
            between = b",\n"
    yield b"\n ]\n}\n" if len(view.rows) else b"]\n}\n"


def _features(part: pa.Table) -> bytes:
    columns = {name: part[name].combine_chunks() for name in part.column_names}
    point = _point(columns.pop("latitude"), columns.pop("longitude"))
    said: list[pa.Array | str] = ['  {\n   "type": "Feature",\n   "id": ']
    said += [
        json_strings(columns["incident_id"]),
        ',\n   "geometry": ',
        point,
        ',\n   "properties": {',
    ]
    mark = "\n"
    for name, column in columns.items():
        said += [f'{mark}    "{name}": ', json_values(column)]
        mark = ",\n"
    said.append("\n   }\n  }")
    features = pa.LargeListArray.from_arrays([0, len(part)], joined(*said))
    return bytes(pc.binary_join(features, pa.scalar(",\n", _TEXT))[0].as_buffer())


def joined(*parts: pa.Array | str) -> pa.Array:
    """Cells beside each other, text of our own between them; null where one of them is."""
    cells = [pa.scalar(each, _TEXT) if isinstance(each, str) else each for each in parts]
    return pc.binary_join_element_wise(*cells, pa.scalar("", _TEXT))


def _point(latitude: pa.Array, longitude: pa.Array) -> pa.Array:
    before = '{\n    "type": "Point",\n    "coordinates": [\n     '
    degrees = (number_text(longitude), ",\n     ", number_text(latitude))
    return pc.fill_null(joined(before, *degrees, "\n    ]\n   }"), "null")


def json_values(column: pa.Array) -> pa.Array:
    """The cells of *column* as JSON has them, `null` where empty."""
    if column.type != _TEXT:
        return pc.fill_null(number_text(column), "null")
    is_empty = pc.equal(pc.binary_length(column), 0)
    return pc.if_else(is_empty, pa.scalar("null", _TEXT), json_strings(harmless(column)))


def json_strings(text: pa.Array) -> pa.Array:
    """The cells of *text* as strings of JSON, as Python's `json` writes them."""
    quoted = joined('"', text, '"')
    escaped = pc.match_substring_regex(text, _ESCAPED)
    if not pc.any(escaped).as_py():
        return quoted
    # Few cells need it, and for these none knows the rules as well as `json` itself.
    told = [json.dumps(each, ensure_ascii=False) for each in text.filter(escaped).to_pylist()]
    return pc.replace_with_mask(quoted, escaped, pa.array(told, _TEXT))
