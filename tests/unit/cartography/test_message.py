"""What goes to the map: every incident, in few bytes, and text that nothing runs."""

from __future__ import annotations

import json

import numpy as np
import pytest

from strikemap import cartography, geography
from strikemap.cartography import MOST_BYTES, Layer
from strikemap.cartography import layer as layers
from strikemap.cartography.message import message
from strikemap.cartography.squares import MOST_CELLS
from strikemap.markup import safe
from strikemap.model import Collection
from tests.builders import build, claim, incident, synthetic
from tests.unit.cartography.views import columns, labels, large, payload, unpacked, whole_layer
from tests.unit.hostile import READABLE

CYRILLIC = "Сообщалось об обстреле окраины города, повреждены дома и линия связи, есть раненые"
ROUND = 1_000
"""Bytes of a message beside its layer."""


def sent(layer: Layer, most_bytes: int = MOST_BYTES) -> int:
    """Bytes of the map's script as streamlit-folium sends it: JSON, within a JSON string."""
    return len(json.dumps(payload(layer, most_bytes=most_bytes)))


@pytest.mark.parametrize(
    ("size", "features", "most"),
    [(7, 7, 3_000), (2_000, 2_000, 40_000), (2_001, 428, 30_000), (20_000, 432, 30_000),
     (200_000, 432, 30_000)],
)  # fmt: skip
def test_features_and_bytes(size: int, features: int, most: int) -> None:
    """However many incidents there are, few features and bytes go to the map, and none is lost."""
    layer = whole_layer(large(size))
    assert len(layer.incidents) + len(layer.cells or ()) == features
    assert layer.shown == size and sent(layer) <= most


def test_bytes_where_only_regions_are_known() -> None:
    """Incidents known by region alone take no more: the region's name is sent once."""
    layer = whole_layer(synthetic(1_999, geo_precision="3"))
    assert len(layer.incidents) == 1_999 and sent(layer) <= 40_000


def test_bytes_of_long_titles() -> None:
    """Long Cyrillic titles stay within the map's bytes; those of the greatest toll come first."""
    layer = whole_layer(synthetic(300, title=CYRILLIC))
    assert len(layer.incidents) == 300 and sent(layer) <= MOST_BYTES + ROUND
    told = labels(message(layer))
    assert 150 < len(told) < 300 and told == list(layer.incidents.labels[: len(told)])


def test_ids_go_where_there_is_room() -> None:
    """Few incidents have their ids with them; what readers see comes first where room is short."""
    few = whole_layer(large(7))
    assert unpacked(message(few)["ids"]) == list(few.incidents.ids)
    assert message(whole_layer(synthetic(300, title=CYRILLIC)))["ids"] is None


def test_common_titles_all_fit() -> None:
    """Three hundred incidents with titles of a usual length have all their hover texts."""
    layer = whole_layer(synthetic(300, title="Обстрел приграничного села"))
    assert len(labels(message(layer))) == 300 and sent(layer) <= MOST_BYTES + ROUND


