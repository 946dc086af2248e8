"""
The catalogues of messages: taken from the code, brought up to date, compiled.

    python -m tools.messages           take the messages anew, keep what is translated, compile
    python -m tools.messages --check   name each message that lacks or whose files are stale
"""

from __future__ import annotations

import argparse
import ast
import io
import re
import string
import sys
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from strikemap.languages import DEFAULT, DOMAIN, FOLDER, LANGUAGES

ROOT = Path(__file__).parents[1]
TRANSLATED = tuple(code for code in LANGUAGES if code != DEFAULT)
PARTS = ("strikemap", "pages", "app.py")
CALLS: Mapping[str, tuple[tuple[tuple[int, ...], int | None], ...]] = {
    "_": (((0,), None),),
    "gettext": (((0,), None),),
    "marked": (((0,), None),),
    "sentence": (((0,), None),),
    "sentences": (((0, 1), None),),
    "ngettext": (((0, 1), None),),
    "pgettext": (((1,), 0),),
    "Term": (((1,), None), ((2,), None)),
    "term_in": (((2,), 0), ((3,), None)),
    "Field": (((2,), None),),
    "Table": (((2,), None),),
    "Meaning": (((0,), None),),
}
"""Which arguments of a function or class are a message, and which one its context, from 0."""


def extracted() -> Catalog:
    """Every message of the code, with where it stands."""
    found = Catalog(project="Strikemap", fuzzy=False)
    for part in PARTS:
        path = ROOT / part
        for file in sorted(path.rglob("*.py")) if path.is_dir() else [path]:
            where = file.relative_to(ROOT).as_posix()
            for line, message, context in said_in(file.read_text("utf-8")):
                found.add(message, locations=[(where, line)], context=context)
    return found


@cache
def said_in(code: str) -> tuple[tuple[int, str | tuple[str, ...], str | None], ...]:
    """
    Line, message and context of all that *code* says, looked for once for all languages.

    Babel's own extractor looks neither into f-strings, each of which is one token before Python
    3.12, nor into every call within a call.
    """
    return tuple(_said_in(code))


def _said_in(code: str) -> Iterator[tuple[int, str | tuple[str, ...], str | None]]:
    for call in ast.walk(ast.parse(code)):
        if not isinstance(call, ast.Call) or not isinstance(call.func, ast.Name):
            continue
        given = [each.value if isinstance(each, ast.Constant) else None for each in call.args]
        for places, of_context in CALLS.get(call.func.id, ()):
            if max(*places, of_context or 0) >= len(given):
                continue
            said = tuple(each for each in (given[at] for at in places) if isinstance(each, str))
            context = None if of_context is None else str(given[of_context])
            if len(said) == len(places) and all(said):
                yield call.lineno, said[0] if len(said) == 1 else said, context


def file_of(code: str, ending: str) -> Path:
    """The catalogue of the language *code*: `po` is what translators edit, `mo` what is read."""
    return FOLDER / code / "LC_MESSAGES" / f"{DOMAIN}.{ending}"


def updated(code: str) -> Catalog:
    """The catalogue of *code* with every message of the code, each translation that fits kept."""
    path = file_of(code, "po")
    if path.is_file():
        with path.open("rb") as file:
            catalogue = read_po(file, locale=code)
        catalogue.update(extracted(), no_fuzzy_matching=True)
        catalogue.obsolete.clear()
    else:
        catalogue = Catalog(locale=code, project="Strikemap", fuzzy=False)
        catalogue.update(extracted(), no_fuzzy_matching=True)
    return catalogue


def written(catalogue: Catalog) -> tuple[bytes, bytes]:
    """*catalogue* as `po`, sorted and without lines or days, which would change at every turn."""
    po, mo = io.BytesIO(), io.BytesIO()
    write_po(po, catalogue, width=100, omit_header=False, sort_output=True, include_lineno=False)
    text = _DATES.sub(b"", po.getvalue())
    bare = read_po(io.BytesIO(text), locale=catalogue.locale)
    bare.creation_date = bare.revision_date = _NO_DAY
    for message in bare:
        given = message.string
        message.string = bound(given) if isinstance(given, str) else [*map(bound, given or ())]
    write_mo(mo, bare)
    return text, mo.getvalue()


def bound(text: str) -> str:
    """
    *text* with fixed spaces where a line of Ukrainian or Russian does not end: before a dash, and
    between a number and its unit.

    Translators write spaces, which they can see; what is compiled has these.
    """
    return _LOOSE.sub("\u00a0", text)


_UNITS = ("км", "м", "МБ", "р.", "г.", "ос.", "чел.")
_LOOSE = re.compile(rf"(?<=\S) (?=— )|(?<=[\d}}]) (?=(?:{'|'.join(map(re.escape, _UNITS))})(?!\w))")


_NO_DAY = datetime(2000, 1, 1, tzinfo=UTC)
_DATES = re.compile(rb'^"(POT-Creation-Date|PO-Revision-Date|Generated-By): .*\n', re.MULTILINE)


def faults(code: str) -> Iterator[str]:
    """What is wrong with the catalogue of *code*, a line a fault."""
    catalogue = updated(code)
    for message in catalogue:
        if not message.id:
            continue
        for wrong in _faults(message, catalogue.num_plurals):
            yield f"{code}: {_named(message)!r}: {wrong}"
    for made, ending in zip(written(catalogue), ("po", "mo"), strict=True):
        path = file_of(code, ending)
        if not path.is_file() or path.read_bytes() != made:
            yield f"{code}: {path.relative_to(ROOT)} is stale: run `make messages`"


def _named(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]


def _faults(message: Message, forms: int) -> Iterator[str]:
    given = [message.string] if isinstance(message.string, str) else list(message.string or ("",))
    if not all(given) or (message.pluralizable and len(given) != forms):
        yield "not translated"
        return
    originals = [message.id] if isinstance(message.id, str) else list(message.id)
    wanted = set().union(*(fields(each) for each in originals))
    for each in given:
        # A form for one thing alone need not name the number.
        if fields(each) - wanted or (fields(originals[-1]) - {"count"}) - fields(each):
            yield f"{each!r} has other places than the original"


def fields(message: str) -> set[str]:
    """The names in braces of *message*."""
    try:
        return {name for _, name, _, _ in string.Formatter().parse(message) if name is not None}
    except ValueError:
        return set()


def main(arguments: list[str] | None = None) -> int:
    """Bring the catalogues up to date, or with `--check` say what is wrong with them."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0] if __doc__ else None)
    parser.add_argument("--check", action="store_true", help="change nothing, name what is wrong")
    if parser.parse_args(arguments).check:
        return _told(wrong for code in TRANSLATED for wrong in faults(code))
    for code in TRANSLATED:
        for made, ending in zip(written(updated(code)), ("po", "mo"), strict=True):
            path = file_of(code, ending)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(made)
    return 0


def _told(found: Iterable[str]) -> int:
    lines = list(found)
    print(*lines, sep="\n", end="\n" if lines else "")
    return 1 if lines else 0


if __name__ == "__main__":
    sys.exit(main())
