"""Where numbers come from: the collection in words, its lists, its codebook and its corrections."""

from __future__ import annotations

import html
from dataclasses import replace
from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest

from strikemap import other_counts
from strikemap.counted_alike import CountedAlike
from strikemap.filters.choices import Filters
from strikemap.model import TABLES, Collection
from strikemap.other_counts import OtherCount
from strikemap.ui.sources import codebook, corrections, coverage, method, method_in_words
from strikemap.version_differences import Difference, Differences
from strikemap.vocabularies import OF_WHOM
from tests.builders import CLAIMANTS, build, claim, claimant, incident, source
from tests.unit.ui.drawn import Drawn, fresh, plain, reader_of

HERE = build(
    [incident("a"), incident("b")],
    [
        claim("c1", "a", "2"),
        claim("c2", "a", "3", by="kyiv", locator=""),
        claim("c3", "b", "1", "drones_hit", subject="drones"),
    ],
    corrections=[
        {"date": day, "record": "a", "what_changed": f"T{at}.", "why": "So.", "version": "1.0.0"}
        for at, day in enumerate(("2023-06-01", "2023-06-03", "2023-06-02"))
    ],
)  # fmt: skip


def test_what_a_collection_is(drawn: Drawn) -> None:
    """Title, version and its day, licence, hash and how much there is of everything."""
    method.show_collection(reader_of(replace(HERE, title="A <b>")))
    said = " ".join(drawn.texts("html"))
    assert said.startswith("A <b> Made up. Version 1.0.0, last updated 2023-06-10. Licence: ")
    assert f"Content sha256 {HERE.content_hash[:12]}. 2 incidents, 3 claims, 7 claimants" in said
    assert HERE.content_hash[:13] not in said
    drawn.anew()
    method.show_collection(reader_of(replace(HERE, updated=None)))
    assert "last updated on an unknown day" in " ".join(drawn.texts("html"))


@pytest.mark.parametrize("shown", [2, 3, 4])
def test_sources_are_listed_in_order(
    drawn: Drawn, monkeypatch: pytest.MonkeyPatch, shown: int
) -> None:
    """By publisher and day, each with language, kind, note and id; a cut list says so."""
    monkeypatch.setattr(method, "SHOWN", shown)
    sources = [
        source("paper", publisher="B", note="Read <twice>."),
        source("copy", publisher="A", published="2023-06-01"),
        source("later", publisher="A", published="2023-05-31"),
    ]
    whole = build([incident("a")], [claim("c", "a", "1")], sources=sources)
    method.show_sources(reader_of(whole))
    assert drawn.one("markdown").words[0] == "### Sources (3)"
    table = html.unescape(drawn.one("html").words[0])
    order = ["<td>later</td>", "<td>copy</td>", "<td>paper</td>"][:shown]
    found = [table.index(each) for each in order]
    assert found == sorted(found) and table.count("<tr>") == 1 + len(order)
    assert ("Read <twice>." in table) is (shown > 2) and "English" in table
    cut = ["The first 2 of 3 sources; the Data Package holds all."]
    assert drawn.texts("caption")[1:] == (cut if shown == 2 else [])


def test_how_many_claims_say_where_they_stand(drawn: Drawn) -> None:
    """Of those of people killed or injured."""
    assert method._located(HERE).startswith("Of 2 claims about people killed or injured, 1 say")
    said = [claim(f"c{at}", "a", "1", by=who) for at, who in enumerate(("governor", "kyiv"))]
    assert method._located(build([incident("a")], said)).startswith("Of 2 claims") and (
        " 2 say in which" in method._located(build([incident("a")], said))
    )


