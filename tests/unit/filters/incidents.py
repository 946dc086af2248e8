"""A few incidents that every filter tells apart."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from strikemap.model import Collection
from tests.builders import DRONE, build, claim, incident, occupied

LAST_DAYS = (date(2023, 5, 30), date(2023, 5, 31))


@lru_cache(maxsize=1)
def whole() -> Collection:
    """Six incidents: shelling, a drone, occupied, inexact, withdrawn and merged."""
    incidents = [
        incident("a", title="Shelling of Shebekino"),
        incident("b", date_start="2023-05-29", sub_event_type=DRONE, weapon="drone",
                 target="energy", region="RU-KDA", place="Ilsky", place_local="Ильский"),
        occupied("c", date_start="2023-05-30"),
        incident("d", date_start="2023-05-20", date_end="2023-05-26", time_precision="2"),
        incident("w", status="withdrawn"),
        incident("x", status="merged", merged_into="a"),
    ]  # fmt: skip
    claims = [
        claim("a1", "a", "2", on="2023-05-31"),
        claim("a2", "a", "0", "injured", on="2023-05-31"),
        claim("a3", "a", "4", by="kyiv", on="2023-06-02"),
        claim("b1", "b", "0", on="2023-05-29"),
        claim("b2", "b", "0", "injured", on="2023-05-29"),
        claim("b3", "b", "", "attribution", about="ukraine", on="2023-05-29"),
        claim("c1", "c", "3+", "injured", on="2023-05-30"),
        claim("w1", "w", "50"),
    ]  # fmt: skip
    return build(incidents, claims)
