"""The parts of the bench: a new one is a function that yields lines, and one line in `PARTS`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bench import soak
from bench.parts import (
    each_language,
    many_readers,
    one_reader,
    under_load,
    what_is_held,
    without_browser,
)
from bench.report import Lines
from bench.sizes import ARTICLE, CHRONOLOGY, SIZES


@dataclass(frozen=True, slots=True)
class Part:
    """One part: what measures it, and the numbers of incidents where it is asked for no others."""

    lines: Callable[[Sequence[int]], Lines]
    sizes: tuple[int, ...] = SIZES
    is_asked_for: bool = False
    """Whether it is left out where nobody names it."""


PARTS = {
    "response": Part(one_reader.responses),
    "naive": Part(one_reader.naive_ways),
    "visit": Part(one_reader.visits),
    "phone": Part(one_reader.phones, (ARTICLE,)),
    "start": Part(one_reader.starts),
    "memory": Part(what_is_held.memories),
    "layers": Part(what_is_held.growths, (ARTICLE, 20_000)),
    "drag": Part(one_reader.drags, (ARTICLE, CHRONOLOGY, 2_000)),
    "play": Part(many_readers.plays, (CHRONOLOGY,)),
    "sessions": Part(many_readers.crowds),
    "readers": Part(many_readers.readers, (CHRONOLOGY,)),
    "downloads": Part(many_readers.fetches),
    "check": Part(without_browser.checking),
    "export": Part(without_browser.exports),
    "picture": Part(without_browser.previews, (CHRONOLOGY, 20_000, 1_000_000)),
    "import": Part(without_browser.importing),
    "upload": Part(many_readers.uploads),
    "files": Part(many_readers.files),
    "load": Part(under_load.full_houses, (CHRONOLOGY,)),
    "strangers": Part(under_load.strangers, (CHRONOLOGY,)),
    "arrivals": Part(under_load.arrivals, (CHRONOLOGY,)),
    "replaced": Part(under_load.replacements, (2_000,)),
    "restarted": Part(under_load.restarts, (ARTICLE, CHRONOLOGY)),
    "languages": Part(each_language.ratios, (CHRONOLOGY,)),
    "large_files": Part(under_load.large_files, is_asked_for=True),
    "soak": Part(soak.lines, (CHRONOLOGY,), is_asked_for=True),
}
"""By the name that the command line takes, in the order in which all are run."""
