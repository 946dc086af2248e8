"""The server: the app with its previews, data, feeds and headers around it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import streamlit as st
from streamlit import cli_util, config, file_util
from streamlit.web.server import server_util

from strikemap.host.served import ROUTES
from strikemap.web.health import begin_reading
from strikemap.web.pages import Shell
from strikemap.web.serving import middleware, routes

HERE = Path(__file__).parent
STREAMLIT = Path(file_util.get_static_dir())
SHELL = Shell.read(STREAMLIT / "index.html")


@asynccontextmanager
async def serving(_: st.App) -> AsyncIterator[None]:
    """While the server runs: its collections are read at once, and its page is opened."""
    ROUTES.set()
    begin_reading()
    opening = asyncio.create_task(open_page())
    try:
        yield
    finally:
        opening.cancel()


async def open_page() -> None:
    """Open the page in a browser once it answers, unless the host has no screen."""
    if config.get_option("server.headless"):
        return
    named = config.get_option("server.address") or config.get_option("browser.serverAddress")
    address = server_util.get_display_address(named)
    while True:
        try:
            _, writer = await asyncio.open_connection(address, config.get_option("server.port"))
        except OSError:
            await asyncio.sleep(0.05)
            continue
        writer.close()
        break
    await asyncio.to_thread(cli_util.open_browser, server_util.get_url(address))


app = st.App(
    HERE / "app.py",
    routes=routes(SHELL),
    middleware=middleware(SHELL, STREAMLIT, HERE / "static"),
    lifespan=serving,
)
