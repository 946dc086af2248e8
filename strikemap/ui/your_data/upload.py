"""A file of the reader's own, from the drop to a collection that this session alone sees."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any, TypeVar

import streamlit as st
from starlette.formparsers import MultiPartParser
from streamlit import runtime

from strikemap import wording
from strikemap.host.own_files import OWN
from strikemap.host.uploads import PACKAGE, Read, Recognition, largest, read, recognised
from strikemap.importers import ImportOptions, ImportProblem
from strikemap.importers.file.several_tables import SeveralTables
from strikemap.importers.forms.telling import CSV, GEOJSON, KML, PARQUET, SHEET
from strikemap.languages import DEFAULT, marked, ngettext, sentence_of, speaking
from strikemap.languages import gettext as _
from strikemap.markup import Safe, as_written, join, safe, safe_label, safe_words
from strikemap.model import Collection
from strikemap.progress import Progress
from strikemap.ui.elements.line import show_line
from strikemap.ui.incident.downloads import forget_prepared
from strikemap.ui.session.language import in_language
from strikemap.ui.session.run_context import session_that_runs
from strikemap.ui.session.state import Session
from strikemap.ui.your_data.in_words import on_page
from strikemap.ui.your_data.mapping import show_mapping, show_renaming, show_scope
from strikemap.ui.your_data.outcome import NO_ORDER, ask_order, show_account

UPLOADS = "uploads"
PROMISE = marked(
    "Open a file beside the collections here: an ACLED, UCDP GED or VIINA download, a table of "
    "your own (CSV, XLSX, ODS, Parquet), points (GeoJSON, KML, KMZ), JSON records, or a zipped Data "
    "Package; gzip and zip are read as they are. "
    "The file goes from your browser to the machine that runs Strikemap, into the memory of this "
    "session, and no further: nothing is written, nothing is sent to anyone, and it is gone when "
    "you close or reload this page. It can’t be shared by link."
)
RECOGNISED = {
    "acled": marked("Recognised as an ACLED event export."),
    "ucdp": marked("Recognised as a UCDP GED file."),
    "viina": marked("Recognised as a VIINA event file."),
    CSV: marked("Recognised as a plain table."),
    GEOJSON: marked("Recognised as GeoJSON points."),
    PACKAGE: marked("Recognised as a zipped Data Package."),
}
IN_A_SPREADSHEET = {
    "acled": marked("Recognised as an ACLED event export, in a spreadsheet."),
    "ucdp": marked("Recognised as a UCDP GED file, in a spreadsheet."),
    "viina": marked("Recognised as a VIINA event file, in a spreadsheet."),
    CSV: marked("Recognised as a table in a spreadsheet."),
}
IN_A_FORMAT = {
    "acled": marked("Recognised as an ACLED event export, in {format}."),
    "ucdp": marked("Recognised as a UCDP GED file, in {format}."),
    "viina": marked("Recognised as a VIINA event file, in {format}."),
    CSV: marked("Recognised as a table in {format}."),
}
_FORMATS = {GEOJSON: "JSON", KML: "KML", PARQUET: "Parquet"}
NO_ROOM = marked(
    "This host has no room for another file now: its memory for readers’ files is taken. Nothing "
    "that is open is lost. Remove a file of yours that you no longer need, or look again in a "
    "minute: what readers leave behind comes free half a minute later."
)
_TURN, _KEPT, _LARGEST = "upload turn", "upload kept", "upload largest"
_MEGABYTE = 2**20
_STEPS = (100, 50, 20, 10, 5, 2, 1)
_Made = TypeVar("_Made", Recognition, Read)


def uploads() -> dict[str, Collection]:
    """The collections that are this session's alone, by name."""
    found: dict[str, Collection] = st.session_state.setdefault(UPLOADS, {})
    return found


def show_uploads(current: Session) -> None:
    """The collections that the reader opened, each with its way to the map and its end."""
    for name, each in list(uploads().items()):
        row = st.container(horizontal=True, vertical_alignment="center", key=f"own {name}")
        count = wording.incidents(len(each.incidents))
        title = as_written(each.title, limit=100)
        show_line(Safe(_("{collection}: {incidents}", collection=title, incidents=count)), row)
        if row.button(_("Open"), key=f"open {name}"):
            _open(name)
        if row.button(_("Remove"), key=f"remove {name}"):
            _remove(current, name)


def show_upload(current: Session) -> None:
    """The place to drop a file, and everything that came of it."""
    _keep_in_memory()
    st.text(_(PROMISE))
    show_uploads(current)
    turn = st.session_state.setdefault(_TURN, 0)
    size = _largest(turn)
    if not size:
        st.warning(_(NO_ROOM))
        st.button(_("Look again"), key="look again")
        return
    file = st.file_uploader(_("A file of your own"), key=f"upload {turn}", max_upload_size=size)
    if file is None:
        st.session_state.pop(_KEPT, None)
        return
    contents, name = file.getvalue(), file.name[-120:]
    try:
        found, sheet = _recognised(contents, name, file.file_id)
        if found is None:
            return
        st.text(_recognised_as(found))
        options = _options(found, file.file_id)
        if options is None:
            return
        options = replace(options, sheet=sheet)
        taken = {*current.shelf.collections, *uploads()}
        key = ("read", file.file_id, repr(options))
        made = _once(key, lambda tell: read(contents, name, found.form, options, taken, tell))
    except ImportProblem as problem:
        _refuse(problem)
        return
    if made.collection is not None:
        st.button(
            _("Open this collection"),
            key="open upload",
            type="primary",
            on_click=_keep,
            # Streamlit keeps what a button was made with as long as the session lives.
            args=(key,),
        )
    show_account(made, name)


