"""One incident and lists of them: facts, claims, history, neighbours, table, files, sharing."""

from __future__ import annotations

import html
import json
import re
from dataclasses import replace
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pandas as pd
import pytest

from strikemap import export
from strikemap.casualties.standing import EVERYTHING, Choice
from strikemap.casualties.tolls import tolls
from strikemap.host.prepared_exports import Busy
from strikemap.languages import speaking
from strikemap.links import Link, View
from strikemap.ui.incident import correction, downloads, panel, share, table
from strikemap.ui.incident import incident as page
from strikemap.ui.incident.claims import claims_html, entry_html, source_html, value_in_words
from strikemap.ui.incident.records import Records
from tests.builders import build, claim, incident, occupied, source
from tests.unit.ui.drawn import Drawn, fresh, plain, reader_of

NOWHERE = {"latitude": "", "longitude": "", "place": "", "place_local": "", "geo_precision": "3"}
VAGUE = {"time_precision": "2", "date_basis": "inferred"}
HERE = build(
    [
        incident("a", date_start="2023-05-02", part_of_day="night", title="B title"),
        incident("b", date_start="2023-05-05", region="RU-KRS", title="A title"),
        incident(
            "c", date_start="2023-05-09", geo_precision="2", latitude="50.45", title="C title"
        ),
        incident("d", date_start="2023-05-20", date_end="2023-05-30", **VAGUE),
        incident("e", date_start="2023-05-05", **NOWHERE),
    ],
    [
        claim("c1", "a", "2", on="2023-05-03"),
        claim("c2", "a", "5", by="kyiv", source_id="later", on="2023-06-03"),
        claim("c3", "b", "0"),
        claim("c4", "a", "1", "injured"),
    ],
)


# A claim in words.


@pytest.mark.parametrize(
    ("low", "high", "subject", "bound", "people", "told"),
    [
        (1, 1, "people", "exact", "civilians", "1 person (civilians)"),
        (2, 2, "people", "exact", "not_said", "2 people"),
        (0, 0, "people", "exact", "", "0 people"),
        (None, 1, "people", "up_to", "", "up to 1 person"),
        (None, 2, "people", "up_to", "", "up to 2 people"),
        (None, 0, "people", "up_to", "", "up to 0 people"),
        (1, None, "people", "at_least", "", "at least 1 person"),
        (2, None, "", "at_least", "combatants", "at least 2 (combatants)"),
        (1, 2, "people", "exact", "", "1–2 people"),
        (0, 1, "people", "exact", "", "0–1 people"),
        (2, 2, "drones", "about", "", "about 2 (drones)"),
        (None, None, "people", "", "", ""),
    ],
)
def test_a_number_in_words(
    low: Any, high: Any, subject: str, bound: str, people: str, told: str
) -> None:
    """With its bound, its noun in number, and of whom it is where that is said."""
    of = pd.Series(
        {"value_min": low, "value_max": high, "subject": fresh(subject), "bound": fresh(bound),
         "people": fresh(people)}
    )  # fmt: skip
    assert value_in_words(of) == told
    assert value_in_words(of, with_whom=False) == re.sub(r" \((civilians|combatants)\)", "", told)


def of_source(**changes: Any) -> pd.Series[Any]:
    whole = {
        "publisher": "P", "title": "T", "url": "https://example.org/x", "archived_url": "",
        "published": pd.Timestamp("2023-05-31"), "language": "en", "note": "", **changes,
    }  # fmt: skip
    return pd.Series(whole)


@pytest.mark.parametrize(
    ("locator", "told"),
    [("", ""), ("2", ", paragraph 2"), ("caption 3", ", caption 3"), ("caption", ", caption ")],
)
def test_where_on_a_page_a_claim_stands(locator: str, told: str) -> None:
    """A paragraph or a caption by its number, after the day of printing."""
    assert plain(source_html(of_source(), locator)).endswith(f", 2023-05-31{told}".rstrip())


