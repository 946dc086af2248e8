"""Which records differ from the version before, and the corrections that tell of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from strikemap.model import TABLES
from strikemap.table import Table

KEPT_UP = {"same_as", "accessed", "archived_url", "rank"}
"""Cells that are kept up without being wrong before: no correction tells of them."""

# Nor does one tell of a column that the table has gained, which was wrong nowhere.
LONG = 80
"""A text longer than this is told as rewritten, not word by word."""


@dataclass(frozen=True, slots=True)
class Records:
    """The ids that one table gained, lost, and whose rows differ with what differs in words."""

    added: tuple[str, ...]
    removed: tuple[str, ...]
    changed: Mapping[str, str]


def compared(
    before: Mapping[str, pd.DataFrame], after: Mapping[str, pd.DataFrame]
) -> Mapping[str, Records]:
    """How each table with ids differs, *before* and *after* being tables of text."""
    return {
        name: _compared(table, before[name], after[name])
        for name, table in TABLES.items()
        if table.key
    }


def untold(
    records: Mapping[str, Records], before: pd.DataFrame, after: pd.DataFrame
) -> Mapping[str, str]:
    """
    What changed in each record of which no correction of *after* that *before* lacks tells.

    *before* and *after* are the tables of corrections.
    """
    known = set(before.itertuples(index=False, name=None))
    new = [row for row in after.itertuples(index=False, name=None) if row not in known]
    at = list(after.columns).index("record")
    told = {row[at] for row in new}
    return {
        record: what
        for each in records.values()
        for record, what in each.changed.items()
        if record not in told
    }


def _compared(table: Table, before: pd.DataFrame, after: pd.DataFrame) -> Records:
    old, new = (each.set_index(table.key) for each in (before, after))
    both = old.index.intersection(new.index)
    mine, theirs = old.loc[both], new.loc[both]
    gained = [each.name for each in table.fields if each.may_lack and (mine[each.name] == "").all()]
    kept_up = [name for name in table.columns if name in KEPT_UP or name in gained]
    differ = (mine != theirs).drop(columns=kept_up).any(axis=1)
    changed = {
        str(record): "; ".join(_words(table, mine.loc[record], theirs.loc[record], kept_up))
        for record in both[differ]
    }
    return Records(
        tuple(map(str, new.index.difference(old.index))),
        tuple(map(str, old.index.difference(new.index))),
        changed,
    )


def _words(table: Table, old: pd.Series, new: pd.Series, kept_up: Sequence[str]) -> Iterator[str]:
    for field in table.fields:
        name = field.name
        if name == table.key or name in kept_up or old[name] == new[name]:
            continue
        if max(len(old[name]), len(new[name])) > LONG or field.name == "inferred":
            done = "filled in" if not old[name] else "rewritten" if new[name] else "emptied"
            yield f"{name} {done}"
        else:
            yield f"{name}: {_quoted(old[name])} became {_quoted(new[name])}"


def _quoted(cell: str) -> str:
    return f"“{cell}”" if cell else "empty"
