"""ACLED's export."""

import math

import pandas as pd
import pytest

from strikemap import collection
from strikemap.casualties.tolls import tolls
from strikemap.importers import ImportProblem
from strikemap.importers.forms.acled import EVENT_TYPES, INTER, ZERO
from strikemap.importers.forms.acled_claims import seconds_of


def only(imported, table="incidents"):
    frame = imported.tables[table]
    assert len(frame) == 1
    return frame.iloc[0]


def test_a_row_becomes_an_incident(acled, imported):
    """Each carried column lands in its field, under a permanent readable id."""
    row = only(imported(acled()))
    assert row["incident_id"] == "acled-rus1"
    assert row["title"] == "Air/drone strike, Belgorod, Belgorod Oblast"
    assert (row["date_start"], row["date_end"]) == ("2025-05-16", "2025-05-16")
    assert (row["region"], row["territory"]) == ("RU-BEL", "russia")
    assert row["summary"] == "On 16 May 2025, a made-up strike, with a comma."


def test_the_title_names_no_actor(acled, imported):
    """Actors stand in the statement with their kind, never in the title."""
    made = imported(acled())
    assert "Military" not in only(made)["title"]
    said = only(made, "claims")["statement"]
    assert "Military Forces of Ukraine (2019-) (external/other forces)" in said


def test_inter_is_a_number_or_a_name(acled, imported):
    """Every code of the codebook is known, as a number and as a string."""
    every = [*INTER, *INTER.values(), "1.0", "", "0"]
    made = imported(acled(*({"inter1": each} for each in every)))
    assert made.report.problems == () and made.report.rows_kept == len(every)


def test_an_unknown_inter_is_named_and_the_row_kept(acled, imported):
    """The statement leaves the kind out and the report says so."""
    made = imported(acled({"inter1": "9"}))
    (problem,) = made.report.problems
    assert (problem.column, problem.row, problem.rule) == ("inter1", 2, "unknown-code")
    assert made.report.rows_kept == 1


@pytest.mark.parametrize("written", ["2025-05-16", "16 May 2025", "16 may 2025"])
def test_both_forms_of_date(acled, imported, written):
    """ISO days and days in words are the same day."""
    assert only(imported(acled({"event_date": written})))["date_start"] == "2025-05-16"


def test_all_31_columns_are_accounted_for(acled, imported):
    """The report says of each column what it became."""
    assert len(imported(acled()).report.became) == 31


def test_35_columns(acled, imported):
    """Columns of population are read past and reported as not carried over."""
    extra = ("population_1km", "population_2km", "population_5km", "population_best")
    report = imported(acled({}, extra=extra)).report
    assert len(report.became) == 35
    assert report.became["population_best"] == "not carried over"


def test_a_byte_order_mark(acled, imported):
    """A BOM is no part of the first column's name."""
    made = imported(b"\xef\xbb\xbf" + acled())
    assert made.report.rows_kept == 1
    assert "byte-order mark" in made.report.recognised[0]


def test_fatalities_are_one_claim_of_people_killed(acled, imported):
    """The coder is the claimant, and the number approximate by the codebook."""
    claim = only(imported(acled()), "claims")
    assert (claim["measure"], claim["subject"], claim["bound"]) == ("killed", "people", "about")
    assert (claim["value_min"], claim["value_max"]) == ("2", "2")
    assert claim["claimed_on"] == "2025-05-23"
    assert claim["claimant_id"] == "acled"


def test_a_coded_zero_is_unknown_never_zero(acled, imported):
    """0 fatalities gives a claim without a number, and a toll that is not known."""
    made = imported(acled({"fatalities": "0"}))
    claim = only(made, "claims")
    assert (claim["value_min"], claim["value_max"], claim["bound"]) == ("", "", "")
    assert claim["statement"].startswith(ZERO)
    read = collection.from_tables(made.tables, made.descriptor).collection
    assert not tolls(read, "killed").known.any()
    assert not tolls(read, "injured").known.any()


def test_the_origin_is_empty(acled, imported):
    """A data set adds no origin to an event's evidence."""
    assert only(imported(acled()), "claimants")["origin"] == ""


def test_sources_are_named_once(acled, imported):
    """Rows that cite the same publications share a source, dated by the latest record."""
    made = imported(acled({}, {"timestamp": "1748100000"}, {"source": "Другая газета"}))
    sources = made.tables["sources"]
    assert sorted(sources["publisher"]) == [
        "ACLED, citing Made-up Gazette; Telegram",
        "ACLED, citing Другая газета",
    ]
    assert set(sources["published"]) == {"2025-05-24"}


