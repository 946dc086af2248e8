"""What a pasted link shows: its own title, words and addresses, and never another's script."""

from __future__ import annotations

import asyncio
import html
import re
from dataclasses import replace
from html.parser import HTMLParser
from threading import Event
from urllib.parse import quote, urlencode, urljoin, urlsplit

import pytest
from streamlit.web.server.starlette.starlette_static_routes import (
    create_streamlit_static_assets_routes,
)

from strikemap import links
from strikemap.filters.in_words import filters_in_words
from strikemap.filters.rows import rows_kept
from strikemap.host.page_list import PAGES
from strikemap.languages import LANGUAGES, speaking
from strikemap.web import pages
from strikemap.web.in_words import not_all
from strikemap.web.preview import ABOUT, Preview
from tests.app.hostile import PAYLOADS
from tests.builders import build, incident
from tests.conftest import awaited
from tests.secrets import SECRET, hidden
from tests.unit.export.views import QUERIES, SHIPPED, shipped
from tests.unit.hostile import READABLE
from tests.unit.web.asking import INDEX, Asker, offering

INCIDENT = "2023-05-31-shebekino-shelling"


class Head(HTMLParser):
    """The title, metas, links and scripts of a page, as a browser reads them."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.metas: dict[str, str] = {}
        self.links: list[dict[str, str | None]] = []
        self.tags: list[str] = []
        self.handlers: list[str] = []
        self.title, self.lang, self._in_title = "", "", False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        of = dict(attrs)
        self.tags.append(tag)
        self.handlers += [name for name in of if name.startswith("on")]
        self._in_title = tag == "title"
        if tag == "html":
            self.lang = of.get("lang") or ""
        if tag == "meta":
            self.metas[str(of.get("property") or of.get("name"))] = of.get("content") or ""
        if tag == "link":
            self.links.append(of)

    def handle_data(self, data: str) -> None:
        self.title += data if self._in_title else ""

    def handle_endtag(self, tag: str) -> None:
        self._in_title = False


@pytest.mark.parametrize("query", ["", "region=RU-BEL&weapon=drone", "as_of=2023-05-31&q=drone"])
def test_the_head_says_what_is_in_view(query: str, ask: Asker) -> None:
    """Title and description hold the filter in words and the totals, with what is unknown."""
    whole = shipped(SHIPPED[0])
    link, _ = links.from_query(links.decode(query), whole)
    head = Head(ask(f"/?{query}").text)
    assert filters_in_words(link.filters, whole) in head.title
    assert head.title == head.metas["og:title"] == head.metas["twitter:title"]
    told = head.metas["description"]
    assert told == head.metas["og:description"]
    count = len(rows_kept(whole, link.filters))
    assert told.startswith(f"{count} incident") and "not all strikes" in told
    assert head.lang == "en" and "Streamlit" not in head.title


@pytest.mark.parametrize("spoken", LANGUAGES)
@pytest.mark.parametrize(
    "query",
    [
        *(f"collection={name}&{each}" for name in SHIPPED for each in QUERIES),
        f"collection={SHIPPED[0]}&compare={SHIPPED[1]}",
        f"collection={SHIPPED[1]}&compare=2023-06-01,2023-06-20&dates=2023-05-01&dates=2023-05-20",
        f"collection={SHIPPED[1]}&v=1.2.0",
    ],
)
def test_what_is_told_is_told_whole(query: str, spoken: str, ask: Asker) -> None:
    """However many figures there are, that these are not all strikes is said to its end."""
    told = Head(ask(f"/compare?{query}&lang={spoken}").text).metas["description"]
    with speaking(spoken):
        assert not_all() in told and "…" not in told


def test_a_long_title_counts_its_choices(ask: Asker) -> None:
    """Of many regions the rest is counted; as of which day, by whose word is not what is cut."""
    regions = "&region=".join(("RU-BEL", "RU-BRY", "RU-KRS", "RU-MOW", "UA-09", "UA-14", "UA-43"))
    asked = f"/?collection={SHIPPED[1]}&region={regions}&side=russia&as_of=2023-06-10"
    title = Head(ask(asked).text).title
    assert "others, 1 May – 30 June 2023, tolls by the word of Russia’s side" in title
    assert title.endswith("as published by 10 June 2023")


def test_an_old_version_is_said_to_be_one(ask: Asker) -> None:
    """A link to what was cited shows its numbers, and begins with the version that has them."""
    for query in ("", f"&incident={INCIDENT}"):
        old, today = (
            Head(ask(f"/?v={version}{query}").text).metas["description"]
            for version in ("1.0.0", shipped(SHIPPED[0]).version)
        )
        assert old.startswith("Version 1.0.0 of the data, not today’s. ")
        assert "not today" not in today


def test_unknown_is_told_and_never_zero(ask: Asker) -> None:
    """Where nobody gives a toll the words say so; a sum says for how many it is unknown."""
    told = Head(ask("/").text).metas["description"]
    assert "killed 1, unknown for 5 of 6" in told and "Russian-occupied Ukraine" in told
    told = Head(ask(f"/incident?incident={INCIDENT}").text).metas["description"]
    assert "Killed: not reported." in told and "Injured: 4, according to CNN" in told


def test_an_incident_has_its_own_head(ask: Asker) -> None:
    """A link that names an incident shows its title, day and place, on every page."""
    for address in ("", "incident"):
        head = Head(ask(f"/{address}?incident={INCIDENT}").text)
        assert head.title == "Shelling of Shebekino – Strikemap"
        assert "31 May 2023, Shebekino, Belgorod Oblast." in head.metas["description"]


@pytest.mark.by_day(2, "an address is made of a page’s name by one function for all of them")
@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.address or "map")
def test_addresses_lead_to_the_same_view(page: pages.PageEntry, ask: Asker) -> None:
    """The canonical address is the page's own without trackers; each alternate answers."""
    asked = f"/{page.address}?region=RU-BEL&utm_source=x&collection={SHIPPED[1]}"
    head = Head(ask(asked).text)
    canonical = next(each["href"] for each in head.links if each["rel"] == "canonical")
    assert (
        canonical == f"https://strikes.example/{page.address}?collection={SHIPPED[1]}&region=RU-BEL"
    )
    assert canonical == head.metas["og:url"]
    again = Head(ask(canonical.removeprefix("https://strikes.example")).text)
    assert (again.title, again.metas) == (head.title, head.metas)
    picture = urlsplit(head.metas["og:image"])
    assert ask(f"{picture.path}?{picture.query}").headers["content-type"] == "image/png"
    alternates = [each for each in head.links if each["rel"] == "alternate"]
    assert {"application/atom+xml", "text/csv", "application/geo+json"} <= {
        each["type"] for each in alternates
    }
    for each in alternates:
        place = urlsplit(each["href"])
        answer = ask(f"{place.path}?{place.query}")
        assert answer.status == 200 and answer.headers["content-type"].startswith(str(each["type"]))


