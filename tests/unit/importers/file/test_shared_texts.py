"""What the texts that cells share come to."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from strikemap.importers.file.shared_texts import SharedTexts, byte_count

INDICES = st.sampled_from(["0", "1", "02", "9", "x", "", "none", "٣", "1" * 70])


@given(st.lists(st.integers(0, 50), max_size=4), st.lists(INDICES, max_size=9))
def test_property_no_cell_counts_less_than_it_may_show(
    lengths: list[int], cells: list[str]
) -> None:
    """Each its own text's bytes; where that can't be told, those of the longest."""
    texts = SharedTexts()
    told = [texts.show(each, is_shared=True) for each in cells]
    texts.lengths += lengths
    longest = max(lengths, default=0)
    total = 0
    for each, is_told in zip(cells, told, strict=True):
        is_number = each.isascii() and each.isdigit() and len(each) < 64
        assert is_told == is_number
        at = int(each) if is_number else len(lengths)
        total += lengths[at] if at < len(lengths) else longest
    assert texts.total() == total and texts.longest == longest


def test_a_cell_of_another_kind_shows_none() -> None:
    """Its text is its own, and counted as that."""
    texts = SharedTexts()
    texts.lengths.append(7)
    assert not texts.show("", is_shared=False) and texts.total() == 0


@given(st.text())
def test_bytes_are_those_of_utf_8(text: str) -> None:
    """Also of letters beyond ASCII; a half of a surrogate counts as a mark in its place."""
    assert byte_count(text) == len(text.encode("utf-8", "replace"))
