"""What may stand in a sentence of ours in any language: data, codes, what other programs say."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from pathlib import Path

from strikemap import other_counts, translations
from strikemap.languages import Sentence
from strikemap.model import TABLES
from strikemap.side_files import MOST_BYTES

QUOTED = ("fault", "reason", "text", "example")
"""The places of messages for what another program says, and for what is quoted or to be written."""


def foreign(said: str) -> set[str]:
    """What *said*, where it is a sentence, tells in another's words."""
    found: set[str] = set()
    for name, value in getattr(said, "_named", {}).items():
        if isinstance(value, Sentence):
            found |= foreign(value)
        elif name in QUOTED and isinstance(value, str):
            found.add(value)
    return found


@cache
def words_of_model() -> set[str]:
    """Names of tables, files and columns, and every code."""
    beside = (*MOST_BYTES, "CHANGELOG.md", "datapackage.json")
    found = {"RU", "UA", *TABLES, *(f"{name}.csv" for name in TABLES), *beside}
    found |= {*translations.COLUMNS, *other_counts.COLUMNS}
    for fields in (*(table.fields for table in TABLES.values()), other_counts.FIELDS):
        for field in fields:
            found |= {field.name, field.pattern, *field.codes}
    return found - {""}


def data_of(folder: Path) -> set[str]:
    """The name of *folder*, and the cells and values of all its files."""
    found = {str(folder)}
    for path in folder.glob("*"):
        if path.is_file():
            found |= set(pieces(path.read_bytes()))
    return found


def pieces(contents: bytes) -> Iterator[str]:
    """The words of a file, and its values or cells."""
    text = contents.decode("utf-8", "replace")
    yield from re.findall(r"\w+", text)
    with suppress(ValueError, RecursionError):
        yield from values(json.loads(text))
        return
    with suppress(csv.Error):
        for row in csv.reader(io.StringIO(text)):
            yield from (each for each in row if each)


def values(of: object) -> Iterator[str]:
    """The keys and values in *of*, which was JSON, each as text."""
    if isinstance(of, dict):
        for key, value in of.items():
            yield key
            yield from values(value)
    elif isinstance(of, list):
        for each in of:
            yield from values(each)
    if of not in (None, "", [], {}):
        yield str(of)
