"""A page says nothing of the command line's options, in any language."""

from __future__ import annotations

import re

import pytest

from strikemap.languages import LANGUAGES
from strikemap.ui.your_data.in_words import without_options
from tools.messages import updated

OF_THE_COMMAND_LINE = re.compile(r"--[a-z]")


@pytest.mark.parametrize("code", [code for code in LANGUAGES if code != "en"])
def test_no_message_of_an_import_keeps_an_option(code: str) -> None:
    """Each message that names an option does so in brackets, which a page leaves out."""
    named = 0
    for message in updated(code):
        of_import = any("strikemap/importers" in place for place, _ in message.locations)
        texts = [message.id, message.string or ""]
        flat = [text for each in texts for text in ([each] if isinstance(each, str) else each)]
        for text in flat if of_import else ():
            named += bool(OF_THE_COMMAND_LINE.search(text))
            assert not OF_THE_COMMAND_LINE.search(without_options(text)), text
    assert named > 10


def test_other_brackets_stay() -> None:
    """What is in brackets without an option is kept."""
    told = "say what comes first (--date-order day or month); see (the note)"
    assert without_options(told) == "say what comes first; see (the note)"
    assert without_options("(a -- b) -- c") == "(a -- b) -- c"
