"""Tolls as files have them: each cell is read as what it says, and no number is made up."""

from __future__ import annotations

import json

import pytest

from strikemap import collection, export, links
from strikemap.casualties.tolls import tolls

HEAD = "date,latitude,longitude,place,killed"


def numbers(made):
    return made.tables["claims"][["measure", "value_min", "value_max", "bound"]].values.tolist()


def test_our_own_export_comes_back(imported):
    """Range, headline and its claimant are those of the file."""
    made = imported(
        b"incident_id,title,date_start,date_end,region,territory,latitude,longitude,killed_low,"
        b"killed_headline,killed_high,killed_known,killed_according_to,injured_low,"
        b"injured_headline,injured_high,injured_known,injured_according_to,event_evidence\n"
        b"2024-03-01-sample,A strike,2024-03-01,2024-03-01,RU-BEL,russia,50.61,36.58,2,3,5,yes,"
        b"governor-sample,0,0,0,yes,governor-sample,one_origin\n"
    )
    assert any("This is an export of this project" in each for each in made.report.choices)
    read = collection.from_tables(made.tables, made.descriptor).collection
    killed, injured = tolls(read, "killed"), tolls(read, "injured")
    assert (killed.low[0], killed.headline[0], killed.high[0]) == (2, 3, 5)
    assert injured.known[0] and injured.high[0] == 0
    who = read.claims["claimant_id"].iloc[int(killed.claim[0])]
    assert (who, read.incidents["incident_id"][0]) == ("governor-sample", "2024-03-01-sample")


SAID = {
    "3.0": ("3", "3", "exact"),
    "1 204": ("1204", "1204", "exact"),
    "3-5": ("3", "5", "exact"),
    "3–5": ("3", "5", "exact"),
    "3 or 4": ("3", "4", "exact"),
    "at least 2": ("2", "", "at_least"),
    "2+": ("2", "", "at_least"),
    "~10": ("10", "10", "about"),
    "up to 4": ("", "4", "up_to"),
    "не менее 2": ("2", "", "at_least"),
    "N/A": ("", "", ""),
    "unknown": ("", "", ""),
    "-": ("", "", ""),
    "3.000": ("", "", ""),
    "many": ("", "", ""),
    "двоє": ("2", "2", "exact"),
    "at least two": ("2", "", "at_least"),
    "3 (2 дітей)": ("3", "3", "exact"),
    "3[1]": ("3", "3", "exact"),
    "#N/A": ("", "", ""),
    "3 (+2)": ("", "", ""),
    "3¹": ("", "", ""),
    "3 (5 ранены)": ("", "", ""),
    "3, including a child": ("3", "3", "exact"),
    "at least 7, of them 2 children": ("7", "", "at_least"),
    "7, из них 2 ребёнка": ("7", "7", "exact"),
    "3*": ("3", "3", "exact"),
    "3⁃5": ("3", "5", "exact"),
    "under 5": ("", "5", "up_to"),
    "по меньшей мере 2": ("2", "", "at_least"),
    "по крайней мере двое": ("2", "", "at_least"),
    "ок. 7": ("7", "7", "about"),
    "close to 10": ("10", "10", "about"),
    "~3-5": ("3", "5", "about"),
    "3, incl. 5 more": ("", "", ""),
    "3, including 1 dead": ("", "", ""),
}
ODD = ("#N/A", "3.000", "many", "3 (2 дітей)", "3 (+2)", "3¹", "3 (5 ранены)", "3*")
ODD += tuple(each for each in SAID if any(x in each for x in ("incl", "of them", "из них")))
"""Cells that are not read, or say more beside their number."""


def rows_of(header, lines):
    """A file with a row for each of *lines*, whose incidents are `i0`, `i1` …"""
    rows = [f"i{n},2024-03-01,50.61,36.58,{each}" for n, each in enumerate(lines)]
    return "\n".join([f"incident_id,date,lat,lon,{header}", *rows]).encode()


def claims_of(made, n, *names):
    """The claims of the row *n* of such a file, as tuples of the columns *names*."""
    claims = made.tables["claims"].query(f"incident_id == 'i{n}'")
    return list(claims[list(names)].itertuples(index=False, name=None))


def test_a_toll_is_read_as_what_it_says(imported):
    """A range, a bound or unknown; what can't be read is unknown, and its row kept."""
    made = imported(rows_of("killed", [f'"{cell}"' for cell in SAID]))
    for n, (cell, said) in enumerate(SAID.items()):
        assert claims_of(made, n, "value_min", "value_max", "bound") == [said], cell
    assert set(made.marked["cell"]) == set(ODD) and len(made.marked) == len(ODD)
    # A note beside a number is listed, and no reason to call the number unread.
    assert made.report.unread == {"killed": sum(not SAID[cell][2] for cell in ODD)}


