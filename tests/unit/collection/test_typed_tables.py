"""One table of text to its columns, and what is wrong with it."""

from pathlib import Path

import pandas as pd

from strikemap import collection


def test_frames_of_objects_may_hold_anything(folder: Path) -> None:
    """Half a surrogate pair, a number and a null in a frame of objects raise nothing."""
    tables, descriptor, _ = collection.raw_tables(folder)
    row = tables["sources"].iloc[0].to_dict()
    bad: list[object] = ["\ud800", 3, None, pd.NA, float("nan")]
    tables["sources"] = pd.DataFrame([row | {"note": each} for each in bad], dtype=object)

    problems = collection.from_tables(tables, descriptor).problems

    assert [each.row for each in problems if each.rule == "encoding"] == [2, 3]


def test_many_faults_of_one_kind_are_counted(folder: Path) -> None:
    """Beyond a thousand rows with one fault, the rest are counted."""
    tables, descriptor, _ = collection.raw_tables(folder)
    claim = tables["claims"].iloc[[2]]
    tables["claims"] = pd.concat([claim.assign(certainty="maybe")] * 1500, ignore_index=True)

    problems = collection.from_tables(tables, descriptor).problems

    wrong = [each for each in problems if each.rule == "allowed-value"]
    assert len(wrong) == 1001
    assert "500 more" in wrong[0].message


def test_row_without_a_value_is_an_empty_row(folder: Path) -> None:
    """A row without a single value is an empty row, not five missing cells."""
    path = folder / "corrections.csv"
    path.write_bytes(path.read_bytes() + b",,,,\n")

    (problem,) = collection.read(folder).problems

    assert (problem.row, problem.rule) == (3, "ragged-row")


def test_frame_of_too_many_columns_is_one_problem(folder: Path) -> None:
    """A frame beyond the bounds is refused before its columns are looked at."""
    tables, descriptor, _ = collection.raw_tables(folder)
    tables["claims"] = pd.DataFrame(columns=[str(each) for each in range(1_000)], dtype="str")

    assert [each.rule for each in collection.from_tables(tables, descriptor).problems] == ["size"]


def test_a_column_that_is_missing_is_said_of_the_header(folder: Path) -> None:
    """In the first row, where a curator would add it."""
    tables, descriptor, _ = collection.raw_tables(folder)
    tables["sources"] = tables["sources"].drop(columns="language")
    (problem,) = collection.from_tables(tables, descriptor).problems
    assert (problem.file, problem.row, problem.column) == ("sources.csv", 1, "language")


def test_columns_in_another_order_are_a_warning(folder: Path) -> None:
    """All are there, so that the collection is read, and told in which order they are written."""
    tables, descriptor, _ = collection.raw_tables(folder)
    tables["sources"] = tables["sources"][list(tables["sources"])[::-1]]
    reading = collection.from_tables(tables, descriptor)
    (problem,) = reading.problems
    assert (problem.file, problem.row, problem.severity) == ("sources.csv", 1, "warning")
    assert "another order" in problem.message and reading.collection is not None


def test_ids_that_are_missing_are_not_taken_by_another(folder: Path) -> None:
    """Two rows without an id lack it, each; neither is said to be the other's double."""
    tables, descriptor, _ = collection.raw_tables(folder)
    ids = tables["claimants"].columns[0]
    tables["claimants"] = pd.concat([tables["claimants"], *[tables["claimants"].iloc[[0]]] * 3])
    last = len(tables["claimants"]) + 1
    tables["claimants"].iloc[-2:, 0] = ""
    found = collection.from_tables(tables, descriptor).problems
    told = [(each.rule, each.row, each.column) for each in found if each.file == "claimants.csv"]
    assert [each for each in told if each[0] == "id-unique"] == [("id-unique", last - 2, ids)]
    assert {row for rule, row, column in told if rule != "id-unique" and column == ids} == {
        last - 1,
        last,
    }
