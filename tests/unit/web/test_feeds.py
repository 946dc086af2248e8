"""The feeds: valid, in words, with ids that stay."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import feedparser
import pytest

from strikemap import links
from strikemap.collection.first_released import first_released
from strikemap.export.subset import subset
from strikemap.filters.choices import Filters
from strikemap.filters.rows import rows_kept
from strikemap.web.feed_entries import MOST
from tests.builders import build, claim, incident
from tests.unit.collection.releasing import archive
from tests.unit.export.views import SHIPPED, shipped
from tests.unit.hostile import READABLE
from tests.unit.web.asking import Asker, offering


def parsed(ask: Asker, address: str) -> feedparser.FeedParserDict:
    """The feed at *address*, read by a kept parser that finds nothing wrong with it."""
    answer = ask(address)
    assert answer.status == 200, answer.text
    assert answer.headers["content-type"].startswith("application/atom+xml")
    found = feedparser.parse(answer.body)
    assert not found.bozo, found.get("bozo_exception")
    assert found.version == "atom10"
    for each in (found.feed, *found.entries):
        assert each.id.startswith("urn:uuid:") and each.title and each.updated_parsed
    return found


@pytest.mark.parametrize("query", ["", "region=RU-BEL", f"collection={SHIPPED[1]}&weapon=drone"])
def test_incidents_in_view(query: str, ask: Asker) -> None:
    """Each entry is an incident in view, newest first, with its toll in words and its page."""
    decoded = links.decode(query)
    whole = shipped(decoded.get("collection", SHIPPED)[0])
    link, _ = links.from_query(decoded, whole)
    found = parsed(ask, f"/feed.atom?{query}")
    titles = set(whole.incidents["title"].iloc[rows_kept(whole, link.filters)])
    assert found.entries and {" ".join(t.split()) for t in titles} >= {
        e.title for e in found.entries
    }
    updated = [(each.updated_parsed, each.published_parsed) for each in found.entries]
    assert updated == sorted(updated, reverse=True)
    assert all("Killed" in each.content[0].value for each in found.entries)
    assert all(each.content[0].type == "text/plain" for each in found.entries)
    assert all("/incident?collection=" in each.link for each in found.entries)
    assert len({each.id for each in found.entries}) == len(found.entries)


@pytest.mark.parametrize("name", ["feed", "corrections"])
def test_a_language_goes_on_to_the_pages(name: str, ask: Asker) -> None:
    """Whoever chose the language of a feed is led to pages in that language, and no one else."""
    for spoken in ("", "uk"):
        asked = f"/{name}.atom?collection={SHIPPED[1]}" + (f"&lang={spoken}" if spoken else "")
        found = parsed(ask, asked).entries
        assert found and len({each.id for each in found}) == len(found)
        for each in found:
            assert links.decode(urlsplit(each.link).query).get("lang", [""]) == [spoken]


def test_corrections_in_view(ask: Asker) -> None:
    """
    Each correction of a record in view is an entry: of which incident, by its title, what changed,
    why, where, and since when.
    """
    whole = shipped(SHIPPED[1])
    found = parsed(ask, f"/corrections.atom?collection={SHIPPED[1]}")
    assert 0 < len(found.entries) <= len(whole.corrections)
    assert all("Why: " in each.content[0].value for each in found.entries)
    incidents = set(whole.incidents["incident_id"])
    for each in found.entries:
        record = each.content[0].value.partition(": ")[0]
        told = links.decode(urlsplit(each.link).query).get("incident", [""])[0]
        claims = whole.claims[
            (whole.claims["claim_id"] == record) & (whole.claims["incident"] >= 0)
        ]
        of = whole.incidents["incident_id"].iloc[claims["incident"]].tolist()
        assert told == (record if record in incidents else of[0] if of else "")
        called = whole.incidents.set_index("incident_id")["title"].get(told, record)
        assert each.title == f"Corrected: {called}"
    narrowed = parsed(ask, f"/corrections.atom?collection={SHIPPED[1]}&region=RU-BEL")
    # The newest hundred are told: of fewer records older ones come into that number.
    ids = [each.id for each in narrowed.entries]
    assert len(ids) > 0 and ids != [each.id for each in found.entries]


def test_what_is_added_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """
    An incident that a release adds comes first, however old it is, with the day of the release; a
    later claim on another one, and a correction of a claim, bring that one up.
    """
    a, b = (incident(each, date_start="2023-05-30") for each in "ab")
    old, c = incident("old", date_start="2023-01-01"), incident("c", date_start="2023-05-29")
    said = [claim(f"{each}-1", each, "1") for each in ("a", "b", "c")]
    more = [*said, claim("b-2", "b", "2", supersedes="b-1")]
    log = [
        {"date": "2026-02-03", "record": "c-1", "what_changed": "value_min: 2 → 1", "why": "Read."}
        | {"version": "1.1.0"}
    ]
    chain = [build([a, b, c], said), build([a, b, c, old], more, corrections=log, version="1.1.0")]
    today, _ = archive(tmp_path, chain, ("2026-01-01", "2026-02-02"))
    with offering(monkeypatch, today) as ask:
        entries = parsed(ask, "/feed.atom").entries
    told = [(e.title.split()[-1], e.published[:10], e.updated[:10]) for e in entries]
    assert told == [
        ("c", "2026-01-01", "2026-02-03"),
        ("old", "2026-02-02", "2026-02-02"),
        ("b", "2026-01-01", "2026-02-02"),
        ("a", "2026-01-01", "2026-01-01"),
    ]


def test_every_shipped_addition_is_near_the_top(ask: Asker) -> None:
    """What releases after the first added is in the first part of the chronology's feed."""
    days = first_released(shipped(SHIPPED[1]))["incidents"]
    added = {name for name, day in days.items() if day > min(days.values())}
    entries = parsed(ask, f"/feed.atom?collection={SHIPPED[1]}").entries
    assert added <= {links.decode(urlsplit(each.link).query)["incident"][0] for each in entries}
    assert "2023-06-13-melitopol-railway-explosion" in added


