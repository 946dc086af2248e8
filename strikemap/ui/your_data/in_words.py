"""What is found in a file, in the reader's language where it is a sentence of ours."""

from __future__ import annotations

import re

from strikemap.importers import Report
from strikemap.languages import DEFAULT
from strikemap.markup import Safe, join, safe, safe_words

_OPTION = re.compile(
    r" \(--(?:country|dates|near|occupied|sheet|map COLUMN=NAME|date-order [^()]*)\)"
)


def without_options(words: str) -> str:
    """*words* without the options of the command line: the page has fields for what they say."""
    return _OPTION.sub("", words)


def shown(report: Report, said: str, *, limit: int) -> Safe:
    """*said*, of *report*, for HTML; what can't be said in the reader's language is English."""
    words = report.words.in_words(said)
    if words is not None:
        known = report.words.sentence(said)
        return safe_words(known if known is not said else words, limit=limit, shown=without_options)
    return join(f'<span lang="{DEFAULT}">', safe(without_options(said), limit=limit), "</span>")


def shown_in_cells(report: Report, said: str) -> str:
    """*said*, of *report*, for a table's cell or a line of text.  Raw text."""
    return without_options(report.words.in_words(said) or said)
