"""Which tests are asked whether they notice a fault of a line."""

from __future__ import annotations

from tools.tests_of_lines import Trace, using

SOURCE = """\
LIMIT = 3


def least(values, limit=LIMIT):
    if (
        len(values) < limit
    ):
        return None
    return min(values)
"""
TRACE = Trace(
    {
        "a.py": {
            "": [1, 4],
            "t/one.py::least": [5, 6, 9],
            "t/one.py::none[1]": [5, 6, 8],
            "t/one.py::none[2]": [5, 6, 8],
            "t/two.py::page": [5, 6, 9],
            "t/two.py::broken": [5, 9],
        },
        "b.py": {"t/two.py::page": list(range(1, 100)), "t/two.py::other": [1]},
    },
    {
        "t/one.py::least": 2.0,
        "t/one.py::none[1]": 1.0,
        "t/one.py::none[2]": 0.5,
        "t/two.py::page": 0.1,
        "t/two.py::other": 0.1,
        "t/two.py::broken": 0.1,
        "t/far.py::away": 0.1,
    },
    frozenset({"t/two.py::broken"}),
)


def asked(line: int, seconds: float = 100.0) -> list[str]:
    return TRACE.tests_of("a.py", SOURCE, line, line, seconds)


def test_those_that_run_the_statement_come_first() -> None:
    """First who ran the line, the specific before the page; then the others of the same files."""
    assert asked(9) == [
        "t/one.py::least", "t/two.py::page", "t/one.py::none[2]", "t/two.py::other",
        "t/one.py::none[1]",
    ]  # fmt: skip
    assert asked(8)[:2] == ["t/one.py::none[2]", "t/one.py::none[1]"]
    assert "t/two.py::page" not in asked(8), "a file none of whose tests ran the line"


def test_one_case_of_each_function_before_the_second() -> None:
    """What a function's cases ask is alike, so that another function comes before the second."""
    running = asked(6)
    assert running[0] == "t/one.py::none[2]" and running[-2:] == [
        "t/one.py::none[1]", "t/two.py::other",
    ]  # fmt: skip


def test_half_of_the_time_is_for_the_fastest() -> None:
    """All cases of a table, before a page that runs the line too, however specific that one is."""
    cases = [f"t/one.py::case[{at}]" for at in range(9)]
    of_file = {"t/two.py::page": [9], "t/one.py::long": [9], **{each: [5, 9] for each in cases}}
    seconds = {"t/two.py::page": 0.9, "t/one.py::long": 0.5, **dict.fromkeys(cases, 0.1)}
    other = {"b.py": {each: list(range(50)) for each in cases}}
    trace = Trace({"a.py": of_file, **other}, seconds, frozenset())
    chosen = trace.tests_of("a.py", SOURCE, 9, 9, 2.0)
    assert chosen[:9] == cases and chosen[9:] == ["t/one.py::long"]
    assert trace.tests_of("a.py", SOURCE, 9, 9, 1.0)[:6] == [*cases[:5], "t/one.py::long"]


def test_a_line_of_a_statement_is_the_statement_and_a_default_is_its_function() -> None:
    """A fault within a long condition, or in a function's head, has the tests that run it."""
    assert set(asked(7)) == set(asked(5)) == set(asked(6))
    assert set(asked(4)) == set(asked(6)) == set(asked(1)), "whatever stands outside and is unused"


def test_a_constant_is_asked_of_those_that_run_a_line_with_it() -> None:
    """A fault in what a module sets is tried first by tests of the lines that name it."""
    source = "A = 1\nB = 2\n\n\ndef a():\n    return A\n\n\ndef b():\n    return B\n"
    ran = {"t/x.py::a": [6], "t/x.py::b": [10]}
    trace = Trace({"a.py": ran}, {"t/x.py::a": 1.0, "t/x.py::b": 1.0}, frozenset())
    assert trace.tests_of("a.py", source, 1, 1, 1.0) == ["t/x.py::a"]
    assert trace.tests_of("a.py", source, 2, 2, 1.0) == ["t/x.py::b"]


def test_no_test_that_fails_anyhow_and_no_more_than_the_seconds() -> None:
    """A test that fails without a fault notices none; time is kept, but one is always asked."""
    assert all("t/two.py::broken" not in asked(line) for line in range(1, 10))
    assert asked(9, 2.2) == ["t/two.py::page", "t/one.py::least"]
    assert asked(9, 0.01) == ["t/one.py::least"]


def test_a_line_that_no_test_runs_has_none() -> None:
    """Where no test runs a line none is asked, and its fault counts as not noticed."""
    never = Trace({"a.py": {"": [1]}}, {"t/far.py::away": 0.1}, frozenset())
    assert never.tests_of("a.py", SOURCE, 9, 9, 10.0) == []


def test_a_function_that_runs_while_the_module_is_read_is_asked_of_all_that_run_the_file() -> None:
    """As one that makes a pattern of words, which no test calls."""
    lines = {"a.py": {"": [1, 2, 5], "t/one.py::least": [6]}}
    source = "def made(words):\n    return words\n\n\nWORDS = made([])\n\n\n\n"
    trace = Trace(lines, {"t/one.py::least": 1.0}, frozenset())
    assert trace.tests_of("a.py", source, 2, 2, 9.0) == ["t/one.py::least"]


def test_of_words_alone_those_are_asked_that_run_what_uses_them() -> None:
    """A module without a line that a test runs is noticed through those that import it."""
    sources = {
        "a.py": "from p.words import ONE\n",
        "b.py": "from p import (\n    other,\n    words,\n)\n",
        "c.py": "from p import other, words\n",
        "d.py": "from p import other\nfrom p.words_of import ONE\nfrom q import words\n",
    }
    assert list(using("p/words.py", sources)) == ["a.py", "b.py", "c.py"]
    found = TRACE.tests_of("p/words.py", "ONE = 1\n", 1, 1, 100.0, lambda: ["b.py"])
    assert sorted(found[:2]) == ["t/two.py::other", "t/two.py::page"]
    assert TRACE.tests_of("p/words.py", "ONE = 1\n", 1, 1, 100.0) == []
