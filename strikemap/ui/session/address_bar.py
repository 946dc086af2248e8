"""What the browser's address bar shows, as far as the server can know."""

from __future__ import annotations

from dataclasses import dataclass

from strikemap.ui.session.run_context import follows_history

Address = tuple[str, str]
"""A page's address and the query in it, encoded in one order of the keys."""

MOST = 50
"""Addresses kept that the browser may not have gone beyond yet."""


@dataclass(slots=True)
class AddressBar:
    """
    `written` is the address that the browser was last known to show, or last told to.

    `earlier` are those before it, oldest first, one of which the browser still showed when it was
    last heard: a choice that it sends before it has heard of the last answer names one of them.
    `is_behind` where the run was asked for by such a choice: what is still on its way to the
    browser will take it to another address than the run's own.
    """

    written: Address | None = None
    earlier: tuple[Address, ...] = ()
    is_behind: bool = False

    def write(self, address: Address) -> None:
        """The browser is told to show *address*."""
        if self.written and self.written != address:
            self.earlier = (*self.earlier, self.written)[-MOST:]
        self.written = address

    def hear(self, address: Address) -> bool:
        """
        A run was asked for from *address*: whether the reader has gone there.

        He has not where it is what was last written, or where the browser has only not heard of
        that yet; but Back may lead to what it showed a moment ago.
        """
        self.is_behind = address in self.earlier and not follows_history()
        if self.is_behind:
            self.earlier = self.earlier[self.earlier.index(address) :]
            return False
        is_gone, self.written, self.earlier = address != self.written, address, ()
        return is_gone
