"""What an import's account says, in the reader's language where it is a sentence of ours."""

from __future__ import annotations

from strikemap.importers import Report
from strikemap.languages import DEFAULT
from strikemap.markup import Safe, join, safe


def shown(report: Report, said: str, *, limit: int) -> Safe:
    """*said*, of *report*, for HTML; what can't be said in the reader's language is English."""
    words = report.words.in_words(said)
    if words is not None:
        return safe(words, limit=limit)
    return join(f'<span lang="{DEFAULT}">', safe(said, limit=limit), "</span>")
