"""Incidents as markers: columns for the script in the iframe and for the exported page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt

from strikemap import dates
from strikemap.cartography.kinds import kind_of
from strikemap.cartography.points import REGION, points_of
from strikemap.casualties import Tolls, headline_in_words, tolls
from strikemap.filters import Filters
from strikemap.geography import region_name
from strikemap.markup import safe
from strikemap.model import Collection

Floats = npt.NDArray[np.floating[Any]]

UNKNOWN, ZERO, SELECTED = 1, 2, 32
"""Bits of a marker's flags beside those of `points`; the script has the same."""
LABELLED_UP_TO = 300
"""Up to this many markers each has its own hover text; beyond, its kind is said."""
LINE = "<br>"


@dataclass(frozen=True, slots=True, eq=False)
class Markers:
    """
    Incidents as they are drawn, the greatest toll first: columns of one length.

    Degrees (WGS 84) to four places, an index into `KINDS`, pixels, bits, the incident's position
    in its collection, and where only the region is known an index into `names`.  `labels` are the
    hover texts, empty where there are too many incidents.  Names and labels are safe HTML.
    """

    latitude: Floats
    longitude: Floats
    kind: npt.NDArray[np.int64]
    radius: Floats
    flags: npt.NDArray[np.int64]
    position: npt.NDArray[np.int64]
    region: npt.NDArray[np.int64]
    names: tuple[str, ...]
    labels: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.position)


_COLUMNS = ("latitude", "longitude", "kind", "radius", "flags", "position", "region")


def markers(
    collection: Collection, rows: npt.NDArray[np.int64], filters: Filters, selected: int = -1
) -> Markers:
    """The incidents at *rows*, which have points, as markers."""
    where = points_of(collection)
    killed = tolls(collection, "killed", filters.choice)
    injured = tolls(collection, "injured", filters.choice)
    toll = np.maximum(killed.headline[rows], injured.headline[rows])
    # The greatest toll first, so that smaller markers lie above larger ones.
    order = np.argsort(-toll, kind="stable")
    rows, toll = rows[order], toll[order]
    known = killed.known[rows] | injured.known[rows]
    most = np.maximum(killed.high[rows], injured.high[rows])
    zero = known & (most == 0) & ~killed.is_open[rows] & ~injured.is_open[rows]
    flags = where.flags[rows] | np.where(known, 0, UNKNOWN) | np.where(zero, ZERO, 0)
    flags |= np.where(rows == selected, SELECTED, 0)
    region, names = _regions(collection, rows, flags)
    is_few = len(rows) <= LABELLED_UP_TO
    return Markers(
        np.round(where.latitude[rows].astype(np.float64), 4),
        np.round(where.longitude[rows].astype(np.float64), 4),
        kind_of(collection)[rows].astype(np.int64),
        np.round(np.clip(5.5 + 2.1 * np.sqrt(toll), 5.5, 22), 1),
        flags.astype(np.int64),
        rows,
        region,
        names,
        hover_texts(collection, rows, killed, injured) if is_few else (),
    )


def one_marker(
    latitude: float, longitude: float, *, kind: int, flags: int, name: str, label: str
) -> Markers:
    """One incident that no collection holds yet; *name*, its region's, and *label* raw text."""
    numbers = (latitude, longitude, kind, 7.0, flags, 0, 0)
    columns = dict(zip(_COLUMNS, (np.array([each]) for each in numbers), strict=True))
    return Markers(**columns, names=(safe(name),), labels=(safe(label, limit=120),))


def _regions(
    collection: Collection, rows: npt.NDArray[np.int64], flags: npt.NDArray[np.int64]
) -> tuple[npt.NDArray[np.int64], tuple[str, ...]]:
    """For each of *rows* an index into the names of those regions that stand for a point."""
    if not (flags & REGION).any():
        return np.zeros(len(rows), dtype=np.int64), ("",)
    column = collection.incidents["region"].array
    codes = np.where(flags & REGION, column.codes[rows].astype(np.int64), -1)
    used, region = np.unique(codes, return_inverse=True)
    named = [region_name(str(column.categories[code])) if code >= 0 else "" for code in used]
    return region.astype(np.int64), tuple(safe(name) for name in named)


def places_in_rosette(of: Markers) -> npt.NDArray[np.int64]:
    """The place of each marker among those of its own sort at its point, from 0."""
    points = np.stack([of.latitude, of.longitude, (of.flags & REGION) > 0])
    _, group, size = np.unique(points, axis=1, return_inverse=True, return_counts=True)
    group = group.reshape(-1)
    order = np.argsort(group, kind="stable")
    place = np.empty(len(of), dtype=np.int64)
    place[order] = np.arange(len(of)) - np.repeat(np.cumsum(size) - size, size)
    return place


def joined(one: Markers, other: Markers, said: Sequence[str]) -> Markers:
    """Both as one, *other* ringed; *said* is what each one's hover texts end with, raw text."""
    ringed = replace(
        other,
        flags=other.flags | SELECTED,
        position=other.position + 1 + one.position.max(initial=-1),
        region=other.region + len(one.names),
    )
    both = {
        name: np.concatenate([getattr(each, name) for each in (one, ringed)]) for name in _COLUMNS
    }
    order = np.argsort(-both["radius"], kind="stable")
    labels = [
        f"{text}{LINE}{safe(end, limit=60)}" if text else ""
        for of, end in zip((one, other), said, strict=True)
        for text in of.labels or [""] * len(of)
    ]
    return Markers(
        **{name: column[order] for name, column in both.items()},
        names=one.names + other.names,
        labels=tuple(labels[at] for at in order.tolist()),
    )


def hover_texts(
    collection: Collection, rows: npt.NDArray[np.int64], killed: Tolls, injured: Tolls
) -> tuple[str, ...]:
    """The hover text of each incident at *rows*: title, day, toll.  Safe HTML, a line each."""
    # From the columns' arrays: frames and series of a few rows would take most of the time.
    of = collection.incidents
    titles = of["title"].array.take(rows)
    precisions = of["time_precision"].array.take(rows)
    days = [
        of[name].to_numpy()[rows].astype("datetime64[D]").tolist()
        for name in ("date_start", "date_end")
    ]
    texts = []
    for row, title, start, end, precision in zip(
        rows.tolist(), titles, *days, precisions, strict=True
    ):
        inexact = "" if precision == 1 else " (day not exact)"
        when = dates.in_words(start, end) + inexact
        toll = f"killed {_toll(killed, row)}; injured {_toll(injured, row)}"
        texts.append(LINE.join((f"<b>{safe(title, limit=120)}</b>", safe(when), safe(toll))))
    return tuple(texts)


def _toll(of: Tolls, row: int) -> str:
    if not of.known[row]:
        return "not reported"
    return headline_in_words(int(of.headline[row]), int(of.bound[row]), int(of.most[row]))
