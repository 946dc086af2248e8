"""
Regions shaded by what is reported in them: incidents, killed or injured, in at most five classes,
of which a reported zero is one.

What a region's shade is, whether it is hatched and what the legend says is decided here alone; the
map's script (`static/map/regions.js`) and the pictures draw it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from strikemap.cache import cached
from strikemap.cartography.cells import AT_LEAST, UP_TO
from strikemap.cartography.in_words import toll_in_words
from strikemap.filters.choices import Filters
from strikemap.geography import region_name
from strikemap.in_view import InView
from strikemap.languages import gettext as _
from strikemap.languages import marked, ngettext, number
from strikemap.links import LAYERS
from strikemap.markup import join, safe
from strikemap.model import Collection
from strikemap.span_totals import region_totals
from strikemap.vocabularies import CASUALTY_MEASURES

MOST_CLASSES = 5
SHADED = ("incidents", *CASUALTY_MEASURES)
"""What regions can be shaded by."""
SHADES = {
    "light": ("#dbe7ef", "#b5cfdf", "#86b0ca", "#5389ab", "#2a6287"),
    "dark": ("#2c3b45", "#3b5566", "#4f7690", "#6f9dbb", "#a3cbe4"),
}
"""The shades of the two themes, from the least to the most."""
HATCHED, EDGED, NONE = "hatched", "edged", "none"
"""What a line of the legend shows where it is no shade."""


@dataclass(frozen=True, slots=True)
class RegionSum:
    """
    One region of one territory: incidents, and for each measure the headline sum, its `AT_LEAST`
    and `UP_TO`, and for how many the toll is unknown.
    """

    code: str
    is_occupied: bool
    incidents: int
    sums: tuple[int, ...]
    bounds: tuple[int, ...]
    unknown: tuple[int, ...]

    @property
    def name(self) -> str:
        """Its name in the language that is spoken."""
        return region_name(self.code)

    def value(self, by: str) -> int | None:
        """What the region is shaded by; None where no toll of it is reported."""
        if by == "incidents":
            return self.incidents
        at = CASUALTY_MEASURES.index(by)
        return None if self.unknown[at] == self.incidents else self.sums[at]

    def is_mostly_unknown(self, by: str) -> bool:
        """Whether the toll that regions are shaded by is unknown for most of its incidents."""
        return by != "incidents" and 2 * self.unknown[CASUALTY_MEASURES.index(by)] > self.incidents

    def figure(self, by: str) -> str:
        """What the region is shaded by, for a label: “12”, “2+”, “not reported”."""
        value = self.value(by)
        if value is None:
            return _("not reported")
        if self.is_maxima_alone(by):
            return _("“up to” alone")
        is_least = by != "incidents" and self.bounds[CASUALTY_MEASURES.index(by)] & AT_LEAST
        return number(value) + ("+" if is_least else "")

    def is_maxima_alone(self, by: str) -> bool:
        """Whether its 0 is what is left where no figure but “up to” some number is given."""
        if by == "incidents" or self.value(by) != 0:
            return False
        return bool(self.bounds[CASUALTY_MEASURES.index(by)] & UP_TO)

    @property
    def told(self) -> tuple[str, ...]:
        """What is reported in the region, a line each: raw text."""
        of = zip(CASUALTY_MEASURES, self.sums, self.bounds, self.unknown, strict=True)
        return (
            _("{region} (occupied Ukraine)", region=self.name) if self.is_occupied else self.name,
            incidents_reported(self.incidents),
            *(toll_in_words(*each, self.incidents) for each in of),
        )


@dataclass(frozen=True, slots=True)
class RegionSums:
    """
    The regions in view, what they are shaded by, and the least number of each class.

    Incidents without a region have a line too, whose code is "": it is not `drawn`.
    """

    by: str
    regions: tuple[RegionSum, ...]
    classes: tuple[int, ...]

    @property
    def drawn(self) -> tuple[RegionSum, ...]:
        """Those that are on the map."""
        return tuple(each for each in self.regions if each.code)

    def shade(self, of: RegionSum) -> int:
        """Which of the `SHADES` a region has; -1 where it has none: nothing, or nothing known."""
        value = of.value(self.by) or 0
        return self._shade_of(sum(value >= least for least in self.classes) - 1)

    def _shade_of(self, at: int) -> int:
        """The shade of a class: where there are fewer, the ends of the scale are kept."""
        last = MOST_CLASSES - 1
        if at < 0 or len(self.classes) < 2:
            return -1 if at < 0 else last - 1
        return int(at * last / (len(self.classes) - 1) + 0.5)

    @property
    def legend(self) -> tuple[tuple[int | str, str], ...]:
        """What occurs, in words: a shade, or one of `HATCHED`, `EDGED` and `NONE`."""
        lines: list[tuple[int | str, str]] = []
        none = [each for each in self.drawn if each.value(self.by) == 0]
        if none:
            is_any = any(each.is_maxima_alone(self.by) for each in none)
            lines.append((NONE, _((_MAXIMA if is_any else _NONE_REPORTED)[self.by])))
        for at, least in enumerate(self.classes):
            most = self.classes[at + 1] - 1 if at + 1 < len(self.classes) else None
            lines.append((self._shade_of(at), _class_in_words(self.by, least, most)))
        if any(each.is_mostly_unknown(self.by) for each in self.drawn):
            lines.append((HATCHED, _("hatched: toll unknown for most")))
        if any(each.is_occupied for each in self.drawn):
            lines.append((EDGED, _("blue edge: occupied Ukraine")))
        return tuple(lines)

    def as_json(self) -> dict[str, Any]:
        """For the map's script: texts are safe HTML."""
        return {
            "by": self.by,
            "all": [
                [safe(each.code), int(each.is_occupied), self.shade(each),
                 int(each.is_mostly_unknown(self.by)), _lines(each.told)]
                for each in self.drawn
            ],
            "legend": [[what, safe(words)] for what, words in self.legend],
        }  # fmt: skip


