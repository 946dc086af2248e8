"""The server: the app with its previews, data, feeds and headers around it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import streamlit as st
from streamlit import file_util

from strikemap.host.leaflet import bring_files
from strikemap.host.log import write_no_values
from strikemap.host.served import ROUTES
from strikemap.host.settings import refuse_wrong_settings
from strikemap.ui.session.handshakes import is_own_name, look_nothing_up
from strikemap.ui.session.own_browser import open_page
from strikemap.ui.session.page_requests import hear_pages_alone
from strikemap.web.health import begin_reading
from strikemap.web.incoming import bound_what_comes
from strikemap.web.pages import Shell
from strikemap.web.serving import middleware, routes

refuse_wrong_settings()
HERE = Path(__file__).parent
STREAMLIT = Path(file_util.get_static_dir())
SHELL = Shell.read(STREAMLIT / "index.html")


@asynccontextmanager
async def serving(_: st.App) -> AsyncIterator[None]:
    """While the server runs: its collections are read at once, and its page is opened."""
    write_no_values()
    look_nothing_up()
    bound_what_comes()
    hear_pages_alone()
    bring_files()  # before their version is asked for; what keeps them away each page says
    ROUTES.set()
    begin_reading()
    opening = asyncio.create_task(open_page())
    try:
        yield
    finally:
        opening.cancel()


app = st.App(
    HERE / "app.py",
    routes=routes(SHELL),
    middleware=middleware(SHELL, STREAMLIT, HERE / "static", is_own_name),
    lifespan=serving,
)
