"""Files as makers in this field give them out: days, places and tolls that they say."""

from __future__ import annotations

import io
import json
import zipfile

import pytest

from strikemap import collection
from strikemap.casualties.tolls import tolls
from strikemap.importers import ImportProblem
from strikemap.importers.cells.counts import count
from strikemap.importers.cells.days import day, read
from strikemap.importers.cells.names import region
from strikemap.importers.forms.header_meaning import field_of
from tests.unit.importers.conftest import UCDP_ROW


def geojson(*points, **properties):
    """A collection of points in Belgorod with these properties."""
    return {
        "type": "FeatureCollection",
        "features": [
            {
                "type": "Feature",
                "properties": properties | each,
                "geometry": {"type": "Point", "coordinates": [36.58, 50.61, 0]},
            }
            for each in points
        ],
    }


DEEPSTATE = geojson(
    {"name": "Удар по нафтобазі", "description": "30.05.2023 вибухи", "icon": "explosion"}
)
UMAP = {
    "type": "umap",
    "geometry": {"type": "Point", "coordinates": [36, 50]},
    "layers": [
        geojson({"name": "Нафтобаза", "дата": "30 травня 2023", "загинуло": "2"}),
        geojson({"name": "Склад", "дата": "ніч на 31 травня 2023", "поранено": "троє"}),
    ],
}
NESTED = {
    "события": [
        {
            "дата": "30.05.2023",
            "координаты": {"широта": 50.61, "долгота": 36.58},
            "погибшие": {"всего": 2, "дети": 1},
        }
    ]
}
SHEET_UK = (
    "Дата/час\tОбласть\tНаселений пункт\tЩо сталося\tЗагинуло (всього)\tПоранено\tХто повідомив\n"
    "30.05.23 04:30\tБєлгородська\tШебекіно\tОбстріл\t2\tпонад 10\tгубернатор\n"
)
WIDE_RU = (
    "Сводка\n\n№ п/п;Дата/время;Субъект РФ;НП;Координаты (Ш, Д);БПЛА, шт.;Погибшие (мирные);"
    "Погибшие (военные);Раненые (всего);Ссылка 1\n"
    "1;30.05.2023 4:30;Белгородская область;Шебекино;50.41, 36.89;7;1;1;5+;https://example.org/a\n"
    "ИТОГО;;;;;7;1;1;5;\n"
)
WIKIPEDIA = (
    "Date,Location,Oblast,Deaths / injuries,Ref.\n"
    '30 May 2023[a][2],Shebekino,Belgorod Oblast,2 / 10+,"[1][2]"\n'
)
AIRWARS = (
    "Incident Date,Location Name,Geolocation,Civilians reported killed,Civilians reported injured,"
    "Number of sources\n"
    '"May 30, 2023",Shebekino,"50°24′50″N 36°53′40″E",2 – 3,N/A,5\n'
)


@pytest.mark.parametrize(
    ("contents", "days", "killed", "injured", "words"),
    [
        (json.dumps(DEEPSTATE), ["2023-05-30"], ["?"], ["?"], "Удар по нафтобазі"),
        (json.dumps(UMAP), ["2023-05-30"] * 2, ["2", "?"], ["?", "3"], "Нафтобаза"),
        (json.dumps(NESTED), ["2023-05-30"], ["2"], ["?"], ""),
        (SHEET_UK, ["2023-05-30"], ["2"], ["10+"], "Обстріл"),
        (WIDE_RU, ["2023-05-30"], ["2"], ["5+"], "Шебекино"),
        (WIKIPEDIA, ["2023-05-30"], ["2"], ["10+"], "Shebekino"),
        (AIRWARS, ["2023-05-30"], ["2–3"], ["?"], "Shebekino"),
    ],
    ids=["deepstate", "umap", "nested", "sheet-uk", "wide-ru", "wikipedia", "airwars"],
)
def test_what_the_file_says_is_read(imported, contents, days, killed, injured, words):
    """Each kind is read for what it says, and no toll is taken for another or for nothing."""
    made = imported(contents.encode())
    of = collection.from_tables(made.tables, made.descriptor).collection
    assert of is not None
    assert [str(each.date()) for each in of.incidents["date_start"]] == days
    for measure, wanted in (("killed", killed), ("injured", injured)):
        toll = tolls(of, measure)
        found = [
            "?"
            if not known
            else f"{low}+"
            if is_open
            else f"{low}–{high}"
            if high > low
            else f"{low}"
            for known, low, high, is_open in zip(
                toll.known, toll.low, toll.high, toll.is_open, strict=True
            )
        ]
        assert sorted(found) == sorted(wanted), measure
    assert any(words in title + text for title, text in of.incidents[["title", "summary"]].values)


