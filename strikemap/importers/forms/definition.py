"""What the importer of one form of file provides, and what all of them are given."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

import pandas as pd

from strikemap.importers.report import Log

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
        """Register a claimant, ranked in the order of first mention; returns its id."""
        if claimant_id not in self.claimants:
            rank = str(len(self.claimants) + 1)
            self.claimants[claimant_id] = {"claimant_id": claimant_id, "rank": rank} | cells
        return claimant_id

    def source(self, source_id: str, **cells: str) -> str:
        """Register a source; without `published`, the file's own day is filled in at the end."""
        self.sources.setdefault(source_id, {"source_id": source_id} | cells)
        return source_id


Drafts = Callable[[pd.DataFrame, Log], pd.DataFrame]
Claims = Callable[[pd.DataFrame, pd.DataFrame, Cited], pd.DataFrame]


@dataclass(frozen=True, slots=True)
class Form:
    """
    The importer of one form.

    `drafts` turns rows as read into `DRAFT_COLUMNS` and the three beside them, on the same
    index; `claims` turns the kept rows and their finished incidents into rows of the claims
    table and registers what they cite.  `became` says what each column of the file becomes.
    """

    code: str
    label: str
    licence: Licence | None
    columns: tuple[str, ...]
    became: Mapping[str, str]
    choices: tuple[str, ...]
    drafts: Drafts
    claims: Claims
