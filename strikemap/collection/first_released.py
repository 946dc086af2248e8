"""When each record came into a collection: the day of the first release that holds its id."""

from __future__ import annotations

import io
from collections.abc import Mapping
from datetime import date

import pandas as pd

from strikemap import dates
from strikemap.cache import cached
from strikemap.collection import versions
from strikemap.collection.versions import Unavailable
from strikemap.model import TABLES, Collection

RECORDS = ("incidents", "claims")


@cached
def first_released(today: Collection) -> Mapping[str, Mapping[str, date]]:
    """
    The day of the first release that holds each id, by the names of `RECORDS` and id.

    Empty where *today* keeps no releases or is not what was released last.  What stands in the
    oldest release that can still be read, as after a takedown, counts from the first of all:
    nothing is called new because its past is gone.
    """
    found: dict[str, dict[str, date]] = {name: {} for name in RECORDS}
    oldest: dict[str, list[str]] = {}
    try:
        known = versions.releases(today.beside)
        for release, files in versions.backwards(today, known):
            oldest = {name: _ids(name, files.get(f"{name}.csv", b"")) for name in RECORDS}
            for name, ids in oldest.items():
                found[name].update(dict.fromkeys(ids, dates.day(release.released)))
    except Unavailable:
        # Of what lies before it only this is known: that it was not added later.
        for name, ids in oldest.items():
            found[name].update(dict.fromkeys(ids, dates.day(known[0].released)))
    return found


def _ids(table: str, contents: bytes) -> list[str]:
    if not contents:
        return []
    key = TABLES[table].key
    read = pd.read_csv(io.BytesIO(contents), usecols=[key], dtype=str, keep_default_na=False)
    return read[key].tolist()