def test_bytes_of_two_sides() -> None:
    """Both sides of a comparison take, on their two maps, what one map may."""
    for size in (999, 1_000, 1_999, 200_000):
        assert sent(whole_layer(large(size), maps=2), MOST_BYTES // 2) <= MOST_BYTES // 2
    titled = whole_layer(synthetic(300, title=CYRILLIC), maps=2)
    assert sent(titled, MOST_BYTES // 2) <= MOST_BYTES // 2 + ROUND


def test_bytes_of_the_most_cells() -> None:
    """As many cells as there may be, with tolls in the millions, stay within the map's bytes."""
    many = np.full(MOST_CELLS, 5_000_000)
    sums = cartography.cells.Sums(many, many % 4, many)
    place = np.linspace(44, 57, MOST_CELLS)
    grid = cartography.Cells(place, place, place / 5, many, sums, sums, many, many, many > 0, 1e6)
    layer = Layer(whole_layer(build([])).incidents, grid, int(many.sum()))
    assert sent(layer) <= MOST_BYTES


def drawn(collection: Collection) -> dict[str, list[float]]:
    """Latitude, longitude, radius and position of the incidents as the script reads them."""
    read = columns(message(whole_layer(collection))["incidents"])
    latitude, longitude, _, radius, _, at, *_ = read
    return {
        "latitude": ((latitude - 900_000) / 10_000).tolist(),
        "longitude": ((longitude - 1_800_000) / 10_000).tolist(),
        "radius": (radius / 10).tolist(),
        "position": at.tolist(),
    }


def test_numbers_arrive_as_they_were() -> None:
    """Degrees to four places, radius, flags and positions come out of a message unchanged."""
    collection = large(1_999)
    layer, read = whole_layer(collection), drawn(collection)
    for name, found in read.items():
        np.testing.assert_allclose(found, getattr(layer.incidents, name), atol=1e-9)
    _, _, kind, _, flags, _, region, start, length = columns(message(layer)["incidents"])
    of = layer.incidents
    for found, meant in ((kind, of.kind), (flags, of.flags), (region, of.region)):
        assert (found == meant).all()
    assert (start == of.start).all() and (start + length == of.end).all()


def test_cells_arrive_as_they_were() -> None:
    """Counts, tolls, unknowns and places of cells come out of a message unchanged."""
    grid = whole_layer(large(20_000)).cells
    assert grid is not None
    read = columns(message(whole_layer(large(20_000)))["cells"])
    for found, meant in zip(
        read[3:],
        (grid.count, grid.killed.sum, grid.killed.bounds, grid.killed.unknown, grid.injured.sum,
         grid.injured.bounds, grid.injured.unknown, grid.column, grid.line, grid.is_occupied),
        strict=True,
    ):  # fmt: skip
        assert (found == meant).all()
    sent = message(whole_layer(large(20_000)))["cells"]["more"]
    for found, meant in zip(columns(sent), grid.more, strict=True):
        assert (found == meant).all()


def test_regions_known_alone_arrive_as_they_were(monkeypatch: pytest.MonkeyPatch) -> None:
    """Codes, numbers and tolls of regions come out of a message unchanged, in few bytes."""
    monkeypatch.setattr(layers, "AGGREGATE_FROM", 1)
    vague = {"geo_precision": "3"}
    codes = list(geography.regions())
    rows = [incident(f"i{at}", region=code, **vague) for at, code in enumerate(codes)]
    whole = build([incident("x"), *rows], [claim("c", "i3", "7+")])
    layer = whole_layer(whole)
    of, read = layer.alone, message(layer)["alone"]
    assert of is not None and len(of) == len(codes)
    number, _, _, count, killed, *_, is_occupied = columns(read)
    assert [codes[at - 1] for at in number] == list(of.code)
    assert count.tolist() == of.count.tolist() and killed.sum() == of.killed.sum.sum() == 7
    assert (is_occupied == of.is_occupied).all()
    assert len(json.dumps(read)) < 2_500
    assert "alone" not in message(whole_layer(build([incident("a"), incident("b")])))


@pytest.mark.parametrize("text", READABLE, ids=range(len(READABLE)))
def test_text_is_inert(text: str) -> None:
    """Text of the data is base64 until the script has parsed it, and safe HTML then."""
    sent = message(whole_layer(build([incident("a", title=text, geo_precision="3")])))
    (label,) = labels(sent)
    assert label.startswith(f"<b>{safe(text, limit=120)}</b><br>")
    assert not set("{}`$") & set(label)
    assert unpacked(sent["names"]) == [safe("Belgorod Oblast")]


def test_a_label_says_each_line() -> None:
    """Texts that share lines are put together again."""
    whole = build([incident("a"), incident("b")], [claim("c", "a", "2")])
    layer = whole_layer(whole)
    assert labels(message(layer)) == list(layer.incidents.labels)
