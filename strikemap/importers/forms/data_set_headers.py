"""Which headers of the data sets mean what, with where that is written: they are fixed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from strikemap.languages import marked

OLDER: Mapping[str, Mapping[str, str]] = {
    "ucdp": {"best_est": "best", "low_est": "low", "high_est": "high"},
}
"""Columns of earlier releases by what they are called since (UCDP GED up to 5.0)."""


@dataclass(frozen=True, slots=True)
class Headers:
    """What each header of a form becomes, and the source that says what the headers mean."""

    source: str
    became: Mapping[str, str]


_COUNTRY = marked("compared with the boundaries, which decide territory and region")
_SIDE = marked("a claim of combatants killed in state-based violence; the statement")
_CODED = marked("the statement of the claims of people killed")

KNOWN: Mapping[str, Headers] = {
    "acled": Headers(
        "ACLED Codebook, “Column names and descriptions”",
        {
            "event_id_cnty": marked("incident_id and claim_id, after `acled-`"),
            "event_date": marked("date_start and date_end, by time_precision"),
            "time_precision": "time_precision",
            "event_type": "event_type",
            "sub_event_type": marked("sub_event_type; weapon where it names one"),
            "actor1": marked("the claim's statement"),
            "inter1": marked("the claim's statement"),
            "actor2": marked("the claim's statement"),
            "inter2": marked("the claim's statement"),
            "civilian_targeting": marked("the claim's statement; it does not say who was killed"),
            "country": _COUNTRY,
            "location": "place",
            "latitude": marked("latitude; territory and region by the boundaries"),
            "longitude": marked("longitude; territory and region by the boundaries"),
            "geo_precision": "geo_precision",
            "source": marked("the source that ACLED cites, on the row's source"),
            "notes": "summary",
            "fatalities": marked("a claim of people killed; 0 becomes a claim without a number"),
            "timestamp": marked("claimed_on; of two rows with one id the newer one is kept"),
        },
    ),
    "ucdp": Headers(
        "UCDP GED Codebook, “Variables”",
        {
            "id": marked("incident_id and claim_id, after `ucdp-`"),
            "type_of_violence": marked("event_type and sub_event_type"),
            "conflict_name": "summary",
            "source_office": marked("the source that UCDP cites, on the row's source"),
            "where_prec": "geo_precision",
            "where_coordinates": "place",
            "where_description": "summary",
            "latitude": marked("latitude; territory and region by the boundaries"),
            "longitude": marked("longitude; territory and region by the boundaries"),
            "country": _COUNTRY,
            "date_prec": marked("time_precision, with the length of the span"),
            "date_start": "date_start",
            "date_end": "date_end",
            "low": marked("value_min of the range of people killed"),
            "high": marked("value_max of the range of people killed"),
            "best": marked("the claim of people killed that gives the headline figure"),
            "deaths_civilians": marked(
                "a claim of civilians killed, where it is more than 0; the statement"
            ),
            "deaths_a": _SIDE,
            "deaths_b": _SIDE,
            "deaths_unknown": _CODED,
        },
    ),
    "viina": Headers(
        "VIINA codebook, “Event data”",
        {
            "event_id_1pd": marked("incident_id and claim_id, after `viina-`"),
            "date": marked("date_start and date_end: the week up to the day of the report"),
            "n_reports": marked("the claim's statement"),
            "sources": marked("the source of the claim"),
            "asciiname": "place",
            "adm1_name": marked("summary; compared with nothing, the boundaries give the region"),
            "latitude": marked("latitude; territory and region by the boundaries"),
            "longitude": marked("longitude; territory and region by the boundaries"),
            "geo_precision": "geo_precision",
            "t_airalert_b": marked("left out: an alert is no event of the model"),
        },
    ),
}
