"""What the totals and charts say: by whose word, of which territory, and what is unknown."""

from __future__ import annotations

import html
import re

import numpy as np
import pytest

from strikemap.casualties import Choice, tolls
from strikemap.host.shelf import Shelf
from strikemap.model import TERRITORIES, Collection
from strikemap.ui.figures.totals import groups, totals_html
from strikemap.ui.session.state import Session
from tests.app.conftest import Open
from tests.app.words import said
from tests.builders import build, claim, incident
from tests.unit.export.views import shipped


def view(of: Collection) -> Session:
    """A session that looks at all of *of*."""
    return Session(of, Shelf({of.name: of}, {}), {of.name: of})


def plain(markup: str) -> str:
    """The words of *markup*."""
    return html.unescape(re.sub(r"<[^>]*>", " ", markup))


def added_by(of: Collection, territory: str, measure: str, choice: Choice) -> dict[str, int]:
    """How much of a territory's headline figure is by each claimant's word, worked out plainly."""
    toll, added = tolls(of, measure, choice), dict[str, int]()
    for row, each in of.incidents.iterrows():
        at = int(row)  # type: ignore[call-overload]  # the index counts
        if each["status"] == "active" and each["territory"] == territory and toll.known[at]:
            who = str(of.claimants["name"].iloc[of.claims["claimant"].iloc[int(toll.claim[at])]])
            added[who] = added.get(who, 0) + int(toll.headline[at])
    return {who: amount for who, amount in added.items() if amount}


@pytest.mark.parametrize("name", ["cnn-2023-05-31", "chronology-2023-05-06"])
def test_who_says_so(name: str, open_page: Open) -> None:
    """Under a total stands who adds most to its figure, and how many others add to it."""
    words = said(open_page(collection=[name]))
    for term in TERRITORIES:
        for measure in ("killed", "injured"):
            added = added_by(shipped(name), term.code, measure, Choice())
            most = [who for who, amount in added.items() if amount == max(added.values())]
            more = len(added) - 1
            others = f" and {more} other{'' if more == 1 else 's'}" if more else ""
            lines = [f"{measure} {sum(added.values())} by the word of {who[:60]}" for who in most]
            assert any(line in words and others in words for line in lines), lines


@pytest.mark.parametrize(
    ("one", "other", "line"),
    [
        ("0", "0", "killed 0 by the word of Governor and 1 other."),
        ("up to 3", "0", "killed up to 3 by the word of Governor."),
        ("0", "2", "killed 2 by the word of Kyiv."),
        ("1", "2", "killed 3 by the word of Kyiv and 1 other."),
        ("", "", ""),
    ],
)
def test_who_says_zero(one: str, other: str, line: str) -> None:
    """A zero is named with who states it, a maximum is no zero, and silence names nobody."""
    claims = [claim("c1", "a", one), claim("c2", "b", other, by="kyiv")]
    current = view(build([incident("a"), incident("b")], claims))
    words = plain(totals_html(current, groups(current)[:1]))
    assert line in words
    assert ("Headline figures" in words) is bool(line)


def test_nobody_is_named_for_nothing() -> None:
    """One who makes most claims, all zero, is not named for a figure that another gives."""
    many = [incident(f"i{number}") for number in range(5)]
    claims = [claim(f"z{number}", f"i{number}", "0") for number in range(4)]
    current = view(build(many, [*claims, claim("c", "i4", "37", by="newsroom")]))
    words = plain(totals_html(current, groups(current)[:1]))
    assert "killed 37 by the word of Newsroom." in words
    assert "Governor" not in words
    assert np.count_nonzero(tolls(current.collection, "killed").known) == 5
