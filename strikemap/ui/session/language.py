"""The language of a reader's session: as the URL names it, else as his browser prefers."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import streamlit as st

from strikemap.languages import DEFAULT, LANGUAGES, ask_where_unset, language, preferred, speak
from strikemap.links import Link
from strikemap.ui.session.run_context import number_of_run, session_that_runs

_KEY = "language"
_SCRIPT = """
let last = 0;
export default function ({ data: { language, run } }) {
  if (run < last) return;
  last = run;
  document.documentElement.lang = language;
}
"""


def take_language() -> None:
    """Speak in this run as the URL's `lang` says, or as the browser's own language."""
    named = st.query_params.get_all("lang")
    code = named[-1] if named and named[-1] in LANGUAGES else of_browser()
    st.session_state[_KEY] = code
    speak(code)
    ask_where_unset(_of_session)


def in_language(**query: list[str]) -> dict[str, list[str]]:
    """*query* with the language that the address names: it goes along to every page."""
    named = [each for each in st.query_params.get_all("lang") if each in LANGUAGES][-1:]
    return {**query, **({"lang": named} if named else {})}


def link_of_file(link: Link) -> Link:
    """
    *link* as a file or pasted code of the view has it: a file is in the language of its link.

    Where the address names none, the reader sees his browser's, and his file is to be the same.
    """
    if link.language or language() == DEFAULT:
        return link
    return replace(link, language=language())


def of_browser() -> str:
    """The language that the reader's browser prefers among ours."""
    # What its page says comes first: of a language chosen for one page alone the connection's
    # header does not tell.
    told = (st.context.locale, st.context.headers.get("Accept-Language"))
    return preferred(",".join(filter(None, told)))


def tell_browser() -> None:
    """Let the page's HTML say in which language it is, for screen readers and hyphens."""
    with st.container(key="page-language"):
        data = {"language": language(), "run": number_of_run()}
        _component()(key="page language", data=data)


def _of_session() -> str:
    # Without a run this asks for a session that is not there, and Streamlit warns of it.
    if not session_that_runs():
        return DEFAULT
    # A run's thread is one session's: what it says once is good until a page's run says it anew.
    # A change of days asks some four hundred times, which was a quarter of its work.
    speak(str(st.session_state.get(_KEY, DEFAULT)))
    return language()


@st.cache_resource
def _component() -> Any:
    return st.components.v2.component("strikemap_page_language", html="<span></span>", js=_SCRIPT)
