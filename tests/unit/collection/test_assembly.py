"""Tables of text to a collection, and back."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from strikemap import checks, collection
from strikemap.collection import assembly, typed_tables
from strikemap.model import TABLES, Problem
from tests.builders import build, incident


def test_reading_gives_the_frames_of_the_model(folder: Path) -> None:
    """Columns are the model's, claims know the positions of what they name."""
    found = collection.read(folder).collection

    assert found is not None
    for table in TABLES.values():
        frame = getattr(found, table.name)
        told = [each for each in table.columns if (table.name, each) != ("claims", "incident_id")]
        assert told == list(frame.columns)[: len(told)]
        assert isinstance(frame.index, pd.RangeIndex)
    assert found.claims["incident"].tolist() == [0, -1, 1, 1]
    assert found.claims["claimant"].tolist() == [1, 0, 0, 0]
    assert found.claims["source"].tolist() == [0, 0, 0, 0]


def test_text_tables_write_the_same_bytes(folder: Path, tmp_path: Path) -> None:
    """Read and written again, no byte differs."""
    found = collection.read(folder).collection
    assert found is not None
    again = tmp_path / "again"

    collection.write(again, collection.text_tables(found), found.descriptor)

    for path in again.iterdir():
        assert (folder / path.name).read_bytes() == path.read_bytes()


