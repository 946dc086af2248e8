"""What a page says to eye and ear, a text each, for the pseudo-language to be looked for in."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from typing import Any

import pandas as pd
from streamlit.testing.v1 import AppTest

from tests.app.words import AS_IT_IS

_NAMED = re.compile(r'\b(?:aria-label|title|alt|placeholder)="([^"]*)"')
_UNSPOKEN = re.compile(r"<(style|script)\b.*?</\1>|<span class=.sm-host.>.*?</span>", re.DOTALL)
"""What no reader is told in words: style, script, and the host of a link."""
CODES = ("pattern", "colour", "bytes", "first", "chosen", "query", "language", "months", "short",
         "names of cities", "stamp", "visit")  # fmt: skip
"""What components are told that is for their scripts alone, or CLDR's."""


def texts(app: AppTest) -> Iterator[str]:
    """Every text of the page and its sidebar; code to copy is left out."""
    assert not app.exception, app.exception
    for element in [*app.main, *app.sidebar]:
        kind = str(getattr(element, "type", ""))
        if kind == "code":
            continue
        if kind == "bidi_component":
            yield from strings(json.loads(element.proto.json or "{}"))
        elif kind == "arrow_vega_lite_chart":
            yield from _titles(json.loads(element.proto.spec))
        elif isinstance(frame := getattr(element, "value", None), pd.DataFrame):
            yield from map(str, frame.columns)
            yield from (str(cell) for row in frame.itertuples(index=False) for cell in row)
        else:
            yield from _of_element(element, kind)


def _of_element(element: Any, kind: str) -> Iterator[str]:
    chosen = () if hasattr(element, "options") else ("value",)
    for name in ("label", "body", "help", "placeholder", *chosen):
        found = getattr(element, name, None) or getattr(getattr(element, "proto", None), name, None)
        if isinstance(found, str) and found:
            yield from [found] if kind in AS_IT_IS else _plain(found)
    yield from map(str, getattr(element, "options", None) or ())


def _plain(words: str) -> Iterator[str]:
    spoken = _UNSPOKEN.sub(" ", words)
    yield from (html.unescape(each) for each in _NAMED.findall(spoken))
    yield html.unescape(re.sub(r"<[^>]*>", "|", spoken))


def strings(told: Any) -> Iterator[str]:
    """The texts of what a script is told, without codes and the names of places in braces."""
    if isinstance(told, str):
        yield re.sub(r"{\w+}", " ", told)
    elif isinstance(told, list):
        for each in told:
            yield from strings(each)
    elif isinstance(told, dict):
        for name, each in told.items():
            if name not in CODES:
                yield from strings(each)


def _titles(spec: Any) -> Iterator[str]:
    if isinstance(spec, list):
        for each in spec:
            yield from _titles(each)
    elif isinstance(spec, dict):
        yield from (str(spec[name]) for name in ("title", "description") if spec.get(name))
        for each in spec.values():
            yield from _titles(each)
