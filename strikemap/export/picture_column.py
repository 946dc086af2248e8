"""The column of words beside a picture's map: its place, its lines and its colours."""

from __future__ import annotations

from dataclasses import dataclass, field

from strikemap.export.lettering import width, wrapped
from strikemap.markup import safe

WIDTH, HEIGHT = 1200, 630
"""Pixels: the size that Open Graph's readers show whole."""
MAP_WIDTH = 720
LEFT, ROOM = MAP_WIDTH + 24, WIDTH - MAP_WIDTH - 48
INK, QUIET = "#23211c", "#5f5b52"


@dataclass(slots=True)
class Column:
    """Lines of text one below the other; what does not fit above `end` is left out."""

    end: float = HEIGHT - 16
    y: float = 16.0
    parts: list[str] = field(default_factory=list)

    def text(
        self, text: str, size: float, *, lines: int = 1, bold: bool = False, colour: str = INK
    ) -> None:
        """*text* in at most so many lines; what is left out of it ends in `…`."""
        for line in wrapped(text, size, ROOM, lines, bold=bold):
            self.y += size * 1.22
            if self.y <= self.end:
                self.parts.append(written(line, LEFT, self.y, size, bold=bold, colour=colour))

    def whole(
        self, text: str, size: float, least: float, *, bold: bool = False, colour: str = INK
    ) -> None:
        """
        *text* with nothing left out, as a number's words must be: smaller where it takes that to
        stand in one line, but no smaller than *least*, and else in several.
        """
        while size > least and width(text, size, bold=bold) > ROOM:
            size -= 0.5
        self.text(text, size, lines=_ALL, bold=bold, colour=colour)

    def title(self, text: str) -> None:
        """A heading, the longer the smaller: what stands below it needs its room too."""
        size, lines = next((each for each in _TITLES if _fits(text, *each)), _TITLES[-1])
        self.text(text, size, lines=lines, bold=True)

    def space(self, height: float) -> None:
        """Leave so many pixels free."""
        self.y += height


def fits_title(text: str) -> bool:
    """Whether a heading has room for all of *text*."""
    return any(_fits(text, *each) for each in _TITLES)


def _fits(text: str, size: float, lines: int) -> bool:
    return not wrapped(text, size, ROOM, lines, bold=True)[-1].endswith("…")


_ALL = 9
_TITLES = (28, 2), (22, 2), (18, 5), (15, 7), (13, 8)
"""Pixels and lines of a heading, about as high in all."""


def written(
    text: str, x: float, y: float, size: float, *, bold: bool = False, colour: str = INK
) -> str:
    """A line of text as SVG, as long in any font as in ours."""
    weight = ' font-weight="700"' if bold else ""
    # Whoever opens the SVG may not have the font by whose widths its lines are broken.
    length = f'textLength="{width(text, size, bold=bold):.1f}" lengthAdjust="spacingAndGlyphs"'
    return (
        f'<text x="{x:g}" y="{y:.1f}" font-size="{size:g}"{weight} fill="{colour}" '
        f"{length if text else ''}>{safe(text)}</text>"
    )
