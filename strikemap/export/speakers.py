"""Whose word each headline figure is, and what of it the figure alone does not say."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from strikemap.casualties.standing import BOUND_CODES, claim_facts
from strikemap.casualties.tolls import Tolls
from strikemap.collection.writing import contiguous
from strikemap.model import Collection
from strikemap.vocabularies import CIVILIANS

_TEXT = pa.large_string()
_NONE = pa.scalar("", _TEXT)
APART = ";"
"""Between two claimants of one figure, and between what is told of each; within a text of one of
two it stands behind a backslash."""
DETAILS = ("name", "type", "side", "origin")
"""The columns of claimants that a row tells, beside the id."""

Rows = npt.NDArray[np.int64]
Positions = npt.NDArray[np.integer]


@dataclass(frozen=True, slots=True, eq=False)
class Speakers:
    """
    The claims that make each headline figure: positions in the claims table, -1 where none.

    Where two make it, the one who speaks of the civilians is `first`, so that each part can be
    read back as the word of the one who gave it.
    """

    first: Positions
    second: Positions


def speakers(collection: Collection, of: Tolls, rows: Rows) -> Speakers:
    """By which claims the headline figures of *of* at *rows* are."""
    claim = of.claim[rows]
    if of.parts is None:
        return Speakers(claim, np.full(len(rows), -1))
    of_civilians = (collection.claims["subject"] == CIVILIANS).to_numpy(bool)
    at = of.parts.beside_claim[rows]
    ahead = np.zeros(len(rows), dtype=bool)
    ahead[at >= 0] = of_civilians[at[at >= 0]]
    return Speakers(np.where(ahead, at, claim), np.where(ahead, claim, at))


def ids(collection: Collection, by: Speakers) -> pa.Array:
    """The ids of whom each headline figure is by, `a;b` where two claims make it."""
    one, two = (_of_claimants(collection, "claimant_id", each) for each in (by.first, by.second))
    return _joined(one, two, by)


def told(
    collection: Collection, measure: str, of: Tolls, rows: Rows, by: Speakers
) -> Mapping[str, pa.Array]:
    """
    The most of each headline claim and its bound, and its claimant's name, type, side and origin.

    Without them a row would say 10 for “about 10” and 0 for “up to 5”, and who reads it back would
    take a government and its news agency for two origins.
    """
    is_shut = of.known[rows] & (of.bound[rows] != BOUND_CODES.index("at_least"))
    made = {
        f"{measure}_headline_high": pa.array(of.most[rows].astype(np.int64), mask=~is_shut),
        f"{measure}_headline_bound": _joined(*_bounds(collection, by), by),
    }
    for name in DETAILS:
        one, two = (_of_claimants(collection, name, each) for each in (by.first, by.second))
        both = pa.array((by.first >= 0) & (by.second >= 0))
        one, two = (pc.if_else(both, _escaped(each), each) for each in (one, two))
        made[f"{measure}_according_to_{name}"] = _joined(one, two, by)
    return made


def _of_claimants(collection: Collection, column: str, claims: Positions) -> pa.Array:
    """The cells of *column* of the claimants of *claims*, "" where there is no claim."""
    who = claim_facts(collection).claimant
    at = np.full(len(claims), -1)
    at[claims >= 0] = who[claims[claims >= 0]]
    cells = contiguous(collection.claimants[column])
    return pc.fill_null(cells.take(pa.array(at, mask=at < 0)), _NONE)


def _bounds(collection: Collection, by: Speakers) -> tuple[pa.Array, pa.Array]:
    bound, codes = claim_facts(collection).bound, pa.array(BOUND_CODES, _TEXT)
    made = []
    for claims in (by.first, by.second):
        at = np.where(claims >= 0, bound[np.maximum(claims, 0)] if len(bound) else 0, -1)
        made.append(pc.fill_null(codes.take(pa.array(at, mask=at < 0)), _NONE))
    return made[0], made[1]


def _escaped(cells: pa.Array) -> pa.Array:
    behind = pc.replace_substring(cells, "\\", "\\\\")
    return pc.replace_substring(behind, APART, "\\" + APART)


def _joined(one: pa.Array, two: pa.Array, by: Speakers) -> pa.Array:
    """The cells of both claims, of one where there is but one."""
    both = pc.binary_join_element_wise(one, two, pa.scalar(APART, _TEXT))
    has_one, has_two = pa.array(by.first >= 0), pa.array(by.second >= 0)
    return pc.if_else(pc.and_(has_one, has_two), both, pc.if_else(has_one, one, two))
