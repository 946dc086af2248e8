"""A made-up incident with its claim, to be suggested for the example collection."""

from __future__ import annotations

from datetime import date

from strikemap.suggestion.rows import Row, Suggestion, whole_row

TODAY = date(2026, 11, 22)
SHEBEKINO = "2023-05-31-shebekino-shelling"
VALUYKI = "2023-05-27-valuyki-drone-attack"
INCIDENT = whole_row(
    "incidents",
    {
        "incident_id": VALUYKI,
        "title": "Drone crash near Valuyki",
        "summary": "A drone was reported to have come down in a field.",
        "date_start": "2023-05-27",
        "date_end": "2023-05-27",
        "time_precision": "1",
        "date_basis": "stated",
        "event_type": "Explosions/Remote violence",
        "sub_event_type": "Air/drone strike",
        "weapon": "drone",
        "target": "other",
        "place": "Valuyki",
        "region": "RU-BEL",
        "territory": "russia",
        "latitude": "50.1966",
        "longitude": "38.1167",
        "geo_precision": "1",
        "status": "active",
    },
)
CLAIM = whole_row(
    "claims",
    {
        "claim_id": f"{VALUYKI}-drones-hit-1",
        "incident_id": VALUYKI,
        "measure": "drones_hit",
        "subject": "drones",
        "value_min": "1",
        "value_max": "1",
        "bound": "exact",
        "certainty": "stated",
        "statement": "The governor said that a drone came down.",
        "claimant_id": "governor-belgorod",
        "source_id": "paper-2023-05-31",
    },
)


def with_rows(incident: Row = INCIDENT, claim: Row = CLAIM) -> Suggestion:
    return Suggestion({"incidents": (incident,), "claims": (claim,)})
