"""
Small faults put into the code one at a time, and which of them no test notices.

`make mutants MODULES="dates filters"` runs this in an environment of its own, with cosmic-ray.
A module's work is kept in `build/mutants/`: stopped, it goes on where it was; after a change of
the module or of its tests it begins anew.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import NamedTuple

from cosmic_ray.work_db import WorkDB, use_db
from cosmic_ray.work_item import TestOutcome, WorkerOutcome, WorkItem, WorkResult

ROOT = Path(__file__).parents[1]
BUILD = ROOT / "build" / "mutants"
HARMLESS = ROOT / "tests" / "harmless_mutants.toml"
COSMIC_RAY = Path(sys.executable).with_name("cosmic-ray")
TESTS_WITH = ROOT / ".venv" / "bin" / "python"
MOST = 80
"""Faults tried of a module, spread evenly over all that there are, so that it takes minutes."""
SECONDS = 120.0
"""After so long a test that never ends counts as having noticed."""
LEAST = {"core": 0.9, "ui": 0.8}
# A comparison turned, a condition dropped or joined otherwise, a number one off, a minimum for a
# maximum (as + for -): those that a slip of the pen makes.
KINDS = (
    "core/ReplaceComparisonOperator_", "core/ReplaceAndWithOr", "core/ReplaceOrWithAnd",
    "core/AddNot", "core/ReplaceUnaryOperator_Delete_", "core/NumberReplacer",
    "core/ReplaceTrueWithFalse", "core/ReplaceFalseWithTrue", "core/ReplaceBreakWithContinue",
    "core/ReplaceContinueWithBreak", "core/ZeroIterationForLoop",
    "core/ReplaceBinaryOperator_Add_Sub", "core/ReplaceBinaryOperator_Sub_Add",
    "core/ReplaceBinaryOperator_Mul_Div", "core/ReplaceBinaryOperator_BitAnd_BitOr",
    "core/ReplaceBinaryOperator_BitOr_BitAnd",
)  # fmt: skip


class Target(NamedTuple):
    """What faults are put into, the tests that should notice, and how many of them at least."""

    source: str
    tests: str
    least: float


CORE = ("dates", "casualties", "evidence", "filters", "links", "timeline", "geography",
        "comparison", "in_view", "checks", "collection", "cartography", "importers", "export",
        "host", "web")  # fmt: skip
ROOMS = ("session", "frame", "map", "figures", "incident", "compare", "your_data", "sources",
         "suggest", "elements")  # fmt: skip


def targets() -> dict[str, Target]:
    """Every module and part of the core, and every room of `ui`, by its name."""
    found = {}
    for name in CORE:
        is_file = (ROOT / "strikemap" / f"{name}.py").exists()
        ending, twin = (".py", f"test_{name}.py") if is_file else ("", name)
        found[name] = Target(f"strikemap/{name}{ending}", f"tests/unit/{twin}", LEAST["core"])
    for name in ROOMS:
        found[f"ui.{name}"] = Target(f"strikemap/ui/{name}", "tests/app", LEAST["ui"])
    return found


class Fault(NamedTuple):
    """One fault that no test noticed: where it stands, the line before and after."""

    path: str
    line: int
    was: str
    became: str


def try_all(name: str, target: Target, most: int) -> bool:
    """Try the faults of one module that are left to try; whether enough of all were noticed."""
    folder, session = BUILD / name, BUILD / f"{name}.sqlite"
    state = BUILD / f"{name}.sha256"
    files = _tracked()
    digest = _digest(files, target, most)
    if not session.exists() or not state.exists() or state.read_text() != digest:
        shutil.rmtree(folder, ignore_errors=True)
        session.unlink(missing_ok=True)
        _copy(files, folder)
        config = _configured(target, folder)
        _run(_command(target), folder)
        _run([str(COSMIC_RAY), "init", str(config), str(session)], folder)
        with use_db(str(session), WorkDB.Mode.open) as work:
            _choose(work, most, folder)
        state.write_text(digest)
    with use_db(str(session), WorkDB.Mode.open) as work:
        left = len(tuple(work.pending_work_items))
    print(f"{name}: {left} faults to try", flush=True)
    _run([str(COSMIC_RAY), "exec", str(folder / "cosmic-ray.toml"), str(session)], folder)
    with use_db(str(session), WorkDB.Mode.open) as work:
        return _report(name, target, work)


def _command(target: Target) -> list[str]:
    # Few examples: a law that needs two hundred to notice a fault will notice it nightly.
    tests = ["-m", "pytest", "-x", "-q", "-n", "0", target.tests]
    return ["env", "HYPOTHESIS_PROFILE=mutants", str(TESTS_WITH), *tests]


def _configured(target: Target, folder: Path) -> Path:
    lines = [
        "[cosmic-ray]",
        f"module-path = {json.dumps(target.source)}",
        f"timeout = {SECONDS}",
        "excluded-modules = []",
        f"test-command = {json.dumps(' '.join(_command(target)))}",
        "[cosmic-ray.distributor]",
        'name = "local"',
    ]
    path = folder / "cosmic-ray.toml"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def _is_decorator(item: WorkItem, folder: Path) -> bool:
    """Whether the fault stands in a decorator: that a value is frozen, no test need ask."""
    (where,) = item.mutations
    lines = (folder / where.module_path).read_text("utf-8").splitlines()
    stands_in: str = lines[where.start_pos[0] - 1]
    return stands_in.lstrip().startswith("@")


def _choose(work: WorkDB, most: int, folder: Path) -> None:
    """Leave of all faults those of `KINDS`, and of these at most *most*, evenly spread."""
    items = list(work.work_items)
    fit = [
        item
        for item in items
        if item.mutations[0].operator_name.startswith(KINDS) and not _is_decorator(item, folder)
    ]
    step = max(len(fit) / most, 1.0)
    chosen = {fit[int(at * step)].job_id for at in range(min(most, len(fit)))}
    rest = [item.job_id for item in items if item.job_id not in chosen]
    work.set_multiple_results(rest, WorkResult(worker_outcome=WorkerOutcome.SKIPPED))


def _report(name: str, target: Target, work: WorkDB) -> bool:
    where = {item.job_id: item.mutations[0] for item in work.work_items}
    tried = [(job, found) for job, found in work.results
             if found.worker_outcome != WorkerOutcome.SKIPPED]  # fmt: skip
    survived = [(job, found) for job, found in tried
                if found.test_outcome == TestOutcome.SURVIVED]  # fmt: skip
    known = {(each["path"], each["was"], each["became"]) for each in _harmless()}
    told = []
    for job, found in survived:
        was, became = _lines(found.diff or "")
        path = where[job].module_path.as_posix()
        if (path, was, became) not in known:
            told.append(Fault(path, where[job].start_pos[0], was, became))
    share = 1 - len(told) / max(len(tried), 1)
    print(f"{name}: {share:.0%} of {len(tried)} noticed or known to be harmless")
    for fault in sorted(told):
        print(f"  {fault.path}:{fault.line}\n    - {fault.was}\n    + {fault.became}")
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


def _tracked() -> list[str]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True)  # noqa: S607 - git by its name, as make has it
    return [name for name in listed.stdout.decode().split("\0") if (ROOT / name).is_file()]


def _copy(files: list[str], folder: Path) -> None:
    for name in files:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(ROOT / name, folder / name)
    leaflet = ROOT / "static" / "leaflet"
    if leaflet.exists():
        shutil.copytree(leaflet, folder / "static" / "leaflet", dirs_exist_ok=True)


def _digest(files: list[str], target: Target, most: int) -> str:
    """Changes whenever the module, its tests or what they are tried with does."""
    seen = hashlib.sha256(f"{most} {KINDS}".encode())
    for name in files:
        if name.startswith((target.source, "tests/")):
            seen.update(name.encode() + b"\0" + (ROOT / name).read_bytes())
    return seen.hexdigest()


def _run(command: list[str], folder: Path) -> None:
    subprocess.run(command, cwd=folder, check=True)  # noqa: S603 - our own commands


def main() -> int:
    """Try the modules that are named, or all; 1 where too few faults were noticed."""
    every = targets()
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("modules", nargs="*", metavar="MODULE", help=", ".join(every))
    parser.add_argument("--most", type=int, default=MOST, help="faults to try of a module")
    options = parser.parse_args()
    if unknown := set(options.modules) - set(every):
        parser.error(f"no such module: {', '.join(sorted(unknown))}")
    BUILD.mkdir(parents=True, exist_ok=True)
    names = options.modules or list(every)
    try:
        enough = [try_all(name, every[name], options.most) for name in names]
    except subprocess.CalledProcessError as failed:
        print(f"mutants: {' '.join(failed.cmd)} ended with {failed.returncode}", file=sys.stderr)
        return 2
    return 0 if all(enough) else 1


if __name__ == "__main__":
    sys.exit(main())
