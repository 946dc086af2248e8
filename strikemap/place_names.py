"""The places of a collection by their names in the language that is spoken.  Raw text."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt

from strikemap.cache import cached_by_language
from strikemap.geography import local_language
from strikemap.languages import DEFAULT, language
from strikemap.model import Collection
from strikemap.translations import said_at, translated


def places(collection: Collection, rows: npt.NDArray[np.int64]) -> list[str]:
    """
    The names of the places of the incidents at *rows*.

    Each as someone translated it, else the local name where that is in the language that is spoken,
    else the English one.  A local name may be of a part of what the English one says.
    """
    of = collection.incidents
    columns = (of["place_local"], of["region"], of["place"])
    local, regions, english = (each.array.take(rows) for each in columns)
    found = translated(collection, "incidents", "place")
    said = [""] * len(rows) if found is None else found[rows]
    return [
        each or _untranslated(str(name), str(own), str(region))
        for each, name, own, region in zip(said, english, local, regions, strict=True)
    ]


def _untranslated(name: str, local: str, region: str) -> str:
    return local if local and local_language(region) == language() else name


def place_at(collection: Collection, position: int) -> str:
    """The name of one incident's place, as `places`."""
    return places(collection, np.array([position]))[0]


def place_called(collection: Collection, name: str, region: str, local: str = "") -> str:
    """
    The place whose English name is *name* as `places` has it for an incident there; else *local*,
    which who reads Cyrillic reads, else *name*.
    """
    if language() == DEFAULT:
        return name
    return _names(collection).get((name, region)) or local or name


def covered_place(collection: Collection, claim: int) -> str:
    """The place that the claim at *claim*, on several incidents, covers; "" where it has none."""
    name, region = (
        str(collection.claims[of].iloc[claim]) for of in ("covers_place", "covers_region")
    )
    said = said_at(collection, "claims", "covers_place", claim)
    return said if said != name else place_called(collection, name, region)


@cached_by_language
def _names(collection: Collection) -> Mapping[tuple[str, str], str]:
    """For each English name and region that an incident has, its name in the language spoken."""
    of = collection.incidents
    english = zip(of["place"].astype(str), of["region"].astype(str), strict=True)
    return dict(zip(english, places(collection, np.arange(len(of))), strict=True))