@pytest.mark.parametrize("shown", [6, 7, 8])
def test_claimants_are_listed_by_rank(
    drawn: Drawn, monkeypatch: pytest.MonkeyPatch, shown: int
) -> None:
    """Each with kind, side and origin, which is its own or one that others share."""
    monkeypatch.setattr(method, "SHOWN", shown)
    method.show_claimants(reader_of(HERE))
    frame = drawn.one("dataframe").words[0]
    by_rank = sorted(CLAIMANTS, key=lambda each: int(each["rank"]))[:shown]
    assert frame["Id"].tolist() == [each["claimant_id"] for each in by_rank]
    assert frame["Claimant"].tolist() == [each["name"] for each in by_rank]
    assert frame["Origin"].iloc[0] == frame["Origin"].iloc[1] == "Russian state"
    origins = dict(zip(frame["Id"], frame["Origin"], strict=True))
    assert origins["kyiv"] == "own" and origins.get("summary", "names nobody") == "names nobody"
    assert drawn.one("markdown").words[0] == "### Claimants (7)"
    cut = ["The first 6 of 7 claimants; the Data Package holds all."]
    assert drawn.texts("caption") == (cut if shown == 6 else [])
    two = [claimant("x", "russia", "", 1), claimant("y", "russia", "", 2)]
    of = build([incident("a")], claimants=two).claimants["origin"].astype(str)
    assert method._origins(of) == ["names nobody"] * 2


def test_the_method_says_every_paragraph(drawn: Drawn, monkeypatch: pytest.MonkeyPatch) -> None:
    """Headings, paragraphs apart and points of lists, in order; the rule of whom is spelled out."""
    monkeypatch.setattr(method, "show_citation", lambda _: drawn.text("cited"))
    method.show_method(reader_of(HERE))
    told = drawn.one("markdown").words[0]
    assert drawn.texts("text") == ["cited"]
    at = 0
    for section in method_in_words.METHOD:
        if section.heading:
            at = told.index(f"## {section.heading}\n", at)
        for paragraph in section.paragraphs:
            begins = paragraph.partition("{")[0]
            lead = "- " if section.is_list else ("\n" if section.heading else "")
            at = told.index(lead + begins, at)
    lists = [each.heading for each in method_in_words.METHOD if each.is_list]
    assert lists == ["How totals are made", ""]
    points = [len(each.paragraphs) for each in method_in_words.METHOD if each.is_list]
    assert told.count("\n- ") == sum(points)
    for term in OF_WHOM:
        meaning = term.meaning[:1].lower() + term.meaning[1:]
        assert f"*{term.label.lower()}*: {meaning}" in told
    assert "{rule}" not in told


# The codebook.


def test_the_codebook_explains_each_column_and_value(drawn: Drawn) -> None:
    """Every table of the descriptor, with what is required, allowed and meant."""
    codebook.show_codebook(reader_of(HERE))
    assert drawn.texts("html")[0] == "incidents.csv"
    assert [each for each in drawn.texts("html") if each.endswith(".csv")] == [
        f"{name}.csv" for name in TABLES
    ]
    frame = drawn.of("dataframe")[0].words[0]
    rows = {row["Column"]: row for row in frame.to_dict("records")}
    for field in TABLES["incidents"].fields:
        assert rows[field.name]["Required"] == ("yes" if field.required else "")
        assert rows[field.name]["Description"] == field.description
        assert rows[field.name]["Allowed values"] == ", ".join(field.codes)
    terms = drawn.of("dataframe")[1].words[0]
    meant = [
        (field.name, term.code, term.label, term.meaning)
        for field in TABLES["incidents"].fields
        for term in field.terms
    ]
    assert [tuple(row) for row in terms.itertuples(index=False)] == meant
    explained = [name for name, table in TABLES.items() if any(each.terms for each in table.fields)]
    assert len(drawn.of("expander")) == len(explained)
    assert all(each.how["hide_index"] for each in drawn.of("dataframe"))
    assert drawn.one("header").how == {"anchor": False}


def test_a_descriptor_of_others_is_shown_as_it_is(drawn: Drawn) -> None:
    """A table that is none of ours has its columns, without rules where it names none."""
    fields = [{"name": "x", "type": "string"}, {"name": "y", "type": "any", "description": "Why."}]
    of = {"name": "<own>", "schema": {"fields": fields}}
    codebook.show_codebook(reader_of(replace(HERE, descriptor={"resources": [of]})))
    assert drawn.texts("html") == ["<own>.csv", ""] and not drawn.of("expander")
    frame = drawn.one("dataframe").words[0]
    assert frame.to_numpy().tolist() == [["x", "string", "", "", ""], ["y", "any", "", "Why.", ""]]


