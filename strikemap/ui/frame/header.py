"""The top of every page: title, pages, coverage, notices, and what is in view in words."""

from __future__ import annotations

from typing import Any

import streamlit as st

from strikemap import dates
from strikemap.cache import cached_by_language
from strikemap.casualties import origins
from strikemap.filters.in_words import filters_in_words
from strikemap.languages import LANGUAGES, language, ngettext
from strikemap.languages import gettext as _
from strikemap.markup import as_written, join, quoting, safe, safe_label, safe_words
from strikemap.model import Collection, Problem
from strikemap.translations import title_of
from strikemap.ui.frame.version_bar import show_version_bar
from strikemap.ui.session.pages import LINKED, PAGES, PageEntry, kept_view, target
from strikemap.ui.session.state import Session
from strikemap.wording import incidents_in_view


def show_header(current: Session) -> None:
    """Title, links to the pages (each carrying the present view), coverage and notices."""
    query = current.query()
    bar = st.container(horizontal=True, vertical_alignment="center", gap="small", key="header")
    bar.html(
        join(
            '<h1 class="sm-title">Strikemap <small>',
            safe(_("Reported strikes on Russian territory")),
            "</small></h1>",
        ),
        width="content",
    )
    for page in (page for page in PAGES if page.is_main):
        bar.page_link(
            target(page),
            label=page.title,
            query_params=_carried(current, page, query),
            width="content",
        )
    with bar.popover(_("More"), width="content"):
        # Where there is no room for them in the bar, the main pages are here.
        with st.container(key="menu-main"):
            _show_links(current, [page for page in LINKED if page.is_main], query)
        _show_links(current, [page for page in LINKED if not page.is_main], query)
    with bar.popover(LANGUAGES[language()], width="content", key="language-of-page"):
        _show_languages(current, query)
    st.html(coverage(current))
    show_version_bar(current)
    if current.notices:
        lines = "".join(f"<li>{quoting(each)}</li>" for each in current.notices)
        st.html(f'<div class="sm-notice" role="status"><ul>{lines}</ul></div>')


def _show_languages(current: Session, query: dict[str, list[str]]) -> None:
    """A link to this very view in each language, by the language's own name."""
    here = next(page for page in PAGES if page.address == current.page)
    for code, name in LANGUAGES.items():
        st.page_link(target(here), label=name, query_params={**query, "lang": [code]})


def _show_links(current: Session, pages: list[PageEntry], query: dict[str, list[str]]) -> None:
    for page in pages:
        carried = _carried(current, page, query)
        st.page_link(target(page), label=page.title, query_params=carried)


def _carried(current: Session, page: PageEntry, query: dict[str, list[str]]) -> Any:
    """The filters go along; what was chosen on one page does not follow to the next."""
    kept = kept_view(query)
    if not page.address and current.page and current.link.view:
        kept["view"] = [str(current.link.view)]
    return kept


def coverage(current: Session) -> str:
    """A line of HTML: which days and sources, up to when, and that these are not all strikes."""
    return _coverage(current.collection)


@cached_by_language
def _coverage(of: Collection) -> str:
    days = dates.in_words(dates.day(of.coverage_from), dates.day(of.coverage_to))
    if len(of.publishers) > 4:
        named = safe(
            _(
                "{publications} by {publishers}",
                publications=ngettext(
                    "{count} publication", "{count} publications", len(of.sources)
                ),
                publishers=ngettext("{count} publisher", "{count} publishers", len(of.publishers)),
            )
        )
    else:
        named = join(", ".join(map(as_written, of.publishers))) or safe(_("no source"))
    # The markup in a message is ours; what it names is made safe before.
    told = [
        _(
            "<b>{title}</b>: what {publishers} reported for {days}. "
            "<b>These are not all strikes</b>; a toll not reported is not zero.",
            title=as_written(title_of(of)),
            publishers=named,
            days=safe(days),
        ),
    ]
    version = _("Version {version}, {day}.", version=of.version, day=of.updated or _("day unknown"))
    # A laptop's line has room for one of the two, a phone's for none.
    whose, in_full = origins.in_words(origins.of_active(of, "killed"))
    told += [' <span class="sm-version">', safe(whose or version), "</span>"]
    if of.local_only:
        told += [" ", _("For local use: its licence forbids passing it on.")]
    return join(f'<p class="sm-coverage" title="{safe(f"{in_full} {version}")}">', *told, "</p>")


def show_in_view(current: Session) -> None:
    """The number of incidents in view, and the filter in words."""
    st.html(in_view(current))


def in_view(current: Session) -> str:
    """The number of incidents in view and the filter in words, as HTML."""
    words = quoting(filters_in_words(current.link.filters, current.collection))
    return (
        f'<p class="sm-inview"><b data-in-view>{incidents_in_view(current.in_view.count)}</b>'
        f'<span class="sm-stale-able"> · {words}</span></p>'
    )


def show_problems(problems: dict[str, tuple[Problem, ...]]) -> None:
    """What is wrong with the collections that could not be opened: file, row, column, cure."""
    for name, found in problems.items():
        with st.expander(
            ngettext(
                "The collection {name} has {count} problem",
                "The collection {name} has {count} problems",
                len(found),
                name=safe_label(name, limit=80),
            ),
            expanded=False,
        ):
            rows = "".join(
                f"<tr><td>{safe(p.file)}</td><td class='sm-n'>{p.row}</td><td>{safe(p.column)}</td>"
                f"<td>{safe(p.rule)}</td><td>{safe_words(p.message, limit=400)}</td></tr>"
                for p in found[:200]
            )
            heads = (_("File"), _("Row"), _("Column"), _("Rule"), _("What is wrong"))
            st.html(
                '<div class="sm-scroll"><table class="sm-table"><tr>'
                f"{''.join(f'<th>{safe(head)}</th>' for head in heads)}</tr>{rows}</table></div>"
            )
            if more := max(len(found) - 200, 0):
                st.text(ngettext("and {count} more", "and {count} more", more))
