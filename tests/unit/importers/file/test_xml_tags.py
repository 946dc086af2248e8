"""A tag that would be made at once is as short as a reader's memory is small."""

from __future__ import annotations

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from strikemap.importers import ImportOptions, ImportProblem, import_file
from strikemap.importers.file import xml_tags
from strikemap.importers.file.xml_tags import LONGEST, CountedTags, Tags
from tests.unit.importers.test_swelling import peak

MANY = b" ".join(b'a%x=">"' % at for at in range(LONGEST // 9))
"""Attributes of one tag, each with what ends a tag elsewhere in it."""


def workbook(part: bytes) -> bytes:
    """A spreadsheet with *part* among its parts."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", part)
    return made.getvalue()


@pytest.mark.parametrize("wrap", [bytes, workbook])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_tag_of_a_million_attributes(wrap: type, encoding: str) -> None:
    """It is refused in words, and takes little more memory than a tag may be long."""
    whole = '<?xml version="1.0"?><kml ' + MANY.decode() + MANY.decode().replace("a", "b") + "/>"
    contents = wrap(whole.encode(encoding))
    refused: list[str] = []

    def opened() -> None:
        with pytest.raises(ImportProblem) as told:
            import_file(contents, None, ImportOptions(), file_name="a.kml")
        refused.append(str(told.value))

    assert peak(opened) < 20 * LONGEST
    assert "fits into memory" in refused[0]


@given(
    st.lists(st.sampled_from([b"<", b">", b"a", b"aaa", b"<a>"]), max_size=40),
    st.lists(st.integers(1, 9), min_size=1, max_size=9),
    st.integers(3, 12),
)
def test_property_however_it_is_parted(pieces: list[bytes], cuts: list[int], longest: int) -> None:
    """It is refused by the bytes from one "<" to the next, in whatever parts it comes."""
    document = b"".join(pieces)
    runs = [len(document.split(b"<")[0]), *(1 + len(each) for each in document.split(b"<")[1:])]
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(xml_tags, "LONGEST", longest)
        tags, at, is_refused = Tags(), 0, False
        try:
            for turn in range(len(document) + 1):
                size = min(cuts[turn % len(cuts)], longest)
                tags.take(document[at : at + size])
                at += size
        except ImportProblem:
            is_refused = True
    assert is_refused == (max(runs) > longest)


def test_a_stream_gives_what_it_holds() -> None:
    """What is counted comes unchanged, however much is asked for at once."""
    document = b"<a>" + b"<b/>" * 50_000 + b"</a>"
    stream = CountedTags(io.BytesIO(document))
    assert b"".join(iter(lambda: stream.read(), b"")) == document
