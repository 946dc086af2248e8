"""The cells of one record of JSON, objects within it taken apart."""

from __future__ import annotations

import json
from collections.abc import Iterable

from strikemap.collection.bounds import MAX_COLUMNS
from strikemap.importers.file import json_shapes, said_again
from strikemap.importers.problem import ImportProblem
from strikemap.languages import sentence


class Cells(dict[str, str]):
    """
    Cells by column, in lower case.  `reason` says why not all of a record could be taken in, ""
    where all could; `again` names columns whose name another cell has before them.
    """

    def __init__(self) -> None:
        super().__init__()
        self.reason = ""
        self.again: list[str] = []
        self._within: dict[str, str] = {}
        """Columns that have what an object within the record holds, and its longer name."""

    def take(self, items: Iterable[tuple[str, object]]) -> None:
        """
        Take in *items*; what an object within holds has its own name where nothing else has it.

        Raises:
            ImportProblem: there are more than `MAX_COLUMNS`.
        """
        for short, longer, part in json_shapes.flat(items):
            if len(self) > MAX_COLUMNS:  # of millions each would be looked up
                raise ImportProblem(
                    sentence("more than {most} columns or properties", most=MAX_COLUMNS)
                )
            name = column(short)
            if name in self and short == longer and name in self._within:
                self._put(self._within.pop(name), self.pop(name))
            elif name in self:
                name = column(longer)
            try:
                self._put(name, cell(part))
            except RecursionError:
                self._put(name, "")
                self.reason = sentence("{column}: nested too deeply", column=name)
            if short != longer:
                self._within.setdefault(name, column(longer))

    def _put(self, name: str, said: str) -> None:
        """Keep what a cell says, beside another of its name where that says something else."""
        is_again = said_again.is_again(name)
        if name in self and self[name] not in ("", said):
            if not said:
                return
            is_again, time = True, 2
            while said_again.shown(said_again.numbered(name, time)) in self:
                time += 1
            name = said_again.numbered(name, time)
        name = said_again.shown(name)
        if is_again:
            self.again.append(name)
        self[name] = said


def column(name: str) -> str:
    """What a column is called whose member has that *name*."""
    return " ".join(name.casefold().split()) or "unnamed"


def cell(value: object) -> str:
    """
    *value* as a text.

    Raises:
        RecursionError: it is nested too deeply.
    """
    if value is None or value in ([], {}):
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, list) and (told := json_shapes.listed(value)) is not None:
        return told
    return json.dumps(value, ensure_ascii=False)