@pytest.mark.parametrize(
    ("compare", "called"),
    [
        (SHIPPED[1], [shipped(name).title for name in SHIPPED]),
        (
            "2023-05-30,2023-05-30",
            ["Drone strikes, 31 May 2023", "Drone strikes, 30 May 2023"],
        ),
    ],
)
def test_a_comparison_names_both_sides(compare: str, called: list[str], ask: Asker) -> None:
    """Title and words are of both; picture, data and feeds of the first, and each answers."""
    asked = f"weapon=drone&dates=2023-05-31&dates=2023-05-31&compare={compare}"
    head = Head(ask(f"/compare?{asked}").text)
    told = head.metas["description"]
    for each in called:
        assert each in head.title and each in told
    assert told.count("Russian territory:") == 2 and "not all strikes" in told
    assert head.metas["og:image:alt"] == "Drone strikes, 31 May 2023"
    assert f"compare={compare}" in head.metas["og:url"]
    addresses = [str(each["href"]) for each in head.links if each["rel"] == "alternate"]
    for address in (*addresses, head.metas["og:image"]):
        place = urlsplit(address)
        assert "compare" not in place.query and ask(f"{place.path}?{place.query}").status == 200


@pytest.mark.parametrize("page", ["", "casualties", "incidents", "your_data"])
def test_another_page_of_the_same_link_compares_nothing(page: str, ask: Asker) -> None:
    """What it is compared with stays in the address and is told on its own page alone."""
    asked = "dates=2023-05-31&dates=2023-05-31"
    one, other = (
        Head(ask(f"/{page}?{query}").text)
        for query in (asked, f"{asked}&compare=2023-05-30,2023-05-30")
    )
    assert one.title == other.title
    assert one.metas["description"] == other.metas["description"]


