"""The claims on an incident: nothing lost, each said once, what stands first."""

from __future__ import annotations

import html
import re
from collections import defaultdict
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from strikemap.casualties.standing import EVERYTHING, Choice, claims_about, standing
from strikemap.languages import speaking
from strikemap.markup import safe
from strikemap.model import Collection
from strikemap.ui.incident.claims import MOST_OPEN, about_in_words, claims_html, value_in_words
from strikemap.vocabularies import CASUALTY_MEASURES, SIDES, labels
from strikemap.wording import nested, quoted_title
from tests.builders import build, claim, incident, source

DATA = Path(__file__).parents[3] / "data"


@cache
def of_all(shipped: Collection, position: int, *, is_narrow: bool = False) -> str:
    """What stands of all claims on an incident, which several tests read."""
    return claims_html(shipped, position, EVERYTHING, is_narrow=is_narrow)


@cache
def records(shipped: Collection) -> list[dict[Any, Any]]:
    """All claims of the collection, in its order."""
    return shipped.claims.to_dict("records")


def words(markup: str) -> str:
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]*>", " ", markup)))


def unfolded(markup: str) -> str:
    """*markup* without what is folded, from the innermost fold outwards."""
    fold = r'<details class="sm-\w+">(?:(?!<details).)*?</details>'
    while (shorter := re.sub(fold, "", markup)) != markup:
        markup = shorter
    return markup


@pytest.mark.by_day(1, "the chronology says the same of three hundred incidents")
def test_nothing_is_lost(shipped: Collection) -> None:
    """Each claim of each incident has its words, its claimant and its source on the page."""
    claims, sources = records(shipped), shipped.sources
    for position in range(len(shipped.incidents)):
        made = of_all(shipped, position)
        for row in claims_about(shipped, position):
            of = claims[row]
            assert safe(of["statement"]) in made
            assert safe(shipped.claimants["name"].iloc[of["claimant"]]) in made
            assert safe(nested(sources["title"].iloc[of["source"]])) in made
        assert made.count('class="sm-claim"') <= len(claims_about(shipped, position))


MEASURE = r"<details><summary>(<h3>[^<]*</h3>)[^<]*</summary>"


@pytest.mark.by_day(1, "the chronology says the same of three hundred incidents")
def test_in_a_narrow_place_casualties_alone_are_open(shipped: Collection) -> None:
    """There the same stands in the same order, of many claims each other measure’s folded."""
    claims = records(shipped)
    for position in range(len(shipped.incidents)):
        wide, narrow = (of_all(shipped, position, is_narrow=each) for each in (False, True))
        assert re.sub(f"{MEASURE}|</details>", r"\1", narrow) == wide.replace("</details>", "")
        here = claims_about(shipped, position)
        others = {claims[at]["measure"] for at in here} - set(CASUALTY_MEASURES)
        assert len(re.findall(MEASURE, narrow)) == (len(others) if len(here) > MOST_OPEN else 0)


def test_what_stands_is_not_folded(shipped: Collection) -> None:
    """Every number that stands is in view without a press, and none that fell is."""
    stands = standing(shipped)
    for position in range(len(shipped.incidents)):
        made = of_all(shipped, position)
        shown = re.findall(r'<span class="sm-number">(.*?)</span>', unfolded(made))
        there = [records(shipped)[at] for at in claims_about(shipped, position) if stands[at]]
        whole, short = (
            {str(safe(value_in_words(of, with_whom=with_whom))) for of in there} - {""}
            for with_whom in (True, False)
        )
        # Of whom a number is said may stand beside its sources.
        assert set(shown) <= whole | short and len(shown) <= len(there)
        assert {re.sub(OF_WHOM, "", each) for each in shown} == {
            re.sub(OF_WHOM, "", each) for each in whole
        }


OF_WHOM = r" &#40;(civilians|combatants)&#41;"


SAID_ALIKE = ("measure", "claimant", "subject", "value_min", "value_max", "bound")


def test_no_two_entries_say_the_same(shipped: Collection) -> None:
    """Claims that stand and agree in claimant, measure, subject, number and bound are one entry,
    but where some count civilians and others combatants.
    """
    stands = standing(shipped)
    for position in range(len(shipped.incidents)):
        rows = [row for row in claims_about(shipped, position) if stands[row]]
        alike = defaultdict[tuple[str, ...], set[str]](set)
        for of in (records(shipped)[row] for row in rows):
            if pd.notna(of["value_min"]) or pd.notna(of["value_max"]):
                alike[tuple(str(of[name]) for name in SAID_ALIKE)].add(of["people"])
        both = {"civilians", "combatants"}
        entries = sum(len(each) if both <= each else 1 for each in alike.values())
        made = unfolded(of_all(shipped, position))
        assert made.count('<span class="sm-number">') == entries


def test_claims_that_say_the_same_are_one_entry() -> None:
    """One number by one claimant in three papers is one entry that counts three."""
    papers = [source(name) for name in ("paper", "copy", "later")]
    said = [
        claim(f"c{at}", "a", "4", source_id=each["source_id"]) for at, each in enumerate(papers)
    ]
    made = claims_html(build([incident("a")], said, sources=papers), 0, EVERYTHING)
    assert made.count('class="sm-claim"') == 1 and "3 publications say so" in made
    for number in ("4+", "up to 4", "4-6", "0"):
        alike = [{**each, **claim("c", "a", number), "source_id": each["source_id"],
                  "claim_id": each["claim_id"]} for each in said]  # fmt: skip
        made = claims_html(build([incident("a")], alike, sources=papers), 0, EVERYTHING)
        assert made.count('class="sm-claim"') == 1, number


