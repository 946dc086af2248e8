"""The claims on the incidents in view, chosen or not, and the collective claims, as CSV."""

from __future__ import annotations

from collections.abc import Iterator

from strikemap.collection.writing import header
from strikemap.export.subset import Subset, parts, subset
from strikemap.export.tables import csv_lines
from strikemap.export.view import View
from strikemap.model import TABLES

NAME = "claims"


def claims_of(view: View) -> Subset:
    """The records that the view needs; its `rows["claims"]` are the positions of the claims."""
    return subset(view.collection, view.rows)


def claims_csv(view: View) -> Iterator[bytes]:
    """The file `claims.csv` of the view's data package, in parts."""
    yield header(TABLES[NAME].columns)
    for part in parts(view.collection, NAME, claims_of(view)):
        yield csv_lines(part)
