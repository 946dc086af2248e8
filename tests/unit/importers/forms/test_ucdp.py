"""UCDP GED."""

import pytest

from strikemap import collection
from strikemap.casualties.tolls import tolls
from strikemap.importers.forms import ucdp_codes
from strikemap.importers.forms.ucdp import DATE, VIOLENCE, WHERE


def claims(imported):
    return imported.tables["claims"].set_index("claim_id")


def test_deaths_are_one_claim_with_a_range(ucdp, imported):
    """Low and high are the range, the best estimate stands in the statement."""
    claim = claims(imported(ucdp())).loc["ucdp-500001-killed"]
    assert (claim["value_min"], claim["value_max"], claim["bound"]) == ("2", "5", "exact")
    assert "estimates 3 killed (best estimate; low 2, high 5)" in claim["statement"]


def test_civilians_are_their_own_subject(ucdp, imported):
    """Civilians killed make a claim of their own, which no total of people holds."""
    claim = claims(imported(ucdp())).loc["ucdp-500001-killed-civilians"]
    assert (claim["subject"], claim["value_min"]) == ("civilians", "2")
    made = claims(imported(ucdp({"deaths_civilians": "0"})))
    assert sorted(made.index) == ["ucdp-500001-killed", "ucdp-500001-killed-best"]


def test_all_zeros_are_unknown(ucdp, imported):
    """A row whose estimates are all 0 states no zero."""
    made = imported(ucdp({"low": "0", "best": "0", "high": "0", "deaths_civilians": "0"}))
    assert claims(made)["value_min"].tolist() == [""]


def test_a_file_without_header(ucdp, imported):
    """A release without a header gives the same tables, its first row being an event."""
    with_header, without = imported(ucdp({}, {})), imported(ucdp({}, {}, header=False))
    assert with_header.tables["incidents"].equals(without.tables["incidents"])
    assert "no header" in " ".join(without.report.recognised)


@pytest.mark.parametrize(("code", "precision"), list(WHERE.items())[:5])
def test_where_prec(ucdp, imported, code, precision):
    """Each code has its geo precision."""
    made = imported(ucdp({"where_prec": code})).tables["incidents"].iloc[0]
    assert made["geo_precision"] == precision


def test_the_country_alone_is_no_point(ucdp, imported):
    """An event known by country alone has neither point nor region, only territory."""
    row = imported(ucdp({"where_prec": "6"})).tables["incidents"].iloc[0]
    assert (row["latitude"], row["region"], row["territory"]) == ("", "", "russia")


@pytest.mark.parametrize("change", [{"where_prec": "7"}, {"where_prec": "6", "country": "Ukraine"}])
def test_where_no_territory_can_be_told(ucdp, imported, change):
    """International waters, and Ukraine without a place, are rejected with the reason."""
    made = imported(ucdp({}, change))
    assert len(made.rejected) == 1
    assert "territory" in made.rejected["why_rejected"][0]


@pytest.mark.parametrize(
    ("code", "precision", "span"),
    [
        ("1", "1", ("2025-03-01", "2025-03-01")),
        ("2", "2", ("2025-02-26", "2025-03-04")),
        ("3", "2", ("2025-02-26", "2025-03-04")),
        ("4", "3", ("2025-03-01", "2025-03-31")),
        ("5", "3", ("2025-01-01", "2025-12-31")),
    ],
)
def test_date_prec(ucdp, imported, code, precision, span):
    """A span shorter than its precision says is stretched to what is known."""
    assert code in DATE
    row = imported(ucdp({"date_prec": code})).tables["incidents"].iloc[0]
    assert (row["time_precision"], (row["date_start"], row["date_end"])) == (precision, span)


@pytest.mark.parametrize("code", VIOLENCE)
def test_type_of_violence(ucdp, imported, code):
    """Each type is known; only one-sided violence says what kind of event it was."""
    row = imported(ucdp({"type_of_violence": code})).tables["incidents"].iloc[0]
    assert (row["event_type"], row["sub_event_type"]) == VIOLENCE[code][:2]


