"""Where the lines of a picture's words end: nothing is lost between them, what is cut says so."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from strikemap.export.lettering import _LONGEST, width, wrapped

TEXTS = st.lists(
    st.text(st.sampled_from("Wiш1—"), min_size=1, max_size=40), min_size=1, max_size=8
).map(" ".join)


@given(text=TEXTS, room=st.integers(20, 200))
def test_property_lines_hold_the_text(text: str, room: int) -> None:
    """With as many lines as it takes, each fits, and together they are the text, each letter."""
    lines = wrapped(text, 14, room, len(text) + 1)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert all(width(line, 14) <= room for line in lines)


@given(text=TEXTS, room=st.integers(40, 200), most=st.integers(1, 3))
def test_property_a_cut_text_is_as_long_as_fits(text: str, room: int, most: int) -> None:
    """Of fewer lines the last ends in `…`, and one letter more of its own would not have fitted."""
    whole, cut = (wrapped(text, 14, room, lines) for lines in (len(text) + 1, most))
    if len(whole) <= most:
        assert cut == whole
        return
    assert cut[:-1] == whole[: most - 1] and len(cut) == most
    last, kept = whole[most - 1], cut[-1].removesuffix("…")
    assert cut[-1].endswith("…") and last.startswith(kept) and width(cut[-1], 14) <= room
    more = last[len(kept) :].lstrip(" ")[:1]
    assert not more or width(kept + more + "…", 14) > room


@pytest.mark.parametrize("bold", [False, True])
def test_a_word_longer_than_a_line_is_parted(bold: bool) -> None:
    """Its parts follow each other, and the words behind it are still there."""
    lines = wrapped(f"{'x' * 30} end of it", 14, 100, 9, bold=bold)
    assert len(lines) > 1 and "".join(lines).replace(" ", "") == "x" * 30 + "endofit"
    assert lines[-1].endswith("end of it")


@pytest.mark.parametrize(("more", "is_cut"), [(0, False), (1, True)])
def test_a_text_that_is_longer_than_any_picture_says_that_it_goes_on(
    more: int, is_cut: bool
) -> None:
    """Also where what is looked at of it has room."""
    text = "a " * (_LONGEST // 2) + "a" * more
    lines = wrapped(text, 12.0, 300.0, 999)
    assert lines[-1].endswith("…") is is_cut and len(lines) > 9


def test_bold_letters_take_more_room() -> None:
    """As they do in the picture."""
    text = "Strikes on Russian territory"
    assert width(text, 14, bold=True) > width(text, 14)
