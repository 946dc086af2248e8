"""Rows that no incident can be made of: without a place, without an id, or of days to come."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import numpy as np
import numpy.typing as npt
import pandas as pd

from strikemap import geography
from strikemap.collection.cell_faults import shown
from strikemap.importers.cells import degrees
from strikemap.importers.forms.columns import distinguished
from strikemap.importers.forms.definition import COUNTRY_ALONE, WHY
from strikemap.importers.report import REASON, ROW, Booleans, Log
from strikemap.languages import Sentence, marked, sentence, worded
from strikemap.model import ID_PATTERN


class Refusals:
    """For each row of a part, why it can't be read; the first reason stands."""

    def __init__(self, count: int) -> None:
        self.why: npt.NDArray[np.object_] = np.full(count, "", dtype=object)

    @property
    def refused(self) -> Booleans:
        """Which rows are not kept."""
        return np.asarray(self.why != "", dtype=bool)

    def add(
        self, wrong: npt.ArrayLike, message: str, cells: pd.Series | None = None, **named: object
    ) -> None:
        """
        Refuse the rows where *wrong*, with *message* and what is *named* in it; `{cell}` in it
        stands for the row's own of *cells*, quoted.
        """
        flags = np.asarray(wrong, dtype=bool)
        if not flags.any():
            return
        rows = np.flatnonzero(flags & (self.why == ""))
        if cells is None and len(rows):
            self.why[rows] = sentence(message, **named)
            return
        for row in rows:
            assert cells is not None
            self.why[row] = sentence(message, cell=shown(str(cells.iloc[row])), **named)

    def undated(self, why: npt.NDArray[np.object_], none: Booleans, column: str) -> None:
        """Refuse the rows with *none* of the days that *column* has to give, as *why* says."""
        if not none.any():
            return
        told: dict[str, Sentence] = {}
        for row in np.flatnonzero(none & ~self.refused):
            reason = why[row]
            if reason not in told:
                told[reason] = sentence("{column}: {why}", column=column, why=reason)
            self.why[row] = told[reason]

    def column(self, index: pd.Index) -> pd.Series:
        """The reasons on *index*, as they are: text alone could not be said anew."""
        return pd.Series(self.why, index=index, dtype=object)


METRES = marked(
    "{column}: {cell} looks like metres, which are read where a column crs says EPSG:3857"
)
EXCHANGED_DEGREES = marked(
    "{column}: {cell} is no number of degrees from {least} to {most}; latitude and longitude look "
    "exchanged"
)
NO_DEGREES = marked("{column}: {cell} is no number of degrees from {least} to {most}")


def refuse_nowhere(drafts: pd.DataFrame) -> None:
    """
    Refuse rows whose point is no point, or that have neither point nor region nor a country
    that alone is known of them, or no id.
    """
    refused = Refusals(len(drafts))
    refused.why = drafts[WHY].to_numpy(dtype=object, copy=True)
    pointless = (drafts["latitude"] == "") & (drafts["longitude"] == "")
    known = drafts["region"] != ""
    if COUNTRY_ALONE in drafts:
        known |= drafts[COUNTRY_ALONE] == "1"
    bare = (pointless & known).to_numpy(bool)
    nowhere = pointless.to_numpy(bool) & ~bare
    named = (drafts["place"] != "").to_numpy(bool)
    told = marked(
        "place: no degrees and no region, and {cell} is no city, or none known by that name alone"
    )
    refused.add(nowhere & named, told, drafts["place"])
    refused.add(nowhere & ~named, marked("place: no degrees, and no place or region that is known"))
    for name, limit in (("latitude", 90), ("longitude", 180)):
        codes, texts = distinguished(drafts[name])
        cells = pd.Series(texts, dtype="str")
        number = pd.to_numeric(cells.where(cells.str.fullmatch(degrees.PLAIN), ""), errors="coerce")
        within = (number.abs() <= limit).to_numpy(bool)
        wrong = ~within[codes.to_numpy(zero_copy_only=False)] & ~bare
        if not wrong.any():
            continue
        refused.add(
            wrong & (pd.to_numeric(drafts[name], errors="coerce").abs().between(1_000, 1e8)),
            METRES,
            drafts[name],
            column=name,
        )
        ends = {"least": f"-{limit}", "most": str(limit)}
        if name == "latitude":
            refused.add(
                _lies_exchanged(drafts, wrong), EXCHANGED_DEGREES, drafts[name], column=name, **ends
            )
        refused.add(wrong, NO_DEGREES, drafts[name], column=name, **ends)
    plain = drafts["incident_id"].str.fullmatch(ID_PATTERN)
    refused.add(~plain, marked("id: no id can be made of {cell}"), drafts["incident_id"])
    drafts[WHY] = refused.column(drafts.index)


def _lies_exchanged(drafts: pd.DataFrame, wrong: pd.Series) -> pd.Series:
    """Where *wrong*, whether the point lies in a region of ours with its degrees exchanged."""
    y, x = (
        pd.to_numeric(drafts[name].where(wrong, ""), errors="coerce")
        for name in ("longitude", "latitude")
    )
    made = (y.abs() <= 90) & (x.abs() <= 180)
    made[made] = geography.region_at(y[made], x[made]) != ""
    return made


def refuse_future(drafts: pd.DataFrame, today: date) -> None:
    """Refuse rows whose day is yet to come: nothing can be reported before it happens."""
    refused = Refusals(len(drafts))
    refused.why = drafts[WHY].to_numpy(dtype=object, copy=True)
    # A day's leeway: it may be tomorrow already in the east.
    latest = (today + timedelta(days=1)).isoformat()
    told = marked("date_start: {cell} is after the day of the import, {day}")
    refused.add(drafts["date_start"] > latest, told, drafts["date_start"], day=str(today))
    drafts[WHY] = refused.column(drafts.index)


def why_none(log: Log) -> Sentence:
    """Why no row of the file of *log* could be kept: the commonest reasons, and an example."""
    counts = {**log.dropped, **log.reasons}
    worst = sorted(counts.items(), key=lambda each: -each[1])[:3]
    if not worst:
        return sentence("{file}: no row could be kept. It holds no rows.", file=log.file)

    def words(why: str) -> Callable[[], str]:
        return lambda: log.words.in_words(why) or why

    each = [sentence("{count} row(s): {why}", count=count, why=words(why)) for why, count in worst]

    def reasons() -> str:
        return "; ".join(map(worded, each))

    first = log.rejected
    if len(first) and first[REASON].str.fullmatch(r"geometry: .* not (?:Multi)?Polygon.*").all():
        return sentence(
            "{file}: it holds areas and no points, as a map of control or of damage does: they say "
            "how far something reaches, not what happened where; take the events, a point each",
            file=log.file,
        )
    if not len(first):
        return sentence("{file}: no row could be kept. {reasons}.", file=log.file, reasons=reasons)
    return sentence(
        "{file}: no row could be kept. {reasons}. First: row {row}: {why}.",
        file=log.file,
        reasons=reasons,
        row=str(first[ROW].iloc[0]),
        why=words(str(first[REASON].iloc[0])),
    )
