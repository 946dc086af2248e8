"""Which column of a plain table means what: a file of the user's, or the columns' own names."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from strikemap.importers.forms import headers
from strikemap.importers.forms.header_meaning import field_of
from strikemap.importers.problem import ImportProblem
from strikemap.languages import marked, sentence

FIELDS: Mapping[str, str] = {name: each.words for name, each in headers.PLAIN.items()}
"""What a column may become."""

LET_GO = ""
"""In place of a field: the column is taken for nothing, whatever its name."""

SECTIONS = frozenset({"columns", "constants", "values", "zero_is_stated"})
"""The parts of a mapping that says more than which column is which field."""

_ESTIMATES = frozenset({"low_estimate", "high_estimate"})
_PARTS_OF_DATE = frozenset({"year", "month", "day"})
PLACING = frozenset({"region", "coordinates", "coordinates_east_first", "place"})
"""Fields any of which places a row that has no column of latitude and one of longitude."""


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


class Lacking(ImportProblem):
    """A file's columns do not say what each row has to; `lacking` says what."""

    def __init__(self, message: str, columns: Iterable[str]) -> None:
        self.lacking = sentence(message)
        super().__init__(
            sentence(
                "{lacking} (--map COLUMN=FIELD, or a file with --mapping). Columns: {columns}. "
                "Fields: {fields}",
                lacking=self.lacking,
                columns=", ".join(columns)[:600],
                fields=", ".join(FIELDS),
            )
        )


def mapped(mapping: Mapping[str, object], header: Sequence[str]) -> Mapped:
    """
    *mapping* for a file with *header*; columns that it doesn't name go by their own names, the
    likeliest first where several fit a field.

    Either `{column: field}`, or an object with `columns`, `constants`, `values` and
    `zero_is_stated`.

    Raises:
        ImportProblem: a column is not in the file, a field is not in `FIELDS` or filled
            twice, or there is no date, or neither a point nor a region.
    """
    if not mapping.keys() & SECTIONS:
        mapping = {"columns": mapping}
    if other := sorted(set(mapping) - SECTIONS):
        raise ImportProblem(f"mapping: {other[0]!r} is none of {', '.join(sorted(SECTIONS))}")
    plain = {each.strip().casefold(): each.strip().casefold() for each in header}
    columns: dict[str, str] = {}
    named: set[str] = set()
    for column, name in _texts(mapping.get("columns", {}), "columns").items():
        if column.strip().casefold() not in plain:
            raise ImportProblem(
                f"mapping: the file has no column {column!r}; it has {', '.join(plain)[:600]}"
            )
        named.add(column.strip().casefold())
        if name != LET_GO:
            _set(columns, name, column.strip().casefold())
    columns |= _by_name([each for each in plain if each not in named], columns)
    constants = dict(_texts(mapping.get("constants", {}), "constants"))
    for name in constants:
        _known(name)
    values = mapping.get("values", {})
    if not isinstance(values, dict):
        raise ImportProblem("mapping: values: write an object of field: {found: code}")
    codes = {name: _texts(each, f"values.{name}") for name, each in values.items()}
    given = columns.keys() | constants.keys()
    if "date_start" not in given and not {"year", "month"} <= given:
        raise Lacking(marked("no column of dates; map one to date_start"), plain)
    if not {"latitude", "longitude"} <= given and not given & PLACING:
        told = marked(
            "no columns of places; map latitude and longitude, coordinates, region, or place"
        )
        raise Lacking(told, plain)
    zero = mapping.get("zero_is_stated", False)
    if not isinstance(zero, bool):
        raise ImportProblem("mapping: zero_is_stated: write true or false")
    return Mapped(columns, constants, codes, zero)


def renaming(mapping: Mapping[str, object], header: Sequence[str]) -> Mapping[str, str]:
    """
    What the columns of a file of a known data set are called instead, by `{column: name}`.

    Raises:
        ImportProblem: a column is not in the file, a name is given twice, or more is said than
            names of columns.
    """
    if other := sorted(mapping.keys() & SECTIONS - {"columns"}):
        told = f"mapping: {other[0]!r} is for a table of one's own; a data set's has columns alone"
        raise ImportProblem(told)
    wanted = mapping.get("columns", mapping)
    made: dict[str, str] = {}
    for column, name in _texts(wanted, "columns").items():
        plain = column.strip().casefold()
        if plain not in header:
            raise ImportProblem(
                f"mapping: the file has no column {column!r}; it has {', '.join(header)[:600]}"
            )
        # A column that is let go keeps out of the way of the one that takes its name.
        made[plain] = name.strip().casefold() or f"{plain} (let go)"
    made |= {each: f"{each} (replaced)" for each in set(header) & set(made.values()) - set(made)}
    if len(set(made.values())) < len(made):
        raise ImportProblem("mapping: one name is given to two columns; keep one")
    return made


def _by_name(free: Sequence[str], taken: Mapping[str, str]) -> dict[str, str]:
    """The fields that the names of columns say, each of the column with its likeliest name."""
    found: dict[str, tuple[int, str]] = {}
    for column in free:
        name = field_of(column)
        if name is None or name in taken:
            continue
        names = [headers.plain(each) for each in (name, *headers.PLAIN[name].names)]
        own = headers.plain(column)
        place = names.index(own) if own in names else len(names)
        if name not in found or place < found[name][0]:
            found[name] = (place, column)
    year = found.get("year")
    if "date_start" in found or "date_start" in taken:
        # A day in one column is surer than its parts; it may lack the year.
        found = {name: each for name, each in found.items() if name not in _PARTS_OF_DATE}
        if year:
            found["year"] = year
    if "killed_headline" not in found.keys() | taken.keys():
        # Of what it is the least or the most, an estimate says by the best one beside it.
        alone = {each for each, (_, column) in found.items() if headers.plain(column) in _ESTIMATES}
        found = {name: each for name, each in found.items() if name not in alone}
    return {name: column for name, (_, column) in found.items()}


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
