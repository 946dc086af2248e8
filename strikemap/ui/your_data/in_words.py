"""What an import's account says, in the reader's language where it is a sentence of ours."""

from __future__ import annotations

import re

from strikemap.importers import Report
from strikemap.languages import DEFAULT
from strikemap.markup import Safe, join, safe

_OPTION = re.compile(r"\s*\((?:[^()]*[\s;,])?--[a-z][^()]*\)")


def without_options(said: str) -> str:
    """*said* without what it tells, in brackets, of options that the command line alone has."""
    return _OPTION.sub("", said)


def shown(report: Report, said: str, *, limit: int) -> Safe:
    """*said*, of *report*, for HTML; what can't be said in the reader's language is English."""
    words = report.words.in_words(said)
    if words is not None:
        return safe(without_options(words), limit=limit)
    told = safe(without_options(said), limit=limit)
    return join(f'<span lang="{DEFAULT}">', told, "</span>")
