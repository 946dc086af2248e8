"""The browser's scripts hold no words of their own: what they say is given to them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from strikemap.cartography.map_words import map_words
from strikemap.home import HOME
from strikemap.ui.frame.timeline_words import timeline_words

SCRIPTS = sorted(
    path
    for folder in ("static/map", "static/timeline", "strikemap/ui")
    for path in (HOME / folder).rglob("*.js")
)
WORDS = {"map": map_words(), "timeline": timeline_words()}
NAMES = {name for words in WORDS.values() for name in words}
OF_BROWSERS = {
    "Enter",
    "Escape",
    "Polygon",
    "use strict",
    "move resize",
    "movestart moveend",
    "sm-symbol sm-cell",
    "(pointer: coarse)",
    "(prefers-reduced-motion: reduce)",
}
"""Keys, events, types, classes and questions to a browser."""
_COMMENT = re.compile(r"/\*.*?\*/|(?:^|\s)//[^\n]*", re.DOTALL)
_LITERAL = re.compile(r'"([^"\n]*)"|\'([^\'\n]*)\'|`([^`]*)`')
_SPOKEN = re.compile(r"[A-Za-z]{2,} +[A-Za-z]{2,}|^[A-Z][a-z]+$|[a-z]{2,}: ")


def literals(script: str) -> set[str]:
    """The texts in quotes of *script*, without tags, and with a bar for what is put in."""
    found = set()
    for match in _LITERAL.finditer(_COMMENT.sub(" ", script)):
        text = next(part for part in match.groups() if part is not None)
        found.add(re.sub(r"<[^>]*>", "|", re.sub(r"\$\{[^{}]*\}", "|", text)))
    return found


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_no_script_has_words(path: Path) -> None:
    """No text in quotes has two words, or begins as a sentence does, but names of messages."""
    names = {*NAMES, *(name.replace("killed", "|").replace("injured", "|") for name in NAMES)}
    spoken = {
        text
        for text in literals(path.read_text("utf-8"))
        if _SPOKEN.search(text) and not re.search(r"[{}=;]|\bsay\(", text)
    }
    assert spoken <= names | OF_BROWSERS, spoken - names - OF_BROWSERS


@pytest.mark.parametrize("folder", WORDS)
def test_every_message_has_a_use(folder: str) -> None:
    """A message that is given to scripts is named in one of them, and none that is not given."""
    scripts = "\n".join(path.read_text("utf-8") for path in SCRIPTS if path.parent.name == folder)
    named = set(re.findall(r'\b(?:say|count)\(\s*"([^"]+)"', scripts))
    assert named <= set(WORDS[folder]), named - set(WORDS[folder])
    unused = {name for name in WORDS[folder] if not _is_named(name, scripts)}
    assert unused == set()


def _is_named(name: str, scripts: str) -> bool:
    head, _, rest = name.partition(" ")
    forms = {f'"{name}"', f".{name}", f"{{{name}", f", {name}", f"`{head} ${{"}
    forms |= {f"${{measure}} {rest}`"} if head in ("killed", "injured") else set()
    return any(form in scripts for form in forms)
