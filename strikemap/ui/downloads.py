"""Exactly what is on screen as a file, and how to cite it."""

from __future__ import annotations

import os
from functools import partial

import streamlit as st

from strikemap import export
from strikemap.ui.state import Session

_LABELS = {
    "csv": "CSV",
    "geojson": "GeoJSON",
    "package": "Data package (zip)",
    "html": "Web page (offline)",
}


def base_url() -> str:
    """The host's public address, where it has been configured."""
    return os.environ.get("STRIKEMAP_BASE_URL", "")


def show_downloads(current: Session) -> None:
    """A button for each format.  A file is made when its button is pressed, not before."""
    if current.collection.local_only:
        st.caption("For local use: the licence of this collection forbids passing its content on.")
    link, collection, address = current.link, current.collection, base_url()
    for column, (form, label) in zip(st.columns(len(_LABELS)), _LABELS.items(), strict=True):
        column.download_button(
            label,
            data=partial(export.export, form, collection, link, address),
            file_name=export.file_name(form, collection),
            mime=export.FORMATS[form][0],
            key=f"download {form}",
            width="stretch",
            on_click="ignore",
        )


def show_citation(current: Session) -> None:
    """A formatted citation and BibTeX of the present view, each with its copy button."""
    cited = export.cite(current.collection, current.link, base_url())
    with st.expander("Cite this view"):
        st.code(cited.text, language=None, wrap_lines=True)
        st.code(cited.bibtex, language=None, wrap_lines=True)
        st.caption(
            "The content hash is the sha256 of the collection’s tables: the same hash, the same data."
        )
