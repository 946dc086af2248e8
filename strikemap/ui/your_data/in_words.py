"""What is found in a file, in the reader's language where it is a sentence of ours."""

from __future__ import annotations

import re

from strikemap.importers import Report
from strikemap.languages import gettext as _
from strikemap.languages import marked
from strikemap.markup import Safe, as_written, safe_words
from strikemap.wording import COLUMNS, column_in_words

_OPTION = re.compile(r"\s*\((?:[^()]*[\s;,])?--[a-z][^()]*\)")
_LEAD = re.compile(r"(?:^|(?<=: )|(?<=; ))([a-z]+(?:_[a-z]+)*)(?=: )")
NAMES = {
    "coordinates": marked("coordinates"),
    "coordinates_east_first": marked("coordinates"),
    "event_date": marked("day"),
    "geometry": marked("geometry"),
    "id": marked("id"),
    "total": marked("total"),
    "where_prec": marked("precision of the place"),
}
"""What the fields of files are called that a reason may begin with and no table of ours has."""


def on_page(words: str) -> str:
    """
    *words* of an import as a page says them: files and the command line have codes and options.

    An option of the command line is left out, which the page has a field for; the name of a field
    before a colon is said in words.  Raw text.
    """
    return _LEAD.sub(_field_in_words, _OPTION.sub("", words))


def _field_in_words(found: re.Match[str]) -> str:
    name = found[1]
    if name not in NAMES and name not in COLUMNS:
        return name  # a file's own column
    said = _(NAMES[name]) if name in NAMES else column_in_words(name)
    return said if found.start() else f"{said[:1].upper()}{said[1:]}"


def shown(report: Report, said: str, *, limit: int) -> Safe:
    """*said*, of *report*, for HTML; what can't be said in the reader's language is English."""
    words = report.words.in_words(said)
    if words is not None:
        known = report.words.sentence(said)
        return safe_words(known if known is not said else words, limit=limit, shown=on_page)
    return as_written(on_page(said), limit=limit)


def shown_in_cells(report: Report, said: str) -> str:
    """*said*, of *report*, for a table's cell or a line of text.  Raw text."""
    return on_page(report.words.in_words(said) or said)
