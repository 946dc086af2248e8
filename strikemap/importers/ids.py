"""Which rows of a file are kept where several have one id."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd

from strikemap.importers.forms.definition import RECORDED
from strikemap.languages import marked

KEPT, OLDER, TWICE = 0, 1, 2
OLDER_ROW = marked("an older record of an incident whose newer one, by its timestamp, was kept")
TWICE_ROW = marked("the id stands in an earlier row already")


class Ids:
    """The ids kept so far, and which of them a newer row with the same id has replaced."""

    def __init__(self) -> None:
        self._seen: dict[int, tuple[float, int]] = {}
        self.superseded: set[int] = set()
        """Positions, among all rows kept, of those that a later one replaced."""

    def sorted_out(self, drafts: pd.DataFrame, kept: int) -> npt.NDArray[np.int8]:
        """
        What becomes of each row of *drafts* by its id: `KEPT` where the id is new, or the row
        newer than the one that has it; `OLDER`; or `TWICE` where none is newer.

        *kept* rows were kept before these.
        """
        keys = pd.util.hash_array(drafts["incident_id"].to_numpy(dtype=object)).tolist()
        ages = drafts[RECORDED].tolist() if RECORDED in drafts else [0.0] * len(keys)
        made = np.full(len(keys), KEPT, dtype=np.int8)
        fresh = set(keys)
        if len(fresh) == len(keys) and self._seen.keys().isdisjoint(fresh):
            places = range(kept, kept + len(keys))
            self._seen.update(zip(keys, zip(ages, places, strict=True), strict=True))
            return made
        here: dict[int, int] = {}
        for row, (key, age) in enumerate(zip(keys, ages, strict=True)):
            before = self._seen.get(key)
            if before is not None and age <= before[0]:
                made[row] = TWICE if age == before[0] else OLDER
                continue
            if before is not None:
                if key in here:
                    made[here[key]] = OLDER
                else:
                    self.superseded.add(before[1])
            self._seen[key], here[key] = (age, -1), row
        for number, row in enumerate(np.flatnonzero(made == KEPT).tolist(), kept):
            self._seen[keys[row]] = (ages[row], number)
        return made
