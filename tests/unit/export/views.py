"""The shipped collections, and views of every kind of them."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from hypothesis import settings

from strikemap import collection as collections
from strikemap import links
from strikemap.links import Link
from strikemap.model import Collection

DATA = Path(__file__).parents[3] / "data"
SHIPPED = ("cnn-2023-05-31", "chronology-2023-05-06")
QUERIES = (
    "",
    "territory=russia",
    "q=nothing at all",
    "region=RU-BEL&side=russia",
    "claimant=governor-belgorod&casualties=killed",
    "as_of=2023-06-05&weapon=drone",
)


FEW = settings(max_examples=max(settings().max_examples // 10, 5))
"""For a property that builds a collection and writes it twice for each example."""


@lru_cache(maxsize=2)
def shipped(name: str) -> Collection:
    """The shipped collection called *name*."""
    found = collections.read(DATA / name).collection
    assert found is not None
    return found


def link_of(collection: Collection, query: str) -> Link:
    """What *query* asks for."""
    return links.from_query(links.decode(query), collection)[0]
