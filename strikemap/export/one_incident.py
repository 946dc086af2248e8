"""One incident as JSON: what is known of it, every claim, and who said it where."""

from __future__ import annotations

import json
from collections.abc import Iterator

import numpy as np
import pyarrow as pa

from strikemap.export.json_records import head, json_bytes, records
from strikemap.export.subset import parts, subset
from strikemap.export.tables import Rows, incident_parts
from strikemap.export.view import View


class NoIncident(Exception):
    """The view names no incident."""


def position(view: View) -> int:
    """
    The position of the incident that the view names.

    Raises:
        NoIncident: it names none that the collection has.
    """
    ids = view.collection.incidents["incident_id"]
    hit = np.flatnonzero((ids == view.link.incident).to_numpy())
    if not view.link.incident or not len(hit):
        raise NoIncident("Name an incident: incident=ID.")
    return int(hit[0])


def incident_json(view: View) -> Iterator[bytes]:
    """
    The incident that the view names, withdrawn and merged ones too, as JSON in UTF-8: the
    columns of the CSV form, and with those of the model its claims, claimants, sources and
    corrections.

    Raises:
        NoIncident: the view names none.
    """
    rows: Rows = np.array([position(view)], np.int64)
    needed = subset(view.collection, rows, with_collective=False)
    (found,) = incident_parts(view.in_view, rows)
    told = {"incident": _loaded(found)[0]}
    for name in ("claims", "claimants", "sources", "corrections"):
        made = list(parts(view.collection, name, needed))
        told[name] = _loaded(pa.concat_tables(made)) if made else []
    yield json_bytes({**head(view), **told})


def _loaded(table: pa.Table) -> list[object]:
    found: list[object] = json.loads(f"[{records(table)}]")
    return found
