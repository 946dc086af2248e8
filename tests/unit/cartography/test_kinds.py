"""Each kind of event is drawn in one way of its own."""

from __future__ import annotations

from strikemap.cartography import KINDS, kind_of, kinds_of
from strikemap.vocabularies import SUB_EVENT_TYPES
from tests.builders import DRONE, build, incident


def test_kinds_cover_every_sub_event_type() -> None:
    """Each kind of event is drawn in one way, and each way has its own colour and shape."""
    drawn = [name for look in KINDS for name in look.sub_event_types]
    known = {term.code for term in SUB_EVENT_TYPES}
    assert len(drawn) == len(set(drawn)) and set(drawn) <= known
    assert len({look.colour for look in KINDS}) == len({look.shape for look in KINDS}) == len(KINDS)
    kinds = kind_of(build([incident("a"), incident("b", sub_event_type=DRONE)]))
    assert [KINDS[kind].code for kind in kinds] == ["shelling", "strike"]


def test_each_kind_of_event_has_its_look() -> None:
    """Whatever stands in the column, in whatever order; what no look names is the last one's."""
    codes = [term.code for term in SUB_EVENT_TYPES]
    looks = [
        next((look for look in KINDS if code in look.sub_event_types), KINDS[-1]) for code in codes
    ]
    assert [KINDS[kind] for kind in kinds_of(codes)] == looks
    assert [KINDS[kind].code for kind in kinds_of(["", "unknown", "something new"])] == [
        "other"
    ] * 3
    names = ["unknown", DRONE, "Attack", "unknown", "Armed clash"]
    rows = [
        incident(f"i{at}", sub_event_type=name, event_type=EVENT_OF.get(name, "unknown"))
        for at, name in enumerate(names)
    ]
    kinds = kind_of(build(rows))
    assert [KINDS[kind].code for kind in kinds] == ["other", "strike", "attack", "other", "ground"]
    assert kind_of(build([])).tolist() == []


EVENT_OF = {
    DRONE: "Explosions/Remote violence",
    "Attack": "Violence against civilians",
    "Armed clash": "Battles",
}
