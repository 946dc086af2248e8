"""A collection in each form of an export, read back: what the form carries is the same."""

from __future__ import annotations

import csv
import io
import json
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from strikemap import collection as collections
from strikemap import export, links
from strikemap.host.package_zip import read_package
from strikemap.importers import ImportOptions, ImportProblem, import_file
from strikemap.vocabularies import CASUALTY_MEASURES, GROUPS
from tests.builders import build, claim, claimant, incident, occupied
from tests.unit.strategies import tables as drawn_tables

OPTIONS = ImportOptions(today=date(2025, 8, 1), occupied=("UA-09", "UA-43", "UA-40"))
HALF = settings(max_examples=max(settings().max_examples // 2, 1))
FEWER = settings(max_examples=max(settings().max_examples // 5, 1))
"""An example builds two collections and takes a tenth of a second."""
FLAT = ("csv", "excel-csv", "xlsx", "geojson", "json")
"""Forms with a row an incident."""
NO_DATA = {"html", "totals", "incident", "png", "slide", "print", "svg"}
"""Forms that are looked at, or hold sums alone."""
REGION_ALONE = {"place": "", "place_local": "", "latitude": "", "longitude": "",
                "geo_precision": "3"}  # fmt: skip
CELLS = (
    {},
    {"part_of_day": "night"},
    {"part_of_day": "night", "time_precision": "1"},
    {"geo_precision": "2", "weapon": "unknown", "target": "energy"},
    {"event_type": "unknown", "sub_event_type": "unknown"},
    {"date_basis": "inferred", "same_as": "other/i1;another/i2"},
    {"title": "=1+1", "summary": "@channel says, “so”; \"and\" so"},
    {"title": "'=1", "summary": "-3 °C\nand + more, ''@x"},
    {"title": "Удар: №7 …", "summary": "two\nlines\n\nand\ta tab", "place_local": "Ёлкино"},
)  # fmt: skip


@st.composite
def whole_collections(draw):
    """
    Up to four incidents, their claims and who makes them: several sources of one claim, ranges and
    bounds, rivals and what was superseded, spans and nights, occupied Ukraine, regions alone.
    """
    rows = draw(drawn_tables())
    made = []
    for row in rows["incidents"]:
        cells = dict(draw(st.sampled_from(CELLS)))
        if draw(st.integers(0, 3)) == 0:
            cells |= REGION_ALONE
        if cells.pop("time_precision", "") and row["time_precision"] == "1":
            cells["date_end"] = (
                date.fromisoformat(row["date_start"]) + timedelta(days=1)
            ).isoformat()
        made.append({**row, **cells})
    claims = [dict(each) for each in rows["claims"]]
    for number, each in enumerate(list(claims)):
        if draw(st.integers(0, 3)) == 0:
            # The same words of the same claimant, printed elsewhere too.
            again = {"claim_id": f"{each['claim_id']}-in-{number}", "source_id": "later"}
            claims.append({**each, **again, "supersedes": ""})
    statement = draw(st.sampled_from(("So it was said.", "=So", "'=So", "'@So\n- and so")))
    claims = [{**each, "statement": statement} for each in claims]
    if draw(st.booleans()):
        days = {"covers_from": "2023-05-01", "covers_to": "2023-05-31"}
        claims.append(claim("sum", "", "9", covers_region="RU-BEL", **days))
    return build(made, claims)


def exported(whole, form):
    link, _ = links.from_query({"territory": ["together"]}, whole)
    return export.export(form, export.View(whole, link))


def rows_of(whole):
    """The rows of the CSV form by id, with what an export of one row an incident carries."""
    found = csv.DictReader(io.StringIO(exported(whole, "csv").decode(), newline=""))
    return {row["incident_id"]: row for row in found}


def read_back(contents):
    made = import_file(contents, None, OPTIONS)
    found = collections.from_tables(made.tables, made.descriptor)
    assert found.collection is not None, found.problems
    return found.collection


def comparable(row, written, form):
    """
    *row* without what the form does not carry: the grades, which rest on all claims, and whose
    the figure is, where it is of two claimants and is not the whole range (`speakers` has these).

    *written* is the row that was exported.
    """
    left = {name for name in row if name.endswith("_evidence")}
    for measure in CASUALTY_MEASURES:
        ends = {written[f"{measure}_{end}"] for end in ("low", "headline", "high")}
        parts = [written[f"{measure}_{group}"] for group in GROUPS]
        if ";" in written[f"{measure}_according_to"] and (len(ends) > 1 or "0" in parts):
            told = ("according_to", "headline_high", "headline_bound")
            left |= {name for name in row if name.startswith(tuple(f"{measure}_{x}" for x in told))}
    cells = {name: cell for name, cell in row.items() if name not in left}
    if form == "xlsx":  # in which a cell needs no apostrophe, and may have had one from a CSV
        cells = {name: cell.lstrip("'") for name, cell in cells.items()}
    return cells


def speakers(row):
    """Who the row says speaks of killed and injured: id, name, type, side and origin of each."""
    told = (
        "according_to",
        *(f"according_to_{each}" for each in ("name", "type", "side", "origin")),
    )
    found = [
        [row[f"{measure}_{each}"].split(";") for each in told] for measure in CASUALTY_MEASURES
    ]
    return {each for of in found for each in zip(*of, strict=True) if each[0]}


def test_every_form_of_an_export_is_read_back_or_holds_no_records():
    """A form that is added to the registry is added to the tests of this file."""
    assert set(export.FORMS) == {*FLAT, *NO_DATA, "package", "claims-csv", "claims-json"}


@pytest.mark.parametrize("form", ["xlsx", "excel-csv", "json", "geojson"])
@pytest.mark.by_day(2, "XLSX, GeoJSON and, below, CSV hold it by day")
@FEWER
@given(whole_collections())
def test_property_a_row_an_incident_comes_back(form, whole):
    """Every column but the two grades: an export of what was imported has the same cells again."""
    is_the_same_again(form, whole)


@HALF
@given(whole_collections())
def test_property_a_row_an_incident_comes_back_from_csv(whole):
    """As from the other forms, with more examples: an import is the same for all of them."""
    is_the_same_again("csv", whole)


def is_the_same_again(form, whole):
    wanted = rows_of(whole)
    if not wanted:
        return
    back = read_back(exported(whole, form))
    found = rows_of(back)
    assert found.keys() == wanted.keys()
    for at, name in enumerate(back.incidents["incident_id"]):
        row = wanted[name]
        assert comparable(found[name], row, form) == comparable(row, row, form)
        of_it = back.claims[back.claims["incident"] == at]
        who = back.claimants.set_index("claimant_id").loc[of_it["claimant_id"].astype(str).unique()]
        told = who[["name", "type", "side", "origin"]].astype(str).itertuples(name=None)
        assert speakers(row) <= set(told)


def test_how_sure_the_headline_claim_is_comes_back():
    """Its bound and its own most are its claimant's again, and nobody else is made up for them."""
    put = {"i1": "~10", "i2": "up to 5", "i3": "2+", "i4": "3-7"}
    whole = build([incident(i) for i in put], [claim(f"c-{i}", i, put[i]) for i in put])
    back = read_back(exported(whole, "csv"))
    ends = ["value_min", "value_max", "bound", "claimant_id"]
    found, wanted = (
        {
            of["incidents"]["incident_id"].iloc[at]: rows[ends].astype(str).values.tolist()
            for at, rows in of["claims"].groupby("incident")
        }
        for of in ({"incidents": x.incidents, "claims": x.claims} for x in (back, whole))
    )
    assert found == wanted and found.keys() == put.keys()


def test_two_claimants_of_one_figure_come_back_by_name_and_bound():
    """Each part is its claimant's, bound as theirs, whatever signs stand in the names."""
    people = [
        {**claimant("a", "russia", "one", 1), "name": "Chief; and \\ staff \\; so"},
        {**claimant("b", "ukraine", "two", 2), "name": "B"},
    ]
    of = {"civilians": ("2+", "a"), "combatants": ("~3", "b")}
    claims = [
        claim(f"c-{group}", "i", put, by=by, subject=group, people=group)
        for group, (put, by) in of.items()
    ]
    whole = build([incident("i")], claims, people)
    back = read_back(exported(whole, "csv"))
    told = ["claimant_id", "name", "type", "side", "origin"]
    kept = back.claimants[back.claimants["claimant_id"].isin(["a", "b"])]
    assert kept[told].astype(str).values.tolist() == (
        whole.claimants[told].astype(str).values.tolist()
    )
    parts = back.claims[back.claims["subject"] != "people"].set_index("subject")
    assert parts["bound"].astype(str).to_dict() == {"civilians": "at_least", "combatants": "about"}


@pytest.mark.by_day(2, "each territory; the forms are held by the laws of this file")
@pytest.mark.parametrize("form", ["csv", "geojson", "xlsx"])
@pytest.mark.parametrize(
    ("territory", "code"), [("russia", "RU-BEL"), ("occupied_ukraine", "UA-09")]
)
def test_what_is_known_by_its_country_alone_comes_back(form, territory, code):
    """As UCDP codes it: neither point nor region nor place; beside one of which all is known."""
    nowhere = dict.fromkeys(("latitude", "longitude", "region", "place", "place_local"), "")
    lost = incident("a", **nowhere, geo_precision="3", territory=territory)
    known = incident("b", region=code, territory=territory) if code[0] == "R" else occupied("b")
    back = read_back(exported(build([lost, known], [claim("c", "a", "2")]), form))
    found = back.incidents.set_index("incident_id")
    assert found["territory"].astype(str).to_dict() == {"a": territory, "b": territory}
    assert found["region"].astype(str).to_dict() == {"a": "", "b": code}
    assert back.claims["value_min"].dropna().tolist() == [2]


def test_one_origin_of_two_claimants_stays_one():
    """Of two incidents, told by a governor and by his ministry, none is corroborated by that."""
    claims = [
        claim("k", "a", "2", by="governor"),
        claim("j", "a", "3", measure="injured", by="ministry"),
    ]
    back = read_back(exported(build([incident("a")], claims), "geojson"))
    assert rows_of(back)["a"]["event_evidence"] == "one_origin"


def test_a_kind_or_side_that_is_no_code_is_left_out_and_marked():
    """What a hand has changed in an export is told, and its figure stays."""
    table = exported(build([incident("a")], [claim("c", "a", "2")]), "csv").decode()
    made = import_file(table.replace("regional_governor", "satrap").encode(), None, OPTIONS)
    assert made.marked["cell"].tolist() == ["satrap"]
    assert made.tables["claims"]["value_min"].tolist() == ["2"]


@HALF
@given(whole_collections())
def test_property_the_data_package_comes_back(whole):
    """Every cell of the incidents shown, their claims, who made them, and where they stand."""
    wanted = {name: frame.to_dict("records") for name, frame in kept_in_package(whole).items()}
    made = read_package(exported(whole, "package"), "package.zip")
    tables, descriptor, problems = made
    assert problems == ()
    back = collections.from_tables(tables, descriptor).collection
    assert back is not None
    found = collections.text_tables(back)
    assert {name: found[name].to_dict("records") for name in wanted} == wanted


def kept_in_package(whole):
    """The records of *whole* that are in view, worked out plainly; what fell out is not named."""
    of = {name: frame.copy() for name, frame in collections.text_tables(whole).items()}
    shown = set(of["incidents"].query("status == 'active'")["incident_id"])
    claims = of["claims"][of["claims"]["incident_id"].isin([*shown, ""])].copy()
    gone = ~claims["supersedes"].isin(claims["claim_id"])
    claims["supersedes"] = claims["supersedes"].mask(gone, "")
    cited = set(claims["source_id"])
    cited |= set(of["sources"].query("source_id in @cited")["reprint_of"])
    return {
        "incidents": of["incidents"].query("incident_id in @shown"),
        "claims": claims,
        "claimants": of["claimants"][of["claimants"]["claimant_id"].isin(claims["claimant_id"])],
        "sources": of["sources"].query("source_id in @cited"),
        "corrections": of["corrections"],
    }


@FEWER
@given(whole_collections())
def test_property_claims_come_back(whole):
    """Both tables of claims alone have every cell of every claim; an import names them."""
    wanted = kept_in_package(whole)["claims"].to_dict("records")
    table = csv.DictReader(io.StringIO(exported(whole, "claims-csv").decode(), newline=""))
    assert [{name: bare(cell) for name, cell in row.items()} for row in table] == wanted
    listed = json.loads(exported(whole, "claims-json"))["claims"]
    made = [
        {name: "" if cell is None else bare(str(cell)) for name, cell in row.items()}
        for row in listed
    ]
    assert made == wanted


def bare(cell):
    """*cell* without the apostrophe that keeps a spreadsheet from running it."""
    return cell[1:] if cell.startswith("'") and cell.lstrip("'")[:1] in "=+-@\t\r\n" else cell


@pytest.mark.parametrize("form", ["claims-csv", "claims-json"])
def test_claims_alone_are_named_for_what_they_are(form):
    """They have neither days nor places: the message says where these are."""
    with pytest.raises(ImportProblem, match="as its data package"):
        read_back(exported(build([incident("a")], [claim("c", "a", "2")]), form))


def test_totals_are_refused_as_what_they_are():
    """A row of them sums up incidents, and the message says what to open instead."""
    with pytest.raises(ImportProblem, match="a table of totals of this project"):
        import_file(
            exported(build([incident("a")], [claim("c", "a", "2")]), "totals"), None, OPTIONS
        )
