"""A map layer in its iframe: the one place that hands maps to streamlit-folium."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol

from streamlit_folium import st_folium

from strikemap import cartography
from strikemap.cartography import Layer, RegionSums
from strikemap.host.static_address import static_address
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

    The rest is as `cartography.feature_group` takes it.
    """
    chart = cartography.constant_map(static_address())
    group = cartography.feature_group(
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
        st_folium(
            chart,
            key=key,
            height=height,
            use_container_width=True,
            feature_group_to_add=group,
            render=False,
            returned_objects=[],
        )

    return draw
