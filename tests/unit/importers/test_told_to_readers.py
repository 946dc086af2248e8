"""All that the importers say of a file is said in the reader's language, whoever imported it."""

import contextlib
import io
import zipfile

import pytest

from strikemap.importers import ImportOptions, examine, import_file
from strikemap.importers.file.encodings import ENCODINGS
from strikemap.importers.file.opening import DATA_ENDINGS
from strikemap.importers.forms.data_set_headers import KNOWN
from strikemap.importers.forms.mapping import FIELDS, Lacking, mapped
from strikemap.importers.forms.telling import FORMS
from strikemap.importers.problem import ImportProblem
from strikemap.importers.report import DONE, DROPPED, REASON
from strikemap.importers.words import MOST, Words
from strikemap.languages import Sentence, sentence, sentence_of, speaking, worded
from strikemap.model import TABLES
from strikemap.ui.your_data.mapping import needs_mapping
from tests.app.hostile_files import HOSTILE, acled, plain, zipped
from tests.foreign import foreign, pieces, words_of_model
from tests.pseudo import CODE, escaped, pseudo_language
from tests.unit.importers.conftest import ACLED_HEADER

COLUMNS = {name for table in TABLES.values() for name in table.columns} | FIELDS.keys()
OURS = {*FORMS, *ACLED_HEADER, "ACLED", "UCDP", "UCDP GED", "VIINA", "CSV", "JSON", "KML", "UTF-8"}
OURS |= {"UTF-16", "Parquet", "GeoJSON", "gzip", "zip", "ACLED event export", "coordinates"}
OURS |= {*DATA_ENDINGS, "LineString", "rus1", *FIELDS, *COLUMNS, "claimant_type", "unnamed"}
POINT = "<Point><coordinates>36.6,50.6</coordinates></Point>"
KML = "<kml xmlns='http://www.opengis.net/kml/2.2'><Document>{}</Document></kml>"
DAY = "date,lat,lon,killed\n"
CSV_ODD = """date,lat,lon,killed,published,url,region,date_end,language,same_as,weapon
04.05.2023,50.6,36.6,x,2020-01-01,foo,,2020-01-01,klingon,zz,tank
Mon 4 May 2023,50.6,36.6,3-5,2099-01-01,http://a.b/c http://d.e/f,Atlantis,,en,,drone
2023-05-04T10:00+99:99,50.6,36.6,1,,,,,,,
2023-05-04T10:00 XYZ,50.6,36.6,1,,,,,,,
2023-05-04,,,1,,,,,,,
2023-05-04,x,36.6,1,,,RU-BEL,,,,
2023-02-30,50.6,36.6,1,,,,,,,
3 Foo 2023,50.6,36.6,1,,,,,,,
31 Feb 23,50.6,36.6,1,,,,,,,
1850-01-01,50.6,36.6,1,,,,,,,
2099-01-01,50.6,36.6,1,,,,,,,
2023-05-04,500000,36.6,1,,,,,,,
2023-05-04,0,0,1,,,,,,,
2023-05-04,36.6,50.6,1,,,,,,,
2023-05-04,50.45,30.52,1,,,,,,,
"""
ODD = {
    "acled.csv": acled(
        {},
        {"latitude": "NaN"},
        {"event_date": "99999-01-01"},
        {"event_date": "03/04/2025"},
        {"geo_precision": "9"},
        {"fatalities": "x"},
        {"event_type": "Foo"},
        {"sub_event_type": "Grenade", "event_type": "Battles"},
        {"inter1": "Martians"},
        {"event_id_cnty": "RUS1"},
    ),
    "odd.csv": CSV_ODD.encode(),
    "order.csv": f"{DAY}03/04/2024,50.6,36.6,1\n05/04/2024,50.6,36.6,1\n".encode(),
    "proved.csv": f"{DAY}03/04/2024,50.6,36.6,1\n25/04/2024,50.6,36.6,1\n".encode(),
    "ragged.csv": f"{DAY}2024-03-01,50.6,36.6,1,9,9\n2024-03-01,50.6\n{DAY}".encode(),
    "tabs.csv": plain().replace(b",", b"\t"),
    "title.csv": b"A title\n\n" + plain(),
    "bom.csv": b"\xef\xbb\xbf" + plain(),
    "digits.json": b'[{"date": "2024-03-01", "lat": 50.6, "lon": 36.6, "killed": %s}]'
    % (b"1" * 5_000),
    "places.csv": b"date,place\n2024-03-01,Nowhereville\n2024-03-01,\n2024-03-01,Belgorod\n",
    "open.csv": b'date,lat,lon\n2024-03-01,50.6,"36.6\n2024-03-01,50.6,36.6\n',
    "again.csv": b"id,date,lat,lon\na,2024-03-01,50.6,36.6\na,2024-03-01,50.6,36.6\n",
    "zone.csv": b"date,lat,lon,region\n2024-03-01T23:30Z,,,RU-SA\n",
    "feed.xml": b"<?xml version='1.0'?><a/>",
    "none.kml": KML.format("").encode(),
    "torn.kml": b"<kml><Placemark>",
    "entity.kml": b"<!DOCTYPE a [<!ENTITY b 'c'>]><kml><Placemark/></kml>",
    "shapes.kml": KML.format(
        f"<Placemark><when>2024-03-01</when>{POINT}</Placemark>"
        "<Placemark><LineString/></Placemark>"
        "<Placemark><Point><coordinates>1</coordinates></Point></Placemark>"
    ).encode(),
    "torn.json": b"{a",
    "object.json": b'{"a": 1}',
    "empty.json": b"[]",
    "nan.json": b'[{"a": NaN}]',
    "crs.json": b'{"type":"FeatureCollection","crs":{"properties":{"name":"EPSG:1"}},'
    b'"features":[]}',
    "records.json": b'[{"date":"2024-03-01","latitude":50.6,"longitude":36.6},3]',
    "lines.geojson": b'{"type":"FeatureCollection","features":[{"type":"Feature","properties":{},'
    b'"geometry":{"type":"LineString","coordinates":[]}}]}',
    "torn.gz": b"\x1f\x8b\x08\x00abc",
    "word.zip": zipped({"word/document.xml": b"x"}),
    "a.pdf": b"%PDF-1.4",
    "old.xls": b"\xd0\xcf\x11\xe0aaaa",
    "u16.csv": "date,lat".encode("utf-16-le"),
    "white.csv": b"  \n ",
    "bare.csv": b"a,b\n",
    "control.csv": b"geonameid,status_wiki,date\n1,2,3\n",
    "torn.parquet": b"PAR1xxxx",
    "torn.xlsx": zipped({"xl/workbook.xml": b"<a"}),
    "none.zip": zipped({"a.foo": b"x"}),
    "lat.csv": b"lat,lon\n1,2\n",
    "day.csv": b"date,foo\n2024-03-01,2\n",
}
FILES = {name: make for name, make, _ in HOSTILE} | {
    name: lambda contents=contents: contents for name, contents in ODD.items()
}
OPTIONS = {
    "sheet": {"sheet": "x"},
    "encoding": {"encoding": "koi8"},
    "country": {"countries": ("XX",)},
    "occupied": {"occupied": ("RU-BEL",)},
    "near": {"near": ("XX", 4.0)},
    "distance": {"near": ("RU-BEL", -4.0)},
    "order": {"date_order": "foo"},
}


