"""Both sides' sums beside each other, without a difference."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from strikemap import wording
from strikemap.casualties.in_words import number_in_words, parted_headline_in_words
from strikemap.casualties.totals import Total
from strikemap.in_view import InView, parts
from strikemap.languages import gettext as _
from strikemap.vocabularies import CASUALTY_MEASURES, TERRITORIES, labels


def totals(side: InView) -> Mapping[tuple[str, str], Total]:
    """The sum of each measure over what is in view, by `(territory, measure)`."""
    return {
        (part.code, measure): side.total(measure, part.rows)
        for part in parts(side.collection, "", side.rows)
        for measure in CASUALTY_MEASURES
    }


def totals_in_words(one: InView, other: InView) -> pd.DataFrame:
    """
    A row a territory and measure, with both sides' range and how many tolls are unknown.

    No difference is taken: the two sides rest on different sources, and unknown is not zero.
    """
    both = [totals(side) for side in (one, other)]
    territories = labels(TERRITORIES)
    return pd.DataFrame(
        [
            {
                "territory": territories[territory],
                "measure": wording.measure(measure),
                "one": _in_words(both[0][territory, measure]),
                "other": _in_words(both[1][territory, measure]),
            }
            for territory, measure in both[0]
        ]
    )


def _in_words(whole: Total) -> str:
    if not whole.incidents:
        return _("no incident")
    if not whole.known:
        return _("not reported for all {count}", count=whole.incidents)
    return _(
        "{range} ({headline}); unknown for {unknown} of {incidents}",
        range=number_in_words(whole.low, whole.high),
        headline=parted_headline_in_words(whole),
        unknown=whole.unknown,
        incidents=whole.incidents,
    )
