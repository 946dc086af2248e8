"""A part of a page drawn alone, in milliseconds: all that it says, and a reader who answers it."""

from __future__ import annotations

import html
import re
import sys
from collections.abc import Iterator, Sequence
from types import ModuleType, SimpleNamespace
from typing import Any, NamedTuple

import pytest
import streamlit

from strikemap import links
from strikemap.host.shelf import Shelf
from strikemap.model import Collection
from strikemap.ui.session.state import Session

PLACES = ("container", "expander", "popover", "empty", "form", "progress")
OF_SEVERAL = ("columns", "tabs")
PRESSED = ("button", "form_submit_button", "checkbox")
ENDS = ("rerun", "switch_page", "stop")


class Ended(Exception):
    """Where Streamlit ends a run: at `st.rerun`, `st.switch_page`."""


class Said(NamedTuple):
    """What was called of Streamlit, with what, and how."""

    kind: str
    words: tuple[Any, ...]
    how: dict[str, Any]

    @property
    def text(self) -> str:
        """The first of what it was given, as people read it: without tags."""
        return plain(str(self.words[0])) if self.words else ""


class Addressed(dict[str, list[str]]):
    """The query of the address bar, as `st.query_params` has it."""

    def get_all(self, key: str) -> list[str]:
        return list(self.get(key, []))

    def from_dict(self, query: dict[str, list[str]]) -> None:
        self.clear()
        self.update({key: list(values) for key, values in query.items()})


class Drawn:
    """
    In place of `st`: keeps what is drawn, in order.

    `answers` are what the reader has chosen or pressed, by a widget's key or else its label; a
    widget without one holds what it was drawn with.
    """

    def __init__(self) -> None:
        self.all: list[Said] = []
        self.answers: dict[str, Any] = {}
        self.session_state: dict[str, Any] = {}
        self.query_params = Addressed()
        self.context = SimpleNamespace(
            theme=SimpleNamespace(type="light"), url="", headers={}, locale=""
        )
        self.column_config = streamlit.column_config
        self.open = True

    @property
    def sidebar(self) -> Drawn:
        return self

    def __enter__(self) -> Drawn:
        return self

    def __exit__(self, *_: object) -> None:
        return None

    def __getattr__(self, kind: str) -> Any:
        if kind.startswith("__"):
            raise AttributeError(kind)

        def called(*words: Any, **how: Any) -> Any:
            self.all.append(Said(kind, words, how))
            return self._given(kind, words, how)

        return called

    def _given(self, kind: str, words: Sequence[Any], how: dict[str, Any]) -> Any:
        if kind in ENDS:
            raise Ended(kind)
        if kind in PLACES:
            return self
        if kind in OF_SEVERAL:
            return [self] * (words[0] if isinstance(words[0], int) else len(words[0]))
        if kind == "dialog":
            return lambda drawn: drawn
        key, label = str(how.get("key") or ""), str(words[0]) if words else ""
        if kind in PRESSED:
            is_pressed = self.answers.get(key, self.answers.get(label, False))
            if is_pressed and (pressed := how.get("on_click")) not in (None, "ignore"):
                pressed(*how.get("args", ()))
            return is_pressed
        for name in (key, label):
            if name and name in self.answers:
                return self.answers[name]
        if key and key in self.session_state:
            return self.session_state[key]
        return _held(kind, words, how)

    def of(self, *kinds: str) -> list[Said]:
        """What was drawn of these kinds, in order."""
        return [each for each in self.all if each.kind in kinds]

    def texts(self, *kinds: str) -> list[str]:
        """What was said by these kinds, without tags."""
        return [each.text for each in self.of(*kinds)]

    def one(self, kind: str, name: str = "") -> Said:
        """The one of this *kind*, or the one whose key or label is *name*."""
        found = [
            each for each in self.of(kind) if name in ("", each.how.get("key"), *each.words[:1])
        ]
        assert len(found) == 1, [each[:2] for each in self.of(kind)]
        return found[0]

    def has(self, kind: str, name: str) -> bool:
        """Whether there is one of this *kind* whose key or label is *name*."""
        return any(name in (each.how.get("key"), *each.words[:1]) for each in self.of(kind))

    def anew(self) -> Drawn:
        """Forget what was drawn, as a new run does."""
        self.all.clear()
        return self


def _held(kind: str, words: Sequence[Any], how: dict[str, Any]) -> Any:
    """What a widget holds that nobody has touched."""
    if kind in ("selectbox", "radio"):
        options, index = list(words[1]), how.get("index", 0)
        return None if index is None or not options else options[index]
    if kind == "segmented_control":
        return how.get("default")
    if kind == "multiselect":
        return list(how.get("default") or [])
    if kind == "number_input":
        least = words[1] if len(words) > 1 else None
        return how.get("value", words[3] if len(words) > 3 else least)
    if kind in ("text_input", "text_area", "date_input"):
        return how.get("value", words[1] if len(words) > 1 else "")
    if kind == "dataframe":
        return {"selection": {"rows": how.get("rows", [])}}
    return None


def plain(markup: str) -> str:
    """The words of *markup*, without tags and with single spaces."""
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]*>", " ", markup))).strip()


def rooms() -> Iterator[ModuleType]:
    """The modules of the rooms that are there and draw."""
    for name, module in list(sys.modules.items()):
        if name.startswith("strikemap.ui.") and hasattr(module, "st"):
            yield module


def drawing(patch: pytest.MonkeyPatch) -> Drawn:
    """From now on the rooms draw to what this gives."""
    drawn = Drawn()
    for module in rooms():
        patch.setattr(module, "st", drawn)
    return drawn


def reader_of(at: Collection, query: str = "", *others: Collection, page: str = "") -> Session:
    """A reader of *at* by a link with *query*, on a host that offers *others* too."""
    offered = {each.name: each for each in (at, *others)}
    link = links.from_query(links.decode(query), at)[0]
    return Session(at, Shelf(offered, {}), offered, link, page=page)


def fresh(word: str) -> str:
    """*word* as a browser's answer brings it: equal to ours, and not the very same object."""
    return "".join(list(word))
