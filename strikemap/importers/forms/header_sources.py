"""Whose columns the fields of a plain table were named after: maker by maker, header by header."""

from __future__ import annotations

from collections.abc import Mapping

SOURCES: Mapping[str, Mapping[str, str]] = {
    "This project's own exports (strikemap.export.tables) and tables (strikemap.model)": {
        "incident_id": "incident_id",
        "date_start": "date_start",
        "place_local": "place_local",
        "killed_low": "killed_low",
        "killed_headline": "killed_headline",
        "killed_high": "killed_max",
        "killed_known": "killed_known",
        "killed_according_to": "killed_according_to",
        "killed_headline_high": "killed_headline_high",
        "killed_headline_bound": "killed_headline_bound",
        "killed_according_to_name": "killed_according_to_name",
        "killed_according_to_origin": "killed_according_to_origin",
        "killed_civilians": "killed_civilians",
        "same_as": "same_as",
    },
    "ACLED Codebook, “Column names and descriptions”, for files cut down to some of them": {
        "event_date": "date_start",
        "admin1": "region",
        "location": "place",
        "source": "publisher",
        "notes": "summary",
        "fatalities": "killed",
    },
    "UCDP GED Codebook, “Variables”, and UCDP's tables of estimates by actor or dyad": {
        "adm_1": "region",
        "geom_wkt": "coordinates",
        "deaths_civilians": "killed_civilians",
        "deaths_best": "killed_headline",
        "deaths_low": "killed_low",
        "deaths_high": "killed_max",
    },
    "VIINA codebook, “Event data”": {"asciiname": "place", "adm1_name": "region"},
    "Global Terrorism Database, Codebook, “Casualties and consequences” and “Date and location”": {
        "iyear": "year",
        "imonth": "month",
        "iday": "day",
        "provstate": "region",
        "nkill": "killed",
        "nwound": "injured",
    },
    "HXL hashtag dictionary 1.1": {
        "#date+occurred": "date_start",
        "#adm1+name": "region",
        "#loc+name": "place",
        "#geo+lat": "latitude",
        "#geo+lon": "longitude",
        "#affected+killed": "killed",
        "#affected+injured": "injured",
        "#meta+source": "publisher",
    },
    "Airwars, civilian harm incidents: ranges of civilians and of belligerents": {
        "civilians_killed_min": "killed_civilians_low",
        "civilians_killed_max": "killed_civilians_max",
        "belligerents_killed_max": "killed_combatants_max",
        "civilians_injured_max": "injured_civilians_max",
        "geolocation": "coordinates",
    },
    "Bureau of Investigative Journalism, drone strikes, as public code that reads them has it": {
        "Minimum total people killed": "killed_low",
        "Maximum civilians reported killed": "killed_civilians_max",
        "Maximum people injured": "injured_max",
    },
    "Bellingcat, Civilian Harm in Ukraine (api.json of its map, in a public mirror)": {
        "id": "incident_id",
        "date": "date_start",
        "location": "place",
        "description": "summary",
        "sources": "publisher",
    },
    "GIS programs' and map makers' exports (ArcGIS, QGIS, PostGIS, Google My Maps)": {
        "point_x": "longitude",
        "y_coord": "latitude",
        "the_geom": "coordinates",
        "WKT": "coordinates",
    },
    "Tables by hand, of newspapers, administrations and Wikipedia in three languages: no maker's "
    "names but the language's words": {
        "Deaths": "killed",
        "Injuries": "injured",
        "Населённый пункт": "place",
        "Погибло, чел.": "killed",
        "Кількість поранених": "injured",
        "Субъект РФ": "region",
        "Посилання": "url",
    },
}
"""Of each, headers that a file of it has and the field of `headers.PLAIN` that each names."""
