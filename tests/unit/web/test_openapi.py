"""What the description of the data routes says is what they do."""

from __future__ import annotations

from strikemap import links
from strikemap.export import FORMS
from strikemap.filters.choices import CODES
from strikemap.web.openapi import PATH, openapi
from tests.unit.export.views import SHIPPED
from tests.unit.web.asking import Asker


def test_it_names_every_route_and_no_other(ask: Asker) -> None:
    """The paths are those that the server routes, itself and the end of /api left out."""
    served = {route.path for route in ask.app.routes if route.path.startswith("/api/v1")}
    assert set(ask(PATH).json["paths"]) == served - {PATH}


def test_each_route_gives_what_is_described(ask: Asker) -> None:
    """Each is asked and answers with the status and media type that it promises."""
    for path, methods in openapi()["paths"].items():
        answer = ask(path.replace("{incident}", "2023-05-31-shebekino-shelling"))
        promised = methods["get"]["responses"]["200"]["content"]
        assert answer.status == 200
        assert answer.headers["content-type"].partition(";")[0] in promised


def test_each_key_of_a_link_is_a_parameter(ask: Asker) -> None:
    """Every key of a shared link can be asked for, and every code that is listed is taken."""
    operations = [
        each["get"] for path, each in openapi()["paths"].items() if "collections" not in path
    ]
    assert len(operations) == len(FORMS)
    for operation in operations:
        assert {each["name"] for each in operation["parameters"]} >= set(links.OURS)
    for parameter in operations[0]["parameters"]:
        schema = parameter["schema"]
        codes = schema.get("items", schema).get("enum", [])
        assert bool(codes) == (parameter["name"] in {*CODES, "basemap", "layer", "lang", "tour"})
        where = f"collection={SHIPPED[1]}&" if parameter["name"] == "tour" else ""
        for code in codes:
            assert ask(f"/api/v1/totals.json?{where}{parameter['name']}={code}").status == 200
