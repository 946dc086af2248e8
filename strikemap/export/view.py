"""What an export is of: a collection, the incidents of it that a link asks for, and which part."""

from __future__ import annotations

from dataclasses import dataclass, replace
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
ONE_SIDE = "a file is of one view; of the other side ask by itself, without “compare”"
"""Why nothing is exported of a comparison."""


@dataclass(frozen=True)
class View:
    """
    What *link* asks of *collection*; *base_url* is the host's public address, where configured.

    *span* is heeded by the forms that come in pages; *published_at* is the address of a page that
    stands for the view where *base_url* serves files alone.
    """

    collection: Collection
    link: Link
    base_url: str = ""
    span: Span = WHOLE
    published_at: str = ""

    @cached_property
    def in_view(self) -> InView:
        """What the link's filters leave in view."""
        return InView(self.collection, self.link.filters)

    @property
    def rows(self) -> Rows:
        """The positions of the incidents in view."""
        return self.in_view.rows

    @property
    def address(self) -> str:
        """
        Where the view can be seen, for whoever cites it.

        Without a public address of the host, by configuration, it is the query alone, so that an
        export names no host.
        """
        host = f"{self.base_url.rstrip('/')}/" if self.base_url else ""
        return self.published_at or f"{host}?{self.query}"

    @property
    def query(self) -> str:
        """The query of the view, every default written out, without another to compare it with."""
        link = replace(self.link, compare="")
        return links.encode(links.to_query(link, self.collection, full=True))
