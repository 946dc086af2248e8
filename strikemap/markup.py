"""The only way that text becomes HTML, map script or Markdown."""

from __future__ import annotations

import re
import unicodedata
from typing import NewType

Safe = NewType("Safe", str)
"""Text that has gone through this module and may stand in HTML, script or Markdown."""

_PUNCTUATION = {code: f"&#{code};" for code in range(0x21, 0x7F) if not chr(code).isalnum()}
# Bidirectional controls reorder what stands around them; isolation (below) is the cure for
# honest right-to-left text, and these marks are shown rather than obeyed.
_BIDI = dict.fromkeys((*range(8234, 8239), *range(8294, 8298)), "�")
_TABLE = _PUNCTUATION | _BIDI | {0x200E: None, 0x200F: None, 0x061C: None}
# A Markdown autolinker needs no punctuation of ours: "www" and a dot is enough, and the dot is
# already a reference; a line that starts with digits or spaces needs a line break to matter.
_SPACES = re.compile(r"[\x00-\x20\x7f-\x9f\u2028\u2029]+")


def safe(text: object, *, limit: int | None = None) -> Safe:
    """
    Text that is shown as it is wherever it is put: HTML, a script's string, Markdown, Jinja.

    Each ASCII punctuation mark becomes its numeric character reference, so that nothing in the
    text can end a string, open a tag, a template, a link, a directive or a code span; control
    characters and line breaks become one space; direction marks lose their power.  Longer than
    *limit* characters, it is cut with an ellipsis.

    Charts, tables, `st.text` and exports take raw text: they would show the references.
    """
    flat = _SPACES.sub(" ", _without_surrogates(str(text))).strip()
    if limit is not None and len(flat) > limit:
        flat = flat[: limit - 1].rstrip() + "…"
    return Safe(flat.translate(_TABLE))


def safe_url(url: str) -> Safe | None:
    """
    *url* for an attribute, or None where it is not a plain http(s) address.

    No address with a user name, white space or a control character is let through.
    """
    if (
        re.fullmatch(r"https?://[^\s/@\\\x00-\x20\x7f-\x9f]+(?:/[^\s\x00-\x20\x7f-\x9f]*)?", url)
        is None
    ):
        return None
    if len(url) > 2_000:
        return None
    return safe(url)


def join(*parts: str) -> Safe:
    """The project's own markup and safe text, one after another."""
    return Safe("".join(parts))


def _without_surrogates(text: str) -> str:
    """*text* with what cannot be encoded replaced, so that no browser or file chokes on it."""
    return unicodedata.normalize("NFC", text.encode("utf-8", "replace").decode("utf-8"))
