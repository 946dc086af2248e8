"""The claims of a plain table: people killed and injured, as far as each row gives numbers."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd

from strikemap.importers.cells import counts
from strikemap.importers.cells.counts import Counts
from strikemap.importers.forms.columns import (
    Cells,
    claims_frame,
    column,
    each_value,
    joined,
)
from strikemap.importers.forms.definition import PUBLISHED, SILENT, Cited
from strikemap.importers.forms.mapping import Mapped
from strikemap.importers.forms.plain_cells import cells_of
from strikemap.importers.forms.plain_sources import APART, NOBODY, claimant, office, source
from strikemap.importers.report import Log, Marks
from strikemap.vocabularies import CASUALTY_MEASURES

Texts = npt.NDArray[np.object_]
Booleans = npt.NDArray[np.bool_]

UNREAD = "it counts as unknown"
SWAPPED = "it is less than the least number given; both ends of the range are kept"


def claims(
    mapped: Mapped, rows: pd.DataFrame, incidents: pd.DataFrame, cited: Cited, log: Log
) -> pd.DataFrame:
    """
    Claims of people killed and injured, as far as the row gives numbers, else one without.

    Where the file has a headline figure beside a range, as this project's exports do, the figure
    is its claimant's and the range that of claimants who are not named.
    """
    marks = Marks(rows, log, counted=True)
    # What is odd in other cells was marked when the incidents were made of them.
    cells = cells_of(mapped, rows, Log(log.file), Marks(rows, Log(log.file)))
    cells["published"] = rows[PUBLISHED]
    people = joined(cells["claimant"], cells["claimant_type"], cells["side"], sep=APART)
    names = ("publisher", "source_title", "url", "published", "language")
    cited_by = joined(*(cells[name] for name in names), sep=APART)
    common: dict[str, Cells] = {
        "incident_id": incidents["incident_id"],
        "subject": "people",
        "claimant_id": each_value(people, lambda each: claimant(each, cited)),
        "source_id": each_value(cited_by, lambda each: source(each, cited)),
    }
    made, numbered = [], np.zeros(len(rows), dtype=bool)
    for measure in CASUALTY_MEASURES:
        for claim, given in _tolls(measure, mapped, cells, common, marks, cited):
            made.append(claim[given])
            numbered |= given
    together = counts.read(cells["casualties"])
    marks.add(together.unread, mapped.columns.get("casualties", ""), cells["casualties"], UNREAD)
    given = together.known & (together.low != "0")
    made.append(_together(common, together)[given])
    numbered |= given
    silent = claims_frame(
        common
        | {
            "claim_id": incidents["incident_id"] + "-killed",
            "measure": "killed",
            "statement": SILENT,
        },
        rows.index,
    )
    whole = pd.concat([*made, silent[~numbered]])
    said = pd.Series(marks.said, index=rows.index, dtype="str").reindex(whole.index)
    whole["inferred"] = said
    return whole


def _tolls(
    measure: str,
    mapped: Mapped,
    cells: dict[str, pd.Series],
    common: dict[str, Cells],
    marks: Marks,
    cited: Cited,
) -> list[tuple[pd.DataFrame, Booleans]]:
    """The claims of one measure, each with the rows in which it is made."""
    read = {}
    for part in ("", "_max", "_low", "_headline"):
        name = measure + part
        read[part] = counts.read(cells[name])
        marks.add(read[part].unread, mapped.columns.get(name, name), cells[name], UNREAD)
    known = cells[f"{measure}_known"].str.casefold().isin(["yes", "true", "1", "да", "так"])
    zero = known.to_numpy() | mapped.zero_is_stated
    figure = read["_headline"] if f"{measure}_headline" in mapped.columns else read[""]
    whose = cells[f"{measure}_according_to"]
    if (whose != "").any():
        who = each_value(whose, lambda each: office(each, cited) if each else "")
        common = common | {"claimant_id": who.mask(whose == "", common["claimant_id"])}
    name = mapped.columns.get(f"{measure}_max", f"{measure}_max")
    if f"{measure}_low" not in mapped.columns and f"{measure}_headline" not in mapped.columns:
        low, high, bound, less = _ends(figure, read["_max"])
        marks.add(less, name, cells[f"{measure}_max"], SWAPPED)
        none = (bound != "") & ~zero & np.isin(low, ["", "0"]) & np.isin(high, ["", "0"])
        return [(_claim(common, measure, "", low, high, bound), (bound != "") & ~none)]
    least, most = read["_low"], read["_max"]
    low, high, bound, less = _ends(least if least.known.any() else figure, most)
    marks.add(less, name, cells[f"{measure}_max"], SWAPPED)
    is_open = known.to_numpy() & (high == low) & ~most.known & least.known
    high, bound = np.where(is_open, "", high), np.where(is_open, "at_least", bound)
    # “Exactly 0” is never made of “up to 3”, which an export writes as a headline of 0.
    nil = (figure.low == "0") & ((high != "0") | is_open)
    said = figure.known & ~nil & (zero | (figure.low != "0") | (figure.high != "0"))
    same = said & (figure.low == low) & (figure.high == high) & (bound != "at_least")
    ranged = (bound != "") & ~same & (zero | (high != "0"))
    unnamed = common | {"claimant_id": claimant(NOBODY, cited)}
    by_name = _claim(common, measure, "-headline", figure.low, figure.high, figure.bound)
    ends = _claim(unnamed, measure, "", low, high, bound)
    ends["claimant_id"] = ends["claimant_id"].mask(nil, by_name["claimant_id"])
    return [(by_name, said), (ends, ranged)]


def _ends(least: Counts, most: Counts) -> tuple[Texts, Texts, Texts, Booleans]:
    """The range of two columns, its bound, and where its ends stood the other way round."""
    high = np.where(most.known, np.where(most.high == "", most.low, most.high), least.high)
    low = np.where(least.known, least.low, "")
    bound = np.where(most.known, np.where(least.known & (low != ""), "exact", "up_to"), least.bound)
    one, two = counts.number(low), counts.number(high)
    less = one > two
    return np.where(less, high, low), np.where(less, low, high), bound, less


def _claim(
    common: dict[str, Cells], measure: str, suffix: str, low: Texts, high: Texts, bound: Texts
) -> pd.DataFrame:
    ids = common["incident_id"]
    assert isinstance(ids, pd.Series)
    put = joined(*(column(each, ids.index) for each in (low, high, bound)))
    claim_id = ids + f"-{measure}{suffix}"
    return claims_frame(
        common
        | {
            "claim_id": claim_id,
            "measure": measure,
            "value_min": low,
            "value_max": high,
            "bound": bound,
            "statement": f"The file gives {measure}: " + each_value(put, _in_words) + ".",
        },
        ids.index,
    )


def _in_words(put: str) -> str:
    low, high, bound = put.split("|")
    if bound in ("at_least", "up_to"):
        return f"{bound.replace('_', ' ')} {low or high}"
    said = low if low == high else f"{low} to {high}"
    return f"about {said}" if bound == "about" else said


def _together(common: dict[str, Cells], of: Counts) -> pd.DataFrame:
    ids = common["incident_id"]
    assert isinstance(ids, pd.Series)
    put = each_value(
        joined(*(column(x, ids.index) for x in (of.low, of.high, of.bound))), _in_words
    )
    said = put + " casualties, killed and injured together; neither number is given by itself."
    cells: dict[str, Cells] = {"claim_id": ids + "-casualties", "measure": "outcome", "subject": ""}
    return claims_frame(common | cells | {"statement": "The file gives " + said}, ids.index)