@pytest.mark.parametrize(
    ("url", "note", "why"),
    [("", "Printed.", "Printed."), ("", "", "not given"), ("https://x.org", "n", "")],
)
def test_a_source_without_an_address_says_why(url: str, note: str, why: str) -> None:
    """Where there is one, no reason is asked."""
    told = plain(source_html(of_source(url=url, note=note)))
    assert (f"no address: {why}" in told) is bool(why) and ("no address" in told) is not url


@pytest.mark.parametrize("certainty", ["stated", "preliminary"])
@pytest.mark.parametrize("relayed", ["", "An agency"])
@pytest.mark.parametrize("inferred", ["", "From the map."])
def test_an_entry_of_a_claim(certainty: str, relayed: str, inferred: str) -> None:
    """Its number, words, claimant and side; how sure, by whose relay, what was joined to it."""
    said = claim("c", "a", "2", certainty=certainty, relayed_by=relayed, inferred=inferred)
    told = plain(entry_html(Records(build([incident("a")], [said])), [0]))
    assert told.startswith("2 people : So it was said.") and "Governor (Russia" in told
    assert ("preliminary" in told.lower()) is (certainty == "preliminary")
    assert (", relayed by An agency" in told) is bool(relayed)
    assert ("Curator’s inference: From the map." in told) is bool(inferred)
    assert "said on 2023-05-31" in told and "publication" not in told


def test_what_an_entry_does_not_know() -> None:
    """A day of saying that is not given is said so; whom an attribution is about by its name."""
    said = [
        claim("c", "a", "2", on=""),
        claim("x", "a", measure="attribution", about="ukraine", subject=""),
    ]
    whole = build([incident("a")], said)
    assert "day of saying not given" in plain(entry_html(Records(whole), [0]))
    assert "About: Ukraine" in plain(entry_html(Records(whole), [1]))


def test_claims_are_told_by_measure_with_what_fell() -> None:
    """What stands, under it what it replaced, the latest first; then what was not chosen."""
    said = [
        claim("c1", "a", "1"), claim("c2", "a", "2", supersedes="c1"),
        claim("c3", "a", "3", supersedes="c2"), claim("c4", "a", "9", by="kyiv"),
        claim("c5", "a", "1", "injured"), claim("c6", "a", measure="denial", subject=""),
    ]  # fmt: skip
    whole = build([incident("a")], said)
    told = plain(claims_html(whole, 0, EVERYTHING))
    assert told.index("Killed") < told.index("Injured") and "not among" not in told
    assert "It replaced: 2 people; 1 person" in told and "replaced " not in told.replace(
        "It replaced", ""
    )
    chosen = plain(claims_html(whole, 0, Choice(sides=("ukraine",))))
    assert "3 claims not among the chosen claims" in chosen
    assert "1 claim not among the chosen claims" in chosen


# The facts of an incident.


@pytest.mark.parametrize(
    ("position", "measure", "told"),
    [
        (0, "killed", "2–5; headline 2 according to Governor"),
        (1, "killed", "0 according to Governor"),
        (2, "killed", "not reported (this is not zero)"),
        (0, "injured", "1 according to Governor"),
    ],
)
def test_a_toll_as_a_range(position: int, measure: str, told: str) -> None:
    """The headline figure within its range; a single number once."""
    assert plain(panel.toll_html(HERE, position, measure, EVERYTHING)).startswith(told)


def test_a_toll_that_one_publisher_printed() -> None:
    """All of it, a part, or none; not said where there is one publisher, or two are asked for."""
    twice = [claim("c1", "a", "2"), claim("c2", "a", "2", source_id="later", on="2023-06-04")]
    several = build([incident("a"), incident("b")], [*twice, claim("c3", "b", "1")])
    said = [panel.printed_once(several, at, "killed", EVERYTHING) for at in (0, 1)]
    assert said == ["", ". Printed by a single publisher."]
    assert panel.printed_once(several, 1, "killed", Choice(publishers=2)) == ""
    papers = [source(name, publisher=name) for name in ("paper", "later", "third")]
    of_three = build(
        [incident("a"), incident("b")], [*twice, claim("c3", "b", "1")], sources=papers
    )
    said = [panel.printed_once(of_three, at, "killed", EVERYTHING) for at in (0, 1)]
    assert said == ["", ". Printed by a single publisher."]
    alone = build([incident("a")], [claim("c", "a", "1")], sources=[source("paper")])
    assert panel.printed_once(alone, 0, "killed", EVERYTHING) == ""
    assert panel.whom(tolls(alone, "killed", EVERYTHING), 0) == ""


