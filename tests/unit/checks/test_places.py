"""Rules on where."""

from collections.abc import Callable

import pytest

from strikemap.checks import Edit, places

Problems = Callable[..., list[tuple[str, int, str, str]]]

FIRST, SECOND = "2023-05-31-shebekino-shelling", "2023-05-31-shebekino-shelling-2"
_TWICE = (
    Edit("incidents.csv", 4, "status", "active"),
    Edit("incidents.csv", 4, "merged_into", ""),
    Edit("claims.csv", 5, "supersedes", ""),
    Edit("claims.csv", 5, "incident_id", SECOND),
)
_ALIKE = ("incidents.csv", 4, "incident_id", "look-alike")


def _at(latitude: str, precision: str = "1") -> tuple[Edit, ...]:
    return (
        Edit("incidents.csv", 3, "latitude", latitude),
        Edit("incidents.csv", 3, "geo_precision", precision),
    )


def test_point_just_across_the_border_is_tolerated_by_precision(problems: Problems) -> None:
    """Some 20 km outside its region, a town is wrong and a district is not."""
    outside = ("incidents.csv", 3, "latitude", "point-in-region")

    assert [outside] == problems(*_at("50.13"))
    assert problems(*_at("50.13", "2")) == []
    assert [outside] == problems(*_at("49.5", "2"))


def test_place_that_is_not_known_has_no_point(problems: Problems) -> None:
    """An incident without a point and without a region breaks no rule of place."""
    assert (
        problems(
            *(Edit("incidents.csv", 3, name, "") for name in ("latitude", "longitude", "region"))
        )
        == []
    )


def test_point_without_a_region_lies_in_its_territory(problems: Problems) -> None:
    """Without a region, the point alone says whose territory it is, with its tolerance."""
    unplaced = Edit("incidents.csv", 3, "region", "")

    assert problems(unplaced) == []
    assert problems(unplaced, *_at("50.31")) == []
    assert ("incidents.csv", 3, "territory", "point-in-territory") in problems(
        unplaced, *_at("49.0")
    )


def test_crimea_is_not_russian_territory(problems: Problems) -> None:
    """Sevastopol is Ukraine's, whoever holds it."""
    assert ("incidents.csv", 2, "territory", "region-in-territory") in problems(
        Edit("incidents.csv", 2, "region", "UA-40"),
        Edit("incidents.csv", 2, "territory", "russia"),
    )


def test_look_alikes_are_named_until_they_are_settled(problems: Problems) -> None:
    """A pair is named once, and no more when it is listed as distinct, in either order."""
    assert problems(*_TWICE) == [_ALIKE]
    assert problems(*_TWICE, Edit("datapackage.json", 0, "distinct", [[SECOND, FIRST]])) == []


def test_other_days_kinds_and_places_are_not_alike(problems: Problems) -> None:
    """A day, a kind or more than ten kilometres between them make two events."""
    for apart in (
        (
            Edit("incidents.csv", 3, "date_start", "2023-05-30"),
            Edit("incidents.csv", 3, "date_end", "2023-05-30"),
        ),
        (Edit("incidents.csv", 3, "sub_event_type", "Air/drone strike"),),
        (Edit("incidents.csv", 3, "latitude", "50.5134"),),
    ):
        assert problems(*_TWICE, *apart) == []
    assert problems(*_TWICE, Edit("incidents.csv", 3, "latitude", "50.4934")) == [_ALIKE]


def test_spans_that_touch_are_alike(problems: Problems) -> None:
    """A span of days shares a day with an incident within it."""
    week = (
        Edit("incidents.csv", 3, "date_start", "2023-05-27"),
        Edit("incidents.csv", 3, "time_precision", "2"),
    )

    assert problems(*_TWICE, *week) == [_ALIKE]


def test_points_beyond_what_is_measured_are_warned_of(
    problems: Problems, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where too many points lie outside, the others are named without a distance."""
    monkeypatch.setattr(places, "_MOST_MEASURED", 0)

    assert ("incidents.csv", 3, "latitude", "point-in-region") in problems(*_at("55.75"))
