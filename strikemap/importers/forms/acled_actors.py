"""ACLED's actors: who they are and of what kind, as a claim's statement names them."""

from __future__ import annotations

import pandas as pd

from strikemap.importers.forms.columns import each_value, joined

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


def actor_types(inter: pd.Series) -> pd.Series:
    """The kind of each actor in lower case, "" where there is no actor, "?" where unknown."""
    kinds = {name.casefold(): name.casefold() for name in INTER.values()}
    kinds |= {code: name.casefold() for code, name in INTER.items()} | {"0": ""}
    kinds |= dict.fromkeys(NO_ACTOR, "")
    return each_value(
        inter, lambda each: kinds.get(each.strip().removesuffix(".0").casefold(), "?")
    )


def actors(rows: pd.DataFrame) -> pd.Series:
    """A sentence that names the actors of each row, in ACLED's order; "" where there are none."""
    parts = []
    for actor, inter in (("actor1", "inter1"), ("actor2", "inter2")):
        pair = joined(rows[actor].str.strip(), actor_types(rows[inter]))
        parts.append(each_value(pair, _named))
    return each_value(joined(*parts), _listed)


def _named(pair: str) -> str:
    name, _, kind = pair.rpartition("|")
    if name.casefold() in NO_ACTOR:
        return ""
    return f"{name} ({kind})" if kind.strip("?") else name


def _listed(both: str) -> str:
    named = [each for each in both.split("|") if each]
    return f" Actors that it names: {'; '.join(named)}." if named else ""
