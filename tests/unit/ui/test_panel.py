"""What the panel says of an incident's toll: by whose word, of whom, and who printed it."""

from __future__ import annotations

import html
import re
from urllib.parse import parse_qs

import pytest

from strikemap.casualties.standing import EVERYTHING, Choice
from strikemap.languages import speaking
from strikemap.ui.incident.panel import status_line, toll_html
from tests.builders import Row, build, claim, incident

TWICE = [
    claim("c1", "a", "1", people="civilians"),
    claim("c2", "a", "1", by="ministry", people="civilians", source_id="later"),
]
SOLDIERS = claim("c3", "a", "2", by="newsroom", people="combatants", subject="combatants")


@pytest.mark.parametrize(
    ("claims", "choice", "words"),
    [
        (
            TWICE[:1],
            EVERYTHING,
            "1 according to Governor; 1 civilian. Printed by a single publisher.",
        ),
        (TWICE, EVERYTHING, "1 according to Governor; 1 civilian"),
        (
            [claim("c", "a", "2000")],
            EVERYTHING,
            "2,000 according to Governor. Printed by a single publisher.",
        ),
        (
            [*TWICE, SOLDIERS],
            EVERYTHING,
            "3 according to Governor (1) and Newsroom (2); 1 civilian, 2 combatants. "
            "Of these 2 printed by a single publisher.",
        ),
        ([*TWICE, SOLDIERS], Choice(publishers=2), "1 according to Governor; 1 civilian"),
        ([SOLDIERS], Choice(publishers=2), "not known by the chosen claims"),
        ([], EVERYTHING, "not reported (this is not zero)"),
    ],
)  # fmt: skip
def test_a_toll_in_words(claims: list[Row], choice: Choice, words: str) -> None:
    """Each speaker has a share, parts add up, and what one publisher alone printed is marked."""
    whole = build([incident("a")], claims)
    said = html.unescape(re.sub("<[^>]*>", "", toll_html(whole, 0, "killed", choice)))
    assert said == words


@pytest.mark.parametrize("code", ["en", "uk", "ru"])
def test_a_merged_record_leads_to_the_other_in_its_own_collection(code: str) -> None:
    """The link of a merged record keeps collection and language; the others' has none at all."""
    merged = incident("b", status="merged", merged_into="a")
    whole = build([incident("a"), merged, incident("c", status="withdrawn")])
    with speaking(code):
        active, into, withdrawn = (status_line(whole, at) for at in range(3))
    (address,) = re.findall('href="([^"]*)"', into)
    asked = parse_qs(html.unescape(address).removeprefix("?"))
    assert asked == {"collection": [whole.name], "incident": ["a"], "lang": [code]}
    assert not active and "<a" not in withdrawn and withdrawn
