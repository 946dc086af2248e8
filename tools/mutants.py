"""
Small faults put into the code one at a time, and which of them no test notices.

`make mutants MODULES="dates filters"` runs this in an environment of its own, with cosmic-ray.
A fault is tried by those tests alone that run its line, the most specific first: each file of tests
runs once under coverage to tell which they are. What was found is kept in `build/mutants/`:
stopped, it goes on where it was; after a change of the target or of its tests it begins anew.
"""

from __future__ import annotations

import argparse
import difflib
import json
import os
import subprocess
import sys
import tomllib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import coverage
from cosmic_ray.mutating import use_mutation
from cosmic_ray.plugins import get_operator
from cosmic_ray.work_db import WorkDB, use_db
from cosmic_ray.work_item import MutationSpec, TestOutcome, WorkerOutcome, WorkResult

from tools.faults import BUILD, KINDS, ROOT, TREE, choose, configured, copy, digest_of, test_files
from tools.forked_tests import NOTICED, PASSED
from tools.tests_of_lines import Trace, file_of, using

TOLD = BUILD / "told.txt"
"""What the tests said of the last fault."""
HARMLESS = ROOT / "tests" / "harmless_mutants.toml"
TESTS_WITH = ROOT / ".venv" / "bin" / "python"
MOST = 80
"""Faults tried of a target, spread evenly over all that there are, so that it takes minutes."""
SECONDS = 30.0
"""Of the processor's time, what the tests for one fault take at most where none notices it."""
TIMES = 10
"""A run that takes so many times what the same tests took without a fault has noticed: it loops."""
WALL = 900.0
"""Seconds after which a run is given up that neither ends nor works: that decides nothing."""
LEAST = {"core": 0.9, "ui": 0.8}


class Target(NamedTuple):
    """What faults are put into, the tests that should notice, and how many of them at least."""

    source: str
    tests: tuple[str, ...]
    traced: str
    """The part of the code whose lines are traced, once for all targets in it."""
    least: float


CORE = ("dates", "casualties", "evidence", "filters", "links", "timeline", "geography",
        "comparison", "in_view", "checks", "collection", "cartography", "importers", "export",
        "host", "web")  # fmt: skip
BESIDE = {"host": ("tests/unit/web/", "tests/app/"), "cartography": ("tests/js/",)}
"""Tests of what rests on a part of the core, which ask it what only such a thing would."""
ROOMS = ("session", "frame", "map", "figures", "incident", "compare", "your_data", "sources",
         "suggest", "elements")  # fmt: skip


def targets() -> dict[str, Target]:
    """Every module and part of the core, and every room of `ui`, by its name."""
    found = {}
    for name in CORE:
        is_file = (ROOT / "strikemap" / f"{name}.py").exists()
        ending, twin = (".py", f"test_{name}.py") if is_file else ("", name)
        source = f"strikemap/{name}{ending}"
        tests = (f"tests/unit/{twin}", *BESIDE.get(name, ()))
        found[name] = Target(source, tests, source, LEAST["core"])
    for name in ROOMS:
        tests = ("tests/unit/ui/", "tests/app/")
        found[f"ui.{name}"] = Target(f"strikemap/ui/{name}", tests, "strikemap/ui", LEAST["ui"])
    return found


class Fault(NamedTuple):
    """One fault that no test noticed: where it stands, the line before and after."""

    path: str
    line: int
    was: str
    became: str


Run = Callable[[list[str], float], str]
"""Whether these tests, which take so many seconds without a fault, notice the one that is there."""


