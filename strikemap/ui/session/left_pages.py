"""What a page still reports while the reader is already going to another one."""

from __future__ import annotations

from contextlib import nullcontext
from dataclasses import replace
from threading import Lock
from weakref import WeakKeyDictionary

from streamlit.errors import StreamlitAPIException
from streamlit.runtime.fragment import FragmentStorage
from streamlit.runtime.scriptrunner.script_runner import ScriptRunner
from streamlit.runtime.scriptrunner_utils.script_requests import (
    RerunData,
    ScriptRequests,
    ScriptRequestType,
)

from strikemap.host.map_first import map_of_page
from strikemap.ui.session.days_at_rest import ALL_OF_IT, MOVING_PART, last_word

_INSTALLING = Lock()
_ask, _run = ScriptRequests._request_rerun_locked, ScriptRunner._run_script


def keep_to_the_page_asked_for() -> None:
    """
    Let no report of a page that is being left bring it back, or empty the one that follows.

    A link is followed, and in the same moment the map or the timeline reports what it shows.
    That report, of a fragment, still names the page being left (Streamlit 1.67):

    - if it comes before the run that the link asked for has begun, Streamlit makes one run of
      both, of the page that the later one names, and forgets that the reader went back;
    - if it comes later, its fragment is passed over, but the browser is told of a run of the page
      that was left, and takes away all that belongs to the one that is there: nothing remains.
    """
    with _INSTALLING:
        # Streamlit has no setting for either.
        ScriptRequests._request_rerun_locked = _request  # type: ignore[assignment,method-assign]
        ScriptRunner._run_script = _run_here  # type: ignore[assignment,method-assign]


def _request(waiting: ScriptRequests, asked: RerunData) -> bool:
    of_all = waiting._rerun_data
    if waiting._state is ScriptRequestType.RERUN and asked.query_string == of_all.query_string:
        # Of two requests from where Back led to, one run is made, and it is still one of Back's.
        has_gone = asked.is_history_navigation or of_all.is_history_navigation
        asked = replace(asked, is_history_navigation=has_gone)
    is_report = bool(asked.fragment_id or asked.fragment_id_queue)
    if waiting._state is ScriptRequestType.RERUN and is_report and not of_all.fragment_id_queue:
        asked = replace(
            asked,
            page_script_hash=of_all.page_script_hash,
            page_name=of_all.page_name,
            query_string=of_all.query_string,
            is_history_navigation=of_all.is_history_navigation,
        )
    return _ask(waiting, asked)


def _run_here(runner: ScriptRunner, asked: RerunData) -> None:
    here = runner._pages_manager.current_page_script_hash
    if asked.fragment_id_queue and here and asked.page_script_hash != here:
        asked = replace(asked, page_script_hash=here)
    parts = _parts(runner._fragment_storage, asked)
    # Where many ask at once each waits for its turn before its run begins, not within it.
    turn = map_of_page() if parts else nullcontext()
    with turn:
        _run(runner, replace(asked, fragment_id_queue=parts or asked.fragment_id_queue))


_HEARD: WeakKeyDictionary[FragmentStorage, int] = WeakKeyDictionary()
"""The number of the timeline's last word, by session."""


def _parts(storage: FragmentStorage, asked: RerunData) -> list[str]:
    """
    The parts of the page with the map that are run; none where it is another page, or run whole.

    By itself Streamlit runs the part alone in which the timeline stands, which is enough while days
    move.  Where they have come to rest it is all that moves with them; to ask for that within the
    run would begin one, end it, and begin a second.
    """
    states = asked.widget_states.widgets if asked.widget_states else ()
    number, is_resting = last_word(each.json_value for each in states)
    before = _HEARD.get(storage, 0)
    _HEARD[storage] = max(number, before)
    if not asked.fragment_id_queue:
        return []
    try:
        moving, all_of_it = map(storage.resolve_target, (MOVING_PART, ALL_OF_IT))
    except StreamlitAPIException:  # a page without the map
        return []
    if asked.fragment_id_queue == moving and is_resting and number > before:
        return all_of_it
    return asked.fragment_id_queue if asked.fragment_id_queue in (moving, all_of_it) else []