@pytest.mark.parametrize("counts", [(), (1,)])
def test_numbers_of_others_are_explained_where_there_are_any(
    drawn: Drawn, monkeypatch: pytest.MonkeyPatch, counts: Any
) -> None:
    """The file that is no table of the package has its own columns then."""
    monkeypatch.setattr(
        codebook.other_counts, "read", lambda _: other_counts.OtherCounts(counts=counts)
    )
    codebook.show_codebook(reader_of(HERE))
    assert (other_counts.FILE in drawn.texts("html")) is bool(counts)
    frame = drawn.of("dataframe")[-1].words[0]
    assert ([each.name for each in other_counts.FIELDS] == frame["Column"].tolist()) is bool(counts)
    if counts:
        required = ["yes" if each.required else "" for each in other_counts.FIELDS]
        assert frame["Required"].tolist() == required
        assert drawn.of("dataframe")[-1].how == {"hide_index": True, "width": "stretch"}


# Corrections.


def test_corrections_are_told_the_newest_first(drawn: Drawn) -> None:
    """Each with its day; where there are none, up to which version; and the way to suggest one."""
    corrections.show_corrections(reader_of(HERE, "weapon=drone&incident=a"))
    (said,) = drawn.texts("html")
    order = [said.index(day) for day in ("2023-06-03", "2023-06-02", "2023-06-01")]
    assert order == sorted(order) and not drawn.of("text", "subheader")
    assert drawn.one("page_link").how["query_params"] == {"weapon": ["drone"]}
    drawn.anew()
    corrections.show_corrections(reader_of(build([incident("a")])))
    assert drawn.texts("text") == ["Up to version 1.0.0 nothing has been corrected yet."]
    assert not drawn.of("html")


@pytest.mark.parametrize("others", ["", "3 claims"])
@pytest.mark.parametrize("count", [0, 2])
def test_how_an_old_version_differs(
    drawn: Drawn, monkeypatch: pytest.MonkeyPatch, others: str, count: int
) -> None:
    """All of it, a row an incident; and how many other records do."""
    one = Difference("x", "Title", "2023-05-02", "2 May 2023", "old", "killed 2", "more")
    monkeypatch.setattr(corrections, "differences", lambda *_: Differences((one,) * count, others))
    current = reader_of(HERE)
    current.collection = replace(HERE, version="0.9.0")
    corrections.show_corrections(current)
    assert "between version 0.9.0 and 1.0.0, today" in html.unescape(
        drawn.one("subheader").words[0]
    )
    assert drawn.one("subheader").how == {"anchor": False}
    assert ("Other records: 3 claims." in drawn.texts("text")[0]) is bool(others)
    frames = [each.words[0] for each in drawn.of("dataframe")]
    assert len(frames) == bool(count)
    for frame in frames:
        assert (
            frame.to_numpy().tolist()
            == [["2 May 2023", "Title", "not in today’s", "killed 2", "more", "x"]] * count
        )


# What others counted.


def other(**changes: Any) -> OtherCount:
    whole: dict[str, Any] = {
        "row": 2, "count_id": "n", "counted_by": "A paper", "what": "attacks", "value_min": 3,
        "value_max": 3, "bound": "exact", "covers_from": date(2023, 5, 1),
        "covers_to": date(2023, 5, 31), "covers_region": "", "territory": "", "weapons": (),
        "rule": "Its rule.", "why_differs": "Why.", "publisher": "P", "title": "T",
        "url": "https://example.org/x", "archived_url": "", "published": date(2023, 6, 1),
        "accessed": date(2023, 6, 2), "language": "en", "note": "",
    }  # fmt: skip
    return OtherCount(**whole | changes)


@pytest.mark.parametrize(
    ("low", "high", "bound", "told"),
    [
        (3, 3, "exact", "3"), (3, 5, "exact", "3–5"), (3, None, "at_least", "at least 3"),
        (None, 5, "up_to", "up to 5"), (0, None, "at_least", "at least 0"),
        (None, 0, "up_to", "up to 0"),
        (1200, 1200, "about", "about 1,200"),
    ],
)  # fmt: skip
def test_a_number_of_others(low: int | None, high: int | None, bound: str, told: str) -> None:
    """As it was put: one, a range, or one end of it."""
    assert coverage._number(other(value_min=low, value_max=high, bound=bound)) == told


