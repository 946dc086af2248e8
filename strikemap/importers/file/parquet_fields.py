"""Which columns of a Parquet file are read: whole ones, and numbers and times within an object."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import reduce

import pyarrow as pa
import pyarrow.compute as pc

from strikemap.importers.cells.toll_words import speaks_of_tolls
from strikemap.importers.forms.header_meaning import field_of
from strikemap.languages import sentence
from strikemap.vocabularies import CASUALTY_MEASURES

_MOST_NAMED, _DEEPEST = 20, 4


@dataclass(frozen=True, slots=True)
class Fields:
    """
    `whole`, columns as the file names them, and what they are called; `within`, the paths of those
    that stand in an object, by which each is called; `unread`, columns whose cells are not read
    and may be tolls, with what stands in each; and what is said of those.
    """

    whole: list[str]
    names: list[str]
    within: Mapping[str, str]
    unread: Mapping[str, str]
    said: tuple[str, ...]


def fields(schema: pa.Schema) -> Fields:
    """
    The columns of *schema* that are read.

    Of lists, and of texts within an object, a few bytes may stand for gigabytes that nothing
    counts: they are left out and named.
    """
    whole = [each.name for each in schema if not _is_left_out(each.type)]
    names = [_plain(each) for each in whole]
    within: dict[str, str] = {}
    unread: dict[str, str] = {}
    left: list[str] = []
    for each in schema:
        if pa.types.is_struct(each.type) and "." not in each.name:
            for path, kind in _leaves(each.name, each.type):
                if _is_flat(kind):
                    within[path] = _called(path, {*names, *within.values()})
                else:
                    left.append(path)
        elif _is_left_out(each.type):
            left.append(each.name)
    for path in left:
        if path.count(".") == 0 and (_is_toll(path) or speaks_of_tolls(path.replace("_", " "))):
            unread[_plain(path)] = "[…]"
    said: tuple[str, ...] = ()
    if left:
        told = sentence(
            "columns of lists, and texts within objects, are left out: {columns}",
            columns=", ".join(left[:_MOST_NAMED]),
        )
        said = (told,)
    return Fields(whole, names, within, unread, said)


def at(batch: pa.RecordBatch, path: str) -> pa.Array:
    """The column of *batch* at a *path* through its objects."""
    first, *rest = path.split(".")
    return reduce(lambda column, name: pc.struct_field(column, name), rest, batch.column(first))


def _leaves(name: str, kind: pa.DataType) -> list[tuple[str, pa.DataType]]:
    """The paths of all that an object of *kind* holds; of names with points in them none."""
    if not pa.types.is_struct(kind):
        return [(name, kind)]
    parts = [kind.field(number) for number in range(kind.num_fields)]
    if name.count(".") >= _DEEPEST or any("." in each.name for each in parts):
        return [(name, pa.list_(kind))]
    return [leaf for each in parts for leaf in _leaves(f"{name}.{each.name}", each.type)]


def _called(path: str, taken: set[str]) -> str:
    """What is within an object by its own name where that says what it is, else by the path."""
    whole = _plain(path)
    short = _plain(path.rpartition(".")[2])
    is_of_toll = _is_toll(path.partition(".")[0])
    return short if field_of(short) and short not in taken and not is_of_toll else whole


def _is_toll(name: str) -> bool:
    return (field_of(name) or "").startswith(CASUALTY_MEASURES)


def _plain(name: str) -> str:
    return " ".join(name.casefold().split())


def _is_left_out(kind: pa.DataType) -> bool:
    """Whether a column of *kind* is none of a table: one of lists or objects, or raw bytes."""
    # Of bytes only a point and text are read, which GeoParquet writes as those of any length.
    return bool(pa.types.is_nested(kind) or pa.types.is_fixed_size_binary(kind))


def _is_flat(kind: pa.DataType) -> bool:
    """Whether each value of *kind* takes a few bytes."""
    is_number = pa.types.is_integer(kind) or pa.types.is_floating(kind) or pa.types.is_decimal(kind)
    return bool(is_number or pa.types.is_temporal(kind) or pa.types.is_boolean(kind))