def shaded_by(layer: str) -> str | None:
    """What a link's layer shades regions by, one of `SHADED`; None where it shows incidents."""
    return None if layer == LAYERS[0] else layer.partition("-")[2] or SHADED[0]


_NONE_REPORTED = {
    "killed": marked("0 killed, reported"),
    "injured": marked("0 injured, reported"),
}
_MAXIMA = {
    "killed": marked("0 killed, or “up to” alone"),
    "injured": marked("0 injured, or “up to” alone"),
}
_REPORTED = {
    "killed": marked("{number} killed, reported"),
    "injured": marked("{number} injured, reported"),
}
_OR_MORE = {
    "killed": marked("{number} or more killed, reported"),
    "injured": marked("{number} or more injured, reported"),
}


def incidents_reported(count: int) -> str:
    """`1 incident reported`, `1,204 incidents reported`."""
    return ngettext("{count} incident reported", "{count} incidents reported", count)


def _class_in_words(by: str, least: int, most: int | None) -> str:
    """A class of numbers from *least* to *most*, None where it is open, of what regions have."""
    if by == "incidents":
        if most is None:
            return ngettext(
                "{count} or more incidents reported", "{count} or more incidents reported", least
            )
        if most == least:
            return incidents_reported(most)
        return ngettext(
            "{least}–{count} incident reported",
            "{least}–{count} incidents reported",
            most,
            least=least,
        )
    if most is None:
        return _(_OR_MORE[by], number=least)
    said = number(least) if most == least else f"{number(least)}–{number(most)}"
    return _(_REPORTED[by], number=said)


def _lines(told: tuple[str, ...]) -> str:
    first, *rest = told
    return join("<b>", safe(first), "</b>", *(f"<br>{safe(each)}" for each in rest))


def region_sums(view: InView, by: str) -> RegionSums:
    """
    The incidents in view by region and territory, the most first.

    Classes are those of all days, so that a shade means the same while the days are moved.
    """
    return _region_sums(view.collection, view.filters, by)


@cached
def _region_sums(collection: Collection, filters: Filters, by: str) -> RegionSums:
    shown = _sums(collection, filters)
    whole = shown if filters.dates is None else _sums(collection, replace(filters, dates=None))
    # Of tolls the zero is a class of its own, which any days may have.
    at_most = MOST_CLASSES - (by != "incidents")
    values = [each.value(by) or 0 for each in whole if each.code]
    return RegionSums(by, shown, classes(values, at_most))


def _sums(collection: Collection, filters: Filters) -> tuple[RegionSum, ...]:
    column = collection.incidents["region"].array
    totals = region_totals(collection, filters)
    found = []
    for at in np.flatnonzero(totals[:, 0]).tolist():
        code = str(column.categories[at // 2 - 1])
        incidents, *of = totals[at].tolist()
        bounds = zip(of[2::4], of[3::4], strict=True)
        found.append(
            RegionSum(
                code,
                bool(at % 2),
                incidents,
                tuple(of[::4]),
                tuple(AT_LEAST * (least > 0) | UP_TO * (most > 0) for least, most in bounds),
                tuple(of[1::4]),
            )
        )
    return tuple(sorted(found, key=lambda each: (-each.incidents, each.code, each.is_occupied)))


def classes(values: list[int], at_most: int) -> tuple[int, ...]:
    """
    The least number of each of *at_most* classes for *values* above zero: each number its own where
    there are no more, else some of 1, 2, 5, 10, 20, 50 and so on.
    """
    most = max(values, default=0)
    if most <= at_most:
        return tuple(range(1, most + 1))
    steps = [1]
    while (following := _next(steps[-1])) <= most:
        steps.append(following)
    at = np.unique(np.rint(np.linspace(0, len(steps) - 1, at_most)).astype(int))
    return tuple(steps[each] for each in at.tolist())


def _next(step: int) -> int:
    """The next of 1, 2, 5, 10, 20, 50 …"""
    return step * 5 // 2 if str(step).startswith("2") else step * 2
