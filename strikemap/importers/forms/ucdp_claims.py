"""What UCDP estimates of the dead: its best estimate, the range around it, and of whom."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from strikemap.importers.cells import counts
from strikemap.importers.cells.counts import Counts
from strikemap.importers.forms.columns import Cells, claims_frame, column
from strikemap.importers.forms.definition import Cited
from strikemap.importers.forms.named_sources import named_sources
from strikemap.importers.forms.ucdp_codes import (
    ALL_ZERO,
    COUNTED,
    DEATHS,
    DISORDER,
    NO_BEST,
    UNEQUAL,
)
from strikemap.importers.marks import Marks
from strikemap.importers.report import Log
from strikemap.vocabularies import CIVILIANS, COMBATANTS, NOT_SAID, PEOPLE

Texts = npt.NDArray[np.object_]
Booleans = npt.NDArray[np.bool_]


def claims(rows: pd.DataFrame, incidents: pd.DataFrame, cited: Cited, log: Log) -> pd.DataFrame:
    """
    A claim of people killed a row with UCDP's best estimate, one with its range where low or high
    differ from it, and one each of civilians and of combatants where UCDP counts any.

    Of two by one claimant the last id is the headline: `…-killed-best` comes after `…-killed`.
    """
    claimant = cited.claimant(
        "ucdp", name="UCDP, as coded", type="independent_media", side="other", origin=""
    )
    marks = Marks(rows, log, counted=True)
    tolls = {name: counts.read(rows[name]) for name in DEATHS + COUNTED}
    for name, toll in tolls.items():
        marks.tolls(toll, name, rows[name])
    ends = _estimates(tolls, marks)
    told = _told(tolls, ends, rows.index)
    common: dict[str, Cells] = {
        "incident_id": incidents["incident_id"],
        "measure": "killed",
        "subject": PEOPLE,
        "people": NOT_SAID,
        "claimant_id": claimant,
        "bound": ends.bound,
        "source_id": named_sources(
            rows["source_office"].str.strip(),
            cited,
            "ucdp",
            publisher="UCDP GED, citing",
            title="Georeferenced Event Dataset, coded from",
            note="No address: headlines and addresses in the file are left out.",
            nameless="no office named",
        ),
    }
    ranged: dict[str, Cells] = {
        "claim_id": incidents["incident_id"] + "-killed",
        "value_min": np.where(ends.nothing, "", ends.least),
        "value_max": np.where(ends.nothing, "", ends.most),
        "statement": told,
    }
    single: dict[str, Cells] = {
        "claim_id": incidents["incident_id"] + "-killed-best",
        "value_min": ends.figure,
        "value_max": ends.figure,
        "statement": told,
    }
    of_groups = _groups(rows, incidents, common, tolls, ~ends.nothing, ends.best, marks)
    made: pd.DataFrame = pd.concat(
        [
            claims_frame(common | ranged, rows.index),
            claims_frame(common | single, rows.index)[ends.apart],
            *of_groups,
        ]
    )
    made["inferred"] = column(marks.said, rows.index).reindex(made.index)
    return made


@dataclass(frozen=True, slots=True, eq=False)
class _Estimates:
    """
    For each row, in digits, the least and the most of UCDP's three estimates, with the model's
    bound of the two, and the headline `figure`; the best estimate, NaN where none; whether any is
    `known`, and whether all are 0 (`empty`).
    """

    least: Texts
    most: Texts
    figure: Texts
    bound: Texts
    best: npt.NDArray[np.float64]
    known: Booleans
    empty: Booleans

    @property
    def nothing(self) -> Booleans:
        """Where no number is taken."""
        return self.empty | ~self.known

    @property
    def apart(self) -> Booleans:
        """Where the figure is a claim of its own."""
        differs = (self.figure != self.least) | (self.figure != self.most)
        return np.asarray(~self.nothing & differs & (self.figure != ""), dtype=bool)


def _estimates(tolls: Mapping[str, Counts], marks: Marks) -> _Estimates:
    low, best, high = (counts.number(tolls[name].low) for name in DEATHS)
    # Low and high are ends, and neither of them is UCDP's best estimate; the sum of its parts is.
    parts = np.sum([counts.number(tolls[name].low) for name in COUNTED], axis=0)
    missing = np.isnan(best) & ~(np.isnan(low) & np.isnan(high))
    marks.say(missing, NO_BEST)
    inside = missing & (parts > 0) & ~(parts < low) & ~(parts > high)
    best = np.where(inside, parts, best)
    every = np.vstack([low, best, high])
    known = np.asarray(~np.isnan(every).all(axis=0), dtype=bool)
    least, most = (
        _digits(how(np.where(np.isnan(every), fill, every), axis=0), known)
        for how, fill in ((np.min, np.inf), (np.max, -np.inf))
    )
    disorder = (low > best) | (best > high) | (low > high)
    marks.say(disorder, DISORDER)
    figure, empty = _digits(np.nan_to_num(best), ~np.isnan(best)), known & (most == "0")
    # With one end alone, or from 0, a range would give its lower end as the figure.
    alone, no_high = known & np.isnan(best) & ~empty, np.isnan(high)
    up_to, at_least = alone & ~no_high & (np.isnan(low) | (least == "0")), alone & no_high
    bound = np.select([~known | empty, up_to, at_least], ["", "up_to", "at_least"], "exact")
    least, most = np.where(up_to, "", least), np.where(at_least, "", most)
    return _Estimates(least, most, figure, bound.astype(object), best, known, empty)


def _told(tolls: Mapping[str, Counts], ends: _Estimates, index: pd.Index) -> pd.Series:
    """UCDP's seven numbers of each row in words."""
    said = {name: column(toll.low, index).replace("", "?") for name, toll in tolls.items()}
    told = "UCDP estimates " + said["best"] + " killed (best estimate; low " + said["low"]
    told = told + ", high " + said["high"] + "). Best estimates: " + said["deaths_a"]
    told = told + " of side A, " + said["deaths_b"] + " of side B, " + said["deaths_civilians"]
    told = told + " civilians, " + said["deaths_unknown"] + " not known which."
    none = "UCDP's row gives no number of people killed."
    return told.mask(ends.empty, ALL_ZERO).mask(~ends.known, none)


