"""The descriptor."""

from pathlib import Path

import frictionless
import pytest

from strikemap import collection
from strikemap.collection import package
from strikemap.model import TABLES


def _descriptor(**changes: object) -> dict[str, object]:
    made = collection.descriptor(
        "made-up", "Made up", "", "1.0.0", [{"name": "CC0-1.0"}], ("2023-05-30", "2023-05-31")
    )
    return made | changes


def test_every_column_is_described() -> None:
    """Each table has a resource, and each column its type and its description."""
    for resource, table in zip(collection.resources(), TABLES.values(), strict=True):
        fields = resource["schema"]["fields"]  # type: ignore[index]
        assert list(table.columns) == [each["name"] for each in fields]
        assert all(each["description"] and each["type"] for each in fields)


def test_written_descriptor_reads_back() -> None:
    """What is written is what is read, byte for byte when written again."""
    contents = package.written(_descriptor())

    assert contents == package.written(package.loaded(contents.decode("utf-8")))


def test_made_descriptor_has_no_problem() -> None:
    """A descriptor that we make is one that we read."""
    assert list(package.problems(_descriptor())) == []


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("name", "Not A Name"),
        ("version", None),
        ("title", " "),
        ("description", 1),
        ("local_only", "no"),
        ("regions", "RU-BEL"),
        ("licenses", ["CC0"]),
        ("updated", "2023-05"),
        ("coverage", "2023"),
        ("coverage", {"from": "2023-05-31", "to": "2023-05-30"}),
        ("distinct", [["a", "b", "c"]]),
        ("distinct", [["a", ["b"]]]),
    ],
)
def test_malformed_key_is_named(key: str, value: object) -> None:
    """Each key of the wrong form is one problem, named by its key."""
    assert [key] == [each.column for each in package.problems(_descriptor(**{key: value}))]


@pytest.mark.filterwarnings("ignore")
def test_example_is_valid_by_the_frictionless_specification(folder: Path) -> None:
    """The independent validator finds no fault with the descriptor and the data."""
    report = frictionless.Package(str(folder / "datapackage.json")).validate()

    assert report.flatten(["type", "note"]) == []
