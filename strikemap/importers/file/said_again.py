"""Two members of one name in an object of JSON: both are kept, the second under another name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

_AGAIN = "\ufdd0"
"""Behind a name that stands before in its object; no character, so that no file should have it."""


def members(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """
    The object of *pairs*, for `json.loads`, which would keep the last of several of one name; of
    those that say the same, one.
    """
    made = dict(pairs)
    return made if len(made) == len(pairs) else _each(pairs)


def _each(pairs: Iterable[tuple[str, object]]) -> dict[str, object]:
    made: dict[str, object] = {}
    times: dict[str, int] = {}
    for name, value in pairs:
        if name not in made:
            made[name] = value
        elif not _is_same(made[name], value):
            times[name] = times.get(name, 1) + 1
            made[numbered(name, times[name])] = value
    return made


def _is_same(one: object, other: object) -> bool:
    try:
        return type(one) is type(other) and one == other
    except RecursionError:
        return False


def numbered(name: str, time: int) -> str:
    """*name* where it stands for the *time*th time, from 2."""
    return f"{bare(name)}{_AGAIN}{time}"


def is_again(name: str) -> bool:
    """Whether *name* stood before in its object."""
    return _AGAIN in name


def bare(name: str) -> str:
    """*name* as its object has it."""
    return name.partition(_AGAIN)[0]


def shown(name: str) -> str:
    """*name* as the second of two columns of one name is called: `killed (2)`."""
    first, _, time = name.partition(_AGAIN)
    return f"{first} ({time})" if time else first


def doubled(of: Mapping[str, object], names: Iterable[str]) -> str:
    """The first of *names* that *of* has twice, "" where none."""
    return next((each for each in names if numbered(each, 2) in of), "")
