"""A suggestion to two incidents with three claims, before anything is written into it."""

from __future__ import annotations

from datetime import date

from strikemap.ui.suggest.draft import Draft
from tests.builders import build, claim, incident

TODAY = date(2023, 6, 10)
HERE = build(
    [incident("a"), incident("b", region="RU-KRS")],
    [claim("c1", "a", "2", people="civilians"), claim("c2", "a", "3"), claim("c3", "b", "1")],
)


def draft() -> Draft:
    """A suggestion that nobody has written anything into yet."""
    return Draft(HERE, TODAY)
