"""What an export is of: a collection, the incidents of it that a link asks for, and which part."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from strikemap import links
from strikemap.export.tables import Rows
from strikemap.in_view import InView
from strikemap.links import Link
from strikemap.model import Collection


@dataclass(frozen=True, slots=True)
class Span:
    """A part of a long list: the position of its first record, and how many; None for the rest."""

    first: int = 0
    limit: int | None = None

    def of(self, rows: Rows) -> Rows:
        """The positions of *rows* that fall into this part."""
        return rows[self.first :] if self.limit is None else rows[self.first :][: self.limit]


WHOLE = Span()


@dataclass(frozen=True)
class View:
    """
    What *link* asks of *collection*; *base_url* is the host's public address, where configured.

    *span* is heeded by the forms that come in pages.
    """

    collection: Collection
    link: Link
    base_url: str = ""
    span: Span = WHOLE

    @cached_property
    def in_view(self) -> InView:
        """What the link's filters leave in view."""
        return InView(self.collection, self.link.filters)

    @property
    def rows(self) -> Rows:
        """The positions of the incidents in view."""
        return self.in_view.rows

    @property
    def query(self) -> str:
        """The query of the view, every default written out."""
        return links.encode(links.to_query(self.link, self.collection, full=True))
