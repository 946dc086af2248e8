"""What a session takes from its page, and what it passes over."""

from __future__ import annotations

from typing import Any
from unittest.mock import Mock

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.runtime.app_session import AppSession

from strikemap.ui.session import page_requests
from strikemap.ui.session.page_requests import (
    LONGEST_ID,
    MOST_FILES,
    MOST_KEPT,
    MOST_WIDGETS,
    hear_pages_alone,
)

FOR_PAGES = {"rerun_script", "stop_script", "file_urls_request", "app_heartbeat"}
SIZED = (
    ("rerun_script.widget_states.widgets", MOST_WIDGETS),
    ("rerun_script.cached_message_hashes", MOST_KEPT),
    ("file_urls_request.file_names", MOST_FILES),
)


@pytest.fixture
def taken(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """The messages that a session has taken."""
    taken: list[Any] = []
    monkeypatch.setattr(page_requests, "_handle", lambda _session, message: taken.append(message))
    monkeypatch.setattr(AppSession, "handle_backmsg", AppSession.handle_backmsg)
    hear_pages_alone()
    return taken


def told(message: Any) -> None:
    AppSession.handle_backmsg(Mock(spec=AppSession), message)


def test_only_what_a_page_says_is_taken(taken: list[Any]) -> None:
    """Of all kinds of message that Streamlit knows, those of its developers' menus are not."""
    for kind in (each.name for each in BackMsg.DESCRIPTOR.oneofs_by_name["type"].fields):
        message = BackMsg()
        if message.DESCRIPTOR.fields_by_name[kind].message_type:
            getattr(message, kind).SetInParent()
        else:
            setattr(message, kind, True)
        told(message)
    told(BackMsg())
    assert {each.WhichOneof("type") for each in taken} == FOR_PAGES


def test_of_operations_only_reading(taken: list[Any]) -> None:
    """A page may ask for a file or for rows of a table; nothing is written on the host for it."""
    of = BackMsg().backend_operation_request
    payloads = [each.name for each in of.DESCRIPTOR.oneofs_by_name["payload"].fields]
    for payload in payloads:
        message = BackMsg()
        getattr(message.backend_operation_request, payload).SetInParent()
        told(message)
    found = {each.backend_operation_request.WhichOneof("payload") for each in taken}
    assert found == {"deferred_file", "dataframe_chunk"} < set(payloads)


@pytest.mark.parametrize(("path", "most"), SIZED)
def test_of_each_list_no_more_than_a_page_sends(taken: list[Any], path: str, most: int) -> None:
    """A list at its bound is taken, one that is longer by one is not."""
    for count in (most, most + 1):
        message = of = BackMsg()
        for name in path.split("."):
            of = getattr(of, name)
        for _ in range(count):
            of.append("a") if isinstance(
                of, type(BackMsg().file_urls_request.file_names)
            ) else of.add()
        told(message)
    (of,) = taken
    for name in path.split("."):
        of = getattr(of, name)
    assert len(of) == most


@pytest.mark.parametrize("name", ["a" * (LONGEST_ID + 1), "a\nb", "\x1b[31m", "\u202e"])
def test_no_request_writes_into_the_log(taken: list[Any], name: str) -> None:
    """What would be a line of its own in the log, or a page of it, is no name of a request."""
    for each in ("2f1c-a", name):
        message = BackMsg()
        message.backend_operation_request.request_id = each
        message.backend_operation_request.deferred_file.file_id = "x"
        told(message)
    assert [each.backend_operation_request.request_id for each in taken] == ["2f1c-a"]
