"""The collections of the host, with a bar while one is being read."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st
from streamlit.runtime.scriptrunner_utils.exceptions import ScriptControlException

from strikemap.host import shelf
from strikemap.host.shelf import Shelf
from strikemap.languages import gettext as _
from strikemap.markup import safe_label
from strikemap.progress import Progress


def offered() -> Shelf:
    """Every sound collection of the host, as `host.shelf.shelf` reads them."""
    # Always there, so that what follows stands in the same place whether or not it is of use.
    place = st.empty()

    @contextmanager
    def told(doing: str) -> Iterator[Progress]:
        """
        A bar that says how far the work is, once it has taken `shelf.STILL` seconds.

        Streamlit ends a run where it sends something.  A reader who leaves or reloads ends his
        own run after the work alone: it is all readers' work, and would begin anew at each reload.
        """
        began = time.perf_counter()
        ended: ScriptControlException | None = None

        def tell(done: float, what: str) -> None:
            nonlocal ended
            if ended is None and time.perf_counter() - began > shelf.STILL:
                try:
                    said = _(
                        "{doing}: {what}",
                        doing=_(doing),
                        what=safe_label(_(what) if what else what),
                    )
                    place.progress(done, said)
                except ScriptControlException as asked:
                    ended = asked

        yield tell
        if ended is not None:
            raise ended
        place.empty()

    return shelf.shelf(told)
