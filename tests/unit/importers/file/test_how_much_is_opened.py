"""How much of a file is opened, and what it says of a file that it can't or won't open."""

from __future__ import annotations

import gzip
import io
import zipfile
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

import pytest

from strikemap.importers.file import opening
from strikemap.importers.file.opening import Packed, packed
from strikemap.importers.problem import ImportProblem

TABLE = b"a,b\n1,2\n"


def zipped(members: Mapping[str, bytes] | None = None) -> bytes:
    """A zip of *members* by their names, or of one table."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, contents in ({"a.csv": TABLE} if members is None else members).items():
            archive.writestr(name, contents)
    return out.getvalue()


def said(run: Callable[[], object]) -> str:
    """Why *run* refuses."""
    with pytest.raises(ImportProblem) as refused:
        run()
    return str(refused.value)


def whole(contents: bytes) -> bytes:
    """All that *contents* unpack to."""
    return packed(contents).contents()


def test_so_many_bytes_are_read_and_not_one_more(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of the file itself, of a packed one, and of what its packing does not tell beforehand."""
    table = b"a,b\n" + b"1,2\n" * 100
    monkeypatch.setattr(opening, "MAX_FILE_BYTES", len(table))
    for each in (table, gzip.compress(table), zipped({"a.csv": table})):
        assert packed(each).contents() == table
    monkeypatch.setattr(opening, "MAX_FILE_BYTES", len(table) - 1)
    assert said(lambda: packed(table)) == "upload: 404 bytes; at most 403 are read"
    told = "more than 403 bytes; cut the file into parts"
    assert said(lambda: packed(gzip.compress(table)).contents()) == told
    told = "upload: unpacks to 404 bytes; at most 403 are read"
    assert said(lambda: packed(zipped({"a.csv": table}))) == told