def test_a_part_of_a_toll_is_not_the_toll(imported):
    """Of an object of tolls the whole is taken and the part asked about, under its own name."""
    made = imported(json.dumps(NESTED).encode())
    assert made.report.became["погибшие.всего"] == "killed"
    assert made.report.untaken == ("погибшие.дети",)


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("Дата/время", "date_start"),
        ("Дата / час", "date_start"),
        ("Субъект РФ", "region"),
        ("Кто сообщил", "claimant"),
        ("Хто повідомив", "claimant"),
        ("Координаты (Д, Ш)", "coordinates_east_first"),
        ("Раненые (всего)", "injured"),
        ("Fatalities (total)", "killed"),
        ("Killed people", "killed"),
        ("Погибшие (мирные)", "killed_civilians"),
        ("Killed (children)", None),
        ("Погибшие (дети)", None),
        ("Date reported", None),
    ],
)
def test_headers_of_the_field(header, field):
    """Headers with their notes mean what they say, and a part of the killed is not all of them."""
    assert field_of(header) == field


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Респ. Крым", "UA-43"),
        ("Краснодарский кр.", "RU-KDA"),
        ("Подмосковье", "RU-MOS"),
        ("СПб", "RU-SPE"),
        ("Krasnodar Territory", "RU-KDA"),
        ("Altai Territory", "RU-ALT"),
        ("Zaporizhia", "UA-23"),
        ("DNR", "UA-14"),
        ("ЛНР", "UA-09"),
        ("Ростовская область (Россия)", "RU-ROS"),
        ("Crimea (occupied)", "UA-43"),
        ("Белгородская область (Шебекино)", ""),
        ("Ленобласть и СПб", ""),
        ("Moscow region", "RU-MOS"),
        ("Moscow", "RU-MOW"),
        ("St. Petersburg", "RU-SPE"),
        ("Zaporozhye Region", "UA-23"),
        ("Zaporizhia oblast", "UA-23"),
        ("Belgorod Oblast, Russia", "RU-BEL"),
        ("Кубань", "RU-KDA"),
        ("Лен. область", "RU-LEN"),
    ],
)
def test_regions_as_they_are_called(text, code):
    """Short and common names of regions are known; what may be more than one is none."""
    assert region(text) == code


def test_joined_cells_of_places(imported):
    """Under a joined cell for the place its parts go by their own names, tolls by both."""
    rows = (
        "Date,Location,,Killed,\n,Region,Town,civilians,military\n"
        "2023-05-30,Belgorod Oblast,Shebekino,1,2\n2023-05-31,Belgorod Oblast,Shebekino,,\n"
    )
    became = imported(rows.encode()).report.became
    assert [*became] == ["date", "region", "town", "killed civilians", "killed military"]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("00 MAY 2023", ("2023-05-01", "2023-05-31")),
        ("2023-05-00", ("2023-05-01", "2023-05-31")),
        ("00.05.2023", ("2023-05-01", "2023-05-31")),
        ("30 May 2023[1]", ("2023-05-30", "2023-05-30")),
        ("3–4 June 2023[a][note 2]", ("2023-06-03", "2023-06-04")),
        ("31/05/2023 [b]", ("2023-05-31", "2023-05-31")),
    ],
)
def test_days_as_maps_and_encyclopaedias_write_them(text, days):
    """A day that is put as 0 is its month's, and a footnote behind a day is no part of it."""
    import pandas as pd

    found = read(pd.Series([text]))
    assert (str(found.first[0]), str(found.last[0])) == days, found.why


@pytest.mark.parametrize("text", ["00.00.2023", "2023-00-00", "00/05/2023", "0 0 2023"])
def test_a_day_that_is_none(text):
    """What has no month either, or may have the month first, is read as no day."""
    with pytest.raises(ValueError, match=r"date|year"):
        day(text)


@pytest.mark.parametrize("text", ["2?", "2 ?", "2 (?)", "~2?"])
def test_a_doubtful_number_is_about(text):
    """A number with a question mark is kept as about, and a question mark alone as unknown."""
    found = count(text)
    assert (found.low, found.high, found.bound) == ("2", "2", "about")
    assert count("?").bound == ""


def test_the_last_days_prove_the_order_of_the_first(plain, imported):
    """Where the column of first days proves no order, that of last days does for both."""
    rows = {"lat": "50.6", "lon": "36.6", "date_start": "5/1/2023", "date_end": "5/31/2023"}
    (row,) = imported(plain(rows)).tables["incidents"].itertuples()
    assert (row.date_start, row.date_end) == ("2023-05-01", "2023-05-31")
    made = imported(plain(rows | {"date_end": ""}, rows | {"date_start": "2023-05-02"}))
    assert made.report.rows_kept == 2
    with pytest.raises(ImportProblem, match="no day of its column shows which"):
        imported(plain(rows | {"date_end": "5/2/2023"}))


def test_a_trimmed_ucdp_file_keeps_its_range(plain, imported):
    """Without UCDP's precisions it is UCDP's all the same, its days and points not exact."""
    kept = {name: cell for name, cell in UCDP_ROW.items() if not name.endswith("_prec")}
    made = imported(plain(kept))
    assert made.report.form == "UCDP Georeferenced Event Dataset"
    (row,) = made.tables["incidents"].itertuples()
    assert (row.date_start, row.date_end, row.time_precision) == ("2025-03-01", "2025-03-01", "2")
    assert row.geo_precision == "2" and "how sure UCDP is of the point" in row.summary
    of = collection.from_tables(made.tables, made.descriptor).collection
    assert of is not None and tolls(of, "killed").high.tolist() == [5]


