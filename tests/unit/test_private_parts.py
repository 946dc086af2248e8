"""What rests on the insides of other packages stands in one place, and its break is noticed."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
import streamlit

ROOT = Path(__file__).parents[2]
FRONT_END = Path(streamlit.__file__).parent / "static" / "static" / "js"
INSIDE = re.compile(
    r"streamlit\.(runtime|web|proto|config|cli_util|file_util|net_util|elements|watcher)\b"
    r"|streamlit_folium\b|uvicorn\.protocols\b|pandas\.(core|_libs)\b|pyarrow\.(lib|_\w+)\b|branca\b"
)
ROW = re.compile(r"^\| `([\w./]+)` \| .+ \| `([\w./:]+)` \|$", re.MULTILINE)
TEST_ID = re.compile(r"""data-testid[\^$*]?=["']?(st\w+)""")


def listed() -> dict[str, str]:
    """Each module in CONTRIBUTING's table of such parts, with the test that is named beside it."""
    return dict(ROW.findall((ROOT / "CONTRIBUTING.md").read_text("utf-8")))


def inside(path: Path) -> set[str]:
    """The insides of other packages that the module at *path* imports."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names |= {each.name for each in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names |= {f"{node.module}.{each.name}" for each in node.names}
    return {name for name in names if INSIDE.match(name)}


def test_no_other_module_rests_on_insides() -> None:
    """The modules that import insides of another package are those of CONTRIBUTING's table."""
    code = [*ROOT.glob("*.py"), *(ROOT / "pages").glob("*.py"), *ROOT.glob("strikemap/**/*.py")]
    resting = {path.relative_to(ROOT).as_posix() for path in code if inside(path)}
    assert resting == {module for module in listed() if module.endswith(".py")}


def test_no_inside_is_rested_on_twice() -> None:
    """A name inside another package is imported by one module alone."""
    by: dict[str, list[str]] = {}
    for path in ROOT.glob("strikemap/**/*.py"):
        for name in inside(path) - {"streamlit.runtime"}:
            by.setdefault(name, []).append(path.relative_to(ROOT).as_posix())
    assert {name: modules for name, modules in by.items() if len(modules) > 1} == {}


@pytest.mark.parametrize("module", sorted(listed()))
def test_each_has_the_test_that_tells(module: str) -> None:
    """The test that notices when a version takes the part away is there."""
    assert (ROOT / module).is_file()
    file, _, name = listed()[module].partition("::")
    assert not name or f"def {name}(" in (ROOT / file).read_text("utf-8")
    assert (ROOT / file).is_file()


def test_test_ids_are_the_front_ends() -> None:
    """Each element of Streamlit that a style sheet or a script looks for is one that it makes."""
    front_end = "".join(path.read_text("utf-8") for path in FRONT_END.glob("*.js"))
    files = [*ROOT.glob("strikemap/**/*.css"), *ROOT.glob("strikemap/**/*.js")]
    files += [*ROOT.glob("static/map/*"), *ROOT.glob("static/timeline/*")]
    for path in files:
        asked = set(TEST_ID.findall(path.read_text("utf-8")))
        assert {each for each in asked if each not in front_end} == set(), path.name
