"""Rules on what is written: own words, plain text, and where it can be looked up."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from strikemap.checks.rule import Edit, Finding, Rule, Subject, rows_where
from strikemap.languages import sentence
from strikemap.model import TABLES

_OWN_WORDS = (
    ("incidents", "title"),
    ("incidents", "summary"),
    ("claims", "statement"),
    ("claims", "inferred"),
)
# An opening mark, four words or more, a closing mark; a mark before a space closes.
_QUOTED = '["“«„][^\\s"”»“]+(?:\\s+[^\\s"”»“]+){3,}["”»“]'
_UNPLAIN = r"[\x00-\x1f\x7f\x{2028}\x{2029}]|^\s|\s$"
_SAME_AS = r"^$|^[a-z0-9][a-z0-9._-]*/[a-z0-9-]+(;[a-z0-9][a-z0-9._-]*/[a-z0-9-]+)*$"


def _matching(column: pd.Series, pattern: str) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    if isinstance(column.dtype, pd.CategoricalDtype):
        of_values = _matching(column.cat.categories.to_series().astype("str"), pattern)
        return np.append(of_values, False)[column.cat.codes.to_numpy()]
    found = pc.match_substring_regex(pa.array(column, type=pa.large_string()), pattern)
    return np.asarray(found.to_numpy(zero_copy_only=False), dtype=bool)


def quotations(subject: Subject) -> Iterator[Finding]:
    """Texts that quote more than three words in a row."""
    for table, column in _OWN_WORDS:
        frame: pd.DataFrame = getattr(subject.collection, table)
        yield Finding(
            table,
            rows_where(_matching(frame[column], _QUOTED)),
            column,
            sentence("quotes more than three words; say it in your own words"),
        )


def plain_text(subject: Subject) -> Iterator[Finding]:
    """Cells with line breaks or control characters, or with spaces at an end."""
    for table in TABLES.values():
        frame: pd.DataFrame = getattr(subject.collection, table.name)
        for each in table.fields:
            # A reference that resolves is as plain as the id that it names.
            if each.kind == "string" and not each.terms and each.name in frame:
                yield Finding(
                    table.name,
                    rows_where(_matching(frame[each.name], _UNPLAIN)),
                    each.name,
                    sentence("a line break, a control character or a space at an end; take it out"),
                    "warning",
                )


def addresses(subject: Subject) -> Iterator[Finding]:
    """Sources without an address and without a note that says why."""
    sources = subject.collection.sources
    yield Finding(
        "sources",
        rows_where((sources["url"] == "") & (sources["note"] == "")),
        "url",
        sentence("empty; write the address, or say in `note` why there is none"),
    )


def same_elsewhere(subject: Subject) -> Iterator[Finding]:
    """Incidents whose `same_as` is no list of `collection/incident_id`."""
    yield Finding(
        "incidents",
        rows_where(~_matching(subject.incidents["same_as"], _SAME_AS)),
        "same_as",
        sentence("write collection/incident_id, several separated by a semicolon without spaces"),
    )


RULES = (
    Rule(
        "own-words",
        "Titles, summaries and statements quote at most three words in a row.",
        (Edit("claims.csv", 4, "statement", "He said “we have two people injured”."),),
        quotations,
        of_curation=True,
    ),
    Rule(
        "plain-text",
        "A cell is one line without control characters or spaces at its ends.",
        (Edit("claims.csv", 4, "locator", "2 "),),
        plain_text,
        of_curation=True,
    ),
    Rule(
        "source-address",
        "A source has an address, or a note that says why not.",
        (Edit("sources.csv", 2, "url", ""),),
        addresses,
    ),
    Rule(
        "same-as",
        "`same_as` names incidents of other collections as collection/incident_id, separated "
        "by semicolons.",
        (Edit("incidents.csv", 3, "same_as", "elsewhere"),),
        same_elsewhere,
    ),
)
