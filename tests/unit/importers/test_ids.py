"""Which rows stand where several have one id."""

from __future__ import annotations

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from strikemap.importers.forms.definition import GIVEN_ID, RECORDED
from strikemap.importers.ids import ID_OF_ANOTHER, KEPT, OLDER, TWICE, Ids

PARTS = st.lists(
    st.lists(st.tuples(st.sampled_from("abcdef"), st.integers(0, 3)), max_size=6), max_size=4
)


def plainly(parts):
    """Row by row: the ids that stand at the end with their ages, and what became of each row."""
    standing, places, superseded, said, kept = {}, {}, set(), [], 0
    for part in parts:
        made, here = [], {}
        for row, (name, age) in enumerate(part):
            if name in standing and age <= standing[name]:
                made.append(TWICE if age == standing[name] else OLDER)
                continue
            if name in here:
                made[here[name]] = OLDER
            elif name in standing:
                superseded.add(places[name])
            standing[name], here[name] = age, row
            made.append(KEPT)
        for row, each in enumerate(made):
            if each == KEPT:
                places[part[row][0]], kept = kept, kept + 1
        said.append(made)
    return said, superseded


@given(PARTS)
def test_property_the_newest_row_of_an_id_stands_as_row_by_row(parts):
    """Part by part, in sorted arrays, comes what a plain loop over all rows gives."""
    ids, kept, said = Ids(), 0, []
    for part in parts:
        drafts = pd.DataFrame(part, columns=["incident_id", RECORDED])
        drafts["incident_id"] = drafts["incident_id"].astype("str")
        found = ids.sorted_out(drafts, kept)
        kept += int((found == KEPT).sum())
        said.append(found.tolist())
    assert (said, ids.superseded) == plainly(parts)


ROWS = st.lists(
    st.lists(
        st.tuples(
            st.sampled_from(["a_1", "a-1", "A 1", "b", "?", "нет", ""]),
            st.integers(1, 2),
            st.integers(1, 2),
        ),
        min_size=1,
        max_size=6,
    ),
    min_size=1,
    max_size=3,
)


@given(ROWS)
def test_property_only_a_row_that_repeats_id_day_and_point_is_left_out(parts):
    """Part by part, as many incidents stay as there are different ids, days and points."""
    ids, kept, every = Ids(), 0, []
    for part in parts:
        drafts = pd.DataFrame(
            {
                "incident_id": ["a-1" if "1" in name else "x" + name for name, *_ in part],
                "date_start": [f"2024-03-0{day}" for _, day, _ in part],
                "latitude": [f"50.{at}" for *_, at in part],
                "longitude": "36.5",
                "place": "",
                "mark": "",
                GIVEN_ID: [name for name, *_ in part],
            },
            dtype="str",
        )
        drafts = ids.parted(drafts)
        found = ids.sorted_out(drafts, kept)
        kept += int((found == KEPT).sum())
        every += drafts["incident_id"][found == KEPT].tolist()
    assert len(set(every)) == len(every) == len({row for part in parts for row in part})


def test_numbering_that_begins_anew_removes_nothing(imported):
    """Rows of other days or places keep an id of their own and say so; no id is made of “?”."""
    rows = [
        "1,2024-03-01,50.61,1", "1,2024-04-03,50.41,2", "BEL_1,2024-03-01,50.61,3",
        "bel-1,2024-03-01,50.61,4", "unknown,2024-03-01,50.61,5", "unknown,2024-03-02,50.61,6",
        "?,2024-03-01,50.61,7", "нет,2024-03-01,50.61,8", "1,2024-03-01,50.61,9",
    ]  # fmt: skip
    text = "id,date,latitude,killed,longitude\n" + "".join(f"{row},36.58\n" for row in rows)
    made = imported(text.encode())
    assert made.report.rows_kept == 8
    assert made.rejected["row_in_file"].tolist() == ["10"]
    assert sum(n for said, n in made.report.marked.items() if ID_OF_ANOTHER in said) == 2
    assert made.tables["incidents"]["incident_id"][0] == "1"
