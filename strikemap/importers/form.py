"""What the importer of one file form provides, and what the forms share."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from strikemap.importers.report import Log
from strikemap.model import TABLES

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


Cells = pd.Series | npt.NDArray[np.object_] | str
"""A column: its cells, or the one text that each row has."""

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


def text(value: str, index: pd.Index) -> pd.Series:
    """A column that holds *value* in each row."""
    made: pd.Series = pa.repeat(pa.scalar(value, pa.large_string()), len(index)).to_pandas()
    return made.set_axis(index)


def column(values: npt.ArrayLike, index: pd.Index) -> pd.Series:
    """A column of text from an array of strings."""
    return pd.Series(np.asarray(values, dtype=object), index=index, dtype="str")


def joined(first: pd.Series, *others: pd.Series, sep: str = "|") -> pd.Series:
    """The cells of each row joined by *sep*."""
    cells = [pa.array(each, pa.large_string()) for each in (first, *others)]
    made: pd.Series = pc.binary_join_element_wise(
        *(each.combine_chunks() if isinstance(each, pa.ChunkedArray) else each for each in cells),
        pa.scalar(sep, pa.large_string()),
    ).to_pandas()
    return made.set_axis(first.index)


def frame(names: Sequence[str], cells: Mapping[str, Cells], index: pd.Index) -> pd.DataFrame:
    """A frame of text with columns *names* from *cells*; what is not given is empty."""
    made = {}
    for name in names:
        value = cells.get(name, "")
        if isinstance(value, str):
            made[name] = text(value, index)
        else:
            made[name] = value if isinstance(value, pd.Series) else column(value, index)
    return pd.DataFrame(made, index=index)


def claims_frame(cells: Mapping[str, Cells], index: pd.Index) -> pd.DataFrame:
    """Rows of the claims table."""
    return frame(TABLES["claims"].columns, {"certainty": "stated", **cells}, index)


def slug(value: str, limit: int = 48) -> str:
    """*value* as part of an id: lower-case ASCII letters and digits, words joined by hyphens."""
    return re.sub(r"[^a-z0-9]+", "-", value.casefold()).strip("-")[:limit].strip("-")


def fingerprint(value: str, length: int = 12) -> str:
    """The same hexadecimal digits for the same *value*, in every version and on every machine."""
    return hashlib.sha256(value.encode("utf-8", "replace")).hexdigest()[:length]


def ids(prefix: str, values: pd.Series) -> pd.Series:
    """Ids of the model's form from a file's own: `RUS123` becomes `acled-rus123`."""
    plain = values.str.strip().str.lower()
    odd = ~plain.str.fullmatch("[a-z0-9]+(?:-[a-z0-9]+)*")
    if odd.any():
        plain = plain.mask(odd, plain[odd].str.replace("[^a-z0-9]+", "-", regex=True))
        plain = plain.mask(odd, plain[odd].str.strip("-"))
    return f"{prefix}-" + plain


def each_value(values: pd.Series, to: Callable[[str], str]) -> pd.Series:
    """*to* of each value, called once for each that is different."""
    codes, distinct = pd.factorize(values)
    made = np.array([to(str(value)) for value in distinct], dtype=object)
    return column(made[codes] if len(made) else made, values.index)
