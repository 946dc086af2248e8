"""Files that Streamlit sends bare go compressed, and no other file is reached that way."""

from __future__ import annotations

import pytest

from tests.unit.web.asking import INDEX, STATIC, Asker

SCRIPT = next(iter(sorted((INDEX.parent / "static" / "js").glob("index.*.js"))))


def test_scripts_and_boundaries(ask: Asker) -> None:
    """They come whole, named as kept for a year where the name says the content, and once."""
    script = ask(f"/static/js/{SCRIPT.name}", accept_encoding="gzip")
    assert script.body == SCRIPT.read_bytes() and script.headers["content-encoding"] == "gzip"
    assert "immutable" in script.headers["cache-control"]
    assert script.headers["content-type"].partition(";")[0].endswith("/javascript")
    assert int(script.headers["content-length"]) < SCRIPT.stat().st_size / 2
    borders = ask("/app/static/boundaries/regions.geojson", accept_encoding="br, gzip")
    assert borders.body == (STATIC / "boundaries" / "regions.geojson").read_bytes()
    assert borders.headers["cache-control"] == "no-cache"
    assert borders.headers["content-type"] == "application/geo+json"
    again = ask(
        "/app/static/boundaries/regions.geojson",
        accept_encoding="gzip",
        if_none_match=borders.headers["etag"],
    )
    assert (again.status, again.body) == (304, b"")


@pytest.mark.parametrize(
    "asked",
    ["../index.html", "../../config.py", "/etc/passwd", "js/../../manifest.json", "js", "\x00.js",
     "js/none.js", "x" * 5_000 + ".js"],
)  # fmt: skip
def test_nothing_outside(asked: str, ask: Asker) -> None:
    """What lies outside the folder, or is no file, goes on to who answered it before."""
    answer = ask(f"/static/{asked}", accept_encoding="gzip")
    assert answer.status == 404 and "content-encoding" not in answer.headers
