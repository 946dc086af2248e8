"""What lies under the version of its release is kept by browsers, and nothing else is."""

from __future__ import annotations

import pytest

from strikemap.host.static_address import files_version
from tests.unit.web.asking import STATIC, Asker


def test_this_release_is_kept(ask: Asker) -> None:
    """A file under this version comes whole and is good for a year; under another it is asked."""
    script = (STATIC / "map" / "map.js").read_bytes()
    for version, word in ((files_version(), "immutable"), ("0" * 16, "no-cache")):
        answer = ask(f"/app/static/@{version}/map/map.js", accept_encoding="gzip")
        assert (answer.status, answer.body) == (200, script)
        assert word in answer.headers["cache-control"]
        assert answer.headers["content-security-policy"].startswith("default-src 'none'")
    again = ask(
        f"/app/static/@{files_version()}/map/map.js",
        accept_encoding="gzip",
        if_none_match=answer.headers["etag"],
    )
    assert again.status == 304 and "immutable" in again.headers["cache-control"]


@pytest.mark.parametrize(
    "asked", ["published/index.html", "package.json", "map/../package.json", "map/none.js", "map/"]
)
def test_nothing_else_is(asked: str, ask: Asker) -> None:
    """What is published, or lies elsewhere, is not to be had under a version."""
    answer = ask(f"/app/static/@{files_version()}/{asked}", accept_encoding="gzip")
    assert answer.status == 404 or "immutable" not in answer.headers["cache-control"]
