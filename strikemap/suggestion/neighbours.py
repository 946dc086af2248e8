"""The few records that a suggestion touches, so that the rules need look at no others."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import numpy.typing as npt
import pandas as pd

from strikemap import dates
from strikemap.model import TABLES, Collection
from strikemap.suggestion.records import KEYED, ids_of, key_of
from strikemap.suggestion.rows import Row, Suggestion

Masks = dict[str, npt.NDArray[np.bool_]]
_DEGREES_NEAR = (0.1, 0.5)
_MOST_ALIKE = 50


def around(of: Collection, suggestion: Suggestion) -> Masks:
    """The records that *suggestion* names, replaces or resembles, and what those name in turn."""
    masks = {name: np.zeros(len(getattr(of, name)), bool) for name in TABLES}
    rows = {name: suggestion.rows(name) for name in TABLES}
    ids = {each[key_of(name)] for name in TABLES if key_of(name) for each in rows[name]}
    ids |= {each["record"] for each in rows["corrections"]}
    for table in KEYED:
        _mark(of, masks, table.name, ids)
    for name, table in TABLES.items():
        for column in table.fields:
            if column.refers_to:
                _mark(of, masks, column.refers_to, {each[column.name] for each in rows[name]})
    for each in rows["incidents"]:
        masks["incidents"] |= _resembling(of, each)
    changed = {each[key_of("incidents")] for each in suggestion.changed.get("incidents", ())}
    if changed:
        at = np.flatnonzero(ids_of(of, "incidents").isin(changed).to_numpy(bool))
        masks["claims"] |= np.isin(of.claims["incident"].to_numpy(), at)
    claims = {each[key_of("claims")] for each in suggestion.changed.get("claims", ())}
    if claims:
        masks["claims"] |= of.claims["supersedes"].isin(claims).to_numpy(bool)
    _close(of, masks)
    told: set[str] = {of.name}
    for table in KEYED:
        told.update(ids_of(of, table.name)[masks[table.name]])
    masks["corrections"] |= of.corrections["record"].astype("str").isin(told).to_numpy(bool)
    return masks


def _mark(of: Collection, masks: Masks, table: str, ids: Iterable[str]) -> None:
    wanted = {each for each in ids if each}
    if wanted:
        masks[table] |= ids_of(of, table).isin(wanted).to_numpy(bool)


def _close(of: Collection, masks: Masks) -> None:
    """Mark what the marked records refer to, until none refers to one that is not marked."""
    while True:
        before = sum(int(mask.sum()) for mask in masks.values())
        claims = of.claims[masks["claims"]]
        for column, to in (
            ("incident", "incidents"),
            ("claimant", "claimants"),
            ("source", "sources"),
        ):
            at = claims[column].to_numpy()
            masks[to][at[at >= 0]] = True
        for name, column in (
            ("incidents", "merged_into"),
            ("claims", "supersedes"),
            ("sources", "reprint_of"),
        ):
            frame: pd.DataFrame = getattr(of, name)
            _mark(of, masks, name, set(frame.loc[masks[name], column].astype("str")))
        if before == sum(int(mask.sum()) for mask in masks.values()):
            return


def _resembling(of: Collection, incident: Row) -> npt.NDArray[np.bool_]:
    """The incidents of the days, kind and neighbourhood of *incident*."""
    frame = of.incidents
    try:
        first, last = dates.day(incident["date_start"]), dates.day(incident["date_end"])
        latitude, longitude = float(incident["latitude"]), float(incident["longitude"])
    except ValueError:
        return np.zeros(len(frame), bool)
    tall, wide = _DEGREES_NEAR
    near = (frame["latitude"] - latitude).abs().to_numpy() <= tall
    near &= (frame["longitude"] - longitude).abs().to_numpy() <= wide
    near &= (frame["date_start"] <= pd.Timestamp(last)).to_numpy()
    near &= (frame["date_end"] >= pd.Timestamp(first)).to_numpy()
    near &= (frame["sub_event_type"].astype("str") == incident["sub_event_type"]).to_numpy()
    # One that resembles it is enough to ask for a decision; hundreds would only cost time.
    chosen = np.zeros(len(frame), bool)
    chosen[np.flatnonzero(near)[:_MOST_ALIKE]] = True
    return chosen