def test_read_and_checked_ahead_it_is_the_same(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A large collection, whose parts are made in threads, is read and checked as a small one."""
    plain = collection.read(folder)
    named = checks.check_reading(plain)
    for module in (typed_tables, checks):
        monkeypatch.setattr(module, "MANY_ROWS", -1)
    ahead = collection.read(folder)

    assert plain.collection is not None
    assert ahead.collection is not None
    assert ahead.collection.content_hash == plain.collection.content_hash
    for name in TABLES:
        pd.testing.assert_frame_equal(
            getattr(ahead.collection, name), getattr(plain.collection, name)
        )
    assert checks.check_reading(ahead) == named


@settings(
    max_examples=max(settings().max_examples // 2, 1),
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(seed=st.integers(0, 2**32 - 1))
def test_order_of_rows_changes_nothing(folder: Path, seed: int) -> None:
    """Shuffled tables give the same frames and hash; `rows` still leads to each record."""
    tables, descriptor, _ = collection.raw_tables(folder)
    shuffled = {name: each.sample(frac=1, random_state=seed) for name, each in tables.items()}
    one = collection.from_tables(tables, descriptor)
    other = collection.from_tables(shuffled, descriptor)

    assert one.collection is not None
    assert other.collection is not None
    assert one.collection.content_hash == other.collection.content_hash
    for name, frame in shuffled.items():
        pd.testing.assert_frame_equal(
            getattr(one.collection, name), getattr(other.collection, name)
        )
        key = TABLES[name].key or "record"
        ids = frame[key].to_numpy()[other.rows[name] - 2]
        assert ids.tolist() == getattr(other.collection, name)[key].tolist()


@pytest.mark.parametrize(
    ("file", "was", "became", "is_the_same"),
    [
        ("incidents.csv", b"50.4134", b"50.41340", True),
        ("sources.csv", b"A newspaper", b"Another", False),
    ],
)
def test_the_hash_is_of_what_cells_say(
    folder: Path, file: str, was: bytes, became: bytes, is_the_same: bool
) -> None:
    """It covers every cell; 50.4134 and 50.41340 are one number."""
    before = collection.read(folder).collection
    path = folder / file
    path.write_bytes(path.read_bytes().replace(was, became))
    after = collection.read(folder).collection
    assert before is not None and after is not None
    assert (before.content_hash == after.content_hash) is is_the_same


def test_all_faults_are_reported_and_nothing_is_half_read(folder: Path) -> None:
    """Faults in three tables are all named, and there is no collection."""
    for name, old, new in (
        ("incidents.csv", b"50.4134", b"north"),
        ("claims.csv", b"governor-belgorod", b"governor-nowhere"),
        ("sources.csv", b"2023-06-10", b"June"),
    ):
        (folder / name).write_bytes((folder / name).read_bytes().replace(old, new, 1))

    reading = collection.read(folder)

    assert reading.collection is None
    assert {
        ("incidents.csv", 3, "latitude", "type"),
        ("claims.csv", 3, "claimant_id", "reference"),
        ("sources.csv", 2, "accessed", "date"),
    } <= {(each.file, each.row, each.column, each.rule) for each in reading.problems}


def test_row_numbers_of_raw_tables_are_kept(folder: Path) -> None:
    """A frame that brings its own row numbers is spoken of by them."""
    tables, descriptor, _ = collection.raw_tables(folder)
    tables["sources"] = tables["sources"].assign(url="ftp://x", _row=np.array([77]))

    (problem,) = collection.from_tables(tables, descriptor).problems

    assert (problem.file, problem.row, problem.column) == ("sources.csv", 77, "url")


def test_each_step_of_reading_is_told_once(folder: Path) -> None:
    """Of so many as are said beforehand, from the first to the last."""
    told: list[tuple[int, int]] = []
    collection.read(folder, progress=lambda done, of, _: told.append((done, of)))
    assert told == [(at, collection.STEPS) for at in range(collection.STEPS)]


def test_missing_table_is_named(folder: Path) -> None:
    """A table that is not given is one problem."""
    tables, descriptor, _ = collection.raw_tables(folder)
    del tables["corrections"]

    (problem,) = collection.from_tables(tables, descriptor).problems
    assert (problem.file, problem.row, problem.column) == ("corrections.csv", 0, "")


def bare(folder: Path) -> None:
    """Take the columns that a table may lack out of the claims, as older collections are."""
    path = folder / "claims.csv"
    frame = pd.read_csv(path, dtype=str, keep_default_na=False)
    lacking = [each.name for each in TABLES["claims"].fields if each.may_lack]
    frame.drop(columns=lacking).to_csv(path, index=False, lineterminator="\n")


def test_columns_that_a_table_may_lack_are_empty(folder: Path, tmp_path: Path) -> None:
    """An older file without them reads whole, and is written and hashed as it was."""
    bare(folder)
    before = (folder / "claims.csv").read_bytes()
    reading = collection.read(folder)
    found = reading.collection
    assert found is not None and reading.problems == ()
    assert set(found.claims["people"]) == set(found.claims["covers_place"]) == {""}

    collection.write(tmp_path / "again", collection.text_tables(found), found.descriptor)

    assert (tmp_path / "again" / "claims.csv").read_bytes() == before
    again = collection.read(tmp_path / "again").collection
    assert again is not None and again.content_hash == found.content_hash
    schema = again.descriptor["resources"][1]["schema"]  # type: ignore[index]  # as written
    assert "people" not in {each["name"] for each in schema["fields"]}
    frames = collection.text_tables(found)
    filled = frames["claims"].assign(people="not_said")
    collection.write(tmp_path / "full", {**frames, "claims": filled}, found.descriptor)
    full = collection.read(tmp_path / "full").collection
    assert full is not None and full.content_hash != found.content_hash


def test_publishers_are_named_once_without_where_they_were_read() -> None:
    """As a source that was read in a mirror, whose bracket says so."""
    assert build([incident("a")]).publishers == ("A newspaper", "Another newspaper")


def test_an_empty_descriptor_is_told_beside_what_else_is_wrong(folder: Path) -> None:
    """What it lacks stands before the faults of tables, and what is of no table before both."""
    (folder / "datapackage.json").write_text("{}", "utf-8")
    path = folder / "sources.csv"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    problems = collection.read(folder).problems
    assert [each.file for each in problems[-1:]] == ["sources.csv"]
    assert {each.column for each in problems[:-1]} >= {"name", "title", "version"}
    assert {each.file for each in problems[:-1]} == {"datapackage.json"}
    beside = Problem("versions/index.json", 0, "", "file", "x")
    assert assembly._ordered([*problems, beside]) == (beside, *problems)


def test_a_licence_is_told_by_its_title_or_else_its_name(folder: Path) -> None:
    """Of several each, in their order."""
    tables, descriptor, _ = collection.raw_tables(folder)
    licences = [{"name": "CC0-1.0"}, {"name": "ODbL-1.0", "title": "Open Database License"}]
    found = collection.from_tables(tables, {**descriptor, "licenses": licences}).collection
    assert found is not None and found.licence == "CC0-1.0, Open Database License"
