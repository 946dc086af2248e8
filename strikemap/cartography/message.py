"""
A layer as it goes to the script in the iframe: every incident, in few bytes.

streamlit-folium sends the script as a JSON string, in which each quotation mark takes two bytes
and each Cyrillic letter seven.  Columns of numbers therefore go as their bytes in base64, each
number in as few as the column's largest needs, and texts as UTF-8 in base64.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from strikemap import geography
from strikemap.cache import cached
from strikemap.cartography.cells import Cells
from strikemap.cartography.incidents import LINE, Floats, Incidents
from strikemap.cartography.layer import Layer
from strikemap.cartography.regions_alone import RegionsAlone

MOST_BYTES = 50_000
"""
What a layer may take of the 100,000 bytes of a change; a quarter is the timeline's, a quarter the
rest of the page's.  2,000 markers or 1,000 cells take less; hover texts have what they leave.
"""
_BYTES_A_LETTER = 4 / 3
"""What a byte takes in base64."""


def message(layer: Layer, most_bytes: int = MOST_BYTES) -> dict[str, Any]:
    """
    *layer* for the script: nothing in it but numbers, ISO days and base64.

    Where the hover texts would pass *most_bytes* in all, the incidents with the greatest toll
    have theirs, and of the others the kind is said.  Ids, which no reader sees, go where there is
    room for them.
    """
    of = layer.incidents
    drawn = {
        "incidents": _incidents(of),
        "placeless": _placeless(layer),
        "cells": _cells(layer.cells),
        **_alone(layer.alone),
        "first": of.first.isoformat(),
        "span": [day.isoformat() for day in layer.span] if layer.span else None,
        "windowed": layer.is_windowed,
        "selected": layer.selected,
    }
    names, ids = _texts(of)
    taken = len(json.dumps(drawn)) + len(names)
    labels = _labels_within(of, most_bytes - taken)
    has_room = of.ids and taken + len(labels) + len(ids) <= most_bytes
    return {
        **drawn,
        "names": names,
        "labels": labels,
        "ids": ids if has_room else None,
    }


# Of few incidents those of all days are sent at each change: the same ones, packed once.
@cached
def _incidents(of: Incidents) -> dict[str, Any]:
    return packed(
        _degrees(of.latitude, 90), _degrees(of.longitude, 180), of.kind, _tenths(of.radius),
        of.flags, of.position, of.region, of.start, of.end - of.start,
    )  # fmt: skip


@cached
def _texts(of: Incidents) -> tuple[str, str]:
    """Names of regions and ids, packed."""
    return packed_json(list(of.names)), packed_json(list(of.ids))


@cached
def _labels_within(of: Incidents, most_bytes: int) -> str:
    return packed_json(_labels(of.labels, most_bytes))


def _placeless(layer: Layer) -> dict[str, Any] | None:
    return packed(*layer.placeless_days) if layer.placeless_days else None


def _cells(of: Cells | None) -> dict[str, Any] | None:
    if of is None:
        return None
    columns = packed(
        _degrees(of.latitude, 90), _degrees(of.longitude, 180), _tenths(of.radius), of.count,
        *_sums(of), of.column, of.line, of.is_occupied.astype(np.int64),
    )  # fmt: skip
    return {**columns, "scale": of.scale, "more": packed(*of.more)}


def _alone(of: RegionsAlone | None) -> dict[str, Any]:
    """Regions known alone, where there are any: the script has their codes and names from 1."""
    if not of:
        return {}
    known = list(geography.regions())
    numbers = [known.index(code) + 1 if code in known else 0 for code in of.code]
    columns = packed(
        np.array(numbers), _degrees(of.latitude, 90), _degrees(of.longitude, 180), of.count,
        *_sums(of), of.is_occupied.astype(np.int64),
    )  # fmt: skip
    return {"alone": columns}


def _sums(of: Cells | RegionsAlone) -> list[npt.NDArray[np.int64]]:
    return [each for by in (of.killed, of.injured) for each in (by.sum, by.bounds, by.unknown)]


def _degrees(of: Floats, shift: int) -> npt.NDArray[np.int64]:
    return np.rint(np.clip(of + shift, 0, None) * 10_000).astype(np.int64)


def _tenths(of: Floats) -> npt.NDArray[np.int64]:
    return np.rint(of * 10).astype(np.int64)


def packed(*columns: npt.NDArray[np.int64]) -> dict[str, Any]:
    """
    Columns of one length for a script, none of their numbers below 0.

    Returns:
        `size`, that length; `widths`, how many bytes a number of each column takes, 0 where all
        are 0; `bytes`, one column after another in base64, a number's lowest byte first.
    """
    widths = [(int(each.max(initial=0)).bit_length() + 7) // 8 for each in columns]
    parts = [
        each.astype("<u8").view(np.uint8).reshape(-1, 8)[:, :width].tobytes()
        for each, width in zip(columns, widths, strict=True)
    ]
    whole = base64.b64encode(b"".join(parts)).decode("ascii")
    return {"size": len(columns[0]), "widths": widths, "bytes": whole}


def packed_json(of: object) -> str:
    """JSON for a script: UTF-8 in base64."""
    written = json.dumps(of, ensure_ascii=False, separators=(",", ":"))
    return base64.b64encode(written.encode()).decode("ascii")


def _labels(texts: Sequence[str], most_bytes: float) -> list[list[Any]]:
    """
    The different lines of *texts*, and then for each text the numbers of its lines.

    Days and tolls are said in the same words many times.  The first texts that fit are taken.
    """
    lines: dict[str, int] = {}
    made: list[list[int]] = []
    left = most_bytes / _BYTES_A_LETTER
    for text in texts:
        parts = text.split(LINE) if text else []
        new = [part for part in dict.fromkeys(parts) if part not in lines]
        numbers = [lines[part] if part in lines else len(lines) + new.index(part) for part in parts]
        left -= sum(len(part.encode()) + 4 for part in new) + len(str(numbers))
        if left < 0:
            break
        lines.update(zip(new, range(len(lines), len(lines) + len(new)), strict=True))
        made.append(numbers)
    return [list(lines), made]
