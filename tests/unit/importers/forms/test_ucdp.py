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


@pytest.mark.parametrize(
    ("code", "written", "wanted"),
    [
        ("1", ("2025-03-01", "2025-03-02"), ("2025-03-01", "2025-03-02", "2")),
        ("2", ("2025-03-01", "2025-03-02"), ("2025-03-01", "2025-03-02", "2")),
        ("4", ("2025-03-01", "2025-03-07"), ("2025-03-01", "2025-03-31", "3")),
        ("4", ("2025-03-01", "2025-03-08"), ("2025-03-01", "2025-03-08", "3")),
        ("5", ("2025-03-01", "2025-03-31"), ("2025-01-01", "2025-12-31", "3")),
        ("5", ("2025-03-01", "2025-04-01"), ("2025-03-01", "2025-04-01", "3")),
        ("7", ("2025-03-01", "2025-03-07"), ("2025-03-01", "2025-03-31", "3")),
        ("", ("2025-03-01", "2025-03-01"), ("2025-03-01", "2025-03-01", "2")),
        ("", ("2025-03-01", "2025-03-02"), ("2025-03-01", "2025-03-02", "2")),
        ("1", ("2025-03-01", ""), ("2025-03-01", "2025-03-01", "1")),
        ("1", ("2025-03-01", "2025-02-28"), ("2025-03-01", "2025-03-01", "1")),
        ("1", ("March 2025", "x"), ("2025-03-01", "2025-03-31", "3")),
    ],
)
def test_days_that_say_more_than_their_precision_are_kept(ucdp, imported, code, written, wanted):
    """A span is stretched where it is shorter than the code says, and nowhere else."""
    start, end = written
    made = imported(ucdp({"date_prec": code, "date_start": start, "date_end": end}))
    row = made.tables["incidents"].iloc[0]
    assert (row["date_start"], row["date_end"], row["time_precision"]) == wanted
    odd = {"date_prec": code in ("", "7"), "date_end": end in ("", "x", "2025-02-28")}
    assert made.marked["column"].tolist() == [name for name, is_odd in odd.items() if is_odd]
    assert ("how sure UCDP is of the day" in row["summary"]) == (code == "")


def test_what_is_said_of_a_row_and_where_it_lies(ucdp, imported):
    """Its type, place and conflict, where the file has them; no place where a region is meant."""
    rows = (
        {},
        {"type_of_violence": "3.0", "where_prec": "3", "where_description": ""},
        {"type_of_violence": "", "where_prec": "4", "conflict_name": ""},
        {"where_prec": "9", "where_description": "", "conflict_name": ""},
        {"where_prec": "", "country": "Poland"},
    )
    made = imported(ucdp(*rows)).tables["incidents"]
    place, conflict = " Place: Belgorod city.", " Conflict: Made-up conflict."
    begins = [
        f"State-based violence recorded by UCDP.{place}{conflict}",
        f"One-sided violence recorded by UCDP.{conflict}",
        f"Violence of a type not told recorded by UCDP.{place}",
        "State-based violence recorded by UCDP.",
        f"State-based violence recorded by UCDP.{place}{conflict}",
    ]
    for said, begin in zip(made["summary"], begins, strict=True):
        assert said.startswith(begin) and ("Place" in said, "Conflict" in said) == (
            "Place" in begin, "Conflict" in begin,
        )  # fmt: skip
    assert made["geo_precision"].tolist() == ["1", "2", "3", "3", "2"]
    assert made["place"].tolist() == ["Belgorod city", "Belgorod city", "", "", "Belgorod city"]
    assert made["event_type"].tolist() == [
        "unknown", "Violence against civilians", *["unknown"] * 3,
    ]  # fmt: skip
    told = made["summary"].str.contains
    assert told("another country").tolist() == [False] * 4 + [True]
    assert told("how sure UCDP is of the point").tolist() == [False] * 4 + [True]


def test_the_claims_of_each_order_of_the_estimates(ucdp, imported):
    """The range holds them all, the best is a claim of its own where it is not all of it."""
    missing, disorder = ucdp_codes.NO_BEST, ucdp_codes.DISORDER
    wanted = {
        ("1", "2", "3"): (["1", "3", "exact"], ["2", "2", "exact"], ""),
        ("2", "2", "2"): (["2", "2", "exact"], None, ""),
        ("0", "0", "4"): (["0", "4", "exact"], ["0", "0", "exact"], ""),
        ("3", "2", "4"): (["2", "4", "exact"], ["2", "2", "exact"], disorder),
        ("1", "5", "4"): (["1", "5", "exact"], ["5", "5", "exact"], disorder),
        ("5", "", "4"): (["4", "5", "exact"], None, f"{missing} {disorder}"),
        ("3", "", "4"): (["3", "4", "exact"], None, missing),
        ("0", "", "0"): (["", "", ""], None, missing),
        ("", "", ""): (["", "", ""], None, ""),
        ("", "3", ""): (["3", "3", "exact"], None, ""),
    }
    names = ("low", "best", "high")
    made = imported(ucdp(*(_NO_PARTS | dict(zip(names, e, strict=True)) for e in wanted)))
    found = claims(made)
    for number, (estimates, (whole, best, said)) in enumerate(wanted.items(), 1):
        own = found[found["incident_id"] == f"ucdp-50000{number}"]
        assert own[["value_min", "value_max", "bound"]].to_numpy().tolist() == [
            each for each in (whole, best) if each
        ], estimates
        assert set(own["inferred"]) == {said}, estimates


def test_numbers_that_a_row_lacks_stand_as_a_question_in_its_words(ucdp, imported):
    """None of them is said to be 0; without any the row says that it gives no number."""
    made = imported(ucdp({"deaths_a": "x", "high": ""}, {"low": "", "best": "", "high": ""}))
    one, other = (claims(made)["statement"][f"ucdp-50000{n}-killed"] for n in (1, 2))
    assert one == (
        "UCDP estimates 3 killed (best estimate; low 2, high ?). Best estimates: ? of side A, "
        "1 of side B, 2 civilians, 0 not known which."
    )
    assert other == "UCDP's row gives no number of people killed."
    parts = claims(made)["statement"].loc[["ucdp-500001-killed-civilians",
                                           "ucdp-500001-killed-combatants"]]  # fmt: skip
    assert parts.tolist() == [
        "UCDP's best estimate of civilians killed is 2.",
        "UCDP's best estimate of the two sides' own dead is 1.",
    ]
    assert set(parts.index.map(claims(made)["bound"])) == {"about"}


def test_what_becomes_of_a_code_that_is_none_is_told_as_it_is(ucdp, imported):
    """The widest precision is taken; a kind of violence has none, and is left out."""
    made = imported(ucdp({"type_of_violence": "9", "where_prec": "9"}))
    told = {each.column: each.message for each in made.report.problems}
    assert told["type_of_violence"].endswith("it is left out")
    assert told["where_prec"].endswith("the widest is taken")
