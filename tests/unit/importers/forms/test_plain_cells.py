"""The cells of a plain table that are no numbers: days, kinds, people, sources, ids and sums."""

from __future__ import annotations

import pytest

ROW = {"date": "2025-05-16", "lat": "50.6", "lon": "36.6", "killed": "1"}


def rows_of(*changes):
    """A row for each of *changes*, with the same columns, each of another place, `P0`, `P1` …"""
    names = {name: "" for each in changes for name in each}
    return [ROW | {"place": f"P{n}"} | names | each for n, each in enumerate(changes)]


def cells_of(made, *names, table="incidents"):
    """The cells of the columns *names*, a list a row."""
    return made.tables[table][list(names)].to_numpy().tolist()


def marked(made):
    """The row, column and cell of each that was marked, and what was done."""
    return made.marked.to_numpy().tolist()


def test_one_night_between_two_days_may_be_exact(plain, imported):
    """Where the file says so; three days never are, and one day always is."""
    wanted = {
        ("2025-05-17", "1"): "1",
        ("2025-05-17", "1,0"): "1",
        ("2025-05-17", ""): "2",
        ("2025-05-17", "2"): "2",
        ("2025-05-18", "1"): "2",
        ("2025-05-16", "2"): "1",
    }
    changes = ({"end": end, "time_precision": code} for end, code in wanted)
    made = imported(plain(*rows_of(*changes))).tables["incidents"]
    assert dict(zip(wanted, made["time_precision"], strict=True)) == wanted


def test_a_day_of_publication_lies_between_the_incident_and_the_import(plain, imported):
    """The day before may be the incident's, in the west; what is no such day is left out."""
    early, late = "it is before the incident", "it is yet to come"
    wanted = {
        "2025-05-16": "",
        "2025-05-15": "",
        "2025-05-14": early,
        "2025-08-01": "",
        "2025-08-02": late,
        "x": "it is left out",
        "": "",
    }
    made = imported(plain(*rows_of(*({"published": each} for each in wanted))))
    assert marked(made) == [
        [str(row), "published", cell, done] for row, (cell, done) in enumerate(wanted.items(), 2)
        if done
    ]  # fmt: skip
    published = made.tables["sources"].set_index("source_id")["published"]
    today = "2025-08-01"
    found = made.tables["claims"]["source_id"].map(published).tolist()
    assert found == [today if done or not cell else cell for cell, done in wanted.items()]


def test_a_last_day_that_is_none_leaves_the_first(plain, imported):
    """One before the first, or that can't be read, is marked; an empty one says nothing."""
    ends = ("2025-05-15", "x", "", "2025-05-17")
    made = imported(plain(*rows_of(*({"end": each} for each in ends))))
    assert cells_of(made, "date_end") == [*[["2025-05-16"]] * 3, ["2025-05-17"]]
    assert marked(made) == [
        ["2", "end", "2025-05-15", "it is before the first day"],
        ["3", "end", "x", "it is left out"],
    ]


def test_kinds_are_read_as_files_write_them(plain, imported):
    """Of a type and its sub-type each may say the other; what is none is left out and marked."""
    wanted = (
        (("", "Grenade", ""), ("Explosions/Remote violence", "Grenade", "unknown")),
        (("Battles", "Grenade", ""), ("Battles", "unknown", "unknown")),
        (("Battles", "unknown", ""), ("Battles", "unknown", "unknown")),
        (("battles", "ARMED_CLASH", "Drone"), ("Battles", "Armed clash", "drone")),
        (("", "", "—"), ("unknown", "unknown", "unknown")),
        (("", "", "'=drone"), ("unknown", "unknown", "unknown")),
        (("", "unknown", "n/a"), ("unknown", "unknown", "unknown")),
    )
    names = ("event_type", "sub_event_type", "weapon")
    changes = (dict(zip(names, cells, strict=True)) for cells, _ in wanted)
    made = imported(plain(*rows_of(*changes)))
    assert list(map(tuple, cells_of(made, *names))) == [each for _, each in wanted]
    assert marked(made) == [
        ["3", "sub_event_type", "Grenade", "it is not of its event type"],
        ["7", "weapon", "=drone", "it counts as unknown"],
    ]
    assert {(each.column, each.row) for each in made.report.problems} == {
        ("sub_event_type", 3), ("weapon", 7),
    }  # fmt: skip


