"""What is worked out of a collection: kept while the collection lives and while there is room."""

from __future__ import annotations

import sys
from collections import OrderedDict, deque
from collections.abc import Callable, Collection, Hashable
from dataclasses import fields, is_dataclass
from functools import wraps
from itertools import count
from threading import Lock, RLock
from typing import Any, Concatenate, ParamSpec, TypeVar
from weakref import WeakKeyDictionary, finalize

import numpy as np

from strikemap.languages import language

ROOM = 160 * 2**20
"""Bytes that all values kept may take together; the one used longest ago goes first."""

P = ParamSpec("P")
T = TypeVar("T")
C = TypeVar("C")


class Store:
    """
    Values by the collection that they are of, and by what was asked of it.

    A collection is held weakly: with it go its values.  Shared by all sessions and threads.
    """

    def __init__(self, room: int = ROOM) -> None:
        self.room = room
        self._lock = Lock()
        self._numbers = count()
        self._number_of: WeakKeyDictionary[Any, int] = WeakKeyDictionary()
        self._gone: deque[int] = deque()
        self._kept: OrderedDict[tuple[int, Hashable], tuple[Any, int]] = OrderedDict()
        self._bytes = 0
        self._making: dict[tuple[int, Hashable], RLock] = {}

    @property
    def bytes(self) -> int:
        """Bytes of the values that are kept now, about."""
        return self._bytes

    def bytes_of(self, subjects: Collection[Any]) -> int:
        """Bytes of the values that are kept of *subjects*, about."""
        with self._lock:
            self._let_go()
            numbers = {self._number_of[each] for each in subjects if each in self._number_of}
            return sum(size for (number, _), (_, size) in self._kept.items() if number in numbers)

    def value(self, of: Any, asked: Hashable, make: Callable[[], T]) -> T:
        """The value of *of* for *asked*, made by *make* where it is not kept."""
        with self._lock:
            self._let_go()
            key = (self._number(of), asked)
            if key in self._kept:
                self._kept.move_to_end(key)
                found: T = self._kept[key][0]
                return found
            turn = self._making.setdefault(key, RLock())
        # Who asks for the same meanwhile waits for it: a hundred readers would make it all at once,
        # at a hundred times the memory, and each of them after all the others.
        with turn:
            return self._made(key, make)

    def _made(self, key: tuple[int, Hashable], make: Callable[[], T]) -> T:
        with self._lock:
            if key in self._kept:
                found: T = self._kept[key][0]
                return found
        try:
            made = make()
            weight = weigh(made)
        except BaseException:
            with self._lock:
                self._making.pop(key, None)
            raise
        with self._lock:
            self._making.pop(key, None)
            self._bytes += weight - self._kept.pop(key, (None, 0))[1]
            self._kept[key] = (made, weight)
            while self._bytes > self.room and len(self._kept) > 1:
                self._bytes -= self._kept.popitem(last=False)[1][1]
        return made

    def _number(self, of: Any) -> int:
        # An identity may be given anew once its collection is gone, a number never is.
        if of not in self._number_of:
            self._number_of[of] = next(self._numbers)
            finalize(of, self._forget, self._number_of[of]).atexit = False
        return self._number_of[of]

    def _forget(self, number: int) -> None:
        self._gone.append(number)
        # Garbage may be collected while this thread holds the lock: then its holder, or whoever
        # asks next, lets the values go.
        if self._lock.acquire(blocking=False):
            try:
                self._let_go()
            finally:
                self._lock.release()

    def _let_go(self) -> None:
        while self._gone:
            number = self._gone.popleft()
            for key in [key for key in self._kept if key[0] == number]:
                self._bytes -= self._kept.pop(key)[1]


STORE = Store()


def cached(
    make: Callable[Concatenate[C, P], T],
) -> Callable[Concatenate[C, P], T]:
    """
    Keep what *make*, a function of a collection and of hashable arguments, returns.

    The value is shared by all sessions, must not be changed, and must not hold the collection.
    """
    return _kept(make, lambda: "")


def cached_by_language(
    make: Callable[Concatenate[C, P], T],
) -> Callable[Concatenate[C, P], T]:
    """As `cached`, of what holds words: what is kept in one language is given in no other."""
    return _kept(make, language)


def _kept(
    make: Callable[Concatenate[C, P], T], words_in: Callable[[], str]
) -> Callable[Concatenate[C, P], T]:
    name = f"{make.__module__}.{make.__qualname__}"

    @wraps(make)
    def kept(of: C, /, *args: P.args, **kwargs: P.kwargs) -> T:
        asked = (name, words_in(), args, tuple(sorted(kwargs.items())))
        return STORE.value(of, asked, lambda: make(of, *args, **kwargs))

    return kept


def weigh(value: object) -> int:
    """About how many bytes *value* takes: arrays, text, and what holds them, two levels deep."""
    return _weigh(value, 3)


def _weigh(value: object, depth: int) -> int:
    if isinstance(value, np.ndarray):
        return value.nbytes
    if isinstance(value, str | bytes) or depth == 0:
        return sys.getsizeof(value)
    if is_dataclass(value) and not isinstance(value, type):
        return sum(_weigh(getattr(value, each.name), depth - 1) for each in fields(value))
    if isinstance(value, dict):
        return sys.getsizeof(value) + sum(_weigh(each, depth - 1) for each in value.values())
    if isinstance(value, list | tuple):
        return sys.getsizeof(value) + sum(_weigh(each, depth - 1) for each in value)
    return sys.getsizeof(value)
