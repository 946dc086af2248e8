"""Rows of a file that may tell of one incident, as of a file with a row for each claim."""

from __future__ import annotations

import pandas as pd

from strikemap.importers.report import Log
from strikemap.importers.summaries import told_once
from strikemap.languages import marked

ALIKE = marked(
    "Another row has the same day and place: if both tell of one incident, it counts here more "
    "than once."
)
_DAY_AND_PLACE = ("date_start", "date_end", "place", "region", "latitude", "longitude")


def mark_alike(incidents: pd.DataFrame, claims: pd.DataFrame, log: Log) -> None:
    """
    Mark the *incidents*, and the *claims* on them, that have one exact day and one place with
    another; of a file whose rows have ids each is taken for an incident of its own.
    """
    exact = (incidents["time_precision"] == "1") & (incidents["geo_precision"] != "3")
    alike = exact & incidents.duplicated(list(_DAY_AND_PLACE), keep=False)
    if not alike.any():
        return
    log.mark(ALIKE, int(alike.sum()))
    incidents.loc[alike, "summary"] = told_once(
        incidents.loc[alike, "summary"], pd.Series(ALIKE, index=incidents.index[alike])
    )
    of = claims["incident_id"].isin(incidents.loc[alike, "incident_id"])
    claims.loc[of, "inferred"] = (claims.loc[of, "inferred"] + f" {ALIKE}").str.strip()
