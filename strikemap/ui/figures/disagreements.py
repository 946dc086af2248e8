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
from strikemap.casualties.totals import Total
from strikemap.geography import region_name
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

    st.dataframe(
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
        hide_index=True,
        width="stretch",
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


def covered_in_words(claim: pd.Series[Any]) -> str:
    """Where a collective claim is of: a place and its region, or the whole of a region."""
    region = region_name(str(claim["covers_region"]))
    if place := str(claim["covers_place"]):
        return f"{place}, a part of {region}" if region else place
    return region or ALL_REGIONS


def _sum_in_words(whole: Total | None) -> str:
    if whole is None:
        return "no incident of ours names it"
    return number_in_words(whole.low, whole.high) if whole.known else "not reported"


def show_collective(current: Session) -> None:
    """Claims about several incidents at once, beside the sums that they cover, never in them."""
    found = collective(current.collection, current.in_view.choice)
    if not found:
        return
    st.subheader("Totals that were claimed as such", anchor=False)
    st.caption(
        "A day’s or a month’s total by one claimant, beside the sum of the incidents recorded for "
        "the same days and the same region or place. They are in no total of ours."
    )
    claims, people = current.collection.claims, current.collection.claimants["name"].astype(str)
    lines = []
    for each in found:
        claim = claims.iloc[each.claim]
        lines.append(
            {
                "Days": dates.in_words(claim["covers_from"].date(), claim["covers_to"].date()),
                "Covers": covered_in_words(claim),
                "Measure": str(claim["measure"]),
                "Claimed": value_in_words(claim) or "no number",
                "According to": str(people.iloc[claim["claimant"]]),
                "Sum of ours": _sum_in_words(each.sum),
                "Unknown for": f"{each.sum.unknown:,} of {each.sum.incidents:,}"
                if each.sum
                else "",
                "Difference": difference_in_words(each, claim),
                "Statement": str(claim["statement"]),
            }
        )
    st.dataframe(pd.DataFrame(lines), hide_index=True, width="stretch")
