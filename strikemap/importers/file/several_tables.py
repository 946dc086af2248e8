"""Several tables in one file, of which one is asked for."""

from __future__ import annotations

from collections.abc import Iterable

from strikemap.importers.problem import ImportProblem
from strikemap.languages import quoted, sentence


class SeveralTables(ImportProblem):
    """
    Several tables hold rows, of which nothing says which one is meant; `names` are theirs, and
    `are_sheets` says whether they are sheets of a workbook or lists in JSON.
    """

    def __init__(self, said: str, names: tuple[str, ...], *, are_sheets: bool) -> None:
        self.names, self.are_sheets = names, are_sheets
        super().__init__(said)


def called(wanted: str, names: Iterable[str]) -> str | None:
    """The one of *names* that is *wanted*, in whatever case; None where none is."""
    plain = wanted.strip().casefold()
    return next((each for each in names if each.strip().casefold() == plain), None)


def listed(names: Iterable[str]) -> str:
    """*names* beside each other, as far as there is room."""
    return ", ".join(names)[:400]


def no_list(file: str, wanted: str, names: Iterable[str]) -> ImportProblem:
    """That no list of *file* is called *wanted*."""
    return ImportProblem(
        sentence(
            "{file}: no list {name}; it has {names}",
            file=file,
            name=quoted(wanted),
            names=listed(names),
        )
    )
