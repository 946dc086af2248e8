"""Where claimants differ, both numbers side by side; and totals that were claimed as such."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from strikemap import dates, wording
from strikemap.casualties.collective import Collective, collective
from strikemap.casualties.disagreements import Disagreement, disagreements
from strikemap.casualties.in_words import bounded, number_in_words
from strikemap.casualties.standing import EVERYTHING
from strikemap.casualties.totals import Total
from strikemap.geography import region_name
from strikemap.in_view import InView
from strikemap.languages import gettext as _
from strikemap.languages import marked, number, pgettext
from strikemap.model import Collection
from strikemap.place_names import covered_place
from strikemap.translations import said, said_at
from strikemap.ui.elements.grid import show_grid
from strikemap.ui.elements.sortable import sortable
from strikemap.ui.incident.claims import value_in_words

SHOWN = 50
ALL_REGIONS = marked("all, occupied Ukraine too")


def show_disagreements(view: InView) -> None:
    """The largest differences between claimants in view, or that there are none."""
    found = disagreements(view.collection, view.rows, view.choice)
    st.subheader(_("Where claimants differ"), anchor=False)
    if not found:
        st.text(none_in_words(view))
        return
    claims, people = view.collection.claims, said(view.collection, "claimants", "name")
    title = said(view.collection, "incidents", "title")

    def number(claim: int) -> str:
        return value_in_words(claims.iloc[claim])

    def who(claim: int) -> str:
        return str(people.iloc[claims["claimant"].iloc[claim]])

    show_grid(
        pd.DataFrame(
            [
                {
                    _("Incident"): title.iloc[each.incident],
                    _("Measure"): wording.measure(each.measure),
                    _("Fewer"): number(each.low_claim),
                    _("According to"): who(each.low_claim),
                    pgettext("a greater number", "More"): number(each.high_claim),
                    f"{_('According to')} ": who(each.high_claim),
                    _("Apart by"): apart,
                }
                for each, apart in zip(
                    found[:SHOWN], sortable([apart_in_words(each) for each in found]), strict=False
                )
            ]
        ),
    )
    if len(found) > SHOWN:
        st.caption(_("The {shown} largest of {count}.", shown=SHOWN, count=len(found)))


def none_in_words(view: InView) -> str:
    """That no claimants differ, said of those claims alone that the reader has chosen."""
    if view.choice != EVERYTHING:
        return _(
            "On no incident in view do claims that are counted here, by different claimants, give "
            "different tolls."
        )
    return _("On no incident in view do claims by different claimants give different tolls.")


def apart_in_words(each: Disagreement) -> str:
    """By how many people two claims differ, no surer than they are: `4`, `at least 2`."""
    if each.bound == "at_least" and not each.apart:
        return pgettext("difference", "none or more")
    return bounded(number(each.apart), each.bound)


def difference_in_words(each: Collective, claim: pd.Series[Any]) -> str:
    """
    How much more was claimed than the incidents recorded come to, a difference of nothing as
    such; "" where that is not known.

    A maximum alone (“up to 9”) and a sum of which nothing is reported have no difference.
    """
    if pd.isna(claim["value_min"]):
        return ""
    apart = each.difference(int(claim["value_min"]))
    if apart is None:
        return ""
    bound = str(claim["bound"])
    if bound != "at_least" and claim["value_min"] != claim["value_max"]:
        bound = "at_least"  # of a range the least is taken
    if apart == 0:
        if bound == "at_least":
            return pgettext("difference", "none or more")
        return pgettext("difference", "none")
    signed = f"{'+' if apart >= 0 else ''}{number(apart)}"
    return bounded(signed, bound)


def covered_in_words(collection: Collection, claim: int) -> str:
    """Where a collective *claim* is of: a place and its region, or the whole of a region."""
    region = region_name(str(collection.claims["covers_region"].iloc[claim]))
    if place := covered_place(collection, claim):
        return _("{place}, a part of {region}", place=place, region=region) if region else place
    return region or _(ALL_REGIONS)


def _sum_in_words(whole: Total | None) -> str:
    if whole is None:
        return _("no incident of ours names it")
    return number_in_words(whole.low, whole.high) if whole.known else _("not reported")


def show_collective(view: InView) -> None:
    """Claims about several incidents at once, beside the sums that they cover, never in them."""
    found = collective(view.collection, view.choice)
    if not found:
        return
    st.subheader(_("Totals that were claimed as such"), anchor=False)
    st.caption(
        _(
            "A day’s or a month’s total by one claimant, beside the sum of the incidents recorded "
            "for the same days and the same region or place. They are in no total of ours."
        )
    )
    claims, people = view.collection.claims, said(view.collection, "claimants", "name")
    lines = []
    for each in found:
        claim = claims.iloc[each.claim]
        lines.append(
            {
                _("Days"): dates.in_words(claim["covers_from"].date(), claim["covers_to"].date()),
                _("Covers"): covered_in_words(view.collection, each.claim),
                _("Measure"): wording.measure(str(claim["measure"])),
                _("Claimed"): value_in_words(claim) or _("no number"),
                _("According to"): str(people.iloc[claim["claimant"]]),
                _("Sum of ours"): _sum_in_words(each.sum),
                _("Unknown for"): _(
                    "{unknown} of {incidents}",
                    unknown=each.sum.unknown,
                    incidents=each.sum.incidents,
                )
                if each.sum
                else "",
                _("Difference"): difference_in_words(each, claim),
                _("Statement"): said_at(view.collection, "claims", "statement", each.claim),
            }
        )
    show_grid(pd.DataFrame(lines))
