"""Rules on ids, corrections, and records that fell."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from strikemap.checks.rule import Edit, Finding, Positions, Rule, Subject, rows_where
from strikemap.collection.id_lookup import places_of
from strikemap.collection.writing import contiguous
from strikemap.languages import sentence
from strikemap.model import TABLES

_KEYED = tuple(table for table in TABLES.values() if table.key)


def one_record_an_id(subject: Subject) -> Iterator[Finding]:
    """Ids that two tables share."""
    seen: dict[str, pa.Array] = {}
    for table in _KEYED:
        ids = _keys(subject, table.name)
        shared: dict[int, str] = {}
        for name, others in seen.items():
            # A table of the shorter of the two is made, the larger part of the work.
            few, many = sorted((ids, others), key=len)
            common = many.filter(pc.is_in(many, value_set=few))
            shared |= dict.fromkeys(places_of(common, ids).tolist(), name)
        yield Finding(
            table.name,
            np.array(sorted(shared), np.intp),
            table.key,
            lambda at, found=shared: sentence(  # type: ignore[misc]
                "is the id of a record in {file} already; choose another", file=f"{found[at]}.csv"
            ),
        )
        seen[table.name] = ids


def corrections_resolve(subject: Subject) -> Iterator[Finding]:
    """Corrections of a record that is not there."""
    records = subject.texts("corrections", "record")
    if not len(records):
        return
    known = {subject.collection.name}
    for table in _KEYED:
        known.update(subject.texts(table.name, table.key))
    yield Finding(
        "corrections",
        np.array([at for at, each in enumerate(records) if each not in known], np.intp),
        "record",
        sentence(
            "no record has this id; restore the record (withdrawn, not deleted) or correct the id"
        ),
    )


def withdrawn_with_correction(subject: Subject) -> Iterator[Finding]:
    """Withdrawn or merged incidents of which no correction tells."""
    told = set(subject.texts("corrections", "record"))
    fallen = np.flatnonzero(~subject.active)
    ids = subject.texts("incidents", "incident_id")
    untold = [at for at in fallen if ids[at] not in told]
    yield Finding(
        "incidents",
        np.array(untold, np.intp),
        "status",
        sentence("no row of corrections.csv tells of it; add one that says what changed and why"),
    )


def merged(subject: Subject) -> Iterator[Finding]:
    """Merged incidents that name no other, others that name one, and mergers in a circle."""
    into = (subject.incidents["merged_into"] != "").to_numpy()
    status = (subject.incidents["status"] == "merged").to_numpy()
    yield Finding(
        "incidents",
        rows_where(status & ~into),
        "merged_into",
        sentence("empty though the status is merged; name the incident that it became part of"),
    )
    yield Finding(
        "incidents",
        rows_where(~status & into),
        "status",
        sentence("merged_into is filled; write merged, or empty merged_into"),
    )
    yield Finding(
        "incidents",
        in_circle(referred(subject, "incidents", "merged_into")),
        "merged_into",
        sentence("leads back to this incident; name one that stands"),
    )


def referred(subject: Subject, table: str, column: str) -> npt.NDArray[np.intp]:
    """The position that each row's *column* names in its own table; -1 where it is empty."""
    frame: pd.DataFrame = getattr(subject.collection, table)
    target = np.full(len(frame), -1, np.intp)
    filled = np.flatnonzero((frame[column] != "").to_numpy())
    if len(filled):
        wanted = contiguous(frame[column].iloc[filled].astype("str"))
        target[filled] = places_of(wanted, _keys(subject, table))
    return target


def _keys(subject: Subject, table: str) -> pa.Array:
    frame: pd.DataFrame = getattr(subject.collection, table)
    return contiguous(frame[TABLES[table].key].astype("str"))


def in_circle(target: npt.NDArray[np.intp]) -> Positions:
    """The rows from which following *target* leads back to themselves."""
    following = target.tolist()
    walks = [0] * len(following)
    found: list[int] = []
    for walk, start in enumerate(np.flatnonzero(target >= 0).tolist(), 1):
        at = start
        while at >= 0 and not walks[at]:
            walks[at] = walk
            at = following[at]
        while at >= 0 and walks[at] == walk:
            found.append(at)
            walks[at] = -1
            at = following[at]
    return np.array(sorted(found), np.intp)


RULES = (
    Rule(
        "id-form",
        "An id is made of lower-case letters, digits and single hyphens.",
        (Edit("sources.csv", 2, "source_id", "Paper 1"),),
    ),
    Rule(
        "id-unique",
        "An id names one row of its table.",
        (Edit("claims.csv", 6, "locator", "3"),),
    ),
    Rule(
        "id-one-record",
        "An id names one record of the whole collection, since corrections go by it.",
        (
            Edit("sources.csv", 2, "source_id", "governor-belgorod"),
            *(Edit("claims.csv", row, "source_id", "governor-belgorod") for row in range(2, 6)),
        ),
        one_record_an_id,
    ),
    Rule(
        "reference",
        "An id that a row names is there.",
        (Edit("claims.csv", 4, "claimant_id", "governor-kursk"),),
    ),
    Rule(
        "correction-record",
        "A correction names a record that is still there, or the collection itself: records "
        "are withdrawn, never deleted.",
        (Edit("corrections.csv", 3, "record", "2023-05-30-gone"),),
        corrections_resolve,
    ),
    Rule(
        "withdrawn-with-correction",
        "A correction tells of each withdrawn or merged incident.",
        (Edit("incidents.csv", 3, "status", "withdrawn"),),
        withdrawn_with_correction,
    ),
    Rule(
        "merged",
        "A merged incident, and no other, names the incident that it became part of.",
        (Edit("incidents.csv", 4, "merged_into", "2023-05-31-shebekino-shelling-2"),),
        merged,
    ),
)
