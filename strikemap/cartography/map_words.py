"""What the map's scripts say, in the language that is spoken."""

from __future__ import annotations

from strikemap.cartography.in_words import (
    FIGURE,
    LEAST_FIGURE,
    LEFT_OUT,
    NOT_REPORTED,
    PLACE_UNKNOWN,
    forms,
    incidents_in,
    more,
    unknown_for,
)
from strikemap.gazetteer import file_of_city_names
from strikemap.languages import gettext as _
from strikemap.links import BASEMAPS, LAYERS
from strikemap.vocabularies import CASUALTY_MEASURES, TERRITORIES, labels

Words = dict[str, str | dict[str, str]]


def map_words() -> Words:
    """
    The messages by the names that `static/map/` has for them, those of counts by plural form.

    They may stand in HTML: each is our own and holds no markup but its places.
    """
    return {**_of_symbols(), **_of_legend(), **_of_controls(), **_of_basemap()}


def _of_symbols() -> Words:
    words: Words = {
        "incidents": forms(lambda count: incidents_in(count, is_occupied=False)),
        "incidents occupied": forms(lambda count: incidents_in(count, is_occupied=True)),
        "occupied": labels(TERRITORIES)["occupied_ukraine"],
        "more": forms(more),
        "toll unknown for": forms(lambda count: unknown_for(count, "{toll}")),
        "toll left out": _(LEFT_OUT),
        "place unknown": _(PLACE_UNKNOWN),
    }
    for measure in CASUALTY_MEASURES:
        words[measure] = _(FIGURE[measure])
        words[f"{measure} at least"] = _(LEAST_FIGURE[measure])
        words[f"{measure} not reported"] = _(NOT_REPORTED[measure])
    return words


def _of_legend() -> Words:
    return {
        "legend": _("Legend"),
        "several shares": _("area: number; ring: kinds"),
        "several": _("several: their number"),
        "size": _("size: killed or injured"),
        "hollow": _("hollow: toll unknown"),
        "crossed": _("crossed: zero stated"),
        "dashed": _("dashed: somewhere near"),
        "ringed": _("ringed: occupied Ukraine"),
    }


def _of_controls() -> Words:
    layers = (
        _("Incidents"),
        _("Regions by incidents"),
        _("Regions by killed"),
        _("Regions by injured"),
    )
    basemaps = _("Borders (offline)"), "OpenStreetMap"
    return {
        "map": _("Map of reported incidents"),
        **{f"layer {name}": label for name, label in zip(LAYERS, layers, strict=True)},
        **{f"basemap {name}": label for name, label in zip(BASEMAPS, basemaps, strict=True)},
        "layers": _("What the map shows"),
        "basemaps": _("Basemap"),
        "whole": _("Whole map"),
        "full": _("Full screen"),
        "leave full": _("Leave full screen"),
        "nearer": _("Zoom in"),
        "farther": _("Zoom out"),
        "open": _("Open"),
        "close": _("Close"),
        "touched": _("What was touched"),
        "two fingers": _("Two fingers move the map"),
        "metres": _("{number} m"),
        "kilometres": _("{number} km"),
    }


def _of_basemap() -> Words:
    return {
        "names of cities": file_of_city_names(),
        "Russia": _("RUSSIA"),
        "Ukraine": _("UKRAINE"),
        "credits": _(
            "Borders © OpenStreetMap contributors (ODbL), Natural Earth; places: GeoNames"
        ),
        "credits of tiles": _("© OpenStreetMap contributors"),
    }
