"""Files as people have them: each small one here failed once, and says what it holds."""

from __future__ import annotations

import json

import pytest

from strikemap import collection
from strikemap.casualties.tolls import tolls
from strikemap.importers import ImportProblem
from strikemap.importers.forms.header_meaning import field_of

HEAD = "date,latitude,longitude,place,killed"
KMZ_PLACE = (
    '<?xml version="1.0"?><kml xmlns="http://www.opengis.net/kml/2.2"><Document><Placemark>'
    "<name>Depot</name><TimeStamp><when>2024-03-01</when></TimeStamp>"
    "<Point><coordinates>36.58,50.61,0</coordinates></Point></Placemark></Document></kml>"
)


def days(made):
    return made.tables["incidents"]["date_start"].tolist()


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
    read = collection.from_tables(made.tables, made.descriptor).collection
    killed, injured = tolls(read, "killed"), tolls(read, "injured")
    assert (killed.low[0], killed.headline[0], killed.high[0]) == (2, 3, 5)
    assert injured.known[0] and injured.high[0] == 0
    who = read.claims["claimant_id"].iloc[int(killed.claim[0])]
    assert (who, read.incidents["incident_id"][0]) == ("governor-sample", "2024-03-01-sample")


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ("3.0", ("3", "3", "exact")),
        ("1 204", ("1204", "1204", "exact")),
        ("3-5", ("3", "5", "exact")),
        ("3–5", ("3", "5", "exact")),
        ("3 or 4", ("3", "4", "exact")),
        ("at least 2", ("2", "", "at_least")),
        ("2+", ("2", "", "at_least")),
        ("~10", ("10", "10", "about")),
        ("up to 4", ("", "4", "up_to")),
        ("не менее 2", ("2", "", "at_least")),
        ("N/A", ("", "", "")),
        ("unknown", ("", "", "")),
        ("-", ("", "", "")),
        ("3.000", ("", "", "")),
        ("many", ("", "", "")),
        ("двоє", ("2", "2", "exact")),
        ("at least two", ("2", "", "at_least")),
        ("3 (2 дітей)", ("3", "3", "exact")),
        ("3[1]", ("3", "3", "exact")),
        ("#N/A", ("", "", "")),
        ("3 (+2)", ("", "", "")),
        ("3¹", ("", "", "")),
        ("3 (5 ранены)", ("", "", "")),
    ],
)
def test_a_toll_is_read_as_what_it_says(imported, cell, said):
    """A range, a bound or unknown; what can't be read is unknown, and its row kept."""
    made = imported(f"{HEAD}\n2024-03-01,50.61,36.58,A,{cell}\n".encode())
    assert [tuple(each[1:]) for each in numbers(made)] == [said]
    is_odd = cell in ("3.000", "many", "3 (2 дітей)", "3 (+2)", "3¹", "3 (5 ранены)")
    assert made.report.unread == ({"killed": 1} if is_odd else {})


@pytest.mark.parametrize(
    ("header", "cells", "said"),
    [
        ("killed,injured", "3 dead; 5 injured,", "killed 3, injured 5"),
        ("killed,injured", "5 injured,", "injured 5"),
        ("killed,injured", '"3 dead, 5 injured",5', "killed 3, injured 5"),
        ("killed,injured", '"3 dead, 5 injured",6', "killed ?, injured 6"),
        ("casualties", '"погибли двое, ещё 5 ранены"', "killed 2, injured 5"),
        ("casualties", "2 killed and up to 10 wounded", "killed 2, injured up to 10"),
        ("casualties", "3 killed and some wounded", "outcome ?"),
        ("killed/injured", "3/5", "killed 3, injured 5"),
        ("killed/injured", "9", "outcome ?"),
    ],
)
def test_one_cell_may_tell_of_killed_and_injured(imported, header, cells, said):
    """Each number goes to the measure that its word names, or to none."""
    made = imported(f"date,lat,lon,{header}\n2024-03-01,50.61,36.58,{cells}\n".encode())
    told = [f"{m} {'up to ' * (b == 'up_to')}{high or '?'}" for m, _, high, b in numbers(made)]
    assert ", ".join(told) == said


