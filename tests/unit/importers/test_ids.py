"""Which rows stand where several have one id."""

from __future__ import annotations

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from strikemap.importers.forms.definition import RECORDED
from strikemap.importers.ids import KEPT, OLDER, TWICE, Ids

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
