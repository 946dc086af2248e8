"""The publications that a data set names for its rows, without headline or address."""

from __future__ import annotations

import pandas as pd

from strikemap.importers.forms.columns import each_value, fingerprint, slug
from strikemap.importers.forms.definition import Cited


def named_sources(
    names: pd.Series,
    cited: Cited,
    prefix: str,
    *,
    publisher: str,
    title: str,
    note: str,
    nameless: str = "no source named",
) -> pd.Series:
    """
    The id of each row's source, one source for each that is different among *names*.

    An id begins with *prefix*; *publisher* and *title* are words that the name is put after, or
    *nameless* where the row has none.
    """

    def register(name: str) -> str:
        named = name or nameless
        return cited.source(
            f"{prefix}-{slug(named)}-{fingerprint(name)}".replace("--", "-"),
            publisher=f"{publisher} {named}",
            title=f"{title} {named}",
            language="en",
            kind="dataset",
            note=note,
        )

    return each_value(names, register)
