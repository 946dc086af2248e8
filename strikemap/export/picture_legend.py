"""The legend of a picture: what found no room on its map, and what the symbols on it mean."""

from __future__ import annotations

from collections.abc import Iterable

from strikemap.cartography import (
    IMPRECISE,
    KINDS,
    OCCUPIED,
    UNKNOWN,
    UNSIZED,
    ZERO,
    StillMap,
    legend_glyph,
    region_glyph,
)
from strikemap.export.lettering import width
from strikemap.export.picture_column import LEFT, ROOM, Column, written
from strikemap.languages import gettext as _
from strikemap.languages import ngettext


def show_legend(column: Column, drawn: StillMap, end: float) -> None:
    """
    What found no room on the map, and what its symbols mean, in two columns; only of those there.

    Words that are too long for a column have a line of their own.  Where all would not end above
    *end* they are smaller; what even so has no room is counted.
    """
    column.space(6)
    for told in drawn.left_out:
        column.text(told, 12, lines=3)
    column.space(4)
    keys = list(keys_of(drawn))
    for size, line in _SIZES:
        places = _arranged(keys, size)
        lines = int((end - column.y) // line)
        if all(down < lines for _right, down in places):
            break
    fit = sum(down < lines for _right, down in places)
    if fit < len(keys):  # the last line is for how many are left
        fit = sum(down < lines - 1 for _right, down in places)
        rest = len(keys) - fit
        last = max(lines - 1, 0)
        keys, places = keys[:fit], [*places[:fit], (0, last)]
        keys.append(("", ngettext("and {count} more", "and {count} more", rest)))
    for (glyph, told), (right, down) in zip(keys, places, strict=True):
        x, y = LEFT + right * ROOM / 2, column.y + down * line
        by = f"translate({x:.1f},{y:.1f}) scale({line / _SIZES[0][1]:g})"
        column.parts.append(f'<g transform="{by}">{glyph}</g>')
        column.parts.append(written(told, x + 24, y + size, size))


_SIZES = (13.5, 20.0), (12.0, 17.0), (10.5, 14.5)
"""Pixels of the letters and of a line, as large as there is room for."""


def _arranged(keys: list[tuple[str, str]], size: float) -> list[tuple[int, int]]:
    """For each key in which of two columns it stands, and in which line."""
    found, place = [], 0
    for _glyph, told in keys:
        is_long = width(told, size) > ROOM / 2 - 30
        place += is_long and place % 2
        found.append((place % 2, place // 2))
        place += 2 if is_long else 1
    return found


def keys_of(drawn: StillMap) -> Iterable[tuple[str, str]]:
    """The legend of what is on the map: glyphs, 18 by 18 pixels, and raw words."""
    for what, words in drawn.regions.legend if drawn.regions else ():
        yield region_glyph(what), words
    of = drawn.layer.incidents
    shown = [at for symbol in drawn.symbols for at in symbol.members]
    single = [symbol.members[0] for symbol in drawn.symbols if len(symbol) == 1]
    flags = [int(of.flags[at]) for at in single]
    for kind in sorted({int(of.kind[at]) for at in shown}):
        yield legend_glyph("kind", kind), KINDS[kind].label
    if len(single) < len(drawn.symbols):
        yield legend_glyph("several"), _("area: number; ring: kinds")
    if drawn.layer.cells:
        yield legend_glyph("cell"), _("several: their number")
    if any(of.radius[at] > UNSIZED for at in single):
        yield legend_glyph("size"), _("size: killed or injured")
    for flag, glyph, told in (
        (UNKNOWN, "unknown", _("hollow: toll unknown")),
        (ZERO, "zero", _("crossed: zero stated")),
        (IMPRECISE, "imprecise", _("dashed: somewhere near")),
    ):
        if any(each & flag for each in flags):
            yield legend_glyph(glyph), told
    cells = drawn.layer.cells
    if any(int(of.flags[at]) & OCCUPIED for at in shown) or (cells and cells.is_occupied.any()):
        yield legend_glyph("occupied"), _("ringed: occupied Ukraine")
    if drawn.has_labels:
        yield legend_glyph("region"), _("a region’s name: no more of the place is known")
