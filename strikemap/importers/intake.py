"""Rows of a file, a part at a time, to incidents and claims: checked, cut down, placed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta

import numpy as np
import numpy.typing as npt
import pandas as pd

from strikemap.collection.bounds import MAX_MADE_BYTES
from strikemap.importers import lent_memory
from strikemap.importers.cells import zones
from strikemap.importers.forms.columns import column, frame
from strikemap.importers.forms.definition import (
    COUNTRY,
    COUNTRY_ALONE,
    INSTANT,
    LEFT_OUT,
    MARKED,
    OCCUPIED,
    PUBLISHED,
    STATED,
    WHY,
    Cited,
    Form,
    Reading,
)
from strikemap.importers.forms.headers import OURS_EVIDENCE
from strikemap.importers.ids import KEPT, OLDER, OLDER_ROW, TWICE, TWICE_ROW, Ids
from strikemap.importers.options import ImportOptions
from strikemap.importers.problem import ImportProblem
from strikemap.importers.refusing import refuse_future, refuse_nowhere
from strikemap.importers.report import Log
from strikemap.importers.short_rows import ENDS_EARLY
from strikemap.importers.summaries import titles, told_once
from strikemap.importers.territory import (
    BEFORE,
    BORDERS,
    EXCHANGED,
    MARKS,
    NOT_OCCUPIED,
    OUTSIDE,
    Placer,
    scope,
)
from strikemap.languages import marked, sentence
from strikemap.model import TABLES

OUT_OF_DATES = marked("outside the days asked for (--dates)")
OUT_OF_COUNTRY = marked("in a country not asked for (--country)")
OUT_OF_REACH = marked("farther from the region than asked for, or without a point (--near)")
LISTED_REASONS = (OUTSIDE, EXCHANGED, NOT_OCCUPIED, BEFORE)
REGION_DIFFERS = marked("The point lies in another region than the file names; the point decides.")
KEY_COLUMNS = ["incident_id", "date_start", "date_end", "place", "latitude", "longitude"]
"""What is listed of a dropped row; all cells of a file of the whole world would not fit."""
PLACING = ["latitude", "longitude", "geo_precision", COUNTRY]
"""By what a row is placed."""


@dataclass
class Intake:
    """The parts of a file taken in so far: rows kept as tables, all others counted in `log`."""

    form: Form
    options: ImportOptions
    reading: Reading
    kept: int = 0
    made: int = 0
    incidents: list[pd.DataFrame] = field(default_factory=list)
    claims: list[pd.DataFrame] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.cited = Cited(self.options.today)
        self._placer = Placer(self.options)
        self._ids = Ids()
        self._numbers: list[npt.NDArray[np.int64]] = []

    @property
    def log(self) -> Log:
        """What is counted of the file."""
        return self.reading.log

    def add(self, rows: pd.DataFrame) -> None:
        """
        Take in a part of the file.

        Raises:
            ImportProblem: what is made of the file takes more than `MAX_MADE_BYTES`.
        """
        drafts = self.form.drafts(rows, self.reading)
        refuse_nowhere(drafts)
        refuse_future(drafts, self.options.today)
        whole = pd.Series(drafts[WHY] == "", index=drafts.index)
        if not whole.all():
            self._reject(rows[~whole], drafts[WHY][~whole].tolist())
        # Each step that leaves rows out copies the columns that are left.
        every, rows = rows, rows[self._claimed_of(rows)]
        drafts, rows = self._cut(_rows(drafts, whole), _rows(rows, whole))
        drafts, rows = self._placed(drafts, rows)
        drafts, rows = self._at_the_place(drafts, rows)
        drafts, rows = self._each_once(drafts, rows, every)
        if not len(drafts):
            return
        marks = self._marks(drafts)
        drafts["summary"] = told_once(
            drafts["summary"], marks, is_ours=OURS_EVIDENCE in rows.columns
        )
        drafts["title"] = drafts["title"].mask(drafts["title"] == "", titles(drafts))
        drafts["status"] = "active"
        incidents = frame(
            TABLES["incidents"].columns, {str(name): drafts[name] for name in drafts}, drafts.index
        )
        if PUBLISHED in drafts:
            rows = rows.assign(**{PUBLISHED: drafts[PUBLISHED]})
        claims = self.form.claims(rows, incidents, self.cited, self.log)
        claims["inferred"] = _said(marks.reindex(claims.index), claims["inferred"])
        self.kept += len(incidents)
        self._numbers.append(np.asarray(incidents.index))
        self.incidents.append(incidents.reset_index(drop=True))
        self.claims.append(claims.reset_index(drop=True))
        made = sum(int(each.memory_usage(index=False).sum()) for each in (incidents, claims))
        self.made += made
        lent_memory.take(made)
        if self.made > MAX_MADE_BYTES:
            raise ImportProblem(
                sentence(
                    "more than {most} bytes are made of it; cut the file into parts",
                    most=MAX_MADE_BYTES,
                )
            )

    def _claimed_of(self, rows: pd.DataFrame) -> list[str]:
        """The columns of which the form makes claims, one at least."""
        form = self.form
        used = set(form.claimed) or {*form.columns, *form.optional, *form.became}
        return [name for name in rows.columns if name in used] or list(rows.columns)

    def _each_once(
        self, drafts: pd.DataFrame, rows: pd.DataFrame, every: pd.DataFrame
    ) -> tuple[pd.DataFrame, pd.DataFrame]:
        """One row for each id, the newest where the file says which; *every* has all columns."""
        drafts = self._ids.parted(drafts)
        found = self._ids.sorted_out(drafts, self.kept)
        if (found == KEPT).all():
            return drafts, rows
        twice = found == TWICE
        again = every.loc[rows.index[twice]]
        named = drafts["incident_id"][twice]
        self._reject(again, [sentence(TWICE_ROW, record=str(each)) for each in named])
        older = column(np.where(found == OLDER, OLDER_ROW, ""), drafts.index)
        self.log.drop(older, drafts[KEY_COLUMNS])
        return _rows(drafts, found == KEPT), _rows(rows, found == KEPT)

    def finish(self) -> None:
        """Take out the rows that a newer one with the same id, in a later part, has replaced."""
        first = 0
        replaced = np.array(sorted(self._ids.superseded), dtype=np.int64)
        for part, incidents in enumerate(self.incidents):
            here = replaced[(replaced >= first) & (replaced < first + len(incidents))] - first
            first += len(incidents)
            if not len(here):
                continue
            old = incidents.iloc[here].set_axis(self._numbers[part][here])
            self.log.drop(column([OLDER_ROW] * len(here), old.index), old[KEY_COLUMNS])
            gone = incidents["incident_id"].isin(old["incident_id"])
            of_gone = self.claims[part]["incident_id"].isin(old["incident_id"])
            self.incidents[part], self.claims[part] = incidents[~gone], self.claims[part][~of_gone]
            self.kept -= len(here)

    def _marks(self, drafts: pd.DataFrame) -> pd.Series:
        """What a reader should know of each row, in sentences, counted."""
        marks = column(drafts.pop("mark").to_numpy(), drafts.index)
        if MARKED in drafts:
            marks = (marks + " " + drafts[MARKED]).str.strip()
        if self.log.short:
            early = drafts.index.isin(self.log.short)
            marks = marks.mask(early, (marks + " " + ENDS_EARLY).str.strip())
        for said, rows in self.log.said_of.items():
            marks = marks.mask(drafts.index.isin(rows), (marks + " " + said).str.strip())
        for mark, count in marks[marks != ""].value_counts().items():
            self.log.mark(str(mark), int(count))
        return marks

    def _reject(self, rows: pd.DataFrame, reasons: Sequence[str]) -> None:
        if len(rows):
            self.log.reject(rows, reasons)

    def _cut(self, drafts: pd.DataFrame, rows: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
        """Without what lies outside the days asked for, and what the form leaves out."""
        why = np.full(len(drafts), "", dtype=object)
        if self.options.dates is not None:
            why[self._outside(drafts, 1 if INSTANT in drafts else 0)] = OUT_OF_DATES
        if LEFT_OUT in drafts:
            why = np.where(why == "", drafts[LEFT_OUT].to_numpy(dtype=object), why)
        return self._without(drafts, rows, why)

    def _outside(self, drafts: pd.DataFrame, leeway: int) -> npt.NDArray[np.bool_]:
        """Rows wholly outside the days asked for, by more than *leeway* days."""
        assert self.options.dates is not None
        by = timedelta(days=leeway)
        first, last = (self.options.dates[0] - by).isoformat(), self.options.dates[1] + by
        outside = (drafts["date_end"] < first) | (drafts["date_start"] > last.isoformat())
        return np.asarray(outside, dtype=bool)

    def _at_the_place(
        self, drafts: pd.DataFrame, rows: pd.DataFrame
    ) -> tuple[pd.DataFrame, pd.DataFrame]:
        """With the day at the place in rows whose file gives a time with its zone."""
        if INSTANT not in drafts:
            return drafts, rows
        timed = (drafts[INSTANT] != "").to_numpy()
        if timed.any():
            some = drafts[timed]
            day, is_utc = zones.local_days(
                some[INSTANT].to_numpy(np.int64), some["region"].to_numpy(object)
            )
            local = column(day, some.index).reindex(drafts.index)
            drafts = drafts.assign(
                date_start=drafts["date_start"].mask(timed, local),
                date_end=drafts["date_end"].mask(timed, local),
            )
            told = column(np.where(is_utc, zones.UTC_DAY, ""), some.index).reindex(drafts.index)
            drafts["mark"] = (drafts["mark"] + " " + told.fillna("")).str.strip()
        if self.options.dates is None:
            return drafts, rows
        outside = self._outside(drafts, 0)
        return self._without(drafts, rows, np.where(outside, OUT_OF_DATES, "").astype(object))

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
        exchanged = np.zeros(len(drafts), dtype=bool)
        if point.any():
            some = _rows(drafts[PLACING], point)
            placed = self._placer.place(
                some["latitude"], some["longitude"], some["geo_precision"], some[COUNTRY]
            )
            named, region[point], km[point] = region[point], placed.region, placed.km_near
            exchanged[point] = placed.exchanged
            mark[point] = np.array(MARKS, dtype=object)[placed.mark]
            differ = (named != "") & (region[point] != "") & (named != region[point])
            mark[np.flatnonzero(point)[differ]] += " " + REGION_DIFFERS
        by_country = np.where(alone, drafts[COUNTRY].to_numpy(dtype=object), region)
        stated = (drafts[OCCUPIED] == "1").to_numpy()
        territory, why = scope(
            by_country, drafts["date_end"].to_numpy(dtype=object), stated, self.options
        )
        why[(why == OUTSIDE) & exchanged] = EXCHANGED
        if STATED in drafts:
            # On which side it happened is what the file itself says.
            mark[np.isin(mark, BORDERS) & (drafts[STATED] == territory).to_numpy()] = ""
        if self.options.countries:
            country = by_country.astype(str).astype("<U2")
            other = (why == "") & ~np.isin(country, self.options.countries)
            why[other] = OUT_OF_COUNTRY
        if self.options.near is not None:
            why[(why == "") & ~(km <= self.options.near[1])] = OUT_OF_REACH
        drafts = drafts.assign(
            region=column(region, drafts.index),
            territory=column(territory, drafts.index),
            mark=column(mark, drafts.index).str.strip(),
        )
        if alone.any():
            for name in ("latitude", "longitude", "place"):
                drafts[name] = drafts[name].mask(alone, "")
        return self._without(drafts, rows, why)

    def _without(
        self, drafts: pd.DataFrame, rows: pd.DataFrame, why: npt.NDArray[np.object_]
    ) -> tuple[pd.DataFrame, pd.DataFrame]:
        if not (why != "").any():
            return drafts, rows
        reasons = column(why, drafts.index)
        # What the reader asked to leave out, and what the form does, is counted alone.
        listed = reasons.isin(LISTED_REASONS)
        self.log.drop(reasons.mask(listed, ""))
        self.log.drop(reasons.where(listed, ""), drafts[KEY_COLUMNS])
        return _rows(drafts, why == ""), _rows(rows, why == "")


def _said(marks: pd.Series, also: pd.Series) -> pd.Series:
    return marks if (also == "").all() else (marks + " " + also).str.strip()


def _rows(frame: pd.DataFrame, chosen: npt.ArrayLike) -> pd.DataFrame:
    """The *chosen* rows; no copy where that is all of them."""
    mask = np.asarray(chosen, dtype=bool)
    return frame if mask.all() else frame[mask]