@pytest.mark.parametrize(
    ("precision", "span"),
    [("2", ("2025-05-13", "2025-05-19")), ("3", ("2025-05-01", "2025-05-31"))],
)
def test_time_precision_gives_the_span(acled, imported, precision, span):
    """A week around its middle, or the calendar month."""
    row = only(imported(acled({"time_precision": precision})))
    assert (row["date_start"], row["date_end"]) == span


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("event_type", "Remote violence"),
        ("sub_event_type", "Balloon"),
        ("time_precision", "4"),
        ("geo_precision", "x"),
    ],
)
def test_an_unknown_code_is_a_named_problem(acled, imported, column, value):
    """The code, its column and its first row are named, and the row is kept and marked."""
    made = imported(acled({}, {column: value}))
    assert value in made.report.problems[0].message
    assert made.report.problems[0].row == 3
    assert made.report.rows_kept == 2
    assert made.report.unread == {column: 1}
    assert made.marked[["row_in_file", "column", "cell"]].values.tolist() == [["3", column, value]]
    assert f"The file's {column} could not be read" in made.tables["incidents"]["summary"][1]


def test_every_event_type_of_the_codebook_is_known(acled, imported):
    """All pairs of event and sub-event type are read."""
    pairs = [(kind, sub) for kind, subs in EVENT_TYPES.items() for sub in subs]
    made = imported(acled(*({"event_type": k, "sub_event_type": s} for k, s in pairs)))
    assert made.report.rows_kept == len(pairs) == 25


def test_the_terms_forbid_passing_on(acled, imported):
    """The collection is for local use only, also under another name of the licence."""
    made = imported(acled(), licence="mine")
    assert made.descriptor["local_only"] is True
    assert "forbid passing" in made.readme


def test_other_headers_are_refused(plain, imported):
    """A table that is no ACLED export says which columns it lacks."""
    with pytest.raises(ImportProblem, match="event_id_cnty"):
        imported(plain({"a": "1", "b": "2"}), "acled")


def test_types_in_any_case(acled, imported):
    """`explosions / remote violence` is ACLED's type, and is written as ACLED writes it."""
    odd = {"event_type": "explosions / remote violence", "sub_event_type": "AIR/DRONE STRIKE"}
    row = imported(acled(odd)).tables["incidents"].iloc[0]
    assert row["event_type"] == "Explosions/Remote violence"
    assert row["sub_event_type"] == "Air/drone strike"


def test_whom_it_aimed_at_is_not_who_was_killed(acled, imported):
    """`civilian_targeting` goes into the statement, and makes no claim of civilians."""
    made = imported(acled({"civilian_targeting": "Civilian targeting"}))
    (claim,) = made.tables["claims"].itertuples()
    assert (claim.subject, claim.people) == ("people", "")
    assert claim.statement.endswith("It codes civilians as the main or only target.")


def test_a_timestamp_that_is_no_second_is_left_out_and_marked(acled, imported):
    """The row keeps everything else; an empty cell and `NA` say nothing that could be odd."""
    cells = ("soon", "NA", "", "99999999999", "1748000000")
    made = imported(acled(*({"timestamp": each} for each in cells)))
    claims = made.tables["claims"]
    assert [bool(each) for each in claims["claimed_on"]] == [False] * 4 + [True]
    assert made.report.unread["timestamp"] == 2
    marked = ["timestamp could not be read" in each for each in claims["inferred"]]
    assert marked == [True, False, False, True, False]


@pytest.mark.parametrize("apart", [" ", "-", "."])
def test_headers_in_words_are_acleds(acled, imported, apart):
    """A file whose headers a tool wrote with spaces keeps ACLED's form, and with it its licence."""
    head, rows = acled({}).split(b"\n", 1)
    words = head.decode().replace("_", apart).title().encode()
    made, wanted = imported(words + b"\n" + rows), imported(acled({}))
    assert made.report.licence == wanted.report.licence
    for name, table in wanted.tables.items():
        assert made.tables[name].equals(table), name


@pytest.mark.parametrize(
    ("older", "newer"),
    [
        ("1748000000", "1748300000.0"),
        ("1,748,000,000", "1,748,300,000"),
        ("2025-05-23", "2025-05-26 10:00:00"),
        ("2025-05-23 09:00", "2025-05-23T10:00:00Z"),
        ("23 May 2025", "1748300000"),
    ],
)
def test_of_two_rows_with_one_id_the_newer_is_kept(acled, imported, older, newer):
    """However a tool has written the second of the record, and whichever row comes first."""
    rows = [{"event_id_cnty": "X1", "timestamp": older},
            {"event_id_cnty": "X1", "timestamp": newer, "fatalities": "9"}]  # fmt: skip
    for each in (rows, rows[::-1]):
        made = imported(acled(*each))
        assert made.tables["claims"]["value_min"].tolist() == ["9"]
        assert made.rejected.empty and made.report.unread == {}


