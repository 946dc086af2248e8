"""What the page says of a file names no option of the command line, which it has fields for."""

from __future__ import annotations

import re

import pytest
from babel.messages.pofile import read_po

from strikemap.ui.your_data.in_words import on_page
from tools.messages import TRANSLATED, file_of

OF_THE_COMMAND_LINE = ("{lacking} (--map COLUMN=FIELD, or a file with --mapping).",)
"""What the page has words of its own for, by its beginning."""


@pytest.mark.parametrize("code", TRANSLATED)
def test_no_option_is_named(code: str) -> None:
    """Of every message that names one, in each language, the page leaves it out, and it alone."""
    with file_of(code, "po").open("rb") as file:
        catalogue = read_po(file, locale=code)
    held = 0
    for message in catalogue:
        ids, texts = (
            each if isinstance(each, (list, tuple)) else (each,)
            for each in (message.id, message.string)
        )
        if not re.search(r"--[a-z]", str(ids)) or str(ids[0]).startswith(OF_THE_COMMAND_LINE):
            continue
        for text in (*ids, *texts):
            left = on_page(str(text))
            assert "--" not in left, text
            assert left == re.sub(r" \(--[^)]*\)", "", str(text))
            held += 1
    assert held > 15
