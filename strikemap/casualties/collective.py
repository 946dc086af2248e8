"""Claims about several incidents at once, beside the sums that they speak of."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from strikemap.casualties.counted import speaks_of
from strikemap.casualties.standing import EVERYTHING, NO_ACCOUNT, Choice, claim_facts, standing
from strikemap.casualties.tolls import tolls
from strikemap.casualties.totals import Total, total
from strikemap.model import Collection
from strikemap.vocabularies import CASUALTY_MEASURES, GROUPS


@dataclass(frozen=True, slots=True)
class Collective:
    """
    A claim about several incidents, beside the sum of the incidents that it covers.

    There is no `sum` where the claim covers a part of a region of which no incident has the name.
    """

    claim: int
    sum: Total | None

    def difference(self, said: int) -> int | None:
        """How many more *said* is than the headline sum; None where nothing of it is reported."""
        return said - self.sum.headline if self.sum and self.sum.known else None


def collective(collection: Collection, choice: Choice = EVERYTHING) -> tuple[Collective, ...]:
    """
    Each standing collective claim of killed or injured, with the sum over what it covers.

    It covers the active incidents of its region, or of its place, whose whole span lies within its
    days.  One of civilians or combatants alone stands beside the sum of these.
    """
    claims, incidents = collection.claims, collection.incidents
    facts = claim_facts(collection)
    stands = standing(collection, choice) & (claims["incident"] < 0).to_numpy()
    if choice.who:
        stands &= speaks_of(collection, choice.who)
    active = (incidents["status"] == "active").to_numpy()
    region = incidents["region"].astype(str).to_numpy()
    found = []
    for position in np.flatnonzero(stands):
        claim = claims.iloc[position]
        if claim["measure"] not in CASUALTY_MEASURES or facts.account[position] == NO_ACCOUNT:
            continue
        covered = active & (incidents["date_start"] >= claim["covers_from"]).to_numpy()
        covered &= (incidents["date_end"] <= claim["covers_to"]).to_numpy()
        if claim["covers_region"]:
            covered &= region == claim["covers_region"]
        account = int(facts.account[position])
        alone = GROUPS[account - 1 : account] if account else choice.who
        toll = tolls(collection, str(claim["measure"]), replace(choice, who=tuple(alone)))
        if place := str(claim["covers_place"]):
            covered &= (incidents["place"] == place).to_numpy(bool)
        known = not place or bool(covered.any())
        found.append(Collective(int(position), total(toll, covered) if known else None))
    return tuple(found)
