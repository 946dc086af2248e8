"""Whoever chooses faster than the server's answers arrive loses nothing, nor does who goes back."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from strikemap.ui.session import address_bar
from strikemap.ui.session.address_bar import Address, AddressBar

CHOICES = st.tuples(st.sampled_from("abc"), st.integers(0, 2))
ACTS = st.lists(st.one_of(CHOICES, st.sampled_from(["arrive", "back"])), max_size=14)


class _Visit:
    """A browser and its server, between which answers are on their way."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.bar, self.view = AddressBar(), dict.fromkeys("abc", 0)
        self.history: list[Address] = [self._address()]
        self.on_its_way: list[Address] = []
        self.monkeypatch = monkeypatch
        self.bar.hear(self.history[-1])

    def _address(self) -> Address:
        return "", "&".join(f"{key}={value}" for key, value in self.view.items())

    def choose(self, key: str, value: int) -> None:
        self._run(back=False, **{key: value})

    def back(self) -> None:
        if len(self.history) > 1:
            self.history.pop()
            self._run(back=True)

    def arrive(self) -> None:
        if self.on_its_way and (address := self.on_its_way.pop(0)) != self.history[-1]:
            self.history.append(address)

    def _run(self, *, back: bool, **chosen: int) -> None:
        asked_from = self.history[-1]
        self.monkeypatch.setattr(address_bar, "follows_history", lambda: back)
        if self.bar.hear(asked_from):
            self.view = {each[0]: int(each[2:]) for each in asked_from[1].split("&")}
            self.on_its_way.append(asked_from)
        self.view |= chosen
        if self.bar.is_behind or self._address() != asked_from:
            self.on_its_way.append(self._address())
        self.bar.write(self._address())


@pytest.fixture(scope="module")
def patch() -> Iterator[pytest.MonkeyPatch]:
    with pytest.MonkeyPatch.context() as patch:
        yield patch


@given(acts=ACTS)
def test_the_last_word_is_the_readers(
    acts: list[tuple[str, int] | str], patch: pytest.MonkeyPatch
) -> None:
    """However late answers come, each choice since the last Back holds, in view and address."""
    visit = _Visit(patch)
    since: dict[str, int] = {}
    for act in acts:
        if act == "arrive":
            visit.arrive()
        elif act == "back":
            visit.back()
            since = {}
        else:
            since[act[0]] = int(act[1])
            visit.choose(act[0], int(act[1]))
    while visit.on_its_way:
        visit.arrive()
    assert {key: visit.view[key] for key in since} == since
    assert visit.history[-1] == visit._address()


@given(acts=st.lists(CHOICES, min_size=1, max_size=6))
def test_back_leads_to_what_was_seen_last(
    acts: list[tuple[str, int]], patch: pytest.MonkeyPatch
) -> None:
    """Where every answer has come, Back is one address back in view too."""
    visit = _Visit(patch)
    for key, value in acts:
        visit.choose(key, value)
        visit.arrive()
    for earlier in reversed(visit.history[:-1]):
        visit.back()
        assert visit._address() == earlier
        while visit.on_its_way:
            visit.arrive()
