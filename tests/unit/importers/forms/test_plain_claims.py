"""The claims that the numbers of one row make: whose, of whom, how they are bound and worded."""

from __future__ import annotations

import pytest

ROW = {"id": "a", "date": "2025-05-16", "lat": "50.6", "lon": "36.6"}
LESS = "it is less than the least number given; both ends of the range are kept"
MORE = "it is more than the file's number of everyone, and is left out"
UNKNOWN = "it counts as unknown"
EXPORTED = ("killed_low", "killed_headline", "killed_high")


def claims_of(made):
    """Each claim as one text: what it is of, least, most and bound, and what it says."""
    columns = ["claim_id", "subject", "value_min", "value_max", "bound", "statement"]
    found = made.tables["claims"][columns].itertuples(index=False, name=None)
    return {f"{name.removeprefix('a-')}: {' '.join(cells)}": said for name, *cells, said in found}


@pytest.mark.parametrize(
    ("cells", "wanted", "odd"),
    [
        (
            {"killed": "5", "killed_min": "2", "civilians killed": "7"},
            ["killed-headline: people 5 5 exact", "killed: people 2  at_least"],
            ("civilians killed", MORE),
        ),
        (
            {"killed": "", "killed_min": "2", "civilians killed": "7"},
            ["killed-civilians: civilians 7 7 exact", "killed: people 2  at_least"],
            None,
        ),
        (
            {"killed": "5+", "civilians killed": "7"},
            ["killed-civilians: civilians 7 7 exact", "killed: people 5  at_least"],
            None,
        ),
        (
            {"killed": "3-5", "civilians killed": "5"},
            ["killed-civilians: civilians 5 5 exact", "killed: people 3 5 exact"],
            None,
        ),
        (
            {"killed": "5", "civilians killed": "3", "soldiers killed": "3"},
            ["killed-civilians: civilians 3 3 exact", "killed: people 5 5 exact"],
            ("soldiers killed", MORE),
        ),
        (
            {"killed": "5", "civilians killed": "3", "soldiers killed": "2"},
            [
                "killed-civilians: civilians 3 3 exact",
                "killed-combatants: combatants 2 2 exact",
                "killed: people 5 5 exact",
            ],
            None,
        ),
        (
            {"killed": "", "civilians killed": "0", "soldiers killed": "many"},
            ["killed-unknown-civilians: civilians   ", "killed-unknown-combatants: combatants   "],
            ("soldiers killed", UNKNOWN),
        ),
        (
            {"killed": "4", "civilians killed": "0", "soldiers killed": "many"},
            ["killed: people 4 4 exact"],
            ("soldiers killed", UNKNOWN),
        ),
        (
            {"killed_civilians_low": "5", "killed_civilians_max": "3"},
            ["killed-civilians: civilians 3 5 exact"],
            ("killed_civilians_max", LESS),
        ),
        (
            {"killed": "", "civilians killed (min)": "many"},
            ["killed-unknown-civilians: civilians   "],
            ("civilians killed (min)", UNKNOWN),
        ),
        (
            {"killed": "", "civilians killed (max)": "many"},
            ["killed-unknown-civilians: civilians   "],
            ("civilians killed (max)", UNKNOWN),
        ),
        (
            {"killed": "5", "killed_max": "3"},
            ["killed: people 3 5 exact"],
            ("killed_max", LESS),
        ),
        (
            {"killed": "many", "injured": "0"},
            ["killed-unknown: people   ", "injured-unknown: people   "],
            ("killed", UNKNOWN),
        ),
        ({"killed": "", "injured": "3"}, ["injured: people 3 3 exact"], None),
        ({"killed": "", "injured": ""}, ["killed: people   "], None),
        ({"casualties": "9"}, ["casualties:    "], None),
        ({"casualties": "0"}, ["outcome-unknown:    "], None),
        ({"casualties": "many"}, ["outcome-unknown:    "], ("casualties", UNKNOWN)),
    ],
)
def test_the_claims_of_a_row(plain, imported, cells, wanted, odd):
    """Each number that is taken makes one claim, of those whom its column counts, and no other."""
    made = imported(plain(ROW | cells))
    assert sorted(claims_of(made)) == sorted(wanted)
    listed = made.marked.itertuples(index=False, name=None)
    assert [(column, done) for _, column, _, done in listed] == ([odd] if odd else [])
    # Whom a number of everyone counts is asked where a column counts some of them.
    whom = "not_said" if any("civilian" in name for name in cells) else ""
    for of, people in made.tables["claims"][["subject", "people"]].to_numpy().tolist():
        assert people == {"people": whom}.get(of, of)


