"""Whole collections as layers, and what the script reads out of a message."""

from __future__ import annotations

import base64
import json
from functools import lru_cache
from typing import Any

import numpy as np
import numpy.typing as npt

from strikemap.cartography import Layer, incident_layer, to_draw
from strikemap.filters.choices import Filters
from strikemap.in_view import InView
from strikemap.model import Collection
from tests.builders import synthetic

FIT = ((44.0, 30.0), (57.0, 42.0))
EVERYTHING = Filters()
large = lru_cache(maxsize=2)(synthetic)


def whole_layer(collection: Collection, chosen: Filters = EVERYTHING, **given: Any) -> Layer:
    return incident_layer(InView(collection, chosen), **given)


def payload(layer: Layer, **given: Any) -> str:
    """The script's argument for *layer*, as it goes to the browser."""
    options = {"view": None, "fit": FIT, "basemap": "boundaries", "dark": False, **given}
    return to_draw(layer, **options)


def columns(packed: dict[str, Any]) -> list[npt.NDArray[np.int64]]:
    """Columns of numbers, as the script unpacks them."""
    each = base64.b64decode(packed["bytes"])
    size, at, found = packed["size"], 0, []
    for width in packed["widths"]:
        part = np.frombuffer(each[at : at + size * width], np.uint8).reshape(size, width)
        found.append((part.astype(np.int64) << (8 * np.arange(width))).sum(axis=1, dtype=np.int64))
        at += size * width
    return found


def unpacked(text: str) -> Any:
    """What stands in base64 as JSON."""
    return json.loads(base64.b64decode(text))


def labels(message: dict[str, Any]) -> list[str]:
    """The hover texts of a message, as the script puts them together."""
    lines, texts = unpacked(message["labels"])
    return ["<br>".join(lines[number] for number in numbers) for numbers in texts]
