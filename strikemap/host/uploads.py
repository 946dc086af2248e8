"""A reader's own file to a collection in memory, within bounds of size and time."""

from __future__ import annotations

import time
from collections.abc import Callable, Container, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from weakref import WeakSet

import pandas as pd

from strikemap import cache, checks
from strikemap import collection as collections
from strikemap.filters.rows import span_of
from strikemap.host.allocators import give_back, given_back
from strikemap.host.host_budget import BUDGET
from strikemap.host.log import write_fault
from strikemap.host.memory_budget import NoRoom, Reservation
from strikemap.host.package_zip import is_package, is_zip, members, read_package
from strikemap.host.turns import Turns, in_words
from strikemap.host.unpacked_size import unpacked_size
from strikemap.importers import ImportOptions, ImportProblem, Report, examine, import_file
from strikemap.importers.lent_memory import Lender, lent_by
from strikemap.languages import gettext as _
from strikemap.languages import sentence, sentence_of, sentences
from strikemap.model import TABLES, Collection, Problem
from strikemap.progress import Progress

SECONDS = 240.0
"""A file that takes longer is given up, so that one reader can't occupy the host for good."""
PACKAGE = "package"

READING = 6
"""Bytes of memory that are taken for each byte of a file, unpacked, while it is read, at most."""
MARGIN = 8 * 2**20
"""The same for any file, however small."""
MAKING = 3
"""The same for each byte of the rows that are made of it: a few bytes may say many of them."""
IN_VIEW = 16
"""Bytes that its reader's session works out for each incident in view: its place in the tables."""

_BROUGHT: WeakSet[Collection] = WeakSet()
"""The collections that were made of readers' files and are still held by someone."""
BUDGET.count(lambda: cache.STORE.bytes_of(list(_BROUGHT)))

_TURNS = Turns()


@dataclass(frozen=True, slots=True)
class Recognition:
    """What a file is: the form of its columns, their names, and the kind of file that has them."""

    form: str
    header: tuple[str, ...] = ()
    kind: str = ""


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
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
    What the file *contents* is; of several sheets or lists in JSON, what *sheet* is.

    Raises:
        ImportProblem: it is nothing that can be read; the message says why.
        SeveralTables: several sheets, or lists in JSON, hold rows.
    """
    with _turn(progress, lambda: _room_for(unpacked_size(contents, 0))) as tell:
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
    with _turn(progress, lambda: _room_for(_unpacked(contents))) as tell:
        if form == PACKAGE:
            tables, descriptor, faults = read_package(contents, name, tell)
            report, listed = None, (pd.DataFrame(), pd.DataFrame(), pd.DataFrame())
        else:
            made = import_file(contents, form, options, tell, file_name=name)
            tables, descriptor, faults = dict(made.tables), made.descriptor, ()
            report, listed = made.report, (made.rejected, made.dropped, made.marked)
        tell(0.0, _("putting it together"))
        reading = collections.from_tables(tables, descriptor)
        torn = {each.file for each in faults}
        kept = [p for p in reading.problems if p.rule != "file" or p.file not in torn]
        if faults:
            reading = collections.Reading(None, (*faults, *kept))
        problems = checks.check_reading(
            reading,
            progress=lambda done, all_, what: tell(
                done / all_, _("checking: {what}", what=_(what))
            ),
        )
    if report is not None:
        # The order of the rows is the importer's doing, not the file's.
        problems = tuple(each for each in problems if each.rule != "sorted")
    found = reading.collection
    if found is not None and not len(found.incidents):
        raise ImportProblem(sentence("{file}: holds no incident", file=name))
    whole = Read(_named(found, taken) if found else None, problems, report, *listed)
    if whole.collection is not None:
        _BROUGHT.add(whole.collection)
        size = weight(whole.collection) + IN_VIEW * len(whole.collection.incidents)
        BUDGET.hold(whole.collection, size)
    BUDGET.hold(whole, sum(map(_bytes_of, listed)))
    give_back()
    return whole


def _unpacked(contents: bytes) -> int:
    return unpacked_size(contents, BUDGET.free // READING)


def _room_for(size: int) -> int:
    """Bytes to work in on a file of *size* bytes."""
    return READING * size + MARGIN


def largest(most_bytes: int) -> int:
    """The bytes of the largest file that there is room for now, and at most *most_bytes*."""
    return min(most_bytes, max(0, BUDGET.free - MARGIN) // (READING + 1))


def has_room(size: int) -> bool:
    """Whether a file of *size* bytes, which are counted, can be read now."""
    return _room_for(size) <= BUDGET.free


def weight(of: Collection) -> int:
    """Bytes that the tables of a collection take."""
    return sum(_bytes_of(getattr(of, name)) for name in TABLES)


def _bytes_of(frame: pd.DataFrame) -> int:
    return int(frame.memory_usage(deep=True).sum())


def _named(found: Collection, taken: Container[str]) -> Collection:
    """*found* under a name of its own, with the days that it covers where it says none."""
    name, number = found.name, 2
    while name in taken:
        name, number = f"{found.name}-{number}", number + 1
    first, last = span_of(found)
    return replace(
        found,
        name=name,
        coverage_from=found.coverage_from or first.isoformat(),
        coverage_to=found.coverage_to or last.isoformat(),
    )


def _lender(room: Reservation) -> Lender:
    """Who lets *room* grow with what is made of a file."""
    made, before = 0, room.size

    def lend(size: int) -> None:
        nonlocal made
        made += size
        room.need(max(before, MARGIN + MAKING * made))

    return lend


@contextmanager
def _turn(progress: Progress, size: Callable[[], int]) -> Iterator[Progress]:
    """
    One file at a time on a host, in the order in which they came, each within `SECONDS` and with
    as many bytes to work in as *size* says; every fault becomes an `ImportProblem`.
    """
    until = 0.0

    def tell(done: float, what: str) -> None:
        if time.monotonic() > until:
            raise ImportProblem(
                sentences(
                    "reading takes longer than {count} second; cut the file into parts",
                    "reading takes longer than {count} seconds; cut the file into parts",
                    round(SECONDS),
                )
            )
        progress(done, what)

    try:
        with (
            _TURNS.turn(lambda before: progress(0.0, in_words(before))),
            BUDGET.reserved(size()) as room,
            lent_by(_lender(room)),
            given_back(),
        ):
            until = time.monotonic() + SECONDS
            yield tell
    except ImportProblem:
        raise
    except NoRoom as full:
        raise ImportProblem(sentence_of(full)) from None
    except Exception as fault:  # whatever a stranger's file sets off ends in words, and is logged
        write_fault("a file could not be read", fault)
        raise ImportProblem(
            sentence(
                "it can't be read, for a reason that was not foreseen ({fault}); the fault is in "
                "this program, and other files and sessions are not touched",
                fault=type(fault).__name__,
            )
        ) from None
