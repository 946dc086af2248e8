"""The bar over every page while an old version is shown: which, since when, and what differs."""

from __future__ import annotations

from itertools import pairwise

import streamlit as st

from strikemap import dates, links
from strikemap.collection import versions
from strikemap.collection.versions import Unavailable
from strikemap.comparison.sides import other_collection
from strikemap.comparison.totals import totals_in_words
from strikemap.languages import gettext as _
from strikemap.languages import marked, ngettext
from strikemap.markup import as_written, join, safe, safe_label
from strikemap.model import Collection
from strikemap.ui.session.state import Session
from strikemap.version_differences import Difference, Differences, differences

LISTED = 40
"""Incidents that the bar names; the page Corrections has all of them."""
_THERE = {"today": marked("not in this version"), "old": marked("not in today’s")}


def show_version_bar(current: Session) -> None:
    """The bar, with its way to the same view of today; nothing where today's version is shown."""
    if not current.is_old:
        return
    bar = st.container(horizontal=True, vertical_alignment="center", gap="small", key="version")
    bar.html(bar_html(current))
    label = _(
        "The same view of version {version}, today’s", version=safe_label(current.today.version)
    )
    # A page link to the page that is shown would leave the address bar as it is.
    if bar.button(label, key="today's version", width="content"):
        kept = {key: each for key, each in current.query().items() if key not in ("v", "sha256")}
        st.query_params.from_dict(kept)
        st.rerun()


def version_line(current: Session) -> str:
    """The bar as a line of HTML, for a frame whose height is another's; "" for today's version."""
    if not current.is_old:
        return ""
    query = {key: v for key, v in current.query(full=True).items() if key not in ("v", "sha256")}
    label = _("The same view of version {version}, today’s", version=current.today.version)
    return join(
        '<p class="sm-coverage" role="status">',
        _(
            "<b>Version {version}</b> is shown, as it was cited.",
            version=safe(current.collection.version),
        ),
        f' <a href="?{safe(links.encode(query))}" target="_blank" rel="noopener">',
        safe(label),
        "</a></p>",
    )


def bar_html(current: Session) -> str:
    """Which version is shown, when it was the newest, and what today's says instead."""
    old, today = current.collection, current.today
    found = differences(old, today)
    listed = "".join(f"<li>{_line(each)}</li>" for each in found.incidents[:LISTED])
    more = len(found.incidents) - LISTED
    if more > 0:
        said = ngettext(
            "and {count} more: the page Corrections has them all",
            "and {count} more: the page Corrections has them all",
            more,
        )
        listed += f"<li>{safe(said)}</li>"
    if found.others:
        listed += f"<li>{safe(_('Other records: {records}', records=found.others))}</li>"
    totals = "".join(f"<li>{safe(each)}</li>" for each in _totals(current))
    return join(
        '<div class="sm-notice" role="status">',
        # The markup in a message is ours; what it names is made safe before.
        _(
            "<b>Version {version}</b> is shown, as it was cited; {newest}. "
            "Today’s is version {today}.",
            version=safe(old.version),
            newest=safe(_newest_when(old)),
            today=safe(today.version),
        ),
        " <details><summary>",
        safe(in_words(found)),
        f"</summary><ul>{totals}{listed}</ul></details></div>",
    )


def _newest_when(old: Collection) -> str:
    """When *old* was the newest version: from its day to that of the next one."""
    try:
        known = versions.releases(old.beside)
    except Unavailable:
        known = ()
    for each, following in pairwise(known):
        if each.content_sha256 == old.content_hash:
            first, last = dates.day(each.released), dates.day(following.released)
            return _("it was the newest on {days}", days=dates.in_words(first, max(first, last)))
    return _("it is of {day}", day=old.updated) if old.updated else _("it is of an unknown day")


def in_words(found: Differences) -> str:
    """How many incidents of the whole collection differ, in a line."""
    figures = sum(each.there == "both" and bool(each.figures) for each in found.incidents)
    others = found.count("both") - figures
    added, gone = found.count("today"), found.count("old")
    counts = (
        (figures, ngettext("{count} with other figures", "{count} with other figures", figures)),
        (added, ngettext("{count} added since", "{count} added since", added)),
        (gone, ngettext("{count} no longer there", "{count} no longer there", gone)),
        (
            others,
            ngettext(
                "{count} differing in other points", "{count} differing in other points", others
            ),
        ),
    )
    told = ", ".join(words for count, words in counts if count)
    return _("Incidents of the whole collection: {counts}", counts=told or _("none differs"))


def _totals(current: Session) -> list[str]:
    """The totals of what is in view that differ, both versions' side by side."""
    here = current.in_view
    there, _told = other_collection(here, current.today)
    frame = totals_in_words(here, there)
    differ = frame[frame["one"] != frame["other"]]
    return [
        _(
            "In view, {territory}, {measure}: {here}. Today: {today}.",
            territory=row.territory,
            measure=row.measure,
            here=row.one,
            today=row.other,
        )
        for row in differ.itertuples(index=False)
    ]


def _line(each: Difference) -> str:
    parts = [part for part in (where_in_words(each), each.figures, each.what) if part]
    return join(
        safe(each.days),
        ", ",
        as_written(each.title, limit=120),
        ": ",
        safe("; ".join(parts), limit=400),
    )


def where_in_words(each: Difference) -> str:
    """In which of both versions an incident is missing; "" where it is in both."""
    return _(_THERE[each.there]) if each.there in _THERE else ""
