"""A shared link says the whole view, and no link can break the page."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from strikemap import links
from strikemap.collection import versions
from strikemap.collection.versions import Release, Unavailable
from strikemap.filters.choices import Filters
from strikemap.languages import LANGUAGES
from strikemap.links import Link, View
from strikemap.model import Collection
from strikemap.side_files import of_folder
from tests.builders import build, incident, occupied
from tests.unit.hostile import PAYLOADS
from tests.unit.strategies import filters_of

WITH_A_TOUR = Path(__file__).parents[2] / "data" / "chronology-2023-05-06"


@lru_cache(maxsize=1)
def whole() -> Collection:
    return replace(
        build([incident("a"), occupied("b"), incident("w", status="withdrawn")]),
        folder=WITH_A_TOUR,
        beside=of_folder(WITH_A_TOUR),
    )


def told(query: str) -> tuple[Link, tuple[str, ...]]:
    return links.from_query(links.decode(query), whole())


def test_the_keys_are_the_designs() -> None:
    """The keys of a URL, on which others' links rest, are those that were promised."""
    assert set(links.OURS) >= {
        "collection", "dates", "event", "weapon", "target", "region", "territory", "claimant",
        "side", "casualties", "evidence", "responsibility", "q", "as_of", "incident", "view",
        "basemap", "compare", "tour", "stop", "v", "sha256",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("query", "field", "value"),
    [
        ("incident=a", "incident", "a"),
        ("incident=w", "incident", "w"),
        ("basemap=osm", "basemap", "osm"),
        ("view=50.5,36.5,7.5", "view", View(50.5, 36.5, 7.5)),
        ("view=85,180,18", "view", View(85.0, 180.0, 18.0)),
        ("view=-85,-180,2", "view", View(-85.0, -180.0, 2.0)),
        ("tour=guided&stop=3", "stop", 3),
        ("tour=guided", "tour", "guided"),
        ("v=1.0.0", "version", "1.0.0"),
        ("sha256=0123abcd", "sha256", "0123abcd"),
        ("?weapon=drone", "filters", Filters(weapons=("drone",))),
        ("", "filters", Filters()),
        ("utm_source=x&fbclid=y&gclid=z", "filters", Filters()),
        ("incident=all&basemap=all&view=all", "incident", ""),
    ],
)
def test_what_a_link_says(query: str, field: str, value: object) -> None:
    """Each key is read without a notice, and trackers' keys are passed over in silence."""
    link, notices = told(query)
    assert (getattr(link, field), notices) == (value, ())


@pytest.mark.parametrize(
    ("query", "word"),
    [
        ("nonsense=1", "nonsense"),
        ("incident=zz", "zz"),
        ("incident=0", "0"),
        ("basemap=google", "google"),
        ("sha256=nonsense", "sha256"),
        ("stop=-1", "stop"),
        ("stop=٣", "stop"),
        ("stop=0&tour=guided", "stop"),
        ("stop=99999999999", "stop"),
        ("stop=1", "stop"),
        ("tour=abridged", "abridged"),
        ("tour=abridged&stop=1", "abridged"),
        ("view=1,2", "view"),
        ("view=a,b,c", "view"),
        ("view=nan,1,5", "outside"),
        ("view=inf,-inf,5", "outside"),
        ("view=1,nan,5", "outside"),
        ("view=1,2,nan", "outside"),
        ("view=1,-inf,5", "outside"),
        ("view=1,2,inf", "outside"),
        ("view=1,2,3,4", "view"),
        ("view=-85.1,36,5", "outside"),
        ("view=50,180.1,5", "outside"),
        ("view=91,0,5", "outside"),
        ("view=85.1,36,5", "outside"),
        ("view=50,-180.1,5", "outside"),
        ("view=50,36,1.9", "outside"),
        ("view=50,36,18.1", "outside"),
        ("incident=" + "x" * 10_000, "incident"),
        ("collection=x&collection=example", "collection"),
        *((f"{key}=zz&{key}=all", key) for key in links.SINGLES if key not in ("sha256", "stop")),
    ],
)
def test_what_cannot_be_given_is_said(query: str, word: str) -> None:
    """One notice names it, in a line, and the link's other parts still apply."""
    link, notices = told(f"{query}&weapon=drone")
    assert len(notices) == 1 and word in notices[0] and len(notices[0]) < 200
    assert link.filters.weapons == ("drone",)
    assert (link.incident, link.view, link.basemap, link.stop) == ("", None, "boundaries", 0)