@pytest.mark.parametrize("compare", ["no-such", "2020-01-01,2020-02-01", SHIPPED[0]])
def test_a_comparison_that_cannot_be_shown_is_said(compare: str, ask: Asker) -> None:
    """Where the other side can't be had the words begin with it, as with whatever is left out."""
    told = Head(ask(f"/compare?compare={compare}").text).metas["description"]
    assert told.startswith("Part of this link could not be read. 7 incidents.")


def test_a_comparison_with_what_may_not_be_passed_on(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of the other side, too, no word is told where its licence forbids it."""
    secret = replace(build([incident("a")], local_only=True), title="Not for others")
    with offering(monkeypatch, shipped(SHIPPED[0]), secret) as ask:
        head = Head(ask(f"/compare?compare={secret.name}").text)
    assert "Not for others" not in head.title + head.metas["description"]
    assert head.metas["description"] == ABOUT


def test_a_feed_goes_on(ask: Asker) -> None:
    """On an old version's page the feeds are those of the view, whatever version is next."""
    head = Head(ask("/?v=1.0.0&weapon=drone").text)
    assert "v=1.0.0" in head.metas["og:url"]
    feeds = [each["href"] for each in head.links if each.get("type") == "application/atom+xml"]
    assert feeds == [
        f"https://strikes.example/{name}.atom?weapon=drone" for name in ("feed", "corrections")
    ]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.address or "map")
def test_hostile_data_stays_text(page: pages.PageEntry, ask_hostile: Asker) -> None:
    """Payloads in titles, names and claims add no element to the head and no handler to any."""
    plain = Head(INDEX.read_text("utf-8"))
    for query in ("", f"?incident={INCIDENT}"):
        head = Head(ask_hostile(f"/{page.address}{query}").text)
        assert head.handlers == []
        assert [each for each in head.tags if each == "script"] == ["script"] * plain.tags.count(
            "script"
        )
        assert set(head.tags) <= set(plain.tags) | {"h1", "ul", "li"}


@pytest.mark.by_day(8, "what is shown is escaped by one function, whatever it is")
@pytest.mark.parametrize("text", [*PAYLOADS, *READABLE], ids=range(len(PAYLOADS + READABLE)))
def test_hostile_queries_stay_text(text: str, ask: Asker) -> None:
    """Whatever stands in a query, the page comes, and nothing in it runs or leads elsewhere."""
    plain = Head(INDEX.read_text("utf-8"))
    for query in (urlencode({"q": text}), urlencode({text: text}), urlencode({"incident": text})):
        answer = ask(f"/?{query}")
        assert answer.status == 200
        head = Head(answer.text)
        assert head.handlers == [] and head.tags.count("script") == plain.tags.count("script")
        assert all(
            each["href"].startswith(("./", "https://strikes.example/", "/api/"))
            for each in head.links
            if each.get("href")
        )


@pytest.mark.parametrize(
    "host", ['x"><script>', "two words", "evil.example/x?", "", "e\xe9", "a@b"]
)
def test_a_forged_host_is_not_repeated(host: str, ask: Asker) -> None:
    """A host's name that is none is left out; with one configured only that is written."""
    text = ask("/", host=host).text
    assert "og:url" not in text and (not host or host not in text)


def test_the_configured_address_counts(ask: Asker, monkeypatch: pytest.MonkeyPatch) -> None:
    """With a public address configured, no head names another."""
    monkeypatch.setenv("STRIKEMAP_BASE_URL", "https://public.example/")
    text = ask("/", host="other.example").text
    assert "other.example" not in text and Head(text).metas["og:url"] == "https://public.example/"


