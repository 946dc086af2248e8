"""Faults that are listed as harmless, each with a line why."""

import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[3]


def test_each_stands_once_with_a_reason_and_is_of_a_line_that_is_there() -> None:
    """So that none outlives the line whose fault it excuses."""
    told = tomllib.loads((ROOT / "tests" / "harmless_mutants.toml").read_text("utf-8"))["harmless"]
    seen = [(each["path"], each["was"], each["became"]) for each in told]
    assert len(set(seen)) == len(seen) > 100
    for each in told:
        lines = (ROOT / each["path"]).read_text("utf-8").splitlines()
        assert each["was"] in map(str.strip, lines), each
        assert each["became"] != each["was"] and each["why"].endswith(".")