def test_the_default_collection_is_left_out_of_the_address() -> None:
    """The address bar leaves defaults out; a copied link has the collection and its version."""
    link = Link(collection="example")
    assert links.to_query(link, whole(), default_collection="example") == {}
    full = links.to_query(link, whole(), default_collection="example", full=True)
    assert (full["collection"], full["v"]) == (["example"], ["1.0.0"])
    assert (full["basemap"], full["layer"]) == (["boundaries"], ["incidents"])
    assert full["sha256"] == [whole().content_hash[:12]]
    assert not {"incident", "view", "compare", "tour", "stop", "lang"} & set(full)
    for other in ("", "another", "zebra"):
        query = links.to_query(link, whole(), default_collection=other)
        assert query == {"collection": ["example"]}


def test_a_default_that_a_link_names_is_left_out() -> None:
    """What a query says in so many words is a default like any other."""
    said = "basemap=boundaries&layer=incidents&lang=&territory=all&publishers=1&stop=&v="
    link, notices = told(said)
    assert links.to_query(link, whole(), default_collection="".join(whole().name)) == {}
    assert notices == ()


@pytest.mark.parametrize(
    ("key", "most"),
    [("incident", 80), ("basemap", 40), ("layer", 40), ("lang", 40), ("", 40)],
)
@pytest.mark.parametrize("length", [39, 40, 41, 79, 80, 81, 200])
def test_as_much_of_a_long_value_is_repeated_as_tells_it(key: str, most: int, length: int) -> None:
    """The first letters of a value, or of a key, that can't be given stand in its notice."""
    text = "ж" * length
    _, notices = told(f"{key}={text}" if key else text)
    assert [len(each) for each in re.findall("ж+", " ".join(notices))] == [min(length, most)]


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("", {}),
        ("?", {}),
        ("?q=", {"q": [""]}),
        ("??a=1&b&a=2", {"a": ["1", "2"], "b": [""]}),
        ("a=%FF", {"a": ["\ufffd"]}),
        ("a=\ud800", {"a": ["?"]}),
        ("a+b=c%20d", {"a b": ["c d"]}),
    ],
)
def test_what_a_query_string_holds(text: str, query: dict[str, list[str]]) -> None:
    """Each key with its values in order, blank ones too; what is no text is replaced."""
    assert links.decode(text) == query


def test_a_query_is_readable() -> None:
    """Commas and colons stay as they are; everything else that must be is escaped."""
    assert links.encode({"view": ["50.5,36.5,7"], "q": ["a&b=ж"]}) == (
        "view=50.5,36.5,7&q=a%26b%3D%D0%B6"
    )


STOPS = st.integers(0, 3)


@st.composite
def any_link(draw: st.DrawFn) -> Link:
    """A link with any filters and parts."""
    degrees = st.floats(-85, 85).map(lambda value: round(value, 4) + 0.0)
    zooms = st.integers(4, 36).map(lambda half: half / 2)
    return Link(
        collection="example",
        filters=draw(filters_of(whole()).map(lambda of: replace(of, dates=None))),
        incident=draw(st.sampled_from(("", "a", "b"))),
        view=draw(st.none() | st.builds(View, degrees, degrees, zooms)),
        basemap=draw(st.sampled_from(links.BASEMAPS)),
        layer=draw(st.sampled_from(links.LAYERS)),
        compare=draw(st.sampled_from(("", "collection=example&weapon=drone"))),
        language=draw(st.sampled_from(("", *LANGUAGES))),
        **draw(st.just({}) | st.fixed_dictionaries({"tour": st.just("guided"), "stop": STOPS})),
    )


