"""Which column of a plain table means what: a file of the user's, or the columns' own names."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from strikemap.importers.problem import ImportProblem

FIELDS: Mapping[str, str] = {
    "incident_id": "the row's permanent id",
    "title": "a short title that names no perpetrator",
    "summary": "what was reported",
    "date_start": "the day, or the first on which it may have happened",
    "date_end": "the last day on which it may have happened",
    "event_type": "ACLED's event type",
    "sub_event_type": "ACLED's sub-event type",
    "weapon": "the weapon, by the model's codes",
    "target": "what was struck, by the model's codes",
    "part_of_day": "part of the day, by the model's codes",
    "place": "the place in English",
    "place_local": "the place in the local language",
    "region": "ISO 3166-2 code, used where there is no point",
    "territory": "russia or occupied_ukraine; checked against the boundaries",
    "latitude": "degrees north",
    "longitude": "degrees east",
    "geo_precision": "1 the town, 2 near it or a district, 3 the region alone",
    "killed": "people killed",
    "killed_max": "the most people killed, where the source gives a range",
    "injured": "people injured",
    "injured_max": "the most people injured, where the source gives a range",
    "claimant": "who says so",
    "claimant_type": "the kind of claimant, by the model's codes",
    "side": "the claimant's side: russia, ukraine or other",
    "publisher": "who published it",
    "source_title": "the publication's headline",
    "url": "the publication's address",
    "published": "the day of publication",
    "language": "the publication's language, as en",
}
"""What a column may become."""

SYNONYMS = {
    "id": "incident_id",
    "date": "date_start",
    "lat": "latitude",
    "lon": "longitude",
    "lng": "longitude",
    "long": "longitude",
    "killed_min": "killed",
    "injured_min": "injured",
    "description": "summary",
    "source": "publisher",
    "source_url": "url",
}
"""Names of columns that are taken without a mapping, beside the fields' own."""

MAX_BYTES = 1_000_000


@dataclass(frozen=True, slots=True)
class Mapped:
    """
    `columns` gives each field's column; `constants` what each row has of a field; `values`
    the model's code for a file's own, by field; `zero_is_stated` says that the file's 0 means
    that somebody said that nobody was hurt; without it a 0 is unknown.
    """

    columns: Mapping[str, str]
    constants: Mapping[str, str]
    values: Mapping[str, Mapping[str, str]]
    zero_is_stated: bool


def read_mapping(path: Path) -> Mapping[str, object]:
    """
    The mapping in a JSON or TOML file, as `ImportOptions.mapping` takes it.

    Raises:
        ImportProblem: the file can't be read or is neither.
    """
    try:
        if path.stat().st_size > MAX_BYTES:
            raise ImportProblem(f"{path.name}: larger than a column mapping can be")
        text = path.read_text("utf-8-sig")
        found = tomllib.loads(text) if path.suffix.lower() == ".toml" else json.loads(text)
    except OSError as error:
        raise ImportProblem(f"{path.name}: can't be read: {error.strerror}") from None
    except (ValueError, RecursionError) as error:
        raise ImportProblem(f"{path.name}: neither JSON nor TOML: {error}") from None
    if not isinstance(found, dict):
        raise ImportProblem(f"{path.name}: write an object of column: field")
    return found


def mapped(mapping: Mapping[str, object], header: Sequence[str]) -> Mapped:
    """
    *mapping* for a file with *header*; columns that it doesn't name go by their own names.

    Either `{column: field}`, or an object with `columns`, `constants`, `values` and
    `zero_is_stated`.

    Raises:
        ImportProblem: a column is not in the file, a field is not in `FIELDS` or filled
            twice, or there is no date, or neither a point nor a region.
    """
    sections = {"columns", "constants", "values", "zero_is_stated"}
    if not mapping.keys() & sections:
        mapping = {"columns": mapping}
    if other := sorted(set(mapping) - sections):
        raise ImportProblem(f"mapping: {other[0]!r} is none of {', '.join(sorted(sections))}")
    plain = {each.strip().casefold(): each.strip().casefold() for each in header}
    columns: dict[str, str] = {}
    for column, name in _texts(mapping.get("columns", {}), "columns").items():
        if column.strip().casefold() not in plain:
            raise ImportProblem(f"mapping: the file has no column {column!r}")
        _set(columns, name, column.strip().casefold())
    named = set(columns.values())
    for column in plain:
        name = column.replace(" ", "_").replace("-", "_")
        name = SYNONYMS.get(name, name)
        if name in FIELDS and name not in columns and column not in named:
            columns[name] = column
    constants = dict(_texts(mapping.get("constants", {}), "constants"))
    for name in constants:
        _known(name)
    values = mapping.get("values", {})
    if not isinstance(values, dict):
        raise ImportProblem("mapping: values: write an object of field: {found: code}")
    codes = {name: _texts(each, f"values.{name}") for name, each in values.items()}
    given = columns.keys() | constants.keys()
    if "date_start" not in given:
        raise ImportProblem("no column of dates; map one to date_start")
    if not {"latitude", "longitude"} <= given and "region" not in given:
        raise ImportProblem("no columns of places; map latitude and longitude, or region")
    zero = mapping.get("zero_is_stated", False)
    if not isinstance(zero, bool):
        raise ImportProblem("mapping: zero_is_stated: write true or false")
    return Mapped(columns, constants, codes, zero)


def _set(columns: dict[str, str], name: str, column: str) -> None:
    _known(name)
    if name in columns:
        raise ImportProblem(f"mapping: {name} is filled twice; keep one column")
    columns[name] = column


def _known(name: str) -> None:
    if name not in FIELDS:
        raise ImportProblem(f"mapping: {name!r} is no field; write one of {', '.join(FIELDS)}")


def _texts(value: object, where: str) -> Mapping[str, str]:
    if not isinstance(value, dict) or not all(
        isinstance(key, str) and isinstance(each, str) for key, each in value.items()
    ):
        raise ImportProblem(f"mapping: {where}: write an object of text: text")
    return value