def try_all(name: str, target: Target, most: int, seconds: float, run: Run) -> bool:
    """Try the faults of one target that are left to try; whether enough of all were noticed."""
    session, state = BUILD / f"{name}.sqlite", BUILD / f"{name}.sha256"
    digest = digest_of((target.source, *target.tests), f"{most} {seconds} {KINDS}")
    if not session.exists() or not state.exists() or state.read_text() != digest:
        session.unlink(missing_ok=True)
        config = configured(target.source)
        cosmic_ray = str(Path(sys.executable).with_name("cosmic-ray"))
        subprocess.run([cosmic_ray, "init", str(config), str(session)], cwd=TREE, check=True)  # noqa: S603
        with use_db(str(session), WorkDB.Mode.open) as work:
            choose(work, most)
        state.write_text(digest)
    trace = traced(target)
    with use_db(str(session), WorkDB.Mode.open) as work:
        left = work.pending_work_items
        print(f"{name}: {len(left)} faults to try", flush=True)
        if left and not _sound(trace, seconds, run):
            raise SystemExit(f"{name}: its tests fail without a fault; see {TOLD}")
        for item in left:
            work.set_result(item.job_id, _tried(item.mutations[0], trace, seconds, run))
        return _report(name, target, work)


def _sound(trace: Trace, seconds: float, run: Run) -> bool:
    """Whether tests pass where there is no fault: else all would seem to be noticed."""
    path = max(trace.lines, key=lambda each: len(trace.lines[each]))
    source = (TREE / path).read_text("utf-8")
    tests = trace.tests_of(path, source, 1, 1, seconds)
    return run(tests, trace.took(tests)) == PASSED


def traced(target: Target) -> Trace:
    """Which tests run which lines: each file of tests runs once, where that is not known yet."""
    folder = BUILD / "traces"
    folder.mkdir(exist_ok=True)
    found = []
    for tests in test_files(target.tests):
        at = folder / f"{digest_of((target.traced, tests), 'traced')}.json"
        found.append(at)
        if at.exists():
            continue
        print(f"  {tests} runs once, to tell which line is whose", flush=True)
        asked = {
            "MUTANTS_TRACE": str(at),
            "MUTANTS_LINES_OF": str(TREE / target.traced),
            "HYPOTHESIS_PROFILE": "traced",
        }
        command = [
            "-m",
            "pytest",
            "-p",
            "tools.traced_tests",
            "-q",
            "-n",
            "0",
            "--timeout",
            "0",
            "-m",
            "",
        ]
        told = subprocess.run(  # noqa: S603
            [TESTS_WITH, *command, tests], cwd=TREE, env=_environment() | asked, check=False,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        ).stdout  # fmt: skip
        if not at.exists() or not json.loads(at.read_text("utf-8"))["seconds"]:
            at.unlink(missing_ok=True)
            raise SystemExit(f"{told}\n{tests}: can't be traced")
    trace = Trace.read(found)
    for test in sorted(trace.failed):
        print(f"  fails without a fault, so that it can notice none: {test}")
    return trace


def _sources() -> dict[str, str]:
    found = sorted((TREE / "strikemap").rglob("*.py"))
    return {each.relative_to(TREE).as_posix(): each.read_text("utf-8") for each in found}


def _tried(where: MutationSpec, trace: Trace, seconds: float, run: Run) -> WorkResult:
    path = where.module_path.as_posix()
    source = (TREE / path).read_text("utf-8")
    lines = (where.start_pos[0], where.end_pos[0])
    tests = trace.tests_of(path, source, *lines, seconds, lambda: using(path, _sources()))
    operator = get_operator(where.operator_name)(**where.operator_args)
    with use_mutation(TREE / path, operator, where.occurrence) as (before, after):
        said = run(tests, trace.took(tests)) if tests else PASSED
    diff = difflib.unified_diff(before.split("\n"), (after or before).split("\n"), lineterm="", n=0)
    outcome = {NOTICED: TestOutcome.KILLED, PASSED: TestOutcome.SURVIVED}
    return WorkResult(
        worker_outcome=WorkerOutcome.NORMAL,
        test_outcome=outcome.get(said, TestOutcome.INCOMPETENT),
        output=f"{said} by {len(tests)} tests",
        diff="\n".join(diff),
    )