@pytest.mark.parametrize("counts_from", [0, 3_000])
def test_so_many_times_its_size_a_file_may_unpack_to(
    counts_from: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And any number of times where it is small; a zip says beforehand how many times it is."""
    table = b"1,2\n" * 1_000
    one, other = gzip.compress(table), zipped({"a.csv": table})
    with zipfile.ZipFile(io.BytesIO(other)) as archive:
        inner = archive.infolist()[0].compress_size
    monkeypatch.setattr(opening, "_RATIO_COUNTS_FROM", counts_from)
    for contents, size in ((one, len(one)), (other, inner)):
        monkeypatch.setattr(opening, "MAX_RATIO", len(table) // size + 1)
        assert packed(contents).contents() == table
        monkeypatch.setattr(opening, "MAX_RATIO", len(table) // size)
        assert "as a zip bomb does" in said(partial(whole, contents))
    monkeypatch.setattr(opening, "_RATIO_COUNTS_FROM", len(table))
    monkeypatch.setattr(opening, "MAX_RATIO", 1)
    for contents in (one, other):
        assert packed(contents).contents() == table
    monkeypatch.setattr(opening, "_RATIO_COUNTS_FROM", len(table) - 1)
    told = f"upload: unpacks to {len(table) // inner} times its size, as a zip bomb does; "
    assert said(lambda: packed(other)).startswith(told)
    told = "unpacks to more than 1 times its size, as a zip bomb does; "
    assert said(lambda: packed(one).contents()).startswith(told)


def test_what_is_not_packed_may_be_of_any_size(monkeypatch: pytest.MonkeyPatch) -> None:
    """A spreadsheet's own bounds hold for it, and those of text for text."""
    monkeypatch.setattr(opening, "_RATIO_COUNTS_FROM", 0)
    monkeypatch.setattr(opening, "MAX_RATIO", 0)
    for contents in (TABLE, zipped({"content.xml": b"x" * 99})):
        file = packed(contents)
        assert (file.packing, file.size, file.contents()) == ("", len(contents), contents)


DOCUMENTS = {
    "word/document.xml": "this is a Word document; save its table as CSV or XLSX",
    "xl/workbook.bin": "this is a binary workbook (.xlsb); save it as XLSX or CSV",
    "Index/Document.iwa": "this is of Apple Numbers; export it as XLSX or CSV",
    "ppt/presentation.xml": "this is a slide show; save its table as CSV or XLSX",
    "a/datapackage.json": (
        "this is the data package of a collection, which needs no import: unpack it, and check, "
        "export or open its folder"
    ),
    "a/b.SHP": "this is a shapefile; save it as GeoJSON or CSV",
}


@pytest.mark.parametrize("part", DOCUMENTS)
def test_a_zip_of_a_document_is_named_for_what_it_is(part: str) -> None:
    """By a part of it, also where a table stands beside."""
    contents = zipped({"a.csv": TABLE, part: b"x"})
    assert said(lambda: packed(contents, "f")) == f"f: {DOCUMENTS[part]}"


@pytest.mark.parametrize("part", ["xl/workbook.xml", "content.xml"])
def test_a_spreadsheet_is_no_zip_to_look_into(part: str) -> None:
    """Whatever tables lie in it beside its own parts."""
    contents = zipped({"a.csv": TABLE, "b.csv": TABLE, part: b"x"})
    assert packed(contents, "f").contents() == contents


def test_a_zip_of_several_tables_names_some_of_them() -> None:
    """Five, each cut short, and how many there are in all; none are told as none."""
    names = [f"{letter * 70}.csv" for letter in "abcdefg"]
    told = said(lambda: packed(zipped(dict.fromkeys(names, TABLE)), "f"))
    assert told.startswith("f: a zip must hold exactly one table (.csv, .txt, .tsv, ")
    shown = ", ".join(repr(letter * 60) for letter in "abcde")
    assert told.endswith(f"; found 7: {shown}")
    told = said(lambda: packed(zipped({"a.doc": b"x", "__MACOSX/a.csv": b"x", "b.csv/": b""}), "f"))
    assert told.endswith("; found 0: none")


@pytest.mark.parametrize(
    ("members", "read"),
    [
        ({"a.csv": b"1", "b.txt": b"2"}, b"1"), ({"a.TXT": b"1"}, b"1"),
        ({"b.txt": b"2", "a.CSV": b"1", "c.TXT": b"3"}, b"1"), ({"a.json": b"1"}, b"1"),
    ],
)  # fmt: skip
def test_the_one_table_of_a_zip_is_read(members: dict[str, bytes], read: bytes) -> None:
    """Whatever texts lie beside it; a lone text is a table."""
    file = packed(zipped(members))
    assert file.contents() == read and (file.packing, file.member[0]) == ("zip", "a")


def test_how_a_file_is_packed_is_told() -> None:
    """Behind what else is told of it."""
    of = packed(zipped())
    assert of.said("x") == ("x", "packed with zip, a.csv")
    assert packed(gzip.compress(TABLE)).said("x") == ("x", "packed with gzip")
    assert packed(TABLE).said("x") == ("x",)
    bare = Packed("f", "", "", 1, of.opener, bare=True)
    assert bare.said("x") == ("x", "the quotation marks around each line are taken off")


def test_a_file_goes_by_its_own_name_or_the_one_that_is_given(tmp_path: Path) -> None:
    """Bytes without one are an upload."""
    path = tmp_path / "own.csv"
    path.write_bytes(TABLE)
    assert (packed(path).name, packed(path, "given").name) == ("own.csv", "given")
    assert (packed(TABLE).name, packed(TABLE, "given").name) == ("upload", "given")
    assert packed(path).size == packed(TABLE).size == len(TABLE)
    assert said(lambda: packed(tmp_path)) == f"{tmp_path.name}: not a file; name the file itself"
    path.write_bytes(b"")
    assert said(lambda: packed(path)) == "own.csv: the file is empty (0 bytes)"
    path.unlink()
    assert said(lambda: packed(path)) == "own.csv: can't be read: No such file or directory"


def test_one_byte_is_a_file() -> None:
    """None is not."""
    assert packed(b"x").contents() == b"x"
    assert said(lambda: packed(b"", "f")) == "f: the file is empty (0 bytes)"


@pytest.mark.parametrize("pack", [bytes, gzip.compress, lambda table: zipped({"a.csv": table})])
@pytest.mark.parametrize("size", [3, -1, None])
def test_a_stream_gives_what_is_asked_for_and_is_closed_with_what_lies_beneath(
    pack: Callable[[bytes], bytes], size: int | None, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    """No more at once than that, a megabyte where no size is said."""
    table = bytes(range(65, 91)) * 50_000
    path = tmp_path / "a"
    path.write_bytes(pack(table))
    opened = []
    plain = Path.open

    def watched(self: Path, mode: str) -> io.IOBase:
        opened.append(plain(self, mode))
        return opened[-1]

    monkeypatch.setattr(Path, "open", watched)
    stream = packed(path).open()
    nothing, first = stream.read(0), stream.read(size)
    assert nothing == b"" and first == table[: 1 << 20 if size != 3 else 3] and stream.readable()
    stream.close()
    assert stream.closed and opened and all(each.closed for each in opened)


def test_a_file_that_can_t_be_opened_says_why(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """At the first look, or later."""

    def refused(*_of: object) -> io.BufferedIOBase:
        raise PermissionError(13, "Permission denied")

    path = tmp_path / "own.csv"
    path.write_bytes(TABLE)
    file = packed(path)
    monkeypatch.setattr(Path, "open", refused)
    assert said(lambda: packed(path)) == "own.csv: can't be read: Permission denied"
    told = "own.csv: can't be opened: [Errno 13] Permission denied"
    assert said(file.open) == said(file.contents) == told


def test_a_damaged_archive_says_what_is_wrong() -> None:
    """Whether its directory is, or what it packs."""
    contents = bytearray(zipped({"a.csv": b"1,2\n" * 99}))
    contents[-22:] = b""
    assert said(lambda: packed(bytes(contents), "f")) == "f: a damaged zip: File is not a zip file"
    told = "the file is damaged or can't be unpacked: "
    assert said(lambda: whole(gzip.compress(TABLE)[:-9])).startswith(told)
