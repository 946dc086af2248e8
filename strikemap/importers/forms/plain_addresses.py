"""The web addresses of a plain table: one a row, of whatever its cells hold."""

from __future__ import annotations

import re

import pandas as pd

from strikemap.importers.forms.columns import each_value
from strikemap.importers.forms.mapping import Mapped
from strikemap.importers.marks import Marks
from strikemap.importers.words import FIRST_ADDRESS, NO_ADDRESS

_NEXT_ADDRESS = re.compile(r"(?<=[;,|])(?=https?://)")
_ADDRESS = re.compile(r"https?://[^\s/?#]")


def keep_addresses(found: dict[str, pd.Series], mapped: Mapped, marks: Marks) -> None:
    """Web addresses alone; the first of several, and one that stands for the publisher."""
    url, publisher = found["url"], found["publisher"]
    if not ((url != "") | (publisher != "")).any():
        return
    as_name = publisher.str.match(r"https?://[^\s/?#]+") & (url == "")
    url = url.mask(as_name, publisher)
    host = publisher.str.extract(r"^https?://(?:www\.)?([^\s/?#:]+)", expand=False).fillna("")
    found["publisher"] = publisher.mask(as_name, host)
    first = each_value(url.where(url.str.count("://") > 1, ""), _first_address)
    several = (first != "").to_numpy()
    name = mapped.columns.get("url", mapped.columns.get("publisher", "url"))
    marks.add(several, name, url, FIRST_ADDRESS)
    url = url.mask(several, first)
    wrong = ~url.str.fullmatch(r"https?://[^\s/?#]\S*|").to_numpy()
    marks.add(wrong, name, url, NO_ADDRESS)
    found["url"] = url.mask(wrong, "")


def _first_address(cell: str) -> str:
    """The first of several addresses, where *cell* holds nothing else; "" where it doesn't."""
    # Each split looks at a place once: one pattern for all of it tried every way to part them.
    parts = (part.strip(";,|") for word in cell.split() for part in _NEXT_ADDRESS.split(word))
    found = [each for each in parts if each]
    return found[0] if len(found) > 1 and all(map(_ADDRESS.match, found)) else ""
