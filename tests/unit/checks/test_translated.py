"""What the rules of translations cost where there are none."""

from __future__ import annotations

import pytest

from strikemap import translations
from strikemap.checks import check_collection
from tests.builders import build, claim, incident


def test_no_text_is_gathered_for_no_translation(monkeypatch: pytest.MonkeyPatch) -> None:
    """A collection without translations is checked without a look at all of its texts."""

    def gathered(_collection: object) -> None:
        raise AssertionError("the texts were gathered")

    made = build([incident("a")], [claim("c", "a", "1")])
    monkeypatch.setattr(translations, "originals", gathered)
    assert not [each for each in check_collection(made) if each.file == "translations.csv"]
