"""What came of a reader's own file: columns, rows, licence, the check's report, a preview."""

from __future__ import annotations

from functools import partial

import numpy as np
import pandas as pd
import streamlit as st

from strikemap import cartography, dates, wording
from strikemap.filters.rows import span_of
from strikemap.host.uploads import Read
from strikemap.importers import Report
from strikemap.importers.importing import UNSTATED
from strikemap.importers.report import DONE, DROPPED, REASON
from strikemap.importers.writing import rejected_csv
from strikemap.in_view import InView
from strikemap.languages import gettext as _
from strikemap.languages import marked, ngettext, number, pgettext, worded
from strikemap.markup import Safe, as_written, join, safe, safe_label
from strikemap.model import Collection
from strikemap.ui.elements.download import show_download
from strikemap.ui.elements.grid import show_grid
from strikemap.ui.elements.line import show_line
from strikemap.ui.elements.map_layer import show_layer
from strikemap.ui.your_data.check import CELL, SHOWN, say_cut, show_check, table
from strikemap.ui.your_data.in_words import shown, shown_in_cells

OF_ACCOUNT = (REASON, DROPPED, DONE)
"""The columns of lists of rows that hold sentences of ours."""
NO_ORDER = "no day of its column shows which"
"""What the English of a reason says where the order of day and month is to be asked."""
NO_LICENCE = marked(
    "The licence of the file was not given, so this collection is for local use only."
)


def show_account(read: Read, file: str) -> None:
    """All of it, in the order in which a reader asks."""
    if read.report is None:
        named = as_written(file, limit=CELL)
        show_line(Safe(_("{file}: a zipped Data Package of a collection.", file=named)))
        _show_package_licence(read.collection)
    else:
        _show_report(read.report, read)
    show_check(read)
    if read.collection is not None:
        show_preview(read.collection)


def _show_report(report: Report, read: Read) -> None:
    rejected = read.rejected
    st.html(_what_it_is(report))
    st.text(
        ngettext(
            "{count} row read: {kept} kept, {dropped} dropped, {rejected} rejected.",
            "{count} rows read: {kept} kept, {dropped} dropped, {rejected} rejected.",
            report.rows_read,
            kept=report.rows_kept,
            dropped=sum(report.dropped.values()),
            rejected=sum(report.rejected.values()),
        )
    )
    _show_licence("" if report.licence == UNSTATED.title else report.licence)
    if report.terms:
        st.info(_(NO_LICENCE if report.terms == UNSTATED.terms else report.terms))
    if reasons := _reasons(report, rejected):
        heads = (_("Rows"), _("What"), _("Why"))
        st.html(table(_("What was not taken over as it stands"), heads, reasons))
    _ask(report, rejected)
    named = ngettext(
        "What each of the {count} columns became",
        "What each of the {count} columns became",
        len(report.became),
    )
    with st.expander(named, expanded=True):
        show_grid(_columns(report))
    with st.expander(_("By which rules it was read")):
        for rule in report.choices:
            show_line(shown(report, rule, limit=1_000))
    _show_listed(report, rejected, read)


def _show_listed(report: Report, rejected: pd.DataFrame, read: Read) -> None:
    """The rows and cells that were not taken over, each list with its file."""
    listed = (
        (
            rejected,
            ngettext(
                "The {count} rejected rows, each with its reason",
                "The {count} rejected rows, each with its reason",
                len(rejected),
            ),
            _("Rejected rows as CSV"),
            "rejected",
        ),
        (
            read.dropped,
            ngettext(
                "The {count} rows dropped as abroad or out of scope",
                "The {count} rows dropped as abroad or out of scope",
                len(read.dropped),
            ),
            _("Dropped rows as CSV"),
            "dropped",
        ),
        (
            read.marked,
            ngettext(
                "The {count} cells that could not be read or were not taken as they stand, of kept rows",
                "The {count} cells that could not be read or were not taken as they stand, of kept rows",
                len(read.marked),
            ),
            _("Marked cells as CSV"),
            "marked",
        ),
    )
    for rows, named, button, kind in listed:
        if len(rows):
            with st.expander(named):
                show_grid(_told(report, rows.head(SHOWN)))
                say_cut(len(rows))
                name = f"{report.file[:CELL]}-{kind}.csv"
                show_download(None, button, partial(_as_csv, rows), name, "text/csv")