def test_when_and_where_it_was() -> None:
    """Day, part of day and how it is known; place, local name, region and precision."""
    incidents = HERE.incidents
    assert html.unescape(panel.when(incidents.iloc[0])).startswith("2 May 2023, ")
    vague = html.unescape(panel.when(incidents[incidents["incident_id"] == "d"].iloc[0]))
    assert vague.startswith("20–30 May 2023 (day not exact, within the week; ")
    assert ", " not in html.unescape(panel.when(incidents.iloc[1])).partition("(")[0]
    here = plain(panel.where(HERE, 0))
    assert here.startswith(
        "Shebekino ( Шебекино ), Belgorod Oblast. Russian territory. Precision: "
    )
    # By the letters the local name comes before the place's and after it.
    for place, local in (("Шебекіно", "Шебекино"), ("Шебекино", "Шебекіно")):
        told = plain(panel.where(build([incident("a", place=place, place_local=local)]), 0))
        assert told.startswith(f"{place} ( {local} ), ")
    nowhere = int(np.flatnonzero(incidents["incident_id"] == "e")[0])
    assert plain(panel.where(HERE, nowhere)).startswith("place not given, Belgorod Oblast. ")
    city = {"place": "Moscow", "place_local": "Moscow", "region": "RU-MOW"}
    assert plain(panel.where(build([incident("m", **city)]), 0)).startswith("Moscow. Russian")
    lost = build([incident("m", **NOWHERE, region="", territory="russia")])
    assert plain(panel.where(lost, 0)).startswith("place not given, region not known. ")


@pytest.mark.parametrize(
    ("start", "end", "precision", "told"),
    [
        ("2023-05-01", "2023-05-01", 1, "exact day"), ("2023-05-01", "2023-05-02", 1, "one night"),
        ("2023-05-01", "2023-05-07", 2, "day not exact, within the week"),
        ("2023-05-01", "2023-05-31", 3, "day not exact, within the month"),
    ],
)  # fmt: skip
def test_how_surely_a_day_is_known(start: str, end: str, precision: int, told: str) -> None:
    """By its precision, a night apart."""
    of = date.fromisoformat(start), date.fromisoformat(end)
    said = panel.day_known(*of, precision)
    assert said == told or (precision == 1 and start == end and "," not in said)


def test_the_panel_leads_to_its_own_page(drawn: Drawn) -> None:
    """It has all facts, and the link keeps the view but for the map's place."""
    panel.show_panel(reader_of(HERE, "weapon=drone&view=55,37,5"), 0)
    said = drawn.texts("html")[0]
    assert said.startswith("B title Shelling was reported. Killed 2–5; headline 2 according to")
    for name in ("When", "Where", "Kind", "Event", "Responsibility"):
        assert f" {name} " in said
    assert drawn.one("page_link").how["query_params"] == {"weapon": ["drone"], "incident": ["a"]}
    assert panel._kind(pd.Series({"sub_event_type": "Never heard"})) == "Never heard"


def test_the_history_of_a_toll(drawn: Drawn) -> None:
    """A row each time that it changed, by measure and day, with who said so."""
    frame = panel.history_frame(HERE, 0, EVERYTHING)
    killed = frame[frame["measure"] == "killed"]
    assert killed["low"].tolist() == [2, 2] and killed["high"].tolist() == [2, 5]
    assert killed["who"].tolist()[0] == "Governor" and [
        each.strip("\u2007") for each in killed["range"]
    ] == ["2", "2–5"]
    page._show_history(HERE, reader_of(HERE), 0)
    spec = drawn.one("altair_chart").words[0].to_dict()
    assert all(each["mark"]["aria"] is False for each in spec["layer"])
    assert (
        0 < spec["layer"][0]["mark"]["opacity"] <= 1 and spec["layer"][0]["mark"]["line"] is False
    )
    steps = next(iter(spec["datasets"].values()))
    assert len(steps) == len(frame) + frame["measure"].nunique()
    last = max(step["day"][:10] for step in steps)
    assert last > max(str(day) for day in frame["from"])
    table = drawn.one("dataframe").words[0]
    assert list(table.columns) == ["Measure", "From", "Headline", "Range", "According to"]
    drawn.anew()
    page._show_history(HERE, reader_of(HERE), 2)
    assert drawn.texts("text") == ["No claim with a number, so no history. This is not zero."]
    assert not drawn.of("altair_chart") and drawn.one("subheader").how == {"anchor": False}


