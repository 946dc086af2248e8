"""The kinds of incident that a map tells apart, and how each is drawn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from strikemap.cache import cached
from strikemap.languages import gettext, marked
from strikemap.model import Collection
from strikemap.vocabularies import SUB_EVENT_TYPES_BY_TYPE


@dataclass(frozen=True, slots=True)
class Look:
    """
    How one kind of incident is drawn, everywhere: colour (Okabe and Ito), shape, label.

    `dark` is the same hue, lighter, for 3:1 against the dark map (WCAG 2.2, 1.4.11).
    """

    code: str
    english_label: str
    colour: str
    dark: str
    shape: str
    sub_event_types: tuple[str, ...]

    @property
    def label(self) -> str:
        """Its label in the language that is spoken."""
        return gettext(self.english_label)


_EXPLOSIVE = ("Remote explosive/landmine/IED", "Suicide bomb", "Grenade", "Chemical weapon")
KINDS = (
    Look(
        "strike",
        marked("Air/drone strike"),
        "#0072B2",
        "#4AA3DF",
        "triangle",
        ("Air/drone strike",),
    ),
    Look(
        "shelling",
        marked("Shelling/artillery/missile"),
        "#D55E00",
        "#E8772E",
        "circle",
        ("Shelling/artillery/missile attack",),
    ),
    Look(
        "intercepted",
        marked("Intercepted"),
        "#56B4E9",
        "#7CC6F0",
        "diamond",
        ("Disrupted weapons use",),
    ),
    Look(
        "explosive",
        marked("Explosive, sabotage"),
        "#E69F00",
        "#F0B23C",
        "square",
        (*_EXPLOSIVE, "Looting/property destruction"),
    ),
    Look(
        "ground",
        marked("Ground fighting, raid"),
        "#009E73",
        "#2EC095",
        "plus",
        SUB_EVENT_TYPES_BY_TYPE["Battles"],
    ),
    Look(
        "attack",
        marked("Attack on civilians"),
        "#CC79A7",
        "#DB97BD",
        "pentagon",
        SUB_EVENT_TYPES_BY_TYPE["Violence against civilians"],
    ),
    Look("other", marked("Other or unknown"), "#7A7A7A", "#A8A8A8", "hexagon", ()),
)


@cached
def kind_of(collection: Collection) -> npt.NDArray[np.int8]:
    """The index in `KINDS` of each incident's kind."""
    column = collection.incidents["sub_event_type"].astype("category").cat
    names = [str(name) for name in column.categories] or ["unknown"]
    return kinds_of(names)[column.codes.to_numpy()]


def kinds_of(sub_event_types: Sequence[str]) -> npt.NDArray[np.int8]:
    """The index in `KINDS` of the kind of each of *sub_event_types*; what is none is the last."""
    index = {name: i for i, look in enumerate(KINDS) for name in look.sub_event_types}
    return np.array([index.get(name, len(KINDS) - 1) for name in sub_event_types], dtype=np.int8)
