"""The codebook, made from the collection's own `datapackage.json`, so that the two can't differ."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd
import streamlit as st

from strikemap import other_counts
from strikemap.languages import gettext as _
from strikemap.markup import as_written, safe
from strikemap.model import TABLES
from strikemap.ui.elements.grid import show_grid
from strikemap.ui.elements.line import show_line
from strikemap.ui.session.state import Session


def show_codebook(current: Session) -> None:
    """A table for each resource of the descriptor, then the meaning of each allowed value."""
    st.header(_("Codebook"), anchor=False)
    resources: Any = current.collection.descriptor.get("resources", [])
    for resource in resources:
        st.html(f'<h3 class="sm-heading">{safe(resource["name"])}.csv</h3>')
        show_line(as_written(_said(resource.get("description", ""))))
        show_grid(columns_of(resource))
        _show_terms(str(resource["name"]))
    if other_counts.read(current.collection.beside).counts:
        _show_other_counts()


def _show_other_counts() -> None:
    """The file of what others counted, which is no table of the package and enters no sum."""
    st.html(f'<h3 class="sm-heading">{safe(other_counts.FILE)}</h3>')
    st.text(_("What others counted for the same days and places; it is no claim and in no sum."))
    fields = [
        {
            "name": field.name,
            "type": field.kind,
            "description": field.description,
            "constraints": {"required": field.required, "enum": field.codes},
        }
        for field in other_counts.FIELDS
    ]
    table = columns_of({"schema": {"fields": fields}})
    st.dataframe(table, hide_index=True, width="stretch")


def columns_of(resource: Mapping[str, Any]) -> pd.DataFrame:
    """Name, type, whether required, description and allowed values of each column.  Raw text."""
    fields = resource["schema"]["fields"]
    rules = [field.get("constraints", {}) for field in fields]
    return pd.DataFrame(
        {
            _("Column"): [field["name"] for field in fields],
            _("Type"): [field["type"] for field in fields],
            _("Required"): [_("yes") if rule.get("required") else "" for rule in rules],
            _("Description"): [_said(field.get("description", "")) for field in fields],
            _("Allowed values"): [", ".join(map(str, rule.get("enum", ()))) for rule in rules],
        }
    )


def _said(description: object) -> str:
    """What a descriptor says: a description of ours is a message, any other stays as it is."""
    return _(str(description)) if description else ""


def _show_terms(table: str) -> None:
    explained = [
        {
            _("Column"): field.name,
            _("Value"): term.code,
            _("Label"): term.label,
            _("Meaning"): term.meaning,
        }
        for field in (TABLES[table].fields if table in TABLES else ())
        for term in field.terms
    ]
    if explained:
        with st.expander(_("What the values mean")):
            show_grid(pd.DataFrame(explained))