def test_a_precision_of_the_point_is_a_code_of_the_model(plain, imported):
    """As a spreadsheet writes it, too; another is marked, and stands for the usual one."""
    codes = ("1", "1.0", "3,00", "", "4")
    made = imported(plain(*rows_of(*({"geo_precision": each} for each in codes))))
    assert cells_of(made, "geo_precision") == [["1"], ["1"], ["3"], ["2"], ["2"]]
    assert marked(made) == [["6", "geo_precision", "4", "it is left out"]]


def test_a_claimant_is_who_the_row_names(plain, imported):
    """One that is named is its own origin; one that is not has none, and comes last."""
    changes = (
        {"claimant": "-"},
        {"claimant": "Governor", "side": "russia", "claimant_type": "boss"},
        {"claimant": "Governor"},
        {"claimant": "Governor", "side": "russia", "claimant_type": "regional_governor"},
    )
    made = imported(plain(*rows_of(*changes)))
    found = cells_of(made, "name", "type", "side", "origin", "rank", table="claimants")
    assert [each[:3] for each in found] == [
        ["Governor", "independent_media", "russia"],
        ["Governor", "independent_media", "other"],
        ["Governor", "regional_governor", "russia"],
        ["Not named in the file", "independent_media", "other"],
    ]
    ids = made.tables["claimants"]["claimant_id"].tolist()
    assert [each[3] for each in found] == [*ids[:3], ""] and len(set(ids)) == 4
    assert [each[4] for each in found] == ["1", "2", "3", "4"]
    assert made.tables["claims"]["claimant_id"].tolist() == [ids[3], *ids[:3]]
    assert marked(made) == [["3", "claimant_type", "boss", "it is left out"]]


SOURCES = [
    (
        {"publisher": "Gazette", "url": "https://a.example/x", "source_title": "T"},
        ("Gazette", "T", "https://a.example/x"),
        "",
    ),
    ({"publisher": "Gazette", "source_title": "T"}, ("Gazette", "T", ""), ""),
    (
        {"publisher": "https://www.gazette.example:80/a"},
        ("gazette.example", "", "https://www.gazette.example:80/a"),
        "",
    ),
    (
        {"publisher": "https://g.example/a", "url": "https://h.example/b"},
        ("https://g.example/a", "", "https://h.example/b"),
        "",
    ),
    (
        {"publisher": "G", "url": "https://a.example/1;https://b.example/2"},
        ("G", "", "https://a.example/1"),
        "of several addresses the first is kept",
    ),
    (
        {"publisher": "G", "url": "https://a.example/1 https://b.example/2 see"},
        ("G", "", ""),
        "it is no http(s) address and is left out",
    ),
    (
        {"publisher": "G", "url": "https://a.example/?u=https://b.example/"},
        ("G", "", "https://a.example/?u=https://b.example/"),
        "",
    ),
    (
        {"publisher": "G", "url": "http:///x"},
        ("G", "", ""),
        "it is no http(s) address and is left out",
    ),
    ({}, ("Not named in the file", "", ""), ""),
]


@pytest.mark.parametrize(("change", "wanted", "done"), SOURCES)
def test_a_source_is_what_the_row_names(plain, imported, change, wanted, done):
    """With one address, the first of several; a publisher that is an address gives it its host."""
    made = imported(plain(*rows_of(change)))
    ((publisher, title, url, note),) = cells_of(
        made, "publisher", "title", "url", "note", table="sources"
    )
    assert (publisher, title.replace("No title in the file", ""), url) == wanted
    assert note == ("" if url else "The file gives no address.")
    assert [each[3] for each in marked(made)] == ([done] if done else [])


