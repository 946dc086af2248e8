"""ACLED's actors: who they are and of what kind, as a claim's statement names them."""

from __future__ import annotations

import pandas as pd

from strikemap.importers.forms.columns import each_row

INTER = {
    "1": "State forces",
    "2": "Rebel group",
    "3": "Political militia",
    "4": "Identity militia",
    "5": "Rioters",
    "6": "Protesters",
    "7": "Civilians",
    "8": "External/Other forces",
}
"""ACLED Codebook, "Inter codes"; exports since 2024 carry the names in place of the numbers."""

NO_ACTOR = frozenset({"", "na", "n/a", "nan", "none", "null"})
"""R writes `NA` for an empty cell."""


_KINDS = {
    **{name.casefold(): name.casefold() for name in INTER.values()},
    **{code: name.casefold() for code, name in INTER.items()},
    **dict.fromkeys(("0", *NO_ACTOR), ""),
}


def kind_of(inter: str) -> str:
    """The kind of an actor in lower case, "" where there is no actor, "?" where unknown."""
    return _KINDS.get(inter.strip().removesuffix(".0").casefold(), "?")


def actors(rows: pd.DataFrame) -> pd.Series:
    """A sentence that names the actors of each row, in ACLED's order; "" where there are none."""
    cells = [rows[name] for name in ("actor1", "inter1", "actor2", "inter2")]
    return each_row(cells, _listed)


def _listed(one: str, kind: str, two: str, other_kind: str) -> str:
    both = f"{_named(one, kind)}|{_named(two, other_kind)}"
    named = [each for each in both.split("|") if each]
    return f" Actors that it names: {'; '.join(named)}." if named else ""


def _named(actor: str, inter: str) -> str:
    name, kind = actor.strip(), kind_of(inter)
    if name.casefold() in NO_ACTOR:
        return ""
    return f"{name} ({kind})" if kind.strip("?") else name
