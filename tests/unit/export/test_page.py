"""The page that opens offline: no script, no request, and every text as text."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest

from strikemap.archived_copies import WAYBACK
from strikemap.export import export
from strikemap.export.view import View
from strikemap.filters.choices import Filters
from strikemap.links import Link
from strikemap.markup import safe
from strikemap.model import Collection
from tests.builders import build, claim, claimant, incident, occupied, source, synthetic
from tests.unit.hostile import READABLE

A = incident("a")
ALL = Link(collection="example")
COPY = f"{WAYBACK}/20230531/https://example.org/shelling"
ATTACKS = " ".join(text for text in READABLE if len(text) < 200)
TAGS = {
    "html", "head", "meta", "title", "style", "body", "h1", "h2", "p", "b", "br", "small", "a",
    "table", "tr", "th", "td", "svg", "g", "path", "text", "circle", "polygon", "ul", "li",
    "span",
}  # fmt: skip


class Tags(HTMLParser):
    """The tags of a page, and the attributes that name an address."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.addresses: list[str] = []
        self.handlers: list[str] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.addresses += [value or "" for name, value in attrs if name in ("href", "src")]
        self.handlers += [name for name, _ in attrs if name.startswith("on")]

    def handle_data(self, data: str) -> None:
        self.text += data


def opened(whole: Collection, link: Link = ALL) -> Tags:
    """The page of *link*, as a browser's parser sees it."""
    found = Tags()
    found.feed(export("html", View(whole, link)).decode("utf-8"))
    found.close()
    return found


def test_the_same_bytes_twice() -> None:
    """The same view gives the same bytes."""
    made = [build([A, occupied("b")], [claim("c", "a", "2")]) for _ in range(2)]
    assert export("html", View(made[0], ALL)) == export("html", View(made[1], ALL))


def test_it_fetches_nothing() -> None:
    """There is no script, no outside file, and a policy that forbids both."""
    page = opened(build([A, occupied("b")], [claim("c", "a", "2")]))
    content = export("html", View(build([A]), ALL)).decode("utf-8")
    assert page.tags <= TAGS and page.handlers == []
    assert "default-src 'none'" in content
    assert not re.search(r"url\(|@import|src=", content)


def test_it_says_the_totals() -> None:
    """The totals are ranges by territory, with what is unknown."""
    incidents = [A, incident("b"), occupied("o")]
    whole = build(incidents, [claim("c1", "a", "2+"), claim("c2", "o", "up to 3")])
    text = opened(whole).text
    assert "2+; unknown for 1 of 2" in text and "0–3; unknown for 0 of 1" in text
    assert "not reported; unknown for 2 of 2" in text


@pytest.mark.parametrize(
    ("place", "region", "told"),
    [
        ("Alekseyevka", "RU-BEL", "Alekseyevka, Belgorod Oblast"),
        ("Shebekino", "RU-BEL", "Shebekino, Belgorod Oblast"),
        ("Moscow", "RU-MOW", "Moscow"),
    ],
)
def test_a_place_is_told_with_its_region_once(place: str, region: str, told: str) -> None:
    """Whichever of the names comes first; a city that is its own region is said once."""
    held = opened(build([incident("a", place=place, region=region)])).text
    assert told in held and f"{told}, " not in held


def test_it_says_of_whom_a_toll_tells_where_it_does() -> None:
    """The parts of a headline figure, and none where no claim says or the reader chose one."""
    said = build([A], [claim("c", "a", "3", people="civilians")])
    assert "3 civilians" in opened(said).text
    assert "3 civilians" not in opened(build([A], [claim("c", "a", "3")])).text
    of_one = Link(collection="example", filters=Filters(who=("civilians",)))
    assert "3 civilians" not in opened(said, of_one).text


def test_it_says_the_days_with_their_precision() -> None:
    """A span stands with both its ends and as no exact day, a night as one night."""
    week = incident("a", date_start="2023-05-25", date_end="2023-05-31", time_precision="2")
    night = incident("b", date_start="2023-05-25", date_end="2023-05-26", part_of_day="night")
    text = opened(build([week, night])).text
    assert "25–31 May 2023 (day not exact)" in text
    assert "25–26 May 2023 (one night)" in text


def test_territories_are_joined_by_choice_alone() -> None:
    """Occupied Ukraine has its own line until the reader joins it to the total."""
    whole = build([A, occupied("o")])
    assert "Russian-occupied Ukraine" in opened(whole).text
    joined = opened(whole, Link(collection="example", filters=Filters(territory="together"))).text
    assert (
        "Russian territory and occupied Ukraine together" in joined
        and "unknown for 2 of 2" in joined
    )


def test_it_lists_and_cites() -> None:
    """Each incident is listed with its toll's claimant and sources; the citation is in it."""
    whole = build([A], [claim("c", "a", "~4")])
    page = opened(whole)
    assert "4 (Governor)" in page.text
    assert "A newspaper, 2023-05-31" in page.text
    assert page.addresses == ["https://example.org/shelling", COPY]
    assert whole.content_hash[:12] in page.text