@pytest.mark.parametrize(
    ("changes", "where"),
    [
        ({"covers_region": "RU-BEL", "territory": "russia"}, "Belgorod Oblast"),
        ({"territory": fresh("russia")}, "Russian territory"),
        ({}, coverage.JOINED),
    ],
)
def test_what_where_and_when_others_counted(changes: dict[str, str], where: str) -> None:
    """A region, a territory or both; weapons are named where some alone are counted."""
    row = coverage._row(reader_of(HERE), other(**changes))
    said = [plain(str(cell)) for cell in row]
    assert said[0] == f"A paper Attacks. {where}. 1–31 May 2023" and said[1] == "3"
    assert said[3] == "Its rule. Why."
    assert coverage._counted(other(weapons=("drone", "missile"))).startswith("Attacks: drone")


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({}, ", 2023-06-01"),
        ({"published": None}, ""),
        ({"note": "Read <it>."}, "Read <it>."),
    ],
)
def test_the_source_of_a_number(changes: dict[str, Any], said: str) -> None:
    """Publisher, title, day where it is known, and a note where there is one."""
    told = coverage._source(other(**changes))
    assert plain(told).startswith("P: “T”") or "P:" in plain(told)
    assert said in plain(told) and ("2023-06-01" in plain(told)) is ("published" not in changes)
    assert ("<i>" in told) is ("note" in changes) and (
        'href="https://example.org/x"' in html.unescape(told)
    )


def total(low: int, high: int | None, known: int, incidents: int) -> Any:
    return SimpleNamespace(low=low, high=high, known=known, incidents=incidents)


@pytest.mark.parametrize(
    ("incidents", "people", "what", "told"),
    [
        (0, None, "attacks", "0 incidents"),
        (2, None, "attacks", "2 incidents on the map"),
        (2, None, "days", "1 day on the map"),
        (2, total(3, 5, 1, 2), "killed", "3–5 told of 1 of 2 incidents on the map"),
        (2, total(0, 0, 0, 2), "killed", "not reported told of 0 of 2 incidents on the map"),
        (0, total(0, 0, 0, 0), "killed", "0 incidents"),
    ],
)
def test_our_number_beside_it(incidents: int, people: Any, what: str, told: str) -> None:
    """Incidents, days or people, with the way to them on the map where there are any."""
    ours = CountedAlike(Filters(), incidents, 1, people)
    assert plain(coverage._ours(reader_of(HERE), ours, other(what=fresh(what)))) == told


def test_a_link_to_our_number_keeps_version_and_language() -> None:
    """Of an old version the link says which."""
    current = reader_of(HERE, "lang=uk")
    ours = CountedAlike(Filters(regions=("RU-BEL",)), 1, 1, None)
    assert coverage._query(current, ours) == {"region": ["RU-BEL"], "lang": ["uk"]}
    current.collection = replace(HERE, version="0.9.0")
    assert coverage._query(current, ours)["v"] == ["0.9.0"]


def test_numbers_of_others_are_in_order(drawn: Drawn, monkeypatch: pytest.MonkeyPatch) -> None:
    """By their first day, the longest first, whole countries before regions; faults are told."""
    counts = [
        other(count_id="c", counted_by="third", covers_region="RU-BEL"),
        other(count_id="b", counted_by="second"),
        other(count_id="a", counted_by="fourth", covers_to=date(2023, 5, 30)),
        other(count_id="d", counted_by="first", covers_from=date(2023, 4, 1)),
    ]
    found = SimpleNamespace(counts=counts, faults=(1, 2))
    monkeypatch.setattr(coverage.other_counts, "read", lambda _: found)
    coverage.show_coverage(reader_of(HERE))
    table = plain(drawn.of("html")[1].words[0])
    order = [table.index(each) for each in ("first", "second", "third", "fourth")]
    assert order == sorted(order)
    assert drawn.texts("text")[0].startswith("2 cells of what others counted")
    found.counts, found.faults = [], ()
    drawn.anew()
    coverage._show_others(reader_of(HERE))
    assert not drawn.all


def test_on_whose_word_tolls_rest(drawn: Drawn) -> None:
    """A row a measure: how many incidents have a number, and by which side's word."""
    coverage._show_origins(HERE)
    said = drawn.texts("html")
    assert said[0] == "On whose word the tolls rest"
    assert "Killed 1 0 0 1 0 Injured 0 0 0 0 0" in said[1]
    drawn.anew()
    silent: Collection = build([incident("a")])
    coverage._show_origins(silent)
    assert not drawn.all
