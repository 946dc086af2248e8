"""A map layer in its iframe: the one place that hands maps to streamlit-folium."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol

from streamlit_folium import st_folium

from strikemap import cartography
from strikemap.cartography import Layer
from strikemap.links import View
from strikemap.ui.elements.style import is_dark

ZOOMS = {1: 9.0, 2: 8.0, 3: 6.0}
"""How near a map of one incident looks, by ACLED's geo precision."""


def show_layer(
    layer: Layer,
    *,
    key: str,
    height: int,
    returned: Sequence[str] = (),
    **how: Any,
) -> None:
    """
    Draw *layer* on the constant map; what it says of *returned* is in the session under *key*.

    The rest is as `ready_layer` takes it.
    """
    ready_layer(layer, **how)(key=key, height=height, returned=returned)


class Draw(Protocol):
    """Sends a map that has been made ready to the reader's page."""

    def __call__(self, *, key: str, height: int, returned: Sequence[str] = ()) -> None:
        """Draw it here; what it says of *returned* is in the session under *key*."""


def ready_layer(
    layer: Layer,
    *,
    view: View | None = None,
    fit: Sequence[Sequence[float]] = (),
    basemap: str = "boundaries",
    turn: int = 0,
    heard: int | None = None,
    most_bytes: int = cartography.MOST_BYTES,
) -> Draw:
    """
    *layer* made ready, so that it is sent at once when its turn comes.

    The rest is as `cartography.feature_group` takes it.
    """
    chart = cartography.constant_map()
    group = cartography.feature_group(
        layer,
        view=view,
        fit=fit,
        basemap=basemap,
        dark=is_dark(),
        turn=turn,
        heard=heard,
        most_bytes=most_bytes,
    )

    def draw(*, key: str, height: int, returned: Sequence[str] = ()) -> None:
        st_folium(
            chart,
            key=key,
            height=height,
            use_container_width=True,
            feature_group_to_add=group,
            render=False,
            returned_objects=list(returned),
        )

    return draw
