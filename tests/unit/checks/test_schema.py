"""Rules on files, columns and values."""

from collections.abc import Callable

from strikemap.checks import Edit
from strikemap.collection import resources

Problems = Callable[..., list[tuple[str, int, str, str]]]


def test_schema_of_another_model_is_named(problems: Problems) -> None:
    """A resource whose schema was changed by hand is a problem."""
    changed = resources()
    changed[1]["schema"] = {"fields": []}

    assert problems(Edit("datapackage.json", 0, "resources", changed)) == [
        ("datapackage.json", 0, "resources", "descriptor-schema")
    ]


def test_resources_of_any_shape_are_named(problems: Problems) -> None:
    """A descriptor whose resources are no list raises nothing."""
    for value in (None, 3, {"a": 1}, [3, {"name": []}]):
        assert {"descriptor-schema"} == {
            each[3] for each in problems(Edit("datapackage.json", 0, "resources", value))
        }


def test_unsorted_rows_are_a_warning_at_the_first(problems: Problems) -> None:
    """The first row out of order is named, in its file."""
    assert ("claims.csv", 5, "claim_id", "sorted") in problems(
        Edit("claims.csv", 5, "claim_id", "0")
    )


def test_unknown_event_has_no_known_kind(problems: Problems) -> None:
    """An unknown event type takes the unknown sub-event type alone."""
    unknown = Edit("incidents.csv", 3, "event_type", "unknown")

    assert problems(unknown) == [("incidents.csv", 3, "sub_event_type", "event-type")]
    assert problems(unknown, Edit("incidents.csv", 3, "sub_event_type", "unknown")) == []
