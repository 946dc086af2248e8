"""What a table of a collection is: its columns, their types and what they may hold."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from strikemap.vocabularies import Term

Kind = Literal["string", "integer", "number", "date", "year-month-day prefix", "uri"]


@dataclass(frozen=True, slots=True)
class Field:
    """
    One column: its name, type, whether it must be filled, and its allowed values.

    One that `may_lack` came after the first versions: a file may be without it, and it is written
    only where some row fills it, so that what was cited before keeps its bytes and its hash.
    """

    name: str
    kind: Kind
    description: str
    required: bool = False
    terms: tuple[Term, ...] = ()
    pattern: str = ""
    refers_to: str = ""
    minimum: int | None = None
    maximum: int | None = None
    may_lack: bool = False

    @property
    def codes(self) -> tuple[str, ...]:
        """The allowed codes, in order; empty where any value is allowed."""
        return tuple(term.code for term in self.terms)


@dataclass(frozen=True, slots=True)
class Table:
    """One file of a collection: `name`.csv, with its columns and its key."""

    name: str
    title: str
    description: str
    fields: tuple[Field, ...]
    key: str = ""

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of the columns, in the order in which they are written."""
        return tuple(each.name for each in self.fields)

    @property
    def bare(self) -> Table:
        """The table as it was before it gained the columns that it may lack."""
        return replace(self, fields=tuple(each for each in self.fields if not each.may_lack))

    def field(self, name: str) -> Field:
        """
        The column called *name*.

        Raises:
            KeyError: there is none.
        """
        for each in self.fields:
            if each.name == name:
                return each
        raise KeyError(name)
