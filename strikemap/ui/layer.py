"""A map layer in its iframe: the one place that hands maps to streamlit-folium."""

from __future__ import annotations

from collections.abc import Sequence

from streamlit_folium import st_folium

from strikemap import cartography
from strikemap.cartography import Layer
from strikemap.links import View
from strikemap.ui.style import is_dark

ZOOMS = {1: 9.0, 2: 8.0, 3: 6.0}
"""How near a map of one incident looks, by ACLED's geo precision."""


def show_layer(
    layer: Layer,
    *,
    key: str,
    height: int,
    view: View | None = None,
    fit: Sequence[Sequence[float]] = (),
    basemap: str = "boundaries",
    turn: int = 0,
    heard: int | None = None,
    most_bytes: int = cartography.MOST_BYTES,
    returned: Sequence[str] = (),
) -> None:
    """
    Draw *layer* on the constant map; what it says of *returned* is in the session under *key*.

    The rest is as `cartography.feature_group` takes it.
    """
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
    st_folium(
        cartography.constant_map(),
        key=key,
        height=height,
        use_container_width=True,
        feature_group_to_add=group,
        render=False,
        returned_objects=list(returned),
    )
