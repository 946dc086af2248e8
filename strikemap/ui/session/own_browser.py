"""The reader's own browser, opened at the page: Streamlit opens none for a server of one's own."""

from __future__ import annotations

import asyncio

from streamlit import cli_util, config
from streamlit.web.server import server_util


async def open_page() -> None:
    """Open the page in a browser once it answers, unless the host has no screen."""
    if config.get_option("server.headless"):
        return
    named = config.get_option("server.address") or config.get_option("browser.serverAddress")
    address = server_util.get_display_address(named)
    while True:
        try:
            _, writer = await asyncio.open_connection(address, config.get_option("server.port"))
            break
        except OSError:
            await asyncio.sleep(0.05)
    writer.close()
    await asyncio.to_thread(cli_util.open_browser, server_util.get_url(address))
