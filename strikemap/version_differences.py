"""What differs between an old version of a collection and today's, by incident, in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from weakref import ref

import numpy as np
import pandas as pd

from strikemap import dates, wording
from strikemap.cache import cached_by_language
from strikemap.casualties.in_words import bounded, tolls_in_words
from strikemap.casualties.tolls import tolls
from strikemap.collection import text_tables
from strikemap.geography import region_name
from strikemap.languages import DEFAULT, language, marked, ngettext
from strikemap.languages import gettext as _
from strikemap.model import TABLES, Collection
from strikemap.place_names import place_called
from strikemap.translations import text_of
from strikemap.vocabularies import CASUALTY_MEASURES, labels

Row = Mapping[str, str]
Rows = dict[str, Row]
"""Rows of text by their ids."""
CELLS: Mapping[str, str] = {
    "title": marked("title"),
    "date_start": marked("days"),
    "date_end": marked("days"),
    "time_precision": marked("how exactly the day is known"),
    "date_basis": marked("where the day comes from"),
    "part_of_day": marked("part of the day"),
    "event_type": marked("kind"),
    "sub_event_type": marked("kind"),
    "weapon": marked("weapon"),
    "target": marked("target"),
    "place": marked("place"),
    "place_local": marked("the place’s local name"),
    "region": marked("region"),
    "territory": marked("territory"),
    "latitude": marked("point on the map"),
    "longitude": marked("point on the map"),
    "geo_precision": marked("how exactly the place is known"),
    "status": marked("record"),
    "merged_into": marked("what it was merged into"),
    "same_as": marked("the same event in other collections"),
    "summary": marked("summary rewritten"),
}
"""What each cell of an incident is called where it differs, in English."""
_SHOWN = ("title", "days", "kind", "weapon", "target", "place", "region", "territory", "record")
"""Of these both sides are told."""


@dataclass(frozen=True, slots=True)
class Difference:
    """
    An incident that differs, and how; `what` is "" where it is in one version alone.  Raw text.

    `figures` tells both versions' tolls, or one's, as `killed 2, today 3`; `there` is `old`,
    `today` or `both`; `since` is its first ISO day, `days` are its days in words.
    """

    incident_id: str
    title: str
    since: str
    days: str
    there: str
    figures: str
    what: str


@dataclass(frozen=True, slots=True)
class Differences:
    """
    The incidents that differ: figures first, then those of one version alone, then the others.

    `others` says in a line how many records beside them differ, "" where none does.
    """

    incidents: tuple[Difference, ...]
    others: str

    def count(self, there: str) -> int:
        """How many of the incidents are `there`: `old`, `today` or `both`."""
        return sum(each.there == there for each in self.incidents)


def differences(old: Collection, today: Collection) -> Differences:
    """What differs between two versions of one collection, *old* and *today*."""
    return _differences(old, ref(today))


@cached_by_language
def _differences(old: Collection, newer: ref[Collection]) -> Differences:
    # What is kept of one collection may not hold the other.
    today = newer()
    assert today is not None
    before, after = text_tables(old), text_tables(today)
    said, measures = (_tolls_by_id(old), _tolls_by_id(today)), _measures()
    claims = _differing(before["claims"], after["claims"], "claim_id")
    counted, numbers = _counted_by_incident(*claims), _numbers_by_incident(*claims)
    one, other = _differing(before["incidents"], after["incidents"], "incident_id")
    of = {*one, *other, *counted, *(each for each, _ in said[0].items() ^ said[1].items())} - {""}
    one, other = (_chosen(each["incidents"], of) for each in (before, after))
    found = []
    for incident_id in of:
        mine, theirs = one.get(incident_id), other.get(incident_id)
        if mine is not None and theirs is not None:
            figures = "; ".join(_figures(said[0][incident_id], said[1][incident_id]))
            what = [*_cells(today, mine, theirs), *numbers.get(incident_id, ())]
            what += _counted(counted.get(incident_id, Counter()))
            there = "both"
        else:
            what, there = [], "old" if theirs is None else "today"
            tolls_there = said[0 if theirs is None else 1][incident_id]
            figures = "; ".join(
                _("{measure} {toll}", measure=name, toll=words)
                for name, words in zip(measures, tolls_there, strict=True)
            )
        row = mine if theirs is None else theirs
        assert row is not None
        found.append(
            Difference(
                incident_id,
                text_of(today, incident_id, "title", row["title"]),
                row["date_start"],
                _days(row),
                there,
                figures,
                "; ".join(what),
            )
        )
    return Differences(tuple(sorted(found, key=_precedence)), _others(before, after, counted))


def _differing(old: pd.DataFrame, today: pd.DataFrame, key: str) -> tuple[Rows, Rows]:
    """The rows of each that the other lacks or has otherwise, by their id."""
    one, other = (each.set_index(key, drop=False) for each in (old, today))
    both = one.index.intersection(other.index)
    same = both[(one.loc[both] == other.loc[both]).all(axis=1).to_numpy()]
    return _rows(one.drop(index=same)), _rows(other.drop(index=same))


def _chosen(frame: pd.DataFrame, ids: set[str]) -> Rows:
    return _rows(frame[frame["incident_id"].isin(list(ids))].set_index("incident_id", drop=False))


def _rows(frame: pd.DataFrame) -> Rows:
    cells = frame.to_dict("index")
    return {str(key): {str(name): str(each[name]) for name in each} for key, each in cells.items()}


def _days(row: Row) -> str:
    span = dates.day(row["date_start"]), dates.day(row["date_end"])
    return dates.days_in_words(*span, int(row["time_precision"]))


def _precedence(each: Difference) -> tuple[int, str, str]:
    order = 0 if each.there == "both" and each.figures else 1 if each.there != "both" else 2
    return order, each.since, each.incident_id


def _measures() -> list[str]:
    return [wording.measure(measure) for measure in CASUALTY_MEASURES]


def _tolls_by_id(of: Collection) -> Mapping[str, tuple[str, ...]]:
    """The toll of each measure of each incident, in words."""
    every = np.arange(len(of.incidents))
    words = [tolls_in_words(tolls(of, measure), every) for measure in CASUALTY_MEASURES]
    ids = of.incidents["incident_id"].astype(str)
    return dict(zip(ids, zip(*words, strict=True), strict=True))


def _figures(old: tuple[str, ...], today: tuple[str, ...]) -> Iterator[str]:
    for measure, one, other in zip(_measures(), old, today, strict=True):
        if one != other:
            yield _changed(measure, one, other)


def _changed(what: str, old: str, today: str) -> str:
    return _("{what} {old}, today {today}", what=what, old=old, today=today)


def _cells(of: Collection, old: Row, today: Row) -> Iterator[str]:
    for words in dict.fromkeys(words for name, words in CELLS.items() if old[name] != today[name]):
        # A former title has no translation, and English would stand unmarked in the line.
        if words in _SHOWN and (words != "title" or language() == DEFAULT):
            yield _changed(_(words), _value(of, old, words), _value(of, today, words))
        else:
            yield _(words)


def _value(of: Collection, row: Row, words: str) -> str:
    if words == "days":
        return _days(row)
    if words == "region":
        return region_name(row["region"]) or _("not known")
    if words == "place" and row["place"]:
        return place_called(of, row["place"], row["region"], row["place_local"])
    name = {"kind": "sub_event_type", "record": "status"}.get(words, words)
    terms = labels(TABLES["incidents"].field(name).terms)
    return terms.get(row[name], row[name]) or _("not known")


def _counted_by_incident(old: Rows, today: Rows) -> Mapping[str, Counter[str]]:
    """For each incident, "" for the claims on several, how many claims were added and so on."""
    found: dict[str, Counter[str]] = {}
    for claim_id in {*old, *today}:
        row = today.get(claim_id) or old[claim_id]
        what = "removed" if claim_id not in today else "changed" if claim_id in old else "added"
        found.setdefault(row["incident_id"], Counter())[what] += 1
    return found


def _numbers_by_incident(old: Rows, today: Rows) -> Mapping[str, list[str]]:
    """For each incident, the claims in both versions whose number was put otherwise."""
    found: dict[str, list[str]] = {}
    for claim_id in sorted(old.keys() & today.keys()):
        one, other = _number(old[claim_id]), _number(today[claim_id])
        if one != other:
            row = today[claim_id]
            told = _(
                "{measure}, in one claim, {old}, today {today}",
                measure=wording.measure(row["measure"]),
                old=one,
                today=other,
            )
            found.setdefault(row["incident_id"], []).append(told)
    return found


def _number(row: Row) -> str:
    low, high, bound = row["value_min"], row["value_max"], row["bound"]
    if not low and not high:
        return _("without a number")
    return bounded(low if low == high else "–".join(each for each in (low, high) if each), bound)


def _counted(of: Counter[str]) -> Iterator[str]:
    if count := of["added"]:
        yield ngettext("{count} claim added", "{count} claims added", count)
    if count := of["changed"]:
        yield ngettext("{count} claim changed", "{count} claims changed", count)
    if count := of["removed"]:
        yield ngettext("{count} claim removed", "{count} claims removed", count)


def _others(
    before: Mapping[str, pd.DataFrame],
    after: Mapping[str, pd.DataFrame],
    claims: Mapping[str, Counter[str]],
) -> str:
    told = [
        _("{claims} on several incidents at once", claims=each)
        for each in _counted(claims.get("", Counter()))
    ]
    for name, what in (("claimants", _("claimants")), ("sources", _("sources"))):
        old, today = _differing(before[name], after[name], TABLES[name].key)
        added, lost = len(today.keys() - old.keys()), len(old.keys() - today.keys())
        parts = [_("{count} added", count=added)] if added else []
        if changed := len(today.keys() & old.keys()):
            parts.append(_("{count} changed", count=changed))
        parts += [_("{count} removed", count=lost)] if lost else []
        told += [f"{what}: {', '.join(parts)}"] if parts else []
    return "; ".join(told)