def account(made):
    """Every text of ours that a page shows of an import, by where it stands."""
    report = made.report
    lists = [(made.rejected, REASON), (made.dropped, DROPPED), (made.marked, DONE)]
    yield from (each for rows, name in lists for each in rows.get(name, ()))
    yield from (*report.dropped, *report.marked, *report.choices)
    yield from (worded(each.message) for each in report.problems)


def data(name, contents):
    """What may stand in sentences about a file: its name, cells and words, and names of ours."""
    inside = set()
    with contextlib.suppress(zipfile.BadZipFile), zipfile.ZipFile(io.BytesIO(contents)) as archive:
        inside = {part for each in archive.namelist() for part in (each, repr(each))}
    return {name, *inside, *pieces(contents[:20_000]), *OURS, *words_of_model()}


@pytest.fixture(scope="module", autouse=True)
def _in_brackets():
    """The language of brackets is spoken wherever `CODE` is."""
    with pseudo_language():
        yield


@pytest.mark.by_day(24, "by day of every kind of file some; what they say stands in one catalogue")
@pytest.mark.parametrize("name", FILES)
def test_no_word_of_a_file_told_is_left_in_english(name):
    """Whatever file it is: why it is refused, or what became of each of its rows and columns."""
    contents = FILES[name]()
    known, made, refused = data(name, contents), None, None
    try:
        made = import_file(contents, None, ImportOptions(), file_name=name)
    except ImportProblem as problem:
        refused = problem
    with speaking(CODE):
        if refused is not None:
            said = sentence_of(refused)
            assert isinstance(said, Sentence)
            assert escaped(str(refused), known | foreign(said)) == []
            return
        for each in account(made):
            told = each if "⟦" in each else made.report.words.in_words(each)
            assert told is not None, each
            assert escaped(told, known) == [], each
        recognised = " ".join(map(worded, made.report.recognised))
        assert escaped(recognised, known) == []


