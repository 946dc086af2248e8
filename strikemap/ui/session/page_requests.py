"""What a page may ask of the server by its connection: runs, files and rows, and few at once."""

from __future__ import annotations

from threading import Lock
from typing import Any

from streamlit import runtime

MOST_FILES = 20
"""Addresses for files that are asked for at once; no page here takes more than one file."""
MOST_WIDGETS = 5_000
"""Widgets whose values come with a request for a run; a page has a few dozen."""
MOST_KEPT = 20_000
"""Messages that a page says it has kept from earlier runs, by a hash each."""
LONGEST_ID = 100
"""Letters of what a page calls a request; the server writes it down where it refuses one."""
_INSTALLING = Lock()
_handle = runtime.app_session.AppSession.handle_backmsg


def hear_pages_alone() -> None:
    """
    Let a session pass over whatever no page of this host asks for, and what asks for too much.

    Of any session Streamlit (1.67) takes messages too that only its developers' menus send: to
    tell the keeper's repository, branch and changed files, to empty the caches of all readers, to
    write files beside the app, where the server runs on a desktop.  And it makes an address for
    each file that it is told of: of 1.4 million in one message of 4 MB all others waited for 40 s.
    """
    with _INSTALLING:
        runtime.app_session.AppSession.handle_backmsg = _heard  # type: ignore[assignment,method-assign]


def _heard(session: runtime.app_session.AppSession, message: Any) -> None:
    if _is_a_pages(message):
        _handle(session, message)


def _is_a_pages(message: Any) -> bool:
    """Whether a page of this host would send *message*, a `BackMsg`."""
    kind = message.WhichOneof("type")
    asked: Any = getattr(message, kind) if kind else None
    match kind:
        case "rerun_script":
            return (
                len(asked.widget_states.widgets) <= MOST_WIDGETS
                and len(asked.cached_message_hashes) <= MOST_KEPT
            )
        case "file_urls_request":
            return len(asked.file_names) <= MOST_FILES
        case "backend_operation_request":
            name = asked.request_id
            is_for_reading = asked.WhichOneof("payload") in ("deferred_file", "dataframe_chunk")
            return is_for_reading and len(name) <= LONGEST_ID and name.isprintable()
        case _:
            return kind in ("stop_script", "app_heartbeat")
