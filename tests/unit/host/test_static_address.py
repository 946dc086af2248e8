"""The address of this host's own files changes with them, where the server answers for it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from strikemap.host import static_address as addresses
from strikemap.host.served import ROUTES
from strikemap.host.static_address import files_version, static_address


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder of files in place of this release's."""
    monkeypatch.setattr(addresses, "HOME", tmp_path)
    for folder in (*addresses.FOLDERS, "published"):
        (tmp_path / "static" / folder).mkdir(parents=True)
        (tmp_path / "static" / folder / "a.js").write_text("one")
    files_version.cache_clear()
    yield tmp_path / "static"
    files_version.cache_clear()


def _anew() -> str:
    files_version.cache_clear()
    return files_version()


def test_the_version_is_that_of_names_and_contents(home: Path) -> None:
    """Another content, name or place is another version; what is published has no part in it."""
    seen = [_anew()]
    (home / "published" / "a.js").write_text("another")
    assert _anew() == seen[0]
    (home / "map" / "a.js").write_text("another")
    seen.append(_anew())
    (home / "map" / "a.js").rename(home / "map" / "b.js")
    seen.append(_anew())
    (home / "map" / "b.js").rename(home / "timeline" / "b.js")
    seen.append(_anew())
    assert len(set(seen)) == 4


def test_only_a_server_with_routes_names_a_version(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`streamlit run app.py` serves the files as they lie, `serve.py` by their version too."""
    monkeypatch.setattr(ROUTES, "is_set", lambda: False)
    assert static_address() == addresses.PLAIN
    monkeypatch.setattr(ROUTES, "is_set", lambda: True)
    assert static_address() == f"{addresses.PLAIN}@{files_version()}/"
