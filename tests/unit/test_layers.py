"""The project's shape: imports run one way only, and each module stays small and named."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
LEVELS = (
    ("languages",),
    ("vocabularies", "subjects"),
    ("table", "side_files"),
    (
        "model",
        "dates",
        "markup",
        "cache",
        "row_index",
        "running_sums",
        "span_reductions",
        "progress",
        "ahead",
        "home",
        "spelling",
    ),
    ("gazetteer",),
    ("collection", "geography", "archived_copies", "other_counts", "tour"),
    ("translations",),
    ("place_names",),
    ("casualties", "search", "when_and_where", "wording"),
    ("evidence",),
    ("filters",),
    ("timeline", "span_totals", "largest_toll", "checks", "importers", "links", "in_view"),
    ("cartography", "comparison", "counted_alike", "release", "suggestion", "version_differences"),
    ("export",),
    ("host",),
    ("ui", "web"),
    ("pages",),
    ("app", "serve"),
)
LEVEL = {name: level for level, names in enumerate(LEVELS) for name in names}
LIBRARY = sorted((ROOT / "strikemap").rglob("*.py"))
PAGES = sorted((ROOT / "pages").glob("*.py"))
MODULES = [*LIBRARY, *PAGES, ROOT / "app.py", ROOT / "serve.py"]
COMMAND = ROOT / "strikemap" / "__main__.py"
SHAPELESS = {"util", "utils", "helper", "helpers", "common", "misc", "tools"}


def named(path: Path) -> str:
    return str(path.relative_to(ROOT))


def part(path: Path) -> str:
    """The part of the project that the module at *path* belongs to: a name of `LEVELS`."""
    names = path.relative_to(ROOT).with_suffix("").parts
    return names[1] if names[0] == "strikemap" else names[0]


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


@cache
def imports(path: Path) -> tuple[str, ...]:
    """The full names of all that the module at *path* imports, wherever in it."""
    found: list[str] = []
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Import):
            found += (each.name for each in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{named(path)}:{node.lineno}: relative import"
            found += (f"{node.module}.{each.name}" for each in node.names)
    return tuple(found)


Rule = Callable[[Path], None]


def of_each(paths: Iterable[Path]) -> Callable[[Rule], Callable[[], None]]:
    """One test of a rule for all *paths*, which names every module that breaks it."""

    def made(rule: Rule) -> Callable[[], None]:
        def test() -> None:
            broken = []
            for path in paths:
                try:
                    rule(path)
                except AssertionError as fault:
                    broken.append(f"{named(path)}: {fault}")
            assert broken == []

        test.__doc__ = rule.__doc__
        return test

    return made


def parts_imported(path: Path) -> set[str]:
    """The parts of the project that the module at *path* imports, its own left out."""
    found = {name.split(".")[1] for name in imports(path) if name.startswith("strikemap.")}
    found |= {name.split(".")[0] for name in imports(path)} & {"pages", "app", "serve"}
    return found - {part(path)}


@of_each([p for p in MODULES if p.name != "__init__.py" or p.parent.name != "strikemap"])
def test_imports_run_one_way(path: Path) -> None:
    """A module imports from levels below its own, never from its own level or above."""
    if path == COMMAND:
        assert not parts_imported(path) & {"ui", "pages", "app"}
        return
    own = LEVEL[part(path)]
    assert [name for name in sorted(parts_imported(path)) if LEVEL[name] >= own] == []


ROOMS = (
    ("session",),
    ("elements",),
    ("frame", "incident"),
    ("figures",),
    ("map", "compare", "your_data", "sources", "suggest"),
)
"""The rooms of `strikemap/ui`, each drawing from those before its own line."""
ROOM_OF_PAGE = {
    "map": "map",
    "incidents": "incident",
    "incident": "incident",
    "casualties": "figures",
    "compare": "compare",
    "your_data": "your_data",
    "sources": "sources",
    "codebook": "sources",
    "corrections": "sources",
    "suggest": "suggest",
}
OF_EVERY_PAGE = {"session", "frame"}
"""What every page takes beside its own room: whose page it is, and what stands around it."""


def rooms_imported(path: Path) -> set[str]:
    """The rooms of `strikemap/ui` that the module at *path* imports."""
    return {name.split(".")[2] for name in imports(path) if name.startswith("strikemap.ui.")}


@of_each(PAGES)
def test_a_page_takes_from_one_room(path: Path) -> None:
    """A page draws what its own room has, within the frame of every page, and knows no more."""
    assert rooms_imported(path) - OF_EVERY_PAGE == {ROOM_OF_PAGE[path.stem]}
    assert parts_imported(path) <= {"ui", "languages"}


@of_each([each for each in LIBRARY if part(each) == "ui" and each.parent.name != "ui"])
def test_rooms_are_entered_one_way(path: Path) -> None:
    """A room draws from rooms before it, never from one beside it or behind it."""
    level = {room: at for at, rooms in enumerate(ROOMS) for room in rooms}
    own = path.relative_to(ROOT / "strikemap" / "ui").parts[0]
    others = rooms_imported(path) - {own}
    assert [room for room in sorted(others) if level[room] >= level[own]] == []


ABOVE_IN_VIEW = ("cartography", "comparison", "export", "host", "ui", "web")
"""The parts that take what is in view as one `InView`, or as what holds it."""
ROWS = {"Rows", "Integers", "npt.NDArray[np.int64]", "npt.ArrayLike"}
"""How the positions of incidents are written as a type."""
PARTS_OF_A_LAYER = {
    "cells", "cells_of_days", "figures_over_days", "incidents", "incidents_kept", "ranks",
}  # fmt: skip
"""What a layer of the map is put together of: some of what is in view, for `incident_layer`."""


@of_each([each for each in LIBRARY if part(each) in ABOVE_IN_VIEW])
def test_a_view_is_handed_on_whole(path: Path) -> None:
    """No public function takes a collection and, apart from it, what of it is in view."""
    functions = {each.name: annotations(each) for each in public(tree_of(path))
                 if not isinstance(each, ast.ClassDef)}  # fmt: skip
    apart = [
        name
        for name, of in functions.items()
        if "Collection" in of and (of & {"Filters", "Link"} or ("Choice" in of and of & ROWS))
    ]
    assert [name for name in apart if name not in PARTS_OF_A_LAYER] == []


def annotations(of: ast.FunctionDef | ast.AsyncFunctionDef) -> set[str]:
    """The types of the parameters of *of*, as they are written."""
    every = (*of.args.posonlyargs, *of.args.args, *of.args.kwonlyargs)
    return {ast.unparse(each.annotation) for each in every if each.annotation}


@of_each(LIBRARY)
def test_streamlit_is_in_ui_alone(path: Path) -> None:
    """The library knows no Streamlit outside `ui`."""
    known = {name.split(".")[0] for name in imports(path)}
    assert part(path) == "ui" or not known & {"streamlit", "streamlit_folium"}


@of_each(MODULES)
def test_maps_are_shown_in_one_place(path: Path) -> None:
    """streamlit-folium's script lets what it is given run: one module alone hands it anything."""
    known = {name.split(".")[0] for name in imports(path)}
    assert (
        path == ROOT / "strikemap" / "ui" / "elements" / "map_layer.py"
        or "streamlit_folium" not in known
    )


