"""The rows of a grid on paper, where a grid shows no more of them than were on the screen."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from strikemap.markup import as_written, safe


def show_printed(frame: pd.DataFrame) -> None:
    """Each row and column of *frame*, raw text, as a table that is there in print alone."""
    heads = "".join(f"<th>{safe(str(name))}</th>" for name in frame.columns)
    rows = "".join(
        f"<tr>{''.join(f'<td>{as_written(str(cell).strip())}</td>' for cell in row)}</tr>"
        for row in frame.itertuples(index=False)
    )
    st.html(f'<table class="sm-table sm-on-paper"><tr>{heads}</tr>{rows}</table>')
