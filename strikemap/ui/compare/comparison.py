"""The page of a comparison: the choice of the other side, then both, part by part."""

from __future__ import annotations

from strikemap.markup import quoting
from strikemap.ui.compare.maps import show_maps
from strikemap.ui.compare.other_side import show_choice, sides
from strikemap.ui.compare.pairs import show_pairs
from strikemap.ui.compare.timelines import show_timelines
from strikemap.ui.compare.totals import show_totals_of_both
from strikemap.ui.elements.line import show_line
from strikemap.ui.session.state import Session


def show_comparison(current: Session) -> None:
    """The present view beside the one that the reader chooses; why there is none, where not."""
    show_choice(current)
    found = sides(current)
    if isinstance(found, str):
        show_line(quoting(found))
        return
    one, other, notices = found
    for notice in notices:
        show_line(notice)
    show_totals_of_both(one, other)
    show_timelines(one, other)
    show_maps(current, one, other)
    show_pairs(one, other)
