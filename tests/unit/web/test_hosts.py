"""A host answers by its own names alone, so that no name bound anew to it reads what it serves."""

from __future__ import annotations

import pytest

from tests.unit.web.asking import STRANGE, Asker

READ = ("/", "/incidents?embed=true", "/api/v1/incidents.csv", "/feed.atom", "/app/static/x.js",
        "/robots.txt", "/api/v1/openapi.json", "/_stcore/host-config", "/HEALTHZ")  # fmt: skip


@pytest.mark.parametrize("path", READ)
def test_by_a_strange_name_nothing_is_read(path: str, ask: Asker) -> None:
    """Whatever is asked for by another name is refused with words for the host's keeper."""
    for name in STRANGE:
        answer = ask(path, host=name)
        assert answer.status == 421
        assert "not reached by this name" in answer.text


def test_by_its_own_names_it_answers(ask: Asker) -> None:
    """Each of its names gets the same data."""
    answers = {
        ask("/api/v1/incidents.csv", host=name).text
        for name in ("strikes.example", "localhost:8501")
    }
    assert len(answers) == 1 and answers.pop().startswith("incident_id,")


def test_a_balancer_asks_by_address(ask: Asker) -> None:
    """Whether the host is well is told whoever asks, since balancers know no names."""
    assert ask("/healthz", host="10.0.0.7:8501").status in (200, 503)
