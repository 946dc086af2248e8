"""Exactly what is on screen as a file, and how to cite it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from strikemap import export
from strikemap.export.page import LISTED
from strikemap.filters.rows import span_of
from strikemap.host import prepared_exports
from strikemap.host.prepared_exports import Busy, Prepared
from strikemap.host.public_address import base_url
from strikemap.links import Link
from strikemap.markup import safe_label
from strikemap.model import Collection
from strikemap.ui.elements.download import show_download
from strikemap.ui.session.address import dashboard_address
from strikemap.ui.session.state import Session

_LABELS = {
    form.name: form.label for form in export.FORMS.values() if form.label and not form.is_picture
}
_BOUNDED = tuple(name for name in _LABELS if export.FORMS[name].is_bounded)
_PREPARED = "prepared export"
_EXPLAINED = (
    "With so many incidents in view a file is prepared first, one at a time on this host. The web "
    f"page lists the first {LISTED:,} and counts all of them."
)


def show_downloads(current: Session) -> None:
    """
    A button for each format, of exactly what is in view.

    A small file is made when its button is pressed; a larger one is prepared first, with a bar
    and one at a time on a host; for the largest there is the command that writes it elsewhere.
    """
    if current.collection.local_only:
        st.caption("For local use: the licence of this collection forbids passing its content on.")
    count = len(current.rows)
    if count > prepared_exports.MOST:
        _show_command(current, count)
        _show_prepared(current, _BOUNDED)
    elif count > prepared_exports.ONE_CLICK:
        _show_prepared(current, tuple(_LABELS))
    else:
        link, collection, address = current.link, current.collection, base_url()
        for column, form in zip(st.columns(len(_LABELS)), _LABELS, strict=True):
            make = partial(export.export, form, collection, link, address)
            _show_button(column, form, _LABELS[form], collection, link, make)


def forget_prepared() -> None:
    """Let go of what this session prepared, and of the collection that it is of."""
    st.session_state.pop(_PREPARED, None)


def _show_button(
    place: DeltaGenerator,
    form: str,
    label: str,
    collection: Collection,
    link: Link,
    make: Callable[[], bytes],
) -> None:
    show_download(
        place,
        label,
        make,
        export.file_name(form, collection, link.filters.dates or span_of(collection)),
        export.FORMS[form].media_type,
        key=f"download {form}",
        width="stretch",
    )


def _show_command(current: Session, count: int) -> None:
    st.text(
        f"{count:,} incidents are in view. CSV, GeoJSON and the data package are made here of at "
        f"most {prepared_exports.MOST:,}: narrow the view, or write the file with the command line, "
        "where --format also takes geojson and package."
    )
    command = export.command("csv", current.collection, current.link, base_url())
    st.code(command, language="bash", wrap_lines=True)
    if current.collection.folder is None:
        st.caption("DIR is the folder that “python -m strikemap import” makes of your file.")


@st.fragment
def _show_prepared(current: Session, forms: Sequence[str]) -> None:
    """The buttons of *forms*, each of which first makes the file and then gives it."""
    st.caption(_EXPLAINED)
    link, collection = current.link, current.collection
    made: Prepared | None = st.session_state.get(_PREPARED)
    wanted, ready = "", ""
    columns = st.columns(len(_LABELS))
    places = {form: column.empty() for form, column in zip(forms, columns, strict=False)}
    for form, place in places.items():
        if made and made.is_of(form, collection, link):
            _show_ready(place, made)
            ready = form
        elif _asked(place, form):
            wanted = form
    if not wanted:
        return
    forget_prepared()
    bar = st.progress(0.0, "Preparing …")
    try:
        made = prepared_exports.prepare(
            wanted, collection, link, base_url(), lambda done, what: _show_progress(bar, done, what)
        )
    except Busy as busy:
        st.warning(str(busy))
        return
    finally:
        bar.empty()
    st.session_state[_PREPARED] = made
    _show_ready(places[wanted], made)
    if ready:
        _asked(places[ready], ready)


def _asked(place: DeltaGenerator, form: str) -> bool:
    return place.button(f"Prepare {_LABELS[form]}", key=f"prepare {form}", width="stretch")


def _show_ready(place: DeltaGenerator, made: Prepared) -> None:
    size = f", {len(made.content) / 1e6:,.1f} MB" if made.content else ""
    label = f"Download {_LABELS[made.form]}{size}"
    _show_button(place, made.form, label, made.collection, made.link, made.delivered)


def _show_progress(bar: DeltaGenerator, done: float, what: str) -> None:
    bar.progress(min(max(done, 0.0), 1.0), safe_label(f"{what} …"))


def show_citation(current: Session) -> None:
    """A formatted citation and BibTeX of the present view, each with its copy button."""
    cited = export.cite(current.collection, current.link, dashboard_address(current.page))
    with st.expander("Cite this view"):
        st.code(cited.text, language=None, wrap_lines=True)
        st.code(cited.bibtex, language=None, wrap_lines=True)
        st.caption(
            "The content hash is the sha256 of the collection’s tables: the same hash, the same data."
        )
