"""One session's view: read from the URL, kept while the reader acts, written back to the URL."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from secrets import token_hex
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
import streamlit as st

from strikemap import links
from strikemap.filters.choices import KEYS, LISTS, Filters
from strikemap.host import old_versions, own_files
from strikemap.host.shelf import Shelf
from strikemap.in_view import InView
from strikemap.languages import gettext as _
from strikemap.links import Link, View
from strikemap.model import Collection
from strikemap.translations import title_of
from strikemap.ui.session.address_bar import AddressBar
from strikemap.ui.session.map_state import Held, Opened, Ready, Standing
from strikemap.ui.session.pages import navigation
from strikemap.ui.session.run_context import follows_history

_KEY = "strikemap"
WIDGET = "filter "
WIDGET_KEYS = tuple(key for key in KEYS if key != "dates")
"""The keys of the filters that have a widget each; the days are the timeline's."""


@dataclass(slots=True)
class Session:
    """
    What one reader is looking at.  `visit` is a name of the session's own, by which a browser tells
    a new server's word from one of before.  `turn` rises whenever the map is to be moved to `aim`; `opened`
    is the symbol that the reader opened; `acts` numbers what he last did on the map; `ready` is
    the map between being made ready and being sent, within one run; `held`, what the page held when
    the timeline last asked; `is_arriving` holds
    until the first page of a visit has been sent whole.  `answered` is the number of the timeline's
    last question, `told` of the last whose answer the timeline was sent, and `is_moving` holds while
    its days do not rest, until a page is run whole; `standing`, what is said of them.  `known` holds what the browser last knew of
    each filter's widget; `is_adopted`, while it may not have heard of other filters yet.

    Where the reader followed a link, or went back or forward, `bar` tells, and what is in the
    address is adopted.
    """

    collection: Collection
    shelf: Shelf
    offered: dict[str, Collection]
    link: Link = field(default_factory=Link)
    page: str = ""
    bar: AddressBar = field(default_factory=AddressBar)
    notices: tuple[str, ...] = ()
    aim: View | None = None
    turn: int = 0
    acts: int = 0
    opened: Opened | None = None
    answered: int = 0
    told: int = 0
    is_moving: bool = False
    standing: Standing = field(default_factory=Standing)
    ready: Ready | None = None
    held: Held = Held()
    is_arriving: bool = True
    known: dict[str, Any] = field(default_factory=dict)
    is_adopted: bool = False
    visit: str = field(default_factory=lambda: token_hex(4))
    _seen: InView = field(init=False)

    def __post_init__(self) -> None:
        self._seen = InView(self.collection, self.link.filters)

    @property
    def in_view(self) -> InView:
        """What is in view now, the same one until collection or filters change."""
        if (self._seen.collection, self._seen.filters) != (self.collection, self.link.filters):
            self._seen = InView(self.collection, self.link.filters)
        return self._seen

    @property
    def is_answer(self) -> bool:
        """Whether the timeline has asked something that it has not been told the answer of yet."""
        return self.told != self.answered

    @property
    def held_now(self) -> Held:
        """What the page is known to hold: its word is good for the answer to that question alone."""
        return self.held if self.is_answer else Held()

    @property
    def rows(self) -> npt.NDArray[np.int64]:
        """The positions of the incidents in view."""
        return self.in_view.rows

    @property
    def selected(self) -> int:
        """The position of the selected incident, or -1."""
        return position(self.collection, self.link.incident)

    @property
    def today(self) -> Collection:
        """The newest version of the collection, which mostly is the one that is shown."""
        return self.offered.get(self.collection.name, self.collection)

    @property
    def is_old(self) -> bool:
        """Whether an older version of the collection is shown than there is."""
        return self.collection is not self.today

    def narrow(self, **changes: Any) -> None:
        """Change fields of the filters; what a link could not give is no longer told."""
        changed = replace(self.link.filters, **changes)
        if changed != self.link.filters:
            self.link = replace(self.link, filters=changed)
            self.notices = ()

    def query(self, *, full: bool = False) -> dict[str, list[str]]:
        """
        The query of the present view; with *full*, every default written out.

        It says the version where that is not today's.
        """
        is_old = self.is_old
        link = replace(
            self.link,
            version=self.collection.version if is_old else "",
            sha256=self.link.sha256 if is_old else "",
        )
        query = links.to_query(
            link, self.collection, default_collection=self.shelf.default, full=full
        )
        return own_files.with_own(query, self.offered, self.shelf.collections)

    def address_name(self, name: str) -> str:
        """What an address calls the collection *name*, one of those on offer."""
        return own_files.address_name(name, self.shelf.collections)


def position(collection: Collection, incident_id: str) -> int:
    """The position of an incident in its collection, or -1."""
    if not incident_id:
        return -1
    hit = np.flatnonzero((collection.incidents["incident_id"] == incident_id).to_numpy())
    return int(hit[0]) if len(hit) else -1


