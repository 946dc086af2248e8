"""What a collection holds for the days, places and weapons of a number that others published."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from strikemap.casualties.totals import Total
from strikemap.filters.choices import TOGETHER, Filters
from strikemap.in_view import InView
from strikemap.model import Collection
from strikemap.other_counts import OtherCount
from strikemap.vocabularies import CASUALTY_MEASURES


@dataclass(frozen=True, slots=True)
class CountedAlike:
    """
    The collection's own number, and the filters under which a reader finds the same on the map.

    `days` are those on which an incident is known to have happened; `total` is that of the people
    killed or injured whom the other number counts, None where it counts no people.
    """

    filters: Filters
    incidents: int
    days: int
    total: Total | None


def counted_alike(collection: Collection, other: OtherCount) -> CountedAlike:
    """
    What *collection* holds where *other* was counted, by the functions that its totals use.

    An incident counts where any part of its span falls within the days, as in every view.
    """
    filters = Filters(
        dates=(other.covers_from, other.covers_to),
        regions=(other.covers_region,) if other.covers_region else (),
        territory=other.territory or TOGETHER,
        weapons=other.weapons,
    )
    view = InView(collection, filters)
    of = collection.incidents.iloc[view.rows]
    exact = of["date_start"][(of["date_start"] == of["date_end"]).to_numpy()]
    return CountedAlike(
        filters=filters,
        incidents=len(view.rows),
        days=len(np.unique(exact.to_numpy())),
        total=view.total(other.what) if other.what in CASUALTY_MEASURES else None,
    )