@pytest.mark.parametrize(
    ("header", "rows"),
    [
        (
            "killed,injured",
            {
                "3 dead; 5 injured,": "killed 3, injured 5",
                "5 injured,": "injured 5",
                '"3 dead, 5 injured",5': "killed 3, injured 5",
                '"3 dead, 5 injured",6': "killed ?, injured 6",
                "2 мирных жителя,5 цивільних осіб": "killed 2, injured 5",
            },
        ),
        (
            "casualties",
            {
                '"погибли двое, ещё 5 ранены"': "killed 2, injured 5",
                "2 killed and up to 10 wounded": "killed 2, injured up to 10",
                "3 killed and some wounded": "outcome ?",
            },
        ),
        (
            "killed/injured",
            {
                "3/5": "killed 3, injured 5",
                "9": "outcome ?",
                "-/5": "injured 5",
                "3/?": "killed 3",
            },
        ),
        ("Потери (убито/ранено)", {"3/5": "killed 3, injured 5"}),
        ("How many killed?,How many were injured?", {"3,5": "killed 3, injured 5"}),
    ],
)
def test_one_cell_may_tell_of_killed_and_injured(imported, header, rows):
    """Each number goes to the measure that its word names, or to none."""
    made = imported(rows_of(header, rows))
    for n, (cells, said) in enumerate(rows.items()):
        found = claims_of(made, n, "measure", "value_max", "bound")
        told = [f"{m} {'up to ' * (bound == 'up_to')}{high or '?'}" for m, high, bound in found]
        assert sorted(told) == sorted(said.split(", ")), cells


def test_civilians_and_combatants_are_parts_or_stand_alone(imported):
    """A column of one group is a claim of it; more of them than of everyone is left out."""
    header = "date,lat,lon,killed,min civilians killed,max civilians killed,soldiers killed\n"
    rows = "2024-03-01,50.61,36.58,5,2,,1\n2024-03-02,50.61,36.58,,2,4,\n"
    made = imported(f"{header}{rows}2024-03-03,50.61,36.58,1,2,,\n".encode())
    claims = made.tables["claims"].sort_values(["incident_id", "claim_id"])
    assert claims[["subject", "people", "value_min", "value_max"]].to_numpy().tolist() == [
        ["people", "not_said", "5", "5"],
        ["civilians", "civilians", "2", ""],
        ["combatants", "combatants", "1", "1"],
        ["civilians", "civilians", "2", "4"],
        ["people", "not_said", "1", "1"],
    ]
    assert made.report.unread == {"min civilians killed": 1}
    read = collection.from_tables(made.tables, made.descriptor).collection
    assert tolls(read, "killed").headline.tolist() == [5, 2, 1]


def test_what_is_said_in_place_of_a_number_is_true(imported):
    """Of a text that speaks of the dead, or a number far down a column, nothing is denied."""
    text = b"date,lat,lon,notes,lost\n2024-03-01,50.61,36.58,Two were killed,unknown\n"
    (said,) = imported(text).tables["claims"]["statement"]
    assert said.startswith("Its text speaks of people killed or injured")
    rows = "".join(f"2024-03-01,50.61,36.58,quiet {n},{n or '?'}\n" for n in (0, 0, 0, 5))
    made = imported(f"date,lat,lon,notes,lost\n{rows}".encode())
    assert made.report.untaken == ("lost",)


@pytest.mark.parametrize(
    "names",
    ["fatalities,wounded", "Deaths,Injured", "погибло,ранено", "загинуло,поранено", "KILLED,hurt"],
)
def test_tolls_are_known_by_meaning(imported, names):
    """Columns of people killed and injured are recognised in three languages."""
    made = imported(f"date,lat,lon,{names}\n2024-03-01,50.61,36.58,3,7\n".encode())
    assert [each[:3] for each in numbers(made)] == [["killed", "3", "3"], ["injured", "7", "7"]]


def test_numbers_taken_for_nothing_are_named(imported):
    """The claim never says that the file gives no number where some column could be one."""
    made = imported(b"date,lat,lon,200s\n2024-03-01,50.61,36.58,3\n")
    assert made.report.untaken == ("200s",)
    assert "were taken for nothing: 200s" in made.tables["claims"]["statement"][0]
    mapped = imported(b"date,lat,lon,200s\n2024-03-01,50.61,36.58,3\n", mapping={"200s": "killed"})
    assert numbers(mapped) == [["killed", "3", "3", "exact"]]


