"""Whose run it is, which of them, and whether Back or Forward asked for it."""

from __future__ import annotations

import time

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

_RUN = "number of the run"


def session_that_runs() -> str:
    """The id of the session for which this thread runs now, or "" where it runs for none."""
    context = get_script_run_ctx(suppress_warning=True)
    return context.session_id if context else ""


def follows_history() -> bool:
    """Whether the reader's Back or Forward asked for this run."""
    context = get_script_run_ctx(suppress_warning=True)
    return bool(context and context.is_history_navigation)


def number_of_run() -> int:
    """
    A number that is greater in each later run of a session, also of a server started anew.

    Streamlit (1.67) may call a component's script with what an earlier run said after it has
    called it with what the last one says: the script passes over a lower number than it has had.
    """
    number = max(time.time_ns() // 1_000_000, int(st.session_state.get(_RUN, 0)) + 1)
    st.session_state[_RUN] = number
    return number
