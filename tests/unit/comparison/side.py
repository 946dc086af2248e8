"""One side of a comparison, made of few incidents."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from strikemap.filters.choices import Filters
from strikemap.in_view import InView
from strikemap.model import Collection
from tests.builders import build

MAY = (date(2023, 5, 1), date(2023, 5, 31))


def named(collection: Collection, name: str) -> Collection:
    return replace(collection, name=name, title=name)


def side(*incidents: dict[str, str], name: str = "one", claims: tuple = ()) -> InView:
    return InView(named(build(incidents, claims), name), Filters())


def replace_side(of: InView) -> InView:
    return InView(of.collection, Filters(text="y"))
