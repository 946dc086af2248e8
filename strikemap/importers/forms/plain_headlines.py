"""The headline figure of a row and the range around it, as this project's exports have both."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from strikemap.importers.cells.counts import Counts
from strikemap.importers.forms.columns import Cells
from strikemap.importers.forms.definition import Cited
from strikemap.importers.forms.mapping import Mapped
from strikemap.importers.forms.plain_ends import either, ends_of
from strikemap.importers.forms.plain_sources import NOBODY, claimant
from strikemap.importers.forms.plain_statements import toll
from strikemap.importers.marks import Marks
from strikemap.importers.words import SWAPPED

Texts = npt.NDArray[np.object_]
Booleans = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class _Figure:
    """
    The headline claim of each row: `low`, `high` and `bound` as the model has them; `own_low` and
    `own_high`, the range that it makes by itself ("" where it has no end).

    `told` says where the file itself tells how it is bound, so that nothing about it is inferred.
    """

    low: Texts
    high: Texts
    bound: Texts
    own_low: Texts
    own_high: Texts
    told: Booleans


def headline_and_ends(
    measure: str,
    mapped: Mapped,
    cells: dict[str, pd.Series],
    common: dict[str, Cells],
    marks: Marks,
    cited: Cited,
    read: dict[str, Counts],
    zero: Booleans,
    two: Booleans,
) -> list[tuple[pd.DataFrame, Booleans]]:
    """
    The claim of the headline figure, and that of the range where it is another, each with the rows
    in which it is made.

    *zero* says where a 0 is stated, *two* where the figure is that of two claimants.
    """
    most = read["_max"]
    name = mapped.columns.get(f"{measure}_max", f"{measure}_max")
    own = read["_headline" if f"{measure}_headline" in mapped.columns else ""]
    low, high, bound, less = ends_of(either(read["_low"], own), most)
    marks.add(less, name, cells[f"{measure}_max"], SWAPPED)
    figure = _figure(own, read["_headline_high"], cells[f"{measure}_headline_bound"], two)
    given, zero = own.known, zero | own.nobody
    is_open = read["_low"].known & (bound == "at_least")
    # “Exactly 0” is never made of “up to 3”, which an export wrote as a headline of 0.
    nil = ~figure.told & (figure.low == "0") & ((high != "0") | is_open)
    said = given & ~nil & (zero | (figure.low != "0") | (figure.high != "0"))
    same = said & (figure.own_low == low) & (figure.own_high == high)
    same &= figure.told | (bound != "at_least")
    # That it is no fewer than the figure is new where the file says that there is no other end.
    known = _is_known(measure, cells)
    same |= said & ~figure.told & is_open & (figure.low == low) & ~known
    some = (high != "0") & ~(is_open & (low == "0"))
    ranged = (bound != "") & ~same & (zero | some)
    # An export names whose the figure is; the ends may be others'.
    is_named = f"{measure}_according_to" in mapped.columns
    unnamed = common | ({"claimant_id": claimant(NOBODY, cited)} if is_named else {})
    by_name = toll(common, measure, "-headline", figure.low, figure.high, figure.bound)
    ends = toll(unnamed, measure, "", low, high, bound)
    ends["claimant_id"] = ends["claimant_id"].mask(nil, by_name["claimant_id"])
    return [(by_name, said), (ends, ranged)]


def _is_known(measure: str, cells: dict[str, pd.Series]) -> Booleans:
    return (
        cells[f"{measure}_known"].str.casefold().isin(["yes", "true", "1", "да", "так"]).to_numpy()
    )


def zero_is_stated(measure: str, mapped: Mapped, cells: dict[str, pd.Series]) -> Booleans:
    """Where the file says that its number of *measure* is known, so that a 0 is one."""
    return np.asarray(_is_known(measure, cells) | mapped.zero_is_stated, dtype=bool)


def _figure(figure: Counts, most: Counts, bounds: pd.Series, two: Booleans) -> _Figure:
    """The headline claim of *figure*, bound as the file tells, or as its number alone says."""
    put = bounds.to_numpy(object)
    told = figure.known & (figure.bound == "exact") & np.isin(put, ["exact", "about", "at_least"])
    up_to = figure.known & (put == "up_to") & most.known
    bound = np.where(up_to, "up_to", np.where(told, put, figure.bound))
    high = np.where(most.known & ~two, most.high, figure.high)
    high = np.where(told | up_to, np.where(bound == "at_least", "", high), figure.high)
    low = np.where(up_to, "", figure.low)
    return _Figure(low, high, bound, np.where(up_to, "0", low), high, told | up_to)