def test_a_column_that_is_not_there_names_no_country(acled, imported):
    """A trimmed file without a country is not said to name another one than the boundaries."""
    head, row = acled({}).decode().splitlines()[:2]
    at = head.split(",").index("country")
    assert "country" in head
    bare = "\n".join([head.replace("country", "land"), row])
    assert at and "another country" not in str(imported(bare.encode()).report.marked)


def test_a_mapping_reaches_what_was_found(acled, imported):
    """With `auto` too a data set's columns are renamed as was asked, and nothing else is taken."""
    contents = acled({"tags": "Other words"})
    for form in (None, "acled"):
        made = imported(contents, form, mapping={"tags": "notes"})
        assert made.tables["incidents"]["summary"].tolist() == ["Other words"]
    with pytest.raises(ImportProblem, match="zero_is_stated"):
        imported(contents, mapping={"columns": {"tags": "notes"}, "zero_is_stated": True})


@pytest.mark.parametrize(
    "row",
    ["May 2023,Total,RU-BEL,50", "Итого:,Shebekino,RU-BEL,50", "May 2023,,Всего за май,50",
     "2023-05-31,РАЗОМ,RU-BEL,50"],
)  # fmt: skip
def test_a_sum_is_no_incident(imported, row):
    """A row that adds up the others is rejected as that, and its toll counts nowhere."""
    rows = f"date,place,region,killed\n2023-05-30,Shebekino,RU-BEL,2\n{row}\n"
    made = imported(rows.encode())
    assert made.report.rows_kept == 1
    assert "names a sum of other rows" in made.rejected["why_rejected"][0]


@pytest.mark.parametrize("first", ["Total", "Итого"])
def test_a_sum_is_named_in_the_first_column_whatever_that_is(imported, first):
    """As a sheet has it whose rows are numbered; in another column that is not read it is none."""
    rows = f"no,date,place,killed,other\n1,2023-05-30,Shebekino,2,{first}\n"
    made = imported(f"{rows}{first},2023-05-31,Shebekino,50,x\n".encode())
    assert made.report.rows_kept == 1
    assert "names a sum of other rows" in made.rejected["why_rejected"][0]


@pytest.mark.parametrize("place", ["Totalovo", "Total loss of a depot", "Sumy", "Всеволожск"])
def test_what_only_sounds_like_a_sum_is_kept(imported, place):
    """A place or title that begins as a sum does is none."""
    rows = f"date,place,region,killed\n2023-05-30,{place},RU-BEL,2\n"
    assert imported(rows.encode()).report.rows_kept == 1


def test_a_toll_in_a_text_that_was_taken_for_nothing(imported):
    """The file is not said to give no number where a text that became nothing tells one."""
    event = {"date": "2023-05-30", "lat": 50.61, "lng": 36.58, "name": "Shelling, three killed"}
    made = imported(json.dumps([event, event | {"name": "Shelling"}]).encode())
    assert made.report.untaken == ("name",)
    for said in made.tables["claims"]["statement"]:
        assert "gives no number" not in said and "name" in said


def test_a_row_for_each_claim_is_not_counted_in_silence(plain, imported):
    """Rows with one exact day and place are marked, unless the file gives each an id of its own."""
    row = {"date": "2023-05-30", "lat": "50.6", "lon": "36.6", "killed": "1"}
    other = row | {"killed": "3"}
    elsewhere = row | {"lat": "50.61"}
    made = imported(plain(row, other, elsewhere))
    said = [each for each in made.report.marked if "counts here more than once" in each]
    assert [made.report.marked[each] for each in said] == [2]
    told = made.tables["claims"]["inferred"].str.contains("more than once")
    assert told.tolist() == made.tables["incidents"]["summary"].str.contains("once").tolist()
    assert told.sum() == 2
    named = imported(plain(row | {"id": "a"}, other | {"id": "b"}))
    assert not any("more than once" in each for each in named.report.marked)


def shapefile():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for ending in ("shp", "dbf", "prj", "cpg.txt"):
            archive.writestr(f"strikes.{ending}", b"\0" * 50)
    return out.getvalue()


@pytest.mark.parametrize(
    ("contents", "words"),
    [
        (shapefile(), "a shapefile; save it as GeoJSON"),
        (b'{"status": 200, "success": true, "count": 0, "data": []}', "an empty list"),
        (b"SQLite format 3\0" + b"\0" * 100, "save it as GeoJSON"),
        (
            b"<kml><Placemark><name>30 May 2023 Line</name><LineString/></Placemark></kml>",
            "a Point is needed, not LineString",
        ),
    ],
)
def test_what_is_no_table_of_points_is_named(imported, contents, words):
    """What cannot be read is named for what it is, with what to do."""
    with pytest.raises(ImportProblem, match=words):
        imported(contents)
