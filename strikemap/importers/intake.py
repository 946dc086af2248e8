"""Rows of a file, a part at a time, to incidents and claims: checked, cut down, placed."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
import pandas as pd

from strikemap import geography
from strikemap.importers.forms.columns import column, each_value, frame
from strikemap.importers.forms.definition import (
    COUNTRY,
    COUNTRY_ALONE,
    LEFT_OUT,
    OCCUPIED,
    WHY,
    Cited,
    Form,
)
from strikemap.importers.options import ImportOptions
from strikemap.importers.report import Log, Refusals
from strikemap.importers.territory import MARKS, Placer, scope
from strikemap.model import ID_PATTERN, TABLES

_DEGREES = r"-?\d{1,3}(?:\.\d*)?(?:[eE][-+]?\d{1,2})?"
OUT_OF_DATES = "outside the days asked for (--dates)"
OUT_OF_COUNTRY = "in a country not asked for (--country)"
OUT_OF_REACH = "farther from the region than asked for, or without a point (--near)"


@dataclass
class Intake:
    """The parts of a file taken in so far: rows kept as tables, all others counted in `log`."""

    form: Form
    options: ImportOptions
    log: Log
    kept: int = 0
    incidents: list[pd.DataFrame] = field(default_factory=list)
    claims: list[pd.DataFrame] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.cited = Cited(self.options.today)
        self._placer = Placer(self.options)
        self._seen: set[int] = set()

    def add(self, rows: pd.DataFrame) -> None:
        """Take in a part of the file."""
        drafts = self.form.drafts(rows, self.log)
        _check_points(drafts)
        whole = pd.Series(drafts[WHY] == "", index=drafts.index)
        if not whole.all():
            self._reject(rows[~whole], drafts[WHY][~whole])
        drafts, rows = self._cut(_rows(drafts, whole), _rows(rows, whole))
        drafts, rows = self._placed(drafts, rows)
        fresh = self._fresh(drafts["incident_id"])
        if not fresh.all():
            twice = "the id stands in an earlier row already: "
            self._reject(rows[~fresh], twice + drafts["incident_id"][~fresh])
        drafts, rows = _rows(drafts, fresh), _rows(rows, fresh)
        if not len(drafts):
            return
        marks = column(drafts.pop("mark").to_numpy(), drafts.index)
        for mark, count in marks[marks != ""].value_counts().items():
            self.log.mark(str(mark), int(count))
        drafts["summary"] = drafts["summary"] + (" " + marks).mask(marks == "", "")
        drafts["title"] = drafts["title"].mask(drafts["title"] == "", _titles(drafts))
        drafts["status"] = "active"
        incidents = frame(
            TABLES["incidents"].columns, {str(name): drafts[name] for name in drafts}, drafts.index
        )
        claims = self.form.claims(rows, incidents, self.cited)
        claims["inferred"] = marks.reindex(claims.index)
        self.kept += len(incidents)
        self.incidents.append(incidents.reset_index(drop=True))
        self.claims.append(claims.reset_index(drop=True))

    def _reject(self, rows: pd.DataFrame, reasons: pd.Series) -> None:
        if len(rows):
            self.log.reject(rows, [str(each) for each in reasons])

    def _cut(self, drafts: pd.DataFrame, rows: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
        """Without what lies outside the days asked for, and what the form leaves out."""
        why = np.full(len(drafts), "", dtype=object)
        if self.options.dates is not None:
            first, last = (each.isoformat() for each in self.options.dates)
            outside = (drafts["date_end"] < first) | (drafts["date_start"] > last)
            why[outside.to_numpy()] = OUT_OF_DATES
        if LEFT_OUT in drafts:
            why = np.where(why == "", drafts[LEFT_OUT].to_numpy(dtype=object), why)
        return self._without(drafts, rows, why)

    def _placed(
        self, drafts: pd.DataFrame, rows: pd.DataFrame
    ) -> tuple[pd.DataFrame, pd.DataFrame]:
        """With region, territory and mark; without what is out of scope or out of reach."""
        alone = np.zeros(len(drafts), dtype=bool)
        if COUNTRY_ALONE in drafts:
            alone = (drafts[COUNTRY_ALONE] == "1").to_numpy()
        point = (drafts["latitude"] != "").to_numpy() & ~alone
        region = drafts["region"].to_numpy(dtype=object, copy=True)
        mark = np.full(len(drafts), "", dtype=object)
        km = np.full(len(drafts), np.inf)
        if point.any():
            some = drafts[point]
            placed = self._placer.place(
                some["latitude"], some["longitude"], some["geo_precision"], some[COUNTRY]
            )
            region[point], km[point] = placed.region, placed.km_near
            mark[point] = np.array(MARKS, dtype=object)[placed.mark]
        by_country = np.where(alone, drafts[COUNTRY].to_numpy(dtype=object), region)
        stated = (drafts[OCCUPIED] == "1").to_numpy()
        territory, why = scope(
            by_country, drafts["date_end"].to_numpy(dtype=object), stated, self.options
        )
        country = np.array([str(each)[:2] for each in by_country], dtype=object)
        if self.options.countries:
            other = (why == "") & ~np.isin(country.astype(str), self.options.countries)
            why[other] = OUT_OF_COUNTRY
        if self.options.near is not None:
            why[(why == "") & ~(km <= self.options.near[1])] = OUT_OF_REACH
        drafts = drafts.assign(
            region=column(region, drafts.index),
            territory=column(territory, drafts.index),
            mark=column(mark, drafts.index),
        )
        if alone.any():
            for name in ("latitude", "longitude", "place"):
                drafts[name] = drafts[name].mask(alone, "")
        return self._without(drafts, rows, why)

    def _without(
        self, drafts: pd.DataFrame, rows: pd.DataFrame, why: npt.NDArray[np.object_]
    ) -> tuple[pd.DataFrame, pd.DataFrame]:
        for reason, count in pd.Series(why).value_counts().items():
            if reason:
                self.log.drop(str(reason), int(count))
        return _rows(drafts, why == ""), _rows(rows, why == "")

    def _fresh(self, ids: pd.Series) -> pd.Series:
        """Which ids have not been kept before, in this part or an earlier one."""
        fresh = []
        for key in pd.util.hash_array(ids.to_numpy(dtype=object)).tolist():
            fresh.append(key not in self._seen)
            self._seen.add(key)
        return pd.Series(fresh, index=ids.index, dtype=bool)


def _rows(frame: pd.DataFrame, chosen: npt.ArrayLike) -> pd.DataFrame:
    """The *chosen* rows; no copy where that is all of them."""
    mask = np.asarray(chosen, dtype=bool)
    return frame if mask.all() else frame[mask]


def _check_points(drafts: pd.DataFrame) -> None:
    """Refuse rows whose point is no point, or that have neither point nor region, or no id."""
    refused = Refusals(len(drafts))
    refused.why = drafts[WHY].to_numpy(dtype=object, copy=True)
    bare = (drafts["latitude"] == "") & (drafts["longitude"] == "") & (drafts["region"] != "")
    for name, limit in (("latitude", 90), ("longitude", 180)):
        number = pd.to_numeric(
            drafts[name].where(drafts[name].str.fullmatch(_DEGREES), ""), errors="coerce"
        )
        wrong = ~(number.abs() <= limit) & ~bare
        refused.add(
            wrong, f"{name}: {{}} is no number of degrees from -{limit} to {limit}", drafts[name]
        )
    plain = drafts["incident_id"].str.fullmatch(ID_PATTERN)
    refused.add(~plain, "id: no letters or digits to make an id of")
    drafts[WHY] = refused.why


def _titles(drafts: pd.DataFrame) -> pd.Series:
    """What, where: titles that name no perpetrator."""
    what = each_value(drafts["sub_event_type"], lambda each: "Event" if each == "unknown" else each)
    region = each_value(
        drafts["region"], lambda each: geography.region_name(each) if each else "Russia"
    )
    place = (", " + drafts["place"]).mask(drafts["place"] == "", "")
    return what + place + ", " + region
