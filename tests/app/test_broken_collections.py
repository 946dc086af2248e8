"""A host whose collections are broken still has an app, which says what is wrong and where."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.app.broken import SOUND, Fault, break_copy, faults
from tests.app.conftest import Open
from tests.app.words import said


@pytest.mark.parametrize("fault", list(faults()), ids=lambda fault: fault.name)
def test_beside_a_sound_one(
    fault: Fault, tmp_path: Path, open_page: Open, collections: Callable[..., None]
) -> None:
    """File, row, column and cure are told; the sound collection is shown, the broken one not."""
    collections(SOUND, break_copy(fault, tmp_path / "broken"))
    app = open_page()
    words = said(app)
    assert not app.exception
    assert "The collection broken has 1 problem" in words
    told = words[words.index("The collection broken") :]
    row = f" {fault.row} " if fault.row else " "
    assert fault.file in told and row in told and fault.column in told and fault.cure in told
    assert "7 incidents in view" in words
    assert "Traceback" not in words


@pytest.mark.parametrize("fault", list(faults()), ids=lambda fault: fault.name)
def test_alone(
    fault: Fault, tmp_path: Path, open_page: Open, collections: Callable[..., None]
) -> None:
    """With no sound collection the app starts, tells what is wrong, and shows no number."""
    collections(break_copy(fault, tmp_path / "broken"))
    app = open_page("casualties")
    assert not app.exception
    assert fault.file in said(app)
    assert "No sound collection" in said(app)
    assert "incidents in view" not in said(app)


def test_folder_missing(tmp_path: Path, open_page: Open, collections: Callable[..., None]) -> None:
    """A folder that is not there is named, with what it should be."""
    collections(SOUND, tmp_path / "gone")
    app = open_page()
    assert not app.exception
    assert str(tmp_path / "gone") in said(app)
    assert "datapackage.json" in said(app)
    assert "7 incidents in view" in said(app)


def test_every_fault_at_once(
    tmp_path: Path, open_page: Open, collections: Callable[..., None]
) -> None:
    """Each broken collection is told apart, and the page in question opens all the same."""
    every = list(faults())
    for at, fault in enumerate(every):
        break_copy(fault, tmp_path / f"broken-{at}")
    collections(tmp_path, SOUND)
    app = open_page("sources")
    assert not app.exception
    assert [at for at in range(len(every)) if f"collection broken-{at} has" not in said(app)] == []


def test_broken_while_running(
    tmp_path: Path, open_page: Open, collections: Callable[..., None]
) -> None:
    """A collection that breaks under a running app keeps its last sound version, and says so."""
    fault = next(each for each in faults() if each.name == "a wrong type")
    folder = break_copy(Fault("nothing", lambda _: None, "", 0, "", ""), tmp_path / "mine")
    collections(tmp_path)
    assert "7 incidents in view" in said(open_page())
    fault.make(folder)
    app = open_page()
    assert not app.exception
    assert "7 incidents in view" in said(app)
    assert "whole number" in said(app)


def test_linked_while_broken(
    tmp_path: Path, open_page: Open, collections: Callable[..., None]
) -> None:
    """A link to a collection that could not be opened says so and shows the one that could."""
    fault = next(each for each in faults() if each.name == "a duplicate id")
    break_copy(fault, tmp_path / "broken")
    collections(SOUND, tmp_path / "broken")
    app = open_page("incidents", collection=["broken"])
    assert not app.exception
    assert "There is no collection “broken” here" in said(app)
    assert "7 incidents in view" in said(app)
