"""A map layer in its iframe: the one place that hands maps to streamlit-folium."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from types import FunctionType
from typing import Any, Protocol

import streamlit_folium

from strikemap import cartography
from strikemap.cartography import Layer, RegionSums
from strikemap.host.static_address import static_address
from strikemap.languages import language
from strikemap.links import View
from strikemap.ui.elements.style import is_dark


def show_layer(
    layer: Layer,
    *,
    key: str,
    height: int,
    **how: Any,
) -> None:
    """
    Draw *layer* on the constant map; what it says is in the session under *key*.

    The rest is as `ready_layer` takes it.
    """
    ready_layer(layer, **how)(key=key, height=height)


class Draw(Protocol):
    """Sends a map that has been made ready to the reader's page."""

    def __call__(self, *, key: str, height: int) -> None:
        """Draw it here; what it says is in the session under *key*."""


def ready_layer(
    layer: Layer,
    *,
    view: View | None = None,
    fit: Sequence[Sequence[float]] = (),
    basemap: str = "boundaries",
    turn: int = 0,
    visit: str = "",
    answered: int | None = None,
    held: str = "",
    heard: int | None = None,
    regions: RegionSums | None = None,
    has_controls: bool = False,
    most_bytes: int = cartography.MOST_BYTES,
) -> Draw:
    """
    *layer* made ready, so that it is sent at once when its turn comes.

    The rest is as `cartography.to_draw` takes it.
    """
    drawn = cartography.to_draw(
        layer,
        view=view,
        fit=fit,
        basemap=basemap,
        dark=is_dark(),
        turn=turn,
        visit=visit,
        answered=answered,
        held=held,
        heard=heard,
        regions=regions,
        has_controls=has_controls,
        most_bytes=most_bytes,
    )

    def draw(*, key: str, height: int) -> None:
        said = _said(static_address(), language(), key, height)
        group = said["feature_group"].replace(_DRAWN, drawn)
        streamlit_folium._component_func(**{**said, "feature_group": group})

    return draw


_DRAWN = "what_is_drawn"
"""Where in streamlit-folium's words stands what changes from run to run."""


@cache
def _said(static: str, language_code: str, key: str, height: int) -> dict[str, Any]:
    """
    What streamlit-folium says of the constant map to its own component, with `_DRAWN` on it.

    It would put the same words together anew for each change of each reader.
    """
    said: dict[str, Any] = {}

    def keep(**words: Any) -> None:
        said.update(words)

    surroundings = {**vars(streamlit_folium), "_component_func": keep}
    makes = streamlit_folium.st_folium
    say = FunctionType(makes.__code__, surroundings, argdefs=makes.__defaults__)
    say(
        cartography.constant_map(static),
        key=key,
        height=height,
        use_container_width=True,
        feature_group_to_add=cartography.feature_group(_DRAWN),
        render=False,
        returned_objects=[],
    )
    return said