@pytest.mark.parametrize("options", OPTIONS.values(), ids=OPTIONS)
def test_so_is_what_was_asked_for_in_vain(options):
    """What is asked of a file and can't be had is a sentence too."""
    with pytest.raises(ImportProblem) as caught:
        import_file(zipped({"a.xlsx": b""}) if "sheet" in options else plain(), None,
                    ImportOptions(**options), file_name="a.csv")  # fmt: skip
    said = sentence_of(caught.value)
    given = {str(each) for value in options.values() for each in (value, *value)}
    with speaking(CODE):
        known = {*OURS, *given, "a.csv", *ENCODINGS, "day", "month", "year"}
        assert escaped(str(caught.value), known | foreign(said)) == []


@pytest.mark.parametrize("form", ["acled", "ucdp", "viina", "plain"])
def test_what_every_column_became(form, imported, request):
    """What each column became, and what the form is, are messages or names of columns."""
    row = {"date": "2023-05-04", "lat": "50.6", "lon": "36.6", "killed": "1"}
    report = imported(request.getfixturevalue(form)(row if form == "plain" else {})).report
    words = {*report.became.values(), report.form} - COLUMNS
    with speaking(CODE):
        left = [each for each in words if escaped(Words().in_words(each) or each, OURS)]
    assert [each for each in left if not each.startswith(("UCDP Geo", "VIINA event"))] == []
    assert form == "plain" or KNOWN[form].became


def test_one_import_reads_in_each_language():
    """An account that one reader's session made is told to others in theirs; files stay English."""
    with speaking("ru"):
        made = import_file(ODD["odd.csv"], None, ImportOptions(), file_name="odd.csv")
    why = made.rejected[REASON].iloc[0]
    assert why.startswith("date_start: ")
    told = {}
    for code in ("uk", "ru", "en"):
        with speaking(code):
            told[code] = made.report.words.in_words(why)
    assert told["en"] == why
    assert len({*told.values()}) == 3
    assert "\xa0— не " in told["ru"]


def test_a_refusal_reads_in_each_language():
    """A refusal that is kept says why in the language of whoever reads it."""
    with speaking("uk"), pytest.raises(ImportProblem) as caught:
        examine(b"%PDF-1.4", None, ImportOptions(), file_name="a.pdf")
    assert str(caught.value) == "a.pdf: this is a PDF; save it as CSV in UTF-8"
    with speaking("ru"):
        assert str(caught.value) == "a.pdf: это PDF; сохраните как CSV в UTF-8"


def test_words_of_sentences_one_after_another():
    """Sentences that were joined are told apart, and what is none of them is not told at all."""
    words = Words()
    for column in ("best", "x. Y"):
        words.keep(sentence("The file's {column} could not be read: {done}.", column=column,
                            done=sentence("it is left out")))  # fmt: skip
    both = (
        "The file's best could not be read: it is left out. "
        "The file's x. Y could not be read: it is left out."
    )
    with speaking("ru"):
        told = words.in_words(both)
        assert told is not None and told.count("не удалось прочитать: оно пропущено.") == 2
        assert words.in_words(both + " And more.") is None
        assert words.in_words("no sentence of ours") is None
    assert words.in_words(both + " And more.") == both + " And more."


def test_no_more_sentences_are_kept_than_are_shown():
    """Of each message as many sentences are kept as rows are shown, however many a file makes."""
    words = Words()
    for number in range(MOST + 10):
        words.keep(sentence("id: no id can be made of {cell}", cell=str(number)))
    with speaking("ru"):
        assert words.in_words(f"id: no id can be made of {MOST - 1}") is not None
        assert words.in_words(f"id: no id can be made of {MOST}") is None


@pytest.mark.parametrize("header", [["lat", "lon"], ["date"]])
def test_what_a_header_lacks(header):
    """What the page says of a header that is not ours leaves the command line's options out."""
    with pytest.raises(Lacking) as caught:
        mapped({}, header)
    assert needs_mapping(header) == caught.value.lacking
    assert "--map" in str(caught.value) and "--map" not in needs_mapping(header)
    with speaking(CODE):
        assert escaped(worded(needs_mapping(header))) == []
