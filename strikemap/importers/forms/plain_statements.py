"""The claims of a plain table, worded: a toll, one that is not taken, or both measures together."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd

from strikemap.importers.cells.counts import Counts
from strikemap.importers.forms.columns import Cells, claims_frame, column, each_value, joined
from strikemap.vocabularies import PEOPLE

Texts = npt.NDArray[np.object_]

UNREAD_TOLL = "The file's number of {} could not be read."
NOBODY_SAID = "The file says in words that nobody was {}."
ZERO = (
    "The file gives 0 {}, which may stand for none reported as well as for nobody hurt; no number "
    "is taken from it."
)


def toll(
    common: dict[str, Cells], measure: str, suffix: str, low: Texts, high: Texts, bound: Texts
) -> pd.DataFrame:
    """Claims of *measure*, a number or a range in digits with the model's bound a row."""
    ids = common["incident_id"]
    assert isinstance(ids, pd.Series)
    put = joined(*(column(each, ids.index) for each in (low, high, bound)))
    what = measure if common["subject"] == PEOPLE else f"{common['subject']} {measure}"
    claim_id = ids + f"-{measure}{suffix}"
    return claims_frame(
        common
        | {
            "claim_id": claim_id,
            "measure": measure,
            "value_min": low,
            "value_max": high,
            "bound": bound,
            "statement": f"The file gives {what}: " + each_value(put, in_words) + ".",
        },
        ids.index,
    )


def without(
    common: dict[str, Cells], measure: str, statement: str, rows: npt.NDArray[np.bool_]
) -> list[pd.DataFrame]:
    """
    A claim without a number for each of *rows*, a mask, whose file has one that is not taken: it
    is not missing.  None where there are no such rows.
    """
    if not rows.any():
        return []
    ids = common["incident_id"]
    assert isinstance(ids, pd.Series)
    cells: dict[str, Cells] = {
        "claim_id": ids + f"-{measure}-unknown",
        "measure": measure,
        "statement": statement,
    }
    if measure == "outcome":
        cells["subject"] = ""
    return [claims_frame(common | cells, ids.index)[rows]]


def in_words(put: str) -> str:
    """Least, most and bound, joined by `|`, as a reader says them."""
    low, high, bound = put.split("|")
    if bound in ("at_least", "up_to"):
        return f"{bound.replace('_', ' ')} {low or high}"
    said = low if low == high else f"{low} to {high}"
    return f"about {said}" if bound == "about" else said


def together_claim(common: dict[str, Cells], of: Counts) -> pd.DataFrame:
    """Statements that so many were killed and injured together: no number of either."""
    ids = common["incident_id"]
    assert isinstance(ids, pd.Series)
    put = each_value(joined(*(column(x, ids.index) for x in (of.low, of.high, of.bound))), in_words)
    said = put + " casualties, killed and injured together; neither number is given by itself."
    cells: dict[str, Cells] = {"claim_id": ids + "-casualties", "measure": "outcome", "subject": ""}
    return claims_frame(common | cells | {"statement": "The file gives " + said}, ids.index)
