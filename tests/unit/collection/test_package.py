"""The descriptor."""

import json
import re
from pathlib import Path

import frictionless
import pytest

from strikemap import collection
from strikemap.collection import package
from strikemap.languages import speaking
from strikemap.model import TABLES

DATA = Path(__file__).parents[3] / "data"


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


def test_a_descriptor_is_written_in_its_own_letters() -> None:
    """As a curator would read and change it, a line each, with a line feed at its end."""
    made = package.written(_descriptor(title="Удары “тут”")).decode()
    assert '  "title": "Удары “тут”",\n' in made and made.endswith("}\n")


def test_made_descriptor_has_no_problem() -> None:
    """A descriptor that we make is one that we read."""
    made = _descriptor()
    assert list(package.problems(made)) == []
    assert made["coverage"] == {"from": "2023-05-30", "to": "2023-05-31"}


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("name", ""),
        ("name", 3),
        ("title", None),
        ("regions", ["RU-BEL", 1]),
        ("regions", None),
        ("licenses", [{}, 1]),
        ("sources", "a"),
        ("sources", [None]),
        ("distinct", [["a", "b"], ["a"]]),
        ("distinct", [["a", "b"], "ab"]),
        ("distinct", {"a": "b"}),
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
    found = list(package.problems(_descriptor(**{key: value})))
    assert [(each.column, each.row) for each in found] == [(key, 0)]


@pytest.mark.parametrize(
    ("value", "found"),
    [
        (3, "found 3;"), ("", "found '';"), (None, "missing;"),
        (["a" * 56], f"found ['{'a' * 56}'];"), (["a" * 99], f"found ['{'a' * 58}…;"),
    ],
)  # fmt: skip
def test_what_stands_in_place_of_a_name_is_told(value: object, found: str) -> None:
    """As it stands, or its beginning and that there is more."""
    (problem,) = package.problems(_descriptor(name=value))
    assert problem.message.startswith(found)


def test_a_text_is_told_in_the_marks_of_the_reader_s_language() -> None:
    """One that is told whole; what is cut, or no text, stands as in the file."""
    for value, found in (("Not A Name", "«Not A Name»"), (3, "3"), ("X" * 99, f"'{'X' * 59}…")):
        with speaking("uk"):
            (problem,) = package.problems(_descriptor(name=value))
            assert found in problem.in_words()


@pytest.mark.filterwarnings("ignore")
def test_example_is_valid_by_the_frictionless_specification(folder: Path) -> None:
    """The independent validator finds no fault with the descriptor and the data."""
    report = frictionless.Package(str(folder / "datapackage.json")).validate()

    assert report.flatten(["type", "note"]) == []


@pytest.mark.parametrize(
    "name", sorted(path.parent.name for path in DATA.glob("*/" + package.FILE))
)
def test_released_collections_are_described_as_the_model_is(name: str) -> None:
    """What was released describes its tables to the letter as a new collection is described."""
    released = json.loads((DATA / name / package.FILE).read_text("utf-8"))["resources"]
    bare = []
    for table in TABLES.values():
        header = (DATA / name / f"{table.name}.csv").read_text("utf-8").partition("\n")[0]
        bare += [table.name] if set(header.split(",")) < set(table.columns) else []
    assert collection.resources(bare) == released


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("name", "a-1.b_c"),
        ("local_only", True),
        ("regions", []),
        ("regions", ["RU-BEL", "UA-09"]),
        ("licenses", [{}]),
        ("distinct", [["a", "b"], ["c", "d"]]),
        ("coverage", {}),
        ("coverage", {"from": "2023-05-31"}),
        ("coverage", {"to": "2023-05-31"}),
        ("coverage", {"from": "", "to": "2023-05-31"}),
        ("coverage", {"from": "2023-05-31", "to": "2023-05-31"}),
        ("updated", "2023-05-31"),
    ],
)
def test_what_is_well_formed_is_no_problem(key: str, value: object) -> None:
    """Each key may have every value of its form, and may be left out but for the names."""
    assert list(package.problems(_descriptor(**{key: value}))) == []
    left = {name: each for name, each in _descriptor().items() if name != key}
    told = [each.column for each in package.problems(left)]
    assert told == ([key] if key in ("name", "title", "version") else [])


@pytest.mark.parametrize(
    ("coverage", "wrong"),
    [
        ({"from": "2023-05", "to": "2023-05-31"}, "coverage.from"),
        ({"from": "2023-05-31", "to": 2023}, "coverage.to"),
    ],
)
def test_a_day_covered_that_is_none_is_named(coverage: object, wrong: str) -> None:
    """Either end of the days covered is a day or is left out."""
    assert [wrong] == [each.column for each in package.problems(_descriptor(coverage=coverage))]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("[1]", "not a JSON object"),
        ("1", "not a JSON object"),
        ('{"a": NaN}', "NaN is no JSON number"),
        ('{"a": -Infinity}', "-Infinity is no JSON number"),
        ('{\n"a" 1}', "line 2: Expecting ':' delimiter"),
        ('{"a": "\\ud800"}', "surrogate"),
        ("[" * 100_000, "nested too deeply"),
        ('{"a": ' + "1" * 9_999 + "}", "a number of more than"),
    ],
)
def test_a_text_that_is_no_descriptor_is_said_to_be_none(text: str, why: str) -> None:
    """Whatever the text holds, the reason is one of our own sentences."""
    with pytest.raises(ValueError, match=re.escape(why)):
        package.loaded(text)


def test_what_is_left_out_of_a_descriptor_is_said_by_its_absence() -> None:
    """A descriptor says that it was imported, and what is distinct, where that is so alone."""
    made = _descriptor()
    assert not {"imported", "distinct"} & made.keys()
    assert (made["updated"], made["local_only"], made["regions"]) == ("", False, [])
    told = collection.descriptor(
        "a", "A", "", "1.0.0", [], ("", ""), ["UA-09", "RU-BEL"],
        distinct=[("d", "c"), ("b", "a")], imported=True,
    )  # fmt: skip
    assert told["imported"] is True
    assert told["distinct"] == [["a", "b"], ["c", "d"]]
    assert told["regions"] == ["RU-BEL", "UA-09"]
    assert list(package.problems(told)) == []