def test_a_page_comes_without_its_preview(
    ask: Asker, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """
    A preview that fails, or takes long, does not take the page with it; the log says where it
    failed, and nothing of what was asked.
    """

    def fail(*_: object) -> None:
        raise RuntimeError(SECRET) from hidden()

    monkeypatch.setattr(pages, "preview", fail)
    assert Head(ask(f"/?q={SECRET}").text).metas["description"] == ABOUT
    assert "RuntimeError" in caplog.text and SECRET not in caplog.text
    ask("/casualties")
    assert "no preview of the map" in caplog.text and "no preview of casualties" in caplog.text
    monkeypatch.setattr(pages, "PATIENCE", 0.01)
    answered, was_late = Event(), Event()

    def late(*_: object) -> None:
        if not answered.wait(60):
            was_late.set()

    monkeypatch.setattr(pages, "preview", late)
    assert ask("/").status == 200 and not was_late.is_set()
    answered.set()


@pytest.mark.parametrize(
    ("agent", "is_robot"),
    [
        ("facebookexternalhit/1.1", True),
        ("TelegramBot (like TwitterBot)", True),
        ("Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)", True),
        ("WhatsApp/2.23.20.0", True),
        ("Mozilla/5.0 (compatible; Discordbot/2.0; +https://discordapp.com)", True),
        ("Mozilla/5.0 (Macintosh) AppleWebKit/601 facebookexternalhit/1.1 Twitterbot/1.0", True),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0", False),
        ("Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/142.0 Safari/537.36", False),
        ("", False),
    ],
)
def test_who_shows_links_waits_for_their_words(
    agent: str, is_robot: bool, ask: Asker, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A chat's robot asks once and is given the view's own words; a reader's page does not wait."""
    make, go = pages.preview, Event()

    def slow(*given: object) -> Preview:
        go.wait(0.2 if is_robot else 60)
        return make(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(pages, "preview", slow)
    monkeypatch.setattr(pages, "PATIENCE", 0.01)
    monkeypatch.setattr(pages, "PATIENCE_OF_ROBOTS", 60.0)
    told = Head(ask("/", user_agent=agent).text).metas["description"]
    go.set()
    assert (told != ABOUT) == is_robot


def test_fifty_at_once(ask: Asker) -> None:
    """Pages asked for together all come, with or without their own words."""

    async def crowd() -> list[int]:
        found = await asyncio.gather(*(ask.answer("/?q=drone") for _ in range(50)))
        return [each.status for each in found]

    assert set(awaited(crowd())) == {200}


def test_it_is_sent_once(ask: Asker) -> None:
    """The page has a tag, goes compressed, and is not sent again to who has it."""
    first = ask("/", accept_encoding="gzip")
    assert first.headers["content-encoding"] == "gzip"
    assert ask("/", if_none_match=first.headers["etag"]).status == 304


@pytest.fixture
def ask_beside_streamlit(ask: Asker) -> Asker:
    """The server with Streamlit's own files behind it, and the page that it falls back on."""
    ask.app.router.routes.extend(create_streamlit_static_assets_routes(None))
    return ask


NO_PAGE = ("nope", "INCIDENTS", "casualty", "x/y", "x/y/z", "incidents/x", "nope.html", "a.b", "_x",
           "static/js/nope.js", "x/static/js/index.js", "~/x", "карта/x")  # fmt: skip


@pytest.mark.parametrize("name", NO_PAGE, ids=range(len(NO_PAGE)))
def test_no_page_is_titled_by_others(name: str, ask_beside_streamlit: Asker) -> None:
    """
    What is no page is answered as such, with Strikemap's name in its head, in the reader's language
    where a reader asks, and with a link to the view: Streamlit's page would speak English or stay
    blank.
    """
    asked = f"/{quote(name)}"
    query = urlencode({"weapon": "drone", "q": '"><script>'})
    answer = ask_beside_streamlit(f"/{name}?{query}", accept_language="uk", accept_encoding="gzip")
    assert answer.status == 404 and answer.headers["cache-control"] == "no-store"
    head = Head(answer.text)
    assert "Strikemap" in head.title and "Streamlit" not in head.title
    assert head.lang == ("en" if name.startswith("static/") else "uk")
    assert "content-security-policy" in answer.headers
    if not name.startswith("static/"):
        assert "script" not in head.tags
        (link,) = re.findall(r'<a href="([^"]+)"', answer.text)
        whole = urljoin(f"https://strikes.example{asked}", html.unescape(link))
        assert whole == f"https://strikes.example/?{query}"


def test_streamlits_own_files_are_as_they_were(ask_beside_streamlit: Asker) -> None:
    """What Streamlit has is given, and the name of its page's file leads to the page itself."""
    assert ask_beside_streamlit("/favicon.png").headers["content-type"] == "image/png"
    assert ask_beside_streamlit("/manifest.json").status == 200
    moved = ask_beside_streamlit("/index.html?weapon=drone")
    assert (moved.status, moved.headers["location"]) == (301, "./?weapon=drone")