def test_a_language_is_a_code_or_its_name(plain, imported):
    """In any case; what is none is left out, and English stands for it."""
    cells = {"Russian": "ru", "UA": "uk", "de": "de", "": "en", "klingon": "en", "e1": "en"}
    changes = ({"language": each, "publisher": f"G{n}"} for n, each in enumerate(cells))
    made = imported(plain(*rows_of(*changes)))
    assert made.tables["sources"]["language"].tolist() == list(cells.values())
    assert [each[2] for each in marked(made)] == ["klingon", "e1"]


def test_a_row_that_adds_up_others_is_known_by_its_names(plain, imported):
    """By its place, title or region, or the first cell of the row, and by no other of it."""
    sums = (
        {"a": "Total"}, {"place": "Итого за май"}, {"title": "Sum for May"},
        {"region": "Всего"}, {"place": "Grand-Total:"},
    )  # fmt: skip
    others = ({"n": "Total"}, {"a": "Total loss"}, {"place": "Totalnoye"})
    rows = [{"a": "x", **row, "n": ""} | each
            for row, each in zip(rows_of(*[{"title": "", "region": ""}] * 8),
                                 (*sums, *others), strict=True)]  # fmt: skip
    made = imported(plain(*rows))
    assert made.rejected["row_in_file"].tolist() == ["2", "3", "4", "5", "6"]
    cells = ["Total", "Итого за май", "Sum for May", "Всего", "Grand-Total:"]
    assert made.rejected["why_rejected"].tolist() == [
        f"total: {each!r} names a sum of other rows, which is no incident" for each in cells
    ]


def test_an_id_in_another_script_stays_its_own(plain, imported):
    """What is left of it in Latin letters is told apart; one of these alone is as it is."""
    made = imported(plain(*rows_of(*({"id": each} for each in ("Б-1", "В-1", "№ 5", "a_6", "é")))))
    ids = made.tables["incidents"]["incident_id"].tolist()
    assert len(set(ids)) == 5 and ids[2:4] == ["5", "a-6"]
    assert all(each.startswith("1-") and len(each) == 10 for each in ids[:2])
    assert len(ids[4]) == 8 and made.marked.empty and made.report.marked == {}


def test_of_two_columns_of_one_field_the_likelier_is_taken(plain, imported):
    """By the order of a field's names, whichever column comes first; the other is left."""
    for names in (("killed", "fatalities"), ("fatalities", "killed")):
        row = dict(zip(("date", "lat", "lon"), ("2025-05-16", "50.6", "36.6"), strict=True))
        made = imported(plain(row | {name: {"killed": "1"}.get(name, "2") for name in names}))
        assert made.report.became["killed"] == "killed"
        assert made.report.became["fatalities"] == "not carried over"
        assert made.tables["claims"]["value_min"].tolist() == ["1"]


def test_a_point_by_a_place_s_name_is_told_as_that(plain, imported):
    """With its region, or of a city; where the file gives a point or a region alone it is not."""
    rows = (("Shebekino", "RU-BEL", ""), ("Moscow", "", ""), ("Shebekino", "", ""),
            ("Kursk Oblast", "", ""), ("Shebekino", "RU-BEL", "50.41, 36.89"))  # fmt: skip
    cells = [dict(zip(("place", "region", "point"), each, strict=True)) for each in rows]
    made = imported(
        plain(*({"date": "2025-05-16"} | each for each in cells)), mapping={"point": "coordinates"}
    )
    said = made.tables["incidents"]["summary"].str
    named = said.contains("The point is that of the place named, by the gazetteer")
    alone = said.contains("looked up by its name alone")
    assert named.tolist() == [True, True, False, False, False]
    assert alone.tolist() == [False, False, True, False, False]
    assert cells_of(made, "latitude", "region")[3:] == [["", "RU-KRS"], ["50.41", "RU-BEL"]]
