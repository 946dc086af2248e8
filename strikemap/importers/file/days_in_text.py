"""The day with which a point's name or description begins, where nothing else gives its day."""

from __future__ import annotations

import re
from collections.abc import Mapping

_DAY_FIRST = re.compile(
    r"\[?(\d{4}-\d{2}-\d{2}|\d{1,2}[./]\d{1,2}[./]\d{2,4}|\d{1,2} [^\W\d_]{3,9}\.? \d{2,4}|"
    r"[^\W\d_]{3,9} \d{1,2},? \d{4})\b"
)
TEXTS = ("title", "name", "description")
"""Where maps of geolocated events write it, in the order in which it is looked for."""


def day_first(cells: Mapping[str, str]) -> str:
    """The day with which a text of *cells* begins, as it is written there; "" where none does."""
    found = (_DAY_FIRST.match(cells.get(name, "").strip()) for name in TEXTS)
    return next((each[1] for each in found if each), "")
