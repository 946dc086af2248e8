"""What is in view of a collection: the parts that are never added unless the reader says so."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from strikemap.filters import TOGETHER
from strikemap.model import TERRITORIES, Collection


class Part(NamedTuple):
    """One territory's incidents, or those of both where they are joined: code, label, positions."""

    code: str
    label: str
    rows: npt.NDArray[np.int64]


JOINED = "Russian territory and occupied Ukraine together"


def parts(collection: Collection, territory: str, rows: npt.NDArray[np.int64]) -> tuple[Part, ...]:
    """
    *rows* apart by territory, or together where the filter *territory* says so.

    Without a choice there is a part for each of `TERRITORIES`, empty ones too; with one, that
    part alone.
    """
    if territory == TOGETHER:
        return (Part(TOGETHER, JOINED, rows),)
    column = collection.incidents["territory"].cat
    # Numbers, since comparing a million strings takes longer than all else on the page.
    of = column.codes.to_numpy()[rows]
    code_of = {name: code for code, name in enumerate(column.categories)}
    return tuple(
        Part(term.code, term.label, rows[of == code_of.get(term.code, -1)])
        for term in TERRITORIES
        if territory in ("", term.code)
    )