# Its page.


def shown(name: str, **changes: Any) -> int:
    return int(np.flatnonzero(HERE.incidents["incident_id"] == name)[0])


@pytest.mark.parametrize(("name", "zoom"), [("a", 9.0), ("c", 8.0), ("e", None)])
def test_the_small_map(
    drawn: Drawn, monkeypatch: pytest.MonkeyPatch, name: str, zoom: float | None
) -> None:
    """The incident alone, as near as its precision allows; without a point it is said so."""
    given: list[Any] = []
    monkeypatch.setattr(page, "show_layer", lambda layer, **how: given.append((layer, how)))
    at = shown(name)
    page._show_place(reader_of(HERE), at)
    assert bool(drawn.of("caption")) is (zoom is None) and len(given) == (zoom is not None)
    for layer, how in given:
        row = HERE.incidents.iloc[at]
        assert how["view"] == View(float(row["latitude"]), float(row["longitude"]), zoom)
        assert how["turn"] == layer.selected == at and layer.shown == 1
    half = replace(HERE, incidents=HERE.incidents.assign(longitude=np.nan))
    given.clear()
    page._show_place(reader_of(half), shown("a"))
    assert not given


def test_neighbours_by_a_plain_search() -> None:
    """Active ones within 30 km and seven days, of a place that is known, the nearest first."""
    rows = [
        incident("here", date_start="2023-05-10", date_end="2023-05-11", time_precision="1"),
        incident("before", date_start="2023-05-03"), incident("too-early", date_start="2023-05-02"),
        incident("after", date_start="2023-05-18"), incident("too-late", date_start="2023-05-19"),
        incident("same", date_start="2023-05-10"),
        incident("far", date_start="2023-05-10", latitude="50.75"),
        incident("vague", date_start="2023-05-10", geo_precision="3"),
        incident("gone", date_start="2023-05-10", status="withdrawn"),
    ]  # fmt: skip
    whole = build(rows)
    ids = whole.incidents["incident_id"].tolist()
    found = [ids[at] for at in page.related(whole, ids.index("here"))]
    assert found[0] == "same" and set(found) == {"same", "before", "after"}
    assert list(page.related(whole, ids.index("vague"))) == []


@pytest.mark.parametrize("most", [1, 2])
def test_neighbours_are_linked(drawn: Drawn, monkeypatch: pytest.MonkeyPatch, most: int) -> None:
    """Each with its day and title, up to so many; of a place that is not known none."""
    monkeypatch.setattr(page, "NEAR_SHOWN", most)
    page._show_related(reader_of(HERE, "weapon=drone"), shown("a"))
    links = drawn.of("page_link")
    assert [each.how["query_params"]["incident"] for each in links] == [["b"], ["c"]][:most]
    assert html.unescape(links[0].how["label"]) == "5 May 2023 · A title"
    assert links[0].how["query_params"]["weapon"] == ["drone"]
    assert drawn.texts("caption") == (["The nearest 1 in time of 2."] if most == 1 else [])
    assert drawn.texts("subheader") == ["Within 30 km and 7 days"] and not drawn.of("text")
    drawn.anew()
    page._show_related(reader_of(HERE), shown("e"))
    assert "not known well enough" in drawn.texts("text")[0] and not drawn.of("page_link")
    drawn.anew()
    page._show_related(reader_of(HERE), shown("d"))
    assert drawn.texts("text") == ["No other incident in this collection."]