@given(any_link(), st.booleans())
def test_property_a_link_reads_back(link: Link, full: bool) -> None:
    """A link, through the text of its URL, reads back as itself."""
    query = links.to_query(link, whole(), full=full)
    found, notices = told("?" + links.encode(query))
    assert notices == ()
    digest = whole().content_hash[:12]
    assert found == replace(link, version="1.0.0" if full else "", sha256=digest if full else "")


OLD = Release("0.9.0", "2023-06-09", "ab" * 32, "0" * 64)


@pytest.fixture
def archived(monkeypatch: pytest.MonkeyPatch) -> None:
    """The collection, which is of version 1.0.0, keeps a version 0.9.0."""
    monkeypatch.setattr(versions, "releases", lambda folder: (OLD,))


def never(today: Collection, wanted: Release) -> Collection:
    raise AssertionError("nothing was to be read")


@pytest.mark.usefixtures("archived")
@pytest.mark.parametrize("query", ["", "v=", "v=all", "v=1.0.0", "sha256=x", "v=1.0.0&sha256=x"])
def test_todays_version_is_silent(query: str) -> None:
    """A link without a version, or with today's, shows today's and says nothing of it."""
    assert links.of_version(links.decode(query), whole(), never) == (whole(), ())
    same = f"v=1.0.0&sha256={whole().content_hash[:12].upper()}"
    assert links.of_version(links.decode(same), whole(), never) == (whole(), ())
    alone = f"sha256={whole().content_hash[:12]}"
    assert links.of_version(links.decode(alone), whole(), never) == (whole(), ())


@pytest.mark.usefixtures("archived")
@pytest.mark.parametrize(
    "query",
    ["v=0.9.0", "v=0.9.0&sha256=abababababab", "v=0.9.0&sha256=?", "sha256=abababababab"],
)
def test_an_old_version_is_opened(query: str) -> None:
    """A version that is kept is the one that is shown, without a notice."""
    old = replace(whole(), version="0.9.0")
    asked: list[Release] = []

    def read(today: Collection, wanted: Release) -> Collection:
        assert today is whole()
        asked.append(wanted)
        return old

    assert links.of_version(links.decode(query), whole(), read) == (old, ())
    assert asked == [OLD]


@pytest.mark.usefixtures("archived")
@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("v=0.8.0", "version 0.8.0 of example, which is not kept here"),
        ("v=2.0", "this host has the older version 1.0.0"),
        ("v=newest", "“v” was not understood"),
        ("v=" + "9" * 9_999, f"“v” was not understood: “{'9' * 40}”"),
        ("v=0.9.0&sha256=cdcdcdcd", "version 0.9.0 of example had another content, sha256 cdcd"),
        ("v=1.0.0&sha256=cdcdcdcd", "had another content, sha256 cdcdcdcd"),
        ("sha256=cdcdcdcd", "a content of example, sha256 cdcdcdcd, which is not kept here"),
        ("sha256=" + "cd" * 32, "sha256 cdcdcdcdcdcd, which is not kept here"),
        ("v=1.0.0&sha256=" + "cd" * 32, "sha256 cdcdcdcdcdcd, which is not kept here"),
    ],
)
def test_a_version_that_cannot_be_had_is_said(query: str, words: str) -> None:
    """Today's is shown then, and the first notice says why."""
    found, notices = links.of_version(links.decode(query), whole(), never)
    assert found is whole() and words in notices[0] and len(notices[0]) < 400