@of_each(MODULES)
def test_files_are_given_in_one_place(path: Path) -> None:
    """Streamlit may give a reader another's file: one module alone, its cure, has buttons."""
    used = {node.attr for node in ast.walk(tree_of(path))
            if isinstance(node, ast.Attribute)}  # fmt: skip
    own = ROOT / "strikemap" / "ui" / "elements" / "download.py"
    assert path == own or "download_button" not in used


@of_each(MODULES)
def test_links_from_data_are_made_in_one_place(path: Path) -> None:
    """An address from data becomes a link by `markup.link_to` alone, which shows its host."""
    # A page's own canonical address and picture are no links that a reader follows.
    own = {ROOT / "strikemap" / "markup.py", ROOT / "strikemap" / "web" / "preview.py"}
    used = {node.attr if isinstance(node, ast.Attribute) else node.id
            for node in ast.walk(tree_of(path))
            if isinstance(node, ast.Attribute | ast.Name)}  # fmt: skip
    assert not used & {"LinkColumn", "link_button"}
    assert path in own or "safe_url" not in used


@of_each(MODULES)
def test_folium_is_in_cartography_alone(path: Path) -> None:
    """Only cartography knows folium; only what pages share shows its maps."""
    known = {name.split(".")[0] for name in imports(path)}
    assert part(path) == "cartography" or not known & {"folium", "branca"}
    assert part(path) == "ui" or "streamlit_folium" not in known


@of_each([*PAGES, ROOT / "app.py", ROOT / "serve.py"])
def test_pages_are_thin(path: Path) -> None:
    """A page has fewer than 100 lines, app and server fewer than 60."""
    assert len(path.read_text("utf-8").splitlines()) < (100 if path in PAGES else 60)


SCRIPTS = [path for each in ("map", "timeline") for path in (ROOT / "static" / each).iterdir()]
TOOLS = [path for each in ("bench", "tools") for path in (ROOT / each).rglob("*.py")]


@of_each([*LIBRARY, *sorted(SCRIPTS), *sorted(TOOLS)])
def test_modules_are_small(path: Path) -> None:
    """A module, in the library or in the browser, has fewer than 300 lines."""
    assert len(path.read_text("utf-8").splitlines()) < 300


@of_each(MODULES)
def test_modules_are_named_after_what_they_hold(path: Path) -> None:
    """No module is a drawer for odds and ends."""
    assert not SHAPELESS & set(path.relative_to(ROOT).with_suffix("").parts)


@of_each(MODULES)
def test_what_is_public_is_described(path: Path) -> None:
    """Each module, and each public function, class and method in it, has a docstring."""
    tree = tree_of(path)
    if path.read_text("utf-8").strip():
        assert ast.get_docstring(tree), named(path)
    assert [node.name for node in public(tree) if not ast.get_docstring(node)] == []


def public(
    tree: ast.Module | ast.ClassDef,
) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef]:
    """The public functions and classes of *tree*, with the methods of the latter."""
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            if node.name.startswith("_"):
                continue
            yield node
            if isinstance(node, ast.ClassDef):
                yield from public(node)


def test_every_part_has_a_level() -> None:
    """The layers name every part of the project and no other, and contributors are told of them."""
    assert {part(path) for path in MODULES} - {"__init__", "__main__"} == set(LEVEL)
    told = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    for drawn in (LEVELS, ROOMS):
        assert f"`{' ← '.join(', '.join(names) for names in drawn)}`" in told
