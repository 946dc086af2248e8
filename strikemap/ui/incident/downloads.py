"""Exactly what is on screen as a file, and how to cite it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from strikemap import export
from strikemap.export.page import LISTED
from strikemap.host import prepared_exports
from strikemap.host.prepared_exports import Busy, Prepared
from strikemap.host.public_address import base_url
from strikemap.languages import decimal, marked, ngettext
from strikemap.languages import gettext as _
from strikemap.markup import safe_label
from strikemap.ui.elements.download import show_download
from strikemap.ui.session.address import dashboard_address
from strikemap.ui.session.language import link_of_file
from strikemap.ui.session.state import Session

_FORMS = tuple(
    form.name for form in export.FORMS.values() if form.english_label and not form.is_picture
)
_BOUNDED = tuple(name for name in _FORMS if export.FORMS[name].is_bounded)
_PREPARED = "prepared export"
_EXPLAINED = marked(
    "With so many incidents in view a file is prepared first, one at a time on this host. The web "
    "page lists the first {listed} and counts all of them."
)


def show_downloads(current: Session) -> None:
    """
    A button for each format, of exactly what is in view.

    A small file is made when its button is pressed; a larger one is prepared first, with a bar
    and one at a time on a host; for the largest there is the command that writes it elsewhere.
    """
    view = export.View(current.collection, link_of_file(current.link), base_url())
    if current.collection.local_only:
        st.caption(
            _("For local use: the licence of this collection forbids passing its content on.")
        )
    count = current.in_view.count
    if count > prepared_exports.MOST:
        _show_command(view, count)
        _show_prepared(view, _BOUNDED)
    elif count > prepared_exports.ONE_CLICK:
        _show_prepared(view, _FORMS)
    else:
        for column, form in zip(st.columns(len(_FORMS)), _FORMS, strict=True):
            label = export.FORMS[form].label
            _show_button(column, form, label, view, partial(prepared_exports.at_once, form, view))


def forget_prepared() -> None:
    """Let go of what this session prepared, and of the collection that it is of."""
    st.session_state.pop(_PREPARED, None)


def _show_button(
    place: DeltaGenerator,
    form: str,
    label: str,
    view: export.View,
    make: Callable[[], bytes],
) -> None:
    show_download(
        place,
        label,
        make,
        export.file_name(form, view.collection, view.in_view.span),
        export.FORMS[form].media_type,
        key=f"download {form}",
        width="stretch",
    )


def _show_command(view: export.View, count: int) -> None:
    st.text(
        ngettext(
            "{count} incident is in view. CSV, GeoJSON and the data package are made here of at "
            "most {most}: narrow the view, or write the file with the command below, in which "
            "geojson or package may stand for csv.",
            "{count} incidents are in view. CSV, GeoJSON and the data package are made here of at "
            "most {most}: narrow the view, or write the file with the command below, in which "
            "geojson or package may stand for csv.",
            count,
            most=prepared_exports.MOST,
        )
    )
    command = export.command("csv", view)
    st.code(command, language="bash", wrap_lines=True)
    if view.collection.folder is None:
        st.caption(
            _(
                "DIR is the folder that “{command}” makes of your file.",
                command="python -m strikemap import",
            )
        )


@st.fragment
def _show_prepared(view: export.View, forms: Sequence[str]) -> None:
    """The buttons of *forms*, each of which first makes the file and then gives it."""
    st.caption(_(_EXPLAINED, listed=LISTED))
    made: Prepared | None = st.session_state.get(_PREPARED)
    wanted, ready = "", ""
    columns = st.columns(len(_FORMS))
    places = {form: column.empty() for form, column in zip(forms, columns, strict=False)}
    for form, place in places.items():
        if made and made.is_of(form, view):
            _show_ready(place, made)
            ready = form
        elif _asked(place, form):
            wanted = form
    if not wanted:
        return
    forget_prepared()
    bar = st.progress(0.0, _("Preparing …"))
    try:
        made = prepared_exports.prepare(
            wanted, view, lambda done, what: _show_progress(bar, done, what)
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
    return place.button(
        _("Prepare {form}", form=export.FORMS[form].label), key=f"prepare {form}", width="stretch"
    )


def _show_ready(place: DeltaGenerator, made: Prepared) -> None:
    form = export.FORMS[made.form].label
    content = made.content
    label = (
        _(
            "Download {form}, {size} MB",
            form=form,
            size=decimal(len(content) / 1e6, 1),
        )
        if content
        else _("Download {form}", form=form)
    )
    _show_button(place, made.form, label, made.view, made.delivered)


def _show_progress(bar: DeltaGenerator, done: float, what: str) -> None:
    bar.progress(
        min(max(done, 0.0), 1.0), safe_label(_("{doing} …", doing=_(what) if what else what))
    )


def show_citation(current: Session) -> None:
    """A formatted citation and BibTeX of the present view, each with its copy button."""
    view = export.View(current.collection, current.link, dashboard_address(current.page))
    cited = export.cite(view)
    with st.expander(_("Cite this view")):
        st.code(cited.text, language=None, wrap_lines=True)
        st.code(cited.bibtex, language=None, wrap_lines=True)
        st.caption(
            _(
                "The content hash is the sha256 of the collection’s tables: the same hash, "
                "the same data."
            )
        )
