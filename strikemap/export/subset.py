"""The records that a view of a collection needs: its incidents, their claims, who and where."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from strikemap import collection as collections
from strikemap.collection.writing import contiguous
from strikemap.export.tables import ROWS_AT_ONCE, Rows
from strikemap.model import TABLES, Collection

NO_INCIDENT = -1
_WITH_KEY = ("incidents", "claims", "claimants", "sources")
_NOTHING = pa.scalar("", pa.large_string())


@dataclass(frozen=True, slots=True, eq=False)
class Subset:
    """
    The positions in each table of the records that a view needs.

    `replaced` are the ids of those claims in it that a claim of it may supersede.
    """

    rows: Mapping[str, Rows]
    replaced: pa.Array


def subset(collection: Collection, rows: Rows, *, with_collective: bool = True) -> Subset:
    """The records that the incidents at *rows* need; the collective claims with theirs too."""
    claims, sources = collection.claims, collection.sources
    kept = np.zeros(len(collection.incidents) + 1, dtype=bool)
    kept[rows] = True
    kept[NO_INCIDENT] = with_collective  # a collective claim: the place after the last incident
    claimed = np.flatnonzero(kept[claims["incident"].to_numpy()])
    kept[NO_INCIDENT] = False
    ids = {name: contiguous(getattr(collection, name)[TABLES[name].key]) for name in _WITH_KEY}
    cited = _with_reprinted(sources, claims["source"].to_numpy()[claimed])
    speaks = np.zeros(len(collection.claimants), dtype=bool)
    speaks[claims["claimant"].to_numpy()[claimed]] = True
    accused = pa.array(claims["about"].iloc[claimed].astype("str").unique(), pa.large_string())
    speaks |= _in(ids["claimants"], accused)
    incidents = np.flatnonzero(kept[:-1])
    found = {
        "incidents": incidents,
        "claims": claimed,
        "claimants": np.flatnonzero(speaks),
        "sources": cited,
    }
    log = contiguous(collection.corrections["record"])
    known = np.zeros(len(log), dtype=bool)
    for name in ("incidents", "claims", "sources"):
        known |= _in(log, ids[name].take(pa.array(found[name])))
    found["corrections"] = np.flatnonzero(known)
    return Subset(found, _superseded(claims, ids["claims"], claimed))


def _with_reprinted(sources: pd.DataFrame, cited: Rows) -> Rows:
    """The positions of the sources at *cited*, of what they reprint, of what that reprints …"""
    ids = contiguous(sources["source_id"])
    printed = pc.fill_null(pc.index_in(contiguous(sources["reprint_of"]), value_set=ids), -1)
    reprint_of = printed.to_numpy()
    seen = np.zeros(len(sources), dtype=bool)
    while len(cited):
        seen[cited] = True
        cited = np.unique(reprint_of[cited])
        cited = cited[cited >= 0]
        cited = cited[~seen[cited]]
    return np.flatnonzero(seen)


def _superseded(claims: pd.DataFrame, ids: pa.Array, claimed: Rows) -> pa.Array:
    named = contiguous(claims["supersedes"]).take(pa.array(claimed)).unique()
    return named.filter(pc.is_in(named, value_set=ids.take(pa.array(claimed))))


def _in(text: pa.Array, among: pa.Array) -> npt.NDArray[np.bool_]:
    found = pc.is_in(text, value_set=among)
    return np.asarray(found.to_numpy(zero_copy_only=False), dtype=bool)


def parts(
    collection: Collection, name: str, needed: Subset, rows: Rows | None = None
) -> Iterator[pa.Table]:
    """
    The records of the table *name* that *needed* names, as text, a part at a time.

    *rows* are those of them that are wanted; None for all.
    """
    text = collections.texts(collection, name)
    rows = needed.rows[name] if rows is None else rows
    for first in range(0, len(rows), ROWS_AT_ONCE):
        part = rows[first : first + ROWS_AT_ONCE]
        cells = {column: of(part) for column, of in text.items()}
        if name == "claims":
            # A claim that is not in the package can't be superseded in it.
            named = pc.is_in(cells["supersedes"], value_set=needed.replaced)
            cells["supersedes"] = pc.if_else(named, cells["supersedes"], _NOTHING)
        yield pa.table(cells)
