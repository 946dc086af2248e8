"""What is handed to streamlit-folium's component is what streamlit-folium would hand to it."""

from __future__ import annotations

from typing import Any

import pytest
import streamlit_folium

from strikemap import cartography
from strikemap.host.static_address import static_address
from strikemap.languages import LANGUAGES, speaking
from strikemap.ui.elements.map_layer import ready_layer
from tests.builders import build, incident
from tests.unit.cartography.views import FIT, whole_layer
from tests.unit.hostile import READABLE


@pytest.mark.by_day(1, "the words are put together by one code in every language")
@pytest.mark.parametrize("code", LANGUAGES)
def test_nothing_of_it_differs(monkeypatch: pytest.MonkeyPatch, code: str) -> None:
    """
    Whatever is drawn, in whatever order and language, each word is streamlit-folium's own; of the
    texts that mean harm each is drawn in one language.
    """
    handed: list[dict[str, Any]] = []
    monkeypatch.setattr(streamlit_folium, "_component_func", lambda **each: handed.append(each))
    titles = READABLE[list(LANGUAGES).index(code) :: len(LANGUAGES)]
    layers = [whole_layer(build([incident("a", title=title)])) for title in titles]
    with speaking(code):
        for layer in layers:
            ready_layer(layer, fit=FIT)(key="map", height=480)
            drawn = cartography.to_draw(layer, view=None, fit=FIT, basemap="boundaries", dark=False)
            streamlit_folium.st_folium(
                cartography.constant_map(static_address()),
                key="map",
                height=480,
                use_container_width=True,
                feature_group_to_add=cartography.feature_group(drawn),
                render=False,
                returned_objects=[],
            )
            ours, theirs = handed[-2:]
            # A name and a closure of its own in each run, neither of which the page reads.
            for each in (ours, theirs):
                del each["id"], each["on_change"]
            assert ours == theirs
    assert len({each["feature_group"] for each in handed[::2]}) == len(layers)
