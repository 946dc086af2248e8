"""GeoJSON points (RFC 7946) as a plain table: a property a column, the point as degrees."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import NoReturn

import pandas as pd

from strikemap.collection.bounds import MAX_COLUMNS, MAX_FIELD_BYTES
from strikemap.importers.file.opening import Packed
from strikemap.importers.file.recognising import Recognised
from strikemap.importers.problem import ImportProblem
from strikemap.importers.report import Log

MAX_BYTES = 100_000_000
"""JSON is read whole, at about ten times its size in memory."""

PART_ROWS = 20_000
LATITUDE, LONGITUDE = "latitude", "longitude"


class Features:
    """The points of a file: the header of their table, and its rows in parts."""

    def __init__(self, file: Packed, found: Recognised) -> None:
        """
        Read *file* whole.

        Raises:
            ImportProblem: it is too large, no JSON, nested too deeply, or no FeatureCollection.
        """
        if found.size > MAX_BYTES:
            raise ImportProblem(
                f"{file.name}: {found.size:,} bytes of JSON; at most {MAX_BYTES:,} are read"
            )
        self._features = _features(file, found)
        names: dict[str, None] = {}
        for each in self._features:
            for name in _properties(each):
                names.setdefault(_column(name), None)
                if len(names) > MAX_COLUMNS - 2:
                    raise ImportProblem(f"{file.name}: more than {MAX_COLUMNS} properties")
        self.header = (*names, LATITUDE, LONGITUDE)

    def parts(self, log: Log) -> Iterator[tuple[pd.DataFrame, float]]:
        """Frames of text, numbered by feature from 1, and what part of the file they end at."""
        for start in range(0, len(self._features), PART_ROWS):
            some = self._features[start : start + PART_ROWS]
            rows, reasons = zip(*(_row(each) for each in some), strict=True)
            frame = pd.DataFrame(
                [[row.get(name, "") for name in self.header] for row in rows],
                columns=list(self.header),
                index=range(start + 1, start + 1 + len(some)),
                dtype="str",
            )
            log.read += len(frame)
            bad = pd.Series([reason != "" for reason in reasons], index=frame.index)
            if bad.any():
                log.reject(frame[bad], [reason for reason in reasons if reason])
            yield frame[~bad], (start + len(some)) / len(self._features)


def _features(file: Packed, found: Recognised) -> list[object]:
    stream = file.open()
    try:
        contents = b"".join(iter(lambda: stream.read(1 << 20), b""))
    finally:
        stream.close()
    try:
        whole = json.loads(
            contents.decode("utf-8-sig" if found.bom else found.encoding), parse_constant=_refuse
        )
    except RecursionError:
        raise ImportProblem(f"{file.name}: JSON nested too deeply") from None
    except ValueError as error:
        raise ImportProblem(f"{file.name}: the JSON can't be read: {error}") from None
    features = whole.get("features") if isinstance(whole, dict) else None
    if not isinstance(features, list) or whole.get("type") != "FeatureCollection":
        raise ImportProblem(f"{file.name}: no GeoJSON FeatureCollection; wrap the points in one")
    if not features:
        raise ImportProblem(f"{file.name}: a FeatureCollection without features")
    return features


def _refuse(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is no JSON number")


def _properties(feature: object) -> Mapping[str, object]:
    found = feature.get("properties") if isinstance(feature, dict) else None
    return found if isinstance(found, dict) else {}


def _column(name: str) -> str:
    plain = _clean(name).strip().casefold() or "unnamed"
    return f"properties.{plain}" if plain in (LATITUDE, LONGITUDE) else plain


def _clean(value: str) -> str:
    return value.encode("utf-8", "replace").decode("utf-8").replace("\0", "\ufffd")


def _row(feature: object) -> tuple[dict[str, str], str]:
    """A feature's cells, and why it can't be read ("" where it can)."""
    cells, reason = {}, ""
    for name, value in _properties(feature).items():
        try:
            cell = _cell(value)
        except RecursionError:
            cell, reason = "", f"property {_column(name)}: nested too deeply"
        if cell != _clean(cell):
            cell, reason = (
                _clean(cell),
                f"property {_column(name)}: no text: NUL or half a surrogate",
            )
        if len(cell.encode("utf-8")) > MAX_FIELD_BYTES:
            reason = f"property {_column(name)}: at most {MAX_FIELD_BYTES:,} bytes are read"
            cell = cell[:200]
        cells[_column(name)] = cell
    geometry = feature.get("geometry") if isinstance(feature, dict) else None
    if not isinstance(geometry, dict) or geometry.get("type") != "Point":
        kind = geometry.get("type") if isinstance(geometry, dict) else None
        return cells, f"geometry: a Point is needed, not {_cell(kind)[:40] or 'nothing'}"
    point = geometry.get("coordinates")
    if not _is_point(point):
        return cells, "geometry: coordinates must be two numbers: degrees east, degrees north"
    assert isinstance(point, list)
    cells[LONGITUDE], cells[LATITUDE] = (_degrees(each) for each in point[:2])
    return cells, reason


def _is_point(point: object) -> bool:
    return (
        isinstance(point, list)
        and len(point) in (2, 3)
        and all(isinstance(each, int | float) and not isinstance(each, bool) for each in point)
    )


def _degrees(value: float) -> str:
    try:
        return repr(float(value))
    except OverflowError:
        return "inf"


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    return json.dumps(value, ensure_ascii=False)
