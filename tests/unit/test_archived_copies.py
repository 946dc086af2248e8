"""A copy of each page: the one that was looked at, else one by rule that says so."""

from __future__ import annotations

from datetime import date
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from strikemap.archived_copies import archived_copy

DAY = date(2023, 5, 31)
PAGE = "https://example.org/a?b=c&d"


def test_the_one_that_was_looked_at_comes_first() -> None:
    """A curator's copy is the link, without a doubt beside it."""
    made = archived_copy(PAGE, "https://archive.example/x", DAY)
    assert made is not None
    assert 'href="https://archive.example/x"' in unescape(made)
    assert "archived copy<" in made and "archive.example</span>" in unescape(made)


def test_else_it_is_made_by_rule_and_marked() -> None:
    """Without one the archive's address is of the page and the day on which it was printed."""
    made = archived_copy(PAGE, "", DAY)
    assert made is not None
    assert f'href="https://web.archive.org/web/20230531/{PAGE}"' in unescape(made)
    assert "not checked<" in made and "web.archive.org</span>" in unescape(made)


@pytest.mark.parametrize("url", ["", "javascript:alert(1)", "https://a b/", "//x", "ftp://x/y"])
def test_no_address_no_copy(url: str) -> None:
    """What is no address of a page has no copy, whatever stands in its place."""
    assert archived_copy(url, "", DAY) is None
    assert archived_copy(url, url, DAY) is None


@given(url=st.text(), archived=st.text())
def test_property_no_text_makes_markup(url: str, archived: str) -> None:
    """Any text gives nothing, or one link to a plain address."""
    made = archived_copy(url, archived, DAY)
    assert made is None or (made.count("<") == 4 and made.count('<a href="http') == 1)
