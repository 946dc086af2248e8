"""VIINA event_1pd."""

import pytest

from strikemap.importers import ImportProblem
from strikemap.importers.forms.viina import GEO, KINDS, NO_STRIKE
from tests.unit.importers.conftest import VIINA_HEADER, VIINA_ROW, table


def test_a_row_becomes_an_incident(viina, imported):
    """The kind comes from its class, the date is the report's and the six days before it."""
    row = imported(viina()).tables["incidents"].iloc[0]
    assert (row["incident_id"], row["weapon"]) == ("viina-20240301-1", "drone")
    assert (row["region"], row["territory"]) == ("UA-43", "occupied_ukraine")
    assert (row["date_start"], row["date_end"]) == ("2024-02-24", "2024-03-01")
    assert row["date_basis"] == "reported_only"


def test_casualties_are_unknown_never_zero(viina, imported):
    """Classes of casualties stand in words; no claim has a number."""
    claims = imported(viina({"t_civcas_b": "1"})).tables["claims"]
    assert claims["measure"].tolist() == ["outcome"]
    assert claims["value_min"].tolist() == [""]
    assert "civilian casualties" in claims["statement"][0]


def test_each_class(viina, imported):
    """Each class of strike or fighting gives its kind."""
    made = imported(viina(*({"t_uav_b": "0", name: "1"} for name in KINDS))).tables["incidents"]
    for name, row in zip(KINDS, made.itertuples(), strict=True):
        assert (row.event_type, row.sub_event_type, row.weapon) == KINDS[name][1:], name


def test_what_is_no_strike_is_dropped(viina, imported):
    """An air alert alone is left out and counted."""
    made = imported(viina({}, {"t_uav_b": "0", "t_airalert_b": "1"}))
    assert made.report.dropped == {NO_STRIKE: 1}


def test_geo_precision(viina, imported):
    """Each code has its geo precision; an oblast is no place."""
    made = imported(viina(*({"GEO_PRECISION": code} for code in GEO))).tables["incidents"]
    for (code, precision), row in zip(GEO.items(), made.itertuples(), strict=True):
        assert row.geo_precision == precision, code
        assert (row.place == "") == (code == "ADM1"), code


def test_unknown_codes_are_named(viina, imported):
    """A new code of precision is read as the widest, a flag that is none as not set; both told."""
    made = imported(viina({}, {"GEO_PRECISION": "ADM9"}, {"t_uav_b": "7", "t_artillery_b": "1"}))
    assert (made.report.rows_kept, len(made.rejected)) == (3, 0)
    assert made.report.unread == {"geo_precision": 1, "t_uav_b": 1}
    assert "ADM9" in made.report.problems[0].message


def test_free_ukraine_is_out_of_scope_unless_named(viina, imported):
    """Donetsk counts as occupied only where the user says so."""
    rows = viina({}, {"latitude": "48.0", "longitude": "37.8"})
    assert imported(rows).report.rows_kept == 1
    assert imported(rows, occupied=("UA-14", "UA-43")).report.rows_kept == 2


def test_what_is_said_of_a_row(viina, imported):
    """Its reports are counted, all its classes of the war named, and no number is made of them."""
    rows = (
        {},
        {"t_uav_b": "0", "t_raid_b": "1.0", "t_milcas_b": "1", "ADM1_NAME": ""},
        {"t_property_b": "1", "n_reports": " 2 ", "sources": ""},
        {"t_uav_b": "x", "t_raid_b": "1"},
    )
    made = imported(viina(*rows))
    assert made.tables["claims"]["statement"].tolist() == [
        f"VIINA counts {reports} report(s) and classes them, by machine, as {classes}; it gives "
        "no numbers of people."
        for reports, classes in (
            ("3", "drones"),
            ("3", "a raid, military casualties"),
            ("2", "drones, destroyed property"),
            ("3", "a raid"),
        )
    ]
    about = "News reports that VIINA's classifier takes to be about"
    odd = "The file's t_uav_b could not be read: it is neither 0 nor 1, and counts as not set."
    assert made.tables["incidents"]["summary"].tolist() == [
        f"{about} drones, in Crimea.",
        f"{about} a raid.",
        f"{about} drones, in Crimea.",
        f"{about} a raid, in Crimea. {odd}",
    ]
    assert made.tables["sources"]["publisher"].tolist() == [
        "VIINA, from ria;pravdaua",
        "VIINA, from no source named",
    ]
    assert set(made.tables["claims"]["certainty"]) == {"apparent"}


def test_a_class_that_is_new_is_named_once(imported):
    """The column is left out; its flag that is none is marked, as that of a known class is."""
    rows = [VIINA_ROW | {"event_id_1pd": each, "t_new_b": flag} for each, flag in ("a0", "b7")]
    made = imported(table([*VIINA_HEADER, "t_new_b"], rows))
    (problem,) = made.report.problems
    assert (problem.column, problem.row) == ("t_new_b", 1)
    assert "the column is left out" in problem.message
    assert made.marked[["row_in_file", "column", "cell"]].to_numpy().tolist() == [
        ["3", "t_new_b", "7"]
    ]


def test_a_file_without_classes_holds_no_strike(imported):
    """Each of its rows is left out for that reason, which is told."""
    header = [each for each in VIINA_HEADER if not each.endswith("_b")]
    with pytest.raises(ImportProblem, match="no strike or fighting"):
        imported(table(header, [VIINA_ROW]))