def test_what_differs_among_them_stands_beside_each_source() -> None:
    """Of whom a number is, and how sure its claimant was, parts no entry: each source has its own
    word for it.  As many civilians and as many combatants are two numbers.
    """
    papers = [source(name) for name in ("paper", "copy", "later")]
    said = [
        claim("c0", "a", "4", people="civilians"),
        claim("c1", "a", "4", source_id="copy", people="not_said"),
        claim("c2", "a", "4", source_id="later", people="civilians", certainty="preliminary"),
    ]
    made = claims_html(build([incident("a")], said, sources=papers), 0, EVERYTHING)
    assert made.count('class="sm-claim"') == 1 and "3 publications say so" in made
    tags = re.findall(r'<span class="sm-tag">(.*?)</span>', made)
    assert [html.unescape(each) for each in tags] == [
        "of whom: civilians", "stated", "of whom: not said", "stated",
        "of whom: civilians", "preliminary",
    ]  # fmt: skip
    assert not re.findall("sm-tag", unfolded(made))
    said.append(claim("c3", "a", "4", people="combatants"))
    both = claims_html(build([incident("a")], said, sources=papers), 0, EVERYTHING)
    assert re.findall(r"4 people \((\w+)\)", words(both)) == ["civilians", "combatants"]


def test_what_was_replaced_is_folded_under_what_replaced_it() -> None:
    """Chains are folded whole; a claim that was not chosen is folded apart and says so."""
    said = [
        claim("c1", "a", "1"),
        claim("c2", "a", "2", supersedes="c1"),
        claim("c3", "a", "3", supersedes="c2"),
    ]
    whole = build([incident("a")], said)
    made = claims_html(whole, 0, EVERYTHING)
    assert "It replaced: 2 people; 1 person" in words(made)
    unchosen = claims_html(whole, 0, Choice(sides=("other",)))
    assert "3 claims not among the chosen claims" in words(unchosen)


def test_no_code_reaches_the_reader(shipped: Collection) -> None:
    """Whom a claim is about is said by name, side or the claim's own words, never by a code."""
    for about in set(shipped.claims["about"].astype(str)) - {""}:
        said = about_in_words(shipped, about)
        assert said != about and not re.search(r"[a-z0-9]+-[a-z0-9]+-\d", said)


def test_whom_a_claim_is_about_is_who_bears_the_id(shipped: Collection) -> None:
    """A claim is about the side, the claimant or the claim that it names, and no other."""
    claims, people = shipped.claims, shipped.claimants
    meant = labels(SIDES) | dict(zip(people["claimant_id"], people["name"], strict=True))
    said = dict(zip(claims["claim_id"].astype(str), claims["statement"].astype(str), strict=True))
    for about in set(claims["about"].astype(str)) - {""}:
        told = words(about_in_words(shipped, about)).strip()
        own = f"the claim “{nested(said.get(about, '').rstrip('.'))}”"
        assert told == meant.get(about, own)


@pytest.mark.parametrize(
    ("said", "told"),
    [("1", "1 person"), ("2", "2 people"), ("1+", "at least 1 person"),
     ("up to 3", "up to 3 people"), ("~4", "about 4 people"), ("2-5", "2–5 people")],
)  # fmt: skip
def test_numbers_agree_with_their_nouns(said: str, told: str) -> None:
    """One is a person, more are people, whatever the bound."""
    whole = build([incident("a")], [claim("c", "a", said)])
    assert value_in_words(whole.claims.iloc[0]) == told


@pytest.mark.parametrize(
    ("page", "title", "language", "marked"),
    [
        ("uk", "[A blast in Bryansk]", "ru", "en"),
        ("ru", "[A blast in Bryansk]", "bg", "en"),
        ("uk", "Взрыв", "ru", "ru"),
        ("uk", "Explosion à Briansk", "fr", "fr"),
        ("en", "[A blast in Bryansk]", "ru", None),
        ("en", "Взрыв", "ru", "ru"),
    ],
)
def test_a_title_is_in_the_language_of_its_letters(
    page: str, title: str, language: str, marked: str | None
) -> None:
    """A title that a curator gave a Russian page in English is not marked as Russian."""
    with speaking(page):
        told = quoted_title(title, language)
    found = re.search('lang="(..)"', told)
    assert (found and found[1]) == marked


@pytest.mark.parametrize(
    ("page", "told"), [("en", "“«Ъ»: a ‘b’”"), ("uk", "«„Ъ“: a “b”»"), ("ru", "«„Ъ“: a “b”»")]
)
def test_quotation_marks_within_others_are_the_inner_ones(page: str, told: str) -> None:
    """No text ends at a quotation mark of its own."""
    with speaking(page):
        said = html.unescape(re.sub("<[^>]*>", "", quoted_title("«Ъ»: a “b”", "ru")))
    assert said == told