def session() -> Session:
    """
    This reader's session; `opened` has made it.

    Until a server's first `st.navigation`, Streamlit takes `pages/` for an app of its own and
    runs a deep-linked page without `app.py`; running again goes through `app.py`.
    """
    if _KEY not in st.session_state:
        navigation()
        st.rerun()
    found: Session = st.session_state[_KEY]
    return found


def opened(shelf: Shelf, page: str, extra: dict[str, Collection]) -> Session:
    """
    This reader's session on *page*, with the URL adopted where it is not the one last written.

    *extra* holds the collections that are this session's alone.
    """
    address = {key: st.query_params.get_all(key) for key in st.query_params}
    offered = {**shelf.collections, **extra}
    current: Session | None = st.session_state.get(_KEY)
    has_moved = current is None or current.bar.hear((page, _encoded(address)))
    is_first = current is None
    if current and not has_moved:
        address = current.query()
    query, is_gone = own_files.without_gone(address, extra)
    named = query.get("collection", [""])[-1]
    # Back to an address that names none is back to the default; by a link without a query to
    # another page the reader stays in the collection.
    stays = current and not query and not follows_history()
    fallback = current.collection.name if current and stays else shelf.default
    name = named if named in offered else fallback
    today = offered.get(name) or offered[shelf.default]
    collection, told = links.of_version(query, today, old_versions.opened)
    if current is None:
        current = st.session_state[_KEY] = Session(collection, shelf, offered)
    current.shelf, current.offered = shelf, offered
    if has_moved or current.collection is not collection:
        _adopt(current, collection, query)
        if not is_first:
            # A run that was going on when the reader went back may have written over the address
            # since: the browser takes this in its place, and passes over what it shows already.
            st.query_params.from_dict(address)
        current.notices = (*current.notices, *told)
        if is_gone:
            gone = _(
                "A file of a reader’s own was at this address: the server held it in memory for "
                "one visit alone, and it is gone. To see it again, open it on “Your data”. What is "
                "shown here is {collection}.",
                collection=title_of(collection),
            )
            current.notices = (gone, *current.notices)
        if named and named not in offered:
            missing = _(
                "There is no collection “{name}” here; this is {collection}.",
                name=named[:60],
                collection=title_of(collection),
            )
            current.notices = (missing, *current.notices)
        current.bar.write((page, _encoded(address)))
    current.page = page
    return current


def _adopt(current: Session, collection: Collection, query: dict[str, list[str]]) -> None:
    before = current.collection, current.link.filters
    current.collection = collection
    current.link, current.notices = links.from_query(query, collection)
    # Back from an incident that was chosen at an opened symbol is back to what that one holds.
    if before != (collection, current.link.filters):
        current.opened = None
    # One that the reader took away is held by nothing, whatever page comes next.
    current._seen = InView(collection, current.link.filters)
    current.is_moving = False
    current.is_adopted = True
    aim(current, current.link.view or _sight(current))
    seed_widgets(current)


ZOOMS = {1: 9.0, 2: 8.0, 3: 6.0}
"""How near a map of one incident looks, by ACLED's geo precision."""


def _sight(current: Session) -> View | None:
    """Where a link's incident can be seen, near enough for how precisely its place is known."""
    if current.selected < 0 or current.link.layer != links.LAYERS[0]:
        return None
    incident = current.collection.incidents.iloc[current.selected]
    if pd.isna(incident["latitude"]) or pd.isna(incident["longitude"]):
        return None
    place = float(incident["latitude"]), float(incident["longitude"])
    return View(*place, ZOOMS.get(int(incident["geo_precision"]), ZOOMS[3]))


def aim(current: Session, view: View | None) -> None:
    """Move the map to *view*, or to all incidents where it is None."""
    current.aim = view
    current.turn += 1


def seed_widgets(current: Session) -> None:
    """Give each filter's widget the value that the session has, before it is drawn."""
    for key in WIDGET_KEYS:
        st.session_state[WIDGET + key] = widget_value(current, key)


def widget_value(current: Session, key: str) -> Any:
    """What the widget of the filter *key* shows of the present view."""
    of = current.link.filters
    if key in LISTS:
        return list(getattr(of, LISTS[key]))
    others: dict[str, Any] = {
        "territory": of.territory,
        "q": of.text,
        "as_of": of.as_of.isoformat() if of.as_of else "",
        "publishers": of.publishers,
    }
    return others[key]


def write_url(current: Session) -> None:
    """
    Make the address bar say what is in view, where it does not yet.

    Days that move, as while they play, write once, when they rest: each step would be an entry to
    go back through.
    """
    if current.is_moving:
        return
    query = current.query()
    seen = {key: st.query_params.get_all(key) for key in st.query_params}
    if current.bar.is_behind or _encoded(query) != _encoded(seen):
        st.query_params.from_dict(query)
    current.bar.write((current.page, _encoded(query)))


def _encoded(query: dict[str, list[str]]) -> str:
    return links.encode(dict(sorted(query.items())))


def reset(current: Session) -> None:
    """Back to the default view of the collection."""
    current.link = replace(current.link, filters=Filters(), incident="", view=None, version="")
    current.notices, current.is_moving, current.opened = (), False, None
    current.is_adopted = True
    aim(current, None)
    seed_widgets(current)
