"""Rules on dates."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from strikemap import checks
from strikemap.checks import Edit, example
from strikemap.model import Problem

Problems = Callable[..., list[tuple[str, int, str, str]]]


def _dated(start: str, end: str, precision: str, part: str = "") -> tuple[Edit, ...]:
    columns = {
        "date_start": start,
        "date_end": end,
        "time_precision": precision,
        "part_of_day": part,
    }
    return tuple(Edit("incidents.csv", 3, name, value) for name, value in columns.items())


@pytest.mark.parametrize(
    ("start", "precision", "part", "severity"),
    [
        ("2023-05-31", "1", "", None),
        ("2023-05-30", "1", "night", None),
        ("2023-05-30", "1", "", "warning"),
        ("2023-05-29", "1", "night", "error"),
        ("2023-05-30", "2", "", None),
        ("2023-05-25", "2", "", None),
        ("2023-05-24", "2", "", "error"),
        ("2023-05-25", "3", "", "error"),
        ("2023-05-24", "3", "", None),
    ],
)
def test_precision_agrees_with_the_span(
    start: str,
    precision: str,
    part: str,
    severity: str | None,
    spoilt: Callable[..., tuple[Problem, ...]],
) -> None:
    """One day or one night at 1, at most a week at 2, more than a week at 3."""
    found = spoilt(*_dated(start, "2023-05-31", precision, part))

    assert [severity] * bool(severity) == [each.severity for each in found]
    assert {"time-precision"} >= {each.rule for each in found}


def test_prefix_counts_to_its_last_day(problems: Problems) -> None:
    """A claim of May 2023 may be later than 31 May's incident began; one of April is not."""
    assert problems(Edit("claims.csv", 4, "claimed_on", "2023-05")) == []
    assert problems(Edit("claims.csv", 4, "claimed_on", "2023-04")) == [
        ("claims.csv", 4, "claimed_on", "claim-after-incident")
    ]


@pytest.mark.parametrize(("published", "wrong"), [("2023-05-30", False), ("2023-05-29", True)])
def test_paper_may_have_the_day_before_but_no_earlier(
    published: str, wrong: bool, problems: Problems
) -> None:
    """A source further west may be dated the day before its incident, not two days."""
    found = problems(
        Edit("sources.csv", 2, "published", published),
        *(Edit("claims.csv", row, "claimed_on", "") for row in range(2, 6)),
    )

    assert wrong == (("claims.csv", 4, "source_id", "claim-after-incident") in found)


def test_week_of_a_report_ends_on_a_publication(problems: Problems) -> None:
    """An incident dated by its report ends on the day on which a source was published."""
    assert ("incidents.csv", 2, "date_end", "reported-only") in problems(
        Edit("incidents.csv", 2, "date_start", "2023-05-24"),
        Edit("incidents.csv", 2, "date_end", "2023-05-30"),
    )


@pytest.mark.parametrize(("today", "wrong"), [(date(2023, 6, 3), False), (date(2023, 6, 2), True)])
def test_three_days_are_waited_for(tmp_path: Path, today: date, wrong: bool) -> None:
    """An incident of 31 May is shown from 3 June on."""
    example.write(
        tmp_path,
        [
            Edit("datapackage.json", 0, "updated", ""),
            Edit("sources.csv", 2, "accessed", ""),
            Edit("corrections.csv", 2, "date", "2023-06-01"),
        ],
    )

    found = {each.rule for each in checks.check(tmp_path, today=today)}

    assert ({"not-recent"} if wrong else set()) == found


def test_incident_partly_covered_is_covered(problems: Problems) -> None:
    """A span that reaches into the days covered is within them."""
    assert (
        problems(
            Edit("datapackage.json", 0, "coverage", {"from": "2023-05-31", "to": "2023-05-31"})
        )
        == []
    )
