"""What a reader brought goes with the session, whoever still holds that."""

from __future__ import annotations

import gc
import weakref
from types import SimpleNamespace
from typing import Any, cast

import pytest
from streamlit.runtime import Runtime
from streamlit.runtime.media_file_manager import MediaFileManager
from streamlit.runtime.media_file_storage import MediaFileKind
from streamlit.runtime.memory_media_file_storage import MemoryMediaFileStorage
from streamlit.runtime.state import SessionState

from strikemap.ui.session import housekeeping


class Brought:
    """What stands for a file and all that was made of it."""


class Host:
    """As much of Streamlit's server as ends sessions."""

    def __init__(self, sessions: list[Any]) -> None:
        self.sessions = sessions
        self._session_mgr = self

    def list_sessions(self) -> list[Any]:
        return [SimpleNamespace(session=each) for each in self.sessions]

    def is_active_session(self, _: str) -> bool:
        return False

    def close_session(self, name: str) -> None:
        self.sessions = [each for each in self.sessions if each.id != name]


def test_files_made_for_download_are_counted() -> None:
    """What readers may still fetch is counted as long as it is there."""
    store = MemoryMediaFileStorage("/media")
    server = SimpleNamespace(media_file_mgr=MediaFileManager(store))
    house = housekeeping._House(cast(Runtime, server))
    assert house.made_for_download() == 0
    made = store.load_and_get_id(bytes(1_000), "text/csv", MediaFileKind.DOWNLOADABLE, "a.csv")
    assert house.made_for_download() == 1_000
    store.delete_file(made)
    assert house.made_for_download() == 0


def test_an_ended_session_holds_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Streamlit's loop may hold a session that was left: it is empty once its script has ended."""
    brought = Brought()
    held, left = weakref.ref(brought), SessionState()
    left["file"] = brought
    script = object()
    session = SimpleNamespace(id="left", _scriptrunner=script, _session_state=left)
    house = housekeeping._House(cast(Runtime, Host([session])))
    del brought, left
    monkeypatch.setattr(housekeeping, "GRACE", -1.0)
    house._end_sessions()
    house._end_sessions()
    gc.collect()
    assert held() is not None
    session._scriptrunner = None
    house._end_sessions()
    gc.collect()
    assert held() is None


def test_rounds_go_on_whatever_one_of_them_meets(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each asks the event loop to end sessions and tidies up; a fault is written down once."""
    asked: list[Any] = []
    faults: list[str] = []
    loop = SimpleNamespace(call_soon_threadsafe=asked.append)
    server = SimpleNamespace(_get_async_objs=lambda: SimpleNamespace(eventloop=loop))
    house = housekeeping._House(cast(Runtime, server))

    class Over(BaseException):
        """The server stops."""

    def sleep(seconds: float) -> None:
        assert seconds == housekeeping.EVERY
        if len(asked) == 3:
            raise Over

    def tidy() -> None:
        if len(asked) == 1:
            raise ValueError("a fault")

    monkeypatch.setattr(housekeeping.time, "sleep", sleep)
    monkeypatch.setattr(house, "_tidy", tidy)
    monkeypatch.setattr(housekeeping, "write_fault", lambda told, fault: faults.append(str(fault)))
    with pytest.raises(Over):
        house.go_the_rounds()
    assert asked == [house._end_sessions] * 3 and faults == ["a fault"]
