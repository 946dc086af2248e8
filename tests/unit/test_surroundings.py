"""Whatever locale, zone, disk or day it runs on, the same view gives the same bytes."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
EXPORT = ROOT / "strikemap" / "export"
SCRIPT = """
import errno, hashlib, os, pathlib, sys, time
{before}
from strikemap import collection, export, links
found = collection.read(pathlib.Path("data/cnn-2023-05-31")).collection
query = "dates=2023-05-25&dates=2023-05-31&territory=together&as_of=2023-05-30"
link, _ = links.from_query(links.decode(query), found)
for form in sorted(export.FORMS):
    try:
        content = export.export(form, found, link)
    except export.NoIncident:  # a form that is of one incident alone
        continue
    print(form, hashlib.sha256(content).hexdigest())
"""
READ_ONLY = """
def refuse(event, arguments):
    if event == "open" and arguments[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT):
        raise OSError(errno.EROFS, "read-only", str(arguments[0]))
sys.addaudithook(refuse)
"""
SURROUNDINGS = {
    "C locale, Kamchatka, warnings are errors": (
        {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "TZ": "Asia/Kamchatka",
         "PYTHONWARNINGS": "error"}, "",
    ),
    "Turkish, Los Angeles, a read-only disk": (
        {"LC_ALL": "tr_TR.UTF-8", "TZ": "America/Los_Angeles"}, READ_ONLY,
    ),
}  # fmt: skip


def hashes(environment: dict[str, str], before: str) -> str:
    """The hash of each form of a view, made in these surroundings."""
    ran = subprocess.run(
        [sys.executable, "-c", SCRIPT.format(before=before)],
        cwd=ROOT, env=os.environ | {"TZ": "UTC"} | environment, capture_output=True, check=False,
    )  # fmt: skip
    assert ran.returncode == 0, ran.stderr.decode()[-2_000:]
    return ran.stdout.decode("ascii")


@pytest.fixture(scope="module")
def usual() -> str:
    """What the surroundings of these tests give."""
    made = hashes({}, "")
    assert len(made.splitlines()) >= 8
    return made


@pytest.mark.parametrize("where", SURROUNDINGS)
def test_no_day_shifts(where: str, usual: str) -> None:
    """Every export of the same view is byte for byte the same."""
    assert hashes(*SURROUNDINGS[where]) == usual


@pytest.mark.parametrize("name", sorted(path.name for path in EXPORT.glob("*.py")))
def test_no_export_asks_the_clock(name: str) -> None:
    """What is exported can't depend on the day on which it is, since nothing there asks for it."""
    asked = {node.attr for node in ast.walk(ast.parse((EXPORT / name).read_text("utf-8")))
             if isinstance(node, ast.Attribute)}  # fmt: skip
    assert not asked & {"today", "now", "utcnow", "localtime", "gmtime", "time", "monotonic"}
