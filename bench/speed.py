"""What needs no browser: importing the library, checking a collection, reading an ACLED file."""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pandas as pd
import psutil

from bench import synthetic
from bench.server import ROOT

COUNTED = "ACLED"


def import_time(repeats: int = 20) -> float:
    """Median seconds of `import strikemap.filters.query` in a new process, less an empty one's."""
    return _median("import strikemap.filters.query", repeats) - _median("pass", repeats)


def _median(code: str, repeats: int) -> float:
    took = []
    for _ in range(repeats + 1):
        began = time.perf_counter()
        subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True)
        took.append(time.perf_counter() - began)
    return float(np.median(took[1:]))


def check_time(folder: Path) -> tuple[float, float]:
    """Seconds and peak megabytes of `python -m strikemap check` on *folder*."""
    return _weighed([sys.executable, "-m", "strikemap", "check", str(folder)], {0, 1})


def acled_cut(size: int) -> Path:
    """A file of such rows, of as many as *size* bytes hold; written where missing."""
    path = ROOT / "build" / "bench" / f"acled-{size}-bytes.csv"
    if not path.exists():
        whole = acled_file(800_000 if size > 20_000_000 else 100_000).read_bytes()
        path.write_bytes(whole[: whole.rindex(b"\n", 0, size) + 1])
    return path


def acled_file(rows: int) -> Path:
    """A file of *rows* made-up events in ACLED's form; written where missing."""
    path = ROOT / "build" / "bench" / f"acled-{rows}.csv"
    if path.exists():
        return path
    tables, _ = synthetic.make(rows)
    of = tables["incidents"]
    known = of["sub_event_type"] != "unknown"
    occupied = of["territory"] == "occupied_ukraine"
    day = pd.to_datetime(of["date_start"])
    made = pd.DataFrame(
        {
            "event_id_cnty": "RUS" + pd.Series(range(1, rows + 1)).astype(str),
            "event_date": day.dt.strftime("%d %B %Y"),
            "year": day.dt.year.astype(str),
            "time_precision": of["time_precision"],
            "disorder_type": "Political violence",
            "event_type": of["event_type"].where(known, "Explosions/Remote violence"),
            "sub_event_type": of["sub_event_type"].where(known, "Air/drone strike"),
            "actor1": "Military Forces of Ukraine (2019-)",
            "assoc_actor_1": "",
            "inter1": "State forces",
            "actor2": "",
            "assoc_actor_2": "",
            "inter2": "",
            "interaction": "State forces only",
            "civilian_targeting": "",
            "iso": np.where(occupied, "804", "643"),
            "region": "Europe",
            "country": np.where(occupied, "Ukraine", "Russia"),
            "admin1": of["region"],
            "admin2": "",
            "admin3": "",
            "location": of["place"].where(of["place"] != "", of["region"]),
            "latitude": of["latitude"],
            "longitude": of["longitude"],
            "geo_precision": of["geo_precision"],
            "source": "Agency One",
            "source_scale": "National",
            "notes": of["summary"],
            "fatalities": (pd.Series(range(rows)) % 7 == 0).astype(int).astype(str),
            "tags": "",
            "timestamp": "1767200000",
        }
    )
    path.parent.mkdir(parents=True, exist_ok=True)
    made.to_csv(path, index=False)
    return path


def acled_time(rows: int) -> tuple[float, float, float]:
    """
    Seconds, peak megabytes and seconds of processor time of `python -m strikemap import` of such
    a file, writing too.
    """
    file = acled_file(rows)
    output = str(file.with_name("imported"))
    command = [sys.executable, "-m", "strikemap", "import", "acled", str(file)]
    before = _processor_of_children()
    took, peak = _weighed([*command, "--output", output, "--replace"], {0})
    used = _processor_of_children() - before
    shutil.rmtree(output)
    return took, peak, used


def _processor_of_children() -> float:
    used = psutil.Process().cpu_times()
    return float(used.children_user + used.children_system)


def _weighed(command: list[str], allowed: set[int]) -> tuple[float, float]:
    began, peak = time.perf_counter(), 0
    with subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
    ) as running:
        process = psutil.Process(running.pid)
        while True:
            try:
                peak = max(peak, process.memory_info().rss)
                running.wait(0.05)
                break
            except subprocess.TimeoutExpired:
                continue
            except psutil.Error:
                running.wait()
                break
        took = time.perf_counter() - began
        said = running.stderr.read() if running.stderr else ""
        if running.returncode not in allowed:
            raise RuntimeError(f"{command} ended with {running.returncode}: {said[-1500:]}")
    return took, peak / 1e6