def test_civilians_and_combatants_are_parts_or_stand_alone(imported):
    """A column of one group is a claim of it; more of them than of everyone is left out."""
    header = "date,lat,lon,killed,min civilians killed,max civilians killed,soldiers killed\n"
    rows = "2024-03-01,50.61,36.58,5,2,,1\n2024-03-02,50.61,36.58,,2,4,\n"
    made = imported(f"{header}{rows}2024-03-03,50.61,36.58,1,2,,\n".encode())
    claims = made.tables["claims"].sort_values(["incident_id", "claim_id"])
    assert claims[["subject", "people", "value_min", "value_max"]].to_numpy().tolist() == [
        ["people", "not_said", "5", "5"],
        ["civilians", "civilians", "2", "2"],
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


@pytest.mark.parametrize(
    ("cells", "says"),
    [
        ("several,", [("killed", "could not be read")]),
        ("several,3", [("injured", "gives injured: 3"), ("killed", "could not be read")]),
        ("0,", [("killed", "gives 0 killed")]),
        (",0", [("injured", "gives 0 injured")]),
        ("N/A,-", [("killed", "no number of people killed or injured")]),
    ],
)
def test_a_number_that_the_file_has_is_never_called_missing(imported, cells, says):
    """What can't be read, or is a 0 that may mean anything, is told as that, without a number."""
    made = imported(f"date,lat,lon,killed,injured\n2024-03-01,50.61,36.58,{cells}\n".encode())
    claims = made.tables["claims"].sort_values("measure")
    assert list(claims["measure"]) == [measure for measure, _ in says]
    for said, (_, words) in zip(claims["statement"], says, strict=True):
        assert words in said
    assert claims["value_min"].tolist() == ["3" if "gives injured" in w else "" for _, w in says]


def test_killed_and_injured_together_are_neither(imported):
    """A column of casualties makes no number of either, and no claim that there is none."""
    made = imported(b"date,lat,lon,casualties\n2024-03-01,50.61,36.58,9\n")
    assert numbers(made) == [["outcome", "", "", ""]]
    assert "9 casualties" in made.tables["claims"]["statement"][0]


def test_the_order_of_day_and_month_is_proved_or_asked(imported):
    """One day above 12 proves it for the column; else ambiguous rows are rejected until said."""
    proved = f"{HEAD}\n31/05/2024,50.61,36.58,A,1\n04/05/2024,50.61,36.58,B,1\n".encode()
    assert days(imported(proved)) == ["2024-05-31", "2024-05-04"]
    asked = f"{HEAD}\n03/04/2024,50.61,36.58,A,1\n05/05/2024,50.61,36.58,B,1\n".encode()
    made = imported(asked)
    assert days(made) == ["2024-05-05"]
    assert "say what comes first" in made.rejected["why_rejected"][0]
    assert days(imported(asked, date_order="month")) == ["2024-03-04", "2024-05-05"]
    both = f"{HEAD}\n31/05/2024,50.6,36.5,A,1\n05/31/2024,50.6,36.5,B,1\n04/05/2024,50.6,36.5,C,\n"
    assert len(imported(both.encode()).rejected) == 1


def test_a_time_with_its_zone_gives_the_day_at_the_place(imported):
    """Late in the evening in UTC it is the next day in Belgorod, and the one after in Kamchatka."""
    rows = "2024-03-01T22:30:00Z,50.61,36.58,A,1\n2024-03-01T12:30:00Z,53.0,158.6,B,1\n"
    rows += "2024-03-02T01:30:00+03:00,50.61,36.58,C,1\n1709251200000,50.61,36.58,D,1\n"
    made = imported(f"{HEAD}\n{rows}".encode())
    assert days(made) == ["2024-03-02", "2024-03-02", "2024-03-02", "2024-03-01"]


def test_a_row_rejected_for_its_id_keeps_all_its_cells(acled, imported):
    """Columns that no incident is made of are in `rejected.csv` as they were."""
    made = imported(acled({}, {"event_id_cnty": "RUS1", "disorder_type": "kept as it is"}))
    assert made.rejected[["year", "disorder_type"]].to_numpy().tolist() == [
        ["2025", "kept as it is"]
    ]


def test_of_two_rows_with_one_id_the_newer_is_kept(acled, imported):
    """Whichever comes first; the other is listed as dropped."""
    old, new = {"event_id_cnty": "RUS1"}, {"event_id_cnty": "RUS1", "timestamp": "1748000001"}
    for rows in ((old | {"fatalities": "0"}, new | {"fatalities": "5"}),) * 2:
        for order in (rows, rows[::-1]):
            made = imported(acled(*order))
            assert numbers(made) == [["killed", "5", "5", "about"]]
            assert len(made.dropped) == 1 and len(made.rejected) == 0


@pytest.mark.parametrize(
    "text",
    [
        "sep=;\ndate;latitude;longitude;killed\n2024-03-01;50,61;36,58;2\n",
        "Strikes of March\n\ndate,latitude,longitude,killed\n2024-03-01,50.61,36.58,2\n",
        ",date,latitude,longitude,killed,\n0,2024-03-01,50.61,36.58,2,\n",
        "date,latitude,longitude,killed\n2024-03-01,50.61,36.58,2,\n",
        "Date,date,latitude,longitude,killed\n01.03.24,2024-03-01,50.61,36.58,2\n",
        "date,lat,lon,n\n#date,#geo+lat,#geo+lon,#affected+killed\n2024-03-01,50.61,36.58,2\n",
        'date,coordinates,killed\n2024-03-01,"50.61, 36.58",2\n',
        "date,coordinates,killed\n2024-03-01,N 50.61 E 36.58,2\n",
        'date,coordinates,killed\n2024-03-01,"geo:50.61,36.58",2\n',
        "date,latitude,longitude,killed\n2024-03-01,50°36'36\"N,36°34'48\"E,2\n",
        "date|lat|lon|killed\n1 March 2024|50.61|36.58|2\n",
        "date\tx_coord\ty_coord\tcrs\tkilled\n2024-03-01\t4072067\t6553260\tEPSG:3857\t2\n",
        "дата;широта;долгота;погибло\n01.03.2024;50,61;36,58;2\n",
        "date,place,region,killed\n2024-03-01,Belgorod,Белгородская область,2\n",
        json.dumps([{"date": "2024-03-01", "latitude": "50.61", "longitude": 36.58, "killed": 2}]),
        json.dumps({"data": [{"date": 45352, "point": {"lat": 50.61, "lon": 36.58}, "dead": 2.0}]}),
        json.dumps({"a1": {"date": "2024-03-01", "lat": 50.61, "lon": 36.58, "killed": 2}}),
        json.dumps({"date": ["2024-03-01"], "lat": [50.61], "lon": [36.58], "killed": [2]}),
        json.dumps(
            {
                "date": {"0": "2024-03-01"},
                "lat": {"0": 50.61},
                "lon": {"0": 36.58},
                "killed": {"0": 2},
            }
        ),
        json.dumps([["date", "lat", "lon", "killed"], ["2024-03-01", 50.61, 36.58, 2]]),
        json.dumps(
            {
                "columns": ["date", "lat", "lon", "killed"],
                "index": [0],
                "data": [["2024-03-01", 50.61, 36.58, 2]],
            }
        ),
        json.dumps(
            {
                "spatialReference": {"wkid": 102100},
                "features": [
                    {
                        "attributes": {"Date": 1709251200000, "killed": 2},
                        "geometry": {"x": 4072067, "y": 6553260},
                    }
                ],
            }
        ),
        json.dumps(
            {
                "type": "Feature",
                "id": "a1",
                "geometry": {"type": "Point", "coordinates": [36.58, 50.61]},
                "properties": {
                    "date": {"start": "2024-03-01"},
                    "casualties": {"killed": 2},
                    "source": {"name": "X"},
                    "tags": ["a", "b"],
                },
            }
        ),
        "date,geom,killed\n2024-03-01,0101000020E61000000AD7A3703D4A4240AE47E17A144E4940,2\n",
        "Дата,Широта,Долгота,Количество,\n,,,погибших,раненых\n01.03.2024,50.61,36.58,2,\n",
        '{"date":"2024-03-01","lat":50.61,"lon":36.58,"killed":2}\n'
        '{"date":"2099-03-01","lat":50.61,"lon":36.58,"killed":2}\n',
    ],
)
def test_shapes_of_tables(imported, text):
    """Each says that two people were killed in Belgorod Oblast on 1 March 2024."""
    made = imported(text.encode("utf-8"), "csv")
    (row,) = made.tables["incidents"].itertuples()
    assert (row.date_start, row.region) == ("2024-03-01", "RU-BEL")
    assert abs(float(row.latitude) - 50.61) < 0.02 and abs(float(row.longitude) - 36.58) < 0.02
    assert numbers(made) == [["killed", "2", "2", "exact"]]


def test_row_numbers_count_what_stands_above(imported):
    """A row after titles and a header of two lines has the number that a spreadsheet shows."""
    text = 'Title\n\n"date","latitude","longi\ntude"\nx,50.6,36.5\n2024-03-01,50.6,36.5\n1,2\n'
    made = imported(text.encode(), mapping={"longi tude": "longitude"})
    assert made.rejected["row_in_file"].tolist() == ["4", "6"]


@pytest.mark.parametrize("encoding", ["cp1251", "koi8-u", "cp866", "mac-cyrillic"])
@pytest.mark.parametrize(
    "text",
    [
        "дата;населённый пункт;область;погибло\n01.03.2024;Белгород;Белгородская область;2\n",
        "ДАТА;МЕСТО;РЕГИОН;УБИТО\n1 МАРТА 2024;БЕЛГОРОД;БЕЛГОРОДСКАЯ;2\n",
        "date;place;region;killed\n2024-03-01;Белгород;Belgorod;2\n",
    ],
)
def test_old_encodings_are_told_apart(imported, encoding, text):
    """By the words that their letters make, in small letters and capitals."""
    made = imported(text.encode(encoding))
    (row,) = made.tables["incidents"].itertuples()
    assert (row.date_start, row.place.casefold(), row.region) == (
        "2024-03-01",
        "белгород",
        "RU-BEL",
    )
    assert numbers(made) == [["killed", "2", "2", "exact"]]


@pytest.mark.parametrize(
    ("cell", "says"),
    [
        ("8GJ5HH2P+X4", "a plus code"),
        ("37U CR 12345 67890", "an MGRS reference"),
        ("37 U 401234 5606789", "UTM"),
        ("0101000020110F00000AD7A3703D4A4240AE47E17A144E4940", "no pair"),
        ("near the river", "no pair"),
    ],
)
def test_coordinates_that_are_not_read_are_named(imported, cell, says):
    """The reason is the cell's, not that there is none."""
    made = imported(f"date,coordinates\n2024-03-01,{cell}\n2024-03-01,50.6 36.6\n".encode())
    (why,) = made.rejected["why_rejected"]
    assert why.startswith("coordinates: ") and says in why


@pytest.mark.parametrize(
    ("contents", "says"),
    [
        (
            b"claim_id,incident_id,covers_from,measure,value_min,claimant_id\na,b,,killed,1,c\n",
            "table of claims",
        ),
        ("дата;место\n01.03.2024;Белгород\n".encode("utf-16-le"), "UTF-16"),
        (b"geonameid,date,longitude,latitude,status_wiki\n1,20240301,36.5,50.6,RU\n", "control"),
        (b"<!DOCTYPE html><html><body><table></table></body></html>", "web page"),
        (b'<?xml version="1.0"?><gpx></gpx>', "XML"),
        (b'<?xml version="1.0"?><!DOCTYPE kml [<!ENTITY a "b">]><kml>&a;</kml>', "document type"),
        (b"Rar!\x1a\x07\x00", "RAR"),
        (b'{"type": "Topology"}', "neither GeoJSON"),
    ],
)
def test_what_cannot_be_read_is_named_for_what_it_is(imported, contents, says):
    """One clear problem, in words that say what was given."""
    with pytest.raises(ImportProblem, match=says):
        imported(contents)


def test_exchanged_degrees_and_rows_abroad_are_listed(imported):
    """Both are dropped with their row, and the first is named for what it looks like."""
    rows = "2024-03-01,36.58,50.61,A,2\n2024-03-01,1,1,B,1\n2024-03-02,50.6,36.6,C,\n"
    made = imported(f"{HEAD}\n{rows}".encode())
    assert made.dropped["row_in_file"].tolist() == ["2", "3"]
    assert "look exchanged" in made.dropped["why_dropped"][0]


def test_east_may_stand_first_in_one_column(imported):
    """By the column's name or by what the reader says; a hemisphere says it by itself."""
    for cell in ("36.58, 50.61", "36.58E, 50.61N", "50.61N 36.58E"):
        text = f'date,lon_lat\n2024-03-01,"{cell}"\n'
        row = imported(text.encode()).tables["incidents"].iloc[0]
        assert (row["latitude"], row["longitude"]) == ("50.61", "36.58")
    text = text.replace("lon_lat", "pair").replace("50.61N 36.58E", "36.58, 50.61")
    mapping = {"pair": "coordinates_east_first"}
    row = imported(text.encode(), mapping=mapping).tables["incidents"].iloc[0]
    assert (row["latitude"], row["longitude"]) == ("50.61", "36.58")


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("Date (dd/mm/yyyy)", "date_start"),
        ("Дата (дд.мм.гггг)", "date_start"),
        ("Latitude (WGS84)", "latitude"),
        ("Killed[2]", "killed"),
        ("Injured (est.)", "injured"),
        ("Number of wounded", "injured"),
        ("Количество погибших", "killed"),
        ("No. killed", "killed"),
        ("Killed (children)", None),
        ("Deaths (military)", "killed_combatants"),
        ("Number of houses", None),
        ("Killed (2)", None),
    ],
)
def test_notes_beside_a_name_are_passed_over(header, field):
    """Formats, units and footnotes; words that say who is counted are not."""
    assert field_of(header) == field


