"""A table of the user's own."""

import pytest

from strikemap.importers import ImportProblem

ROW = {"date": "2025-05-16", "lat": "50.6", "lon": "36.6", "place": "Belgorod", "killed": "1"}


def test_names_of_our_own_need_no_mapping(plain, imported):
    """Columns with the fields' names, or plain synonyms, are taken and reported."""
    made = imported(plain(ROW))
    assert made.report.became == {
        "date": "date_start",
        "lat": "latitude",
        "lon": "longitude",
        "place": "place",
        "killed": "killed",
    }
    assert made.tables["incidents"]["region"].tolist() == ["RU-BEL"]


def test_a_mapping_with_codes_and_constants(plain, imported):
    """Columns, the file's own codes and what each row has are mapped."""
    mapping = {
        "columns": {"Дата": "date_start", "Ш": "latitude", "Д": "longitude", "Чем": "weapon"},
        "values": {"weapon": {"БПЛА": "drone"}},
        "constants": {"claimant": "Made-up office", "side": "russia"},
    }
    made = imported(
        plain({"Дата": "16.05.2025", "Ш": "50,6", "Д": "36,6", "Чем": "БПЛА"}, delimiter=";"),
        mapping=mapping,
    )
    assert made.tables["incidents"]["weapon"].tolist() == ["drone"]
    assert made.tables["claimants"]["name"].tolist() == ["Made-up office"]
    assert made.tables["incidents"]["latitude"].tolist() == ["50.6"]


def test_what_a_row_does_not_say_is_what_its_words_mean(plain, imported):
    """A kind without its event type has that of the model, and a summary names what is known."""
    kinds = {
        "Air/drone strike": "Explosions/Remote violence",
        "Looting/property destruction": "Strategic developments",
        "": "unknown",
    }
    rows = [{**ROW, "killed": "", "place": "", "sub_event_type": kind} for kind in kinds]
    made = imported(plain(*rows, {**ROW, "sub_event_type": ""})).tables["incidents"]
    assert made["event_type"].tolist()[:3] == list(kinds.values())
    said = "An incident in a file of the user's own"
    assert sorted(each.split(".")[0] for each in made["summary"]) == [
        *[said] * 3,
        said + ", Belgorod",
    ]


def test_blank_and_zero_are_unknown(plain, imported):
    """Neither becomes a stated zero unless the mapping says what a 0 means."""
    for toll in ("", "0"):
        claims = imported(plain(ROW | {"killed": toll})).tables["claims"]
        assert claims["value_min"].tolist() == [""]
    stated = imported(plain(ROW | {"killed": "0"}), mapping={"zero_is_stated": True})
    assert stated.tables["claims"]["value_min"].tolist() == ["0"]


def test_ranges(plain, imported):
    """A least and a most make one claim with a range for each measure."""
    made = imported(plain(ROW | {"killed_max": "3", "injured": "04"}))
    claims = made.tables["claims"].set_index("measure")
    assert tuple(claims.loc["killed", ["value_min", "value_max"]]) == ("1", "3")
    assert tuple(claims.loc["injured", ["value_min", "value_max"]]) == ("4", "4")


def test_ids_come_from_what_the_row_says(plain, imported):
    """The same row has the same id wherever it stands in the file."""
    other = ROW | {"place": "Other"}
    one, two = imported(plain(ROW, other)), imported(plain(other, ROW))
    ids = [set(each.tables["incidents"]["incident_id"]) for each in (one, two)]
    assert ids[0] == ids[1]
    assert any(each.startswith("2025-05-16-belgorod-") for each in ids[0])


@pytest.mark.parametrize(
    "change",
    [
        {"weapon": "catapult"},
        {"event_type": "Battles", "sub_event_type": "Grenade"},
        {"killed": "many"},
        {"killed": "3", "killed_max": "1"},
        {"region": "RU-XXX"},
        {"url": "javascript:alert(1)"},
        {"territory": "mars"},
        {"published": "yesterday"},
    ],
)
def test_what_cannot_be_read_is_left_out_and_marked(plain, imported, change):
    """One odd cell removes no incident: it is counted and listed, and nothing is made of it."""
    names = dict.fromkeys(change, "")
    made = imported(plain(ROW | names, ROW | {"place": "Other"} | change))
    assert (made.report.rows_kept, len(made.rejected)) == (2, 0)
    assert "3" in made.marked["row_in_file"].tolist()
    assert sum(made.report.unread.values()) == ("killed_max" not in change)


def test_a_region_without_a_point(plain, imported):
    """A row known by region alone is kept by the region's country."""
    made = imported(plain({"date": "2025-05-16", "region": "RU-BEL"}))
    assert made.tables["incidents"]["territory"].tolist() == ["russia"]


def test_the_file_may_say_that_a_place_is_occupied(plain, imported):
    """Its word counts in Ukraine; in Russia the boundaries decide."""
    row = {"date": "2025-05-16", "lat": "48.0", "lon": "37.8", "territory": "occupied_ukraine"}
    made = imported(plain(row, row | {"lat": "50.6", "lon": "36.6"}))
    assert sorted(made.tables["incidents"]["territory"]) == ["occupied_ukraine", "russia"]


@pytest.mark.parametrize(
    "mapping",
    [
        {"nowhere": "place"},
        {"place": "nonsense"},
        {"columns": {"date": "place", "place": "place"}},
        {"columns": []},
        {"values": {"weapon": 1}, "constants": {}},
        {"columns": {"date": "title"}},
        {"zero_is_stated": "yes"},
    ],
)
def test_a_wrong_mapping_is_one_problem(plain, imported, mapping):
    """Each fault of a mapping is named."""
    with pytest.raises(ImportProblem):
        imported(plain(ROW), mapping=mapping)


def test_without_a_licence_it_is_for_local_use(plain, imported):
    """A licence that is not given is not assumed."""
    assert imported(plain(ROW)).descriptor["local_only"] is True
    assert imported(plain(ROW), licence="CC0").descriptor["local_only"] is False


def test_the_same_event_elsewhere_is_kept_where_it_is_a_record(imported):
    """Ids of records, one or several; what is none is left out of its cell, which is told."""
    cells = ["other/i1;another/i2", "Not a record", "other/i3", ""]
    rows = "".join(f"2024-03-01,Sample {at},50.6,36.6,{each}\n" for at, each in enumerate(cells))
    made = imported(f"date,place,lat,lon,same_as\n{rows}".encode())
    incidents = made.tables["incidents"].set_index("place")["same_as"]
    assert [incidents[f"Sample {at}"] for at in range(4)] == [cells[0], "", cells[2], ""]