def test_the_same_event_elsewhere_is_linked(drawn: Drawn) -> None:
    """In each collection that is on offer here, and no other."""
    other = replace(HERE, name="other", title="Other *one*")
    whole = build([incident("a", same_as="other/x; elsewhere/y;")])
    page._show_same(reader_of(whole, "", other), 0)
    (link,) = drawn.of("page_link")
    assert link.how["query_params"] == {"collection": ["other"], "incident": ["x"]}
    drawn.anew()
    page._show_same(reader_of(HERE, "", other), 0)
    assert not drawn.all


def test_corrections_of_an_incident_and_its_claims(drawn: Drawn) -> None:
    """The newest first, and no one else's."""

    def row(day: str, record: str) -> dict[str, str]:
        return {
            "date": day,
            "record": record,
            "what_changed": f"T{day}.",
            "why": "So.",
            "version": "1.0.0",
        }

    rows = [row("2023-06-01", "a"), row("2023-06-03", "c1"), row("2023-06-02", "b")]
    whole = build([incident("a"), incident("b")], [claim("c1", "a", "1")], corrections=rows)
    page._show_corrections(whole, 0)
    said = drawn.texts("html")[0]
    assert said.index("2023-06-03") < said.index("2023-06-01") and "2023-06-02" not in said
    drawn.anew()
    page._show_corrections(HERE, 0)
    assert drawn.texts("text") == ["None."] and not drawn.of("html")
    assert drawn.one("subheader").how == {"anchor": False}
    claims = [claim("c1", "a", "1"), claim("c2", "o", "1"),
              claim("c3", "", "9", covers_from="2023-05-31", covers_to="2023-05-31")]  # fmt: skip
    whole = build([incident("a"), occupied("o")], claims)
    found = correction.local_languages(whole, pd.Series(["a", "c1", "c2", "c3", "never"]))
    assert found == {"a": "ru", "c1": "ru", "c2": "uk"}


@pytest.mark.parametrize("code", ["en", "uk"])
@pytest.mark.parametrize("what", ["place: “X” became “Y”", "Something else."])
def test_a_correction_in_words(code: str, what: str) -> None:
    """Its day, version and record, what changed and why."""
    row = pd.Series(
        {"date": pd.Timestamp("2023-06-01"), "version": "1.1.0", "record": "r",
         "what_changed": what, "why": "A <slip>."}
    )  # fmt: skip
    with speaking(code):
        told = plain(correction.correction_html(row, "ru"))
    assert "2023-06-01" in told and "1.1.0" in told and told.endswith("A <slip>.")
    assert ("X" in told and "Y" in told) is ("place" in what)


def test_the_raw_records(drawn: Drawn, monkeypatch: pytest.MonkeyPatch) -> None:
    """The incident and its claims, and no others', as text and as files."""
    given: list[Any] = []
    monkeypatch.setattr(page, "show_download", lambda *what, **how: given.append((what, how)))
    page._show_records(HERE, 0)
    whole = json.loads(drawn.one("code").words[0])
    assert whole["incident"]["incident_id"] == "a"
    assert [each["claim_id"] for each in whole["claims"]] == ["c1", "c2", "c4"]
    (_, _, as_csv, name, _), (_, _, as_json, other, _) = (what for what, _ in given)
    assert (name, other) == ("a-claims.csv", "a.json") and json.loads(as_json()) == whole
    assert as_csv().count(b"\n") == 4 and drawn.one("code").how["wrap_lines"] is True
    assert all(how["width"] == "stretch" for _, how in given)


def test_the_citation_of_an_incident(drawn: Drawn) -> None:
    """Its title, and a link to it that keeps the day of publication alone."""
    page._show_citation(reader_of(HERE, "incident=a&weapon=drone&as_of=2023-06-01&view=55,37,5"), 0)
    text, bibtex = (each.words[0] for each in drawn.of("code"))
    assert text.startswith("“B title”. ") and bibtex.startswith("@")
    assert "weapon=all" in text and "2023-06-01" in text
    assert all(each.how == {"language": None, "wrap_lines": True} for each in drawn.of("code"))
    drawn.anew()
    downloads.show_citation(reader_of(HERE, "weapon=drone"))
    assert len(drawn.of("code")) == 2 and "sha256" in drawn.texts("caption")[0]
    assert all(each.how == {"language": None, "wrap_lines": True} for each in drawn.of("code"))


