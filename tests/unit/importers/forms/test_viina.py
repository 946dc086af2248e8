"""VIINA event_1pd."""

from strikemap.importers.forms.viina import GEO, KINDS, NO_STRIKE


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
