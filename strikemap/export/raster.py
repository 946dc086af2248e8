"""A picture as PNG, drawn without a browser and with no font of the machine's."""

from __future__ import annotations

import resvg_py

from strikemap.export.lettering import BOLD, FAMILY, REGULAR


def png(svg: str, zoom: float = 1.0) -> bytes:
    """
    *svg* as PNG, *zoom* times its size in pixels.

    Raises:
        ValueError: it is no SVG.
    """
    return bytes(
        resvg_py.svg_to_bytes(
            svg_string=svg,
            zoom=zoom,
            skip_system_fonts=True,
            font_files=[str(REGULAR), str(BOLD)],
            font_family=FAMILY,
            sans_serif_family=FAMILY,
        )
    )
