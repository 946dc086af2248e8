"""The view as a spreadsheet."""

from __future__ import annotations

import io

from python_calamine import CalamineWorkbook

from strikemap import links
from strikemap.export import export
from tests.builders import build, claim, incident

WHOLE = build(
    [incident("a", title="=HYPERLINK(1)", summary="http://x.example " + "y" * 40_000)],
    claims=[claim("a1", "a", "2+")],
)
LINK = links.from_query({}, WHOLE)[0]


def rows(contents: bytes, sheet: str) -> list[list[object]]:
    return list(
        CalamineWorkbook.from_object(io.BytesIO(contents)).get_sheet_by_name(sheet).to_python()
    )


def test_text_is_text_and_numbers_are_numbers() -> None:
    """No cell is a formula or a link, an open maximum stays empty, a long text says it is cut."""
    made = export("xlsx", WHOLE, LINK)
    header, row = rows(made, "incidents")
    cells = dict(zip(map(str, header), row, strict=False))
    assert (cells["title"], cells["latitude"]) == ("=HYPERLINK(1)", 50.4134)
    assert (cells["killed_low"], cells.get("killed_high", "")) == (2, "")
    assert str(cells["summary"]).endswith("32,767 characters)")
    assert b"<f>" not in made and b"hyperlink" not in made.lower()
    assert "1 incident" in str(rows(made, "about")[1][0])


def test_the_same_view_gives_the_same_bytes() -> None:
    """Nothing of the time of writing is in it; the CSV for Excel is the CSV with a mark."""
    assert export("xlsx", WHOLE, LINK) == export("xlsx", WHOLE, LINK)
    assert export("excel-csv", WHOLE, LINK) == b"\xef\xbb\xbf" + export("csv", WHOLE, LINK)