@pytest.mark.parametrize("name", ["feed", "corrections"])
def test_parts_lead_on_to_all(name: str, ask: Asker) -> None:
    """Following `next` from the newest part meets each entry once, in order, and ends."""
    whole, address = shipped(SHIPPED[1]), f"/{name}.atom?collection={SHIPPED[1]}&lang=uk"
    ids, order = list[str](), list[Any]()
    while address:
        found = parsed(ask, address)
        leads = {each.rel: each.href for each in found.feed.links}
        assert leads["self"].endswith(address) and ("previous" in leads) == bool(ids)
        assert found.feed.language == "uk" and found.feed.author == "Учасники Strikemap"
        ids += [each.id for each in found.entries]
        order += [each.updated_parsed for each in found.entries]
        address = leads.get("next", "").removeprefix("https://strikes.example")
    rows = rows_kept(whole, Filters())
    expected = rows if name == "feed" else subset(whole, rows).rows["corrections"]
    assert len(ids) == len(set(ids)) == len(expected) > MOST
    assert order == sorted(order, reverse=True)
    assert ask(f"/{name}.atom?from=x").keys_at_fault == ["from"]


def test_corrections_of_a_day_are_by_version(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of one day's corrections those of the newest version come first, 1.10 after 1.9."""
    log = [
        {"date": "2026-02-03", "record": "a", "what_changed": each, "why": "Read.", "version": each}
        for each in ("1.9.0", "1.10.0", "1.2.0")
    ]
    with offering(monkeypatch, build([incident("a")], [], corrections=log)) as ask:
        found = parsed(ask, "/corrections.atom")
    told = [each.content[0].value.split("Since version ")[1] for each in found.entries]
    assert told == ["1.10.0.", "1.9.0.", "1.2.0."]


def test_ids_stay(monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither another host, a later version nor a corrected title changes an entry's id."""
    ids = []
    for host, title, version in (("a.example", "One", "1.0.0"), ("b.example", "Two", "1.1.0")):
        whole = build([incident("x", title=title)], [claim("c", "x", "1")])
        with offering(monkeypatch, replace(whole, version=version)) as ask:
            found = feedparser.parse(ask("/feed.atom", host=host).body)
            ids.append((found.feed.id, [each.id for each in found.entries]))
    assert ids[0] == ids[1]


def test_a_feed_outlives_the_version_of_its_link(ask: Asker) -> None:
    """A link that was copied with an older version goes on as a feed; other faults are named."""
    assert parsed(ask, "/feed.atom?v=0.9.0").entries
    assert ask("/feed.atom?region=nowhere").keys_at_fault == ["region"]


def test_hostile_text_is_text(ask_hostile: Asker) -> None:
    """Payloads in every text of the data leave a valid feed of plain text."""
    assert parsed(ask_hostile, "/feed.atom").entries
    assert parsed(ask_hostile, "/corrections.atom").entries


def test_what_xml_cannot_hold(monkeypatch: pytest.MonkeyPatch) -> None:
    """Control characters and the like, which no escape lets into XML, become spaces."""
    texts = READABLE + ("a\x00b\x0b\x1b\ufffe\uffffc",)
    whole = build([incident(f"x{at}") for at in range(len(texts))], [])
    titled = whole.incidents.assign(title=list(texts), summary=list(texts))
    with offering(monkeypatch, replace(whole, incidents=titled)) as ask:
        assert len(parsed(ask, "/feed.atom").entries) == len(texts)


def test_who_has_it_is_told_so(ask: Asker) -> None:
    """A reader that polls is told 304 until something changes."""
    first = ask("/feed.atom")
    assert ask("/feed.atom", if_none_match=first.headers["etag"]).status == 304
