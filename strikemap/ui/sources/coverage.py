"""What others counted beside what the collection holds, and on whose word its tolls rest."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import streamlit as st

from strikemap import dates, links, other_counts, wording
from strikemap.archived_copies import with_copy
from strikemap.casualties.in_words import bounded, number_in_words
from strikemap.casualties.origins import of_active
from strikemap.counted_alike import CountedAlike, counted_alike
from strikemap.geography import region_name
from strikemap.in_view import JOINED
from strikemap.languages import either_of, ngettext, number
from strikemap.languages import gettext as _
from strikemap.links import Link
from strikemap.markup import Safe, as_written, join, link_to, safe
from strikemap.model import Collection
from strikemap.other_counts import KINDS, OtherCount
from strikemap.translations import text_of
from strikemap.ui.session.state import Session
from strikemap.vocabularies import CASUALTY_MEASURES, MEASURES, TERRITORIES, WEAPONS, labels
from strikemap.wording import quoted_title


def show_coverage(current: Session) -> None:
    """Numbers of others for the same days and places, and whose word the tolls are."""
    _show_others(current)
    _show_origins(current.collection)


def _show_others(current: Session) -> None:
    found = other_counts.read(current.collection.beside)
    if found.faults:
        st.text(
            ngettext(
                "{count} cell of what others counted can’t be read, and its row is left out.",
                "{count} cells of what others counted can’t be read, and their rows are left out.",
                len(found.faults),
            )
        )
    if not found.counts:
        return
    st.html(f'<h3 class="sm-heading">{safe(_("What others counted"))}</h3>')
    st.text(
        _(
            "Numbers that others published for days and places that this collection covers, each "
            "by a rule of its own, beside what the collection holds for the same. They show how "
            "much is missing here; none of them enters a total, and no share is made of them."
        )
    )
    heads = (
        _("Who counted what, when and where"),
        _("Their number"),
        _("In this collection"),
        _("How they count, and why the two differ"),
        _("Source"),
    )
    in_order = sorted(found.counts, key=_widest_first)
    _table(_("What others counted"), heads, [_row(current, each) for each in in_order])


def _widest_first(of: OtherCount) -> tuple[date, int, bool, str]:
    days = (of.covers_to - of.covers_from).days
    return of.covers_from, -days, bool(of.covers_region), of.count_id


def _table(name: str, heads: Sequence[str], rows: Sequence[Sequence[Safe]]) -> None:
    head = "".join(f'<th scope="col">{safe(each)}</th>' for each in heads)
    body = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
    st.html(
        f'<div class="sm-scroll" tabindex="0" role="region" aria-label="{safe(name)}">'
        f'<table class="sm-table sm-words" style="min-width: 44rem"><tr>{head}</tr>{body}</table></div>'
    )


def _row(current: Session, other: OtherCount) -> Sequence[Safe]:
    collection = current.collection
    who, rule, why = (_said(collection, other, column) for column in other_counts.WORDED)
    what = ". ".join((_counted(other), _where(other), _when(other)))
    return (
        join("<b>", who, "</b><br>", safe(what)),
        join("<b>", safe(_number(other)), "</b>"),
        _ours(current, counted_alike(collection, other), other),
        join(rule, "<br>", why),
        _source(other),
    )


def _said(collection: Collection, other: OtherCount, column: str) -> Safe:
    """A text of the row in the page's language, or marked as the collection's own."""
    original = str(getattr(other, column))
    return as_written(text_of(collection, other.count_id, column, original))


def _counted(other: OtherCount) -> str:
    what = labels(KINDS)[other.what].capitalize()
    if not other.weapons:
        return what
    named = labels(WEAPONS)
    weapons = either_of([named[code].lower() for code in other.weapons])
    return _("{what}: {weapons}", what=what, weapons=weapons)


def _where(other: OtherCount) -> str:
    if other.covers_region:
        return region_name(other.covers_region)
    return labels(TERRITORIES)[other.territory] if other.territory else _(JOINED)


def _when(other: OtherCount) -> str:
    return dates.in_words(other.covers_from, other.covers_to)


def _number(other: OtherCount) -> str:
    if other.value_min is not None and other.value_max is not None:
        figure = number_in_words(other.value_min, other.value_max)
    else:
        figure = number((other.value_min if other.value_max is None else other.value_max) or 0)
    return bounded(figure, other.bound)


def _ours(current: Session, ours: CountedAlike, other: OtherCount) -> Safe:
    """The collection's own number, and where there are people, how many incidents have one."""
    total, lines = ours.total, []
    if total is not None and ours.incidents:
        figure = number_in_words(total.low, total.high) if total.known else _("not reported")
        lines.append(join("<b>", safe(figure), "</b>"))
        lines.append(
            safe(
                ngettext(
                    "told of {known} of {count} incident",
                    "told of {known} of {count} incidents",
                    total.incidents,
                    known=total.known,
                )
            )
        )
    else:
        told = wording.incidents(ours.incidents)
        if other.what == "days":
            told = ngettext("{count} day", "{count} days", ours.days)
        lines.append(join("<b>", safe(told), "</b>"))
    if ours.incidents:
        query = safe(links.encode(_query(current, ours)))
        words = safe(_("on the map"))
        lines.append(join(f'<a href="./?{query}" target="_self">', words, "</a>"))
    return join("<br>".join(lines))


def _query(current: Session, ours: CountedAlike) -> dict[str, list[str]]:
    link = Link(
        filters=ours.filters,
        version=current.collection.version if current.is_old else "",
        language=current.link.language,
    )
    return links.to_query(link, current.collection, default_collection=current.shelf.default)


def _source(other: OtherCount) -> Safe:
    title = quoted_title(other.title, other.language)
    named = join(as_written(other.publisher, other.language), ": ", title)
    address = link_to(other.url, named) or named
    # Where no day of printing is known, a copy near the days that were counted is asked for.
    near = other.published or other.covers_to
    cited = with_copy(address, other.url, other.archived_url, near)
    if other.published:
        cited = join(cited, ", ", safe(other.published.isoformat()))
    return (
        join(cited, "<br><i>", as_written(other.note, other.language), "</i>")
        if other.note
        else cited
    )


def _show_origins(collection: Collection) -> None:
    of = {measure: of_active(collection, measure) for measure in CASUALTY_MEASURES}
    if not any(each.known for each in of.values()):
        return
    st.html(f'<h3 class="sm-heading">{safe(_("On whose word the tolls rest"))}</h3>')
    st.text(
        _(
            "Incidents with a number that stands, by whose word it is. A side stands behind it "
            "where one of its claimants gave it; a newsroom beside it changes nothing, since it "
            "mostly passes that number on. Neither side: newsrooms, armed groups of no side, "
            "witnesses, and reports that name nobody."
        )
    )
    heads = (
        _("Toll"),
        _("Incidents with a number"),
        _("Russia’s side alone"),
        _("Ukraine’s side alone"),
        _("Both sides"),
        _("Neither side"),
    )
    named = labels(MEASURES)
    rows = [
        [
            safe(named[measure]),
            *(
                safe(number(each))
                for each in (on.known, on.russia, on.ukraine, on.both, on.neither)
            ),
        ]
        for measure, on in of.items()
    ]
    _table(_("On whose word the tolls rest"), heads, rows)
