"""Claims about several incidents at once."""

from __future__ import annotations

from strikemap.casualties.collective import collective
from tests.builders import build, claim, incident, occupied
from tests.unit.casualties.plainly import A


def test_collective_claims_stand_beside_their_sum() -> None:
    """A collective claim is compared with the incidents wholly within its days and region."""
    days = {"date_end": "2023-06-01", "time_precision": "2"}
    incidents = [A, incident("b", **days), occupied("c"), incident("d", status="withdrawn")]
    cover = {"covers_from": "2023-05-31", "covers_to": "2023-05-31", "covers_region": "RU-BEL"}
    rows = [
        claim("t", "", "9", **cover),
        claim("c1", "a", "2"),
        claim("c2", "b", "3"),
        claim("c3", "d", "5"),
    ]
    (one,) = collective(build(incidents, rows))
    assert (one.sum.incidents, one.sum.headline, one.difference(9)) == (1, 2, 7)
