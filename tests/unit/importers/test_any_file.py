"""Files as people have them: each small one here failed once, and says what it holds."""

from __future__ import annotations

import csv
import io
import json
import zipfile

import pytest

from strikemap import collection
from strikemap.checks import check_collection
from strikemap.importers import ImportOptions, ImportProblem, examine
from strikemap.importers.forms.header_meaning import field_of
from tests.unit.importers.conftest import UCDP_ROW

HEAD = "date,latitude,longitude,place,killed"
KMZ_PLACE = (
    '<?xml version="1.0"?><kml xmlns="http://www.opengis.net/kml/2.2"><Document><Placemark>'
    "<name>Depot</name><TimeStamp><when>2024-03-01</when></TimeStamp>"
    "<Point><coordinates>36.58,50.61,0</coordinates></Point></Placemark></Document></kml>"
)


def zipped(name):
    """A zip with one part that is called *name*."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(name, "x")
    return out.getvalue()


AREAS = json.dumps(
    {
        "type": "FeatureCollection",
        "features": [
            {
                "type": "Feature",
                "properties": {"name": "held", "date": "2024-03-01"},
                "geometry": {"type": kind, "coordinates": []},
            }
            for kind in ("Polygon", "MultiPolygon")
        ],
    }
)


def days(made):
    return made.tables["incidents"]["date_start"].tolist()


def numbers(made):
    return made.tables["claims"][["measure", "value_min", "value_max", "bound"]].values.tolist()


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


@pytest.mark.by_day(18, "by day every second; parts of a file have tests of their own in file/")
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
        json.dumps({"date": "2024-03-01", "lat": 50.61, "lon": 36.58, "killed": 2}),
        json.dumps(
            {
                "took": 3,
                "hits": {
                    "total": {"value": 1},
                    "hits": [
                        {
                            "_id": "a",
                            "_source": {
                                "date": "2024-03-01",
                                "lat": 50.61,
                                "lon": 36.58,
                                "killed": 2,
                            },
                        }
                    ],
                },
            }
        ),
        json.dumps(
            {
                "data": {
                    "events": {
                        "edges": [
                            {
                                "node": {
                                    "date": "2024-03-01",
                                    "lat": 50.61,
                                    "lon": 36.58,
                                    "killed": 2,
                                }
                            }
                        ]
                    }
                }
            }
        ),
        json.dumps(
            {
                "success": True,
                "result": {
                    "records": [
                        {"date": "2024-03-01", "lat": 50.61, "lon": 36.58, "killed": 2},
                    ]
                },
            }
        ),
        '[{"date": "2024-03-01", "lat": 50.61, "lon": 36.58, "killed": 2, "depth": NaN}]',
        '[{"date": "/Date(1709251200000+0300)/", "lat": 50.61, "lon": 36.58, "killed": 2}]',
        'date,lat,lon,killed\n="2024-03-01","=""50.61""",36.58,"=""2"""\n',
        "date,geometry,killed\n2024-03-01,"
        '"{""type"": ""Point"", ""coordinates"": [36.58, 50.61]}",2\n',
        "date,location,killed\n2024-03-01,\"{'lat': 50.61, 'lng': 36.58}\",2\n",
        'date,location,killed\n2024-03-01,"(50.61, 36.58)",2\n',
        "date,location,killed\n2024-03-01,POINT (36.58 50.61),2\n",
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
@pytest.mark.by_day(4, "the commonest and the rarest by day; which one it is the header tells")
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
    ("contents", "says"),
    [
        (
            b"claim_id,incident_id,covers_from,measure,value_min,claimant_id\na,b,,killed,1,c\n",
            "table of claims",
        ),
        ("дата;место\n01.03.2024;Белгород\n".encode("utf-16-le"), "UTF-16"),
        (b"geonameid,date,longitude,latitude,status_wiki\n1,20240301,36.5,50.6,RU\n", "control"),
        (
            b"WEEK,COUNTRY,SUB_EVENT_TYPE,EVENTS,FATALITIES\n2024-03-02,Russia,Attack,3,4\n",
            "by week",
        ),
        (b"<!DOCTYPE html><html><body><table></table></body></html>", "web page"),
        (b"<table><tr><td>date</td><td>lat</td></tr></table>", "web page"),
        (zipped("xl/workbook.bin"), "xlsb"),
        (zipped("Index/Document.iwa"), "Numbers"),
        (b'<?xml version="1.0"?><gpx></gpx>', "GPX"),
        (b'<?xml version="1.0"?><rss></rss>', "XML"),
        (b"admin1,month,year,events,fatalities\nBelgorod,March,2024,3,5\n", "by week or month"),
        (AREAS.encode(), "areas and no points"),
        (b'<?xml version="1.0"?><!DOCTYPE kml [<!ENTITY a "b">]><kml>&a;</kml>', "document type"),
        (b"Rar!\x1a\x07\x00", "RAR"),
        (b'{"type": "Topology"}', "neither GeoJSON"),
    ],
)
def test_what_cannot_be_read_is_named_for_what_it_is(imported, contents, says):
    """One clear problem, in words that say what was given."""
    with pytest.raises(ImportProblem, match=says):
        imported(contents)


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


