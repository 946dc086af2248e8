"""Records as JSON: the incidents in view with their tolls, and the claims on them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from strikemap.collection.package import written
from strikemap.export.claims import NAME, claims_of
from strikemap.export.geojson import joined, json_values
from strikemap.export.subset import parts
from strikemap.export.tables import NUMBERS, incident_parts
from strikemap.export.view import View
from strikemap.filters.in_words import filters_in_words
from strikemap.languages import gettext as _
from strikemap.translations import title_of


def head(view: View) -> dict[str, Any]:
    """What every JSON form says first: whose words these are, of which version, asked how."""
    return {
        "collection": view.collection.name,
        "title": title_of(view.collection),
        "version": view.collection.version,
        "content_sha256": view.collection.content_hash,
        "query": view.query,
        "in_words": filters_in_words(view.link.filters, view.collection),
        "not_all_strikes": _(
            "What the collection's sources report; a toll not reported is not zero."
        ),
    }


def json_bytes(value: object) -> bytes:
    """*value* as every descriptor and JSON form here is written."""
    return written(value)  # type: ignore[arg-type]  # a list is written alike


def incidents_json(view: View) -> Iterator[bytes]:
    """
    The incidents of the view's part as JSON in UTF-8: the columns of the CSV form, null where
    empty; how many there are in all; and the query of the next part, null at the end.
    """
    rows = view.span.of(view.rows)
    found = incident_parts(view.in_view, rows)
    yield from _listed(view, "incidents", len(view.rows), found)


def claims_json(view: View) -> Iterator[bytes]:
    """The claims of the view's part, like `incidents_json`, with the columns of the model."""
    needed = claims_of(view)
    claims = needed.rows[NAME]
    found = parts(view.collection, NAME, needed, view.span.of(claims))
    yield from _listed(view, NAME, len(claims), found)


def _listed(view: View, name: str, count: int, found: Iterable[pa.Table]) -> Iterator[bytes]:
    span = view.span
    end = count if span.limit is None else min(span.first + span.limit, count)
    more = f"?{view.query}&from={end}&limit={span.limit}" if end < count else None
    whole = {**head(view), "count": count, "from": span.first, "next": more, name: []}
    told = json.dumps(whole, ensure_ascii=False, indent=1) + "\n"
    yield told.removesuffix("]\n}\n").encode("utf-8", "replace")
    between = "\n"
    for part in found:
        if len(part):
            yield (between + records(part)).encode("utf-8", "replace")
            between = ",\n"
    yield b"]\n}\n" if between == "\n" else b"\n ]\n}\n"


def records(part: pa.Table) -> str:
    """The rows of *part* as objects of JSON with commas between, each cell null where empty."""
    said: list[pa.Array | str] = ["  {"]
    mark = "\n"
    for name in part.column_names:
        column = part[name].combine_chunks()
        said += [f'{mark}   "{name}": ', _cells(name, column)]
        mark = ",\n"
    said.append("\n  }")
    return ",\n".join(joined(*said).to_pylist())


def _cells(name: str, column: pa.Array) -> pa.Array:
    if name in NUMBERS and pa.types.is_large_string(column.type):
        is_empty = pc.equal(pc.binary_length(column), 0)
        return pc.if_else(is_empty, pa.scalar("null", column.type), column)
    return json_values(column)
