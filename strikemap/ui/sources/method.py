"""What the open collection is, its sources and claimants as lists, and how all is counted."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from strikemap import wording
from strikemap.languages import gettext as _
from strikemap.languages import ngettext
from strikemap.markup import Safe, as_written, join, safe
from strikemap.model import Collection
from strikemap.translations import description_of, said, title_of
from strikemap.ui.elements.grid import show_grid
from strikemap.ui.elements.line import show_line
from strikemap.ui.incident.claims import source_html
from strikemap.ui.incident.downloads import show_citation
from strikemap.ui.session.state import Session
from strikemap.ui.sources.method_in_words import method
from strikemap.vocabularies import CASUALTY_MEASURES, CLAIMANT_TYPES, SIDES, SOURCE_KINDS, labels

SHOWN = 1_000
"""Rows of a list of sources or claimants that are sent to the browser."""


def show_collection(current: Session) -> None:
    """What the open collection is, when it was last updated, and under which licence."""
    of = current.collection
    st.html(f'<h2 class="sm-heading">{as_written(title_of(of))}</h2>')
    show_line(as_written(description_of(of)))
    version = _("Version {version}, last updated on an unknown day.", version=of.version)
    if of.updated:
        version = _(
            "Version {version}, last updated {day}.", version=of.version, day=str(of.updated)
        )
    told = _(
        "Licence: {licence}. Content sha256 {digits}. "
        "{incidents}, {claims}, {claimants}, {sources}.",
        licence=as_written(of.licence),
        digits=of.content_hash[:12],
        incidents=wording.incidents(len(of.incidents)),
        claims=wording.claims(len(of.claims)),
        claimants=wording.claimants(len(of.claimants)),
        sources=wording.sources(len(of.sources)),
    )
    show_line(join(safe(version), " ", told))


def show_sources(current: Session) -> None:
    """Every source by publisher and day, its address one click away and its host in view."""
    whole = current.collection.sources
    of = whole.sort_values(["publisher", "published", "source_id"]).head(SHOWN)
    rows = "".join(_source_row(source) for _, source in of.iterrows())
    heading = _("Sources ({count})", count=len(whole))
    st.markdown(f"### {heading}")
    copies = _(
        "Beside each address is a copy of the page in an archive: one that was looked at, or, not "
        "checked, the Wayback Machine's nearest to the day of printing. Nothing is fetched until "
        "you follow it."
    )
    st.caption(f"{copies} {_located(current.collection)}")
    # A link in Streamlit's grid, which is a picture, is reached by no key and read by no reader.
    names = (_("Source"), _("Language"), _("Kind"), _("Note"), _("Id"))
    heads = "".join(f"<th>{safe(each)}</th>" for each in names)
    st.html(
        '<div class="sm-scroll sm-long" tabindex="0" role="region" '
        f'aria-label="{safe(_("Sources"))}">'
        f'<table class="sm-table"><tr>{heads}</tr>{rows}</table></div>'
    )
    if len(whole) > SHOWN:
        st.caption(
            ngettext(
                "The first {shown} of {count} source; the Data Package holds all.",
                "The first {shown} of {count} sources; the Data Package holds all.",
                len(whole),
                shown=SHOWN,
            )
        )


def _located(collection: Collection) -> str:
    """How many of the claims that tolls rest on say where on the page they stand."""
    of = collection.claims[collection.claims["measure"].isin(CASUALTY_MEASURES)]
    located = int((of["locator"].astype(str) != "").sum())
    return ngettext(
        "Of {count} claim about people killed or injured, {located} say in which paragraph "
        "or caption of the page they stand.",
        "Of {count} claims about people killed or injured, {located} say in which paragraph "
        "or caption of the page they stand.",
        len(of),
        located=located,
    )


def _source_row(source: pd.Series[Any]) -> Safe:
    kind = labels(SOURCE_KINDS).get(str(source["kind"]), str(source["kind"]))
    language = wording.language_name(str(source["language"]))
    note = as_written(source["note"], str(source["language"]))
    told = (safe(language), safe(kind), note, safe(source["source_id"]))
    cells = "".join(f"<td>{each}</td>" for each in told)
    return join(f"<tr><td>{source_html(source)}</td>{cells}</tr>")


def show_claimants(current: Session) -> None:
    """Every claimant with its side, origin and rank."""
    whole = current.collection.claimants
    of = whole.sort_values(["rank", "claimant_id"]).head(SHOWN)
    table = pd.DataFrame(
        {
            _("Claimant"): said(current.collection, "claimants", "name").loc[of.index],
            _("Kind"): of["type"].astype(str).map(labels(CLAIMANT_TYPES)),
            _("Side"): of["side"].astype(str).map(labels(SIDES)),
            _("Origin"): _origins(of["origin"].astype(str)),
            _("Rank"): of["rank"],
            _("Id"): of["claimant_id"].astype(str),
        }
    )
    heading = _("Claimants ({count})", count=len(whole))
    st.markdown(f"### {heading}")
    show_grid(table)
    if len(whole) > SHOWN:
        st.caption(
            ngettext(
                "The first {shown} of {count} claimant; the Data Package holds all.",
                "The first {shown} of {count} claimants; the Data Package holds all.",
                len(whole),
                shown=SHOWN,
            )
        )


def _origins(of: pd.Series[str]) -> list[str]:
    """An origin that several share in words; of one that nobody shares, that it is so."""
    shared = of.duplicated(keep=False)
    return [
        _("names nobody") if not each else wording.origin(each) if is_shared else _("own")
        for each, is_shared in zip(of, shared, strict=True)
    ]


def show_method(current: Session) -> None:
    """What is counted and how, and how to cite it."""
    st.markdown(method())
    show_citation(current)
