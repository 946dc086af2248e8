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
from collections.abc import Iterable, Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from strikemap.languages import DEFAULT, DOMAIN, FOLDER, LANGUAGES

ROOT = Path(__file__).parents[1]
TRANSLATED = tuple(code for code in LANGUAGES if code != DEFAULT)
PARTS = ("strikemap", "pages", "app.py")
KEYWORDS = (
    {
        "_": None,
        "gettext": None,
        "ngettext": (1, 2),
        "pgettext": ((1, "c"), 2),
        "marked": None,
        "Term": (2,),
        "term_in": ((1, "c"), 3),
        "Field": (3,),
        "Table": (3,),
        "_of": (1,),
    },
    {"Term": (3,), "term_in": (4,)},
)
"""Which arguments are messages, counted from 1, by the function or class; Babel's own notation."""


def extracted() -> Catalog:
    """Every message of the code, with where it stands."""
    found = Catalog(project="Strikemap", fuzzy=False)
    for keywords in KEYWORDS:
        for part in PARTS:
            path = ROOT / part
            folder, names = (path, "**.py") if path.is_dir() else (ROOT, part)
            for file, line, message, _, context in extract_from_dir(
                folder,
                method_map=[(names, "python")],
                keywords=keywords,
                directory_filter=None if path.is_dir() else (lambda _: False),
            ):
                if message and message != ("", ""):
                    where = (folder / file).relative_to(ROOT).as_posix()
                    found.add(message, locations=[(where, line)], context=context)
    for part in PARTS:
        path = ROOT / part
        for file in sorted(path.rglob("*.py")) if path.is_dir() else [path]:
            for line, message, context in said_in(file.read_text("utf-8")):
                where = file.relative_to(ROOT).as_posix()
                found.add(message, locations=[(where, line)], context=context)
    return found


def said_in(code: str) -> Iterator[tuple[int, str | tuple[str, str], str | None]]:
    """
    Line, message and context of all that *code* says by gettext.

    Babel looks neither into f-strings, each of which is one token before Python 3.12, nor into
    every call within a call.
    """
    for call in ast.walk(ast.parse(code)):
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name):
            given = [each.value if isinstance(each, ast.Constant) else None for each in call.args]
            match call.func.id, given:
                case (("_" | "gettext" | "marked"), [str(message)]) if message:
                    yield call.lineno, message, None
                case "ngettext", [str(one), str(many), *_rest]:
                    yield call.lineno, (one, many), None
                case "pgettext", [str(context), str(message)]:
                    yield call.lineno, message, context


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
    write_mo(mo, read_po(io.BytesIO(text), locale=catalogue.locale))
    return text, mo.getvalue()


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