@pytest.mark.parametrize(
    ("numbers", "more", "wanted"),
    [
        ("2 3 5", {"bound": "about"}, ["killed-headline 3 3 about", "killed 2 5 exact"]),
        ("2 3 5", {"bound": "exact"}, ["killed-headline 3 3 exact", "killed 2 5 exact"]),
        (
            "2 3 5",
            {"bound": "exact", "high": "4"},
            ["killed-headline 3 4 exact", "killed 2 5 exact"],
        ),
        (
            "2 3 5",
            {"bound": "at_least", "high": "4"},
            ["killed-headline 3  at_least", "killed 2 5 exact"],
        ),
        (
            "2 3 5",
            {"bound": "up_to", "high": "4"},
            ["killed-headline  4 up_to", "killed 2 5 exact"],
        ),
        ("2 3 5", {"bound": "up_to"}, ["killed-headline 3 3 exact", "killed 2 5 exact"]),
        ("2 3 5", {"bound": "perhaps"}, ["killed-headline 3 3 exact", "killed 2 5 exact"]),
        ("3 3 3", {}, ["killed-headline 3 3 exact"]),
        ("3 3 ?", {}, ["killed-headline 3 3 exact"]),
        ("3 3 ?", {"known": "yes"}, ["killed-headline 3 3 exact", "killed 3  at_least"]),
        ("3 3 ?", {"known": "no"}, ["killed-headline 3 3 exact"]),
        ("0 0 5", {}, ["killed 0 5 exact"]),
        ("0 0 5", {"bound": "exact"}, ["killed 0 5 exact"]),
        ("0 0 0", {}, ["killed-unknown   "]),
        ("0 0 0", {"known": "yes"}, ["killed-headline 0 0 exact"]),
        ("0 0 0", {"known": "да"}, ["killed-headline 0 0 exact"]),
        ("5 3 2", {}, ["killed-headline 3 3 exact", "killed 2 5 exact"]),
        ("? 3 ?", {}, ["killed-headline 3 3 exact"]),
        ("? ? 5", {}, ["killed  5 up_to"]),
        ("2 ? ?", {}, ["killed 2  at_least"]),
    ],
)
def test_the_claims_of_a_headline_and_its_range(plain, imported, numbers, more, wanted):
    """The figure is a claim bound as the file tells, its range one where it says something else."""
    names = {"bound": "headline_bound", "high": "headline_high", "known": "known"}
    cells = dict(zip(EXPORTED, numbers.replace("?", "").split(" "), strict=True))
    cells |= {f"killed_{names[name]}": cell for name, cell in more.items()}
    made = imported(plain(ROW | cells))
    assert [each.replace(": people", "") for each in claims_of(made)] == wanted


def test_how_a_claim_is_worded(plain, imported):
    """Its bound in words, of whom, and what is not taken for what reason."""
    wanted = {
        ("killed", "3"): "The file gives killed: 3.",
        ("killed", "3-5"): "The file gives killed: 3 to 5.",
        ("killed", "5+"): "The file gives killed: at least 5.",
        ("killed", "up to 5"): "The file gives killed: up to 5.",
        ("killed", "~5"): "The file gives killed: about 5.",
        ("civilians injured", "2"): "The file gives civilians injured: 2.",
        ("killed", "many"): "The file's number of people killed could not be read.",
        ("civilians killed", "many"): "The file's number of civilians killed could not be read.",
        ("injured", "no injuries"): "The file says in words that nobody was injured.",
    }
    together = "casualties, killed and injured together; neither number is given by itself."
    for put, said in {"9": "9", "5+": "at least 5", "up to 5": "up to 5", "3-5": "3 to 5",
                      "~4": "about 4"}.items():  # fmt: skip
        wanted["casualties", put] = f"The file gives {said} {together}"
    for (column, cell), said in wanted.items():
        made = imported(plain(ROW | {column: cell}))
        assert list(claims_of(made).values()) == [said], (column, cell)