def test_the_whole_page(drawn: Drawn, monkeypatch: pytest.MonkeyPatch) -> None:
    """Everything of one incident, with the way to correct it."""
    for name in (
        "_show_place",
        "_show_history",
        "show_copy_link",
        "_show_records",
        "_show_citation",
    ):
        monkeypatch.setattr(page, name, lambda *_, _n=name: drawn.text(_n))
    page.show_incident(reader_of(HERE, "weapon=drone"), 0)
    assert drawn.texts("html")[0].startswith("B title")
    link = drawn.of("page_link")[0]
    assert link.how["query_params"] == {"weapon": ["drone"], "incident": ["a"]}
    assert drawn.texts("text")[:3] == ["_show_place", "_show_history", "show_copy_link"]


# The table.


@pytest.mark.parametrize("by", ["Day", "Killed", "Injured", "Title", "Region"])
@pytest.mark.parametrize("downward", [True, False])
def test_rows_in_order(by: str, downward: bool) -> None:
    """By what is read in the column, unknown tolls last either way."""
    view = reader_of(HERE).in_view
    rows = table.in_order(view, fresh(by), downward=downward)
    of = HERE.incidents.iloc[rows]
    if by in ("Killed", "Injured"):
        toll = view.tolls(by.lower())
        known = [int(toll.headline[row]) for row in rows if toll.known[row]]
        assert known == sorted(known, reverse=downward)
        assert [bool(toll.known[row]) for row in rows] == sorted(toll.known[rows], reverse=True)
    else:
        read = {
            "Day": of["date_start"],
            "Title": of["title"].astype(str),
            "Region": of["region"].astype(str),
        }[by]
        assert read.tolist() == sorted(read.tolist(), reverse=downward)
    assert sorted(rows) == list(view.rows)


@pytest.mark.parametrize("page_of", [1, 2, 3])
def test_the_table_has_pages(drawn: Drawn, monkeypatch: pytest.MonkeyPatch, page_of: int) -> None:
    """So many rows to each, on screen and on paper; a chosen row is opened once."""
    monkeypatch.setattr(table, "PAGE", 2)
    drawn.answers["Page (of 3, 2 rows each)"] = page_of
    current = reader_of(HERE)
    picked: list[Any] = [{"selection": {"rows": []}}]
    frames: list[pd.DataFrame] = []
    monkeypatch.setattr(table, "show_grid", lambda frame, **how: frames.append(frame) or picked[0])
    table.show_table(current)
    wanted = [str(each) for each in HERE.incidents["incident_id"]][(page_of - 1) * 2 : page_of * 2]
    assert frames[0]["Id"].tolist() == wanted and current.link.incident == ""
    assert drawn.one("number_input").words[1:] == (1, 3, 1)
    assert drawn.one("html").words[0].count("<tr>") == 1 + len(wanted)
    picked[0] = {"selection": {"rows": [len(wanted)]}}
    table.show_table(current)
    assert current.link.incident == ""
    picked[0] = {"selection": {"rows": [len(wanted) - 1]}}
    table.show_table(current)
    assert current.link.incident == wanted[-1]
    current.link = replace(current.link, incident="")
    table.show_table(current)
    assert current.link.incident == ""


