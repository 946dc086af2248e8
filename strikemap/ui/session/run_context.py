"""Which session the code that runs belongs to, and whether Back or Forward asked for the run."""

from __future__ import annotations

from streamlit.runtime.scriptrunner import get_script_run_ctx


def session_that_runs() -> str:
    """The id of the session for which this thread runs now, or "" where it runs for none."""
    context = get_script_run_ctx(suppress_warning=True)
    return context.session_id if context else ""


def follows_history() -> bool:
    """Whether the reader's Back or Forward asked for this run."""
    context = get_script_run_ctx(suppress_warning=True)
    return bool(context and context.is_history_navigation)