def _groups(
    rows: pd.DataFrame,
    incidents: pd.DataFrame,
    common: dict[str, Cells],
    tolls: dict[str, Counts],
    known: npt.NDArray[np.bool_],
    best: npt.NDArray[np.float64],
    marks: Marks,
) -> list[pd.DataFrame]:
    """
    The civilians, and in state-based violence the combatants, of the best estimate.

    They are parts where `best` is the sum of `deaths_a`, `deaths_b`, `deaths_civilians` and
    `deaths_unknown` (docs/decisions.md has the sources); where it is not, none of them is taken.
    """
    side_a, side_b, civilians, unknown = (
        np.nan_to_num(counts.number(tolls[name].low)) for name in COUNTED
    )
    parts = side_a + side_b + civilians + unknown
    sums = known & (parts == best)
    marks.say(known & ~sums & (parts > 0), UNEQUAL)
    is_state = (rows["type_of_violence"].str.strip().str.removesuffix(".0") == "1").to_numpy()
    made = []
    for group, number, words in (
        (CIVILIANS, civilians, "civilians killed is"),
        (COMBATANTS, np.where(is_state, side_a + side_b, 0), "the two sides' own dead is"),
    ):
        given = sums & (number > 0)
        told = column(_digits(number, given), rows.index)
        cells: dict[str, Cells] = {
            "claim_id": incidents["incident_id"] + f"-killed-{group}",
            "subject": group,
            "people": group,
            "value_min": told,
            "value_max": told,
            "bound": "about",
            "statement": f"UCDP's best estimate of {words} " + told + ".",
        }
        made.append(claims_frame(common | cells, rows.index)[given])
    return made


def _digits(numbers: npt.NDArray[np.float64], known: npt.NDArray[np.bool_]) -> Texts:
    whole = np.where(known, numbers, 0).astype(np.int64).astype(str).astype(object)
    return np.where(known, whole, "").astype(object)
