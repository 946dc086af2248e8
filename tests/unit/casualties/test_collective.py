"""Claims about several incidents at once."""

from __future__ import annotations

import pytest

from strikemap.casualties.collective import collective
from strikemap.casualties.standing import Choice
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
    assert one.sum is not None
    assert (one.sum.incidents, one.sum.headline, one.difference(9)) == (1, 2, 7)


COVER = {"covers_from": "2023-05-31", "covers_to": "2023-05-31", "covers_region": "RU-BEL"}


@pytest.mark.parametrize(("place", "expected"), [("", 5), ("Shebekino", 2), ("A district", None)])
def test_a_place_has_its_own_sum(place: str, expected: int | None) -> None:
    """What was said of a town or a district is never held against the sum of its region."""
    incidents = [A, incident("b", place="Belgorod")]
    rows = [
        claim("t", "", "0", **COVER, covers_place=place),
        claim("c1", "a", "2"),
        claim("c2", "b", "3"),
    ]
    (one,) = collective(build(incidents, rows))
    assert (one.sum and one.sum.headline) == expected


def test_soldiers_stand_beside_soldiers() -> None:
    """A total of combatants alone is compared with those of whom as much is told."""
    alone = {"subject": "combatants", "people": "combatants"}
    rows = [
        claim("t", "", "14", **COVER, **alone),
        claim("c1", "a", "2", people="civilians"),
        claim("c2", "a", "3", by="kyiv", **alone),
    ]
    whole = build([A], rows)
    (one,) = collective(whole)
    assert one.sum is not None and one.sum.headline == 3
    assert collective(whole, Choice(who=("civilians",))) == ()
