"""What a suggestion breaks, by the rules that a collection is checked by."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import pandas as pd

from strikemap import checks, collection
from strikemap.checks.look_alikes import LOOKS_ALIKE
from strikemap.collection.typed_tables import ID_TAKEN
from strikemap.languages import Sentence, marked
from strikemap.model import TABLES, Collection, Problem
from strikemap.suggestion.neighbours import around
from strikemap.suggestion.records import key_of
from strikemap.suggestion.rows import Suggestion

# Rows of the few records that are looked at say nothing about the rows of the whole files.
_WITHOUT_ROWS = {
    ID_TAKEN: marked("{value} is the id of a record already; choose another"),
    LOOKS_ALIKE: marked(
        "{km} km from {id}, of the same day and kind; merge them, or list the pair under "
        "`distinct` in datapackage.json"
    ),
}


@dataclass(frozen=True, slots=True)
class Fault:
    """What a suggestion breaks: which rule, in which record and column, and the cure."""

    table: str
    record: str
    column: str
    rule: str
    message: str
    is_error: bool


@dataclass(frozen=True, slots=True)
class Verdict:
    """
    The faults of a suggestion, errors first.

    `is_readable` says that the rows have the right form, so that all rules were held.
    """

    faults: tuple[Fault, ...]
    is_readable: bool

    @property
    def is_sound(self) -> bool:
        """Whether no error is left; warnings may be."""
        return not any(each.is_error for each in self.faults)


def examine(of: Collection, suggestion: Suggestion, today: date) -> Verdict:
    """
    What *suggestion* breaks, by the rules that a collection is checked by.

    Held against the suggested rows and the records that they touch, so that it costs the same for
    a large collection; and without them where one of those others has a fault.
    """
    known = collection.text_tables(of, around(of, suggestion))
    contents = {**of.descriptor, "updated": today.isoformat()}
    own = {
        each[TABLES[name].key] for name in known for each in suggestion.rows(name) if key_of(name)
    }
    faults, is_readable = _faults(tables_with(known, suggestion), contents, today)
    is_ours_alone = all(each.record in own for each in faults)
    before = set() if is_ours_alone else set(_faults(known, contents, today)[0])
    broken = [each for each in faults if each not in before or each.record in own]
    broken.sort(key=lambda each: not each.is_error)
    return Verdict(tuple(dict.fromkeys(broken)), is_readable)


def tables_with(
    known: Mapping[str, pd.DataFrame], suggestion: Suggestion
) -> dict[str, pd.DataFrame]:
    """The tables *known* as they would be with *suggestion*, sorted as files are."""
    made = {}
    for name, table in TABLES.items():
        frame = known[name]
        if table.key:
            replaced = {each[table.key] for each in suggestion.changed.get(name, ())}
            frame = frame[~frame[table.key].isin(replaced).to_numpy(bool)]
        new = pd.DataFrame(
            [dict(each) for each in suggestion.rows(name)], columns=list(table.columns), dtype="str"
        )
        whole = pd.concat([frame.astype("str"), new], ignore_index=True)
        by = [table.key] if table.key else list(table.columns)
        made[name] = whole.sort_values(by, kind="stable", ignore_index=True)
    return made


def _faults(
    tables: Mapping[str, pd.DataFrame], contents: Mapping[str, object], today: date
) -> tuple[list[Fault], bool]:
    reading = collection.from_tables(tables, contents)
    problems = checks.check_reading(reading, today=today)
    return [_fault(each, tables) for each in problems], reading.collection is not None


def _fault(problem: Problem, tables: Mapping[str, pd.DataFrame]) -> Fault:
    name = problem.file.partition(".")[0]
    key = key_of(name) if name in TABLES else ""
    at = problem.row - 2
    named = str(tables[name][key].iloc[at]) if key and at >= 0 else ""
    message = problem.message
    if isinstance(message, Sentence) and (plain := _WITHOUT_ROWS.get(message.message)):
        message = message.put(plain)
    is_error = problem.severity == "error"
    return Fault(name, named, problem.column, problem.rule, message, is_error)
