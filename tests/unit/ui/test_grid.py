"""How wide a grid's columns are, so that no figure in them is cut."""

from __future__ import annotations

import pandas as pd

from strikemap.ui.elements.grid import SENTENCE, figure_widths


def test_a_column_with_figures_is_as_wide_as_its_widest_cell() -> None:
    """A longer figure or heading makes it wider; words and texts are left to the grid."""
    frame = pd.DataFrame(
        {
            "Killed": ["2", "unknown"],
            "Injured": ["14–16 (headline 16)", None],
            "Incident": ["Shelling", "Explosion"],
            "Statement": ["1 " + "x" * SENTENCE, "2"],
        }
    )
    widths = figure_widths(frame)
    assert set(widths) == {"Killed", "Injured"}
    assert widths["Injured"] > widths["Killed"] > 60
    assert (
        figure_widths(frame.rename(columns={"Killed": "Killed, as reported"}))[
            "Killed, as reported"
        ]
        > widths["Killed"]
    )
