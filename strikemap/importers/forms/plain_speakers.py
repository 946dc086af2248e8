"""Whose the figures of a plain table are: one claimant's, or two of whom each gives a part."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd

from strikemap.importers.cells import counts
from strikemap.importers.cells.counts import Counts
from strikemap.importers.forms.columns import Cells, each_value, joined
from strikemap.importers.forms.definition import Cited
from strikemap.importers.forms.mapping import Mapped
from strikemap.importers.forms.plain_sources import APART as BETWEEN
from strikemap.importers.forms.plain_sources import office, spoken_id
from strikemap.importers.forms.plain_statements import toll, without
from strikemap.importers.marks import Marks
from strikemap.importers.words import LEFT_OUT
from strikemap.vocabularies import CLAIMANT_TYPES, GROUPS, SIDES

APART = ";"
_TOLD = ("name", "type", "side", "origin")
_TYPE = _TOLD.index("type")
_CODES = {
    "type": frozenset(each.code for each in CLAIMANT_TYPES),
    "side": frozenset(each.code for each in SIDES),
}
BESIDE = (
    "The file's figure of people {} rests on a claim of this claimant too, whose own number the "
    "file does not give."
)


def whose(measure: str, cells: Mapping[str, pd.Series], whom: pd.Series, cited: Cited) -> pd.Series:
    """The claimant of each row's figure of *measure*, by the file or by the row's own claimant."""
    named = cells[f"{measure}_according_to"]
    if not (named != "").any():
        return whom
    who = each_value(_described(measure, cells), lambda each: _whole(each, cited))
    return who.mask(named == "", whom)


def mark_codes(measure: str, mapped: Mapped, cells: Mapping[str, pd.Series], marks: Marks) -> None:
    """Mark what a row tells of its claimant's kind or side and is no code of the model."""
    for name, known in _CODES.items():
        field = f"{measure}_according_to_{name}"
        told = cells[field]
        wrong = each_value(told, lambda each, of=known: "" if of >= set(_parts(each)) else "1")  # type: ignore[misc]  # bound at once
        marks.add((told != "") & (wrong != ""), mapped.columns.get(field, field), told, LEFT_OUT)


def _described(measure: str, cells: Mapping[str, pd.Series]) -> pd.Series:
    """Of each row who says its figure of *measure*: id, name, type, side and origin."""
    of = f"{measure}_according_to"
    return joined(cells[of], *(cells[f"{of}_{each}"] for each in _TOLD), sep=BETWEEN)


def _whole(described: str, cited: Cited) -> str:
    """The claimant that *described* is; of two, whose parts are not known, one by both names."""
    name, *told = described.split(BETWEEN)
    if not (name and told[_TYPE]):
        return office(name, cited) if name else ""
    if APART not in name:
        return office(name, cited, _coded(told))
    one, two = ([_half(each, at) for each in told] for at in (0, 1))
    same = [one if one == other else "" for one, other in zip(one, two, strict=True)]
    same[0] = " and ".join(filter(None, (one[0], two[0])))
    return office(name, cited, _coded([*same[:-1], same[-1] or spoken_id(name)]))


def _of_two(described: str, at: int, cited: Cited) -> str:
    """The first or the second of the two claimants that *described* names; "" where it is empty."""
    if not described:
        return ""
    name, *told = described.split(BETWEEN)
    own = name.split(APART)[at]
    is_told = told[_TYPE] != ""
    return office(own, cited, _coded([_half(each, at) for each in told]) if is_told else "")


def _coded(told: Sequence[str]) -> str:
    """What is told of a claimant, joined; a type and a side that are no codes are left out."""
    made = [
        each if name not in _CODES or each in _CODES[name] else ""
        for name, each in zip(_TOLD, told, strict=True)
    ]
    return BETWEEN.join(made)


def _parts(cell: str) -> list[str]:
    """What a cell tells of each claimant; in a text of one of two `;` is written behind a `\\`."""
    put = cell.replace("\\\\", "\x1d").replace("\\;", "\x1e").split(APART)
    return [each.replace("\x1e", ";").replace("\x1d", "\\") for each in put]


def _half(cell: str, at: int) -> str:
    found = _parts(cell)
    return found[at] if len(found) == 2 else ""


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
    """*parts*, claims of a group each: in rows of *two* by its own claimant, bound as theirs."""
    if not two.any():
        return parts
    described = _described(measure, cells).where(two, "").reindex(parts.index)
    bounds = cells[f"{measure}_headline_bound"].where(two, "").reindex(parts.index)
    for at, group in enumerate(GROUPS):
        its = (described != "") & (parts["people"] == group) & (parts["bound"] != "")
        of = each_value(described[its], lambda each, at=at: _of_two(each, at, cited))  # type: ignore[misc]  # bound at once
        parts.loc[its, "claimant_id"] = of
        bound = each_value(bounds, lambda each, at=at: _half(each, at))  # type: ignore[misc]  # bound at once
        rebound = (its & bound.isin(["about", "at_least"])).to_numpy()
        anew = _rebound(parts, measure, group, bound)
        for name in anew.columns:
            parts[name] = parts[name].mask(rebound, anew[name])
    return parts


def _rebound(parts: pd.DataFrame, measure: str, group: str, bound: pd.Series) -> pd.DataFrame:
    """What *parts* say with *bound* in place of theirs."""
    least = parts["value_min"]
    most = parts["value_max"].mask((bound == "at_least").to_numpy(), "")
    arrays = (each.to_numpy(object) for each in (least, most, bound))
    common: dict[str, Cells] = {"incident_id": parts["incident_id"], "subject": group}
    made = toll(common, measure, f"-{group}", *arrays)
    return made[["value_min", "value_max", "bound", "statement"]]


def without_a_part(
    common: dict[str, Cells],
    measure: str,
    cells: Mapping[str, pd.Series],
    two: npt.NDArray[np.bool_],
    cited: Cited,
) -> list[pd.DataFrame]:
    """
    A claim without a number by that one of two claimants whose part is 0: the figure rests on a
    claim of theirs too, whose number is not in the row, and they are not lost.
    """
    named = cells[f"{measure}_according_to"]
    described = _described(measure, cells)
    made = []
    for at, group in enumerate(GROUPS):
        bare = two & (counts.read(cells[f"{measure}_{group}"]).low == "0")
        other = named.where(bare, "").map(lambda each: len(set(each.split(APART))) == 2)
        who = each_value(described.where(other, ""), lambda each, at=at: _of_two(each, at, cited))  # type: ignore[misc]  # bound at once
        its_own = common | {"claimant_id": who}
        for claim in without(its_own, measure, BESIDE.format(measure), other.to_numpy(bool)):
            claim["claim_id"] = claim["claim_id"] + "-beside"
            made.append(claim)
    return made