@contextmanager
def running() -> Iterator[Run]:
    """What runs tests in the tree as it is then, with all that others wrote imported before."""
    command = [str(TESTS_WITH), "-m", "tools.forked_tests"]
    chosen = BUILD / "chosen.json"
    with subprocess.Popen(  # noqa: S603 - our own command
        command, cwd=TREE, env=_environment(), text=True,
        stdin=subprocess.PIPE, stdout=subprocess.PIPE,
    ) as server:  # fmt: skip
        assert server.stdin and server.stdout
        asking, answers = server.stdin, server.stdout

        def run(tests: list[str], took: float) -> str:
            chosen.write_text(json.dumps(tests), encoding="utf-8")
            asked = {
                "files": "\n".join(dict.fromkeys(map(file_of, tests))),
                "chosen": str(chosen),
                "told": str(TOLD),
                "cpu": int(TIMES * (took + 5)),
                "wall": WALL,
            }
            print(json.dumps(asked), file=asking, flush=True)
            return answers.readline().strip()

        yield run
        asking.close()


def _environment() -> dict[str, str]:
    """The tests' own, with coverage and nothing else of the environment of `make mutants`."""
    alone = BUILD / "coverage_alone"
    alone.mkdir(exist_ok=True)
    if not (alone / "coverage").is_symlink():
        (alone / "coverage").symlink_to(Path(coverage.__file__).parent)
    # Few examples: a law that needs two hundred to notice a fault will notice it nightly.
    return dict(os.environ) | {"HYPOTHESIS_PROFILE": "mutants", "PYTHONPATH": str(alone)}


def _report(name: str, target: Target, work: WorkDB) -> bool:
    where = {item.job_id: item.mutations[0] for item in work.work_items}
    tried = [(job, found) for job, found in work.results
             if found.worker_outcome != WorkerOutcome.SKIPPED]  # fmt: skip
    # What was not decided counts as not noticed.
    survived = [(job, found) for job, found in tried
                if found.test_outcome != TestOutcome.KILLED]  # fmt: skip
    known = {(each["path"], each["was"], each["became"]) for each in _harmless()}
    told = []
    for job, found in survived:
        was, became = _lines(found.diff or "")
        path = where[job].module_path.as_posix()
        if (path, was, became) not in known:
            told.append((Fault(path, where[job].start_pos[0], was, became), found.output))
    # What is known to change nothing is neither noticed nor missed.
    harmless = len(survived) - len(told)
    matter = len(tried) - harmless
    share = 1 - len(told) / max(matter, 1)
    print(f"{name}: {share:.0%} of {matter} noticed; {harmless} more are known to be harmless")
    for fault, output in sorted(told):
        print(f"  {fault.path}:{fault.line} ({output})\n    - {fault.was}\n    + {fault.became}")
    return share >= target.least


def _lines(diff: str) -> tuple[str, str]:
    """The first line that a diff takes away and the first that it puts in, without indentation."""
    body = [line for line in diff.splitlines() if not line.startswith(("---", "+++"))]
    return tuple(  # type: ignore[return-value]  # two of them
        next((line[1:].strip() for line in body if line.startswith(sign)), "") for sign in "-+"
    )


def _harmless() -> list[dict[str, str]]:
    """Faults that change nothing that anyone could see, each with a line why."""
    found: list[dict[str, str]] = tomllib.loads(HARMLESS.read_text("utf-8")).get("harmless", [])
    return found


def main() -> int:
    """Try the modules that are named, or all; 1 where too few faults were noticed."""
    every = targets()
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("modules", nargs="*", metavar="MODULE", help=", ".join(every))
    parser.add_argument("--most", type=int, default=MOST, help="faults to try of a target")
    parser.add_argument("--seconds", type=float, default=SECONDS, help="of tests for one fault")
    options = parser.parse_args()
    if unknown := set(options.modules) - set(every):
        parser.error(f"no such module: {', '.join(sorted(unknown))}")
    BUILD.mkdir(parents=True, exist_ok=True)
    copy()
    names = options.modules or list(every)
    try:
        with running() as run:
            enough = [
                try_all(name, every[name], options.most, options.seconds, run) for name in names
            ]
    except subprocess.CalledProcessError as failed:
        print(f"mutants: {' '.join(failed.cmd)} ended with {failed.returncode}", file=sys.stderr)
        return 2
    return 0 if all(enough) else 1


if __name__ == "__main__":
    sys.exit(main())
