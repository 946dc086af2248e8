"""The view as data: the page's own bytes, told apart, refused in words, open to any page."""

from __future__ import annotations

import asyncio
import gc
import re
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from types import SimpleNamespace
from typing import IO
from urllib.parse import urlencode, urljoin, urlsplit

import pytest

from strikemap import links, translations
from strikemap.collection import versions
from strikemap.export import FORMS, export
from strikemap.export.view import View
from strikemap.host import prepared_exports
from strikemap.host.memory_budget import Budget
from strikemap.host.pictures import Pictures
from strikemap.model import Collection
from strikemap.side_files import SideFile
from strikemap.web import data
from strikemap.web.data import path_of
from tests.builders import build, claim, incident, synthetic
from tests.conftest import awaited
from tests.secrets import SECRET, hidden
from tests.unit.export.views import QUERIES, SHIPPED, shipped
from tests.unit.hostile import READABLE
from tests.unit.web.asking import Asker, offering

INCIDENT = "2023-05-31-shebekino-shelling"
PLAIN = [form for form in FORMS if form != "incident"]


@pytest.mark.by_day(21, "each form and each query is among those of the day")
@pytest.mark.parametrize("form", [form for form in PLAIN if not FORMS[form].is_picture])
@pytest.mark.parametrize("query", QUERIES)
def test_it_is_what_the_page_exports(form: str, query: str, ask: Asker) -> None:
    """Each form of each view is byte for byte the export of page and command line."""
    whole = shipped(SHIPPED[0])
    link, notices = links.from_query(links.decode(query), whole)
    answer = ask(f"{path_of(FORMS[form])}?{query}")
    if notices:
        assert answer.status == 400
        return
    assert answer.status == 200
    assert answer.body == export(form, View(whole, link))
    assert int(answer.headers["content-length"]) == len(answer.body)
    assert answer.headers["access-control-allow-origin"] == "*"


@pytest.mark.parametrize("form", ["png", "svg"])
def test_pictures_are_what_the_page_exports(form: str, ask: Asker) -> None:
    """A picture too is byte for byte the page's, and is shown, not offered as a file."""
    whole = shipped(SHIPPED[0])
    link, _ = links.from_query(links.decode("weapon=drone"), whole)
    answer = ask(f"{path_of(FORMS[form])}?weapon=drone")
    assert answer.body == export(form, View(whole, link))
    assert answer.headers["content-disposition"].startswith("inline; ")
    assert "sandbox" in answer.headers["content-security-policy"]


@cache
def _first_version() -> Collection:
    return links.of_version({"v": ["1.0.0"]}, shipped(SHIPPED[0]), versions.read)[0]


@pytest.mark.parametrize("form", FORMS)
def test_each_answer_says_version_and_hash(
    form: str, ask: Asker, monkeypatch: pytest.MonkeyPatch
) -> None:
    """
    Whatever is asked for, headers that any page may read name the file by version and hash, and
    lead to the page of the very view, from behind any path.
    """
    # What is drawn is another test's matter.
    monkeypatch.setattr(data, "PICTURES", SimpleNamespace(picture=lambda *_: b""))
    path = path_of(FORMS[form]).replace("{incident}", INCIDENT)
    today = shipped(SHIPPED[0])
    old = _first_version()
    for asked, whole in (("", today), ("v=1.0.0&", old)):
        told = ask(f"{path}?{asked}weapon=artillery").headers
        digits = whole.content_hash[: versions.SHOWN_HASH]
        assert f"-{whole.version}-{digits}" in told["content-disposition"]
        place = re.fullmatch(r'<([^<>]+)>; rel="cite-as"', told["link"])
        readable = told["access-control-expose-headers"].lower().split(", ")
        assert place and {"link", "content-disposition"} <= set(readable)
        page = urlsplit(urljoin(f"https://strikes.example/below/it{path}", place[1]))
        assert page.path == "/below/it/"
        query = links.decode(page.query)
        assert (query["v"], query["sha256"]) == ([whole.version], [digits])
        assert query["weapon"] == ["artillery"]


