"""What an export takes: seconds of processor time and memory, for each form and size."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from bench.server import ROOT

FORMS = ("csv", "geojson", "package", "html")

_CHILD = """
import sys, tempfile, time
from pathlib import Path
from strikemap import collection, export
from strikemap.links import Link

def megabytes(name):
    lines = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text().splitlines())
    return int(lines[name].split()[0]) / 1000

form, folder = sys.argv[1:]
whole = collection.read(Path(folder)).collection
Path("/proc/self/clear_refs").write_text("5")  # the peak so far is that of reading
held = megabytes("VmRSS")
began = time.process_time()
with tempfile.TemporaryFile() as file:
    export.write(form, export.View(whole, Link(collection=whole.name)), file)
print(time.process_time() - began, megabytes("VmHWM") - held)
"""


def export_time(form: str, folder: Path) -> tuple[float, float]:
    """
    Seconds of processor time, and megabytes at the peak beyond those of the collection, that
    *form* of the whole collection in *folder* takes in a new process; reading is not counted.

    The first export after reading works out tolls and grades too.  Needs Linux's `/proc`.

    Raises:
        subprocess.CalledProcessError: the export failed.
    """
    run = subprocess.run(
        [sys.executable, "-c", _CHILD, form, str(folder)],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )
    seconds, peak = map(float, run.stdout.split())
    return seconds, peak


def export_times(folder: Path) -> dict[str, tuple[float, float]]:
    """What `export_time` gives for each form."""
    return {form: export_time(form, folder) for form in FORMS}
