"""What is in view of a collection: incidents, their tolls, and the parts never added unasked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from strikemap.casualties.standing import Choice
from strikemap.casualties.tolls import Tolls, tolls
from strikemap.casualties.totals import Total, total, totals_by
from strikemap.filters.choices import TOGETHER, Filters
from strikemap.filters.rows import count_kept, first_kept, rows_kept, span_of
from strikemap.languages import gettext as _
from strikemap.languages import marked
from strikemap.model import Collection
from strikemap.vocabularies import TERRITORIES

Rows = npt.NDArray[np.int64]


class Part(NamedTuple):
    """One territory's incidents, or those of both where they are joined: code, label, positions."""

    code: str
    label: str
    rows: Rows


JOINED = marked("Russian territory and occupied Ukraine together")
"""What both are called where they are added, in English: `gettext` says it to readers."""


@dataclass(frozen=True)
class InView:
    """
    What *filters* leave in view of *collection*, each thing worked out once, when it is asked for.

    Page, command line, exports and comparison take it in place of collection, rows and choice, so
    that none of them can pair the rows of one view with the tolls of another.
    """

    collection: Collection
    filters: Filters = Filters()

    @cached_property
    def rows(self) -> Rows:
        """The positions of the incidents in view, in order."""
        return rows_kept(self.collection, self.filters)

    @cached_property
    def count(self) -> int:
        """How many incidents are in view: as many as `rows`, which need not be found for it."""
        return count_kept(self.collection, self.filters)

    def first(self, most: int) -> Rows:
        """The first *most* of `rows`, which need not be found for it."""
        return first_kept(self.collection, self.filters, most)

    @property
    def choice(self) -> Choice:
        """Whose claims count, and until when."""
        return self.filters.choice

    @cached_property
    def span(self) -> tuple[date, date]:
        """The first and last day in view."""
        return self.filters.dates or span_of(self.collection)

    def tolls(self, measure: str) -> Tolls:
        """The toll of each incident of the collection, by the claims that count."""
        return tolls(self.collection, measure, self.choice)

    def total(self, measure: str, rows: Rows | None = None) -> Total:
        """The sum of one measure over all in view, or over the incidents at *rows*."""
        return total(self.tolls(measure), self.rows if rows is None else rows)

    def groups(self, measure: str, keys: npt.ArrayLike, rows: Rows | None = None) -> pd.DataFrame:
        """`totals_by` *keys*, one for each incident of the collection."""
        of = self.rows if rows is None else rows
        return totals_by(self.tolls(measure), keys, of)

    @cached_property
    def parts(self) -> tuple[Part, ...]:
        """All in view apart by territory, or together where the reader says so."""
        return self.apart(self.rows)

    def apart(self, rows: Rows) -> tuple[Part, ...]:
        """The incidents at *rows* as `parts` has those in view."""
        return parts(self.collection, self.filters.territory, rows)

    @cached_property
    def regions(self) -> tuple[str, ...]:
        """The codes of the regions with an incident in view, "" for a region that is not known."""
        column = self.collection.incidents["region"].cat
        held = np.unique(column.codes.to_numpy()[self.rows])
        return tuple(sorted(str(code) for code in column.categories[held]))


def parts(collection: Collection, territory: str, rows: Rows) -> tuple[Part, ...]:
    """
    *rows* apart by territory, or together where the filter *territory* says so.

    Without a choice there is a part for each of `TERRITORIES`, empty ones too; with one, that
    part alone.
    """
    if territory == TOGETHER:
        return (Part(TOGETHER, _(JOINED), rows),)
    column = collection.incidents["territory"].cat
    # Numbers, since comparing a million strings takes longer than all else on the page.
    of = column.codes.to_numpy()[rows]
    code_of = {name: code for code, name in enumerate(column.categories)}
    return tuple(
        Part(term.code, term.label, rows[of == code_of[term.code]])
        for term in TERRITORIES
        if territory in ("", term.code)
    )
