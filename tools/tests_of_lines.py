"""Which tests run a line of the code, and which of them are the first to ask about a fault."""

from __future__ import annotations

import ast
import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path


@dataclass(frozen=True)
class Trace:
    """Which test ran which lines (of a file, by its path), and its seconds of the processor."""

    lines: dict[str, dict[str, list[int]]]
    seconds: dict[str, float]
    failed: frozenset[str]

    @classmethod
    def read(cls, paths: Iterable[Path]) -> Trace:
        """What `tools/traced_tests.py` wrote, of one file of tests each."""
        whole = cls({}, {}, frozenset())
        for path in paths:
            found = json.loads(path.read_text("utf-8"))
            for source, tests in found["lines"].items():
                whole.lines.setdefault(source, {}).update(tests)
            whole.seconds.update(found["seconds"])
            whole = replace(whole, failed=whole.failed | frozenset(found["failed"]))
        return whole

    def tests_of(
        self,
        path: str,
        source: str,
        first: int,
        last: int,
        most: float,
        using: Callable[[], Iterable[str]] = tuple,
    ) -> list[str]:
        """
        The tests for a fault in the lines *first* to *last* of the file at *path*, the best first.

        Those that run the statement; of one that runs while the module is read, those that run a
        line with a name that it sets, and where there is none, as of a function that a constant is
        made by, those that run anything, or anything of the files *using* it where no test runs a
        line, as of a list of words.  Half of the time is for the fastest of them, since a hundred
        cases of a table cost less than one page.  Last come the others of the same test
        files, since what is kept between tests (a fixture, a cache) was run by the first of them
        alone.  At most those of *most* seconds of the processor, and always one.
        """
        of_file = self.lines.get(path, {})
        wanted = _statement(source, first, last)
        running = {test for test, lines in of_file.items() if test and wanted & set(lines)}
        if not running and (not wanted or wanted & set(of_file.get("", ()))):
            running = {test for test in of_file if test}
        if not any(of_file):
            running = {test for each in using() for test in self.lines.get(each, {}) if test}
        files = {file_of(test) for test in running}
        beside = {test for test in self.seconds if file_of(test) in files} - running
        cheap = self._cheapest(running, most / 2)
        groups = (cheap, running - cheap, beside)
        ordered = [test for group in groups for test in self._ordered(group, of_file)]
        chosen: list[str] = []
        left = most
        for test in ordered:
            left -= self.seconds[test]
            if chosen and left < 0:
                break
            chosen.append(test)
        return chosen

    def _cheapest(self, tests: set[str], most: float) -> set[str]:
        """As many of *tests* as take *most* seconds, the fastest."""
        found, left = set(), most
        for test in sorted(tests, key=lambda each: (self.seconds[each], each)):
            left -= self.seconds[test]
            if left < 0:
                break
            found.add(test)
        return found

    def took(self, tests: Iterable[str]) -> float:
        """Seconds of the processor for *tests* without a fault."""
        return sum(self.seconds[test] for test in tests)

    def _ordered(self, tests: set[str], of_file: dict[str, list[int]]) -> list[str]:
        """The most specific and the fastest first, and of one function's cases one at a time."""
        whole = self._lines_of_tests()

        def rank(test: str) -> tuple[float, float, str]:
            share = len(of_file.get(test, ())) / max(whole[test], 1)
            return (-share, self.seconds[test], test)

        seen: Counter[str] = Counter()
        rounds = []
        for test in sorted((t for t in tests if t not in self.failed), key=rank):
            function = test.partition("[")[0]
            rounds.append((seen[function], test))
            seen[function] += 1
        return [test for _, test in sorted(rounds, key=lambda each: each[0])]

    def _lines_of_tests(self) -> Counter[str]:
        whole: Counter[str] = Counter()
        for of_file in self.lines.values():
            for test, lines in of_file.items():
                whole[test] += len(lines)
        return whole


def file_of(test: str) -> str:
    """The file in which the test of this id stands."""
    return test.partition("::")[0]


def using(path: str, sources: Mapping[str, str]) -> Iterator[str]:
    """The paths of those of *sources* that import the module at *path*."""
    module = path.removesuffix(".py").replace("/", ".")
    package, _, name = (re.escape(each) for each in module.rpartition("."))
    imports = re.compile(
        rf"from {re.escape(module)} import|"
        rf"from {package} import (?:\([^)]*\b{name}\b|[^\n(]*\b{name}\b)"
    )
    return (each for each, source in sources.items() if imports.search(source))


def _statement(source: str, first: int, last: int) -> set[int]:
    """The lines that run where the statement at *first* does, or with what it sets."""
    around = [
        node
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.stmt) and node.lineno <= first <= (node.end_lineno or 0)
    ]
    functions = [n for n in around if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef)]
    if not functions:
        return _users(source, around)
    nearest = max(around, key=lambda node: (node.lineno, -(node.end_lineno or 0)))
    if nearest in functions:
        # What stands in its head (a default) matters where the function runs.
        return set(range(nearest.body[0].lineno, (nearest.end_lineno or 0) + 1))
    body = getattr(nearest, "body", None)
    end = body[0].lineno - 1 if body else nearest.end_lineno or last
    return set(range(nearest.lineno, max(end, last) + 1))


def _users(source: str, around: list[ast.stmt]) -> set[int]:
    """The lines within functions that name what a statement outside of them sets."""
    nodes = [node for each in around for node in ast.walk(each)]
    named = {n.id for n in nodes if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)}
    functions = [
        node
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]
    return {
        node.lineno
        for function in functions
        for part in function.body
        for node in ast.walk(part)
        if isinstance(node, ast.Name) and node.id in named
    }
