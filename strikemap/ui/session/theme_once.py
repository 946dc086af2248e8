"""The colours of a page, worked out once and not for each run."""

from __future__ import annotations

from threading import Lock

from streamlit.config import on_config_parsed
from streamlit.proto.NewSession_pb2 import CustomThemeConfig
from streamlit.runtime import app_session

_INSTALLING = Lock()
_worked_out = app_session._populate_theme_msg
_KEPT: dict[str, CustomThemeConfig] = {}
"""What each section of the settings says."""


def keep_theme() -> None:
    """
    Let each run of a page say its colours without looking through all settings for them.

    Streamlit (1.67) does so six times for each run, an eighth of the processor time of a change of
    days.  Settings that are read anew are worked out anew.
    """
    with _INSTALLING:
        if app_session._populate_theme_msg is not _say:
            on_config_parsed(_KEPT.clear, force_connect=True)
            app_session._populate_theme_msg = _say


def _say(msg: CustomThemeConfig, section: str = "theme") -> None:
    kept = _KEPT.get(section)
    if kept is None:
        kept = CustomThemeConfig()
        _worked_out(kept, section)
        _KEPT[section] = kept
    # A section that says nothing is left out, as Streamlit does: an empty one would count as a theme.
    if kept.ListFields():
        msg.MergeFrom(kept)
