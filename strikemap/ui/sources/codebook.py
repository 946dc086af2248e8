"""The codebook, made from the collection's own `datapackage.json`, so that the two can't differ."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd
import streamlit as st

from strikemap.markup import safe
from strikemap.model import TABLES
from strikemap.ui.elements.grid import show_grid
from strikemap.ui.session.state import Session


def show_codebook(current: Session) -> None:
    """A table for each resource of the descriptor, then the meaning of each allowed value."""
    st.header("Codebook", anchor=False)
    resources: Any = current.collection.descriptor.get("resources", [])
    for resource in resources:
        st.html(f'<h3 class="sm-heading">{safe(resource["name"])}.csv</h3>')
        st.text(resource.get("description", ""))
        show_grid(columns_of(resource))
        _show_terms(str(resource["name"]))


def columns_of(resource: Mapping[str, Any]) -> pd.DataFrame:
    """Name, type, whether required, description and allowed values of each column.  Raw text."""
    fields = resource["schema"]["fields"]
    rules = [field.get("constraints", {}) for field in fields]
    return pd.DataFrame(
        {
            "Column": [field["name"] for field in fields],
            "Type": [field["type"] for field in fields],
            "Required": ["yes" if rule.get("required") else "" for rule in rules],
            "Description": [field.get("description", "") for field in fields],
            "Allowed values": [", ".join(map(str, rule.get("enum", ()))) for rule in rules],
        }
    )


def _show_terms(table: str) -> None:
    explained = [
        {"Column": field.name, "Value": term.code, "Label": term.label, "Meaning": term.meaning}
        for field in (TABLES[table].fields if table in TABLES else ())
        for term in field.terms
    ]
    if explained:
        with st.expander("What the values mean"):
            show_grid(pd.DataFrame(explained))
