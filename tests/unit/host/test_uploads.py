"""A reader's file on a host with little memory: refused in words where it outgrows the room."""

from __future__ import annotations

import gc
import gzip
import io
import json

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from strikemap.host import uploads
from strikemap.host.memory_budget import Budget
from strikemap.importers import ImportOptions, ImportProblem

COUNT = 8_000
DAYS = [f"2023-05-{1 + n % 28:02}" for n in range(COUNT)]
NORTH = [f"50.6{n:05}" for n in range(COUNT)]
CSV = "\n".join(
    ["date,lat,lon", *(f"{d},{n},36.6" for d, n in zip(DAYS, NORTH, strict=True)), ""]
).encode()
RECORDS = [{"date": d, "lat": n, "lon": "36.6"} for d, n in zip(DAYS, NORTH, strict=True)]


def of_parquet() -> bytes:
    out = io.BytesIO()
    pq.write_table(pa.table({"date": DAYS, "lat": NORTH, "lon": ["36.6"] * COUNT}), out)
    return out.getvalue()


FILES = {
    "csv": CSV,
    "gzip": gzip.compress(CSV, mtime=0),
    "json": json.dumps(RECORDS).encode(),
    "parquet": of_parquet(),
}


@pytest.mark.by_day(1, "the room is taken by one code for every form")
@pytest.mark.parametrize("form", FILES)
def test_room_grows_with_what_is_made(form: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """
    Small rows of which much is made find room at first, are refused where they outgrow it, and
    give all of it back; where there is room they are read, and hold their tables' alone.
    """
    contents = FILES[form]
    assert len(contents) < 2**21

    def read_within(megabytes: int) -> tuple[uploads.Read, Budget]:
        budget = Budget(megabytes * 2**20)
        monkeypatch.setattr(uploads, "BUDGET", budget)
        found = uploads.recognised(contents, "a", _untold)
        return uploads.read(contents, "a", found.form, ImportOptions(), (), _untold), budget

    with pytest.raises(ImportProblem, match="this host has no room for it now"):
        read_within(12)
    assert uploads.BUDGET.taken == 0
    made, budget = read_within(200)
    assert made.collection is not None
    assert uploads.weight(made.collection) <= budget.taken < 20 * 2**20
    del made
    gc.collect()
    assert budget.taken == 0


def _untold(done: float, what: str) -> None:
    """Nobody looks on."""
