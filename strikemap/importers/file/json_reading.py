"""JSON as Python has it, read whole and within bounds, of two members of one name both kept."""

from __future__ import annotations

import json

from strikemap.collection.bounds import MAX_MADE_BYTES
from strikemap.collection.package import fault_of_json
from strikemap.importers import lent_memory
from strikemap.importers.file import said_again
from strikemap.importers.file.opening import Packed
from strikemap.importers.file.recognising import Recognised
from strikemap.importers.problem import ImportProblem
from strikemap.languages import sentence

MAX_BYTES = 100_000_000
"""JSON is read whole, at about ten times its size in memory."""

_MADE_FOR_EACH = {b"{": 232, b"[": 120, b",": 64, b":": 64}
"""Bytes that Python makes for each mark of JSON, with what a list or object keeps for growth, and
the pairs of which an object is made."""


def whole(file: Packed, found: Recognised) -> object:
    """
    All of *file*, or a list of its lines.

    Raises:
        ImportProblem: it is too large, no JSON, or nested too deeply.
    """
    if found.size > MAX_BYTES:
        raise ImportProblem(
            sentence(
                "{file}: {size} bytes of JSON; at most {most} are read",
                file=file.name,
                size=found.size,
                most=MAX_BYTES,
            )
        )
    contents = file.contents()
    _refuse_swelling(contents, file.name)
    try:
        text = contents.decode("utf-8-sig" if found.bom else found.encoding)
        try:
            return _loaded(text)
        except json.JSONDecodeError as error:
            if error.msg != "Extra data":
                raise
            return _records(text)
    except RecursionError:
        told = sentence("{file}: JSON nested too deeply", file=file.name)
        raise ImportProblem(told) from None
    except ValueError as error:
        fault = _where(error) if isinstance(error, json.JSONDecodeError) else fault_of_json(error)
        raise ImportProblem(
            sentence("{file}: the JSON can't be read: {fault}", file=file.name, fault=fault)
        ) from None


def _refuse_swelling(contents: bytes, name: str) -> None:
    """
    Refuse JSON whose many small values would take far more memory than its bytes.

    Counted before it is parsed, by the marks that begin an object or a list or part two values:
    never fewer than there are, since some may stand in texts.
    """
    made = len(contents) + sum(size * contents.count(mark) for mark, size in _MADE_FOR_EACH.items())
    if made > MAX_MADE_BYTES:
        told = sentence("more is in it than fits into memory; cut the file into parts")
        raise ImportProblem(sentence("{file}: {fault}", file=name, fault=told))
    lent_memory.take(made)


def _where(error: json.JSONDecodeError) -> str:
    return sentence(
        "{fault}: line {line} column {column} (char {place})",
        fault=fault_of_json(error),
        line=str(error.lineno),
        column=str(error.colno),
        place=str(error.pos),
    )


def _records(text: str) -> list[object]:
    """
    What each line of *text* says; blank ones are passed over.

    Only line feeds part records: strings may hold other ends of lines.  RFC 8142 puts a record
    separator, which is white space to Python, before each.

    Raises:
        JSONDecodeError: a line is no JSON, at a place of the whole *text*.
    """
    lines, made = text.split("\n"), []
    for at, line in enumerate(lines):
        if line.strip():
            try:
                made.append(_loaded(line))
            except json.JSONDecodeError as error:
                before = sum(len(each) + 1 for each in lines[:at])
                raise json.JSONDecodeError(error.msg, text, before + error.pos) from None
    return made


def _loaded(text: str) -> object:
    """
    What *text* says; `NaN`, which Python and R write where they have no number, is a text.

    Raises:
        JSONDecodeError: it is no JSON, at a place of *text*.
    """
    try:
        return json.loads(text.strip(), parse_constant=str, object_pairs_hook=said_again.members)
    except json.JSONDecodeError as error:
        before = len(text) - len(text.lstrip())
        raise json.JSONDecodeError(error.msg, text, before + error.pos) from None
