"""What the description of the data routes says is what they do."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from strikemap import links
from strikemap.export import FORMS
from strikemap.filters.choices import CODES
from strikemap.host import shelf as shelves
from strikemap.model import Collection
from strikemap.web import data
from strikemap.web.openapi import PATH, STATUSES, openapi
from tests.builders import build, incident
from tests.unit.export.views import SHIPPED
from tests.unit.web.asking import Answer, Asker, offering

ROOT = Path(__file__).parents[3]
INCIDENT = "2023-05-31-shebekino-shelling"
SEVERAL = {
    "dates", "event", "weapon", "target", "region", "claimant", "side", "who", "casualties",
    "evidence", "responsibility",
}  # fmt: skip
"""Keys of which a link may have more than one value; of another the last one counts."""
ANSWERING = ("Refused", "told", "Response", "JSONResponse", "PlainTextResponse")
"""What is called with a status where the server says something else than what was asked."""


def test_it_names_every_route_and_no_other(ask: Asker) -> None:
    """The paths are those that the server routes below /api, but for its end."""
    served = {route.path for route in ask.app.routes if route.path.startswith("/api/v1")}
    assert set(ask(PATH).json["paths"]) == served


def test_each_route_gives_what_is_described(ask: Asker) -> None:
    """Each is asked and answers with the status, media type and headers that it promises."""
    for path, methods in openapi()["paths"].items():
        answer = ask(path.replace("{incident}", INCIDENT))
        described = methods["get"]["responses"]["200"]
        promised = described["content"]
        assert {name.lower() for name in described["headers"]} <= set(answer.headers)
        assert answer.status == 200
        assert answer.headers["content-type"].partition(";")[0] in promised


def test_each_key_of_a_link_is_a_parameter(ask: Asker) -> None:
    """Every key of a shared link can be asked for, and every code that is listed is taken."""
    operations = [
        each["get"] for each in openapi()["paths"].values() if "parameters" in each["get"]
    ]
    assert len(operations) == len(FORMS)
    for operation in operations:
        named = [each["name"] for each in operation["parameters"]]
        own = {"from", "limit"} if FORMS[operation["operationId"]].is_paged else set()
        assert set(named) == {*links.OURS} - {"compare"} | own and len(named) == len(set(named))
        assert all(each.get("required", False) is (each["in"] == "path")
                   for each in operation["parameters"])  # fmt: skip
    for parameter in operations[0]["parameters"]:
        schema = parameter["schema"]
        assert (schema["type"] == "array") == (parameter["name"] in SEVERAL)
        codes = schema.get("items", schema).get("enum", [])
        assert bool(codes) == (parameter["name"] in {*CODES, "basemap", "layer", "lang", "tour"})
        where = f"collection={SHIPPED[1]}&" if parameter["name"] == "tour" else ""
        for code in codes:
            assert ask(f"/api/v1/totals.json?{where}{parameter['name']}={code}").status == 200


@cache
def private_one() -> Collection:
    """A collection that may not be passed on."""
    return build([incident("a")], local_only=True)


def provoked(path: str, ask: Asker, monkeypatch: pytest.MonkeyPatch) -> Iterator[Answer]:
    """Answers at *path* to all that a reader, a keeper or a fault can do to it."""
    at = path.replace("{incident}", INCIDENT)
    first = ask(at)
    yield first
    yield ask(at, if_none_match=first.headers["etag"])
    yield ask(path.replace("{incident}", "nowhere"))
    for query in ("nonsense=1", "limit=0", "region=RU-XXX", "q=" + "x" * 9_000):
        yield ask(f"{at}?{query}")
    for method in ("HEAD", "POST", "PUT", "DELETE", "PATCH"):
        yield ask(at, method)
    yield ask(at, accept_encoding="gzip;q=0, identity;q=0")
    yield ask(at, host="rebound.example")
    with monkeypatch.context() as small:
        small.setattr(data, "MOST", 0)
        yield ask(at)
    with (
        monkeypatch.context() as private,
        offering(private, private_one()) as other,
    ):
        yield other(path.replace("{incident}", "a"))
    with monkeypatch.context() as empty, offering(empty) as other:
        yield other(at)
    with monkeypatch.context() as broken:
        broken.setattr(shelves, "shelf", None)
        yield ask(at)


def test_each_status_is_described(ask: Asker, monkeypatch: pytest.MonkeyPatch) -> None:
    """
    Whatever is done to a route, its status is one that its description has; and each that is
    described can be met, here or, where it is asked too often, at the balancer.
    """
    met = set()
    for path, methods in openapi()["paths"].items():
        described = set(methods["get"]["responses"])
        found = {str(each.status) for each in provoked(path, ask, monkeypatch)}
        assert found <= described, path
        met |= found
    balancer = (ROOT / "deploy" / "haproxy.cfg").read_text("utf-8")
    assert "deny_status 429" in balancer
    assert met | {"429"} == {"200", *STATUSES}


def test_the_code_gives_no_status_but_these() -> None:
    """Each status from 300 on that stands in the code of the routes is described."""
    given = set()
    for module in (ROOT / "strikemap" / "web").glob("*.py"):
        for node in ast.walk(ast.parse(module.read_text("utf-8"))):
            if (
                isinstance(node, ast.Call)
                and getattr(node.func, "id", getattr(node.func, "attr", "")) in ANSWERING
            ):
                stated = [*node.args, *(each.value for each in node.keywords)]
                values = [
                    part
                    for each in stated
                    for part in ast.walk(each)
                    if isinstance(part, ast.Constant)
                ]
                given |= {
                    each.value
                    for each in values
                    if isinstance(each.value, int) and 300 <= each.value < 600
                }
    assert {str(each) for each in given} <= set(STATUSES)
    assert len(given) > 8


def test_another_sites_page_may_ask_whether_it_has_it(ask: Asker) -> None:
    """A browser that asks beforehand is told that the tag may be sent, and by which methods."""
    for path in (*openapi()["paths"], "/feed.atom", "/corrections.atom"):
        told = ask(path.replace("{incident}", INCIDENT), "OPTIONS", origin="https://a.example")
        assert (told.status, told.headers["access-control-allow-origin"]) == (204, "*")
        assert "if-none-match" in told.headers["access-control-allow-headers"].lower()
        assert told.headers["access-control-allow-methods"] == told.headers["allow"]
        refused = ask(path.replace("{incident}", INCIDENT), "POST")
        assert refused.status == 405 and refused.headers["allow"] == told.headers["allow"]