@pytest.mark.usefixtures("archived")
def test_a_version_that_does_not_open_is_said() -> None:
    """Where the archive is damaged, today's is shown with what is wrong."""

    def read(today: Collection, wanted: Release) -> Collection:
        raise Unavailable("its lines are gone")

    for query in ({"v": ["0.9.0"]}, {"sha256": ["abababab"]}):
        found, notices = links.of_version(query, whole(), read)
        assert found is whole() and "made with version 0.9.0" in notices[0]
        assert "can’t be opened here (its lines are gone)" in notices[0]


@pytest.mark.parametrize(
    ("query", "version"),
    [({"v": ["0.8.0"]}, "0.8.0"), ({"sha256": ["cdcdcdcd"]}, "1.0.0")],
    ids=["by version", "by content"],
)
def test_an_archive_that_cannot_be_read_is_said(
    query: dict[str, list[str]], version: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where not even the list of versions can be had, the one that was asked for is named."""

    def releases(folder: object) -> tuple[Release, ...]:
        raise Unavailable("its list is gone")

    monkeypatch.setattr(versions, "releases", releases)
    found, notices = links.of_version(query, whole(), never)
    assert found is whole()
    assert f"made with version {version} of example" in notices[0] and "its list" in notices[0]


def test_what_was_corrected_since_is_told_and_nothing_older() -> None:
    """The corrections of later versions alone are listed, by day; 1.10.0 is later than 1.9.0."""
    corrections = [
        {"date": day, "record": f"r{at}", "what_changed": "x", "why": "y", "version": version}
        for at, (day, version) in enumerate(
            [("2023-06-09", "1.10.0"), ("2023-06-03", "1.8.0"), ("2023-06-04", "1.9.0"),
             ("2023-06-08", "1.10.0")]
        )
    ]  # fmt: skip
    held = replace(build([incident("a")], corrections=corrections), version="1.10.0")
    told = links.changes_since(held, "1.9.0")
    assert "Corrected since: 2." in told[0]
    assert told[1:] == (
        "2023-06-08, version 1.10.0, r3: x",
        "2023-06-09, version 1.10.0, r0: x",
    )
    assert "No correction of a record is logged." in links.changes_since(held, "1.10.0")[0]
    assert "older" not in links.changes_since(held, "1.10.0")[0]


@pytest.mark.parametrize("count", [1, 20, 21, 30])
def test_of_many_corrections_the_first_twenty_are_listed(count: int) -> None:
    """All corrections since are counted, and no more than twenty told, the earliest first."""
    corrections = [
        {"date": f"2023-06-{at + 1:02d}", "record": f"r{at}", "what_changed": "x", "why": "y",
         "version": "1.1.0"}
        for at in range(count)
    ]  # fmt: skip
    held = replace(build([incident("a")], corrections=corrections), version="1.1.0")
    told = links.changes_since(held, "1.0.0")
    assert f"Corrected since: {count}." in told[0]
    assert "now holds 1 incident and 0 claims." in told[0]
    assert [each.split(", ")[0] for each in told[1:]] == [
        f"2023-06-{at + 1:02d}" for at in range(min(count, 20))
    ]


GARBAGE = st.text(st.characters(), max_size=60) | st.sampled_from(PAYLOADS)


@given(st.dictionaries(st.sampled_from(links.OURS), GARBAGE, max_size=5))
def test_property_garbage_never_raises(values: dict[str, str]) -> None:
    """Whatever its keys hold, a query gives a link that can be written again."""
    query = links.decode("&".join(f"{key}={value}" for key, value in values.items()))
    link, notices = links.from_query(query, whole())
    assert all(len(each) < 400 for each in notices)
    links.encode(links.to_query(link, whole(), full=True))


@given(GARBAGE)
def test_property_any_text_is_decoded(text: str) -> None:
    """Any text after the `?`, half a surrogate pair too, gives keys and values in UTF-8."""
    for key, values in links.decode(text).items():
        text_of = key + "".join(values)
        assert text_of.encode("utf-8").decode("utf-8") == text_of
    told(text)
