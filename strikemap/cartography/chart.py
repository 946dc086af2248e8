"""The map as folium and streamlit-folium take it.  The only module that knows folium."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from functools import cache
from typing import Any

import folium
from branca.element import MacroElement
from jinja2 import Template

from strikemap.cartography.kinds import KINDS
from strikemap.cartography.layer import Layer
from strikemap.cartography.map_words import map_words
from strikemap.cartography.message import MOST_BYTES, message, packed_json
from strikemap.cartography.points import MOST_ZOOM
from strikemap.cartography.regions import SHADES, RegionSums
from strikemap.languages import language
from strikemap.links import View
from strikemap.markup import safe

_LASTING = ("incidents", "placeless", "names", "labels", "ids")
"""What of a message of all days no change of the days alone changes."""
ROOT = "../../"
"""The root of the host, seen from the map's iframe."""


def constant_map(static: str = "app/static/") -> folium.Map:
    """
    The map that never changes in a language, so that its iframe is never remounted.

    All that changes is drawn on it (`to_draw`); Leaflet comes from this host, where *static*
    is the address of its files, from its root.
    """
    chart = _Map(
        location=(51.0, 37.0),
        zoom_start=5,
        tiles=None,
        zoom_snap=0.25,
    )
    # folium keeps these for tiles, of which there are none.
    chart.options |= {"min_zoom": 2, "max_zoom": MOST_ZOOM}
    files = ROOT + static
    chart.default_js = [
        ("leaflet", f"{files}leaflet/leaflet.js"),
        ("strikemap", f"{files}map/load.js"),
    ]
    chart.default_css = [
        ("leaflet_css", f"{files}leaflet/leaflet.css"),
        ("strikemap_css", f"{files}map/map.css"),
    ]
    chart.add_child(_Mount(_options(language())))
    return chart


@cache
def _options(code: str) -> str:
    options = {
        "kinds": [
            {"label": safe(k.label), "colour": k.colour, "dark": k.dark, "shape": k.shape}
            for k in KINDS
        ],
        "shades": SHADES,
        "language": code,
        "words": packed_json(map_words()),
    }
    return json.dumps(options)


class _Map(folium.Map):  # type: ignore[misc]  # folium has no types
    def render(self, **kwargs: Any) -> None:
        # streamlit-folium reads the script alone.  For a page of its own folium would also
        # compile a dozen templates, at each change of each reader.
        pass


class _Group(folium.FeatureGroup):  # type: ignore[misc]  # folium has no types
    def render(self, **kwargs: Any) -> None:
        pass  # as `_Map`


class _Mount(MacroElement):  # type: ignore[misc]  # branca has no types
    _template = Template(
        "{% macro script(this, kwargs) %}"
        "strikemap.mount({{ this._parent.get_name() }}, {{ this.options_json }});"
        "{% endmacro %}"
    )

    def __init__(self, options_json: str) -> None:
        super().__init__()
        self._name = "Mount"
        self.options_json = options_json


class _Draw(MacroElement):  # type: ignore[misc]  # branca has no types
    # The array that streamlit-folium keeps of its groups is emptied: it never does so itself.
    _template = Template(
        "{% macro script(this, kwargs) %}"
        "window.feature_group = []; strikemap.draw({{ this.payload_json }});"
        "{% endmacro %}"
    )

    def __init__(self, payload_json: str) -> None:
        super().__init__()
        self._name = "Draw"
        self.payload_json = payload_json


def feature_group(drawn: str) -> folium.FeatureGroup:
    """What streamlit-folium takes to have the map draw *drawn*, as `to_draw` makes it."""
    group = _Group(name="incidents")
    group.add_child(_Draw(drawn))
    return group


def to_draw(
    layer: Layer,
    *,
    view: View | None,
    fit: Sequence[Sequence[float]],
    basemap: str,
    dark: bool,
    turn: int = 0,
    visit: str = "",
    answered: int | None = None,
    held: str = "",
    heard: int | None = None,
    regions: RegionSums | None = None,
    has_controls: bool = False,
    most_bytes: int = MOST_BYTES,
) -> str:
    """
    What to draw now, as JSON for the script in the map's iframe.

    *view*, or the bounds *fit* where it is None, is looked at only when it, or *turn*, differs
    from the last one drawn: a reader's own pan and zoom stay.  *answered* is the number of the
    timeline's last question in this *visit*, None where there is no timeline: the map draws no
    answer to one that a newer one has overtaken.  What is the same on all days goes with a stamp,
    and the stamp alone to a page that has *held* it.  *heard* is the number of the map's
    report whose window the layer was made for, 0 where it has made none since *turn*, None where
    nobody listens: the map draws no answer to a report that a newer one has overtaken, and reports
    where it looks when it has not.  With *regions* these are shaded in place of symbols.  Where it
    *has_controls* the map lets the reader choose what it shows.  Of *most_bytes*, which `message`
    keeps, the hover texts have what is left.
    """
    where: dict[str, Any] = (
        {"lat": view.latitude, "lon": view.longitude, "zoom": view.zoom}
        if view
        else {"bounds": [list(corner) for corner in fit]}
    )
    drawn = message(layer, most_bytes)
    lasting = {} if layer.is_windowed else {name: drawn.pop(name) for name in _LASTING}
    stamp = _stamp(json.dumps(lasting)) if lasting else ""
    payload = {
        **drawn,
        "view": {**where, "turn": turn},
        "whole": [list(corner) for corner in fit],
        "regions": regions.as_json() if regions else None,
        "controls": has_controls,
        "heard": heard if layer.is_windowed else None,
        "basemap": basemap,
        "dark": dark,
    }
    payload["stamp"] = _stamp(json.dumps(payload) + stamp)
    if lasting:
        payload["layer"] = {"parts": None if stamp == held else lasting, "stamp": stamp}
    payload |= {"visit": visit, "answered": answered}
    # A space, or a word, keeps two braces apart: folium reads its scripts as templates.
    return json.dumps(payload)


def _stamp(text: str) -> str:
    return hashlib.sha1(text.encode(), usedforsecurity=False).hexdigest()[:10]
