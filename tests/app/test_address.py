"""What is cited has the address of the host: configured, else the reader's own."""

from __future__ import annotations

import pytest

from strikemap.ui.session import address
from tests.app.conftest import Open


@pytest.mark.parametrize(
    ("url", "page", "found"),
    [
        ("http://localhost:8501/", "", "http://localhost:8501"),
        ("http://localhost:8501/incidents?weapon=drone#x", "incidents", "http://localhost:8501"),
        ("https://x.example/strikes/incident", "incident", "https://x.example/strikes"),
        ("https://x.example/incidents/", "", "https://x.example/incidents"),
        ("https://x.example/myincidents", "incidents", "https://x.example/myincidents"),
        ("", "incidents", ""),
        ("javascript:alert(1)", "", ""),
        ("/incidents", "incidents", ""),
    ],
)
def test_root(url: str, page: str, found: str) -> None:
    """The dashboard's address is the page's without page, query and fragment."""
    assert address.root(url, page) == found


@pytest.mark.parametrize("configured", ["", "https://strikes.example/map/"])
@pytest.mark.parametrize(
    ("page", "query"),
    [
        ("incidents", {}),
        ("sources", {}),
        ("incident", {"incident": ["2023-05-31-shebekino-shelling"]}),
    ],
)
@pytest.mark.by_day(3, "each page by day, with an address configured or without")
def test_a_citation_names_its_host(
    page: str, query: dict[str, list[str]], configured: str, open_page: Open,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    """Each citation on a page has a whole address, in words and in BibTeX."""
    monkeypatch.setenv("STRIKEMAP_BASE_URL", configured)
    monkeypatch.setattr(
        address.st.context.__class__, "url", property(lambda _: f"http://here.example:8501/{page}")
    )
    app = open_page(page, **query)
    host = configured.rstrip("/") or "http://here.example:8501"
    cited = [each.value for each in app.code if "Strikemap contributors" in each.value]
    assert len(cited) == 2
    assert all(f"{host}/?collection=cnn-2023-05-31&" in each for each in cited)
