"""An old version is read back as it was released, or it is said why not."""

from __future__ import annotations

import json
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from strikemap.collection import version_lines, versions
from strikemap.collection.text import content_hash
from strikemap.collection.versions import Release, Unavailable
from strikemap.model import TABLES, Collection
from strikemap.side_files import of_folder
from tests.builders import build, claim, incident
from tests.unit import strategies
from tests.unit.collection.releasing import archive
from tests.unit.hostile import PAYLOADS


@pytest.fixture
def three(tmp_path: Path) -> tuple[Collection, list[Release]]:
    """A collection with two older versions: a toll of 1, then of 2, then a second incident."""
    return archive(tmp_path, built())


@lru_cache(maxsize=1)
def built() -> list[Collection]:
    first = build([incident("a")], [claim("c", "a", "1")])
    second = build([incident("a")], [claim("c", "a", "2")], version="1.0.1")
    third = build([incident("a"), incident("b")], [claim("c", "a", "2")], version="1.1.0")
    return [first, second, third]


ENCODED = [each for each in PAYLOADS if each.isprintable() or "\n" in each]
LETTERS = st.characters(exclude_categories=("Cs",), exclude_characters="\0")
WORDS = st.sampled_from(ENCODED) | st.text(LETTERS, min_size=1)


@st.composite
def chains(draw: st.DrawFn) -> list[Collection]:
    """Up to four versions of a collection, whose cells hold whatever text may stand in them."""
    made = []
    for number in range(draw(st.integers(1, 3))):
        rows = draw(strategies.tables())
        for row in rows["claims"]:
            assert isinstance(row, dict)
            row["statement"] = draw(WORDS)
        made.append(build(rows["incidents"], rows["claims"], version=f"1.{number}.0"))
    return made