def test_a_source_without_a_plain_address_is_no_link() -> None:
    """An address with a user name is shown by the publisher's name alone."""
    odd = source("paper", url="https://user@example.org/")
    assert opened(build([A], [claim("c", "a", "2")], sources=[odd])).addresses == []


def test_local_use_is_said() -> None:
    """A collection that may not be passed on says so on the page."""
    assert "forbids passing it on" in opened(build([A], local_only=True)).text


@pytest.mark.parametrize("chosen", [Filters(), Filters(text="nothing")])
def test_an_empty_view(chosen: Filters) -> None:
    """A view without incidents is a page all the same."""
    whole = build([A] if chosen.text else [])
    assert "0 incidents" in opened(whole, Link(collection="example", filters=chosen)).text


def test_many_incidents_are_cells_and_a_first_part_of_the_list(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Thousands of incidents are drawn as cells; the list says how many it leaves out."""
    monkeypatch.setattr("strikemap.export.page.LISTED", 1_000)
    page = opened(synthetic(2_100))
    assert "The first 1,000 of 2,100 incidents." in page.text
    for few in (2, 3):
        monkeypatch.setattr("strikemap.export.page.LISTED", few)
        told = opened(build([incident("a"), incident("b")])).text
        assert "The first" not in told and "2 incidents" in told
    assert "injured not reported" in page.text and "unknown for 2,100 of 2,100" in page.text


def test_hostile_data_is_text() -> None:
    """No text of the data opens a tag, is a link or an attribute, or stands there raw."""
    rows = [(f"t{at}", text) for at, text in enumerate(READABLE)]
    whole = build(
        [incident(n, title=text, summary=text, place=text, place_local=text) for n, text in rows],
        [claim(f"c{n}", n, "2", by=n, source_id=n, statement=text) for n, text in rows],
        claimants=[{**claimant(n, "russia", "russian-state", 1), "name": t} for n, t in rows],
        sources=[source(n, publisher=text, title=text) for n, text in rows],
        title=ATTACKS,
    )
    page = opened(whole)
    assert page.tags <= TAGS and page.handlers == []
    assert set(page.addresses) == {"https://example.org/shelling", COPY}
    content = export("html", View(whole, ALL)).decode("utf-8")
    for text in (*READABLE, ATTACKS):
        assert safe(text) in content
        assert text not in content or not set(text) - set("x")


def test_hostile_search_is_text() -> None:
    """A search in the link is shown in the page's title and words as text."""
    page = opened(build([A]), Link(collection="example", filters=Filters(text=ATTACKS[:200])))
    assert page.tags <= TAGS and page.handlers == [] and page.addresses == []


def symbols(html: str) -> list[tuple[float, float, int]]:
    """The middle of each disc on the page's map, and the number in it."""
    found = re.findall(
        r'<g class="symbol">.*?<circle cx="([\d.]+)" cy="([\d.]+)".*?<text [^>]*>(\d+)<', html
    )
    return [(float(x), float(y), int(count)) for x, y, count in found]


def test_incidents_at_one_point_are_one_symbol_there() -> None:
    """Three incidents at one point are a disc with a 3; nothing lies around it."""
    one = build([incident(name) for name in "abc"])
    html = export("html", View(one, ALL)).decode("utf-8")
    assert html.count('class="symbol"') == 1
    ((x, y, count),) = symbols(html)
    assert (x, y, count) == (480.0, 300.0, 3)


def test_territories_never_share_a_symbol() -> None:
    """At one and the same point Russian territory and occupied Ukraine are two symbols."""
    whole = build([A, incident("b"), occupied("o", latitude="50.4144", longitude="36.8956")])
    html = export("html", View(whole, ALL)).decode("utf-8")
    assert html.count('class="symbol"') == 2 and html.count("#0057b7") >= 1


def test_what_has_no_room_on_the_map_is_said() -> None:
    """A region that a symbol fills has no label; the page says so below the map."""
    moscow = {"latitude": "55.75", "longitude": "37.6", "region": "RU-MOW"}
    rows = [incident(f"a{at}", **moscow) for at in range(100)]
    rows += [incident("z", **moscow, geo_precision="3"), incident("far", latitude="46")]
    assert "of which only the region is known: Moscow 1." in opened(build(rows)).text


def test_each_column_of_a_page_is_headed() -> None:
    """By what stands in it."""
    page = export("html", View(build([A], [claim("c", "a", "2")]), ALL)).decode("utf-8")
    heads = re.findall(r"<th>([^<]*)</th>", page)
    for each in ("When", "What", "Where", "Killed", "Injured", "Sources"):
        assert each in heads
    assert sum(not each for each in heads) <= 1
