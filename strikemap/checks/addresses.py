"""
Whether the addresses of sources answer, and where an archive has their pages.

Asked for by name only: it uses the network.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from http.client import HTTPException
from typing import NamedTuple
from urllib.error import HTTPError, URLError
from urllib.parse import urlencode
from urllib.request import Request, urlopen

from strikemap.languages import sentence
from strikemap.model import Collection, Problem

SECONDS = 15
AT_ONCE = 4
AVAILABLE = "https://archive.org/wayback/available"
"""Names the copy nearest to a day, as JSON (“Wayback Availability JSON API”, archive.org)."""
_COPY = re.compile(r"https?://(web\.archive\.org/web/((\d{4})(\d\d)(\d\d)\d{6})/\S+)", re.ASCII)
_MOST = 1 << 16
_NO_ANSWER = (ValueError, LookupError, AttributeError, TypeError)
"""What JSON of another form than the documented one ends in."""
_AGENT = {"User-Agent": "strikemap-check (source addresses, on request)"}


def try_addresses(collection: Collection) -> Iterator[Problem]:
    """A problem for each source whose address does not answer with a page, in the file's order."""
    sources = collection.sources
    urls = sources["url"].astype(str).tolist()
    with ThreadPoolExecutor(AT_ONCE) as pool:
        for row, (url, fault) in enumerate(zip(urls, pool.map(_fault, urls), strict=True)):
            if fault:
                told = sentence(
                    "{address} does not answer: {fault}; correct it or add an archived copy",
                    address=url[:200],
                    fault=fault,
                )
                yield Problem("sources.csv", row + 2, "url", "address-answers", told)


def _fault(url: str) -> str:
    if not url.startswith(("http://", "https://")):
        return ""
    try:
        # The scheme is checked above, so no local file can be named.
        with urlopen(Request(url, headers=_AGENT), timeout=SECONDS):  # noqa: S310
            return ""
    except HTTPError as error:
        return f"status {error.code}"
    except (URLError, HTTPException, OSError, ValueError) as error:
        return str(getattr(error, "reason", error))[:120]


class Copy(NamedTuple):
    """What an archive has of a source's page; without an address it has none, or did not say."""

    source_id: str
    url: str
    archived_url: str
    copied_on: str
    days_apart: int | str
    answer: str


def find_copies(collection: Collection, service: str = AVAILABLE) -> Iterator[Copy]:
    """
    For each source without a copy that somebody looked at, the one nearest to its publication.

    *service* answers as `AVAILABLE` does.  That a copy is there does not say that it shows the
    page: it goes into `archived_url` once somebody has looked at it.
    """
    sources = collection.sources
    wanted = sources[(sources["archived_url"].astype(str) == "").to_numpy()]
    rows = [
        (source_id, url, day.date())
        for source_id, url, day in zip(
            wanted["source_id"].astype(str), wanted["url"].astype(str), wanted["published"],
            strict=True,
        )
        if url.startswith(("http://", "https://"))
    ]  # fmt: skip
    with ThreadPoolExecutor(AT_ONCE) as pool:
        yield from pool.map(lambda row: _copy(service, *row), rows)


def copies_as_csv(collections: Iterable[tuple[str, Collection]], service: str = AVAILABLE) -> bytes:
    """What `find_copies` finds for each named collection, as a table for a curator."""
    text = io.StringIO()
    table = csv.writer(text, lineterminator="\n")
    table.writerow(("collection", *Copy._fields))
    for name, each in collections:
        table.writerows((name, *copy) for copy in find_copies(each, service))
    return text.getvalue().encode()


def _copy(service: str, source_id: str, url: str, day: date) -> Copy:
    asked = f"{service}?{urlencode({'url': url, 'timestamp': f'{day:%Y%m%d}'})}"
    try:
        # The service is the caller's; the address of the source is only named to it.
        with urlopen(Request(asked, headers=_AGENT), timeout=SECONDS) as reply:  # noqa: S310
            told = json.loads(reply.read(_MOST))
        nearest = told["archived_snapshots"].get("closest") or {}
        found = _COPY.fullmatch(str(nearest.get("url", "")))
        if not found or str(nearest.get("status")) != "200":
            return Copy(source_id, url, "", "", "", "no copy")
        copied = date(*map(int, found.groups()[2:]))
    except (URLError, HTTPException, OSError, *_NO_ANSWER) as error:
        return Copy(source_id, url, "", "", "", str(getattr(error, "reason", error))[:120])
    apart = abs((copied - day).days)
    return Copy(source_id, url, f"https://{found[1]}", f"{copied}", apart, "")