def test_numbers_in_any_shape_under_a_name_of_tolls_are_asked_about(imported):
    """Two of them in one cell too: the file is never said to give none."""
    cells = {
        "Losses, k/w": "2/5",
        "Deaths and hurt in all": "2 and 5",
        "Toll by agency": "A: 2; B: 5",
    }
    header = ",".join(f'"{each}"' for each in cells)
    made = imported(rows_of(header, [",".join(f'"{each}"' for each in cells.values())]))
    assert made.report.untaken == tuple(each.casefold() for each in cells)
    assert "were taken for nothing" in made.tables["claims"]["statement"][0]


def test_a_word_that_also_names_something_else_hides_no_toll(imported):
    """A day, an id or a place within a header's words does not make its numbers no people."""
    headers = (
        *("Killed to date", "Updated deaths", "Updated toll", "Latest toll", "Latest count"),
        *("Deaths in raid", "Fatalities (year)", "Killed code", "Dead / population"),
        *("Deaths this month", "Number", "Score", "People: to date", "загиблих за рік", "Потери"),
    )
    made = imported(rows_of(",".join(headers), [",".join("3" for _ in headers)]))
    assert made.report.untaken == tuple(each.casefold() for each in headers)
    assert "were taken for nothing" in made.tables["claims"]["statement"][0]


def test_numbers_that_count_no_people_are_not_asked_about(imported):
    """Ids, days, codes, coordinates and arms beside an incident are no tolls."""
    names = (
        "OBJECTID,fid,event id,iyear,month,day,update time,postcode,iso3,lat_2,index,row,"
        "risk_score,distance,population,drones launched,номер,Код,год"
    )
    cells = ",".join("3" for _ in names.split(","))
    made = imported(f"date,lat,lon,{names}\n2024-03-01,50.61,36.58,{cells}\n".encode())
    assert made.report.untaken == ()


def test_a_number_that_the_file_has_is_never_called_missing(imported):
    """What can't be read, or is a 0 that may mean anything, is told as that, without a number."""
    rows = {
        "several,": [("killed", "could not be read")],
        "several,3": [("injured", "gives injured: 3"), ("killed", "could not be read")],
        "0,": [("killed", "gives 0 killed")],
        ",0": [("injured", "gives 0 injured")],
        "N/A,-": [("killed", "no number of people killed or injured")],
    }
    made = imported(rows_of("killed,injured", rows))
    for n, (cells, says) in enumerate(rows.items()):
        claims = sorted(claims_of(made, n, "measure", "statement", "value_min"))
        assert [measure for measure, *_ in claims] == [measure for measure, _ in says], cells
        for (_, said, least), (_, words) in zip(claims, says, strict=True):
            assert words in said and least == ("3" if "gives injured" in words else ""), cells


def test_killed_and_injured_together_are_neither(imported):
    """A column of casualties makes no number of either, and no claim that there is none."""
    made = imported(b"date,lat,lon,casualties\n2024-03-01,50.61,36.58,9\n")
    assert numbers(made) == [["outcome", "", "", ""]]
    assert "9 casualties" in made.tables["claims"]["statement"][0]


def test_a_figure_of_two_claimants_comes_back_as_the_part_of_each(imported):
    """As an export writes it: of the civilians by the first, of the combatants by the second."""
    names = ("low", "headline", "high", "known", "according_to", "civilians", "combatants")
    header = ",".join(f"killed_{each}" for each in names)
    row = "2024-03-01-x,2024-03-01,50.61,36.58,5,5,5,yes,governor;ministry,3,2"
    made = imported(f"incident_id,date_start,latitude,longitude,{header}\n{row}\n".encode())
    read = collection.from_tables(made.tables, made.descriptor).collection
    found = made.tables["claims"][["claimant_id", "people", "value_min", "value_max"]]
    assert sorted(found.to_numpy().tolist()) == [
        ["governor", "civilians", "3", "3"],
        ["ministry", "combatants", "2", "2"],
    ]
    killed = tolls(read, "killed")
    assert (killed.low[0], killed.headline[0], killed.high[0]) == (5, 5, 5)
    link, _ = links.from_query({"territory": ["together"]}, read)
    exported = export.export("csv", export.View(read, link)).decode()
    assert "governor;ministry" in exported