@settings(
    max_examples=max(settings().max_examples // 8, 1)
)  # each builds and reads several collections
@given(chains())
def test_property_every_version_comes_back(chain: list[Collection]) -> None:
    """Each version has the same content hash, and the same bytes of every table, as it had."""
    with TemporaryDirectory() as place:
        today, made = archive(Path(place), chain)
        for then, release in zip(chain, made, strict=True):
            now = versions.read(today, release)
            assert (now.content_hash, now.version) == (then.content_hash, then.version)
            assert versions.files_of(now) == versions.files_of(then)
            assert content_hash({name: getattr(now, name) for name in TABLES}) == now.content_hash


def test_an_old_version_stands_where_today_does(three: tuple[Collection, list[Release]]) -> None:
    """It has the folder of today's, and its own numbers."""
    today, (first, second, third) = three
    then = versions.read(today, first)
    assert (then.folder, then.version, len(then.incidents)) == (today.folder, "1.0.0", 1)
    assert then.claims["value_min"].tolist() == [1]
    assert versions.read(today, second).claims["value_min"].tolist() == [2]
    assert versions.releases(today.beside) == (first, second, third)


def test_what_is_found(three: tuple[Collection, list[Release]]) -> None:
    """A version is found by its number, and by its number and the first digits of its hash."""
    _, made = three
    first = made[0]
    again = replace(first, content_sha256="f" * 64)
    assert versions.find(made, "1.0.0") == first
    assert versions.find([first, again], "1.0.0") == again
    assert versions.find([first, again], "1.0.0", first.content_sha256[:12]) == first
    assert versions.find(made, "1.0.0", "f" * 12) is versions.find(made, "2.0.0") is None


def test_a_column_of_today_is_empty_in_the_past(three: tuple[Collection, list[Release]]) -> None:
    """Tables of before the model had a column are read, under the hash of their day."""
    today, made = three
    files = {
        **versions.files_of(today),
        "claimants.csv": b"claimant_id,name,type,side,rank\n"
        b"governor,Governor,regional_governor,russia,1\n",
    }
    old = versions.release_of("0.9.0", "2026-11-01", files)
    lines = version_lines.lines_between(versions.files_of(today), files)
    assert today.folder is not None
    place = today.folder / versions.FOLDER
    (place / old.file).write_bytes(lines)
    (place / versions.INDEX).write_bytes(versions.index_bytes([old, made[-1]]))

    then = versions.read(replace(today, beside=of_folder(today.folder)), old)

    assert then.claimants["origin"].astype(str).tolist() == [""]
    assert then.content_hash == old.content_sha256


@pytest.mark.parametrize(
    ("harm", "why"),
    [
        (lambda lines: lines.replace(b"So it was said.", b"So it was not said."), "the hash"),
        (lambda lines: b"", "the hash"),
        (lambda lines: lines + b"d9999 1\n", "out of order or beyond"),
        (lambda lines: b"../../etc/passwd\n" + lines, "no file of a collection"),
        (lambda lines: lines[:-20], "ends within|line feed"),
        (lambda lines: b"\x00\xff" * 40, "no file of a collection"),
    ],
)
def test_what_was_altered_is_never_shown(
    harm: object, why: str, three: tuple[Collection, list[Release]]
) -> None:
    """Lines that were changed, cut or replaced give no version, and it is said why."""
    today, (first, *_) = three
    assert callable(harm) and today.folder is not None
    path = today.folder / versions.FOLDER / first.file
    path.write_bytes(harm(path.read_bytes()))
    with pytest.raises(Unavailable, match=why):
        versions.read(today, first)


def test_lines_that_are_gone(three: tuple[Collection, list[Release]]) -> None:
    """A file that is missing is named; a version on this side of it still opens."""
    today, (first, second, _) = three
    assert today.folder is not None
    (today.folder / versions.FOLDER / first.file).unlink()
    with pytest.raises(Unavailable, match=f"{first.file}: No such file"):
        versions.read(today, first)
    assert versions.read(today, second).version == "1.0.1"


def test_lines_that_are_too_long_to_read(
    three: tuple[Collection, list[Release]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file of the archive is read up to its bound, and not beyond."""
    today, (first, second, *_) = three
    assert today.folder is not None
    sizes = [(today.folder / versions.FOLDER / of.file).stat().st_size for of in (first, second)]
    monkeypatch.setattr(versions, "MAX_BYTES", max(sizes))
    assert versions.read(today, first).version == first.version
    for bound in (sizes[1] - 1, sizes[1] // 2):
        monkeypatch.setattr(versions, "MAX_BYTES", bound)
        with pytest.raises(Unavailable, match=f"{second.file}: longer than"):
            versions.read(today, first)


def test_what_was_not_released_leads_nowhere(three: tuple[Collection, list[Release]]) -> None:
    """From tables that were changed since the release no old version is guessed."""
    today, (first, *_) = three
    edited = build([incident("a", title="Edited")], folder=None)
    with pytest.raises(Unavailable, match=r"changed after 1\.1\.0 had been released"):
        versions.read(replace(edited, folder=today.folder, beside=today.beside), first)
    unknown = replace(first, version="0.0.9")
    with pytest.raises(Unavailable, match="not in the archive"):
        versions.files_as_released(today, unknown)
    assert versions.files_as_released(today, first)
    retold = replace(today, descriptor={**today.descriptor, "title": "Another"})
    with pytest.raises(Unavailable, match=r"changed after 1\.1\.0 had been released"):
        versions.read(retold, first)


HARMED: list[object] = [
    None,
    {"versions": None},
    {"versions": [None]},
    {"versions": [{}]},
    {"versions": [{"version": "1.0.0", "released": "2026-11-22", "content_sha256": "x" * 64,
                   "heading_sha256": "0" * 64}]},
    {"versions": [{"version": "../1", "released": "2026-11-22", "content_sha256": "0" * 64,
                   "heading_sha256": "0" * 64}]},
    {"versions": [{"version": "1.0.0", "released": "today", "content_sha256": "0" * 64,
                   "heading_sha256": "0" * 64}]},
]  # fmt: skip


@pytest.mark.parametrize("contents", HARMED)
def test_an_index_that_is_none_is_said(contents: object, tmp_path: Path) -> None:
    """Whatever the index holds, it is read or refused in words; no path leads out of it."""
    (tmp_path / versions.FOLDER).mkdir()
    path = tmp_path / versions.FOLDER / versions.INDEX
    path.write_text(json.dumps(contents), "utf-8")
    with pytest.raises(Unavailable, match=r"index\.json can't be read"):
        versions.releases(of_folder(tmp_path))
    path.write_bytes(b"\xff\x00")
    with pytest.raises(Unavailable, match=r"index\.json can't be read"):
        versions.releases(of_folder(tmp_path))


def test_without_an_archive_there_are_none(tmp_path: Path) -> None:
    """A collection without an archive, or in memory alone, has no releases."""
    assert versions.releases(of_folder(tmp_path)) == versions.releases(of_folder(None)) == ()
    assert set(TABLES) >= {"incidents", "claims"}
    with pytest.raises(Unavailable, match="not in the archive"):
        versions.read(build([incident("a")]), Release("1.0.0", "2026-11-22", "0" * 64, "0" * 64))


def test_a_cell_of_several_lines_is_read_wherever_it_is_cut(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A table is read in blocks, of which one may end amid a cell."""
    lines = [f'c{at},"{"first" * 9}\nsecond {at}"' for at in range(40)]
    contents = "\n".join(["claim_id,statement", *lines, ""]).encode()
    monkeypatch.setattr(versions, "_BLOCK", 256)
    frame = versions._frame("claims", contents)
    assert frame["claim_id"].tolist() == [f"c{at}" for at in range(40)]
    assert frame["statement"].str.endswith("\nsecond 7").sum() == 1 and not frame["locator"].any()


@pytest.mark.parametrize(
    ("earlier", "later"),
    [
        ("1.9.2", "1.10.0"),
        ("1.0.0", "1.0.1"),
        ("0.9", "1"),
        ("1.0.9", "1.1"),
        ("1.0.0.1", "1.0.0.2"),
    ],
)
def test_versions_are_compared_by_their_numbers(earlier: str, later: str) -> None:
    """Not by their letters."""
    assert versions.ordered(earlier) < versions.ordered(later)


def test_the_index_says_what_is_withheld_and_else_nothing_of_that(
    three: tuple[Collection, list[Release]],
) -> None:
    """Each version has all its other keys, in their order, the newest last."""
    _, (first, second, *_) = three
    contents = versions.index_bytes([replace(first, withheld="taken down"), second])
    listed = json.loads(contents)["versions"]
    assert [each["version"] for each in listed] == [first.version, second.version]
    assert [each.get("withheld") for each in listed] == ["taken down", None]
    assert set(listed[0]) - set(listed[1]) == {"withheld"} and len(listed[1]) > 3


def test_words_that_programs_take_for_nothing_stay_words() -> None:
    """A title may be called NA, null or nan in an old version too, quoted or not."""
    cells = ["NA", "null", "nan", "N/A", "#N/A", "NULL", ""]
    lines = [f'c{at},{cell}\nd{at},"{cell}"' for at, cell in enumerate(cells)]
    frame = versions._frame("claims", "\n".join(["claim_id,statement", *lines, ""]).encode())
    assert frame["statement"].tolist() == [cell for cell in cells for _ in range(2)]
