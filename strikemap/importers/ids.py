"""Which rows of a file are kept where several have one id."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd

from strikemap.importers.forms.columns import column, fingerprint, joined
from strikemap.importers.forms.definition import GIVEN_ID, RECORDED
from strikemap.languages import marked

KEPT, OLDER, TWICE = 0, 1, 2
OLDER_ROW = marked("an older record of an incident whose newer one, by its timestamp, was kept")
TWICE_ROW = marked("the id stands in an earlier row already: {record}")

ID_OF_ANOTHER = marked(
    "The file gives this row’s id to an incident of another day or place, too, or one that differs "
    "in case or signs alone: the row is kept under an id of its own."
)


class Ids:
    """
    The ids kept so far, and which of them a newer row with the same id has replaced.

    Of each id there is its hash, its age and its place alone, in arrays sorted by hash: a file
    may hold millions.
    """

    def __init__(self) -> None:
        self._keys = np.empty(0, np.uint64)
        self._ages = np.empty(0, np.float64)
        self._places = np.empty(0, np.int64)
        self._events = np.empty(0, np.uint64)
        self.superseded: set[int] = set()
        """Positions, among all rows kept, of those that a later one replaced."""

    def parted(self, drafts: pd.DataFrame) -> pd.DataFrame:
        """
        *drafts* with an id of its own, and a mark, for each row whose id an earlier one of another
        day or point, or with another id in the file, has: numbering that begins anew on each
        sheet, `BEL_1` beside `BEL-1`.

        A row that repeats id, day and point of an earlier one keeps the id of that.
        """
        if GIVEN_ID not in drafts or not len(drafts):
            return drafts
        told = _events(drafts)
        events = pd.util.hash_array(told.to_numpy(dtype=object))
        keys = pd.util.hash_array(drafts["incident_id"].to_numpy(dtype=object))
        first = pd.Series(events).groupby(keys).transform("first").to_numpy(np.uint64, copy=True)
        known = self._at(keys)
        first[known >= 0] = self._events[known[known >= 0]]
        other = events != first
        if not other.any():
            return drafts
        own = [
            f"{str(name)[:80]}-{fingerprint(str(event), 8)}"
            for name, event in zip(drafts["incident_id"][other], told[other], strict=True)
        ]
        made = drafts["incident_id"].to_numpy(dtype=object, copy=True)
        made[other] = own
        mark = column(np.where(other, ID_OF_ANOTHER, ""), drafts.index)
        return drafts.assign(
            incident_id=column(made, drafts.index),
            mark=(drafts["mark"] + " " + mark).str.strip(),
        )

    def sorted_out(self, drafts: pd.DataFrame, kept: int) -> npt.NDArray[np.int8]:
        """
        What becomes of each row of *drafts* by its id: `KEPT` where the id is new, or the row
        newer than the one that has it; `OLDER`; or `TWICE` where none is newer.

        *kept* rows were kept before these.
        """
        keys = pd.util.hash_array(drafts["incident_id"].to_numpy(dtype=object))
        ages = np.zeros(len(keys))
        if RECORDED in drafts:
            ages = drafts[RECORDED].to_numpy(np.float64)
        made = np.full(len(keys), KEPT, dtype=np.int8)
        known = self._at(keys)
        here: dict[int, int] = {}
        doubled = (known >= 0) | pd.Series(keys).duplicated(keep=False).to_numpy()
        for row in np.flatnonzero(doubled).tolist():
            key, at = int(keys[row]), int(known[row])
            before = here.get(key)
            age = self._ages[at] if before is None and at >= 0 else None
            age = ages[before] if before is not None else age
            if age is not None and ages[row] <= age:
                made[row] = TWICE if ages[row] == age else OLDER
                continue
            if before is not None:
                made[before] = OLDER
            elif at >= 0:
                self.superseded.add(int(self._places[at]))
            here[key] = row
        events = np.zeros(len(keys), np.uint64)
        if GIVEN_ID in drafts:
            events = pd.util.hash_array(_events(drafts).to_numpy(dtype=object))
        self._take_in(keys, ages, events, made == KEPT, kept)
        return made

    def _at(self, keys: npt.NDArray[np.uint64]) -> npt.NDArray[np.int64]:
        """Where each key stands among those known, -1 where it is new."""
        at = np.searchsorted(self._keys, keys)
        inside = np.flatnonzero(at < len(self._keys))
        found = np.full(len(keys), -1, dtype=np.int64)
        same = inside[self._keys[at[inside]] == keys[inside]]
        found[same] = at[same]
        return found

    def _take_in(
        self,
        keys: npt.NDArray[np.uint64],
        ages: npt.NDArray[np.float64],
        events: npt.NDArray[np.uint64],
        is_kept: npt.NDArray[np.bool_],
        kept: int,
    ) -> None:
        keys, ages, events = keys[is_kept], ages[is_kept], events[is_kept]
        places = np.arange(kept, kept + len(keys), dtype=np.int64)
        at = self._at(keys)
        old = at >= 0
        self._ages[at[old]], self._places[at[old]] = ages[old], places[old]
        new = np.flatnonzero(~old)
        new = new[np.argsort(keys[new], kind="stable")]
        at = np.searchsorted(self._keys, keys[new])
        self._keys = np.insert(self._keys, at, keys[new])
        self._ages = np.insert(self._ages, at, ages[new])
        self._places = np.insert(self._places, at, places[new])
        self._events = np.insert(self._events, at, events[new])


def _events(drafts: pd.DataFrame) -> pd.Series:
    """What tells the incident of each row: its id in the file, its day, and its point or place."""
    place = drafts["place"].where(drafts["latitude"] == "", "")
    cells = (drafts[name] for name in ("date_start", "latitude", "longitude"))
    return joined(drafts[GIVEN_ID], *cells, place, sep="\x1f")
