"""A reader's own file to a collection in memory, within bounds of size and time."""

from __future__ import annotations

import logging
import time
from collections.abc import Container
from dataclasses import dataclass, field, replace
from threading import Lock

import pandas as pd

from strikemap import checks
from strikemap import collection as collections
from strikemap import filters as filtering
from strikemap.host.package_zip import is_package, is_zip, members, read_package
from strikemap.importers import ImportOptions, ImportProblem, Report, examine, import_file
from strikemap.model import Collection, Problem
from strikemap.progress import Progress

SECONDS = 240.0
"""A file that takes longer is given up, so that one reader can't occupy the host for good."""
PACKAGE = "package"

_ONE_AT_A_TIME = Lock()
_WAIT = 0.25
_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Recognition:
    """What a file is: the form of its columns, their names, and the kind of file that has them."""

    form: str
    header: tuple[str, ...] = ()
    kind: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Read:
    """
    What came of a file.  `report` and `rejected` are an import's; a Data Package has neither.

    `collection` is None where errors of structure, among `problems`, keep it from being one.
    """

    collection: Collection | None
    problems: tuple[Problem, ...]
    report: Report | None
    rejected: pd.DataFrame
    dropped: pd.DataFrame = field(default_factory=pd.DataFrame)
    marked: pd.DataFrame = field(default_factory=pd.DataFrame)


def recognised(contents: bytes, name: str, progress: Progress, sheet: str = "") -> Recognition:
    """
    What the file *contents* is; of a spreadsheet, what *sheet* is.

    Raises:
        ImportProblem: it is nothing that can be read; the message says why.
        SeveralSheets: several sheets of it hold rows.
    """
    with _turn(progress) as tell:
        if is_zip(contents) and is_package(members(contents, name)):
            return Recognition(PACKAGE)
        found = examine(contents, None, ImportOptions(sheet=sheet), tell, file_name=name)
        return Recognition(found.form, found.names, found.kind)


def read(
    contents: bytes,
    name: str,
    form: str,
    options: ImportOptions,
    taken: Container[str],
    progress: Progress,
) -> Read:
    """
    Read the file *contents*, recognised as *form*, and check it; its name is none of *taken*.

    Raises:
        ImportProblem: nothing of it can be read, or it takes too long.
    """
    with _turn(progress) as tell:
        if form == PACKAGE:
            tables, descriptor, faults = read_package(contents, name, tell)
            report, listed = None, (pd.DataFrame(), pd.DataFrame(), pd.DataFrame())
        else:
            made = import_file(contents, form, options, tell, file_name=name)
            tables, descriptor, faults = dict(made.tables), made.descriptor, ()
            report, listed = made.report, (made.rejected, made.dropped, made.marked)
        tell(0.0, "putting it together")
        reading = collections.from_tables(tables, descriptor)
        torn = {each.file for each in faults}
        kept = [p for p in reading.problems if p.rule != "file" or p.file not in torn]
        if faults:
            reading = collections.Reading(None, (*faults, *kept))
        problems = checks.check_reading(
            reading, progress=lambda done, all_, what: tell(done / all_, f"checking: {what}")
        )
    if report is not None:
        # The order of the rows is the importer's doing, not the file's.
        problems = tuple(each for each in problems if each.rule != "sorted")
    found = reading.collection
    if found is not None and not len(found.incidents):
        raise ImportProblem(f"{name}: holds no incident")
    return Read(_named(found, taken) if found else None, problems, report, *listed)


def _named(found: Collection, taken: Container[str]) -> Collection:
    """*found* under a name of its own, with the days that it covers where it says none."""
    name, number = found.name, 2
    while name in taken:
        name, number = f"{found.name}-{number}", number + 1
    first, last = filtering.span(found)
    return replace(
        found,
        name=name,
        coverage_from=found.coverage_from or first.isoformat(),
        coverage_to=found.coverage_to or last.isoformat(),
    )


class _turn:  # noqa: N801  # used as a statement: with _turn(progress) as tell
    """
    One file at a time on a host, each within `SECONDS`; every fault becomes an `ImportProblem`.
    """

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._until = 0.0

    def __enter__(self) -> Progress:
        until = time.monotonic() + SECONDS
        while not _ONE_AT_A_TIME.acquire(timeout=_WAIT):
            self._progress(0.0, "another reader's file is being read; yours is next")
            if time.monotonic() > until:
                raise ImportProblem("the host is busy with other files; try again later")
        self._until = time.monotonic() + SECONDS
        return self._tell

    def _tell(self, done: float, what: str) -> None:
        if time.monotonic() > self._until:
            raise ImportProblem(
                f"reading takes longer than {SECONDS:.0f} seconds; cut the file into parts"
            )
        self._progress(done, what)

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: object
    ) -> None:
        _ONE_AT_A_TIME.release()
        if fault is None or isinstance(fault, ImportProblem) or not isinstance(fault, Exception):
            return
        # Whatever a stranger's file sets off must end in words, and be found in the host's log.
        _LOG.error("a file could not be read", exc_info=fault)
        raise ImportProblem(
            "it can't be read, for a reason that was not foreseen "
            f"({kind.__name__ if kind else ''}); the fault is in this program, and other files "
            "and sessions are not touched"
        ) from None
