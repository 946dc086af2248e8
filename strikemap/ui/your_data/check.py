"""What the check found in a reader's own file: how much, and each row with what would be right."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import streamlit as st

from strikemap.host.uploads import Read
from strikemap.languages import gettext as _
from strikemap.languages import ngettext
from strikemap.markup import Safe, safe, safe_words
from strikemap.model import Problem

SHOWN = 500
CELL = 200
"""Characters of a cell that are sent to the page; a cell may hold a million."""


def show_check(read: Read) -> None:
    """Whether the collection can be opened, and everything that breaks a rule."""
    codes = read.report.problems if read.report else ()
    errors = sum(each.severity == "error" for each in read.problems)
    warnings = len(read.problems) - errors
    st.subheader(_("The check"), anchor=False)
    if read.collection is None:
        st.error(
            ngettext(
                "Not opened: {count} error. Each row below says what is wrong and what would be "
                "right.",
                "Not opened: {count} errors. Each row below says what is wrong and what would be "
                "right.",
                errors,
            )
        )
    elif errors or warnings or codes:
        st.text(
            _(
                "{errors} and {warnings} by the rules of the collections here; {codes}. It can be "
                "opened as it is.",
                errors=ngettext("{count} error", "{count} errors", errors),
                warnings=ngettext("{count} warning", "{count} warnings", warnings),
                codes=ngettext(
                    "{count} code that the importer does not know",
                    "{count} codes that the importer does not know",
                    len(codes),
                ),
            )
        )
    else:
        st.text(_("No error and no warning."))
    if codes:
        st.html(_listed(codes))
    if read.problems:
        if read.report is not None:
            st.caption(_("Rows are those of the tables that were made from the file."))
        st.html(_listed(read.problems[:SHOWN]))
        say_cut(len(read.problems))


def _listed(problems: Iterable[Problem]) -> str:
    """A table of *problems* as HTML."""
    heads = (
        _("Severity"),
        _("File"),
        _("Row"),
        _("Column"),
        _("Rule"),
        _("What is wrong, and what would be right"),
    )
    severities = {"error": _("error"), "warning": _("warning")}
    return table(
        _("The check"),
        heads,
        (
            (
                safe(severities[each.severity]),
                safe(each.file, limit=CELL),
                safe(each.row),
                safe(each.column, limit=CELL),
                safe(each.rule),
                safe_words(each.message, limit=CELL),
            )
            for each in problems
        ),
    )


def table(label: str, heads: Sequence[str], rows: Iterable[Sequence[Safe]]) -> str:
    """A table called *label* with *heads*, all raw, over *rows*, as HTML."""
    cells = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
    head = "".join(f"<th>{safe(each)}</th>" for each in heads)
    return (
        f'<div class="sm-scroll sm-long" tabindex="0" role="region" aria-label="{safe(label)}">'
        f'<table class="sm-table"><tr>{head}</tr>{cells}</table></div>'
    )


def say_cut(count: int) -> None:
    """Say so where not all of *count* rows are shown."""
    if count > SHOWN:
        st.caption(_("The first {shown} of {count}.", shown=SHOWN, count=count))
