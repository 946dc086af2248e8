"""What a client that is no page says by its connection: nobody else waits, nothing is told."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Subprotocol

from strikemap.ui.session.page_requests import MOST_FILES
from strikemap.web.incoming import LARGEST
from tests.browser.server import Server

PATIENCE = 60.0
WORD = "a-private-word"


@contextmanager
def page(server: Server) -> Iterator[tuple[ClientConnection, str]]:
    """A connection whose first run is over, and its session."""
    address = f"{server.url.replace('http', 'ws')}/_stcore/stream"
    protocols = [Subprotocol("streamlit")]
    with connect(address, subprotocols=protocols, max_size=None, proxy=None) as connection:
        session = ""
        ask = BackMsg()
        ask.rerun_script.SetInParent()
        connection.send(ask.SerializeToString())
        while (heard := answer(connection)).WhichOneof("type") != "script_finished":
            session = heard.new_session.initialize.session_id or session
        yield connection, session


def answer(connection: ClientConnection) -> Any:
    """The next message of the server."""
    heard = ForwardMsg()
    heard.ParseFromString(bytes(connection.recv(PATIENCE, decode=False)))
    return heard


def files(session: str, count: int) -> bytes:
    """A request for addresses for so many files."""
    ask = BackMsg()
    ask.file_urls_request.request_id = str(count)
    ask.file_urls_request.session_id = session
    ask.file_urls_request.file_names.extend(["x"] * count)
    return ask.SerializeToString()


def test_no_message_asks_for_too_much(server: Server) -> None:
    """
    A message that asks for addresses for 300,000 files is passed over, and so is what asks about
    the host; what a page asks for is answered.
    """
    with page(server) as (connection, session):
        many = files(session, 300_000)
        assert len(many) < LARGEST
        about = BackMsg()
        about.load_git_info = True
        for each in (many, about.SerializeToString(), files(session, MOST_FILES)):
            connection.send(each)
        kinds = []
        while not kinds or kinds[-1] != "file_urls_response":
            heard = answer(connection)
            kinds.append(heard.WhichOneof("type"))
        assert heard.file_urls_response.response_id == str(MOST_FILES)
        assert len(heard.file_urls_response.file_urls) == MOST_FILES
        assert "git_info_changed" not in kinds


def test_a_fault_of_a_page_is_written_without_its_words(server: Server) -> None:
    """A widget that no page has makes a run fail; the log says of what kind, and not which one."""
    before = server.log.stat().st_size
    with page(server) as (connection, _session):
        ask = BackMsg()
        widget = ask.rerun_script.widget_states.widgets.add()
        widget.id, widget.string_value = WORD, WORD
        connection.send(ask.SerializeToString())
        while answer(connection).WhichOneof("type") != "script_finished":
            pass
    written = server.log.read_text()[before:]
    assert "KeyError" in written and WORD not in written
