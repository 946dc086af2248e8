"""Text that tries to be more than text, from data and from the address, on every page."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tests.app.conftest import Open
from tests.app.hostile import ALL, NEEDLES, TAKEN_DOWN
from tests.app.words import markup, said

INCIDENT = "2023-05-31-shebekino-shelling"


def test_from_data(
    page: str, hostile_folder: Path, open_page: Open, collections: Callable[..., None]
) -> None:
    """
    No payload reaches HTML or Markdown as it is, in translations and in why a version was taken
    down neither, and every page shows some as text.
    """
    collections(hostile_folder)
    for more in ({}, {"lang": ["uk"], "v": [TAKEN_DOWN]}):
        app = open_page(page, incident=[INCIDENT], **more)
        assert not app.exception
        assert [each for each in NEEDLES if each in markup(app)] == []
        assert NEEDLES[0] in said(app)


def test_from_the_address(page: str, open_page: Open) -> None:
    """What a link carries is text in notices, in the filter's words and in the search box."""
    app = open_page(page, q=[ALL[:190]], region=[*NEEDLES], colour=["red"], **{NEEDLES[3]: ["x"]})
    assert not app.exception
    assert [each for each in NEEDLES if each in markup(app)] == []
    assert NEEDLES[0] in said(app)
