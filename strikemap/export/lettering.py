"""Text in pictures: its font, which comes with a package, and where its lines end."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

import fontpkg_pt_sans
from PIL import ImageFont

_FILES = Path(fontpkg_pt_sans.ROOT) / "files"
REGULAR, BOLD = (_FILES / f"PT_Sans-Web-{name}.ttf" for name in ("Regular", "Bold"))
FAMILY = "PT Sans"
_SPACES = re.compile(r"[^\S\xa0]+")
_LONGEST = 600
"""Characters of a text that are looked at: no picture has room for more."""


@lru_cache(maxsize=32)
def _font(size: float, *, bold: bool) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(BOLD if bold else REGULAR), size)


def width(text: str, size: float, *, bold: bool = False) -> float:
    """How wide *text* is in pixels, at *size* pixels to the em."""
    return float(_font(size, bold=bold).getlength(text))


def wrapped(text: str, size: float, room: float, lines: int, *, bold: bool = False) -> list[str]:
    """
    *text* in at most so many lines no wider than *room* pixels; what is left out ends in `…`.

    A fixed space ends no line.
    """
    words = _SPACES.sub(" ", text[:_LONGEST]).strip().split(" ")
    found: list[str] = []
    line = ""
    while words and len(found) < lines:
        longer = f"{line} {words[0]}".strip()
        if width(longer, size, bold=bold) <= room:
            line, words = longer, words[1:]
        elif line:
            found.append(line)
            line = ""
        else:
            part = _fitting(words[0], size, room, bold=bold)
            found.append(part)
            words[0] = words[0][len(part) :]
    if line and len(found) < lines:
        found.append(line)
        line = ""
    if found and (words or line or len(text) > _LONGEST):
        last = found[-1]
        while last and width(last + "…", size, bold=bold) > room:
            last = last[:-1]
        found[-1] = last.rstrip() + "…"
    return found


def _fitting(word: str, size: float, room: float, *, bold: bool) -> str:
    """As much of the start of *word* as fits, a character at least."""
    end = len(word)
    while end > 1 and width(word[:end], size, bold=bold) > room:
        end -= 1
    return word[:end]