def test_a_header_that_names_a_format_says_the_order(imported):
    """`03/04/2024` under `dd/mm/yyyy` is 3 April, and under `mm/dd/yyyy` 4 March."""
    for form, day in (("dd/mm/yyyy", "2024-04-03"), ("MM/DD/YYYY", "2024-03-04")):
        made = imported(f"Date ({form}),lat,lon\n03/04/2024,50.61,36.58\n".encode())
        assert made.tables["incidents"]["date_start"].tolist() == [day]
        assert any(f"as 'date ({form.lower()})' shows" in each for each in made.report.choices)


def test_a_column_of_times_in_utc_gives_the_day_at_the_place(imported):
    """What the header says of the zone counts as if each cell said it."""
    for name, day in (("date_utc", "2024-03-02"), ("Date (UTC)", "2024-03-02"),
                      ("date", "2024-03-01")):  # fmt: skip
        made = imported(f"{name},lat,lon\n2024-03-01 23:30:00,50.61,36.58\n".encode())
        assert made.tables["incidents"]["date_start"].tolist() == [day]


def test_a_year_in_a_column_of_its_own(imported):
    """It completes a day and month, and changes no day that has a year."""
    text = "date,year,lat,lon\n16 May,2025,50.6,36.5\n17.05,2025,50.6,36.5\n"
    text += "18.05.2025,2024,50.6,36.5\nмая 19,2025.0,50.6,36.5\n20 May,,50.6,36.5\n"
    made = imported(text.encode())
    assert sorted(days(made)) == [f"2025-05-{day}" for day in (16, 17, 18, 19)]
    assert len(made.rejected) == 1


