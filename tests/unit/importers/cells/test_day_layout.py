"""How the parts of a day stand in a text."""

from __future__ import annotations

import pytest

from strikemap.importers.cells.day_layout import LONGEST, is_day_second, is_month_second, parted


@pytest.mark.parametrize("mark", ["-", "/", "."])
def test_what_stands_behind_the_year_is_known_where_it_can_be_one_thing_alone(mark: str) -> None:
    """A number above twelve is no month; the other one has to be one, or to be a day."""
    for second in range(33):
        for third in range(33):
            text = f"2024{mark}{second:02}{mark}{third} 12:30"
            assert is_day_second(text) == (second > 12 and 1 <= third <= 12)
            assert is_month_second(text) == (second <= 12 < third)
    for text in ("16.05.2025", "x", "", "2024-25/06"):
        assert not is_day_second(text) and not is_month_second(text)


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("16052025", "16/05/2025"), ("20250516", "20250516"), ("18991231", "18/99/1231"),
        ("19001231", "19001231"), ("21001231", "21001231"), ("21011231", "21/01/1231"),
        ("Fri May 16 03:40:00 +0000 2025", "May 16 2025 03:40:00 +0000"),
        ("May 16 03:40 2025", "May 16 2025 03:40"), ("14:30 16.05.2025", "16.05.2025 14:30"),
        ("2:30 pm, 16 May 2025", "16 May 2025 2:30 pm"), ("2025–05–16", "2025-05-16"),
        ("16—5—2025", "16-5-2025"), ("16‑05‑2025", "16-05-2025"), ("2025-05-16[1]", "2025-05-16"),
        ("2025-05-16 [a] [note 2]", "2025-05-16"), ("16 May 2025", "16 May 2025"),
        ("1605202", "1605202"), ("", ""),
    ],
)  # fmt: skip
def test_parts_are_put_in_their_place(text: str, made: str) -> None:
    """Marks between eight digits, the year behind its day, plain hyphens, no footnote."""
    assert parted(text) == made


@pytest.mark.parametrize(("length", "is_looked_at"), [(LONGEST, True), (LONGEST + 1, False)])
def test_a_text_without_end_stays(length: int, is_looked_at: bool) -> None:
    """No pattern is tried on it."""
    text = "2025-05-16" + " " * (length - 13) + "[1]"
    assert (parted(text) == "2025-05-16") is is_looked_at