def test_data_of_one_name_in_a_placemark_are_all_kept(imported):
    """Each that says something else has a column of its own; too many are refused at once."""
    of = "".join(f'<Data name="killed"><value>{each}</value></Data>' for each in (2, 3, 3, 4))
    made = imported(
        KMZ_PLACE.replace("<Point>", f"<ExtendedData>{of}</ExtendedData><Point>").encode()
    )
    assert made.tables["claims"]["value_min"].tolist() == ["2"]
    assert {"killed (2)", "killed (3)"} == {
        name for name in made.report.became if name.startswith("killed (")
    }
    many = "".join(f'<Data name="a"><value>{each}</value></Data>' for each in range(300))
    with pytest.raises(ImportProblem, match="more than 200 columns"):
        imported(
            KMZ_PLACE.replace("<Point>", f"<ExtendedData>{many}</ExtendedData><Point>").encode()
        )


TWICE_KILLED = "".join(f'<Data name="killed"><value>{n}</value></Data>' for n in (2, 3))
SHOWN_AS_KILLED = '<Data name="f1"><displayName>Killed</displayName><value>2</value></Data>'


@pytest.mark.parametrize(
    ("data", "asked"), [(SHOWN_AS_KILLED, ()), (TWICE_KILLED, ("killed (2)",))]
)
def test_data_of_a_placemark_keep_every_number(imported, data, asked):
    """By the name that is shown, where that alone is known; a second number is asked about."""
    text = KMZ_PLACE.replace("<Point>", f"<ExtendedData>{data}</ExtendedData><Point>")
    made = imported(text.encode())
    assert numbers(made)[0][1] == "2"
    assert made.report.untaken == asked


@pytest.mark.parametrize("lacking", [("time_precision",), ("geo_precision",), ("event_type",)])
def test_a_trimmed_acled_file_keeps_day_and_point(acled, imported, lacking):
    """Without a precision ACLED's day and point stand, are not put as exact, and are marked."""
    rows = list(csv.DictReader(io.StringIO(acled({}).decode())))
    text = io.StringIO()
    kept = [name for name in rows[0] if name not in lacking]
    writer = csv.DictWriter(text, kept, extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    made = imported(text.getvalue().encode())
    (row,) = made.tables["incidents"].itertuples()
    assert made.report.form == "ACLED event export"
    day, point = (each in lacking for each in ("time_precision", "geo_precision"))
    assert (row.date_start, row.date_end) == ("2025-05-16", "2025-05-16")
    assert (row.time_precision, row.geo_precision) == ("12"[day], "12"[point])
    assert ("how sure ACLED is of the day" in row.summary) == day
    assert ("how sure ACLED is of the point" in row.summary) == point
    assert sum(made.report.marked.values()) == day + point
    read = collection.from_tables(made.tables, made.descriptor).collection
    assert read is not None and not [
        each for each in check_collection(read) if each.severity == "error"
    ]
    assert row.event_type == "Explosions/Remote violence"
    assert made.marked["column"].tolist() == [each for each in lacking if each != "event_type"]


@pytest.mark.parametrize(
    ("geometry", "named"),
    [
        ({"rings": [[[1, 2], [3, 4], [1, 2]]]}, "Polygon (Esri)"),
        ({"paths": [[[1, 2], [3, 4]]]}, "Polyline (Esri)"),
        ({"points": [[36.58, 50.61], [36.6, 50.6]]}, "MultiPoint of 2 points"),
    ],
)
def test_features_of_esri_are_named_for_what_they_are(imported, geometry, named):
    """The file as Esri's, and a geometry that is no point by Esri's name for it."""
    point = {"attributes": {"date": "2024-03-01"}, "geometry": {"x": 36.58, "y": 50.61}}
    other = {"attributes": {"date": "2024-03-02"}, "geometry": geometry}
    made = imported(json.dumps({"features": [point, other]}).encode())
    assert "features of Esri's JSON" in made.report.recognised
    (why,) = made.rejected["why_rejected"]
    assert named in why and made.report.rows_kept == 1


def test_an_empty_list_of_sources_names_nobody(imported):
    """As maps of geolocated events have it: `[]` is an empty cell, and no publisher."""
    row = {"date": "2024-03-01", "latitude": 50.61, "longitude": 36.58, "sources": [], "x": {}}
    made = imported(json.dumps([row]).encode())
    assert made.tables["sources"]["publisher"].tolist() == ["Not named in the file"]


def test_a_place_within_an_event_is_taken_apart(imported):
    """Degrees and name two objects deep, as programs' interfaces give them."""
    place = {"lat": 50.61, "lon": 36.58, "name": "Sample"}
    made = imported(json.dumps([{"event": {"date": "2024-03-01", "location": place}}]).encode())
    found = made.tables["incidents"][["place", "latitude", "longitude"]]
    assert found.to_numpy().tolist() == [["Sample", "50.61", "36.58"]]


@pytest.mark.parametrize("wrapped", [True, False])
def test_features_are_what_their_properties_say_and_else_geojson(wrapped):
    """A data set's own names are known in a feature too; a record has no geometry."""
    ucdp = UCDP_ROW | {"latitude": "", "longitude": ""}
    for own, form in ((ucdp, "ucdp"), ({"date": "2024-03-01", "killed": 2}, "geojson")):
        point = {"type": "Point", "coordinates": [36.6, 50.6]}
        feature = {"type": "Feature", "geometry": point, "properties": own}
        whole = {"type": "FeatureCollection", "features": [feature]} if wrapped else [own]
        found = examine(json.dumps(whole).encode(), None, ImportOptions()).form
        assert found == (form if wrapped or form == "ucdp" else "csv")
