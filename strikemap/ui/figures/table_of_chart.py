"""The numbers of a chart as a table, and what each of them is made of."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
import streamlit as st

from strikemap.in_view import InView
from strikemap.languages import gettext as _
from strikemap.languages import number, pgettext
from strikemap.ui.elements.grid import show_grid
from strikemap.ui.elements.sortable import sortable
from strikemap.ui.figures.groupings import Groups
from strikemap.ui.figures.makeup import show_makeup


def show_table_of(frame: pd.DataFrame) -> None:
    """The numbers of the chart."""
    show_grid(table_of(frame))


def table_of(frame: pd.DataFrame) -> pd.DataFrame:
    """A row a group; where nothing is reported no figure stands, of nobody.  Raw text."""
    table = pd.DataFrame(
        {
            _("Group"): frame["days"] if "days" in frame else frame["name"],
            _("Incidents"): frame["incidents"],
            _("Low"): _reported(frame, "low"),
            _("Headline"): _reported(frame, "headline"),
            _("High"): sortable(
                [
                    _("not reported")
                    if not known
                    else pgettext("no maximum", "open")
                    if is_open
                    else number(high)
                    for high, known, is_open in zip(
                        frame["high"], frame["known"], frame["open"], strict=True
                    )
                ]
            ),
            _("Unknown"): frame["unknown"],
            _("Zero stated"): frame["zero"],
            _("Given as “up to”"): frame["up_to"],
        }
    )
    if frame[["civilians", "combatants"]].to_numpy().any():
        told = frame["civilians"] + frame["combatants"]
        parts = {
            _("Civilians"): frame["civilians"],
            _("Combatants"): frame["combatants"],
            _("Not said"): frame["headline"] - told,
        }
        for at, (name, numbers) in enumerate(parts.items()):
            table.insert(5 + at, name, _where_reported(numbers, frame["known"]))
    return table


def show_makeup_of(
    view: InView,
    frame: pd.DataFrame,
    groups: Groups | None,
    measure: str,
    rows: npt.NDArray[np.int64],
    key: str,
) -> None:
    """Choose one figure of the chart and see what it is made of; without *groups*, a claimant's."""
    names = dict(zip(frame["group"].astype(str), frame["name"], strict=True))
    chosen = st.selectbox(
        _("What makes up"),
        ["", *names],
        key=key,
        format_func=lambda code: names.get(code, _("choose a row …")),
        placeholder=_("Choose"),
    )
    if not chosen:
        return
    if groups is None:
        alone = replace(view.filters, claimants=(chosen,))
        show_makeup(InView(view.collection, alone), measure, rows)
    else:
        show_makeup(view, measure, groups.rows_of(chosen, rows))


def _reported(frame: pd.DataFrame, end: str) -> list[str]:
    """One end of each group's toll; a group of which nothing is reported has none."""
    return _where_reported(frame[end], frame["known"])


def _where_reported(numbers: pd.Series[Any], known: pd.Series[Any]) -> list[str]:
    said = zip(numbers, known, strict=True)
    return sortable([number(each) if is_known else _("not reported") for each, is_known in said])
