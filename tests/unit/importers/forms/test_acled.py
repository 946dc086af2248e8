"""ACLED's export."""

import pytest

from strikemap import collection
from strikemap.casualties.tolls import tolls
from strikemap.importers import ImportProblem
from strikemap.importers.forms.acled import EVENT_TYPES, INTER, ZERO


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