@pytest.mark.parametrize(
    "change", [{"where_prec": "8"}, {"date_prec": "0"}, {"best": "9", "deaths_b": "7"}]
)
def test_what_is_odd_is_kept_and_marked(ucdp, imported, change):
    """An unknown code is read as the widest, estimates out of order as a range of all of them."""
    made = imported(ucdp({}, change))
    assert (made.report.rows_kept, len(made.rejected)) == (2, 0)
    assert sum(made.report.marked.values()) == 1


def test_the_headline_is_the_best_estimate(ucdp, imported):
    """Low and high are the range around it, in whatever order the file has them."""
    wanted = {
        ("0", "40", "40"): (0, 40, 40),
        ("2", "3", "5"): (2, 3, 5),
        ("3", "3", "9"): (3, 3, 9),
        ("7", "7", "7"): (7, 7, 7),
        ("7", "7", "6"): (6, 7, 7),
    }
    made = imported(ucdp(*({"low": a, "best": b, "high": c} for a, b, c in wanted)))
    read = collection.from_tables(made.tables, made.descriptor).collection
    found = tolls(read, "killed")
    ends = zip(found.low, found.headline, found.high, strict=True)
    assert dict(zip(wanted, ends, strict=True)) == wanted
    said = made.tables["claims"]
    for of, (low, best, high) in zip(
        made.tables["incidents"]["incident_id"], wanted.values(), strict=True
    ):
        own = said[said["incident_id"] == of][["value_min", "value_max"]].to_numpy().tolist()
        # The best estimate is a claim of its own beside a range, at whichever end of it.
        assert {(str(low), str(high)), (str(best), str(best))} <= {tuple(each) for each in own}


_NO_PARTS = {"deaths_b": "0", "deaths_civilians": "0"}


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"low": "0", "high": "40"}, [["", "40", "up_to"]]),
        ({"low": "2", "high": "40"}, [["2", "40", "exact"]]),
        ({"low": "", "high": "40"}, [["", "40", "up_to"]]),
        ({"low": "7", "high": ""}, [["7", "", "at_least"]]),
        ({"low": "0", "high": "40", "deaths_civilians": "3"},
         [["0", "40", "exact"], ["3", "3", "exact"]]),
        ({"low": "0", "high": "2", "deaths_civilians": "3"}, [["", "2", "up_to"]]),
    ],
)  # fmt: skip
def test_neither_end_stands_for_a_missing_best_estimate(ucdp, imported, change, said):
    """The row is a range or a bound, or has the sum of its parts as figure, and is marked."""
    made = imported(ucdp(_NO_PARTS | {"best": "N/A"} | change))
    claims = made.tables["claims"]
    whole = claims[claims["people"] == "not_said"][["value_min", "value_max", "bound"]]
    assert whole.to_numpy().tolist() == said
    assert ucdp_codes.NO_BEST in made.report.marked


@pytest.mark.parametrize(
    ("change", "parts"),
    [
        ({}, (2, 1)),
        ({"type_of_violence": "2"}, (2, 0)),
        ({"type_of_violence": "3", "deaths_civilians": "3", "deaths_b": "0"}, (3, 0)),
        ({"deaths_unknown": "1", "best": "4"}, (2, 1)),
        ({"deaths_unknown": "4"}, (0, 0)),
    ],
)
def test_of_whom_the_best_estimate_is(ucdp, imported, change, parts):
    """Civilians, and the sides' own in state-based violence, where all parts make the estimate."""
    made = imported(ucdp(change))
    read = collection.from_tables(made.tables, made.descriptor).collection
    found = tolls(read, "killed")
    told = (0, 0) if found.parts is None else (each[0] for each in found.parts[:2])
    assert tuple(told) == parts
    assert found.headline[0] == int(change.get("best", 3))
    assert bool(sum(made.report.marked.values())) == (parts == (0, 0))


def test_estimates_by_their_earlier_names(ucdp, imported):
    """Releases up to 5.0 call them best_est, low_est and high_est."""
    new = ucdp({})
    old = new.replace(b"best,high,low", b"best_est,high_est,low_est")
    assert imported(old).tables["claims"].equals(imported(new).tables["claims"])


def test_headlines_are_left_out(ucdp, imported):
    """A headline may name a victim and goes nowhere."""
    made = imported(ucdp({"source_headline": "Ivan Madeup killed"}))
    for frame in made.tables.values():
        assert not frame.apply(lambda cells: cells.str.contains("Madeup")).any().any()
