"""The descriptor of a collection: a Frictionless Data Package, made from the model."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Collection, Iterator, Mapping, Sequence

from strikemap import dates
from strikemap.languages import Sentence, marked, quoted, sentence, sentence_of
from strikemap.model import TABLES, Problem
from strikemap.table import Field, Table

FILE = "datapackage.json"
PROFILE = "tabular-data-package"
DATE_PREFIX_PATTERN = r"\d{4}(?:-\d{2}(?:-\d{2})?)?"
MAX_CHARACTERS = 5_000_000

TOO_LONG = sentence("longer than {most} characters", most=MAX_CHARACTERS)
_NAME = re.compile(r"[a-z0-9]+(?:[-._][a-z0-9]+)*", re.ASCII)
_TYPES = {
    "string": {"type": "string"},
    "integer": {"type": "integer"},
    "number": {"type": "number"},
    "date": {"type": "date", "format": "%Y-%m-%d"},
    "year-month-day prefix": {"type": "string"},
    "uri": {"type": "string", "format": "uri"},
}


def descriptor(
    name: str,
    title: str,
    description: str,
    version: str,
    licences: Sequence[Mapping[str, str]],
    coverage: tuple[str, str],
    regions: Sequence[str] = (),
    sources: Sequence[Mapping[str, str]] = (),
    *,
    updated: str = "",
    local_only: bool = False,
    distinct: Sequence[tuple[str, str]] = (),
    imported: bool = False,
) -> dict[str, object]:
    """
    The contents of `datapackage.json` (Data Package v1, profile `tabular-data-package`).

    *licences* and *sources* are written as the specification has them (`name`, `title`,
    `path`).  *coverage* is the first and last ISO day covered, *updated* the ISO day of the
    last change.  *local_only* says that the licence forbids passing the content on.
    *distinct* holds pairs of incident ids that look alike and were found to be two events.
    *imported* says that the rows are those of a file, not a curator's.
    """
    made: dict[str, object] = {
        "profile": PROFILE,
        "name": name,
        "title": title,
        "description": description,
        "version": version,
        "licenses": [dict(each) for each in licences],
        "sources": [dict(each) for each in sources],
        "coverage": {"from": coverage[0], "to": coverage[1]},
        "regions": sorted(regions),
        "updated": updated,
        "local_only": local_only,
    }
    if imported:
        made["imported"] = True
    if distinct:
        made["distinct"] = sorted(sorted(pair) for pair in distinct)
    made["resources"] = resources()
    return made


def described(contents: Mapping[str, object], bare: Collection[str]) -> Mapping[str, object]:
    """*contents* with the tables *bare* described as they are written, where it describes any."""
    return {**contents, "resources": resources(bare)} if "resources" in contents else contents


def resources(bare: Collection[str] = ()) -> list[dict[str, object]]:
    """
    The resources of every collection: one a table of the model, with its full schema.

    The tables *bare* are without the columns that they may lack.
    """
    return [
        {
            "profile": "tabular-data-resource",
            "name": table.name,
            "path": f"{table.name}.csv",
            "title": table.title,
            "description": table.description,
            "format": "csv",
            "mediatype": "text/csv",
            "encoding": "utf-8",
            "dialect": {"lineTerminator": "\n"},
            "schema": _schema(table.bare if table.name in bare else table),
        }
        for table in TABLES.values()
    ]


def written(contents: Mapping[str, object]) -> bytes:
    """The bytes of `datapackage.json`: UTF-8, indented, in the order of *contents*."""
    return (json.dumps(dict(contents), ensure_ascii=False, indent=2) + "\n").encode("utf-8")


def loaded(text: str) -> Mapping[str, object]:
    """
    Read the text of a descriptor.

    Raises:
        ValueError: *text* is too long or nested too deeply, or is no JSON object of finite
            numbers and encodable text.
    """
    if len(text) > MAX_CHARACTERS:
        raise ValueError(TOO_LONG)
    try:
        found = json.loads(text, parse_constant=_refuse)
        json.dumps(found, ensure_ascii=False).encode("utf-8")
    except UnicodeEncodeError:
        told = sentence("holds half of a surrogate pair, which is no character")
        raise ValueError(told) from None
    except RecursionError:
        raise ValueError(sentence("nested too deeply")) from None
    except json.JSONDecodeError as error:
        told = sentence(
            "not valid JSON (line {line}: {fault}); mend it, or write it anew",
            line=str(error.lineno),
            fault=fault_of_json(error),
        )
        raise ValueError(told) from None
    except ValueError as error:
        raise ValueError(fault_of_json(error)) from None
    if isinstance(found, dict):
        return found
    raise ValueError(sentence("not a JSON object"))


def problems(contents: Mapping[str, object]) -> Iterator[Problem]:
    """What keeps *contents* from heading a collection, each with what would be right."""
    for key in ("name", "title", "version"):
        value = contents.get(key)
        if not isinstance(value, str) or not value.strip():
            yield _wrong(key, _instead(value, WANTED[key]))
        elif key == "name" and not _NAME.fullmatch(value):
            told = marked("{found}; use lower-case letters, digits and hyphens")
            yield _wrong(key, _instead(value, told))
    for key in ("description", "updated"):
        if not isinstance(contents.get(key, ""), str):
            yield _wrong(key, _instead(contents[key], marked("{found}; write text")))
    if not isinstance(contents.get("local_only", False), bool):
        told = marked("{found}; write true or false")
        yield _wrong("local_only", _instead(contents["local_only"], told))
    yield from _list_problems(contents)
    yield from _day_problems(contents)


def _list_problems(contents: Mapping[str, object]) -> Iterator[Problem]:
    if not all(isinstance(each, str) for each in _listed(contents, "regions")):
        yield _wrong("regions", sentence('write a list of region codes, as ["RU-BEL"]'))
    for key in ("licenses", "sources"):
        if not all(isinstance(each, dict) for each in _listed(contents, key)):
            example = '[{"name": "CC-BY-4.0"}]'
            yield _wrong(key, sentence("write a list of objects, as {example}", example=example))
    pairs = _listed(contents, "distinct")
    if not all(
        isinstance(pair, list) and len(pair) == 2 and all(isinstance(each, str) for each in pair)
        for pair in pairs
    ):
        told = sentence('write a list of pairs of incident ids, as [["a", "b"]]')
        yield _wrong("distinct", told)


def _listed(contents: Mapping[str, object], key: str) -> Sequence[object]:
    value = contents.get(key, [])
    return value if isinstance(value, list) else [None]


def _day_problems(contents: Mapping[str, object]) -> Iterator[Problem]:
    coverage = contents.get("coverage", {})
    if not isinstance(coverage, dict):
        example = '{"from": "2023-05-30", "to": "2023-05-31"}'
        yield _wrong("coverage", sentence("write {example}", example=example))
        coverage = {}
    days = {f"coverage.{key}": coverage.get(key, "") for key in ("from", "to")}
    days["updated"] = contents.get("updated", "")
    for key, value in days.items():
        if value == "":
            continue
        try:
            dates.day(value if isinstance(value, str) else str(value))
        except ValueError as error:
            yield _wrong(key, sentence_of(error))
    first, last = days["coverage.from"], days["coverage.to"]
    if isinstance(first, str) and isinstance(last, str) and first and last and first > last:
        told = sentence(
            "ends on {last}, before it begins on {first}; swap them", last=last, first=first
        )
        yield _wrong("coverage", told)


def _wrong(key: str, message: str) -> Problem:
    return Problem(FILE, 0, key, "descriptor", message)


WANTED = {
    "name": marked("{found}; write a name"),
    "title": marked("{found}; write a title"),
    "version": marked("{found}; write a version"),
}


def _instead(value: object, message: str) -> Sentence:
    """*message* with what stands in place of what it asks for."""
    if value is None:
        return sentence(message, found=sentence("missing"))
    text = repr(value)
    cut = text if len(text) <= 60 else text[:60] + "…"
    said = quoted(value) if isinstance(value, str) and cut == text else cut
    return sentence(message, found=sentence("found {value}", value=said))


def fault_of_json(error: ValueError) -> str:
    """What Python's reader of JSON says, which is a message where it is one of the usual faults."""
    if isinstance(error, json.JSONDecodeError):
        return sentence(error.msg)
    # What it says of this names a function of Python's own.
    if "integer string conversion" in str(error):
        return sentence("a number of more than {most} digits", most=sys.get_int_max_str_digits())
    return sentence_of(error)


