"""Pictures of many views over HTTP, each drawn for the first time."""

from __future__ import annotations

import time
from itertools import product
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import urlopen

import pandas as pd

from bench import server as serving

PICTURES = 38
"""A host draws forty in a row before it asks for patience; one is for warming up."""
KINDS = 4


def queries(folder: Path) -> list[str]:
    """Different queries: the whole, and the commonest weapons in the regions with most."""
    of = pd.read_csv(folder / "incidents.csv", usecols=["region", "weapon"])
    weapons = of["weapon"].value_counts().index[: KINDS - 1]
    regions = of["region"].value_counts().index[: PICTURES // KINDS]
    pairs = product(("", *regions), ("", *weapons))
    asked = ({"region": region, "weapon": weapon} for region, weapon in pairs)
    found = [urlencode({key: value for key, value in each.items() if value}) for each in asked]
    return found[:PICTURES]


def drawn(folder: Path) -> tuple[list[float], float]:
    """
    Milliseconds from the request of each picture to its last byte, one after another; and those of
    processor time for each.
    """
    took = []
    with serving.running(serving.OURS, folder) as server:
        _until_ready(server.url)
        # What all pictures of the collection share is made with the first.
        _fetched(f"{server.url}/api/v1/picture.png?territory=russia")
        asked = queries(folder)
        before = server.cpu_seconds
        for query in asked:
            began = time.perf_counter()
            _fetched(f"{server.url}/api/v1/picture.png?{query}")
            took.append((time.perf_counter() - began) * 1000)
        return took, (server.cpu_seconds - before) * 1000 / len(asked)


def _until_ready(url: str) -> None:
    until = time.monotonic() + serving.PATIENCE
    while True:
        try:
            with urlopen(f"{url}/healthz", timeout=serving.PATIENCE):
                return
        except HTTPError:
            if time.monotonic() > until:
                raise
            # A host that reads its collections says so, and is asked again.
            time.sleep(0.1)


def _fetched(address: str) -> None:
    with urlopen(address, timeout=serving.PATIENCE) as answer:
        if not answer.read().startswith(b"\x89PNG"):
            raise RuntimeError(f"{address} is no picture")
