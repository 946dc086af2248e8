"""What the importer of one form of file provides, and what all of them are given."""

from __future__ import annotations

from collections.abc import Callable, Container, Mapping
from dataclasses import dataclass, field
from datetime import date

import numpy as np
import numpy.typing as npt
import pandas as pd

from strikemap.importers.cells import days
from strikemap.importers.cells.day_forms import SERIAL_ZERO
from strikemap.importers.cells.day_order import Orders
from strikemap.importers.forms.columns import column, text
from strikemap.importers.report import Log
from strikemap.languages import marked, sentence

DRAFT_COLUMNS = (
    "incident_id",
    "title",
    "summary",
    "date_start",
    "date_end",
    "time_precision",
    "date_basis",
    "part_of_day",
    "event_type",
    "sub_event_type",
    "weapon",
    "target",
    "place",
    "place_local",
    "region",
    "latitude",
    "longitude",
    "geo_precision",
)
"""What a form fills of an incident.  `title` may be empty, and `region` where there is a point."""

COUNTRY, OCCUPIED, WHY = "country_in_file", "occupied_in_file", "why_rejected"
"""Beside them: the country that the file names (`RU`, `UA`, ""), whether it says that the row
is occupied ("1"), and why the row can't be read."""

LEFT_OUT, COUNTRY_ALONE = "why_left_out", "country_alone"
"""Where a form needs them: why it leaves out a row that can be read, and "1" where nothing but the
country is known, so that the point stands for no place."""

INSTANT, MARKED, RECORDED = "instant_in_file", "marked_in_file", "recorded_in_file"
STATED = "territory_in_file"
"""Where a form has them: the second since 1970 (UTC) of a time with its zone, whose day is that at
the place; what could not be read of the row's cells, in sentences; a number that is greater in
the newer of two rows with one id; and whose territory the file says that it is."""

GIVEN_ID = "id_in_file"
"""The id as the file has it, where a form's ids need not be permanent or unlike others in letters
and digits alone; "" where the file gives none."""

ELSEWHERE = "other"
"""The country of a row whose file names one that is neither Russia nor Ukraine."""

PUBLISHED = "published_in_file"
"""The ISO day of publication of each row, where a form has one: its claims are given it."""

SILENT = "\x1fsilent"
"""How the statement of a claim without a number begins, until the whole file is read: only then is
it known whether some column of it could have been one.  What a form says besides follows it."""


SERIALS = marked("Plain numbers in {column} are read as days that a spreadsheet counts from {day}.")


@dataclass
class Reading:
    """
    What goes with a file while it is read: what is counted, and how its days are written.

    `day_zero` is the day from which it counts those that are plain numbers, `serials` what is told
    of each column that has such, by its name.
    """

    log: Log
    orders: Orders = field(default_factory=Orders)
    today: date = field(default_factory=date.today)
    day_zero: date = SERIAL_ZERO
    serials: dict[str, str] = field(default_factory=dict)

    def days(self, cells: pd.Series, column: str, beside: str = "") -> days.DayCells:
        """
        The days of *cells*, a part of *column* of the file; *beside* is a column whose days one
        hand has written in the same way, as of the last days beside the first.
        """
        cells, has_serials = days.from_1900(cells, self.day_zero)
        if has_serials and column not in self.serials:
            self.serials[column] = sentence(SERIALS, column=column, day=str(self.day_zero))
        return days.read(days.in_utc(cells, column), self.orders.of(column, cells, beside))


@dataclass(frozen=True, slots=True)
class Licence:
    """A licence as a Data Package has it, its terms in a sentence, and whether it may be shared."""

    name: str
    title: str
    path: str = ""
    terms: str = ""
    local_only: bool = False


@dataclass
class Cited:
    """The claimants and sources that the claims of a file name, each once."""

    today: date
    claimants: dict[str, dict[str, str]] = field(default_factory=dict)
    sources: dict[str, dict[str, str]] = field(default_factory=dict)
    published: str = ""
    """The latest day on which the file itself says that a record was made, where it does."""

    def claimant(self, claimant_id: str, **cells: str) -> str:
        """Register a claimant; returns its id."""
        self.claimants.setdefault(claimant_id, {"claimant_id": claimant_id} | cells)
        return claimant_id

    def ranked(self, used: Container[str]) -> list[dict[str, str]]:
        """The claimants *used* in the order of first mention, whom the file does not name last."""
        speaking = [each for name, each in self.claimants.items() if name in used]
        order = sorted(speaking, key=lambda each: each["origin"] == "")
        return [{"rank": str(rank)} | each for rank, each in enumerate(order, 1)]

    def source(self, source_id: str, **cells: str) -> str:
        """Register a source; without `published`, the file's own day is filled in at the end."""
        self.sources.setdefault(source_id, {"source_id": source_id} | cells)
        return source_id


Drafts = Callable[[pd.DataFrame, Reading], pd.DataFrame]
Claims = Callable[[pd.DataFrame, pd.DataFrame, Cited, Log], pd.DataFrame]


@dataclass(frozen=True, slots=True)
class Form:
    """
    The importer of one form.

    `drafts` turns rows as read into `DRAFT_COLUMNS` and the three beside them, on the same
    index; `claims` turns the kept rows and their finished incidents into rows of the claims
    table and registers what they cite.  `became` says what each column of the file becomes.
    A file must have `columns`; those of `optional` that it lacks are given empty.  Of the columns,
    `claimed` are all that `claims` reads; it may read each where none is named.
    """

    code: str
    label: str
    licence: Licence | None
    columns: tuple[str, ...]
    became: Mapping[str, str]
    choices: tuple[str, ...]
    drafts: Drafts
    claims: Claims
    optional: tuple[str, ...] = ()
    claimed: tuple[str, ...] = ()


def instants(dated: days.DayCells, exact: npt.NDArray[np.bool_], index: pd.Index) -> pd.Series:
    """The column `INSTANT` of *dated*, for the rows whose day is *exact*."""
    given = exact & (dated.instant != days.NO_INSTANT)
    if not given.any():
        return text("", index)
    cells = np.full(len(index), "", dtype=object)
    cells[given] = dated.instant[given].astype(str)
    return column(cells, index)
