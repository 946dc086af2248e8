"""
What the project holds: incidents, claims, claimants, sources, corrections.

Each table is described once, here.
The Data Package descriptor, the codebook page, the rules and the readers all take
their columns and allowed values from `TABLES`, so that they cannot differ.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from strikemap.languages import worded
from strikemap.side_files import Beside
from strikemap.table import Field, Table
from strikemap.vocabularies import (
    BOUNDS,
    CERTAINTIES,
    CLAIMANT_TYPES,
    DATE_BASES,
    EVENT_TYPES,
    GEO_PRECISIONS,
    MEASURES,
    OF_WHOM,
    PARTS_OF_DAY,
    SIDES,
    SOURCE_KINDS,
    STATUSES,
    SUB_EVENT_TYPES,
    TARGETS,
    TERRITORIES,
    TIME_PRECISIONS,
    WEAPONS,
)

if TYPE_CHECKING:
    import pandas as pd

ID_PATTERN = r"[a-z0-9]+(?:-[a-z0-9]+)*"
REGION_PATTERN = r"[A-Z]{2}-[A-Z0-9]{2,3}"

INCIDENTS = Table(
    "incidents",
    "Incidents",
    "One row for each event at one place and time.",
    (
        Field("incident_id", "string", "Permanent id.", True, pattern=ID_PATTERN),
        Field("title", "string", "Short title; names no perpetrator.", True),
        Field("summary", "string", "What was reported, in the curator's own words.", True),
        Field("date_start", "date", "First local day on which it may have happened.", True),
        Field("date_end", "date", "Last local day on which it may have happened.", True),
        Field("time_precision", "integer", "ACLED's time precision.", True, TIME_PRECISIONS),
        Field("date_basis", "string", "Where the date comes from.", True, DATE_BASES),
        Field("part_of_day", "string", "Part of the day, if given.", terms=PARTS_OF_DAY),
        Field("event_type", "string", "ACLED's event type.", True, EVENT_TYPES),
        Field("sub_event_type", "string", "ACLED's sub-event type.", True, SUB_EVENT_TYPES),
        Field("weapon", "string", "Weapon, no more precise than printed.", True, WEAPONS),
        Field("target", "string", "What was struck or aimed at.", True, TARGETS),
        Field("place", "string", "Place in English; empty where only the region is known."),
        Field("place_local", "string", "The place's name in the local language."),
        Field(
            "region",
            "string",
            "First-level region, ISO 3166-2; empty where not known.",
            pattern=REGION_PATTERN,
        ),
        Field("territory", "string", "Whose territory it is.", True, TERRITORIES),
        Field(
            "latitude",
            "number",
            "Degrees north, WGS 84; empty where not known.",
            minimum=-90,
            maximum=90,
        ),
        Field(
            "longitude",
            "number",
            "Degrees east, WGS 84; empty where not known.",
            minimum=-180,
            maximum=180,
        ),
        Field("geo_precision", "integer", "ACLED's geo precision.", True, GEO_PRECISIONS),
        Field("status", "string", "Whether the record stands.", True, STATUSES),
        Field(
            "merged_into",
            "string",
            "The incident that this one became part of.",
            refers_to="incidents",
        ),
        Field(
            "same_as",
            "string",
            "The same event elsewhere: `collection/incident_id`, several separated by `;`.",
        ),
    ),
    "incident_id",
)
CLAIMS = Table(
    "claims",
    "Claims",
    "One row for each statement by one claimant in one source.",
    (
        Field("claim_id", "string", "Permanent id.", True, pattern=ID_PATTERN),
        Field("incident_id", "string", "The incident that it is about.", refers_to="incidents"),
        Field("covers_from", "date", "For a collective claim: first day covered."),
        Field("covers_to", "date", "For a collective claim: last day covered."),
        Field(
            "covers_region",
            "string",
            "For a collective claim: region covered.",
            pattern=REGION_PATTERN,
        ),
        Field(
            "covers_place",
            "string",
            "For a collective claim: the district or town covered; empty where it is the region.",
            may_lack=True,
        ),
        Field("measure", "string", "What is claimed.", True, MEASURES),
        Field(
            "subject",
            "string",
            "What is counted: `people` for all killed or injured, `civilians` or `combatants` for "
            "these alone; nothing else enters casualty totals.",
            pattern=r"[a-z0-9]+(?:_[a-z0-9]+)*",
        ),
        Field(
            "people",
            "string",
            "Of whom a claim of people killed or injured speaks; empty for any other.",
            terms=OF_WHOM,
            may_lack=True,
        ),
        Field(
            "value_min", "integer", "Least number claimed; empty where none is given.", minimum=0
        ),
        Field("value_max", "integer", "Most claimed; empty where none is given.", minimum=0),
        Field("bound", "string", "How the number was put.", terms=BOUNDS),
        Field("certainty", "string", "How sure the claimant was.", True, CERTAINTIES),
        Field("statement", "string", "The claim in the curator's own words.", True),
        Field("claimant_id", "string", "Who says so.", True, refers_to="claimants"),
        Field("relayed_by", "string", "Agency or outlet between the claimant and the source."),
        Field("about", "string", "Actor or claim that this claim accuses, denies or confirms."),
        Field("claimed_on", "year-month-day prefix", "When it was said; empty if not given."),
        Field("source_id", "string", "Where it was printed.", True, refers_to="sources"),
        Field("locator", "string", "Body paragraph, or `caption n`."),
        Field("inferred", "string", "What the curator joined or worked out, in words."),
        Field("supersedes", "string", "The claim that this one replaces.", refers_to="claims"),
    ),
    "claim_id",
)
CLAIMANTS = Table(
    "claimants",
    "Claimants",
    "One row for each office, group or newsroom that says something.",
    (
        Field("claimant_id", "string", "Permanent id.", True, pattern=ID_PATTERN),
        Field("name", "string", "The office, and its holder where it is public.", True),
        Field("type", "string", "Kind of claimant.", True, CLAIMANT_TYPES),
        Field("side", "string", "Side of the war.", True, SIDES),
        Field("origin", "string", "Who knows; empty for a summary that names nobody."),
        Field(
            "rank",
            "integer",
            "Order of precedence for the headline figure; 1 is first.",
            True,
            minimum=1,
        ),
    ),
    "claimant_id",
)
SOURCES = Table(
    "sources",
    "Sources",
    "One row for each publication that printed a claim.",
    (
        Field("source_id", "string", "Permanent id.", True, pattern=ID_PATTERN),
        Field("publisher", "string", "Who published it.", True),
        Field("title", "string", "Its headline.", True),
        Field("url", "uri", "Its address; empty with the reason in `note`."),
        Field("archived_url", "uri", "An archived copy."),
        Field("published", "date", "Day of publication.", True),
        Field("accessed", "date", "Day on which the curator read it."),
        Field("language", "string", "ISO 639-1 code.", True, pattern=r"[a-z]{2}"),
        Field("kind", "string", "Kind of publication.", True, SOURCE_KINDS),
        Field("reprint_of", "string", "The source that it reprints.", refers_to="sources"),
        Field("note", "string", "What a reader should know of it."),
    ),
    "source_id",
)
CORRECTIONS = Table(
    "corrections",
    "Corrections",
    "One row for each correction made after publication.",
    (
        Field("date", "date", "Day of the correction.", True),
        Field("record", "string", "Id of the record that was corrected.", True),
        Field("what_changed", "string", "What changed.", True),
        Field("why", "string", "Why.", True),
        Field("version", "string", "The collection's version that first has it.", True),
    ),
)
TABLES: Mapping[str, Table] = {
    table.name: table for table in (INCIDENTS, CLAIMS, CLAIMANTS, SOURCES, CORRECTIONS)
}


@dataclass(frozen=True, slots=True)
class Problem:
    """
    One thing that is wrong with a collection, and what would be right.

    `row` counts as a spreadsheet does: the header is row 1.  0 means the whole file.  `message` is
    English, a `Sentence` where it is one of ours: a page says it by `worded`.
    """

    file: str
    row: int
    column: str
    rule: str
    message: str
    severity: Literal["error", "warning"] = "error"

    def __str__(self) -> str:
        return self._with(self.message)

    def in_words(self) -> str:
        """The line of the problem, told in the language that is spoken."""
        return self._with(worded(self.message))

    def _with(self, message: str) -> str:
        return f"{self.file}:{self.row}:{self.column}: {self.rule}: {message}"


@dataclass(frozen=True, slots=True, weakref_slot=True, eq=False)
class Collection:
    """
    A sound collection in memory, shared by all sessions and never changed.

    The frames have the columns of `TABLES`, typed: dates as `datetime64[s]`, integers as
    `Int32` or, with allowed values, `Int8` (nullable), numbers as `float64` (NaN where empty),
    columns with allowed values and repeated text as ordered or plain categoricals, all else as
    strings ("" where empty).  `incidents` is sorted by `date_start`, then `incident_id`, the
    others by their key, each with a RangeIndex; withdrawn and merged records are there too.
    Each row of `claims` has, in place of `incident_id`, `incident`, the position of its incident
    in that frame (-1 for a collective claim), and beside their ids `claimant` and `source`, the
    positions in theirs.
    """

    name: str
    title: str
    description: str
    version: str
    licence: str
    coverage_from: str
    coverage_to: str
    regions: tuple[str, ...]
    publishers: tuple[str, ...]
    updated: str
    local_only: bool
    folder: Path | None
    content_hash: str
    incidents: pd.DataFrame
    claims: pd.DataFrame
    claimants: pd.DataFrame
    sources: pd.DataFrame
    corrections: pd.DataFrame
    descriptor: Mapping[str, object] = field(default_factory=dict)
    beside: Beside = field(default_factory=dict)
    """The files beside the tables, as they were when these were read."""