def test_a_day_in_parts(imported):
    """Columns of year, month and day are joined; without the day it is the month, marked 3."""
    text = "iyear,imonth,iday,lat,lon\n2024,3,1,50.61,36.58\n2024,3,0,50.61,36.58\n"
    text += "2024,марта,2,50.61,36.58\n2024,,2,50.61,36.58\n"
    made = imported(text.encode())
    rows = made.tables["incidents"].sort_values(["date_start", "date_end"])
    assert rows[["date_start", "date_end", "time_precision"]].to_numpy().tolist() == [
        ["2024-03-01", "2024-03-01", "1"],
        ["2024-03-01", "2024-03-31", "3"],
        ["2024-03-02", "2024-03-02", "1"],
    ]
    assert made.rejected["why_rejected"].tolist()[0].startswith("date_start: '2024-00-02'")


@pytest.mark.parametrize(
    ("cells", "point"),
    [
        ("N/A,N/A,Belgorod,", True),
        ("unknown,?,г. Белгород,", True),
        ('0,0,"Белгород, Белгородская область",', True),
        ("50.6,,м. Бєлгород,", True),
        ("95,36.6,Belgorod (Belgorod Oblast),", True),
        ("x,y,Somewhere,Belgorod Oblast", False),
        (",,Белгородская область,", False),
        (",,с. Нигде (Белгородская обл.),", False),
    ],
)
def test_a_row_is_placed_by_what_it_has(imported, cells, point):
    """Degrees that say none don't remove a row that its place or region places."""
    made = imported(f"date,lat,lon,place,region\n2024-03-01,{cells}\n".encode())
    (row,) = made.tables["incidents"].itertuples()
    assert row.region == "RU-BEL" and bool(row.latitude) == point


