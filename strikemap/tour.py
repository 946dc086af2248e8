"""A collection's guided tour: stops from its `tour.json`, each a saved view with a few words."""

from __future__ import annotations

import json
import re
import sys
from dataclasses import dataclass

from strikemap.cache import cached
from strikemap.languages import gettext as _
from strikemap.languages import sentence, sentence_of, worded
from strikemap.side_files import TOUR, Beside, SideFile

FILE = TOUR
MAX_STOPS, MAX_TEXT = 50, 2_000
ON = "guided"
"""What `tour` says in a link that is on its collection's tour."""


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


def read_tour(beside: Beside) -> Tour | None:
    """
    The tour among the files *beside* a collection's tables; None where there is none.

    Raises:
        ValueError: there is a `tour.json` that can't be read; says why, a `Sentence`.
    """
    found = _read(beside[FILE]) if FILE in beside else None
    if isinstance(found, str):
        raise ValueError(found)
    return found


def followed(asked: str, stop: str, beside: Beside) -> tuple[str, int, tuple[str, ...]]:
    """
    Where on the tour, of the files *beside* a collection, a link is that says `tour` and `stop` so.

    The first is "" off the tour, the second 0 where no stop is named; the notices (raw text) say
    what can't be given.  A stop is where one is, and changes nothing that the link's filters show.
    """
    told = []
    if asked not in ("", ON):
        told.append(_("“{key}” cannot be “{value}”.", key="tour", value=asked[:40]))
    if stop and not re.fullmatch(r"[1-9]\d{0,2}", stop, re.ASCII):
        told.append(_("“{key}” cannot be “{value}”.", key="stop", value=stop[:40]))
        stop = ""
    elif stop and not asked:
        told.append(_("“stop” is a stop of a tour, and this link is on none."))
    if asked != ON:
        return "", 0, tuple(told)
    try:
        tour = read_tour(beside)
    except ValueError as error:
        why = _(
            "The tour can’t be shown; {file} is not in order: {fault}.",
            file=FILE,
            fault=worded(sentence_of(error))[:300],
        )
        return "", 0, (*told, why)
    if tour is None:
        return "", 0, (*told, _("This collection has no tour."))
    number, count = int(stop or 0), len(tour.stops)
    if number > count:
        told.append(
            _("There is no stop {number}; the last is {count}.", number=number, count=count)
        )
    return ON, min(number, count), tuple(told)


@cached
def _read(file: SideFile) -> Tour | str:
    """The tour that *file* holds, or why it is none."""
    try:
        return parsed(file.read().decode("utf-8"))
    except ValueError as error:
        return sentence_of(error)


def parsed(text: str) -> Tour:
    """
    A tour from JSON: `{"title", "stops": [{"title", "text", "query"}]}`.

    Raises:
        ValueError: it is no JSON, or a part is missing or too long.
    """
    try:
        found = json.loads(text)
    except RecursionError:
        raise ValueError(sentence("nested too deeply")) from None
    except json.JSONDecodeError:
        raise
    except ValueError:  # of an int, whose own words name a function of Python's
        most = sys.get_int_max_str_digits()
        raise ValueError(sentence("a number of more than {most} digits", most=most)) from None
    stops = found.get("stops") if isinstance(found, dict) else None
    if not isinstance(stops, list) or not stops:
        raise ValueError(sentence('write an object with "title" and a list of "stops"'))
    if len(stops) > MAX_STOPS:
        raise ValueError(
            sentence("{count} stops; at most {most} are shown", count=len(stops), most=MAX_STOPS)
        )
    return Tour(
        _text(found, "title", 0),
        tuple(_stop(each, number) for number, each in enumerate(stops, 1)),
    )


def _stop(found: object, number: int) -> Stop:
    if not isinstance(found, dict):
        raise ValueError(
            sentence('stop {number} is no object with "title", "text" and "query"', number=number)
        )
    title, text, query = (_text(found, key, number) for key in ("title", "text", "query"))
    return Stop(title, text, query)


def _text(found: dict[str, object], key: str, stop: int) -> str:
    """The text called *key* of the *stop* of that number, or of the tour where it is 0."""
    value = found.get(key)
    if not isinstance(value, str) or not (value.strip() or key == "query"):
        raise ValueError(
            sentence("stop {number} has no {key}", number=stop, key=key)
            if stop
            else sentence("the tour has no {key}", key=key)
        )
    if len(value) > MAX_TEXT:
        raise ValueError(
            sentence(
                "the {key} of stop {number} is longer than {most} characters",
                key=key,
                number=stop,
                most=MAX_TEXT,
            )
            if stop
            else sentence(
                "the {key} of the tour is longer than {most} characters", key=key, most=MAX_TEXT
            )
        )
    return value