def test_a_day_that_the_row_s_own_timestamp_rules_out_is_refused(acled, imported):
    """Where its numbers may be another day; one before the row was recorded is kept."""
    written = ["16/05/2025", "03/04/2025", "05/06/2025"]
    made = imported(acled(*({"event_date": each} for each in written)))
    assert set(made.tables["incidents"]["date_start"]) == {"2025-04-03", "2025-05-16"}
    (why,) = made.rejected["why_rejected"]
    assert "05/06/2025" in why and "after the row" in why


@pytest.mark.parametrize(
    ("cell", "ends", "said"),
    [
        ("1", ("1", "1", "about"), "ACLED codes 1 fatality."),
        ("2.0", ("2", "2", "about"), "ACLED codes 2 fatalities."),
        ("~10", ("10", "10", "about"), "ACLED codes 10 fatalities."),
        ("3-5", ("3", "5", "exact"), "ACLED codes 3 to 5 fatalities."),
        ("0-3", ("0", "3", "exact"), "ACLED codes 0 to 3 fatalities."),
        ("0", ("", "", ""), ZERO),
        ("many", ("", "", ""), "ACLED's fatalities could not be read."),
        ("NA", ("", "", ""), "The file's row gives no number of people killed or injured."),
    ],
)
def test_what_is_said_of_the_fatalities(acled, imported, cell, ends, said):
    """A number, a range, a 0, a word and an empty cell each have their own words and bound."""
    made = imported(acled({"fatalities": cell, "notes": "A made-up strike."}))
    claim = only(made, "claims")
    assert (claim["value_min"], claim["value_max"], claim["bound"]) == ends
    assert claim["statement"].partition(" Actors")[0] == said
    assert made.marked["cell"].tolist() == ([cell] if cell == "many" else [])


def test_whom_a_statement_names(acled, imported):
    """Each actor that there is, in ACLED's order, with a kind that the codebook has."""
    named = {
        ("A", "1", "B", "7"): " Actors that it names: A (state forces); B (civilians).",
        (" A ", "NA", "B", " RIOTERS "): " Actors that it names: A; B (rioters).",
        ("NA", "1", "B", "9"): " Actors that it names: B.",
        ("A", "0", "null", "3"): " Actors that it names: A.",
        ("", "", "", ""): "",
    }
    names = ("actor1", "inter1", "actor2", "inter2")
    made = imported(acled(*(dict(zip(names, each, strict=True)) for each in named)))
    said = [f"ACLED codes 2 fatalities.{each}" for each in named.values()]
    assert made.tables["claims"]["statement"].tolist() == said
    assert made.marked.to_numpy().tolist() == [
        ["4", "inter2", "9", "the kind of actor is left out"]
    ]


def test_how_sure_a_row_is(acled, imported):
    """By its codes, also as a spreadsheet writes them; a row without them is not exact."""
    wanted = {
        "1": ("2025-05-16", "2025-05-16", "1", "1"),
        "2.0": ("2025-05-13", "2025-05-19", "2", "2"),
        "3,0": ("2025-05-01", "2025-05-31", "3", "3"),
        "": ("2025-05-16", "2025-05-16", "2", "2"),
        "n/a": ("2025-05-16", "2025-05-16", "2", "2"),
        "4": ("2025-05-01", "2025-05-31", "3", "3"),
    }
    made = imported(acled(*({"time_precision": each, "geo_precision": each} for each in wanted)))
    columns = ["date_start", "date_end", "time_precision", "geo_precision"]
    found = made.tables["incidents"][columns].itertuples(index=False, name=None)
    assert dict(zip(wanted, found, strict=True)) == wanted
    told = made.tables["incidents"]["summary"].str.contains("does not say how sure ACLED is of the")
    assert told.tolist() == [each in ("", "n/a") for each in wanted]
    assert made.marked.drop(columns="column").drop_duplicates().to_numpy().tolist() == [
        ["5", "", "it counts as not exact"],
        ["6", "n/a", "it counts as not exact"],
        ["7", "4", "the widest is taken"],
    ]
    assert {(each.column, each.row) for each in made.report.problems} == {
        ("time_precision", 7), ("geo_precision", 7),
    }  # fmt: skip


