"""What others counted: read row by row, and set beside what the collection holds alike."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from strikemap import collection as collections
from strikemap.casualties.tolls import tolls
from strikemap.checks import check, example
from strikemap.checks.counted_elsewhere import example as one_row
from strikemap.counted_alike import counted_alike
from strikemap.model import Collection
from strikemap.other_counts import COLUMNS, FILE, KINDS, OtherCount, parsed, read
from strikemap.side_files import of_folder
from strikemap.vocabularies import CASUALTY_MEASURES, TERRITORIES, WEAPONS

CHRONOLOGY = Path(__file__).parents[2] / "data" / "chronology-2023-05-06"


@pytest.fixture(scope="module")
def chronology() -> Collection:
    """The collection that ships with numbers of others."""
    found = collections.read(CHRONOLOGY).collection
    assert found is not None
    return found


def count(**cells: str) -> OtherCount:
    """The number of others in a sound file of one row with *cells* changed."""
    (found,) = parsed(one_row(**cells).encode()).counts
    return found


def test_a_cell_is_read_as_it_was_written() -> None:
    """Numbers, days and codes are read; what is empty is None or no code at all."""
    found = count(value_max="", bound="at_least", weapons="drone;explosive", published="")
    assert (found.value_min, found.value_max, found.row) == (9, None, 2)
    assert found.covers_from == date(2023, 5, 25) and found.published is None
    assert found.weapons == ("drone", "explosive")


@pytest.mark.parametrize(
    ("cells", "column"),
    [
        ({"count_id": ""}, "count_id"),
        ({"counted_by": " "}, "counted_by"),
        ({"what": "raids"}, "what"),
        ({"bound": "some"}, "bound"),
        ({"bound": "at_least"}, "bound"),
        ({"value_min": "-1"}, "value_min"),
        ({"value_min": "٣"}, "value_min"),
        ({"value_min": "1" * 30}, "value_min"),
        ({"value_max": "8"}, "value_max"),
        ({"covers_from": "2023-05"}, "covers_from"),
        ({"covers_to": "2023-05-01"}, "covers_to"),
        ({"territory": "moon"}, "territory"),
        ({"weapons": "drone;fire"}, "weapons"),
        ({"url": "javascript:alert(1)"}, "url"),
        ({"url": ""}, "url"),
        ({"archived_url": "x"}, "archived_url"),
        ({"accessed": ""}, "accessed"),
        ({"published": "soon"}, "published"),
    ],
)
def test_a_wrong_cell_is_named_and_takes_its_row_alone(
    cells: Mapping[str, str], column: str
) -> None:
    """Row and column of a fault are told; the rows around it stay."""
    lines = [one_row(), one_row(**{"count_id": "wrong", **cells}), one_row(count_id="third")]
    text = lines[0] + "".join(line.split("\n", 1)[1] for line in lines[1:])
    found = parsed(text.encode())
    assert {(fault.row, fault.column) for fault in found.faults} == {(3, column)}
    assert [each.count_id for each in found.counts] == ["2023-05-attacks", "third"]


@given(
    st.binary(max_size=300)
    | st.text(max_size=300).map(lambda text: text.encode("utf-8", "replace"))
)
def test_any_file_is_read_without_an_error(contents: bytes) -> None:
    """Of whatever a file holds, each row is a number or is told of with its row; none raises."""
    for whole in (contents, one_row().encode() + contents):
        found = parsed(whole)
        named = {fault.row for fault in found.faults}
        kept = [count.row for count in found.counts]
        assert kept == sorted(set(kept)) and named.isdisjoint(kept)
        assert kept or named or whole.decode("utf-8-sig") == ",".join(COLUMNS) + "\n"


def test_an_id_is_given_once() -> None:
    """Of two rows with one id the first stands and the second is named."""
    found = parsed((one_row() + one_row().split("\n", 1)[1]).encode())
    assert len(found.counts) == 1 and [each.column for each in found.faults] == ["count_id"]


def test_check_names_the_row_and_the_column(tmp_path: Path) -> None:
    """A fault in the file is a problem with its file, row and column; the collection is read."""
    example.write(tmp_path)
    (tmp_path / FILE).write_text(one_row(covers_region="RU-XXX"), "utf-8")
    (problem,) = [each for each in check(tmp_path) if each.file == FILE]
    assert (problem.row, problem.column) == (2, "covers_region")
    assert collections.read(tmp_path).collection is not None


def test_numbers_of_others_do_not_change_the_content(tmp_path: Path) -> None:
    """The hash by which a collection is cited does not know the file beside its tables."""
    example.write(tmp_path)
    before = collections.read(tmp_path).collection
    (tmp_path / FILE).write_text(one_row(), "utf-8")
    after = collections.read(tmp_path).collection
    assert before is not None and after is not None
    assert before.content_hash == after.content_hash
    assert len(read(of_folder(tmp_path)).counts) == 1


def test_a_changed_file_is_read_anew(tmp_path: Path) -> None:
    """What was read before a change is not kept beyond it."""
    assert read(of_folder(tmp_path)).counts == () and read(of_folder(None)).counts == ()
    (tmp_path / FILE).write_text(one_row(), "utf-8")
    assert len(read(of_folder(tmp_path)).counts) == 1
    (tmp_path / FILE).write_text(one_row(counted_by="Another newspaper"), "utf-8")
    assert read(of_folder(tmp_path)).counts[0].counted_by == "Another newspaper"


days = st.dates(date(2023, 5, 1), date(2023, 6, 30))


@given(
    first=days,
    last=days,
    region=st.sampled_from(("", "RU-BEL", "RU-KRS", "UA-14")),
    territory=st.sampled_from(("", *(term.code for term in TERRITORIES))),
    weapons=st.sets(st.sampled_from([term.code for term in WEAPONS]), max_size=2),
    what=st.sampled_from([term.code for term in KINDS]),
)
def test_ours_is_what_a_plain_count_of_the_rows_gives(
    chronology: Collection,
    first: date,
    last: date,
    region: str,
    territory: str,
    weapons: set[str],
    what: str,
) -> None:
    """Incidents, days and tolls beside a number of others agree with a loop over the rows."""
    first, last = min(first, last), max(first, last)
    alike = counted_alike(
        chronology,
        count(
            what=what,
            covers_from=str(first),
            covers_to=str(last),
            covers_region=region,
            territory=territory,
            weapons=";".join(sorted(weapons)),
        ),
    )
    rows = [
        place
        for place, of in enumerate(chronology.incidents.to_dict("records"))
        if of["status"] == "active"
        and of["date_start"].date() <= last
        and of["date_end"].date() >= first
        and region in ("", of["region"])
        and territory in ("", of["territory"])
        and (not weapons or of["weapon"] in weapons)
    ]
    assert alike.incidents == len(rows)
    starts, ends = chronology.incidents["date_start"], chronology.incidents["date_end"]
    assert alike.days == len({starts[row] for row in rows if starts[row] == ends[row]})
    assert (alike.total is None) == (what not in CASUALTY_MEASURES)
    if alike.total:
        of_each = tolls(chronology, what)
        known = [row for row in rows if of_each.known[row]]
        assert (alike.total.known, alike.total.unknown) == (len(known), len(rows) - len(known))
        assert alike.total.low == sum(int(of_each.low[row]) for row in known)


def test_shipped_numbers_name_five_counters_and_more(chronology: Collection) -> None:
    """The file that ships is whole, sorted by id, and rests on several counters."""
    found = read(of_folder(CHRONOLOGY))
    assert found.faults == ()
    ids = [each.count_id for each in found.counts]
    assert ids == sorted(ids)
    assert len({each.counted_by for each in found.counts}) >= 5
    with io.StringIO((CHRONOLOGY / FILE).read_text("utf-8"), newline="") as file:
        assert next(csv.reader(file)) == list(COLUMNS)
