"""One row of the record of corrections: when, in which version, what changed, and why."""

from __future__ import annotations

import re
from typing import Any

import pandas as pd

from strikemap.languages import gettext as _
from strikemap.markup import Safe, as_written, join, quoting, safe
from strikemap.wording import change_in_words

_CELL = re.compile("(?<=[“«])([^”»]+)(?=[”»])")


def correction_html(each: pd.Series[Any]) -> Safe:
    """When, in which version and of what, what changed, and why, which its curator wrote."""
    head = _(
        "{day}, version {version}: {record}",
        day=each["date"].date().isoformat(),
        version=each["version"],
        record=each["record"],
    )
    written = str(each["what_changed"])
    changed = change_in_words(written)
    what = _with_cells(changed) if changed != written else as_written(written)
    why = _("Why: {why}", why=as_written(each["why"]))
    return join('<p class="sm-correction">', safe(head), "<br>", what, "<br>", why, "</p>")


def _with_cells(changed: str) -> Safe:
    """What changed, in words of ours but for the cells in quotation marks, which are of data."""
    parts = enumerate(_CELL.split(changed))
    return join(*(as_written(part) if at % 2 else quoting(part) for at, part in parts))
