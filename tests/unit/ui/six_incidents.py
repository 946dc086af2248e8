"""Six incidents, each known otherwise: by day, place, territory and toll."""

from __future__ import annotations

from tests.builders import build, claim, incident, occupied

FEW = build(
    [
        incident("i0", date_start="2023-05-01"),
        incident("i1", date_start="2023-05-02", region="RU-KRS", latitude="51.7", longitude="36.2"),
        incident("i2", geo_precision="2", latitude="50.5", longitude="36.5"),
        incident("i3", geo_precision="3", latitude="50.7", longitude="37.5"),
        occupied("i4", geo_precision="3"),
        incident("i5", latitude="", longitude="", place="", place_local="", geo_precision="3"),
    ],
    [
        claim("c0", "i0", "2"),
        claim("c1", "i0", "4+", "injured"),
        claim("c2", "i1", "0"),
        claim("c3", "i2", "up to 3"),
    ],
)
