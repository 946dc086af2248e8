"""The view after the server was restarted, or a reader was away for longer than a session is kept."""

from __future__ import annotations

from datetime import timedelta

import streamlit as st

SELDOM = timedelta(days=7)
"""Longer than any visit; the browser's timer takes no more than 24 days."""


@st.fragment(run_every=SELDOM)
def ask_anew_on_return() -> None:
    """
    Make the browser ask for the whole page whenever it is connected again.

    A new server, or a new session of the same one, knows the fragments of no earlier run: what
    a reader does in one is passed over in silence (`ScriptRunner._run_script`).  Of itself the
    browser asks for a run on connecting only where one was going on, or where a fragment runs by
    itself (`handleConnectionStateChanged` in the front end of Streamlit 1.67).  This one does, and
    draws nothing.  The page then comes from its address, as it does for any link.
    """
