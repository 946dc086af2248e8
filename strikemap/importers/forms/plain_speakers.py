"""Whose the figures of a plain table are: one claimant's, or two of whom each gives a part."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt
import pandas as pd

from strikemap.importers.cells import counts
from strikemap.importers.cells.counts import Counts
from strikemap.importers.forms.columns import Cells, each_value
from strikemap.importers.forms.definition import Cited
from strikemap.importers.forms.plain_sources import office
from strikemap.importers.forms.plain_statements import without
from strikemap.vocabularies import GROUPS

APART = ";"
BESIDE = (
    "The file's figure of people {} rests on a claim of this claimant too, whose own number the "
    "file does not give."
)


def whose(measure: str, cells: dict[str, pd.Series], whom: pd.Series, cited: Cited) -> pd.Series:
    """The claimant of each row's figure of *measure*, by the file or by the row's own claimant."""
    named = cells[f"{measure}_according_to"]
    if not (named != "").any():
        return whom
    who = each_value(named, lambda each: office(each, cited) if each else "")
    return who.mask(named == "", whom)


def by_two(
    measure: str, cells: Mapping[str, pd.Series], read: Mapping[str, Counts]
) -> npt.NDArray[np.bool_]:
    """
    Where the figure of *measure* is that of two claimants, `a;b`, as this project's exports write
    it: of the civilians by the first and of the combatants by the second.

    Only where these make the figure: then neither claimant said the sum, and each said a part.
    """
    named = cells[f"{measure}_according_to"]
    two = named.str.count(APART).eq(1).to_numpy(bool)
    if not two.any():
        return np.asarray(two)
    parts = [counts.read(cells[f"{measure}_{group}"]) for group in GROUPS]
    exact = [each.known & (each.low == each.high) for each in parts]
    total = sum(counts.number(each.low) for each in parts)
    figure = read["_headline"]
    same = [counts.number(side) == total for side in (figure.low, figure.high)]
    return np.asarray(np.logical_and.reduce([two, *exact, *same, total > 0]), dtype=bool)


def each_to_its_own(
    parts: pd.DataFrame, measure: str, cells: Mapping[str, pd.Series], two: pd.Series, cited: Cited
) -> pd.DataFrame:
    """*parts*, claims of one group each, by the claimant of it in rows of *two*."""
    if not two.any():
        return parts
    named = cells[f"{measure}_according_to"].where(two, "").reindex(parts.index)
    for at, group in enumerate(GROUPS):
        its = (named != "") & (parts["people"] == group)
        of = each_value(named[its], lambda each, at=at: office(each.split(APART)[at], cited))  # type: ignore[misc]  # bound at once
        parts.loc[its, "claimant_id"] = of
    return parts


def without_a_part(
    common: dict[str, Cells],
    measure: str,
    cells: Mapping[str, pd.Series],
    two: npt.NDArray[np.bool_],
    cited: Cited,
) -> pd.DataFrame:
    """
    A claim without a number by that one of two claimants whose part is 0: the figure rests on a
    claim of theirs too, whose number is not in the row, and they are not lost.
    """
    named = cells[f"{measure}_according_to"]
    made = []
    for at, group in enumerate(GROUPS):
        bare = two & (counts.read(cells[f"{measure}_{group}"]).low == "0")
        other = named.where(bare, "").map(lambda each: len(set(each.split(APART))) == 2)
        who = each_value(
            named.where(other, ""),
            lambda each, at=at: office(each.split(APART)[at], cited) if each else "",  # type: ignore[misc]  # bound at once
        )
        claim = without(common | {"claimant_id": who}, measure, BESIDE.format(measure))
        claim["claim_id"] = claim["claim_id"] + "-beside"
        made.append(claim[other.to_numpy(bool)])
    return pd.concat(made)