def test_a_claimant_whose_part_is_nothing_is_kept(imported):
    """The range is the file's, the part its claimant's, and the other's word has no number."""
    names = ("low", "headline", "high", "known", "according_to", "civilians", "combatants")
    header = ",".join(f"killed_{each}" for each in names)
    row = "2024-03-01-x,2024-03-01,50.61,36.58,0,2,7,yes,governor;legion,0,2"
    made = imported(f"incident_id,date_start,latitude,longitude,{header}\n{row}\n".encode())
    found = made.tables["claims"][["claimant_id", "people", "value_min", "value_max"]]
    assert sorted(found.to_numpy().tolist()) == [
        ["governor", "not_said", "", ""],
        ["legion", "combatants", "2", "2"],
        ["not-named-in-the-file-be6900", "not_said", "0", "7"],
    ]


@pytest.mark.parametrize(
    ("header", "cells", "wanted"),
    [
        ("minimum total people killed,maximum total people killed", "2,5", (2, 2, 5)),
        ("killed,killed_min,killed_max", "3,2,5", (3, 2, 5)),
        ("deaths_best,deaths_low,deaths_high", "3,2,5", (3, 2, 5)),
        ("dead (max.),dead (min.)", "5,2", (2, 2, 5)),
        ("загинуло (мінімум),загинуло (максимум)", "2,5", (2, 2, 5)),
        ("civilians_killed_min,civilians_killed_max,belligerents_killed_min,belligerents_killed_max",
         "2,3,1,4", (3, 3, 7)),
    ],
)  # fmt: skip
def test_the_ends_of_a_range_are_known_by_their_words(imported, header, cells, wanted):
    """Least and most make a range by the row's claimant, a figure beside them is the headline."""
    text = f"date,lat,lon,claimant,{header}\n2024-03-01,50.61,36.58,Governor,{cells}\n"
    made = imported(text.encode())
    assert made.report.untaken == () and made.report.unread == {}
    read = collection.from_tables(made.tables, made.descriptor).collection
    killed = tolls(read, "killed")
    assert (killed.headline[0], killed.low[0], killed.high[0]) == wanted
    assert made.tables["claimants"]["name"].tolist() == ["Governor"]


def test_tolls_within_a_record_are_taken_apart(imported):
    """Least and most, and civilians, in objects of JSON, and numbers with a database's types."""
    tolls_of = {"killed": {"min": 2, "max": 4}, "injured": {"civilians": {"$numberInt": "3"}}}
    record = {"date": {"$date": "2024-03-01T00:00:00Z"}, "lat": 50.61, "lon": 36.58}
    made = imported(json.dumps([record | {"casualties": tolls_of}]).encode())
    assert made.report.unread == {} and made.report.untaken == ()
    assert sorted(numbers(made)) == [["injured", "3", "3", "exact"], ["killed", "2", "4", "exact"]]


@pytest.mark.parametrize(
    "description",
    [
        "<table><tr><td>Дата</td><td>01.03.2024</td></tr><tr><td>Погибло</td><td>2</td></tr></table>",
        "Date: 2024-03-01<br>Killed: 2<br>Source: http://x.example",
        "<b>Date</b>: 2024-03-01\n<b>Deaths:</b> 2",
    ],
)
def test_a_placemarks_description_may_name_its_day_and_toll(imported, description):
    """Field by field, as map makers write a table into it; other words are no fields."""
    point = "<Point><coordinates>36.58,50.61</coordinates></Point>"
    text = f"<description><![CDATA[{description}]]></description>{point}"
    made = imported(f"<kml><Placemark><name>Depot</name>{text}</Placemark></kml>".encode())
    assert made.tables["incidents"]["date_start"].tolist() == ["2024-03-01"]
    assert numbers(made) == [["killed", "2", "2", "exact"]]


def test_a_day_of_utc_without_a_time_says_so(imported):
    """At the place it may be another day, and no time tells which."""
    made = imported(b"date_utc,lat,lon,killed\n2024-03-01,50.61,36.58,2\n")
    assert "The day is that of the time in UTC" in made.tables["incidents"]["summary"][0]


NOBODY_OR_UNTOLD = {
    ("no casualties", ""): ("0", "0"),
    ("No casualties.", "4"): ("0", "4"),
    ("no casualties", "N/A"): ("0", ""),
    ("без жертв", ""): ("0", ""),
    ("Жертв нет", "пострадавших нет"): ("0", "0"),
    ("", "постраждалих немає"): ("0", "0"),
    ("2", "обошлось без пострадавших"): ("2", "0"),
    ("погибших и раненых нет", ""): ("0", "0"),
    ("ніхто не загинув", "3"): ("0", "3"),
    ("nobody was killed or injured", ""): ("0", "0"),
    ("no injuries", ""): ("", "0"),
    ("no deaths, 3 injured", ""): ("0", "3"),
    ("без жертв и разрушений", ""): ("0", ""),
    ("no injuries", "4"): ("", "4"),
    ("none reported", "no reported casualties"): ("", ""),
    ("no known deaths", "о пострадавших не сообщается"): ("", ""),
    ("нет данных о погибших", "про постраждалих не повідомляється"): ("", ""),
    ("нет", "no"): ("", ""),
    ("0", "zero"): ("", ""),
}


