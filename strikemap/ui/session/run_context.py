"""Which session the code that runs belongs to."""

from __future__ import annotations

from streamlit.runtime.scriptrunner import get_script_run_ctx


def session_that_runs() -> str:
    """The id of the session for which this thread runs now, or "" where it runs for none."""
    context = get_script_run_ctx(suppress_warning=True)
    return context.session_id if context else ""
