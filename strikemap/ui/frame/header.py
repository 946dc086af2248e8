"""The top of every page: title, pages, coverage, notices, and what is in view in words."""

from __future__ import annotations

from typing import Any

import streamlit as st

from strikemap import dates
from strikemap.cache import cached
from strikemap.filters.in_words import filters_in_words
from strikemap.languages import LANGUAGES, language
from strikemap.markup import join, safe, safe_label
from strikemap.model import Collection, Problem
from strikemap.ui.frame.version_bar import show_version_bar
from strikemap.ui.session.pages import LINKED, PAGES, PageEntry
from strikemap.ui.session.state import Session


def show_header(current: Session) -> None:
    """Title, links to the pages (each carrying the present view), coverage and notices."""
    query = current.query()
    bar = st.container(horizontal=True, vertical_alignment="center", gap="small", key="header")
    bar.html(
        '<h1 class="sm-title">Strikemap <small>Reported strikes on Russian territory</small></h1>',
        width="content",
    )
    for page in (page for page in PAGES if page.is_main):
        bar.page_link(
            page.path,
            label=page.title,
            query_params=_carried(current, page, query),
            width="content",
        )
    with bar.popover("More", width="content"):
        # Where there is no room for them in the bar, the main pages are here.
        with st.container(key="menu-main"):
            _show_links(current, [page for page in LINKED if page.is_main], query)
        _show_links(current, [page for page in LINKED if not page.is_main], query)
    with bar.popover(LANGUAGES[language()], width="content", key="language-of-page"):
        _show_languages(current, query)
    st.html(coverage(current))
    show_version_bar(current)
    if current.notices:
        lines = "".join(f"<li>{safe(each)}</li>" for each in current.notices)
        st.html(f'<div class="sm-notice" role="status"><ul>{lines}</ul></div>')


def _show_languages(current: Session, query: dict[str, list[str]]) -> None:
    """A link to this very view in each language, by the language's own name."""
    here = next(page for page in PAGES if page.address == current.page)
    for code, name in LANGUAGES.items():
        st.page_link(here.path, label=name, query_params={**query, "lang": [code]})


def _show_links(current: Session, pages: list[PageEntry], query: dict[str, list[str]]) -> None:
    for page in pages:
        carried = _carried(current, page, query)
        st.page_link(page.path, label=page.title, query_params=carried)


def _carried(current: Session, page: PageEntry, query: dict[str, list[str]]) -> Any:
    """The filters go along; what was chosen on one page does not follow to the next."""
    kept = {key: list(values) for key, values in query.items() if key not in ("view", "incident")}
    if not page.address and current.page and current.link.view:
        kept["view"] = [str(current.link.view)]
    return kept


def coverage(current: Session) -> str:
    """A line of HTML: which days and sources, up to when, and that these are not all strikes."""
    return _coverage(current.collection)


@cached
def _coverage(of: Collection) -> str:
    days = dates.in_words(dates.day(of.coverage_from), dates.day(of.coverage_to))
    if len(of.publishers) > 4:
        named = f"{len(of.sources):,} publications by {len(of.publishers):,} publishers"
    else:
        named = ", ".join(of.publishers) or "no source"
    return join(
        '<p class="sm-coverage"><b>',
        safe(of.title),
        "</b>: what ",
        safe(named),
        " reported for ",
        safe(days),
        ". <b>These are not all strikes</b>; a toll not reported is not zero.",
        ' <span class="sm-version">Version ',
        safe(of.version),
        ", ",
        safe(of.updated or "day unknown"),
        ".</span>",
        " For local use: its licence forbids passing it on." if of.local_only else "",
        "</p>",
    )


def show_in_view(current: Session) -> None:
    """The number of incidents in view, and the filter in words."""
    st.html(in_view(current))


def in_view(current: Session) -> str:
    """The number of incidents in view and the filter in words, as HTML."""
    count = len(current.rows)
    noun = "incident" if count == 1 else "incidents"
    words = safe(filters_in_words(current.link.filters, current.collection))
    return (
        f'<p class="sm-inview"><b data-in-view>{count:,} {noun} in view</b>'
        f'<span class="sm-stale-able"> · {words}</span></p>'
    )


def show_problems(problems: dict[str, tuple[Problem, ...]]) -> None:
    """What is wrong with the collections that could not be opened: file, row, column, cure."""
    for name, found in problems.items():
        with st.expander(
            f"The collection {safe_label(name, limit=80)} has {len(found):,} problem{'' if len(found) == 1 else 's'}",
            expanded=False,
        ):
            rows = "".join(
                f"<tr><td>{safe(p.file)}</td><td class='sm-n'>{p.row}</td><td>{safe(p.column)}</td>"
                f"<td>{safe(p.rule)}</td><td>{safe(p.message, limit=400)}</td></tr>"
                for p in found[:200]
            )
            st.html(
                '<div class="sm-scroll"><table class="sm-table"><tr><th>File</th><th>Row</th>'
                f"<th>Column</th><th>Rule</th><th>What is wrong</th></tr>{rows}</table></div>"
            )
            if len(found) > 200:
                st.text(f"and {len(found) - 200:,} more")
