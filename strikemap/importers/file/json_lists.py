"""Lists of records that stand beside each other in an object of JSON, of which one is meant."""

from __future__ import annotations

from collections.abc import Mapping

from strikemap.importers.file import json_shapes, said_again
from strikemap.importers.file.several_tables import SeveralTables, called, listed, no_list
from strikemap.languages import sentences

_DEEPEST = 4


def chosen(whole: object, wanted: str, file: str) -> object:
    """
    The list of *whole* that is *wanted*, where it has several; else *whole* itself.

    Raises:
        SeveralTables: there are several, and *wanted* is empty.
        ImportProblem: none of them is called so.
    """
    found = beside_each_other(whole)
    if not found:
        return whole
    names = tuple(said_again.shown(each) for each in found)
    by_name = dict(zip(names, found.values(), strict=True))
    if not wanted:
        said = sentences(
            "{file}: {count} lists hold records; say which one (--sheet): {names}",
            "{file}: {count} lists hold records; say which one (--sheet): {names}",
            len(names),
            count=str(len(names)),
            file=file,
            names=listed(names),
        )
        raise SeveralTables(said, names, are_sheets=False)
    name = called(wanted, names)
    if name is None:
        raise no_list(file, wanted, names)
    return by_name[name]


def beside_each_other(whole: object, depth: int = 0) -> Mapping[str, object]:
    """
    Two lists of objects or more, or collections of features, by their names in *whole* or in the
    one object within it that has such; empty where it has one or none.
    """
    if not isinstance(whole, dict) or depth > _DEEPEST or json_shapes.is_table(whole):
        return {}
    found = {
        name: each
        for name, each in whole.items()
        if json_shapes.are_records(each) or json_shapes.is_collection(each)
    }
    if found:
        return found if len(found) > 1 else {}
    within = {
        name: inner for name, each in whole.items() if (inner := beside_each_other(each, depth + 1))
    }
    if len(within) != 1:
        return {}
    ((name, inner),) = within.items()
    return {f"{said_again.bare(name)}.{each}": of for each, of in inner.items()}
