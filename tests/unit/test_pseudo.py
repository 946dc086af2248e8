"""The language of brackets tells what is a message from what is none."""

from __future__ import annotations

from strikemap.languages import gettext as _
from strikemap.languages import ngettext, speaking
from strikemap.wording import change_in_words
from tests.pseudo import CODE, escaped, pseudo_language


def test_what_is_no_message_escapes() -> None:
    """What is put into a message must be one itself, or a text of the data."""
    with pseudo_language(), speaking(CODE):
        told = _("“{key}” was not understood: {why}.", key="a village", why=_("Open"))
        counted = ngettext(
            "{incidents}, in {count} region",
            "{incidents}, in {count} regions",
            1204,
            incidents="Ann Lee",
        )
        unknown = _("Nobody was given this to translate")
    assert told == "“a village⟦” was not understood: ⟧⟦Open⟧."
    assert escaped(told) == ["village"]
    assert "".join(escaped(unknown)) == "Nobodywasgiventhistotranslate"
    assert escaped(counted, {"Ann Lee"}) == []
    assert escaped(counted, {"Ann"}) == ["Lee"]


def test_brackets_are_forgotten() -> None:
    """Before and after, what is kept of that language is what it really says."""
    with speaking(CODE):
        before = change_in_words("weapon: “drone” became “rocket”")
        with pseudo_language():
            within = change_in_words("weapon: “drone” became “rocket”")
        after = change_in_words("weapon: “drone” became “rocket”")
    assert "⟦" not in before
    assert "⟦" in within
    assert after == before
