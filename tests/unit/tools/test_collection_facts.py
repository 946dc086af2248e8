"""What a collection's README says of its numbers is what its tables say."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from tools import collection_facts

DATA = Path(__file__).parents[3] / "data"
WITH_FACTS = [
    readme.parent
    for readme in sorted(DATA.glob("*/README.md"))
    if collection_facts.BEGIN in readme.read_text("utf-8")
]


@pytest.mark.parametrize("folder", WITH_FACTS, ids=lambda folder: folder.name)
def test_readme_is_fresh(folder: Path) -> None:
    """No number between the markers of a shipped README is stale."""
    assert collection_facts.main(["--check", str(folder)]) == 0


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A copy of the article's collection whose README has markers and nothing between."""
    folder = tmp_path / "small"
    shutil.copytree(DATA / "cnn-2023-05-31", folder)
    (folder / "README.md").write_text("Before\n<!-- facts -->\n<!-- /facts -->\nafter\n", "utf-8")
    return folder


def test_check_finds_a_stale_readme_and_leaves_it(small: Path) -> None:
    """With `--check` a stale README gives 1 and is not written."""
    before = (small / "README.md").read_text("utf-8")
    assert collection_facts.main(["--check", str(small)]) == 1
    assert (small / "README.md").read_text("utf-8") == before


def test_writing_keeps_the_words_around_and_settles(small: Path) -> None:
    """Only what is between the markers is replaced, and a second run changes nothing."""
    assert collection_facts.main([str(small)]) == 0
    text = (small / "README.md").read_text("utf-8")
    assert text.startswith("Before\n<!-- facts -->\n")
    assert text.endswith("\n<!-- /facts -->\nafter\n")
    assert "with two or more publishers: 0 of 2 (0%)" in text
    assert collection_facts.main(["--check", str(small)]) == 0


def test_review_is_summed_where_there_is_one(small: Path) -> None:
    """The second pass's result comes from `review.csv`, and is absent without it."""
    assert "Second pass" not in collection_facts.rewritten(small)[1]
    (small / "review.csv").write_text(
        "incident_id,sources_reread,fields_compared,fields_changed,added,note\n"
        "a,2,10,1,0,\n"
        "b,0,3,0,1,\n",
        "utf-8",
    )
    assert (
        "2 incidents checked; for 1 of them at least one cited page was read again, 2 readings in "
        "all. 13 fields compared, 1 changed; 1 incidents added."
    ) in collection_facts.rewritten(small)[1]


@pytest.mark.parametrize("text", ["no markers", "<!-- facts -->", "<!-- /facts --> <!-- facts -->"])
def test_readme_without_markers_is_refused(small: Path, text: str) -> None:
    """A README without both markers in order gives 2 and is not written."""
    (small / "README.md").write_text(text, "utf-8")
    assert collection_facts.main([str(small)]) == 2
    assert (small / "README.md").read_text("utf-8") == text


def test_faulty_collection_is_refused(small: Path) -> None:
    """A collection that can't be read gives 2, not a traceback."""
    (small / "claims.csv").unlink()
    assert collection_facts.main([str(small)]) == 2


def test_a_reprint_counts_as_its_original() -> None:
    """A publisher is the name before a bracket, and a reprint's is the original's."""
    sources = pd.DataFrame(
        {
            "source_id": ["a", "b", "c", "d"],
            "publisher": ["Reuters (in TODAY)", "Reuters", "Copier", "Copier"],
            "reprint_of": ["", "", "b", ""],
        }
    )
    assert collection_facts.publishers(sources) == ["Reuters", "Reuters", "Reuters", "Copier"]


@pytest.mark.parametrize(
    ("days", "words"),
    [
        ([], "none"),
        ([date(2023, 5, 2)], "2 May"),
        ([date(2023, 5, day) for day in (1, 2, 3, 7)], "1–3, 7 May"),
        ([date(2023, 5, 31), date(2023, 6, 1), date(2023, 6, 2)], "31 May; 1–2 June"),
    ],
)
def test_days_are_written_as_ranges(days: list[date], words: str) -> None:
    """Days that follow one another are a range, broken where a month ends."""
    assert collection_facts.ranges(reversed(days)) == words