def test_a_row_of_a_month_without_its_day_is_no_day_however_sure(acled, imported):
    """A cell that names a month spans it, whether or not the file says how sure ACLED is."""
    codes = ("1", "")
    made = imported(acled(*({"event_date": "May 2025", "time_precision": c} for c in codes)))
    columns = ["date_start", "date_end", "time_precision"]
    wanted = [["2025-05-01", "2025-05-31", "3"]] * 2
    assert made.tables["incidents"][columns].to_numpy().tolist() == wanted


def test_a_row_without_notes_says_what_it_is_coded_as(acled, imported):
    """A sub-event type says its event type, and one that names a weapon says that, too."""
    rows = [
        {"notes": "NA", "event_type": "", "sub_event_type": "Grenade"},
        {"notes": "", "event_type": "Battles", "sub_event_type": "Armed clash"},
    ]
    made = imported(acled(*rows)).tables["incidents"]
    assert made["summary"].tolist() == [
        "ACLED records no notes. Event type: Explosions/Remote violence, Grenade.",
        "ACLED records no notes. Event type: Battles, Armed clash.",
    ]
    assert made["weapon"].tolist() == ["explosive", "unknown"]


def test_a_country_that_the_boundaries_do_not_give_is_told(acled, imported):
    """Where the row names another one, whichever; a row that names none says nothing."""
    countries = ("Russia", "Ukraine", "France", "NA", "")
    made = imported(acled(*({"country": each} for each in countries))).tables["incidents"]
    told = made["summary"].str.contains("names another country")
    assert told.tolist() == [False, True, True, False, False]


def test_a_record_is_made_from_1970_to_the_day_of_the_import(acled, imported):
    """The last second of that day is a record's; the next, and one before 1970, are left out."""
    cells = ("1754092799", "1754092800", "0", "-1")
    rows = [{"timestamp": each, "event_date": "1969-12-31"} for each in cells]
    made = imported(acled(*rows))
    days = made.tables["claims"]["claimed_on"].tolist()
    assert days == ["2025-08-01", "", "1970-01-01", ""]
    assert made.marked[["cell", "column"]].to_numpy().tolist() == [
        ["1754092800", "timestamp"],
        ["-1", "timestamp"],
    ]


@pytest.mark.parametrize(
    ("older", "newer"),
    [
        ("2025-05-23 09:00:00", "2025-05-23 09:00:01"),
        ("2025-05-23 09:00", "2025-05-23 09:01"),
        ("2025-05-23 00:00:59", "2025-05-23 00:01"),
        ("2025-05-23 00:59:59", "2025-05-23 01:00"),
        ("2025-05-22 23:59:59", "2025-05-23"),
    ],
)
def test_the_newer_of_two_records_is_told_to_the_second(acled, imported, older, newer):
    """Hours, minutes and seconds of a timestamp that a tool wrote as a time count."""
    rows = [{"event_id_cnty": "X1", "timestamp": newer, "fatalities": "9"},
            {"event_id_cnty": "X1", "timestamp": older}]  # fmt: skip
    made = imported(acled(*rows))
    assert made.tables["claims"]["value_min"].tolist() == ["9"]
    (why,) = made.report.dropped
    assert why.startswith("an older record")


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ("5+", "ACLED codes at least 5 fatalities."),
        ("up to 4", "ACLED codes up to 4 fatalities."),
        ("2-4", "ACLED codes 2 to 4 fatalities."), ("1", "ACLED codes 1 fatality."),
        ("1+", "ACLED codes at least 1 fatality."), ("3", "ACLED codes 3 fatalities."),
    ],
)  # fmt: skip
def test_a_number_with_one_end_is_told_with_its_bound(acled, imported, cell, said):
    """As is one of two ends, and one person is one."""
    assert said in only(imported(acled({"fatalities": cell})), "claims")["statement"]


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("1715860800", 1_715_860_800), ("1,715,860,800", 1_715_860_800),
        ("2024-05-16T12:00:00Z", 1_715_860_800), ("2024-05-16T14:00:00+02:00", 1_715_860_800),
        ("2024-05-16 12:00", 1_715_860_800), ("16 May 2024", 1_715_817_600),
        ("May 2024", math.nan), ("2024-05", math.nan), ("x", math.nan), ("", math.nan),
    ],
)  # fmt: skip
def test_a_timestamp_in_any_form_is_the_same_second(text, seconds):
    """Of a month alone no second is made."""
    (found,) = seconds_of(pd.DataFrame({"timestamp": [text]}, dtype="str"))
    assert found == pytest.approx(seconds, nan_ok=True)
