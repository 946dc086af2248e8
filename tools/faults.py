"""The faults that `make mutants` puts into a part of the code, and the tree's copy for them."""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
from functools import cache
from pathlib import Path

from cosmic_ray.work_db import WorkDB
from cosmic_ray.work_item import WorkerOutcome, WorkItem, WorkResult

from tools.idle_faults import is_idle

ROOT = Path(__file__).parents[1]
BUILD = ROOT / "build" / "mutants"
TREE = BUILD / "tree"
"""What is tracked, copied: faults are put into the copy."""
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


def configured(source: str) -> Path:
    """A file that tells cosmic-ray to list the faults of *source*; the rest of it is unused."""
    config = {"module-path": source, "timeout": 1.0, "excluded-modules": [],
              "test-command": "unused"}  # fmt: skip
    lines = ["[cosmic-ray]", *(f"{key} = {json.dumps(value)}" for key, value in config.items()),
             "[cosmic-ray.distributor]", 'name = "local"']  # fmt: skip
    path = BUILD / "cosmic-ray.toml"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


@cache
def _source(path: Path) -> str:
    return (TREE / path).read_text("utf-8")


def _is_idle(item: WorkItem) -> bool:
    (where,) = item.mutations
    path = where.module_path.as_posix()
    return is_idle(where.operator_name, _source(where.module_path), where.start_pos, path)


def choose(work: WorkDB, most: int) -> None:
    """Leave of all faults those of `KINDS`, and of these at most *most*, evenly spread."""
    items = sorted(work.work_items, key=lambda item: (
        item.mutations[0].module_path, item.mutations[0].start_pos,
        item.mutations[0].operator_name, item.mutations[0].occurrence))  # fmt: skip
    fit = [
        item
        for item in items
        if item.mutations[0].operator_name.startswith(KINDS) and not _is_idle(item)
    ]
    step = max(len(fit) / most, 1.0)
    chosen = {fit[int(at * step)].job_id for at in range(min(most, len(fit)))}
    rest = [item.job_id for item in items if item.job_id not in chosen]
    work.set_multiple_results(rest, WorkResult(worker_outcome=WorkerOutcome.SKIPPED))


def _tracked() -> list[str]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True)  # noqa: S607 - git by its name, as make has it
    return [name for name in listed.stdout.decode().split("\0") if (ROOT / name).is_file()]


def copy() -> None:
    """Make the tree what is tracked now, also after a run that was stopped amid a fault."""
    tracked = _tracked()
    for gone in (path for part in ("strikemap", "tests") for path in (TREE / part).rglob("*.py")):
        if gone.relative_to(TREE).as_posix() not in tracked:
            gone.unlink()
    for name in tracked:
        here, there = ROOT / name, TREE / name
        if not there.exists() or there.read_bytes() != here.read_bytes():
            there.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(here, there)
    leaflet = ROOT / "static" / "leaflet"
    if leaflet.exists():
        shutil.copytree(leaflet, TREE / "static" / "leaflet", dirs_exist_ok=True)


def test_files(parts: tuple[str, ...]) -> list[str]:
    """The files of tests below *parts*, but for the wheel's: it runs an installed package."""
    found = [name for name in _tracked() if name.startswith(parts) and _is_test(name)]
    return [name for name in found if not name.endswith("/test_wheel.py")]


def _is_test(name: str) -> bool:
    return name.startswith("tests/") and Path(name).name.startswith("test_")


def digest_of(parts: tuple[str, ...], also: str) -> str:
    """Changes whenever a file below *parts* does, what tests share, or *also*."""
    seen = hashlib.sha256(also.encode())
    for name in _tracked():
        shared = name.startswith("tests/") and name.endswith(".py") and not _is_test(name)
        if (shared or name.startswith(parts)) and (TREE / name).exists():
            seen.update(name.encode() + b"\0" + (TREE / name).read_bytes())
    return seen.hexdigest()
