"""The command that the page names writes what the page would."""

from __future__ import annotations

import shlex
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from strikemap.__main__ import main
from strikemap.export import FORMS, command, export
from strikemap.export.view import View
from strikemap.filters.choices import Filters
from strikemap.links import Link
from tests.builders import build
from tests.unit.export.views import DATA, SHIPPED, link_of, shipped
from tests.unit.hostile import READABLE

VIEW = Link(filters=Filters(regions=("RU-BEL",), text="it's $HOME", as_of=date(2023, 6, 5)))


@pytest.mark.by_day(3, "the command writes each form by the one call by which it writes these")
@pytest.mark.parametrize("form", sorted(FORMS, key=lambda form: (form != "csv", form)))
def test_it_writes_the_same_bytes(
    form: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Run from the project's folder, it gives the file that the page gives."""
    whole = shipped(SHIPPED[1])
    if form != "csv":  # that the folder is read and checked, one form tells for all
        monkeypatch.setattr("strikemap.__main__._read", lambda folder, tell: whole)
    named = whole.incidents["incident_id"].iloc[0]
    link = link_of(whole, f"region=RU-BEL&weapon=drone&as_of=2023-06-05&incident={named}")
    monkeypatch.chdir(DATA.parent)
    view = View(whole, link, "https://strikes.example")
    words = shlex.split(command(form, view))
    assert words[:5] == ["python", "-m", "strikemap", "export", f"data/{SHIPPED[1]}"]
    assert main([*words[3:-1], str(tmp_path / words[-1])]) == 0
    assert (tmp_path / words[-1]).read_bytes() == export(form, view)


def test_no_text_leaves_its_word() -> None:
    """Whatever is searched for, a shell takes it as part of one word."""
    nothing = build([])
    for text in READABLE:
        link = replace(VIEW, filters=Filters(text=text[:200]))
        words = shlex.split(command("csv", View(nothing, link)))
        assert len(words) == 11 and words[7] == "--query" and words[9] == "--output"


def test_where_a_host_keeps_its_data_is_not_told(tmp_path: Path) -> None:
    """A folder elsewhere is named by its last name, one in memory alone by a word for it."""
    whole = build([])
    assert shlex.split(command("csv", View(whole, VIEW)))[4] == "DIR"
    elsewhere = replace(whole, folder=tmp_path / "mine")
    assert shlex.split(command("csv", View(elsewhere, VIEW)))[4] == "mine"
