"""A collection's guided tour: stops from its `tour.json`, each a saved view with a few words."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from strikemap.languages import gettext as _
from strikemap.side_files import stamp_of

FILE = "tour.json"
MAX_BYTES, MAX_STOPS, MAX_TEXT = 200_000, 50, 2_000


@dataclass(frozen=True, slots=True)
class Stop:
    """A saved view, by the part of its URL after `?`, and what to know of it.  Raw text."""

    title: str
    text: str
    query: str


@dataclass(frozen=True, slots=True)
class Tour:
    """The stops in their order.  Raw text."""

    title: str
    stops: tuple[Stop, ...]


def read_tour(folder: Path | None) -> Tour | None:
    """
    The tour of the collection in *folder*; None where it has none.

    Raises:
        ValueError: there is a `tour.json` that can't be read; the message says why.
    """
    stamp = stamp_of(folder, FILE)
    return _read(folder / FILE, *stamp) if folder and stamp else None


@lru_cache(maxsize=16)
def _read(path: Path, changed: int, size: int) -> Tour:
    if size > MAX_BYTES:
        raise ValueError(_("{size} bytes; at most {most} are read", size=size, most=MAX_BYTES))
    try:
        return parsed(path.read_text("utf-8"))
    except OSError as error:
        raise ValueError(_("it can't be read: {fault}", fault=error.strerror)) from None


def parsed(text: str) -> Tour:
    """
    A tour from JSON: `{"title", "stops": [{"title", "text", "query"}]}`.

    Raises:
        ValueError: it is no JSON, or a part is missing or too long.
    """
    try:
        found = json.loads(text)
    except RecursionError:
        raise ValueError(_("nested too deeply")) from None
    stops = found.get("stops") if isinstance(found, dict) else None
    if not isinstance(stops, list) or not stops:
        raise ValueError(_('write an object with "title" and a list of "stops"'))
    if len(stops) > MAX_STOPS:
        raise ValueError(
            _("{count} stops; at most {most} are shown", count=len(stops), most=MAX_STOPS)
        )
    return Tour(
        _text(found, "title", 0),
        tuple(_stop(each, number) for number, each in enumerate(stops, 1)),
    )


def _stop(found: object, number: int) -> Stop:
    if not isinstance(found, dict):
        raise ValueError(
            _('stop {number} is no object with "title", "text" and "query"', number=number)
        )
    title, text, query = (_text(found, key, number) for key in ("title", "text", "query"))
    return Stop(title, text, query)


def _text(found: dict[str, object], key: str, stop: int) -> str:
    """The text called *key* of the *stop* of that number, or of the tour where it is 0."""
    value = found.get(key)
    if not isinstance(value, str) or not (value.strip() or key == "query"):
        raise ValueError(
            _("stop {number} has no {key}", number=stop, key=key)
            if stop
            else _("the tour has no {key}", key=key)
        )
    if len(value) > MAX_TEXT:
        raise ValueError(
            _(
                "the {key} of stop {number} is longer than {most} characters",
                key=key,
                number=stop,
                most=MAX_TEXT,
            )
            if stop
            else _("the {key} of the tour is longer than {most} characters", key=key, most=MAX_TEXT)
        )
    return value
