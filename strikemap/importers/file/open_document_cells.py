"""What the tags of ODS say beside the text of cells: their values, and over which cells they go."""

from __future__ import annotations

from collections.abc import Mapping

from strikemap.importers.file.merged_cells import Range
from strikemap.importers.file.sheet_extent import Extent, whole

SAYING = {"formula", "value", "value-type", "string-value", "date-value", "time-value"}
"""Attributes by which a cell says something, also where nothing stands in it."""
_VALUES = frozenset({"value", "string-value", "date-value", "time-value", "boolean-value"})
_CONTENT = "content.xml"
"""The part that holds the sheets; those of charts have tables of their own."""
_SPANNED = ("number-rows-spanned", "number-columns-spanned")


class MergedCells:
    """The ranges of merged cells of each sheet by its name, met in the order of the file."""

    def __init__(self) -> None:
        self.ranges: dict[str, list[Range]] = {}
        self._sheet: list[Range] = []

    def start_table(self, attributes: Mapping[str, str], part: str) -> None:
        """Take in the start of a table in a *part* of the file, by its name in the zip."""
        name = local(attributes).get("name", "")
        self._sheet = self.ranges.setdefault(name, []) if part == _CONTENT else []

    def start_cell(self, of: Mapping[str, str], at: Extent) -> bool:
        """Take in a cell with the attributes *of* at the last place of *at*; whether it goes on."""
        if _SPANNED[0] not in of and _SPANNED[1] not in of:
            return False
        rows, columns = (_count(of.get(each, "")) for each in _SPANNED)
        if rows < 2 and columns < 2:
            return False
        row, column = at.row - 1, at.column - 1
        self._sheet.append(((row, column), (row + max(rows, 1) - 1, column + max(columns, 1) - 1)))
        return True


def local(attributes: Mapping[str, str]) -> dict[str, str]:
    """*attributes* by their names without a namespace; of several of one name the first."""
    made: dict[str, str] = {}
    for key, value in attributes.items():
        made.setdefault(key.rpartition("}")[2], value)
    return made


def has_value(of: Mapping[str, str]) -> bool:
    """Whether a cell with the attributes *of* says its value in them, or that its text is it."""
    return of.get("value-type") == "string" or not _VALUES.isdisjoint(of)


def number(attributes: Mapping[str, str], name: str) -> int:
    """The attribute *name*, the most of several in whatever namespaces; 1 where there is none."""
    found = (value for key, value in attributes.items() if key.rpartition("}")[2] == name)
    return max((min(whole(each), 10**9) for each in found if each.isdigit()), default=1)


def _count(text: str) -> int:
    return whole(text) if text.isdigit() and text.isascii() else 1
