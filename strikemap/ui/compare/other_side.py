"""What the present view is compared with: another collection, or other days of this one."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from strikemap.comparison.sides import other_side, period, why_not
from strikemap.in_view import InView
from strikemap.languages import gettext as _
from strikemap.languages import marked
from strikemap.markup import Safe, as_written, join, quoting
from strikemap.translations import title_of
from strikemap.ui.session.state import Session

COLLECTION, PERIOD = marked("Another collection"), marked("Another period")


def show_choice(current: Session) -> None:
    """What to compare with: another collection, or other days of this one."""
    others = [name for name in current.offered if name != current.collection.name]
    asked = current.link.compare
    wants = [COLLECTION, PERIOD] if others else [PERIOD]
    key = f"{current.turn} {current.collection.name}"
    what = st.segmented_control(
        _("Compare with"),
        wants,
        default=PERIOD if "," in asked or not others else COLLECTION,
        key=f"compare what {key}",
        format_func=_,
    )
    if what == COLLECTION:
        chosen = st.selectbox(
            _("The other collection"),
            others,
            index=others.index(asked) if asked in others else None,
            key=f"compare collection {key}",
            format_func=lambda name: title_of(current.offered[name]),
            placeholder=_("Choose a collection"),
        )
        _take(current, chosen or ("" if asked in others else asked))
    elif what == PERIOD:
        _show_period(current, key)


def _show_period(current: Session, key: str) -> None:
    """Both days are typed: Streamlit's date input takes none over with Enter or Tab."""
    try:
        given = [day.isoformat() for day in period(current.link.compare, current.collection)]
    except ValueError:
        given = ["", ""]
    labels = {
        "first": _("The second period, first day"),
        "last": _("The second period, last day"),
    }
    written = [
        column.text_input(
            label,
            value=day,
            key=f"compare {which} day {key}",
            placeholder=_("YYYY-MM-DD"),
        ).strip()
        for column, (which, label), day in zip(st.columns(2), labels.items(), given, strict=True)
    ]
    if written == given or not all(written):
        return
    try:
        period(",".join(written), current.collection)
    except ValueError as error:
        st.text(_("This period can’t be shown: {why}.", why=str(error)[:300]))
    else:
        _take(current, ",".join(written))


def _take(current: Session, compare: str) -> None:
    if compare != current.link.compare:
        current.link = replace(current.link, compare=compare)


def sides(current: Session) -> tuple[InView, InView, tuple[Safe, ...]] | str:
    """
    Both sides with what the other cannot give; or in words why there is no other side, raw text.
    """
    one, asked = current.in_view, current.link.compare
    if not asked:
        return _("Choose what to compare the present view with.")
    if told := why_not(asked, current.collection, current.offered):
        return told
    other, notices = other_side(one, asked, current.offered)
    named = as_written(title_of(other.collection))
    return one, other, tuple(join(named, ": ", quoting(each)) for each in notices)
