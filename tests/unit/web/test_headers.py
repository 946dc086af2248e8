"""What every answer forbids, and what only embed views allow."""

from __future__ import annotations

import pytest

from tests.unit.export.views import SHIPPED, shipped
from tests.unit.web.asking import INDEX, Asker, offering

SAFE = ("content-security-policy", "x-content-type-options", "referrer-policy",
        "permissions-policy")  # fmt: skip


@pytest.mark.parametrize("path", ["/", "/incidents", "/api/v1/incidents.csv", "/feed.atom", "/no"])
def test_every_answer_has_them(path: str, ask: Asker) -> None:
    """Pages, data, feeds and what is not there come with all of them; scripts only from here."""
    told = ask(path).headers
    assert set(SAFE) <= set(told)
    policy = told["content-security-policy"]
    assert "default-src 'none'" in policy and "'unsafe-eval'" not in policy
    scripts = [each for each in policy.split("; ") if each.startswith("script-src")]
    assert not any("unsafe-inline" in each or "wasm" in each for each in scripts)
    if not path.startswith("/api/"):
        parts = dict(each.split(" ", 1) for each in policy.split("; "))
        assert parts["worker-src"] == parts["base-uri"] == parts["form-action"] == "'none'"
        assert "manifest-src" not in parts and parts["img-src"] == "'self' data:"


def test_files_have_few(ask: Asker) -> None:
    """A file is no page: it runs nothing, is framed by nobody, and its headers are short."""
    script = next(iter(sorted((INDEX.parent / "static" / "js").glob("index.*.js"))))
    for path in (f"/static/js/{script.name}", "/app/static/boundaries/regions.geojson"):
        told = ask(path, accept_encoding="gzip").headers
        assert told["content-security-policy"] == "default-src 'none'; frame-ancestors 'none'"
        assert told["x-content-type-options"] == "nosniff"
        assert sum(len(name) + len(value) + 4 for name, value in told.items()) < 500
    for path in ("/app/static/published/index.html", "/app/static/published/"):
        assert set(SAFE) <= set(ask(path).headers)


def test_what_was_made_for_a_reader_is_kept_by_nobody(ask: Asker) -> None:
    """No browser and no balancer keeps a file that was made for download, nor that it is gone."""
    told = ask("/media/" + "0" * 56 + ".csv").headers
    assert told["cache-control"] == "private, no-store"


def test_frames(ask: Asker) -> None:
    """Another site may frame the map's embed view, and nothing else, whatever it asks for."""
    assert ask("/?embed=true").headers["content-security-policy"].endswith("frame-ancestors *")
    embedded = ("/incidents?embed=true", "/your_data?embed=true", "/suggest?embed=true")
    for path in ("/", "/?embed=false", "/incidents?region=RU-BEL", *embedded):
        told = ask(path).headers
        assert told["content-security-policy"].endswith("frame-ancestors 'self'")
        assert told["x-frame-options"] == "SAMEORIGIN"


@pytest.mark.parametrize("wanted", ["'none'", "'self'", "https://news.example"])
def test_frames_by_configuration(wanted: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A host may name who frames its embed views."""
    monkeypatch.setenv("STRIKEMAP_FRAMES", wanted)
    with offering(monkeypatch) as ask:
        told = ask("/?embed=true").headers["content-security-policy"]
        assert told.endswith(f"frame-ancestors {wanted}")


def test_metrics_are_closed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Streamlit's metrics are answered only where the host's keeper opens them."""
    with offering(monkeypatch) as ask:
        assert [ask(f"/_stcore/metrics{end}").status for end in ("", "/")] == [404, 404]
        assert ask("/_stcore/metrics").body == b""


def test_closed_to_other_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    """A host that says so lets no page elsewhere read or show what it answers."""
    monkeypatch.setenv("STRIKEMAP_CORS", "closed")
    data = ("/api/v1/incidents.csv", "/api/v1/picture.png", "/api/v1/openapi.json", "/feed.atom")
    files = ("/app/static/boundaries/regions.geojson", "/", "/api/v1/nothing")
    with offering(monkeypatch, *map(shipped, SHIPPED)) as ask:
        answers = [ask(path, origin="https://elsewhere.example") for path in (*data, *files)]
        answers.append(ask(files[0], accept_encoding="gzip", origin="https://elsewhere.example"))
        tagged = ask(data[0]).headers["etag"]
        answers.append(ask(data[0], if_none_match=tagged, origin="https://elsewhere.example"))
        answers.append(ask(data[0], "OPTIONS", origin="https://elsewhere.example"))
        for answer in answers:
            assert [name for name in answer.headers if name.startswith("access-control-")] == []
            assert answer.headers["cross-origin-resource-policy"] == "same-origin"
        assert answers[0].status == 200 and answers[-2].status == 304