def test_a_short_table_has_one_page(drawn: Drawn, monkeypatch: pytest.MonkeyPatch) -> None:
    """Sorted as it is asked; of nothing in view it is said so."""
    monkeypatch.setattr(table, "PAGE", 5)
    assert table._show_order(5) == ("Day", False, 0) and not drawn.of("number_input")
    drawn.answers["Order"] = fresh("Descending")
    assert table._show_order(5) == ("Day", True, 0)
    drawn.answers["Page (of 2, 5 rows each)"] = 2
    assert table._show_order(6) == ("Day", True, 1)
    drawn.anew().answers.clear()
    table.show_table(reader_of(HERE, "q=zzzzzzz"))
    assert "No incident fits" in drawn.texts("text")[0] and not drawn.of("dataframe")
    drawn.anew()
    table.show_table(reader_of(HERE))
    how = drawn.one("dataframe").how
    assert how["selection_mode"] == "single-row" and 100 < how["height"] <= 430
    drawn.anew()
    few = reader_of(HERE, "region=RU-BEL&casualties=killed")
    table.show_table(few)
    heading_and_rows = 1 + len(few.rows)
    assert 1 < heading_and_rows < 9
    assert drawn.one("dataframe").how["height"] >= 35 * heading_and_rows


def test_a_row_of_the_table() -> None:
    """Every cell as people read it, and who gave the headline figures, each once."""
    view = reader_of(HERE).in_view
    row = table.table(view, np.array([0])).iloc[0]
    assert (row["Incident"], row["From"], row["To"]) == (
        "B title",
        date(2023, 5, 2),
        date(2023, 5, 2),
    )
    assert (row["Region"], row["Territory"], row["Id"]) == (
        "Belgorod Oblast",
        "Russian territory",
        "a",
    )
    assert row["According to"] == "Governor" and row["Place"].startswith("Shebekino")
    two = build(
        [incident("a")], [claim("c1", "a", "1"), claim("c2", "a", "2", "injured", by="kyiv")]
    )
    both = table.table(reader_of(two).in_view, np.array([0])).iloc[0]
    assert both["According to"] == "Governor; Kyiv"


# Files.


@pytest.mark.parametrize(
    ("count", "forms", "has_command", "is_prepared"),
    [
        (2, True, False, False),
        (3, False, False, True),
        (4, False, False, True),
        (5, False, True, True),
    ],
)
def test_files_by_how_much_is_in_view(
    drawn: Drawn,
    monkeypatch: pytest.MonkeyPatch,
    count: int,
    forms: bool,
    has_command: bool,
    is_prepared: bool,
) -> None:
    """At once, prepared first, or by a command of what is too much for the host."""
    monkeypatch.setattr(downloads.prepared_exports, "ONE_CLICK", 2)
    monkeypatch.setattr(downloads.prepared_exports, "MOST", 4)
    made: list[Any] = []
    monkeypatch.setattr(downloads, "_show_prepared", lambda _view, names: made.append(names))
    monkeypatch.setattr(downloads, "_show_button", lambda *what: made.append(what[1]))
    whole = build([incident(f"i{at}") for at in range(count)])
    downloads.show_downloads(reader_of(whole))
    assert bool(drawn.of("code")) is has_command
    assert made == (
        list(downloads._FORMS)
        if forms
        else [downloads._BOUNDED if has_command else downloads._FORMS]
    )
    assert set(downloads._BOUNDED) < set(downloads._FORMS)
    if has_command:
        assert drawn.one("code").how == {"language": "bash", "wrap_lines": True}
        assert "5 incidents are in view" in drawn.texts("text")[0]
        assert len(drawn.of("caption")) == 1
    drawn.anew()
    downloads.show_downloads(reader_of(replace(whole, local_only=True, folder=Path("x"))))
    assert "For local use" in drawn.texts("caption")[0] and len(drawn.of("caption")) == 1


def prepared(form: str, view: Any, content: bytes | None = b"x" * 1_500_000) -> Any:
    return SimpleNamespace(
        form=form, view=view, content=content, delivered=lambda: content,
        is_of=lambda f, v: f == form and v is view,
    )  # fmt: skip


