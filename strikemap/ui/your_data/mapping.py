"""The form in which a reader says what each column of a plain table is."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence

import streamlit as st

from strikemap import geography
from strikemap.importers import ImportOptions
from strikemap.importers.forms.data_set_headers import KNOWN
from strikemap.importers.forms.mapping import FIELDS, LET_GO, PLACING, Lacking, mapped
from strikemap.importers.options import COUNTRIES, CRIMEA
from strikemap.languages import gettext as _
from strikemap.languages import marked, worded
from strikemap.markup import safe_label

MAIN = (
    "date_start",
    "date_end",
    "latitude",
    "longitude",
    "coordinates",
    "region",
    "place",
    "title",
    "summary",
    "killed",
    "injured",
)
NONE = ""
ORDER_WORDS = {
    "": marked("as their column proves"),
    "day": marked("the day comes first"),
    "month": marked("the month comes first"),
    "year": marked("the year comes first"),
}


def needs_mapping(header: Sequence[str]) -> str:
    """Why a plain table can't be read by its own headers; empty where it can.  Raw text."""
    try:
        mapped({}, header)
    except Lacking as problem:
        # Which options the command line has is nothing to a reader of the page.
        return problem.lacking
    return ""


def show_mapping(header: Sequence[str], key: str) -> ImportOptions | None:
    """
    A select box a field, filled where the header says it, and what a plain file lacks.

    Returns None until the reader has said what the header does not.
    """
    missing = needs_mapping(header)
    known = _by_own_names(header)
    columns = list(dict.fromkeys(each.strip().casefold() for each in header))
    is_open = bool(missing) and not _is_enough(known, key)
    with st.expander(_("What each column is"), expanded=is_open), st.form(f"mapping {key}"):
        if missing:
            st.text(_("Its headers are not ours: {missing}.", missing=worded(missing)))
        chosen = _show_fields(MAIN, columns, known, key)
        with st.expander(_("More columns")):
            told = re.compile(r"_headline_(?:high|bound)$|_according_to_")
            # What an export alone tells of a claimant is asked of no other file.
            rest = [
                name
                for name in FIELDS
                if name not in MAIN and (name in known or not told.search(name))
            ]
            chosen |= _show_fields(rest, columns, known, key)
        zero = st.checkbox(
            _("A 0 in this file means that someone said that nobody was hurt"),
            key=f"zero {key}",
            help=_("Otherwise a 0 counts as not reported."),
        )
        licence = st.text_input(
            _("Licence of this file"),
            key=f"licence {key}",
            placeholder=_("CC BY 4.0, or who allows what"),
            max_chars=200,
            help=_("Left empty, the collection is for local use only, and its exports say so."),
        )
        is_sent = st.form_submit_button(_("Read it so"))
    if is_open:
        if is_sent:
            st.error(
                _("Choose a column for the day, and for degrees north and east, or the region.")
            )
        return None
    twice = {each for each in chosen.values() if list(chosen.values()).count(each) > 1}
    if twice:
        _refuse_twice(twice)
        return None
    mapping = {
        "columns": dict.fromkeys(known.values(), LET_GO)
        | {column: name for name, column in chosen.items()},
        "zero_is_stated": zero,
    }
    return ImportOptions(mapping=mapping, licence=licence)


def show_renaming(form: str, header: Sequence[str], key: str) -> ImportOptions | None:
    """A select box for each column that the data set *form* has, filled by its own names."""
    became = KNOWN[form].became
    known = {name: name for name in became if name in header}
    with st.expander(_("What each column is")), st.form(f"mapping {key}"):
        words = {name: f"{name}: {_(what)}" for name, what in became.items()}
        chosen = _show_fields(list(became), list(header), known, key, words)
        st.form_submit_button(_("Read it so"))
    changed = {column: name for name, column in chosen.items() if column != name}
    gone = {name: LET_GO for name in known if name not in chosen}
    twice = {each for each in chosen.values() if list(chosen.values()).count(each) > 1}
    if twice:
        _refuse_twice(twice)
        return None
    return ImportOptions(mapping=gone | changed)


def _refuse_twice(columns: Collection[str]) -> None:
    """Say that one of *columns*, each chosen for two fields, has to be let go of."""
    column = safe_label(sorted(columns)[0], limit=80)
    st.error(_("The column {column} is chosen twice; keep one.", column=column))


def _by_own_names(header: Sequence[str]) -> Mapping[str, str]:
    """The fields that the header names itself, and those of a header that lacks a day or place."""
    constants = {"date_start": "2000-01-01", "region": "RU-BEL"}
    return mapped({"constants": constants}, header).columns


def _is_enough(known: Mapping[str, str], key: str) -> bool:
    """Whether the header, or the reader in the form as last sent, says the day and the place."""

    def is_given(name: str) -> bool:
        return bool(st.session_state.get(_widget(name, key), known.get(name)))

    place = any(map(is_given, PLACING))
    place = place or (is_given("latitude") and is_given("longitude"))
    return place and (is_given("date_start") or (is_given("year") and is_given("month")))


def _widget(name: str, key: str) -> str:
    return f"column {name} {key}"


def _show_fields(
    names: Sequence[str],
    columns: Sequence[str],
    known: Mapping[str, str],
    key: str,
    words: Mapping[str, str] | None = None,
) -> dict[str, str]:
    """The column that was chosen for each field that has one; *words* say what a field is."""
    words = words or {name: _(FIELDS[name]) for name in names}
    options = [NONE, *columns]
    chosen = {}
    grid = [cell for _pair in range(0, len(names), 2) for cell in st.columns(2)]
    for cell, name in zip(grid, names, strict=False):
        column = cell.selectbox(
            f"{words[name][:1].upper()}{words[name][1:]}",
            options,
            index=options.index(known[name]) if name in known else 0,
            key=_widget(name, key),
            format_func=lambda each: each[:80] or _("no column"),
            placeholder=_("Choose"),
        )
        if column:
            chosen[name] = column
    return chosen


def show_scope(options: ImportOptions, key: str) -> ImportOptions:
    """*options* cut down as the reader says: which countries, and what counts as occupied."""
    with st.expander(_("Cut it down, or say how days are written")):
        countries = st.multiselect(
            _("Countries, by the boundaries"),
            list(COUNTRIES),
            key=f"countries {key}",
            format_func=lambda code: _(COUNTRIES[code]),
            placeholder=_("Russia and occupied Ukraine"),
        )
        ukraine = [code for code, each in geography.regions().items() if each.country == "UA"]
        occupied = st.multiselect(
            _("Regions of Ukraine to take as occupied, each whole"),
            ukraine,
            default=[code for code in CRIMEA if code in ukraine],
            key=f"occupied {key}",
            format_func=geography.region_name,
            placeholder=_("Choose"),
        )
        order = st.selectbox(
            _("Days of numbers alone, as 03/04/2024"),
            list(ORDER_WORDS),
            key=f"order {key}",
            format_func=lambda first: _(ORDER_WORDS[first]),
            placeholder=_("Choose"),
            help=_("Days whose order nothing proves are not read."),
        )
    return ImportOptions(
        date_order=order,
        countries=tuple(countries),
        occupied=tuple(occupied),
        mapping=options.mapping,
        licence=options.licence,
    )
