"""Claims about several incidents at once."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from strikemap.casualties.collective import collective
from strikemap.casualties.standing import Choice, standing
from strikemap.casualties.tolls import tolls
from strikemap.casualties.totals import Total, total
from strikemap.model import Collection
from strikemap.vocabularies import GROUPS
from tests.builders import build, claim, incident, occupied
from tests.unit.casualties.plainly import A
from tests.unit.crowded import CHOICES, SEEDS, crowded


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


def plainly(whole: Collection, choice: Choice) -> dict[str, Total | None]:
    """The claims on several incidents that count, and the sum of what each covers, one by one."""
    found: dict[str, Total | None] = {}
    for stands, each in zip(standing(whole, choice), whole.claims.to_dict("records"), strict=True):
        group = each["subject"] if each["subject"] in GROUPS else ""
        if not stands or each["incident"] >= 0 or each["measure"] not in ("killed", "injured"):
            continue
        if (each["people"] != group) if group else (each["subject"] != "people"):
            continue
        if choice.who and each["people"] not in choice.who:
            continue
        covered = [
            row
            for row, one in enumerate(whole.incidents.to_dict("records"))
            if one["status"] == "active"
            and each["covers_from"] <= one["date_start"]
            and one["date_end"] <= each["covers_to"]
            and each["covers_region"] in ("", one["region"])
            and each["covers_place"] in ("", one["place"])
        ]
        of = tolls(whole, each["measure"], replace(choice, who=(group,) if group else choice.who))
        is_known = covered or not each["covers_place"]
        found[each["claim_id"]] = total(of, np.array(covered, int)) if is_known else None
    return found


@pytest.mark.parametrize("choice", CHOICES, ids=str)
def test_property_what_a_claim_covers_by_an_oracle(choice: Choice) -> None:
    """Each claim of killed or injured that counts stands beside the sum of what it covers."""
    whole = crowded(SEEDS[1])
    ids = whole.claims["claim_id"]
    found = collective(whole, choice)
    assert {ids.iloc[each.claim]: each.sum for each in found} == plainly(whole, choice)
    for each in found:
        known = each.sum is not None and each.sum.known > 0
        headline = each.sum.headline if each.sum else 0
        assert each.difference(7) == (7 - headline if known else None)
