"""The one problem that a test expects."""

from strikemap.model import Problem


def the_one(problems: tuple[Problem, ...]) -> Problem:
    assert len(problems) == 1, problems
    return problems[0]
