"""Places as files have them: by degrees, by a name or by a region."""

from __future__ import annotations

import pandas as pd
import pytest

from strikemap.importers.forms.plain_places import usable

HEAD = "date,latitude,longitude,place,killed"


def test_coordinates_that_are_not_read_are_named(imported):
    """The reason is the cell's, not that there is none."""
    unread = (
        ("8GJ5HH2P+X4", "a plus code"),
        ("37U CR 12345 67890", "an MGRS reference"),
        ("37 U 401234 5606789", "UTM"),
        ("0101000020110F00000AD7A3703D4A4240AE47E17A144E4940", "no pair"),
        ("near the river", "no pair"),
    )
    rows = "".join(f"2024-03-01,{cell}\n" for cell, _ in unread)
    made = imported(f"date,coordinates\n{rows}2024-03-01,50.6 36.6\n".encode())
    for why, (cell, says) in zip(made.rejected["why_rejected"], unread, strict=True):
        assert why.startswith("coordinates: ") and says in why, cell


def test_exchanged_degrees_and_rows_abroad_are_listed(imported):
    """Both are dropped with their row, and the first is named for what it looks like."""
    rows = "2024-03-01,36.58,50.61,A,2\n2024-03-01,1,1,B,1\n2024-03-02,50.6,36.6,C,\n"
    made = imported(f"{HEAD}\n{rows}".encode())
    assert made.dropped["row_in_file"].tolist() == ["2", "3"]
    assert "look exchanged" in made.dropped["why_dropped"][0]


@pytest.mark.parametrize(
    ("latitude", "longitude", "is_said"),
    [
        ("36.58", "50.61", True),
        ("33.53", "44.62", True),
        ("37.80", "44.71", True),
        ("131.89", "43.11", True),
        ("158.65", "53.02", True),
        ("131.89", "143.11", False),
        ("53.9", "27.56", False),
        ("1", "1", False),
        ("999", "50", False),
    ],
)
def test_exchanged_degrees_are_named_also_in_harbours_and_the_far_east(
    imported, latitude, longitude, is_said
):
    """Whether the row is dropped as abroad, or rejected since no latitude is so high."""
    text = f"{HEAD}\n2024-03-01,{latitude},{longitude},A,2\n2024-03-02,50.6,36.6,C,\n"
    made = imported(text.encode())
    whys = [*made.dropped.get("why_dropped", ()), *made.rejected["why_rejected"]]
    assert ["look exchanged" in each for each in whys] == [is_said]


def test_what_a_file_places_abroad_is_not_said_to_be_exchanged(acled, imported):
    """Tbilisi's degrees exchanged would lie in Russia; the file names Georgia."""
    of = {"latitude": "41.7", "longitude": "44.8", "country": "Georgia"}
    made = imported(acled({}, of))
    assert ["exchanged" in each for each in made.dropped["why_dropped"]] == [False]


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


def test_a_name_that_one_place_has_places_a_row_and_says_so(imported):
    """A small town without a region, as a reader may mean a smaller place that is not listed."""
    made = imported("date,place\n2024-03-01,Shebekino\n2024-03-01,Белгород\n".encode())
    rows = made.tables["incidents"].set_index("place")
    assert rows["region"].tolist() == ["RU-BEL", "RU-BEL"]
    alone = rows["summary"].str.contains("looked up by its name alone")
    assert alone.to_dict() == {"Shebekino": True, "Белгород": False}


def test_a_name_that_several_places_have_places_none(imported):
    """The row is refused, and the reason names the places that it may be, each with its region."""
    made = imported("date,place,region\n2024-03-01,Октябрьский,\n2024-03-01,Белгород,\n".encode())
    assert made.tables["incidents"]["place"].tolist() == ["Белгород"]
    (why,) = made.rejected["why_rejected"]
    assert why.startswith("place: 'Октябрьский' may be ") and why.count("(") > 1


@pytest.mark.parametrize(("name", "count", "more"), [("Vesele", 5, ""), ("Sokol", 5, "…")])
def test_of_many_places_the_first_are_named_and_that_there_are_more(imported, name, count, more):
    """Five of them; where there are no others, nothing says that there are."""
    made = imported(f"date,place\n2024-03-01,{name}\n2024-03-01,Белгород\n".encode())
    (why,) = made.rejected["why_rejected"]
    assert (why.count("("), "…" if "…" in why else "") == (count, more)