def _told(report: Report, rows: pd.DataFrame) -> pd.DataFrame:
    """*rows* of a list cut to what a page shows, with what was found in the reader's language."""
    words = partial(shown_in_cells, report)
    told = {name: rows[name].map(words) for name in OF_ACCOUNT if name in rows}
    cut: pd.DataFrame = rows.assign(**told).map(lambda cell: str(cell)[:CELL])
    return cut


def _what_it_is(report: Report) -> str:
    """The file’s name, what it was taken for, and what was recognised."""
    form = safe(_(report.form), limit=CELL)
    recognised = safe("; ".join(map(worded, report.recognised)), limit=400)
    return join("<p>", as_written(report.file, limit=CELL), ": ", form, "; ", recognised, "</p>")


def _as_csv(rows: pd.DataFrame) -> bytes:
    return rejected_csv(rows).encode("utf-8")


def _ask(report: Report, rejected: pd.DataFrame) -> None:
    """Ask where numbers that may be people are taken for nothing, and what comes first in days."""
    if report.untaken:
        named = ", ".join(safe_label(each, limit=80) for each in report.untaken[:10])
        st.warning(
            _(
                "Columns that hold numbers were taken for nothing: {columns}. If they count people "
                "killed or injured, choose them under “{form}”.",
                columns=named,
                form=_("What each column is"),
            )
        )
    if len(rejected) and rejected[REASON].str.contains(NO_ORDER).any():
        ask_order()


def ask_order() -> None:
    """Ask whether the day or the month comes first, and say where to answer."""
    st.warning(
        _(
            "Some days may have the day or the month first, and no day of the column shows "
            "which. Say it under “{form}”.",
            form=_("Cut it down, or say how days are written"),
        )
    )


def _columns(report: Report) -> pd.DataFrame:
    """What each column was taken for, three of its cells, and how many could not be read."""
    names = list(report.became)
    return pd.DataFrame(
        {
            _("Column"): [each[:CELL] for each in names],
            _("Became"): [_(each) if each else each for each in report.became.values()],
            _("For example"): [" · ".join(report.samples.get(each, ())) for each in names],
            _("Not read"): [report.unread.get(each, 0) for each in names],
        }
    )


def _reasons(report: Report, rejected: pd.DataFrame) -> list[tuple[Safe, Safe, Safe]]:
    """
    How many rows were left out or marked, and why; of the rejected, the first reason in full, as
    an example where they differ.
    """
    told = [str(each) for each in rejected[REASON]] if len(rejected) else []
    counted = (
        (pgettext("rows of a file", "dropped"), report.dropped),
        (pgettext("rows of a file", "rejected"), report.rejected),
        (pgettext("rows of a file", "marked"), report.marked),
    )
    made = []
    for what, reasons in counted:
        for why, count in reasons.items():
            whole = dict.fromkeys(each for each in told if each.startswith(why))
            said = shown(report, next(iter(whole), why), limit=CELL)
            if len(whole) > 1:  # what is wrong with one of these cells is not so with the next
                said = Safe(_("For example: {why}", why=said))
            made.append((safe(number(count)), safe(what), said))
    return made[:SHOWN]


def _show_licence(licence: str) -> None:
    """The licence by its name, "" where none is given.  *licence* is raw."""
    if licence:
        named = as_written(licence.removeprefix("Licence "), limit=CELL)
        show_line(Safe(_("Licence: {licence}", licence=named)))
    else:
        st.text(_("Licence: not stated"))


def _show_package_licence(found: Collection | None) -> None:
    if found is not None:
        _show_licence(found.licence)
        if found.local_only:
            st.info(_("For local use: its licence forbids passing its content on."))


def show_preview(found: Collection) -> None:
    """A small map of all incidents, and how many there are of which days."""
    count = len(found.incidents)
    st.subheader(_("Preview"), anchor=False)
    st.text(
        _(
            "{incidents}, {days}.",
            incidents=wording.incidents(count),
            days=dates.in_words(*span_of(found)),
        )
    )
    layer = cartography.incident_layer(InView(found), np.arange(count))
    show_layer(layer, key="preview map", height=340, fit=cartography.whole_bounds(found))
    if layer.placeless:
        st.caption(
            ngettext(
                "{count} incident without a point.",
                "{count} incidents without a point.",
                layer.placeless,
            )
        )
