"""How much of the page with the map is run for what the timeline says."""

from __future__ import annotations

import json
from collections.abc import Iterable

ALL_OF_IT, MOVING_PART = "start", "timeline and map"
"""Keys of the fragments: all that moves with the days, and in it what is run while they move."""


def last_word(states: Iterable[str]) -> tuple[int, bool]:
    """
    The number of the timeline's last word among *states*, the JSON of widgets as a browser sends
    it, and whether it is of days at rest; 0 where there is none that can be read.
    """
    for each in states:
        if not each.startswith('{"span"'):
            continue
        try:
            span = json.loads(each)["span"]
            number, is_resting = span["number"], span["resting"]
        except (ValueError, KeyError, TypeError, RecursionError):
            continue
        if type(number) is int and isinstance(is_resting, bool):
            return number, is_resting
    return 0, False
