"""Whether the addresses of sources answer.  Asked for by name only: it uses the network."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPException
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen

from strikemap.languages import sentence
from strikemap.model import Collection, Problem

SECONDS = 15
AT_ONCE = 4
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
        with urlopen(Request(url, headers=_AGENT), timeout=SECONDS) as reply:  # noqa: S310
            return "" if reply.status < 400 else f"status {reply.status}"
    except HTTPError as error:
        return f"status {error.code}"
    except (URLError, HTTPException, OSError, ValueError) as error:
        return str(getattr(error, "reason", error))[:120]
