"""Properties: harmless rewritings change nothing, and no file ends in a fault."""

from __future__ import annotations

import csv
import gzip
import io
import json
import random
import zipfile
from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from strikemap import collection as collections
from strikemap import export, links
from strikemap.host.package_zip import is_package, is_zip, members, read_package
from strikemap.importers import ImportOptions, ImportProblem, import_file
from strikemap.vocabularies import CASUALTY_MEASURES
from tests.builders import build, claim, incident, occupied
from tests.unit.importers.conftest import ACLED_ROW, UCDP_ROW, VIINA_ROW, table

HALF = settings(max_examples=max(settings().max_examples // 2, 1))
SMALL = settings(max_examples=max(settings().max_examples // 10, 1))
"""An import takes some twenty milliseconds, and the nightly target tries ten times as many."""
FUZZED = settings(max_examples=10_000 if settings().max_examples > 1_000 else 60)
TODAY = date(2025, 8, 1)
OPTIONS = ImportOptions(today=TODAY, occupied=("UA-09", "UA-43", "UA-40"))
PLACES = (("Belgorod", "50.6034", "36.5809"), ("Шебекино", "50.4134", "36.9254"))
NAMES = {
    "date": ("date", "Date", "event_date", "дата", "ДАТА", "дата події"),
    "lat": ("lat", "Latitude", "широта", "#geo+lat"),
    "lon": ("lon", "LNG", "longitude", "долгота", "довгота"),
    "place": ("place", "Location", "населённый пункт", "місто"),
    "killed": ("killed", "Fatalities", "погибло", "загинуло", "Deaths"),
    "injured": ("injured", "Wounded", "ранено", "поранено"),
}
MONTHS = ("января", "февраля", "марта", "апреля", "мая", "июня", "июля", "августа", "сентября",
          "октября", "ноября", "декабря")  # fmt: skip
DAYS = (
    lambda d: d.isoformat(),
    lambda d: f"{d:%d.%m.%Y}",
    lambda d: f"{d:%d.%m.%y}",
    lambda d: f"{d:%d/%m/%Y}",
    lambda d: f"{d:%m/%d/%Y} 00:00",
    lambda d: f"{d:%Y%m%d}",
    lambda d: f"{d.day} {MONTHS[d.month - 1]} {d.year} г.",
    lambda d: f"{d:%B} {d.day}, {d.year}",
    lambda d: f"{d:%A}, {d.day}-{d:%b}-{d:%y}",
    lambda d: str((d - date(1899, 12, 30)).days),
    lambda d: str((d - date(1970, 1, 1)).days * 86_400_000),
)


@st.composite
def rewritten(draw):
    """Rows of a plain table, and the same in another spelling."""
    start = date(2024, 1, 1)
    rows = [
        {
            "date": start + timedelta(days=draw(st.integers(0, 500))),
            "place": draw(st.sampled_from(PLACES)),
            "killed": draw(st.none() | st.integers(1, 2_000)),
            "injured": draw(st.none() | st.integers(1, 50)),
        }
        for _ in range(draw(st.integers(1, 4)))
    ]
    # A day above 12 proves the order of day and month.
    rows.append(rows[0] | {"date": date(2024, 5, 31)})
    names = {field: draw(st.sampled_from(every)) for field, every in NAMES.items()}
    day, comma = draw(st.sampled_from(DAYS)), draw(st.booleans())
    delimiter = draw(st.sampled_from((";", "\t", "|") if comma else (",", ";", "\t")))
    columns = draw(st.permutations(list(NAMES)))
    toll = draw(st.sampled_from(("{}", "{}.0", "{} ", "{} people")))
    out = io.StringIO()
    writer = csv.writer(
        out, delimiter=delimiter, lineterminator=draw(st.sampled_from(["\n", "\r\n"]))
    )
    writer.writerow([names[each] for each in columns])
    for row in rows:
        place, latitude, longitude = row["place"]
        cells = {"date": day(row["date"]), "place": place, "lat": latitude, "lon": longitude}
        if comma:
            cells |= {name: cells[name].replace(".", ",") for name in ("lat", "lon")}
        for name in ("killed", "injured"):
            cells[name] = "" if row[name] is None else toll.format(row[name])
        writer.writerow([cells[each] for each in columns])
    title = draw(st.sampled_from(("", "Strikes\n", f"sep={delimiter}\n")))
    encoding = draw(st.sampled_from(("utf-8", "utf-8-sig", "utf-16", "utf-32")))
    contents = (title + out.getvalue()).encode(encoding)
    return rows, gzip.compress(contents) if draw(st.booleans()) else contents


@SMALL
@given(rewritten())
def test_property_rewritings_give_the_same_incidents(given_rows):
    """Days, names, order of columns, commas, marks and packing: the same days, places and tolls."""
    rows, contents = given_rows
    made = import_file(contents, None, OPTIONS)
    # The same row twice is one incident.
    once = {json.dumps(row, default=str): row for row in rows}.values()
    wanted = [
        (row["date"].isoformat(), row["place"][1], row["killed"], row["injured"]) for row in once
    ]
    numbers = {
        (claim.incident_id, claim.measure): int(claim.value_min)
        for claim in made.tables["claims"].itertuples()
        if claim.value_min
    }
    found = [
        (
            row.date_start,
            row.latitude,
            *(numbers.get((row.incident_id, m)) for m in CASUALTY_MEASURES),
        )
        for row in made.tables["incidents"].itertuples()
    ]
    assert sorted(found, key=str) == sorted(wanted, key=str)


NIGHT = {
    "title": "Удар по складу",
    "summary": "Two were hurt, it was said.",
    "part_of_day": "night",
}
OWN = build(
    [incident("a", **NIGHT), occupied("b", date_start="2023-05-28", date_end="2023-06-03",
                                     time_precision="2", geo_precision="2")],
    [claim("c1", "a", "2-4"), claim("c2", "a", "3", by="kyiv"), claim("c3", "b", "2+", "injured"),
     claim("c4", "b", "1", people="civilians", subject="civilians")],
)  # fmt: skip
LAST = date(2024, 5, 31)
"""A day that proves the order of day and month."""
RENAMED = {"acled": "fatalities", "ucdp": "best", "viina": "asciiname", "plain": "killed",
           "own": "killed_headline"}  # fmt: skip
DATED = {"acled": ("event_date",), "ucdp": ("date_start", "date_end"), "viina": (),
         "plain": ("date",), "own": ("date_start", "date_end")}  # fmt: skip


def rows_of(form, draw):
    """Two rows of *form*, with random days and tolls, the last on a day above 12."""
    days = (date(2024, 1, 1) + timedelta(days=draw(st.integers(0, 140))), LAST)
    toll = [str(draw(st.integers(0, 40))) for _ in days]
    if form == "own":
        link, _ = links.from_query({"territory": ["together"]}, OWN)
        contents = export.export("csv", export.View(OWN, link)).decode()
        return list(csv.DictReader(io.StringIO(contents, newline="")))
    made = []
    for number, day in enumerate(days):
        if form == "acled":
            of = {"event_id_cnty": f"RUS{number}", "event_date": day, "fatalities": toll[number]}
            made.append(ACLED_ROW | of)
        elif form == "ucdp":
            of = {"id": f"50{number}", "date_start": day, "date_end": day, "best": toll[number]}
            made.append(UCDP_ROW | of | {"low": toll[number], "high": "60"})
        elif form == "viina":
            made.append(VIINA_ROW | {"event_id_1pd": f"20240301_{number}", "n_reports": toll[0]})
        else:
            made.append(
                {"id": f"x{number}", "date": day, "место": "Шебекино", "latitude": "50.4134",
                 "longitude": "36.9254", "killed": toll[number], "injured": f"{number + 1}-7",
                 "описание": "Сообщалось об обстреле города.", "source": "Газета"}
            )  # fmt: skip
    return made


@st.composite
def same_files(draw):
    """A file of each form as it is made, and another that says the same; with the mapping of it."""
    form = draw(st.sampled_from(tuple(DATED)))
    rows = rows_of(form, draw)
    day = draw(st.sampled_from(DAYS))
    iso = [{name: str(cell) for name, cell in row.items()} for row in rows]
    changed = [dict(row) for row in iso]
    for row in changed:
        for name in DATED[form]:
            row[name] = day(date.fromisoformat(row[name][:10]))
    comma = draw(st.booleans())
    if comma:
        for row in changed:
            row |= {name: row[name].replace(".", ",") for name in ("latitude", "longitude")}
    case = draw(st.sampled_from((str, str.upper, str.title)))
    own_name = draw(st.booleans())
    names = {name: case(name) for name in iso[0]}
    mapping = {}
    if own_name:
        names[RENAMED[form]] = "number of mine"
        mapping = {"columns": {"number of mine": RENAMED[form]}}
    columns = draw(st.permutations(list(names)))
    delimiter = draw(st.sampled_from((";", "\t") if comma else (",", ";", "\t", "|")))
    out = io.StringIO()
    quoting = draw(st.sampled_from((csv.QUOTE_MINIMAL, csv.QUOTE_ALL)))
    end = draw(st.sampled_from(("\n", "\r\n")))
    writer = csv.writer(out, delimiter=delimiter, lineterminator=end, quoting=quoting)
    writer.writerow([names[each] for each in columns])
    writer.writerows([row[each] for each in columns] for row in changed)
    encoding = draw(st.sampled_from(ENCODINGS if form == "plain" else ENCODINGS[:4]))
    plainly = table(list(iso[0]), iso)
    contents = out.getvalue().encode(encoding)
    return plainly, gzip.compress(contents) if draw(st.booleans()) else contents, mapping


ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1251", "koi8-r", "cp866")
"""The last three for text that is Cyrillic."""


@HALF
@given(same_files())
def test_property_the_same_file_in_another_spelling(given_files):
    """
    ACLED, UCDP, VIINA, a plain table and an export of ours: days in another form, decimal commas,
    columns shuffled, renamed and in capitals, delimiters, quotation marks, encodings and packing
    change no cell of incidents, claims, claimants and sources.
    """
    plainly, contents, mapping = given_files
    before = import_file(plainly, None, OPTIONS).tables
    after = import_file(contents, None, replace(OPTIONS, mapping=mapping)).tables
    for name in ("incidents", "claims", "claimants", "sources"):
        assert after[name].to_dict("records") == before[name].to_dict("records")


CELLS = st.sampled_from(
    ("", "2024-03-01", "03/04/2024", "50.6", "36,6", "1e999", "NaN", "-1", '"', '""', "a\nb", "\0",
     "=1+1", "\ufeff", "П", "3–5", "99999999999", "POINT (1 2)", "RU-BEL", "x" * 300)
) | st.text(max_size=8)  # fmt: skip
HEADERS = st.lists(
    st.sampled_from(
        ("date", "lat", "lon", "killed", "place", "region", "", "Date", "event_id_cnty",
         "event_date", "sub_event_type", "coordinates", "killed_low", "killed_high", "url", "#date")
    ) | st.text(max_size=5),
    min_size=1, max_size=8,
)  # fmt: skip
MEMBERS = st.sampled_from(
    (".", "/", "..", "a.csv", "b/a.csv", "datapackage.json", "xl/workbook.xml", "content.xml",
     "doc.kml", "C:\\a.csv", "a.csv/", "\ud800")
)  # fmt: skip


@st.composite
def files(draw):
    """Bytes that are nearly a table, JSON, KML, an archive of such, or torn."""
    header = draw(HEADERS)
    rows = draw(st.lists(st.lists(CELLS, max_size=9), max_size=5))
    kind = draw(st.sampled_from(("csv", "json", "geojson", "kml")))
    if kind == "csv":
        mark = draw(st.sampled_from(",;\t|"))
        quote = draw(st.sampled_from(('"', "")))
        text = "\n".join(
            mark.join(f"{quote}{cell}{quote}" for cell in row) for row in [header, *rows]
        )
    elif kind == "kml":
        inner = "".join(f"<name>{each}</name>" for each in header)
        point = f"<Point><coordinates>1,{draw(CELLS)}</coordinates></Point>"
        text = f"<kml><Placemark>{inner}{point}</Placemark></kml>"
    else:
        records = [dict(zip(header, row, strict=False)) for row in rows]
        if kind == "geojson":
            shape = {
                "type": draw(st.sampled_from(("Point", "MultiPoint", ""))),
                "coordinates": rows,
            }
            records = [
                {"type": "Feature", "properties": each, "geometry": shape} for each in records
            ]
        whole = records if kind == "json" else {"type": "FeatureCollection", "features": records}
        text = json.dumps(whole)
    contents = text.encode(
        draw(st.sampled_from(("utf-8", "utf-8-sig", "cp1251", "utf-16"))), "replace"
    )
    packing = draw(st.sampled_from(("", "gzip", "zip")))
    if packing == "gzip":
        contents = gzip.compress(contents)
    elif packing == "zip":
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as archive:
            for name in draw(st.lists(MEMBERS, min_size=1, max_size=3, unique=True)):
                archive.writestr(name.encode("utf-8", "replace").decode(), contents)
        contents = out.getvalue()
    if draw(st.booleans()):
        at = draw(st.integers(0, max(len(contents) - 1, 0)))
        torn = random.Random(draw(st.integers(0, 9))).randbytes(3)
        contents = contents[:at] + torn + contents[at + draw(st.integers(0, 4)) :]
    return contents


@FUZZED
@given(files())
def test_fuzz_no_file_ends_in_a_fault_of_ours(contents):
    """Whatever the bytes, what comes is a collection or one `ImportProblem`."""
    try:
        if is_zip(contents) and is_package(members(contents, "a.zip")):
            read_package(contents, "a.zip")
        made = import_file(contents, None, OPTIONS)
    except ImportProblem:
        return
    assert collections.from_tables(made.tables, made.descriptor).collection is not None