@pytest.mark.parametrize("is_busy", [True, False])
def test_a_large_file_is_prepared_first(
    drawn: Drawn, monkeypatch: pytest.MonkeyPatch, is_busy: bool
) -> None:
    """The form that is asked for, with a bar; then it can be taken, with its size."""
    given: list[Any] = []
    monkeypatch.setattr(downloads, "show_download", lambda *what, **how: given.append((what, how)))
    view = export.View(HERE, Link(), "")
    forms = downloads._FORMS[:3]

    def prepare(form: str, of: Any, tell: Any) -> Any:
        tell(2.0, "Writing")
        tell(-1.0, "")
        if is_busy:
            raise Busy("busy now")
        return prepared(form, of)

    monkeypatch.setattr(downloads.prepared_exports, "prepare", prepare)
    show = downloads._show_prepared.__wrapped__
    show(view, forms)
    assert [each.how["key"] for each in drawn.of("button")] == [f"prepare {form}" for form in forms]
    assert not given and not drawn.of("progress")
    drawn.answers[f"prepare {forms[1]}"] = True
    show(view, forms)
    assert [each.words[0] for each in drawn.of("progress")] == [0.0, 1.0, 0.0]
    if is_busy:
        assert drawn.texts("warning") == ["busy now"] and not given
        assert downloads._PREPARED not in drawn.session_state
        return
    label = export.FORMS[forms[1]].label
    assert [what[1] for what, _ in given] == [f"Download {label}, 1.5 MB"]
    assert given[0][1] == {"key": f"download {forms[1]}", "width": "stretch"}
    drawn.answers.clear()
    drawn.anew()
    show(view, forms)
    assert len(given) == 2 and len(drawn.of("button")) == 2
    drawn.answers[f"prepare {forms[0]}"] = True
    drawn.anew()
    show(view, forms)
    assert [what[1] for what, _ in given[2:]][
        -1
    ] == f"Download {export.FORMS[forms[0]].label}, 1.5 MB"
    assert len(drawn.of("button")) == 3
    given.clear()
    downloads._show_ready(drawn, prepared(forms[0], view, None))  # type: ignore[arg-type]
    assert given[0][0][1] == f"Download {export.FORMS[forms[0]].label}"
    downloads.forget_prepared()
    assert downloads._PREPARED not in drawn.session_state
    downloads.forget_prepared()


# Sharing.


@pytest.mark.parametrize("is_shared", [True, False])
@pytest.mark.parametrize("is_set", [True, False])
@pytest.mark.parametrize("host", ["https://x.org", ""])
def test_a_picture_and_a_frame(
    drawn: Drawn, monkeypatch: pytest.MonkeyPatch, is_shared: bool, is_set: bool, host: str
) -> None:
    """Where the licence allows it; code where the host serves it and knows its own name."""
    given: list[Any] = []
    monkeypatch.setattr(share, "show_download", lambda *what, **how: given.append((what, how)))
    monkeypatch.setattr(share, "show_copy_link", lambda _: drawn.text("copy"))
    monkeypatch.setattr(share, "dashboard_address", lambda _: host)
    monkeypatch.setattr(share, "ROUTES", SimpleNamespace(is_set=lambda: is_set))
    monkeypatch.setattr(share, "published_address", lambda _: host)
    for whole in (
        replace(HERE, folder=Path("x"), local_only=not is_shared),
        replace(HERE, folder=Path("x") if is_shared else None),
    ):
        given.clear()
        share.show_share(reader_of(whole, "weapon=drone", page="incidents"))
        assert drawn.texts("text")[-1] == "copy"
        assert len(given) == (len(share._FORMS) if is_shared else 0)
        assert bool(drawn.of("code")) is (is_shared and is_set and bool(host))
        assert bool(drawn.of("html")) is (is_shared and not is_set and bool(host))
        if drawn.of("code"):
            frame, picture = (html.unescape(each.words[0]) for each in drawn.of("code"))
            assert (
                frame.startswith('<iframe src="https://x.org/?')
                and "weapon=drone" in frame
                and "embed=true" in frame
            )
            assert 'height="640"' in frame and 'href="https://x.org/?' in picture
            assert drawn.one("number_input").words[1:] == (240, 2000, 640)
            assert all(each.how["language"] == "html" for each in drawn.of("code"))
        if drawn.of("html"):
            assert drawn.of("html")[0].words[0].count("<li>") == len(share.PUBLISHED)
        assert all(how["width"] == "stretch" for _, how in given)
        drawn.anew()
