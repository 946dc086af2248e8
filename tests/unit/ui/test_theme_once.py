"""A page's colours are said as Streamlit says them, worked out once."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from streamlit import config
from streamlit.proto.NewSession_pb2 import NewSession
from streamlit.runtime import app_session

from strikemap.ui.session import theme_once

PARTS = ("", "light", "dark", "sidebar", "light.sidebar", "dark.sidebar")
"""Of the theme, as a run says them."""


@pytest.fixture
def settings() -> Iterator[None]:
    """Settings of a page with some colours, of which nothing is kept afterwards."""
    config.get_config_options()
    theme_once.keep_theme()
    theme_once._KEPT.clear()
    before = {name: config.get_option(name) for name in ("theme.dark.textColor", "theme.base")}
    config.set_option("theme.dark.textColor", "#123456")
    config.set_option("theme.base", "dark")
    yield
    for name, value in before.items():
        config.set_option(name, value)
    theme_once._KEPT.clear()


def said(made_by: object) -> NewSession:
    """What a run's first message says of the theme, each part by *made_by*."""
    assert callable(made_by)
    message = NewSession()
    for part in PARTS:
        of = message.custom_theme
        for name in filter(None, part.split(".")):
            of = getattr(of, name)
        made_by(of, ".".join(filter(None, ("theme", part))))
    return message


@pytest.mark.usefixtures("settings")
def test_it_is_said_as_streamlit_says_it() -> None:
    """Each run's message is the one of Streamlit's own making, the second one too."""
    own = said(theme_once._worked_out)
    assert own.custom_theme.dark.text_color == "#123456"
    assert not own.custom_theme.HasField("sidebar")
    for _turn in range(2):
        assert said(app_session._populate_theme_msg) == own


@pytest.mark.usefixtures("settings")
def test_settings_read_anew_are_said() -> None:
    """What was kept of settings ends when they are read anew."""
    said(app_session._populate_theme_msg)
    assert theme_once._KEPT
    config._on_config_parsed.send()
    assert not theme_once._KEPT
