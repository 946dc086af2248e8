"""
Each rule that a collection must hold, and everything that breaks one.

The rules stand beside what they are about: `schema`, `records`, `claimed`, `days`, `numbers`,
`places`, `look_alikes`, `words`, `translated`, `counted_elsewhere`, `toured` and `released`.
`example` has the tiny collection that each rule's example breaks.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from strikemap import collection as collections
from strikemap.ahead import MANY_ROWS, made_ahead
from strikemap.checks import (
    claimed,
    counted_elsewhere,
    days,
    look_alikes,
    numbers,
    places,
    records,
    released,
    schema,
    toured,
    translated,
    words,
)
from strikemap.checks.rule import Edit, Rows, Rule, Subject
from strikemap.languages import marked
from strikemap.model import Collection, Problem
from strikemap.progress import Steps, offset
from strikemap.side_files import MOST_BYTES

__all__ = [
    "RULES",
    "Edit",
    "Rule",
    "check",
    "check_collection",
    "check_reading",
    "errors",
    "spoils",
    "unread",
]

RULES: tuple[Rule, ...] = (
    *schema.RULES,
    *records.RULES,
    *claimed.RULES,
    *days.RULES,
    *numbers.RULES,
    *places.RULES,
    *look_alikes.RULES,
    *words.RULES,
    *translated.RULES,
    *counted_elsewhere.RULES,
    *toured.RULES,
    *released.RULES,
)


def check(
    folder: Path, *, today: date | None = None, progress: Steps | None = None
) -> tuple[Problem, ...]:
    """
    Everything that is wrong with the collection in *folder*, by file and row.

    The rules beyond structure are held only where the collection could be read whole.
    *today* is the day of the check, by default the machine's; where its clock stands before the
    release that the collection is, the day of that.
    """
    reading = holding = None
    if progress:
        of = collections.STEPS + len(RULES)
        reading, holding = offset(progress, 0, of), offset(progress, collections.STEPS - 1, of)
    return check_reading(collections.read(folder, progress=reading), today=today, progress=holding)


def check_reading(
    reading: collections.Reading, *, today: date | None = None, progress: Steps | None = None
) -> tuple[Problem, ...]:
    """Everything that is wrong with what `collection.read` or `from_tables` gave."""
    if reading.collection is None:
        return reading.problems
    found = check_collection(reading.collection, rows=reading.rows, today=today, progress=progress)
    return _by_row((*reading.problems, *found))


def check_collection(
    collection: Collection,
    *,
    rows: Mapping[str, Rows] | None = None,
    today: date | None = None,
    progress: Steps | None = None,
    rules: Sequence[Rule] = RULES,
) -> tuple[Problem, ...]:
    """
    Every breach of *rules* in *collection*, by file and row.

    *rows* are the spreadsheet rows of its frames, as `Reading.rows`; without them, rows are
    counted as `collection.write` would write them.
    """
    subject = Subject(collection, today or _today(collection), rows or {})
    found: list[Problem] = []

    def breaches(rule: Rule) -> list[Problem]:
        return list(rule.problems(subject))

    held = made_ahead(breaches, rules, worth=len(subject.claims) > MANY_ROWS)
    for done, (rule, problems) in enumerate(zip(rules, held, strict=True), 1):
        if progress:
            progress(done, len(rules) + 1, rule.name)
        found += problems
    if progress:
        progress(len(rules) + 1, len(rules) + 1, marked("done"))
    return _by_row(found)


def errors(collection: Collection, *, progress: Steps | None = None) -> tuple[Problem, ...]:
    """
    The errors in *collection*, by file and row, without what is a warning.

    Rules that warn alone are not asked: one of them opens every version that was ever released.
    """
    held = [rule for rule in RULES if not rule.warns_alone]
    found = check_collection(collection, rules=held, progress=progress)
    return tuple(problem for problem in found if problem.severity == "error")


def spoils(problem: Problem) -> bool:
    """Whether readers must not be shown a collection with *problem*: an error of its tables."""
    return problem.severity == "error" and problem.file not in MOST_BYTES


def unread(collection: Collection) -> Mapping[str, tuple[Problem, ...]]:
    """What keeps files beside the tables of *collection* from being read whole, by their names."""
    subject = Subject(collection, date.min)
    found: dict[str, tuple[Problem, ...]] = {}
    for rule in RULES if collection.beside else ():
        for each in rule.problems(subject) if rule.of_reading else ():
            found[each.file] = (*found.get(each.file, ()), each)
    return found


def _today(of: Collection) -> date:
    """The machine's day, or the release's own where a clock without battery stands before it."""
    return max(date.today(), released.day_of_release(of) or date.min)


def _by_row(problems: tuple[Problem, ...] | list[Problem]) -> tuple[Problem, ...]:
    return tuple(sorted(problems, key=lambda each: (each.file, each.row, each.column, each.rule)))
