"""Claims about several incidents at once, beside the sums that they speak of."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from strikemap.casualties.standing import EVERYTHING, PEOPLE, Choice, standing
from strikemap.casualties.tolls import tolls
from strikemap.casualties.totals import Total, total
from strikemap.model import Collection
from strikemap.vocabularies import CASUALTY_MEASURES


@dataclass(frozen=True, slots=True)
class Collective:
    """A claim about several incidents, beside the sum of the incidents that it covers."""

    claim: int
    sum: Total

    def difference(self, said: int) -> int | None:
        """How many more *said* is than the headline sum; None where nothing of it is reported."""
        return said - self.sum.headline if self.sum.known else None


def collective(collection: Collection, choice: Choice = EVERYTHING) -> tuple[Collective, ...]:
    """
    Each standing collective claim of killed or injured, with the sum over what it covers.

    It covers the active incidents of its region whose whole span lies within its days.
    """
    claims, incidents = collection.claims, collection.incidents
    stands = standing(collection, choice) & (claims["incident"] < 0).to_numpy()
    active = (incidents["status"] == "active").to_numpy()
    region = incidents["region"].astype(str).to_numpy()
    found = []
    for position in np.flatnonzero(stands):
        claim = claims.iloc[position]
        if claim["measure"] not in CASUALTY_MEASURES or claim["subject"] != PEOPLE:
            continue
        covered = active & (incidents["date_start"] >= claim["covers_from"]).to_numpy()
        covered &= (incidents["date_end"] <= claim["covers_to"]).to_numpy()
        if claim["covers_region"]:
            covered &= region == claim["covers_region"]
        toll = tolls(collection, str(claim["measure"]), choice)
        found.append(Collective(int(position), total(toll, covered)))
    return tuple(found)