def test_a_row_known_by_its_region_alone_says_so(imported):
    """Its precision is 3, unless the file has one of its own."""
    rows = imported(b"date,region\n2024-03-01,RU-BEL\n").tables["incidents"]
    assert rows["geo_precision"].tolist() == ["3"]


def test_regions_as_lands(imported):
    """`Белгородчина` is Belgorod's; what is no region is named in the reason."""
    text = "date,region\n2024-03-01,Белгородчина\n2024-03-02,Брянщина\n2024-03-03,АР Крим\n"
    made = imported(f"{text}2024-03-04,Нигдещина\n".encode())
    assert made.tables["incidents"]["region"].tolist() == ["RU-BEL", "RU-BRY", "UA-43"]
    assert made.rejected["why_rejected"][0].startswith("region: 'Нигдещина'")


def test_a_row_without_a_place_says_so(imported):
    """The reason names what was looked for, not a column that the file lacks."""
    made = imported("date,place,x,y\n2024-03-01,Белгород,,\n2024-03-01,Нигдеград,,\n"
                    "2024-03-01,,,\n2024-03-01,A,4072067,6555262\n".encode())  # fmt: skip
    assert made.report.rows_kept == 1
    one, two, three = made.rejected["why_rejected"]
    assert "'Нигдеград' is no city" in one and "no place or region" in two
    assert "looks like metres" in three