def test_a_mark_of_the_border_or_a_harbour_stands_once(imported):
    """Also where the file is one of our own that has the mark, and another mark is added."""
    rows = "2024-03-01,50.27,36.58,x,{}\n2024-03-02,44.715,37.79,y,{}\n"
    first = imported(f"date,lat,lon,title,summary\n{rows.format('A.', 'B.')}".encode())
    said = first.tables["incidents"]["summary"].tolist()
    again = "date,lat,lon,title,weapon,summary\n" + rows.format(*(f'z,"{each}"' for each in said))
    for one, two in zip(said, imported(again.encode()).tables["incidents"]["summary"], strict=True):
        assert two == f"{one} The file's weapon could not be read: it counts as unknown."


def test_degrees_in_brackets_behind_a_name_are_the_point(imported):
    """They go before the gazetteer's, and the name is left without them; other brackets stay."""
    rows = ('"Belgorod (50.61, 36.58)"', '"Belgorod [50,61; 36,58]"', '"Belgorod (12, 5)"')
    text = "date,place,region\n" + "".join(f"2024-03-01,{each},RU-BEL\n" for each in rows)
    made = imported(text.encode()).tables["incidents"]
    assert (
        made[["place", "latitude", "longitude"]].to_numpy().tolist()[:2]
        == [
            ["Belgorod", "50.61", "36.58"],
        ]
        * 2
    )
    assert made["place"][2] == "Belgorod (12, 5)" and made["latitude"][2] != "12"


def test_a_region_that_contradicts_the_point_is_told(imported):
    """The point decides, and the row says that the file names another region."""
    rows = "2024-03-01,50.61,36.58,Kursk Oblast\n2024-03-02,50.61,36.58,Belgorod region\n"
    made = imported(f"date,lat,lon,region\n{rows}".encode()).tables["incidents"]
    assert made["region"].tolist() == ["RU-BEL", "RU-BEL"]
    told = made["summary"].str.contains("another region than the file names")
    assert told.tolist() == [True, False]


def test_minutes_behind_degrees_need_no_sign(imported):
    """A number behind the sign of degrees, a hemisphere or beside seconds is of minutes."""
    pairs = (
        ("N 50° 36,6", "E 36° 34,8"),
        ("50°36.6 N", "36°34.8 E"),
        ("50° 36.6′", "36° 34.8′"),
        ("N 50 36 36", "E 36 34 48"),
        ("с. ш. 50 36 36", "в. д. 36 34 48"),
        ("50:36:36", "36:34:48"),
        ("N 50 36.6", "36 34,8 E"),
    )
    rows = "".join(f"i{n};2024-03-01;{north};{east}\n" for n, (north, east) in enumerate(pairs))
    made = imported(f"id;date;lat;lon\n{rows}".encode()).tables["incidents"]
    found = made[["latitude", "longitude"]].to_numpy().tolist()
    assert dict(zip(pairs, found, strict=True)) == {each: ["50.61", "36.58"] for each in pairs}


def test_a_title_names_a_region_once(imported):
    """Where the place is the region, or names it, nothing is said twice."""
    rows = '2024-03-01,55.75,37.61,Moscow\n2024-03-02,50.41,36.89,"Shebekino, Belgorod Oblast"\n'
    rows += "2024-03-03,50.41,36.89,Shebekino\n2024-03-04,50.41,36.89,\n"
    made = imported(f"date,lat,lon,place\n{rows}".encode()).tables["incidents"]
    where = ["Moscow", *["Shebekino, Belgorod Oblast"] * 2, "Belgorod Oblast"]
    assert made["title"].tolist() == [f"Event, {each}" for each in where]


@pytest.mark.parametrize(
    ("latitude", "longitude", "is_point"),
    [("90", "180", True), ("-90", "-180", True), ("90.1", "36", False), ("50", "180.1", False),
     ("0", "0", False), ("0", "36", True), ("", "", True), ("50", "", False), ("x", "36", False)],
)  # fmt: skip
def test_degrees_are_usable_up_to_the_pole_and_the_date_line(latitude, longitude, is_point):
    """Both or neither; none is at 0° N 0° E, where programs put what has no place."""
    cells = (pd.Series([each], dtype="str") for each in (latitude, longitude))
    assert usable(*cells).tolist() == [is_point]
