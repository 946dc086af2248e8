"""
Runs chosen tests again and again without importing again what no fault is put into.

`make mutants` starts it with the tests' Python: each line on stdin asks for one run, each line on
stdout answers. A run is a fork, so that nothing of one is left for the next. POSIX alone.
"""

from __future__ import annotations

import importlib
import json
import os
import resource
import signal
import sys
import threading
import time
import traceback
from pathlib import Path

AHEAD = (
    "pytest", "hypothesis", "streamlit.testing.v1", "streamlit_folium", "folium", "pandas",
    "pyarrow.csv", "pyarrow.parquet", "shapely", "altair", "babel.messages", "PIL.Image",
    "playwright.sync_api", "python_calamine", "xlsxwriter", "rapidfuzz", "starlette.routing",
)  # fmt: skip
"""What takes seconds to import, all of it others' work."""
PASSED, NOTICED, UNDECIDED = "passed", "noticed", "undecided"
_NONE_COLLECTED, _BROKEN = 5, 70


def answer(asked: dict[str, object]) -> str:
    """Whether *tests* of *files* pass within *cpu* seconds of the processor's and *wall* others."""
    child = os.fork()
    if child == 0:
        try:
            code = _run(asked)
        except BaseException:
            # Before any test: that is this file's fault, and no test noticed it.
            traceback.print_exc()
            code = _BROKEN
        os._exit(code)
    late = threading.Timer(float(str(asked["wall"])), _stop, [child])
    late.start()
    began = time.monotonic()
    _, status = os.waitpid(child, 0)
    late.cancel()
    if os.WIFSIGNALED(status):
        # Who waits for something that never comes is stopped by the clock, and so is who merely
        # had no turn; who used up many times the processor's time goes round and round.
        waited = time.monotonic() - began >= float(str(asked["wall"]))
        return UNDECIDED if waited else NOTICED
    code = os.WEXITSTATUS(status)
    return {0: PASSED, _NONE_COLLECTED: UNDECIDED, _BROKEN: UNDECIDED}.get(code, NOTICED)


def _run(asked: dict[str, object]) -> int:
    os.setsid()
    cpu = int(str(asked["cpu"]))
    resource.setrlimit(resource.RLIMIT_CPU, (cpu, cpu))
    sys.dont_write_bytecode = True
    told = os.open(str(asked["told"]), os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    for stream in (0, 1, 2):
        os.dup2(os.open(os.devnull, os.O_RDONLY) if stream == 0 else told, stream)
    os.environ["MUTANTS_CHOSEN"] = str(asked["chosen"])
    # What is imported ahead is others', whose assertions pytest has no need to rewrite.
    quiet = ["-W", "ignore::pytest.PytestAssertRewriteWarning"]
    # Those that wait for the night too, as this run does.
    every = ["-m", ""]
    options = ["-x", "-q", "-n", "0", "--timeout", "0", *every, *quiet, "-p", "tools.traced_tests"]
    import pytest  # imported ahead; who asks has no pytest

    return int(pytest.main([*options, *str(asked["files"]).split("\n")]))


def _stop(child: int) -> None:
    try:
        os.killpg(child, signal.SIGKILL)
    except ProcessLookupError:
        os.kill(child, signal.SIGKILL)


def main() -> None:
    """Answer until stdin ends."""
    sys.path.insert(0, str(Path.cwd()))
    for name in AHEAD:
        importlib.import_module(name)
    for line in sys.stdin:
        print(answer(json.loads(line)), flush=True)


if __name__ == "__main__":
    main()
