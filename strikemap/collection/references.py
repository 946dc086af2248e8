"""What the rows of one table refer to in another, and what is not there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa

from strikemap.collection.cell_faults import Fault, shown
from strikemap.collection.id_lookup import NOWHERE, places_of
from strikemap.collection.raw import Rows
from strikemap.collection.typed_tables import MAX_PROBLEMS, problems_named
from strikemap.collection.writing import contiguous
from strikemap.languages import sentence
from strikemap.model import TABLES, Problem

Positions = npt.NDArray[np.int32]
Found = dict[tuple[str, str], Positions]
"""By table and column, where in the table referred to each row's record stands."""


def positions_of(values: pd.Series, keys: pa.Array) -> Positions:
    """The position in *keys* of each of *values*; -1 where there is none."""
    if isinstance(values.dtype, pd.CategoricalDtype):
        found = places_of(contiguous(values.cat.categories.array), keys)
        return np.asarray(np.append(found, np.int32(NOWHERE))[values.cat.codes.to_numpy()])
    return places_of(contiguous(values), keys)


def reference_problems(
    frames: Mapping[str, pd.DataFrame],
    rows: Mapping[str, Rows],
    problems: Sequence[Problem],
    found: Found,
) -> Iterator[Problem]:
    """Cells that name a record that is not there, in tables that could be read whole.

    Where the others stand goes into *found*.
    """
    # A row that could not be read may be the one that is referred to.
    torn = {each.file for each in problems if each.rule == "ragged-row"}
    whole = {name for name in frames if f"{name}.csv" not in torn}
    for table in TABLES.values():
        for each in table.fields:
            target = TABLES.get(each.refers_to)
            if target is None or table.name not in frames or target.name not in whole:
                continue
            frame, others = frames[table.name], frames[target.name]
            if each.name not in frame or target.key not in others:
                continue
            positions = positions_of(frame[each.name], contiguous(others[target.key]))
            found[table.name, each.name] = positions
            if not (positions < 0).any():
                continue
            dangling = np.flatnonzero((positions < 0) & (frame[each.name] != "").to_numpy())
            if not len(dangling):
                continue
            fault = Fault(
                "reference",
                dangling,
                lambda value, to=target.name: sentence(  # type: ignore[misc]
                    "{value} is not in {file}; add it there or correct it",
                    value=shown(value),
                    file=f"{to}.csv",
                ),
            )
            text = contiguous(frame[each.name].iloc[dangling[:MAX_PROBLEMS]])
            numbers = rows[table.name][dangling]
            at = np.arange(len(dangling))
            yield from problems_named(f"{table.name}.csv", each.name, fault, at, numbers, text)
