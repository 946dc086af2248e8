"""Whole addresses of pages, data and pictures on this host."""

from __future__ import annotations

import re
from dataclasses import replace

from starlette.requests import Request

from strikemap import links
from strikemap.export import FORMS, View
from strikemap.host.public_address import base_url
from strikemap.web.asked import Asked
from strikemap.web.data import ROOT

_HOST = re.compile(r"[A-Za-z0-9.-]{1,253}(?::\d{1,5})?|\[[0-9A-Fa-f:.]{2,45}\](?::\d{1,5})?")


def host_address(request: Request) -> str:
    """The host's address by configuration, else by what was asked; empty where that is no host."""
    named = request.headers.get("host", "")
    asked = f"{request.url.scheme}://{named}" if _HOST.fullmatch(named) else ""
    return base_url() or asked


def page_query(found: Asked) -> str:
    """The query of a page's own address, without defaults and where the map looked."""
    of, is_old = found.collection, found.is_old
    link = replace(
        found.link,
        view=None,
        version=of.version if is_old else "",
        sha256=found.link.sha256 if is_old else "",
    )
    default = found.shelf.default
    return links.encode(links.to_query(link, of, default_collection=default))


def page_address(base: str, address: str, query: str) -> str:
    """The address of a page: `https://strikes.example/incidents?region=RU-BEL`."""
    return f"{base}/{address}" + (f"?{query}" if query else "")


def data_address(base: str, form: str, view: View) -> str:
    """The address of the view in a form of the registry."""
    return f"{base}{ROOT}/{FORMS[form].file}?{view.query}"


def feed_address(base: str, name: str, found: Asked) -> str:
    """
    The address of a feed of the view: without defaults, and without the version, since a feed
    goes on while the data change.
    """
    link = replace(found.link, incident="", compare="")
    query = page_query(replace(found, link=link, is_old=False))
    return f"{base}/{name}.atom" + (f"?{query}" if query else "")
