"""What came of a reader's own file: columns, rows, licence, the check's report, a preview."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

import numpy as np
import pandas as pd
import streamlit as st

from strikemap import cartography, dates
from strikemap.filters.choices import Filters
from strikemap.filters.rows import span_of
from strikemap.host.uploads import Read
from strikemap.importers import Report
from strikemap.importers.report import REASON
from strikemap.importers.writing import rejected_csv
from strikemap.markup import safe_label
from strikemap.model import Collection, Problem
from strikemap.ui.elements.download import show_download
from strikemap.ui.elements.grid import show_grid
from strikemap.ui.elements.map_layer import show_layer
from strikemap.wording import counted

SHOWN = 500
CELL = 200
"""Characters of a cell that are sent to the page; a cell may hold a million."""


def show_account(read: Read, file: str) -> None:
    """All of it, in the order in which a reader asks."""
    if read.report is None:
        st.text(f"{file[:CELL]}: a zipped Data Package of a collection.")
        _show_package_licence(read.collection)
    else:
        _show_report(read.report, read)
    _show_problems(read)
    if read.collection is not None:
        show_preview(read.collection)


def _show_report(report: Report, read: Read) -> None:
    rejected = read.rejected
    st.text(f"{report.file[:CELL]}: {report.form}; {'; '.join(report.recognised)[:400]}")
    dropped, refused = sum(report.dropped.values()), sum(report.rejected.values())
    st.text(
        f"{report.rows_read:,} rows read: {report.rows_kept:,} kept, {dropped:,} dropped, "
        f"{refused:,} rejected."
    )
    st.text(f"Licence: {report.licence.removeprefix('Licence ')[:CELL]}")
    if report.terms:
        st.info(_plain_sentences(report.terms))
    if reasons := _reasons(report, rejected):
        show_grid(pd.DataFrame(reasons))
    _ask(report, rejected)
    with st.expander(f"What each of the {len(report.became):,} columns became", expanded=True):
        show_grid(_columns(report))
    with st.expander("By which rules it was read"):
        for sentence in report.choices:
            st.text(sentence[:1_000])
    for rows, what, name in (
        (rejected, "rejected rows, each with its reason", "Rejected rows"),
        (read.dropped, "rows dropped as abroad or out of scope", "Dropped rows"),
        (read.marked, "cells that could not be read, of rows that were kept", "Marked cells"),
    ):
        if len(rows):
            with st.expander(f"The {len(rows):,} {what}"):
                _show_cut(rows)
                show_download(
                    None,
                    f"{name} as CSV",
                    partial(_as_csv, rows),
                    f"{report.file[:CELL]}-{name.split()[0].lower()}.csv",
                    "text/csv",
                )


def _as_csv(rows: pd.DataFrame) -> bytes:
    return rejected_csv(rows).encode("utf-8")


def _ask(report: Report, rejected: pd.DataFrame) -> None:
    """Ask where numbers that may be people are taken for nothing, and what comes first in days."""
    if report.untaken:
        named = ", ".join(safe_label(each, limit=80) for each in report.untaken[:10])
        st.warning(
            f"Columns that hold numbers were taken for nothing: {named}. If they count people killed "
            "or injured, choose them under “What each column is”."
        )
    if len(rejected) and rejected[REASON].str.contains("no day of its column shows which").any():
        st.warning(
            "Some days may have the day or the month first, and no day of the column shows which. "
            "Say it under “Cut it down, or say how days are written”."
        )


def _columns(report: Report) -> pd.DataFrame:
    """What each column was taken for, three of its cells, and how many could not be read."""
    names = list(report.became)
    return pd.DataFrame(
        {
            "Column": [each[:CELL] for each in names],
            "Became": list(report.became.values()),
            "For example": [" · ".join(report.samples.get(each, ())) for each in names],
            "Not read": [report.unread.get(each, 0) for each in names],
        }
    )


def _plain_sentences(text: str) -> str:
    # The importers' own words, not the file's; the option that they name is the command's.
    return text.replace(" (--licence names one)", "")


def _reasons(report: Report, rejected: pd.DataFrame) -> list[dict[str, object]]:
    """How many rows were left out or marked, and why; of the rejected, the first reason in full."""
    told = [str(each) for each in rejected[REASON]] if len(rejected) else []
    counted = {"dropped": report.dropped, "rejected": report.rejected, "marked": report.marked}
    return [
        {
            "Rows": count,
            "What": what,
            "Why": next((each for each in told if each.startswith(why)), why)[:CELL],
        }
        for what, reasons in counted.items()
        for why, count in reasons.items()
    ]


def _show_cut(frame: pd.DataFrame) -> None:
    shown = frame.head(SHOWN).map(lambda cell: str(cell)[:CELL])
    show_grid(shown)
    if len(frame) > SHOWN:
        st.caption(f"The first {SHOWN:,} of {len(frame):,}.")


def _show_package_licence(found: Collection | None) -> None:
    if found is not None:
        st.text(f"Licence: {found.licence[:CELL] or 'not stated'}")
        if found.local_only:
            st.info("For local use: its licence forbids passing its content on.")


def _show_problems(read: Read) -> None:
    codes = read.report.problems if read.report else ()
    errors = sum(each.severity == "error" for each in read.problems)
    warnings = len(read.problems) - errors
    st.subheader("The check", anchor=False)
    if read.collection is None:
        st.error(
            f"Not opened: {_number(errors, 'error')}. Each row below says what is wrong and what "
            "would be right."
        )
    elif errors or warnings or codes:
        st.text(
            f"{_number(errors, 'error')} and {_number(warnings, 'warning')} by the rules of the "
            f"collections here; {_number(len(codes), 'code')} that the importer does not know. It "
            "can be opened as it is."
        )
    else:
        st.text("No error and no warning.")
    if codes:
        show_grid(_listed(codes))
    if read.problems:
        if read.report is not None:
            st.caption("Rows are those of the tables that were made from the file.")
        _show_cut(_listed(read.problems))


def _number(count: int, noun: str) -> str:
    return f"{count:,} {noun}" + ("" if count == 1 else "s")


def _listed(problems: Iterable[Problem]) -> pd.DataFrame:
    return pd.DataFrame(
        [
            {
                "Severity": each.severity,
                "File": each.file,
                "Row": each.row,
                "Column": each.column,
                "Rule": each.rule,
                "What is wrong, and what would be right": each.message,
            }
            for each in problems
        ]
    )


def show_preview(found: Collection) -> None:
    """A small map of all incidents, and how many there are of which days."""
    count = len(found.incidents)
    st.subheader("Preview", anchor=False)
    st.text(f"{counted(count, 'incident')}, {dates.in_words(*span_of(found))}.")
    layer = cartography.incident_layer(found, np.arange(count), Filters())
    show_layer(layer, key="preview map", height=340, fit=cartography.whole_bounds(found))
    if layer.placeless:
        st.caption(f"{counted(layer.placeless, 'incident')} without a point.")
