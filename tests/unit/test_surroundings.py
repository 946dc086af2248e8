"""Whatever locale, zone, disk or day it runs on, the same view gives the same bytes."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest

from strikemap.export import FORMS

ROOT = Path(__file__).parents[2]
EXPORT = ROOT / "strikemap" / "export"
SCRIPT = """
import contextlib, datetime, errno, hashlib, io, os, pathlib, resource, sys, time
out = pathlib.Path(sys.argv[1])
{before}
from strikemap import __main__ as command, checks, export
{clock}
# Read and checked once: the exports are what is compared.
whole = command._read(pathlib.Path("data/cnn-2023-05-31"))
command._read = lambda folder, tell: whole

def exported(form, query, to):
    told, failed = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(told), contextlib.redirect_stderr(failed):
        status = command.main(["export", "data/cnn-2023-05-31", "--format", form, "--query", query,
                               "--output", str(to)])
    return status, failed.getvalue().replace(str(to), "FILE")

DATES = "dates=2023-05-25&dates=2023-05-31&territory=together&as_of=2023-05-30"
ONE = "incident=2023-05-31-shebekino-shelling"
for query in ("", DATES, ONE):
    for form in sorted(export.FORMS):
        # A picture is drawn once, and in one size: its days are those of the others.
        is_wanted = form not in ("slide", "print") and not (export.FORMS[form].is_picture and query)
        if is_wanted and (form == "incident") == (query == ONE):
            status, failed = exported(form, query, out / "made")
            print(form, status, failed, hashlib.sha256((out / "made").read_bytes()).hexdigest())
            (out / "made").unlink()
print(exported("csv", "", "/dev/full"))
resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100))
print(exported("csv", "", out / "made"), os.listdir(out))
"""
READ_ONLY = """
def refuse(event, arguments):
    if event == "open" and arguments[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT):
        if str(arguments[0]) != "/dev/full" and not str(arguments[0]).startswith(str(out)):
            raise OSError(errno.EROFS, "read-only", str(arguments[0]))
sys.addaudithook(refuse)
"""
CLOCK = """
class Today(datetime.date):
    @classmethod
    def today(cls):
        return datetime.date({year}, 2, 3)
checks.date = Today
now = datetime.datetime({year}, 2, 3, 4, 5).timestamp()
time.time = lambda: now
for name in ("localtime", "gmtime"):
    real = getattr(time, name)
    setattr(time, name, lambda at=None, real=real: real(now if at is None else at))
"""
SURROUNDINGS = {
    "C locale, Kamchatka, 2001, warnings are errors": (
        {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "TZ": "Asia/Kamchatka",
         "PYTHONWARNINGS": "error"}, "", CLOCK.format(year=2001),
    ),
    "Turkish, Los Angeles, 2038, a read-only disk": (
        {"LC_ALL": "tr_TR.UTF-8", "TZ": "America/Los_Angeles"}, READ_ONLY, CLOCK.format(year=2038),
    ),
}  # fmt: skip


def exports(out: Path, environment: dict[str, str], before: str, clock: str) -> list[str]:
    """What each export by the command line comes to in these surroundings: a line each."""
    ran = subprocess.run(
        [sys.executable, "-c", SCRIPT.format(before=before, clock=clock), str(out)],
        cwd=ROOT, env=os.environ | {"TZ": "UTC"} | environment, capture_output=True, check=False,
    )  # fmt: skip
    assert ran.returncode == 0, ran.stderr.decode()[-2_000:]
    return ran.stdout.decode("ascii").splitlines()


@pytest.fixture(scope="module")
def usual(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """What the surroundings of these tests give."""
    made = exports(tmp_path_factory.mktemp("usual"), {}, "", "")
    assert len(made) > len(FORMS)
    assert all(" 0  " in each for each in made[:-2])
    return made


@pytest.mark.nightly("no export asks a clock or a locale: the last test here")
@pytest.mark.parametrize("where", SURROUNDINGS)
def test_no_day_shifts(where: str, usual: list[str], tmp_path: Path) -> None:
    """Every export of the same view is byte for byte the same, whatever the clock says."""
    assert exports(tmp_path, *SURROUNDINGS[where]) == usual


@pytest.mark.nightly("test_main.py holds it of one form, in the tests' own process")
def test_a_full_disk_is_told(usual: list[str]) -> None:
    """Where a file can't be written whole, one line says so and nothing of it is left."""
    for told, why in zip(usual[-2:], ("No space left on device", "File too large"), strict=True):
        assert f"(2, 'strikemap: FILE: cannot be written: {why}\\n')" in told
    assert usual[-1].endswith(" []")


@pytest.mark.parametrize("name", sorted(path.name for path in EXPORT.glob("*.py")))
def test_no_export_asks_the_clock(name: str) -> None:
    """What is exported can't depend on the day on which it is, since nothing there asks for it."""
    asked = {node.attr for node in ast.walk(ast.parse((EXPORT / name).read_text("utf-8")))
             if isinstance(node, ast.Attribute)}  # fmt: skip
    assert not asked & {"today", "now", "utcnow", "localtime", "gmtime", "time", "monotonic"}
