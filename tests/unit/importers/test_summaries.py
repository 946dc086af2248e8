"""What is written of an incident whose file says little, and what its marks add."""

from __future__ import annotations

import pandas as pd
import pytest

from strikemap.importers.summaries import titles, told_once
from strikemap.importers.territory import AT_BORDER, DISAGREES, NEAR_BORDER, SNAPPED


@pytest.mark.parametrize(
    ("summary", "mark", "is_ours", "wanted"),
    [
        ("Fire.", "", False, "Fire."),
        ("Fire.", NEAR_BORDER, False, f"Fire. {NEAR_BORDER}"),
        (f"Fire. {NEAR_BORDER}", NEAR_BORDER, False, f"Fire. {NEAR_BORDER}"),
        (f"Fire. {AT_BORDER}", NEAR_BORDER, False, f"Fire. {AT_BORDER}"),
        (f"Fire. {NEAR_BORDER}", AT_BORDER, False, f"Fire. {NEAR_BORDER}"),
        (f"Fire. {NEAR_BORDER}", DISAGREES, False, f"Fire. {NEAR_BORDER} {DISAGREES}"),
        ("Fire.", f"{SNAPPED} {DISAGREES}", False, f"Fire. {SNAPPED} {DISAGREES}"),
        ("Fire.", f"{SNAPPED} {DISAGREES}", True, f"Fire. {DISAGREES}"),
        ("Fire.", f"{SNAPPED} {NEAR_BORDER}", True, f"Fire. {NEAR_BORDER}"),
        (f"Fire. {DISAGREES}", f"{DISAGREES} {SNAPPED}", False, f"Fire. {DISAGREES} {SNAPPED}"),
    ],
)
def test_a_summary_is_told_each_mark_once(summary, mark, is_ours, wanted):
    """Of two about a border one is enough; a curator of ours chose the point's region."""
    rows = pd.Series([summary, "Other."], dtype="str")
    made = told_once(rows, pd.Series([mark, ""], dtype="str"), is_ours=is_ours)
    assert made.tolist() == [wanted, "Other."]


def test_a_title_says_what_and_where():
    """The place with its region, which is told once; Russia where there is neither."""
    rows = {
        ("Attack", "Shebekino", "RU-BEL"): "Attack, Shebekino, Belgorod Oblast",
        ("Attack", "Shebekino, belgorod oblast", "RU-BEL"): "Attack, Shebekino, belgorod oblast",
        ("unknown", "", "RU-BEL"): "Event, Belgorod Oblast",
        ("unknown", "", ""): "Event, Russia",
    }
    names = ["sub_event_type", "place", "region"]
    assert titles(pd.DataFrame(list(rows), columns=names, dtype="str")).tolist() == [*rows.values()]
