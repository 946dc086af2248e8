"""Each kind of event is drawn in one way of its own."""

from __future__ import annotations

from strikemap.cartography import KINDS, kind_of
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
