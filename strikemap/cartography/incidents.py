"""Incidents as the map takes them: columns for its script, for pictures and the exported page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import numpy.typing as npt

from strikemap import dates
from strikemap.cache import cached_by_language
from strikemap.cartography.kinds import kind_of
from strikemap.cartography.points import placed, points_of
from strikemap.casualties.in_words import headline_in_words
from strikemap.casualties.tolls import Tolls, tolls
from strikemap.filters.choices import Filters
from strikemap.filters.rows import days_of, rows_kept, span_of
from strikemap.geography import local_language, region_name
from strikemap.languages import gettext as _
from strikemap.markup import safe, tongue_of
from strikemap.model import Collection
from strikemap.translations import said

Floats = npt.NDArray[np.floating[Any]]
Integers = npt.NDArray[np.int64]

UNKNOWN, ZERO = 1, 2
"""Bits of an incident's flags beside those of `points`; the script has the same."""
UNSIZED = 5.6
"""Pixels: a greater radius says how many were killed or injured (`legend.js` has the same)."""
LABELLED_UP_TO = 300
"""Up to this many incidents each has its own hover text; beyond, its kind is said."""
LINE = "<br>"


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class Incidents:
    """
    Incidents as they are drawn, the greatest toll first: columns of one length.

    Degrees (WGS 84) to four places, an index into `KINDS`, pixels, bits, the incident's position
    in its collection, an index into `names`, those of regions, and the first and the last day
    that it may have been, counted from `first`.  `labels` are the hover texts and `ids` the raw
    ids, empty where there are too many incidents.  Names and labels are safe HTML.
    """

    latitude: Floats
    longitude: Floats
    kind: Integers
    radius: Floats
    flags: Integers
    position: Integers
    region: Integers
    start: Integers
    end: Integers
    first: date
    names: tuple[str, ...]
    labels: tuple[str, ...]
    ids: tuple[str, ...] = ()

    def __len__(self) -> int:
        return len(self.position)


def incidents(collection: Collection, rows: Integers, filters: Filters) -> Incidents:
    """The incidents at *rows*, which have points, as columns."""
    where = points_of(collection)
    killed = tolls(collection, "killed", filters.choice)
    injured = tolls(collection, "injured", filters.choice)
    toll = np.maximum(killed.headline[rows], injured.headline[rows])
    # The greatest toll first, so that smaller symbols lie above larger ones.
    order = np.argsort(-toll, kind="stable")
    rows, toll = rows[order], toll[order]
    known = killed.known[rows] | injured.known[rows]
    most = np.maximum(killed.high[rows], injured.high[rows])
    zero = known & (most == 0) & ~killed.is_open[rows] & ~injured.is_open[rows]
    flags = where.flags[rows] | np.where(known, 0, UNKNOWN) | np.where(zero, ZERO, 0)
    region, names = _regions(collection, rows)
    first = span_of(collection)[0]
    start, end = days_of(collection, rows)
    is_few = len(rows) <= LABELLED_UP_TO
    return Incidents(
        np.round(where.latitude[rows].astype(np.float64), 4),
        np.round(where.longitude[rows].astype(np.float64), 4),
        kind_of(collection)[rows].astype(np.int64),
        np.round(np.clip(5.5 + 2.1 * np.sqrt(toll), 5.5, 22), 1),
        flags.astype(np.int64),
        rows,
        region,
        start,
        end,
        first,
        names,
        hover_texts(collection, rows, killed, injured) if is_few else (),
        tuple(map(str, collection.incidents["incident_id"].array.take(rows))) if is_few else (),
    )


@cached_by_language
def incidents_kept(collection: Collection, filters: Filters) -> Incidents:
    """All that *filters* keeps and that has a point: the same columns while filters stay."""
    rows = placed(points_of(collection), rows_kept(collection, filters))
    return incidents(collection, rows, filters)


def one_incident(
    latitude: float, longitude: float, *, kind: int, flags: int, name: str, label: str
) -> Incidents:
    """One incident that no collection holds yet; *name*, its region's, and *label* raw text."""
    nought = np.array([0], dtype=np.int64)
    return Incidents(
        np.array([round(latitude, 4)]),
        np.array([round(longitude, 4)]),
        np.array([kind], dtype=np.int64),
        np.array([7.0]),
        np.array([flags], dtype=np.int64),
        nought,
        nought,
        nought,
        nought,
        date(1970, 1, 1),
        names=(safe(name),),
        labels=(safe(label, limit=120),),
    )


def _regions(collection: Collection, rows: Integers) -> tuple[Integers, tuple[str, ...]]:
    """For each of *rows* an index into the names of their regions."""
    column = collection.incidents["region"].array
    used, region = np.unique(column.codes[rows].astype(np.int64), return_inverse=True)
    named = [region_name(str(column.categories[code])) for code in used]
    return region.astype(np.int64), tuple(safe(name) for name in named) or ("",)


def hover_texts(
    collection: Collection, rows: npt.NDArray[np.int64], killed: Tolls, injured: Tolls
) -> tuple[str, ...]:
    """The hover text of each incident at *rows*: title, day, toll.  Safe HTML, a line each."""
    # From the columns' arrays: frames and series of a few rows would take most of the time.
    of = collection.incidents
    titles = said(collection, "incidents", "title").array.take(rows)
    precisions = of["time_precision"].array.take(rows)
    regions = of["region"].array.take(rows)
    days = [
        of[name].to_numpy()[rows].astype("datetime64[D]").tolist()
        for name in ("date_start", "date_end")
    ]
    texts = []
    for row, title, region, start, end, precision in zip(
        rows.tolist(), titles, regions, *days, precisions, strict=True
    ):
        when = dates.days_in_words(start, end, int(precision))
        toll = _(
            "killed {killed}; injured {injured}",
            killed=_toll(killed, row),
            injured=_toll(injured, row),
        )
        named = safe(title, limit=120)
        # A tag of its own around each title would take the room of a fifth of them.
        tongue = tongue_of(title, local_language(region))
        marked = f"<b lang={tongue}>{named}</b>" if tongue else f"<b>{named}</b>"
        texts.append(LINE.join((marked, safe(when), safe(toll))))
    return tuple(texts)


def _toll(of: Tolls, row: int) -> str:
    if not of.known[row]:
        return _("not reported")
    return headline_in_words(int(of.headline[row]), int(of.bound[row]), int(of.most[row]))