def test_no_column_has_to_be_ours(imported):
    """A column with a name of ours but other values is marked, or let go, and the row kept."""
    text = b"date,lat,lon,weapon\n2024-03-01,50.61,36.58,Shahed-136\n"
    marked = imported(text)
    assert marked.report.unread == {"weapon": 1}
    gone = imported(text, mapping={"weapon": ""})
    assert gone.report.became["weapon"] == "not carried over" and gone.report.unread == {}
    told = imported(text, mapping={"values": {"weapon": {"Shahed-136": "drone"}}})
    assert told.tables["incidents"]["weapon"].tolist() == ["drone"]


def test_a_placemark_may_have_its_day_in_its_name(imported):
    """Where it has no other: `1 MAR 2024 - Depot`."""
    bare = KMZ_PLACE.replace("<TimeStamp><when>2024-03-01</when></TimeStamp>", "")
    for name in ("1 MAR 2024 - Depot", "2024-03-01: Depot", "[01.03.2024] Depot"):
        (row,) = imported(bare.replace("Depot", name).encode()).tables["incidents"].itertuples()
        assert (row.title, row.date_start) == (name, "2024-03-01")


def test_kml_of_one_point(imported):
    """Name, day and point of a placemark."""
    (row,) = imported(KMZ_PLACE.encode()).tables["incidents"].itertuples()
    assert (row.title, row.date_start, row.latitude) == ("Depot", "2024-03-01", "50.61")
