"""Where claimants differ, both numbers side by side; and totals that were claimed as such."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
import streamlit as st

from strikemap import dates
from strikemap.casualties.collective import Collective, collective
from strikemap.casualties.disagreements import disagreements
from strikemap.casualties.in_words import number_in_words
from strikemap.geography import region_name
from strikemap.ui.elements.grid import show_grid
from strikemap.ui.incident.claims import value_in_words
from strikemap.ui.session.state import Session

SHOWN = 50
ALL_REGIONS = "all, occupied Ukraine too"


def show_disagreements(current: Session, rows: npt.NDArray[np.int64]) -> None:
    """The largest differences between claimants in view, or that there are none."""
    found = disagreements(current.collection, rows, current.in_view.choice)
    st.subheader("Where claimants differ", anchor=False)
    if not found:
        st.text("On no incident in view do claims by different claimants give different tolls.")
        return
    claims, people = current.collection.claims, current.collection.claimants["name"].astype(str)
    title = current.collection.incidents["title"]

    def said(claim: int) -> str:
        return value_in_words(claims.iloc[claim])

    def who(claim: int) -> str:
        return str(people.iloc[claims["claimant"].iloc[claim]])

    show_grid(
        pd.DataFrame(
            [
                {
                    "Incident": title.iloc[each.incident],
                    "Measure": each.measure,
                    "Fewer": said(each.low_claim),
                    "According to": who(each.low_claim),
                    "More": said(each.high_claim),
                    "According to ": who(each.high_claim),
                    "Apart by": each.gap,
                }
                for each in found[:SHOWN]
            ]
        ),
    )
    if len(found) > SHOWN:
        st.caption(f"The {SHOWN} largest of {len(found):,}.")


def difference_in_words(each: Collective, claim: pd.Series[Any]) -> str:
    """
    How much more was claimed than the incidents recorded come to; "" where that is not known.

    A maximum alone (“up to 9”) and a sum of which nothing is reported have no difference.
    """
    if pd.isna(claim["value_min"]):
        return ""
    apart = each.difference(int(claim["value_min"]))
    if apart is None:
        return ""
    return f"at least {apart:+,}" if claim["bound"] == "at_least" else f"{apart:+,}"


def show_collective(current: Session) -> None:
    """Claims about several incidents at once, beside the sums that they cover, never in them."""
    found = collective(current.collection, current.in_view.choice)
    if not found:
        return
    st.subheader("Totals that were claimed as such", anchor=False)
    st.caption(
        "A day’s or a month’s total by one claimant, beside the sum of the incidents recorded for "
        "the same days and region. They are in no total of ours."
    )
    claims, people = current.collection.claims, current.collection.claimants["name"].astype(str)
    lines = []
    for each in found:
        claim = claims.iloc[each.claim]
        lines.append(
            {
                "Days": dates.in_words(claim["covers_from"].date(), claim["covers_to"].date()),
                "Region": region_name(str(claim["covers_region"])) or ALL_REGIONS,
                "Measure": str(claim["measure"]),
                "Claimed": value_in_words(claim) or "no number",
                "According to": str(people.iloc[claim["claimant"]]),
                "Sum of ours": number_in_words(each.sum.low, each.sum.high)
                if each.sum.known
                else "not reported",
                "Unknown for": f"{each.sum.unknown:,} of {each.sum.incidents:,}",
                "Difference": difference_in_words(each, claim),
                "Statement": str(claim["statement"]),
            }
        )
    show_grid(pd.DataFrame(lines))