def test_a_strange_version_stays_in_its_header(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever a collection's version is, its answers come, and no header ends early."""
    for version in ('1"; filename="x', "1\r\nX-Own: y", "версия 1", "1" * 900):
        with offering(monkeypatch, build([incident("a")], version=version)) as ask:
            told = ask("/api/v1/incidents.csv")
            assert told.status == 200 and "x-own" not in told.headers
            name = re.fullmatch(
                r'attachment; filename="([\w.+-]+)"', told.headers["content-disposition"]
            )
            assert name and len(name[1]) < 255
            assert set("\r\n") & set("".join(told.headers.values())) == set()


def test_a_picture_that_fails_says_so(
    ask: Asker, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """
    A picture that can't be drawn, or not now, takes nothing with it, and its page comes; the log
    says where it failed, and nothing of what was asked.
    """

    def fail(*_: object) -> bytes:
        raise RuntimeError(SECRET) from hidden()

    monkeypatch.setattr(data, "PICTURES", Pictures(at_most=0.0, a_second=0.0))
    assert ask("/api/v1/picture.png?q=busy").status == 503
    monkeypatch.setattr(data, "PICTURES", SimpleNamespace(picture=fail))
    assert ask(f"/api/v1/picture.png?q={SECRET}").status == 500
    assert "RuntimeError" in caplog.text and SECRET not in caplog.text
    assert ask("/").status == 200 and ask("/api/v1/incidents.csv").status == 200


def test_an_incident_with_all_that_was_said(ask: Asker) -> None:
    """Its address holds its id; it comes with its claims and who said them, and no others."""
    answer = ask(f"/api/v1/incident/{INCIDENT}.json")
    assert answer.json["incident"]["incident_id"] == INCIDENT
    assert {each["incident_id"] for each in answer.json["claims"]} == {INCIDENT}
    said_by = {each["claimant_id"] for each in answer.json["claims"]}
    assert said_by <= {each["claimant_id"] for each in answer.json["claimants"]}
    assert answer.json["incident"]["killed_low"] is None
    assert ask("/api/v1/incident/nowhere.json").status == 404
    assert ask(f"/api/v1/incident/{INCIDENT}.json?incident={INCIDENT}").status == 200
    for query in ("incident=2023-05-30-moscow-drone-attack", "from=2", "limit=2"):
        refused = ask(f"/api/v1/incident/{INCIDENT}.json?{query}")
        assert refused.status == 400 and refused.keys_at_fault == [query.partition("=")[0]]


@pytest.mark.parametrize("form", ["json", "claims-json"])
def test_pages_add_up(form: str, ask: Asker) -> None:
    """Following `next` from a first part gives each record of the whole once, in its order."""
    name = "incidents" if form == "json" else "claims"
    path = path_of(FORMS[form])
    query = f"?collection={SHIPPED[1]}&region=RU-BEL"
    whole = ask(f"{path}{query}&limit=all").json
    most = whole["count"] // 3
    listed, more = [], f"{query}&limit={most}"
    while more:
        part = ask(path + more).json
        assert part["count"] == whole["count"] and len(part[name]) <= most
        listed += part[name]
        more = part["next"]
    assert listed == whole[name] and len(listed) == whole["count"] > 14
    assert ask(f"{path}?from=999999").json[name] == []


BAD = {
    "region=RU-XXX": "region",
    "nonsense=1": "nonsense",
    "dates=yesterday": "dates",
    "dates=1999-01-01&dates=1999-02-01": "dates",
    "collection=elsewhere": "collection",
    "incident=nowhere": "incident",
    "as_of=x": "as_of",
    "q=" + "x" * 300: "q",
    "view=1,2": "view",
    "v=0.0.1": "v",
    "v=9": "v",
    "sha256=00000000": "sha256",
    "compare=nowhere": "compare",
    "compare=2023-05-22,2023-05-28": "compare",
    f"compare={SHIPPED[1]}": "compare",
    "compare=2023-05-31,2023-05-01": "compare",
    "region=RU-BEL&region=all": "region",
    "limit=0": "limit",
    "limit=-1": "limit",
    "limit=1&limit=2": "limit",
    "from=1.5": "from",
    "from=٣": "from",
    "territory=moon": "territory",
    "incident=a&incident=b": "incident",
    "tour=abridged": "tour",
    "stop=1": "stop",
    "stop=2&tour=abridged": "tour",
    "q=%FF": "q",
    "": None,
}


@pytest.mark.parametrize("query", [each for each in BAD if each])
def test_what_is_wrong_is_named(query: str, ask: Asker) -> None:
    """A query of which anything can't be given is answered with 400 and the key, never in half."""
    answer = ask(f"/api/v1/incidents.json?weapon=drone&{query}")
    assert answer.status == 400
    assert BAD[query] in answer.keys_at_fault
    assert answer.headers["cache-control"] == "no-store"


@pytest.mark.parametrize("form", PLAIN)
def test_paging_is_for_lists(form: str, ask: Asker) -> None:
    """A form that does not come in parts says so, and does not leave `limit` unheard."""
    answer = ask(f"{path_of(FORMS[form])}?limit=2")
    assert (answer.status == 200) == FORMS[form].is_paged
    assert answer.status == 200 or answer.keys_at_fault == ["limit"]


@pytest.mark.by_day(14, "test_what_is_wrong_is_named has every key with values that it can't have")
@pytest.mark.parametrize("text", READABLE, ids=range(len(READABLE)))
def test_no_query_breaks_it(text: str, ask: Asker) -> None:
    """Whatever is asked, the answer is JSON that says what is wrong, or the view."""
    for query in (urlencode({"region": text}), urlencode({text: text}), urlencode({"q": text})):
        answer = ask(f"/api/v1/totals.json?{query}")
        assert answer.status in (200, 400, 414)
        assert answer.json


def test_a_cited_version_is_answered_with_its_own_numbers(ask: Asker) -> None:
    """`v` opens the version that was cited; each answer says of which version it is."""
    today = ask("/api/v1/totals.json").json
    old = ask("/api/v1/totals.json?v=1.0.0").json
    assert old["version"] == "1.0.0" != today["version"]
    assert old["content_sha256"] != today["content_sha256"]
    assert "v=1.0.0" in old["query"]
    assert ask(f"/api/v1/totals.json?{old['query']}").json == old


def test_a_tour_changes_nothing_in_view(ask: Asker) -> None:
    """A link copied on the tour gives what its filters show, as the page does at that stop."""
    of = f"collection={SHIPPED[1]}&weapon=drone"
    plain = ask(f"/api/v1/incidents.csv?{of}")
    toured = ask(f"/api/v1/incidents.csv?{of}&tour=guided&stop=2")
    assert plain.status == toured.status == 200 and plain.body == toured.body
    told = ask(f"/api/v1/totals.json?{of}&tour=guided&stop=2").json
    assert "tour=guided&stop=2" in told["query"]


@pytest.mark.parametrize("path", ["/api/v1/collections.json", "/api/v1/openapi.json"])
def test_what_takes_no_key_says_so(path: str, ask: Asker) -> None:
    """What is the same for every query names the key that it would not hear, and no tracker's."""
    assert ask(f"{path}?region=RU-BEL").keys_at_fault == ["region"]
    assert ask(f"{path}?utm_source=x").status == 200


def test_a_collection_without_a_tour(monkeypatch: pytest.MonkeyPatch) -> None:
    """A tour, or a stop of it, that is not there is asked for in vain, and that is said."""
    with offering(monkeypatch, build([incident("a")])) as ask:
        assert ask("/api/v1/incidents.csv?tour=guided").keys_at_fault == ["tour"]
    with offering(monkeypatch, shipped(SHIPPED[1])) as ask:
        for stop in ("99", "0", "x"):
            asked = ask(f"/api/v1/incidents.csv?tour=guided&stop={stop}")
            assert (asked.status, asked.keys_at_fault) == (400, ["stop"])


def test_trackers_are_passed_over(ask: Asker) -> None:
    """What trackers and Streamlit put into an address changes nothing."""
    plain, tracked = (ask(f"/api/v1/incidents.csv{q}") for q in ("", "?utm_source=x&embed=true"))
    assert plain.body == tracked.body and plain.headers["etag"] == tracked.headers["etag"]


def test_who_has_it_is_told_so(ask: Asker) -> None:
    """An answer's tag, sent back, gives 304 and nothing more; another view has another tag."""
    first = ask("/api/v1/incidents.geojson?weapon=drone")
    again = ask("/api/v1/incidents.geojson?weapon=drone", if_none_match=first.headers["etag"])
    assert (again.status, again.body) == (304, b"")
    assert again.headers["etag"] == first.headers["etag"]
    assert again.headers["vary"] == "Accept-Encoding"
    other = ask("/api/v1/incidents.geojson", if_none_match=first.headers["etag"])
    assert other.status == 200


def test_every_route_tells_who_has_it(ask: Asker) -> None:
    """Each route's answer has a tag that gives 304 when it is sent back, health alone has none."""
    asked = 0
    for route in ask.app.routes:
        address = str(getattr(route, "path", "")).replace("{incident}", INCIDENT)
        answer = ask(address) if address and address != "/healthz" else None
        if answer is not None and answer.status == 200:
            tag = answer.headers["etag"]
            again = ask(address, if_none_match=f'"another", {tag}')
            assert (again.status, again.body, again.headers["etag"]) == (304, b"", tag), address
            asked += 1
    assert asked > len(FORMS) + 10


def test_a_tag_changes_with_what_it_is_of(monkeypatch: pytest.MonkeyPatch) -> None:
    """A changed title, claim or licence gives another tag, although the version is the same."""
    tags = []
    for cells, said in (({}, "1"), ({"title": "Another title"}, "1"), ({}, "2")):
        whole = build([incident("a", **cells)], [claim("c", "a", said)])
        with offering(monkeypatch, whole) as ask:
            tags.append(ask("/api/v1/incidents.csv").headers["etag"])
    assert len(set(tags)) == 3


def test_a_tag_changes_with_translations(monkeypatch: pytest.MonkeyPatch) -> None:
    """
    A translation that is added or corrected gives feed and data another tag, and the same bytes
    the same one, whenever they were read: replicas agree.
    """
    whole = build([incident("a")])
    header, row = ",".join(translations.COLUMNS), "a,title,ru,{},me,,{}"
    original = translations.digest(str(whole.incidents["title"].iloc[0]))
    tags, titles = [], []
    for text in (None, "Обстрел", "Удар", "Обстрел"):
        told = f"{header}\n{row.format(text, original)}\n".encode()
        beside = {translations.FILE: SideFile.of(told)} if text else {}
        with offering(monkeypatch, replace(whole, beside=beside)) as ask:
            feed = ask("/feed.atom?lang=ru")
            tags.append((feed.headers["etag"], ask("/api/v1/incidents.csv").headers["etag"]))
            titles.append(next(each for each in (text, "Shelling") if each and each in feed.text))
    assert titles == ["Shelling", "Обстрел", "Удар", "Обстрел"]
    assert [len(set(each)) for each in zip(*tags, strict=True)] == [3, 3]
    assert tags[1] == tags[3]


def test_what_may_not_be_passed_on_is_not(monkeypatch: pytest.MonkeyPatch) -> None:
    """A collection for local use is refused in every form, and the answer says why."""
    with offering(monkeypatch, build([incident("a")], local_only=True)) as ask:
        for form in PLAIN:
            answer = ask(path_of(FORMS[form]))
            assert answer.status == 403 and "licence" in answer.text
        assert ask("/api/v1/incident/a.json").status == 403
        assert ask("/feed.atom").status == ask("/corrections.atom").status == 403
        (told,) = ask("/api/v1/collections.json").json["collections"]
        assert told["may_be_passed_on"] is False
        assert "strikes.example/incident?" not in ask("/sitemap.xml").text
        assert "Shelling" not in ask("/?incident=a").text


def test_too_much_is_refused_with_what_to_do(ask: Asker, monkeypatch: pytest.MonkeyPatch) -> None:
    """Beyond the host's limit the answer says how to have it: in parts, or by which command."""
    monkeypatch.setattr(data, "MOST", 3)
    assert "python -m strikemap export" in ask("/api/v1/incidents.csv").text
    assert ask("/api/v1/incidents.csv").status == 413
    assert "limit=" in ask("/api/v1/incidents.json").text
    assert ask("/api/v1/incidents.json?limit=3").status == 200
    assert ask("/api/v1/totals.json").status == 200
    assert prepared_exports.MOST > 3


def test_an_answer_stands_in_the_host_s_budget(ask: Asker, monkeypatch: pytest.MonkeyPatch) -> None:
    """It takes room until it has been sent; where there is none that is said, and none is taken."""
    size = len(ask("/api/v1/incidents.csv").body)
    budget = Budget(size)
    monkeypatch.setattr(data, "BUDGET", budget)
    taken: list[int] = []
    chunks = data._chunks

    def watched(file: IO[bytes]) -> Iterator[bytes]:
        taken.append(budget.taken)
        yield from chunks(file)

    monkeypatch.setattr(data, "_chunks", watched)
    assert ask("/api/v1/incidents.csv").status == 200
    gc.collect()
    assert (taken, budget.taken) == ([size], 0)
    budget.most -= 1
    assert ask("/api/v1/incidents.csv").status == 503
    gc.collect()
    assert budget.taken == 0


def test_a_busy_host_refuses_at_once(ask: Asker) -> None:
    """When more is asked than there is room for, the rest is told to come again, not kept."""

    async def crowd() -> list[int]:
        many = [ask.answer(f"/api/v1/package.zip?q={n}") for n in range(60)]
        return [each.status for each in await asyncio.gather(*many)]

    statuses = awaited(crowd())
    assert set(statuses) == {200, 503}
    assert statuses.count(200) >= data.AT_ONCE + data.WAITING
    assert ask("/api/v1/package.zip").status == 200


@pytest.mark.parametrize("path", ["/api", "/api/", "/api/v1", "/api/v2/x.csv", "/api/v1/../data"])
def test_what_is_not_there_is_404(path: str, ask: Asker) -> None:
    """No address below /api answers with the page: a program would take that for data."""
    answer = ask(path)
    assert answer.status == 404 and b"<html" not in answer.body


def test_only_reading(ask: Asker) -> None:
    """Nothing can be sent to the data routes."""
    assert {ask("/api/v1/incidents.csv", m).status for m in ("POST", "PUT", "DELETE")} == {405}


def test_a_full_disk_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """An answer too large for memory that finds no room on the disk is 503; others are given."""
    monkeypatch.setattr(data, "_IN_MEMORY", 2**16)
    with offering(monkeypatch, synthetic(200)) as ask:
        assert len(ask("/api/v1/incidents.json?limit=all").body) > data._IN_MEMORY
        monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "missing"))
        refused = ask("/api/v1/incidents.json?limit=all")
        assert (refused.status, "disk has no room" in refused.text) == (503, True)
        assert ask("/api/v1/incidents.json?limit=5").status == 200
