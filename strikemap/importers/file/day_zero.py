"""From which day a spreadsheet counts the days that it holds as plain numbers."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date, timedelta
from xml.parsers import expat  # what it is given was counted, and holds no document type

from strikemap.importers.cells.day_forms import SERIAL_ZERO

_FROM_1904 = date(1904, 1, 1)
"""Of workbooks made by Excel for the Macintosh, until 2011 by its default (ECMA-376, 18.17.4.1)."""
_PARTS = ("xl/workbook.xml", "content.xml")
_BLOCK = 1 << 16
_LONGEST_OFFSET = 36_525
"""Days from the usual first day beyond which a day that is named as the first is none."""


class _Known(Exception):
    """All that a part can say of its first day was read."""


def day_zero(contents: bytes) -> date:
    """
    The day that is 0 in the spreadsheet *contents*, as `sheet_bounds.counted` gives it.

    An XLSX says that it counts from 1904, an ODS which is its null date; else it is that of Excel.
    """
    found = [SERIAL_ZERO]

    def start(name: str, attributes: dict[str, str]) -> None:
        kind = name.rpartition("}")[2]
        told = {key.rpartition("}")[2]: value.strip() for key, value in attributes.items()}
        if kind == "workbookPr" and told.get("date1904", "").lower() in ("1", "true", "on"):
            found[0] = _FROM_1904
        elif kind == "null-date":
            found[0] = _day(told.get("date-value", "")) or SERIAL_ZERO
        if kind in ("workbookPr", "null-date", "sheets", "table"):
            raise _Known

    with zipfile.ZipFile(io.BytesIO(contents)) as archive:
        for part in sorted(set(_PARTS) & set(archive.namelist())):
            parser = expat.ParserCreate(namespace_separator="}")
            parser.StartElementHandler = start
            with archive.open(part) as stream:
                try:
                    while block := stream.read(_BLOCK):
                        parser.Parse(block, False)
                except _Known:
                    break
    return found[0]


def _day(text: str) -> date | None:
    found = re.match(r"\d{4}-\d{2}-\d{2}", text)
    try:
        day = date.fromisoformat(found[0]) if found else None
    except ValueError:
        return None
    is_near = day is not None and abs(day - SERIAL_ZERO) < timedelta(days=_LONGEST_OFFSET)
    return day if is_near else None
