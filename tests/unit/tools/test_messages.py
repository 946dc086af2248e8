"""The catalogue holds every message that the code says."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from copy import deepcopy
from functools import cache

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from strikemap.languages import gettext, speaking
from tools import messages
from tools.messages import PARTS, ROOT, TRANSLATED, bound, extracted, faults, file_of, said_in


@cache
def of_the_code() -> Catalog:
    """What all of the code says, which is read once."""
    return extracted()


def said() -> Iterator[tuple[str, str]]:
    """Each text that is given to gettext as it is, by a plain walk through all of the code."""
    for part in PARTS:
        path = ROOT / part
        for file in path.rglob("*.py") if path.is_dir() else [path]:
            for call in ast.walk(ast.parse(file.read_text("utf-8"))):
                if not isinstance(call, ast.Call) or not isinstance(call.func, ast.Name):
                    continue
                texts = [each.value for each in call.args if isinstance(each, ast.Constant)]
                if call.func.id in ("_", "gettext", "marked", "ngettext") and texts and texts[0]:
                    yield str(texts[0]), file.name
                elif call.func.id == "pgettext" and len(texts) == 2:
                    yield str(texts[1]), file.name


def test_what_is_said_stands_in_the_catalogue() -> None:
    """Wherever a message is said, inside an f-string too, translators meet it."""
    known = {each.id if isinstance(each.id, str) else each.id[0] for each in of_the_code()}
    assert sorted({text for text in said() if text[0] not in known}) == []


def test_messages_within_f_strings_and_calls() -> None:
    """Messages, plurals and contexts are taken, what is not constant is not."""
    said = (
        "_('one')",
        "safe(ngettext('a', 'b', n))",
        "pgettext('of', 'c')",
        "_(name)",
        "_('{d}', d=safe(_('e')))",
    )
    code = "".join(['f"', *(f"{{{each}}}" for each in said), '"'])
    told = {(message, context) for _line, message, context in said_in(code)}
    assert told == {("one", None), (("a", "b"), None), ("c", "of"), ("{d}", None), ("e", None)}


def test_an_empty_list_of_choices_says_so_in_our_words() -> None:
    """Each list of choices has a `placeholder`: Streamlit's own is English in every language."""
    given: dict[str, bool] = {}
    for file in [*ROOT.glob("*.py"), *ROOT.glob("pages/*.py"), *ROOT.glob("strikemap/**/*.py")]:
        for call in ast.walk(ast.parse(file.read_text("utf-8"))):
            if not isinstance(call, ast.Call) or not isinstance(call.func, ast.Attribute):
                continue
            if call.func.attr in ("selectbox", "multiselect"):
                where = f"{file.relative_to(ROOT).as_posix()}:{call.lineno}"
                given[where] = "placeholder" in {each.arg for each in call.keywords}
    assert len(given) > 10
    assert [where for where, named in given.items() if not named] == []


@pytest.mark.parametrize("code", TRANSLATED)
def test_no_message_lacks_or_is_stale(code: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each message is translated with the places of its original, and the files are compiled."""
    monkeypatch.setattr(messages, "extracted", of_the_code)
    assert list(faults(code)) == []


def test_a_message_that_lacks_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """A message without a translation, or with other places than its original, is told by name."""
    found = deepcopy(of_the_code())
    found.add("a message that nobody has translated {so_far}")
    monkeypatch.setattr(messages, "extracted", lambda: found)
    told = list(faults("uk"))
    assert any("nobody has translated" in each and "not translated" in each for each in told)
    assert any("is stale" in each for each in told)


@pytest.mark.parametrize("code", TRANSLATED)
def test_no_line_begins_with_a_dash_or_parts_a_number_from_its_unit(code: str) -> None:
    """What is compiled has fixed spaces there, and else says what the translators wrote."""
    with file_of(code, "po").open("rb") as file:
        catalogue = read_po(file, locale=code)
    for message in catalogue:
        forms = [message.string] if isinstance(message.string, str) else message.string or ()
        for written in forms if message.id else ():
            made = bound(written)
            assert made.replace("\u00a0", " ") == written
            assert re.search(r"\S (?=—)|[\d}] (км|м|МБ|р\.|г\.|ос\.|чел\.)(?!\w)", made) is None
    with speaking(code):
        assert "\u00a0" in gettext("{number} km", number=5)
        assert "\u00a0— " in gettext("{measure} {number} – {who}", measure="a", number=1, who="b")
