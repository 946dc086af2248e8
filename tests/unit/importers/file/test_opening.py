"""Opening a file, packed or not."""

import csv
import gzip
import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from strikemap.host.package_zip import members
from strikemap.importers import ImportOptions, import_file
from strikemap.importers.file.opening import packed
from strikemap.importers.file.unicode import in_utf_8
from strikemap.importers.file.whole_lines import taken_off
from strikemap.importers.problem import ImportProblem


def read(source):
    stream = packed(source).open()
    try:
        return stream.read(100)
    finally:
        stream.close()


def test_plain_gzip_and_zip_read_alike(tmp_path):
    """The packing is recognised by the first bytes, whatever the name."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("folder/", "")
        archive.writestr("__MACOSX/._a.csv", "x")
        archive.writestr("folder/a.csv", "a,b\n")
    path = tmp_path / "odd.name"
    path.write_bytes(out.getvalue())
    for source in (b"a,b\n", gzip.compress(b"a,b\n"), out.getvalue(), path):
        assert read(source) == b"a,b\n"


def test_an_encrypted_zip_is_named(tmp_path):
    """A member with the mark of encryption is not tried."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("a.csv", "a,b\n")
    contents = bytearray(out.getvalue())
    at = contents.index(b"PK\x01\x02") + 8
    contents[at] |= 1
    with pytest.raises(ImportProblem, match="encrypted"):
        packed(bytes(contents))


@pytest.mark.parametrize("what", ["missing", "folder"])
def test_what_is_no_file(tmp_path, what):
    """A missing file and a folder are named."""
    path = tmp_path if what == "folder" else tmp_path / "missing.csv"
    with pytest.raises(ImportProblem):
        packed(path)


@pytest.mark.parametrize("name", [".", ""])
def test_a_member_that_is_called_dot_or_nothing(name):
    """Its name is no path, and what is said is that the zip holds no table."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("." if name else "x", "a,b\n")
    contents = out.getvalue()
    if not name:
        at = contents.index(b"PK\x01\x02")
        end = contents.index(b"PK\x05\x06")
        size = (end - at - 1).to_bytes(4, "little")
        head = contents[:at] + contents[at : at + 28] + b"\0\0" + contents[at + 30 : at + 46]
        contents = head + contents[end : end + 12] + size + contents[end + 16 :]
    with pytest.raises(ImportProblem, match=r"exactly one table|damaged"):
        packed(contents)
    with pytest.raises(ImportProblem):
        members(contents, "a.zip")


@pytest.mark.parametrize("codec", ["utf-16", "utf-16-be", "utf-32", "utf-32-be"])
@pytest.mark.parametrize("size", [1, 3, 5, 1 << 20])
def test_wide_characters_are_given_on_in_utf_8(codec, size):
    """Whatever is asked for at a time, the bytes are those of the same text in UTF-8."""
    text = "дата;місце\r\n2025-05-16;Шебекіно 🚒\r\n"
    mark = "" if codec in ("utf-16", "utf-32") else "\ufeff"
    stream = in_utf_8(packed((mark + text).encode(codec))).open()
    assert b"".join(iter(lambda: stream.read(size), b"")) == text.encode()


def test_a_file_in_utf_8_is_left_as_it_is():
    """Without a mark of UTF-16 or UTF-32 nothing is decoded."""
    file = packed("\ufeffдата\n".encode())
    assert in_utf_8(file) is file


def test_kml_in_utf_16_is_read():
    """What XML declares of its encoding does not stand against what the bytes are."""
    text = (
        '<?xml version="1.0" encoding="UTF-16"?><kml xmlns="http://www.opengis.net/kml/2.2">'
        "<Placemark><name>Склад</name><TimeStamp><when>2024-03-01</when></TimeStamp>"
        "<Point><coordinates>36.58,50.61</coordinates></Point></Placemark></kml>"
    )
    made = import_file(text.encode("utf-16"), None, ImportOptions())
    assert made.tables["incidents"]["title"].tolist() == ["Склад"]
    assert "UTF-16 with a byte-order mark" in made.report.recognised


def test_a_note_beside_the_one_table_in_a_zip_is_passed_over():
    """A README.txt is no second table; two texts alone are two."""
    for names, count in ((("a/strikes.csv", "README.txt"), 1), (("a.txt", "b.txt"), 0)):
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as archive:
            for name in names:
                archive.writestr(name, name)
        if count:
            assert read(out.getvalue()) == b"a/strikes.csv"
        else:
            with pytest.raises(ImportProblem, match="found 2"):
                packed(out.getvalue())


_CELLS = st.text(st.sampled_from('a,;"\n\tж '), max_size=6)


@given(
    st.lists(st.lists(_CELLS, min_size=3, max_size=3), min_size=2, max_size=6), st.integers(1, 9)
)
def test_property_lines_quoted_as_a_whole_are_those_of_the_table(rows, size):
    """Whatever stands in the cells, and however much of the file is read at once."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(rows)
    # One record, and so one cell, may hold several lines.
    records = []
    for row in rows:
        one = io.StringIO()
        csv.writer(one, lineterminator="\n").writerow(row)
        records.append(one.getvalue().removesuffix("\n"))
    whole = io.StringIO()
    csv.writer(whole, lineterminator="\n", quoting=csv.QUOTE_ALL).writerows([r] for r in records)
    found = taken_off(packed(whole.getvalue().encode(), "a.csv"))
    stream = found.open()
    assert b"".join(iter(lambda: stream.read(size), b"")) == out.getvalue().encode()
    assert found.bare


def test_a_header_alone_may_stand_so(imported):
    """What is quoted is a cell in every other line, and the header's cells are as many."""
    made = imported(b'"date;lat;lon;killed"\n2024-03-01;50,61;36,58;3\n')
    assert made.tables["claims"]["value_min"].tolist() == ["3"]


@pytest.mark.parametrize("text", ['"a","b","c"\n"1","2","3"\n', 'a,b,c\n"1,2,3"\n', '"a"\n"1"\n'])
def test_cells_in_quotation_marks_are_no_whole_lines(text):
    """A table with each cell quoted, or a cell with commas in it, is left as it is."""
    file = packed(text.encode(), "a.csv")
    assert taken_off(file) is file
