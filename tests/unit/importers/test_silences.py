"""What is said of a row without a number, or with one end of it: no more than is true."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from strikemap.importers import ImportOptions, import_file
from strikemap.vocabularies import CASUALTY_MEASURES
from tests.unit.importers.conftest import (
    ACLED_HEADER,
    ACLED_ROW,
    UCDP_ROW,
    VIINA_HEADER,
    VIINA_ROW,
    table,
)

FEW = settings(max_examples=max(settings().max_examples // 5, 10))
OF_FORMS = {
    "acled": (ACLED_HEADER, ACLED_ROW, "event_id_cnty", ("fatalities", "notes", "actor1")),
    "ucdp": (list(UCDP_ROW), UCDP_ROW, "id", ("best", "low", "high", "where_description")),
    "viina": (VIINA_HEADER, VIINA_ROW, "event_id_1pd", ("sources", "asciiname")),
    "plain": (
        ["date", "lat", "lon", "killed", "injured", "casualties", "notes"],
        {"date": "2024-03-01", "lat": "50.61", "lon": "36.58"},
        "",
        ("killed", "injured", "casualties", "notes"),
    ),
}
MAY_LACK = ("acled", "plain")
NONE = "gives no number of people killed or injured"


@FEW
@given(st.data(), st.sampled_from(sorted(OF_FORMS)))
def test_no_sign_of_the_inside_is_told(data, form):
    """Whatever cells and columns a file of any form lacks, its claims are sentences."""
    header, row, ids, changing = OF_FORMS[form]
    cells = st.fixed_dictionaries(
        {name: st.sampled_from(["", "0", "3", "N/A", "?!", "two killed"]) for name in changing}
    )
    gone = data.draw(st.sets(st.sampled_from(changing)) if form in MAY_LACK else st.just(set()))
    rows = [row | ({ids: f"{n}1"} if ids else {}) | data.draw(cells) for n in range(3)]
    file = table([each for each in header if each not in gone], rows)
    made = import_file(file, None, ImportOptions(today=date(2025, 8, 1)))
    for name, cells in made.tables.items():
        for column in cells:
            assert not cells[column].str.contains(r"[\x00-\x08\x0b-\x1f]").any(), (name, column)
    for said in made.tables["claims"]["statement"]:
        assert re.fullmatch(r"[^a-z].*\.", said, re.DOTALL), said


def test_a_data_set_without_its_tolls(acled, plain, imported):
    """A missing or blank column is told as such, and the actors' names after it."""
    rows = [ACLED_ROW | {"notes": "A made-up strike."}]
    others = [each for each in ACLED_HEADER if each != "fatalities"]
    (said,) = imported(table(others, rows)).tables["claims"]["statement"]
    assert said.startswith(f"The file {NONE}. Actors that it names: Military Forces of Ukraine")
    (said,) = imported(acled({"fatalities": "", "notes": "A"})).tables["claims"]["statement"]
    assert said.startswith(f"The file's row {NONE}. Actors")
    renamed = table([*others, "dead"], [rows[0] | {"dead": "3"}])
    made = imported(renamed)
    assert made.report.untaken == ("dead",)
    assert "taken for nothing: dead. Actors" in made.tables["claims"]["statement"][0]


def test_a_toll_that_somebody_put_beside_a_data_sets_own_is_asked_about(imported):
    """ACLED counts no injured: a column of them is not carried over without a word."""
    rows = [ACLED_ROW | {"injured": "7", "wounded note": "none", "side": "3"}]
    made = imported(table([*ACLED_HEADER, "injured", "wounded note", "side"], rows))
    assert made.report.untaken == ("injured",)
    assert made.tables["claims"]["value_min"].tolist() == ["2"]


def test_any_number_is_asked_about_where_a_data_set_lacks_its_own(acled, imported):
    """Of a file that has its tolls, or whose data set has none, only a name that speaks of them."""
    others = [each for each in ACLED_HEADER if each != "fatalities"]
    odd = {"200s": "3", "dead": "4"}
    asked = imported(table([*others, *odd], [ACLED_ROW | odd])).report.untaken
    assert asked == ("200s", "dead")
    assert imported(acled(odd, extra=tuple(odd))).report.untaken == ("dead",)
    viina = table([*VIINA_HEADER, *odd], [VIINA_ROW | odd])
    assert imported(viina).report.untaken == ("dead",)


def test_one_file_says_one_thing(acled, imported):
    """What is said of blank rows is the same in each part of a file, whatever the others hold."""
    blank = [{"fatalities": "", "notes": "A made-up strike."} for _ in range(25_000)]
    made = imported(acled(*blank, {"fatalities": "3"})).tables["claims"]
    said = made.loc[made["value_min"] == "", "statement"].unique()
    assert len(said) == 1 and said[0].startswith(f"The file's row {NONE}.")


@pytest.mark.parametrize("header", ["casualties", "пострадавшие", "killed/injured", "killed_max"])
def test_a_column_of_tolls_is_never_denied(imported, header):
    """Beside a column that holds numbers for other rows, a blank cell is the row's alone."""
    rows = f"date,lat,lon,{header}\n2024-03-01,50.61,36.58,5\n2024-03-02,50.61,36.58,\n"
    claims = imported(rows.encode()).tables["claims"]
    assert f"The file's row {NONE}." in set(claims["statement"])


@pytest.mark.parametrize("what", ["", " civilians", " soldiers"])
def test_one_end_of_a_range_is_never_a_number(imported, what):
    """A least number by itself is at least, a most one up to, of whomever they are."""
    for names, rows in (
        ("min{}", {"3": ("3", "", "at_least")}),
        (
            "{} (min)|{} (max)",
            {
                "3|": ("3", "", "at_least"),
                "|3": ("", "3", "up_to"),
                "3|4": ("3", "4", "exact"),
            },
        ),
        ("{}|min{}", {"|3": ("3", "", "at_least"), "6|1": ("6", "6", "exact")}),
        ("{}|max{}", {"|3": ("", "3", "up_to")}),
        ("max{}", {"3": ("", "3", "up_to")}),
    ):
        of = {measure: names.format(*[f"{what} {measure}"] * 2) for measure in CASUALTY_MEASURES}
        lines = ["incident_id,date,lat,lon," + ",".join(of.values()).replace("|", ",")]
        lines += [
            f"i{n},2024-03-01,50.61,36.58,{cells},{cells}".replace("|", ",")
            for n, cells in enumerate(rows)
        ]
        claims = imported("\n".join(lines).encode()).tables["claims"]
        for n, (cells, wanted) in enumerate(rows.items()):
            for measure in CASUALTY_MEASURES:
                own = claims.query(f"incident_id == 'i{n}' and measure == '{measure}'")
                found = own[["value_min", "value_max", "bound"]].itertuples(index=False, name=None)
                assert next(found) == wanted, (of[measure], cells)
                assert all(bound == "at_least" for _, _, bound in found), (of[measure], cells)


def test_a_least_of_nobody_makes_no_number(imported):
    """0 as the least says as little as 0 as the number."""
    for rest in (
        "killed_min\n2024-03-01,50.61,36.58,0",
        "civilians killed (min)\n2024-03-01,50.6,36.5,0",
    ):
        claims = imported(f"date,lat,lon,{rest}\n".encode()).tables["claims"]
        assert claims["bound"].tolist() == [""] and "gives 0 " in claims["statement"][0]
