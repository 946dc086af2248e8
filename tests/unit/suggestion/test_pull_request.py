"""The text that a suggestion yields."""

from __future__ import annotations

import pytest

from strikemap.model import Collection
from strikemap.suggestion.pull_request import CHECKLIST, next_version, pull_request
from strikemap.suggestion.rows import csv_lines, one_line, whole_row
from strikemap.suggestion.verdict import Verdict, examine
from tests.unit.hostile import PAYLOADS
from tests.unit.suggestion.made_up import CLAIM, INCIDENT, TODAY, VALUYKI, with_rows


def test_pull_request(sound: Collection) -> None:
    """It holds the lines, the descriptor's changes and the checklist."""
    late = with_rows({**INCIDENT, "date_start": "2023-05-20", "date_end": "2023-05-20"})
    text = pull_request(sound, late, Verdict((), True), TODAY)
    assert text.startswith(f"# Add {VALUYKI}\n")
    assert csv_lines("claims", [CLAIM]) in text
    assert "version: 1.1.0\nupdated: 2026-11-22\ncoverage: from 2023-05-20 to 2023-05-31\n" in text
    assert all(f"- [ ] {each}\n" in text for each in CHECKLIST)


@pytest.mark.parametrize("first", range(0, len(PAYLOADS), 4))
def test_hostile_text_stays_fenced(sound: Collection, first: int) -> None:
    """What people write is one line within a fence that it cannot close."""
    title, summary, statement, locator = (
        PAYLOADS[at % len(PAYLOADS)] for at in range(first, first + 4)
    )
    row = whole_row("incidents", {**INCIDENT, "title": title, "summary": summary})
    said = whole_row("claims", {**CLAIM, "statement": statement, "locator": locator})
    verdict = examine(sound, with_rows(row, said), TODAY)
    text = pull_request(sound, with_rows(row, said), verdict, TODAY)
    outside, fence = [], ""
    for line in text.split("\n"):
        mark = line[: len(line) - len(line.lstrip("`"))]
        if fence:
            fence = "" if line == fence else fence
        elif len(mark) >= 3:
            fence = mark
        else:
            outside.append(line)
    assert not fence
    for payload in (title, summary, statement, locator):
        flat = one_line(payload)
        assert len(flat) < 4 or flat not in "\n".join(outside)
    assert csv_lines("incidents", [row]).count("\n") == 1
    assert csv_lines("claims", [said]).count("\n") == 1


@pytest.mark.parametrize(
    ("version", "correction", "addition"),
    [("1.0.0", "1.0.1", "1.1.0"), ("2.3.9", "2.3.10", "2.4.0"), ("today", "today", "today")],
)
def test_next_version(version: str, correction: str, addition: str) -> None:
    """A correction raises the last number, an addition the middle one."""
    assert next_version(version, is_correction=True) == correction
    assert next_version(version, is_correction=False) == addition