def _largest(turn: int) -> int:
    """
    Megabytes of the largest file that this reader may send; 0 where the host has no room.

    It is settled while a file is there: with another limit Streamlit takes the widget for a new
    one, and its file away.
    """
    if _LARGEST not in st.session_state or st.session_state.get(f"upload {turn}") is None:
        whole = int(st.get_option("server.maxUploadSize"))
        found = largest(whole * _MEGABYTE) // _MEGABYTE
        steps = (whole, *(size for size in _STEPS if size < whole))
        st.session_state[_LARGEST] = next((size for size in steps if size <= found), 0)
    settled: int = st.session_state[_LARGEST]
    return settled


def _recognised(contents: bytes, name: str, key: str) -> tuple[Recognition | None, str]:
    """What the file is, and its sheet or list; None until the reader has said which of several."""
    try:
        return _once(("what", key, ""), lambda tell: recognised(contents, name, tell)), ""
    except SeveralTables as several:
        sheet = st.selectbox(
            _("Sheet") if several.are_sheets else _("List"),
            several.names,
            index=None,
            key=f"sheet {key}",
            format_func=lambda s: s[:80],
            placeholder=_("Choose"),
        )
        st.text(_several(several))
    if sheet is None:
        return None, ""
    found = _once(("sheet", key, sheet), lambda tell: recognised(contents, name, tell, sheet))
    return found, sheet


def _several(of: SeveralTables) -> str:
    if of.are_sheets:
        return ngettext(
            "{count} sheet of this file holds rows: choose one.",
            "{count} sheets of this file hold rows: choose one.",
            len(of.names),
        )
    return ngettext(
        "{count} list of this file holds records: choose one.",
        "{count} lists of this file hold records: choose one.",
        len(of.names),
    )


def _recognised_as(found: Recognition) -> str:
    if found.form in IN_A_FORMAT and found.kind in _FORMATS:
        return _(IN_A_FORMAT[found.form], format=_FORMATS[found.kind])
    if found.form in IN_A_SPREADSHEET and found.kind == SHEET:
        return _(IN_A_SPREADSHEET[found.form])
    return _(RECOGNISED[found.form])


def _refuse(problem: ImportProblem) -> None:
    """Say that the file can’t be opened, and why."""
    told = safe(_("This file can’t be opened."))
    why = safe_words(sentence_of(problem), limit=600, shown=on_page)
    # Streamlit's own box for errors takes no language of a part of its text.
    st.html(join('<p class="sm-notice" role="alert">', told, " ", why, "</p>"))
    with speaking(DEFAULT):
        is_asked = NO_ORDER in str(problem)
    if is_asked:
        ask_order()


def _keep_in_memory() -> None:
    """Let no upload be spooled to a temporary file, as those of a megabyte and more would be."""
    MultiPartParser.spool_max_size = int(st.get_option("server.maxUploadSize")) * 1_000_000 * 2


def take_opened() -> None:
    """Go to the map where the reader has just opened a collection."""
    if name := st.session_state.pop("opened upload", ""):
        _open(name)


def _options(found: Recognition, key: str) -> ImportOptions | None:
    options: ImportOptions | None = ImportOptions()
    if found.form in (CSV, GEOJSON):
        options = show_mapping(found.header, key)
    elif found.form != PACKAGE:
        options = show_renaming(found.form, found.header, key)
    if options is None or found.form == PACKAGE:
        return options
    return show_scope(options, key)


def _once(key: tuple[Any, ...], make: Callable[[Progress], _Made]) -> _Made:
    """What *make* gave for *key*, kept so that no click reads the file anew; faults are kept too."""
    kept = st.session_state.setdefault(_KEPT, {})
    if key not in kept:
        bar = st.progress(0.0, _("Reading …"))
        try:
            kept[key] = make(lambda done, what: _show_progress(bar, done, what))
        except ImportProblem as problem:
            kept[key] = problem
        finally:
            bar.empty()
        for old in [each for each in kept if each[0] == key[0] and each != key]:
            del kept[old]
    if isinstance(kept[key], ImportProblem):
        raise kept[key]
    made: _Made = kept[key]
    return made


def _show_progress(bar: Any, done: float, what: str) -> None:
    told = safe_label(_("{doing} …", doing=_(what) if what else what), limit=120)
    bar.progress(min(max(done, 0.0), 1.0), told)


def _keep(key: tuple[Any, ...]) -> None:
    found: Read | None = st.session_state.get(_KEPT, {}).get(key)
    if found is None or found.collection is None:
        return
    uploads()[found.collection.name] = found.collection
    st.session_state["opened upload"] = found.collection.name
    _forget_file()


def _open(name: str) -> None:
    st.switch_page("pages/map.py", query_params=in_language(collection=[f"{OWN}{name}"]))


def _remove(current: Session, name: str) -> None:
    uploads().pop(name, None)
    forget_prepared()
    _forget_file()
    if current.collection.name == name:
        st.query_params.from_dict(in_language())
    st.rerun()


def _forget_file() -> None:
    """Let go of the file's bytes too: a new key makes the widget, and its file, another one."""
    st.session_state[_TURN] = st.session_state.get(_TURN, 0) + 1
    st.session_state.pop(_LARGEST, None)
    if runtime.exists() and (whose := session_that_runs()):
        runtime.get_instance().uploaded_file_mgr.remove_session_files(whose)
    st.session_state.pop(_KEPT, None)
