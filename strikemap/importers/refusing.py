"""Rows that no incident can be made of: without a place, without an id, or of days to come."""

from __future__ import annotations

from datetime import date, timedelta

import pandas as pd

from strikemap.importers.cells import degrees
from strikemap.importers.forms.definition import WHY
from strikemap.importers.report import Refusals
from strikemap.model import ID_PATTERN


def refuse_nowhere(drafts: pd.DataFrame) -> None:
    """Refuse rows whose point is no point, or that have neither point nor region, or no id."""
    refused = Refusals(len(drafts))
    refused.why = drafts[WHY].to_numpy(dtype=object, copy=True)
    bare = (drafts["latitude"] == "") & (drafts["longitude"] == "") & (drafts["region"] != "")
    nowhere = ((drafts["latitude"] == "") & (drafts["longitude"] == "") & ~bare).to_numpy()
    named = (drafts["place"] != "").to_numpy()
    told = "place: no degrees and no region, and {} is no city, or none known by that name alone"
    refused.add(nowhere & named, told, drafts["place"])
    refused.add(nowhere & ~named, "place: no degrees, and no place or region that is known")
    for name, limit in (("latitude", 90), ("longitude", 180)):
        number = pd.to_numeric(
            drafts[name].where(drafts[name].str.fullmatch(degrees.PLAIN), ""), errors="coerce"
        )
        wrong = ~(number.abs() <= limit) & ~bare
        if not wrong.any():
            continue
        refused.add(
            wrong & (pd.to_numeric(drafts[name], errors="coerce").abs().between(1_000, 1e8)),
            f"{name}: {{}} looks like metres, which are read where a column crs says EPSG:3857",
            drafts[name],
        )
        refused.add(
            wrong, f"{name}: {{}} is no number of degrees from -{limit} to {limit}", drafts[name]
        )
    plain = drafts["incident_id"].str.fullmatch(ID_PATTERN)
    refused.add(~plain, "id: no id can be made of {}", drafts["incident_id"])
    drafts[WHY] = refused.why


def refuse_future(drafts: pd.DataFrame, today: date) -> None:
    """Refuse rows whose day is yet to come: nothing can be reported before it happens."""
    refused = Refusals(len(drafts))
    refused.why = drafts[WHY].to_numpy(dtype=object, copy=True)
    # A day's leeway: it may be tomorrow already in the east.
    latest = (today + timedelta(days=1)).isoformat()
    told = f"date_start: {{}} is after the day of the import, {today}"
    refused.add(drafts["date_start"] > latest, told, drafts["date_start"])
    drafts[WHY] = refused.why
