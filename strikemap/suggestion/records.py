"""The records that a collection holds, found by their words or id."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

import numpy as np
import pandas as pd

from strikemap import collection
from strikemap.model import TABLES, Collection
from strikemap.suggestion.rows import Row
from strikemap.translations import every_wording, said
from strikemap.when_and_where import days_at

MATCHES = 300
"""Records offered at once."""

_NAMES = {
    "incidents": ("title",),
    "claims": ("statement", "claimed_on"),
    "claimants": ("name",),
    "sources": ("publisher", "title", "published"),
}
KEYED = tuple(table for table in TABLES.values() if table.key)
"""The tables whose records have ids."""


def records_like(of: Collection, table: str, text: str, limit: int = MATCHES) -> Mapping[str, str]:
    """
    At most *limit* records of *table*, by id, each in words of the language that is spoken: those
    that have *text* in their id or words of any language, the first ones where it is empty.  Raw.
    """
    frame: pd.DataFrame = getattr(of, table)
    ids = ids_of(of, table)
    hit = np.ones(len(frame), bool)
    if text.strip():
        wanted = text.strip()
        hit = ids.str.contains(wanted, case=False, regex=False).to_numpy(bool)
        for name in _NAMES[table]:
            if frame[name].dtype.kind != "M":
                for each in every_wording(of, table, name):
                    words = each.astype("str")
                    hit = hit | words.str.contains(wanted, case=False, regex=False).to_numpy(bool)
    at = np.flatnonzero(hit)[:limit]
    parts = [_texts(said(of, table, name).iloc[at]) for name in _NAMES[table]]
    if table == "incidents":
        parts.append([days_at(of, int(position)) for position in at])
    told = [", ".join(filter(None, each)) for each in zip(*parts, strict=True)]
    return dict(zip(ids.iloc[at].astype("str"), told, strict=True))


def record_as_row(of: Collection, table: str, key: str) -> Row | None:
    """The record *key* of *table* as a row of text, or None where there is none."""
    at = np.flatnonzero((ids_of(of, table) == key).to_numpy(bool))
    if not len(at):
        return None
    masks = {each: np.zeros(len(getattr(of, each)), bool) for each in TABLES}
    masks[table][at[:1]] = True
    found = collection.text_tables(of, masks)[table].iloc[0]
    return MappingProxyType({name: str(found[name]) for name in TABLES[table].columns})


def key_of(table: str) -> str:
    """The column that names a record of *table*; "" where none does."""
    return TABLES[table].key


def ids_of(of: Collection, table: str) -> pd.Series:
    """The ids of the records of *table*, in the order of its frame."""
    frame: pd.DataFrame = getattr(of, table)
    keys = frame[key_of(table)]
    return keys.astype("str") if isinstance(keys.dtype, pd.CategoricalDtype) else keys


def _texts(column: pd.Series) -> list[str]:
    if column.dtype.kind == "M":
        return [str(each) for each in column.dt.strftime("%Y-%m-%d").fillna("")]
    return [str(each) for each in column]
