"""What the form for a suggestion holds so far."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from strikemap.model import TABLES, Collection
from strikemap.suggestion.ids import ids_like
from strikemap.suggestion.rows import Row, Suggestion


@dataclass(slots=True)
class Draft:
    """The rows that a suggestion adds to `collection`, as of `today`."""

    collection: Collection
    today: date
    added: dict[str, list[Row]] = field(default_factory=dict)

    def add(self, table: str, row: Row) -> None:
        """Take *row* up among those to add to *table*."""
        self.added.setdefault(table, []).append(row)

    def taken(self, base: str) -> frozenset[str]:
        """Ids that begin with *base*, in the collection and in this draft."""
        own = {
            each[TABLES[name].key]
            for name, rows in self.added.items()
            for each in rows
            if TABLES[name].key
        }
        return ids_like(self.collection, base) | own

    def finished(self, changed: dict[str, tuple[Row, ...]] | None = None) -> Suggestion:
        """The suggestion as it stands."""
        return Suggestion({name: tuple(rows) for name, rows in self.added.items()}, changed or {})
