"""Rules on records that look like one event."""

from collections.abc import Callable

from strikemap.checks import Edit

Problems = Callable[..., list[tuple[str, int, str, str]]]

FIRST, SECOND = "2023-05-31-shebekino-shelling", "2023-05-31-shebekino-shelling-2"
_TWICE = (
    Edit("incidents.csv", 4, "status", "active"),
    Edit("incidents.csv", 4, "merged_into", ""),
    Edit("claims.csv", 5, "supersedes", ""),
    Edit("claims.csv", 5, "incident_id", SECOND),
)
_ALIKE = ("incidents.csv", 4, "incident_id", "look-alike")


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


def test_ten_kilometres_to_the_north_are_measured_to_the_metre(problems: Problems) -> None:
    """A pair on one meridian is alike up to ten kilometres, and no farther."""
    for latitude, found in (("50.50330", [_ALIKE]), ("50.50335", [])):
        assert problems(*_TWICE, Edit("incidents.csv", 3, "latitude", latitude)) == found