def test_words_that_nobody_was_hurt_are_a_zero_and_that_none_is_reported_are_not(imported):
    """By the chronology's rule; a 0 in digits stays unknown, as whoever wrote it may not know."""
    made = imported(rows_of("killed,injured", [f'"{k}","{i}"' for k, i in NOBODY_OR_UNTOLD]))
    for n, (cells, wanted) in enumerate(NOBODY_OR_UNTOLD.items()):
        found = {m: v for m, v in claims_of(made, n, "measure", "value_min") if v}
        assert (found.get("killed", ""), found.get("injured", "")) == wanted, cells
    zeros = made.tables["claims"].query("value_min == '0'")
    assert all(f"nobody was {of}" in said for of, said in zeros[["measure", "statement"]].values)


def test_who_the_counted_are_is_no_part_of_their_number(imported):
    """“People were” and “woman” change nothing; of a sum or a word for either nothing is taken."""
    rows = {
        "1 person died, 3 people were injured": {"killed": "1", "injured": "3"},
        "one woman killed": {"killed": "1"},
        "погибли двое детей, ранены 3 женщины": {"killed": "2", "injured": "3"},
        "1 woman and 2 children killed": {},
        "5 пострадавших, 2 из них погибли": {},
    }
    made = imported(rows_of("casualties", [f'"{cell}"' for cell in rows]))
    for n, (cell, wanted) in enumerate(rows.items()):
        assert {m: v for m, v in claims_of(made, n, "measure", "value_min") if v} == wanted, cell
    assert made.marked["cell"].tolist() == [cell for cell, wanted in rows.items() if not wanted]


@pytest.mark.parametrize(
    ("header", "cell", "wanted", "done"),
    [
        ("casualties", "2 погибших и 5 пострадавших", {"killed": "2", "injured": "5"}, "harmed"),
        ("killed", "5 пострадавших", {}, "counts as unknown"),
        ("killed", "2 dead, including 1 child, and 5 injured", {"killed": "2", "injured": "5"},
         "told beside it"),
    ],
)  # fmt: skip
def test_a_reading_that_leaves_something_is_marked(imported, header, cell, wanted, done):
    """«Пострадавшие» taken as the injured, and a part of those counted, are listed by cell."""
    made = imported(f'date,lat,lon,{header}\n2024-03-01,50.61,36.58,"{cell}"\n'.encode())
    found = made.tables["claims"].query("value_min != ''").set_index("measure")["value_min"]
    assert found.to_dict() == wanted
    (marked,) = made.marked.to_numpy().tolist()
    assert marked[:3] == ["2", header, cell] and done in marked[3]


def test_a_cell_that_says_that_nothing_is_told_is_read(imported):
    """It is no fault of the file: no cell is marked as one that could not be read."""
    rows = ("none reported", "не указано", "no reports of casualties")
    made = imported(rows_of("killed", rows))
    assert made.report.rows_kept == len(rows) and len(made.marked) == 0


def test_the_account_counts_the_rows_whose_tolls_could_not_be_read(imported):
    """Each kept row once, by what is said of it, as the row itself says."""
    rows = "".join(f"2024-03-0{at},50.61,36.58,A,{killed}\n"
                   for at, killed in enumerate(("many", "some", "1"), 1))  # fmt: skip
    made = imported(f"date,lat,lon,place,killed\n{rows}".encode())
    (said,) = made.report.marked
    assert made.report.marked[said] == 2 and "killed could not be read" in said
    inferred = made.tables["claims"]["inferred"].tolist()
    assert sorted(inferred) == ["", said, said]


def test_a_least_that_is_a_range_has_its_own_end(imported):
    """A single number without a most beside it is at least so many."""
    rows = "".join(f"2024-03-0{at},50.61,36.58,A,{least},\n"
                   for at, least in enumerate(("2-3", "2"), 1))  # fmt: skip
    made = imported(f"date,lat,lon,place,killed_min,killed_max\n{rows}".encode())
    claims = made.tables["claims"]
    found = claims.loc[claims["measure"] == "killed", ["value_min", "value_max", "bound"]]
    assert found.to_numpy().tolist() == [["2", "3", "exact"], ["2", "", "at_least"]]
