"""What the page with the map asks for until the map stands, named in its head: side by side."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from strikemap.home import HOME
from strikemap.host.static_address import static_address
from strikemap.web.map_frame import ADDRESS, frame_script

SHOWN_FIRST = ("ComponentInstance", "Html", "PageLink")
"""The parts of Streamlit's front end that draw the map's frame and the header."""
SHOWN_NEXT = ("BidiComponent",)
"""That which draws the timeline."""
_IMPORTED = re.compile(r"""\bfrom\s*["'`]\./([\w.-]+\.js)["'`]""")


@dataclass(frozen=True, slots=True)
class Parts:
    """Names of Streamlit's scripts that are needed first, and those for what follows the map."""

    first: tuple[str, ...] = ()
    next: tuple[str, ...] = ()

    @classmethod
    def read(cls, scripts: Path, html: str) -> Parts:
        """Those in the folder *scripts* that *html* does not name already."""
        first = front_end_parts(scripts, SHOWN_FIRST, html)
        return cls(first, front_end_parts(scripts, SHOWN_NEXT, f"{html} {' '.join(first)}"))


def front_end_parts(scripts: Path, parts: Iterable[str], named: str) -> tuple[str, ...]:
    """
    The files in *scripts* that hold *parts*, and what they import, but for those that are *named*.

    A part that this version of Streamlit does not have is left out: it is then asked for later.
    """
    found: list[str] = []
    waiting = [path.name for part in parts for path in sorted(scripts.glob(f"{part}.*.js"))]
    for name in waiting:
        if name not in found and name not in named:
            found.append(name)
            waiting += _IMPORTED.findall((scripts / name).read_text("utf-8"))
    return tuple(found)


def links_ahead(parts: Parts) -> str:
    """
    Elements for the head of the page with the map, in the order in which files are needed.

    Each is asked for after what the page itself
    begins with: they fill the time in which it makes its connection and waits for its first words.
    """
    static, frame = static_address(), frame_script()
    modules = [f"static/js/{part}" for part in parts.first]
    scripts = [f"{static}leaflet/leaflet.js", *(f"{static}map/{name}" for name in _scripts("map"))]
    styles = [f"{static}leaflet/leaflet.css", f"{static}map/map.css"]
    last = [
        *(f"static/js/{part}" for part in parts.next),
        *(f"{static}timeline/{name}" for name in _scripts("timeline")),
    ]
    if frame:
        scripts.insert(0, f"{ADDRESS[1:]}js/{frame.name}")
    return "".join(
        (
            *(_link('rel="modulepreload" crossorigin', each) for each in modules),
            *(_link('rel="preload" as="script"', each) for each in scripts),
            *(_link('rel="preload" as="style"', each) for each in styles),
            *(_link('rel="modulepreload" crossorigin', each) for each in last),
        )
    )


@cache
def _scripts(folder: str) -> tuple[str, ...]:
    return tuple(sorted(path.name for path in (HOME / "static" / folder).glob("*.js")))


def _link(kind: str, address: str) -> str:
    return f'<link {kind} fetchpriority="low" href="./{address}">'
