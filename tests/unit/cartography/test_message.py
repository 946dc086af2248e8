"""What goes to the map: every incident, in few bytes, and text that nothing runs."""

from __future__ import annotations

import json
from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from strikemap import cartography, geography
from strikemap.cartography import MOST_BYTES, Layer
from strikemap.cartography import layer as layers
from strikemap.cartography.message import _labels, message, packed, packed_json
from strikemap.cartography.squares import MOST_CELLS
from strikemap.markup import safe
from strikemap.model import Collection
from tests.builders import build, claim, incident, synthetic
from tests.unit.cartography.views import columns, labels, large, payload, unpacked, whole_layer
from tests.unit.hostile import READABLE

CYRILLIC = "Сообщалось об обстреле окраины города, повреждены дома и линия связи, есть раненые"
ROUND = 1_000
"""Bytes of a message beside its layer."""
MANY = pytest.mark.nightly("cells take as many bytes of twenty thousand, by day, as of more")


def sent(layer: Layer, most_bytes: int = MOST_BYTES) -> int:
    """Bytes of the map's script as streamlit-folium sends it: JSON, within a JSON string."""
    return len(json.dumps(payload(layer, most_bytes=most_bytes)))


@pytest.mark.parametrize(
    ("size", "features", "most"),
    [(7, 7, 3_000), (2_000, 2_000, 40_000), (2_001, 428, 30_000), (20_000, 432, 30_000),
     pytest.param(200_000, 432, 30_000, marks=MANY)],
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


@pytest.mark.parametrize("size", [999, 1_000, 1_999, 20_000, pytest.param(200_000, marks=MANY)])
def test_bytes_of_two_sides(size: int) -> None:
    """Both sides of a comparison take, on their two maps, what one map may."""
    assert sent(whole_layer(large(size), maps=2), MOST_BYTES // 2) <= MOST_BYTES // 2


def test_bytes_of_two_sides_with_long_titles() -> None:
    """Long Cyrillic titles stay within the bytes of half a map, too."""
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
    for at, meant in enumerate((grid.latitude + 90, grid.longitude + 180)):
        np.testing.assert_allclose(read[at] / 10_000, meant, atol=1e-9)
    np.testing.assert_allclose(read[2] / 10, grid.radius, atol=1e-9)
    assert message(whole_layer(large(20_000)))["cells"]["scale"] == grid.scale
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
    number, y, x, count, killed, *_, is_occupied = columns(read)
    np.testing.assert_allclose(y / 10_000 - 90, of.latitude, atol=1e-9)
    np.testing.assert_allclose(x / 10_000 - 180, of.longitude, atol=1e-9)
    assert [codes[at - 1] for at in number] == list(of.code)
    assert count.tolist() == of.count.tolist() and killed.sum() == of.killed.sum.sum() == 7
    assert (is_occupied == of.is_occupied).all()
    assert len(json.dumps(read)) < 2_500
    assert "alone" not in message(whole_layer(build([incident("a"), incident("b")])))


@pytest.mark.by_day(14, "what is shown is escaped by one function, whatever it is")
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


@given(st.lists(st.lists(st.integers(0, 2**40), min_size=3, max_size=3), min_size=1, max_size=6))
def test_property_columns_arrive_in_few_bytes(of: list[list[int]]) -> None:
    """Whatever the numbers, they come out as they were, in as few bytes as the largest needs."""
    sent = packed(*(np.array(each, dtype=np.int64) for each in of))
    assert [each.tolist() for each in columns(sent)] == of and sent["size"] == 3
    assert sent["widths"] == [
        len(f"{max(each):x}") // 2 + len(f"{max(each):x}") % 2 if max(each) else 0 for each in of
    ]


def test_a_message_says_what_the_layer_is() -> None:
    """Its first day, the days that are shown, whether it hangs on the window, who is selected, and
    the days of what has no point.
    """
    nowhere = incident("b", latitude="", longitude="", geo_precision="3", date_start="2023-05-29")
    whole = build([incident("a"), nowhere, incident("c", date_start="2023-05-28")])
    days = date(2023, 5, 29), date(2023, 5, 31)
    told = message(whole_layer(whole, span=days, selected=2))
    assert (told["first"], told["span"]) == ("2023-05-28", ["2023-05-29", "2023-05-31"])
    assert (told["windowed"], told["selected"], told["cells"]) == (False, 2, None)
    assert [each.tolist() for each in columns(told["placeless"])] == [[1], [1]]
    told = message(whole_layer(large(2_001)))
    assert (told["span"], told["windowed"], told["selected"]) == (None, True, -1)
    assert told["placeless"] is None


@given(
    st.lists(
        st.lists(st.sampled_from(("", "один", "two", "3 ü", "четыре")), max_size=3), max_size=9
    ),
    st.integers(0, 400),
)
def test_property_the_first_labels_that_fit_are_taken(of: list[list[str]], most: int) -> None:
    """Those that are sent are the first ones, whole, and of the bytes that they may take."""
    texts = ["<br>".join(each) for each in of]
    lines, numbers = _labels(texts, most)
    sent = ["<br>".join(lines[number] for number in each) for each in numbers]
    assert sent == texts[: len(sent)] and len(lines) == len(set(lines))
    assert not sent or len(packed_json([lines, numbers])) <= most + 24
    assert len(_labels(texts, 10**6)[1]) == len(texts)
    assert _labels(texts, -1)[1] == [] or not texts


def test_ids_go_as_far_as_their_bytes() -> None:
    """To the last byte: ids that just fit go along, and with one byte less they do not."""
    layer = whole_layer(large(40))
    whole = message(layer)
    least = len(json.dumps({k: v for k, v in whole.items() if k not in ("names", "labels", "ids")}))
    needed = least + sum(len(whole[name]) for name in ("names", "labels", "ids"))
    assert message(layer, needed)["ids"] == whole["ids"] and whole["ids"]
    assert message(layer, needed - 1)["ids"] is None