_FAULTS_OF_JSON = (
    marked("Expecting value"),
    marked("Expecting property name enclosed in double quotes"),
    marked("Expecting ',' delimiter"),
    marked("Expecting ':' delimiter"),
    marked("Illegal trailing comma before end of object"),
    marked("Illegal trailing comma before end of array"),
    marked("Unterminated string starting at"),
    marked("Invalid control character at"),
    marked("Invalid \\escape"),
    marked("Invalid \\uXXXX escape"),
    marked("Extra data"),
)


def _refuse(constant: str) -> float:
    raise ValueError(sentence("{text} is no JSON number", text=constant))


def _schema(table: Table) -> dict[str, object]:
    schema: dict[str, object] = {
        "fields": [_field(each, table) for each in table.fields],
        "missingValues": [""],
    }
    if table.key:
        schema["primaryKey"] = table.key
    keys = [
        {
            "fields": each.name,
            "reference": {
                "resource": "" if each.refers_to == table.name else each.refers_to,
                "fields": TABLES[each.refers_to].key,
            },
        }
        for each in table.fields
        if each.refers_to
    ]
    if keys:
        schema["foreignKeys"] = keys
    return schema


def _field(each: Field, table: Table) -> dict[str, object]:
    constraints: dict[str, object] = {}
    if each.required:
        constraints["required"] = True
    if each.name == table.key:
        constraints["unique"] = True
    if each.terms:
        codes = each.codes
        constraints["enum"] = [int(c) for c in codes] if each.kind == "integer" else list(codes)
    pattern = DATE_PREFIX_PATTERN if each.kind == "year-month-day prefix" else each.pattern
    if pattern:
        constraints["pattern"] = pattern
    if each.minimum is not None:
        constraints["minimum"] = each.minimum
    if each.maximum is not None:
        constraints["maximum"] = each.maximum
    made: dict[str, object] = {"name": each.name, **_TYPES[each.kind]}
    made["description"] = each.description
    if constraints:
        made["constraints"] = constraints
    return made
