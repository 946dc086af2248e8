"""What a Parquet file unpacks to is what its pages hold, whatever its footer says."""

from __future__ import annotations

import io
from contextlib import suppress

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from strikemap.importers import ImportOptions, ImportProblem, import_file
from strikemap.importers.file import parquet, parquet_pages
from strikemap.importers.file.parquet_pages import unpacked_bytes
from tests.unit.importers.test_swelling import peak

HEADER = 150
"""Bytes that one page's header takes at the most."""
SOUND = {"date": "2024-03-01", "lat": "50.6", "lon": "36.6", "killed": "1"}


def written(columns: dict[str, object], **how: object) -> bytes:
    out = io.BytesIO()
    pq.write_table(pa.table(columns), out, **{"compression": "zstd", **how})  # type: ignore[arg-type]
    return out.getvalue()


def swollen(rows: int, **more: object) -> dict[str, object]:
    """Columns of so many sound rows, and *more*."""
    return {**{name: [cell] * rows for name, cell in SOUND.items()}, **more}


def footer(contents: bytes) -> int:
    """What the footer says that all pages come to, each with its header."""
    of = pq.read_metadata(io.BytesIO(contents))
    return sum(of.row_group(at).total_byte_size for at in range(of.num_row_groups))


def number(value: int) -> bytes:
    """A whole number as Thrift's compact protocol has it."""
    rest, parts = value << 1, b""
    while rest > 127:
        parts, rest = parts + bytes((rest & 127 | 128,)), rest >> 7
    return parts + bytes((rest,))


def lying(contents: bytes) -> bytes:
    """*contents* whose footer says that each column and group unpacks to one byte."""
    length = int.from_bytes(contents[-8:-4], "little")
    told, of = contents[-8 - length : -8], pq.read_metadata(io.BytesIO(contents))
    groups = [of.row_group(at) for at in range(of.num_row_groups)]
    sizes = {each.total_byte_size for each in groups}
    sizes |= {each.column(at).total_uncompressed_size for each in groups
              for at in range(of.num_columns)}  # fmt: skip
    for each in sorted((each for each in sizes if each > 9_999), reverse=True):
        true = number(each)
        told = told.replace(true, b"\x82" + b"\x80" * (len(true) - 2) + b"\0")
    return contents[: -8 - length] + told + contents[-8:]


@given(
    texts=st.lists(st.text(max_size=40), min_size=1, max_size=200),
    codec=st.sampled_from(["zstd", "snappy", "gzip", "brotli", "lz4", "none"]),
    version=st.sampled_from(["1.0", "2.0"]),
    is_shared=st.booleans(),
    group=st.integers(1, 300),
    is_checked=st.booleans(),
)
def test_property_pages_are_counted(
    texts: list[str], codec: str, version: str, is_shared: bool, group: int, is_checked: bool
) -> None:
    """Of an honest file the pages come to what its footer says, less their headers."""
    columns = {
        "a": texts, "b": list(range(len(texts))), "c": [[1, 2]] * len(texts),
        "d": [None] * len(texts), "e": [each.encode() for each in texts], "f": [True] * len(texts),
    }  # fmt: skip
    contents = written(
        columns, compression=codec, data_page_version=version, use_dictionary=is_shared,
        row_group_size=group, write_page_checksum=is_checked, write_page_index=is_checked,
    )  # fmt: skip
    pages = 2 * len(columns) * -(-len(texts) // group)
    assert 0 <= footer(contents) - unpacked_bytes(contents) <= HEADER * pages


@given(st.data())
def test_property_damaged_pages_are_refused(data: st.DataObject) -> None:
    """Whatever bytes are wrong, it is read, or refused in words."""
    contents = bytearray(written(swollen(20)))
    for at in data.draw(st.lists(st.integers(4, len(contents) - 1), min_size=1, max_size=4)):
        contents[at] = data.draw(st.integers(0, 255))
    with suppress(ImportProblem):
        import_file(bytes(contents), None, ImportOptions())


def test_a_footer_that_lies(monkeypatch: pytest.MonkeyPatch) -> None:
    """A file whose footer says that it unpacks to nothing is refused by what its pages hold."""
    texts = pa.array(["x" * 9_000] * 1_000)
    contents = lying(written(swollen(1_000, note=texts), use_dictionary=False))
    assert footer(contents) < 10_000 < 9_000_000 < unpacked_bytes(contents)
    monkeypatch.setattr(parquet, "MAX_MADE_BYTES", 5_000_000)
    with pytest.raises(ImportProblem, match="more text than fits"):
        import_file(contents, None, ImportOptions())


@pytest.mark.parametrize(
    "kind", [pa.string(), pa.large_string(), pa.binary(), pa.binary(300_000)], ids=str
)
@pytest.mark.parametrize("column", ["note", "date"])
@pytest.mark.by_day(1, "text beside what is read and bytes in place of it hold it by day")
def test_one_value_many_times(kind: pa.DataType, column: str) -> None:
    """A few bytes that stand for gigabytes of text, or of raw bytes, are never made at once."""
    rows = 1_500
    value = pa.array([b"x" * 300_000], pa.binary()).cast(kind)
    many = pa.DictionaryArray.from_arrays(pa.array([0] * rows, pa.int32()), value)
    contents = written(
        {**swollen(rows), column: many}, store_schema=False, dictionary_pagesize_limit=1 << 30
    )
    assert len(contents) < 20_000

    def read() -> None:
        with suppress(ImportProblem):
            import_file(contents, None, ImportOptions())

    assert peak(read) < 400_000_000


def test_what_is_not_wanted_is_passed_over_by_its_own_length() -> None:
    """Truths, a byte, a number of eight, text and a list of bytes stand before what is wanted."""
    told = b"\x11\x12\x13\x7f\x17" + bytes(8) + b"\x18\x02ab\x19\x23\x01\x02\x15\x0a\x00"
    found = parquet_pages._Compact(told, 0, 9)
    assert found.fields({7: {}}) == {7: 5}
    assert found.at == len(told)


def footed(told: bytes) -> bytes:
    """A file of nothing but the footer *told*."""
    return b"PAR1" + told + len(told).to_bytes(4, "little") + b"PAR1"


def long_list(kind: int, many: int, field: int = 4) -> bytes:
    """The head of a list of *many* values of *kind* in the first field that is written."""
    size, rest = b"", many
    while rest > 127:
        size, rest = size + bytes((rest & 127 | 128,)), rest >> 7
    return bytes((field << 4 | 9, 240 | kind)) + size + bytes((rest,))


@pytest.mark.parametrize(
    "told",
    [
        *(long_list(kind, 2**60) for kind in (1, 3, 7)),
        long_list(12, 500_000) + bytes(500_000),
        long_list(5, 500_000) + bytes(500_000),
        b"\x11" * 500_000,
        # A group of columns that say nothing, of which Arrow makes a kilobyte each.
        long_list(12, 1) + long_list(12, 500_000, 1) + b"\x26\x00\x00" * 500_000,
    ],
    ids=["truths", "bytes", "doubles", "structures", "numbers", "fields", "columns"],
)
def test_a_footer_of_many_values(told: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither a list that says to be endless nor one of little values takes memory or time."""
    monkeypatch.setattr(parquet_pages, "MAX_VALUES", 50_000)
    monkeypatch.setattr(parquet_pages, "MAX_STRUCTURES", 10_000)
    contents = footed(told)
    monkeypatch.setattr(parquet.pq, "ParquetFile", None)  # Arrow is not let at it
    refused: list[str] = []

    def opened() -> None:
        with pytest.raises(ImportProblem) as met:
            import_file(contents, None, ImportOptions())
        refused.append(str(met.value))

    assert peak(opened) < 20_000_000
    assert "too many" in refused[0]


def read(told: bytes, wanted: dict[int, object] | None = None) -> dict[int, object]:
    """The *wanted* fields, the first nine else, of the structure that *told* begins with."""
    fields = {at: {} for at in range(1, 10)} if wanted is None else wanted
    return parquet_pages._Compact(told, 0, 99).fields(fields)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("told", "found"),
    [
        (b"\x15\x0a\x00", {1: 5}), (b"\x15\x0b\x00", {1: -6}),
        (b"\x25\x0a\x15\x02\x00", {2: 5, 3: 1}),
        (b"\x05\x0e\x0a\x00", {7: 5}), (b"\x15\x80\x01\x00", {1: 64}),
        (b"\x11\x12\x15\x0a\x00", {1: None, 2: None, 3: 5}),
        (b"\x13\x7f\x15\x0a\x00", {1: None, 2: 5}),
        (b"\x17" + bytes(8) + b"\x15\x0a\x00", {1: None, 2: 5}),
        (b"\x18\x02\x15\x15\x15\x0a\x00", {1: None, 2: 5}),
        (b"\x18\x00\x15\x0a\x00", {1: None, 2: 5}),
        # Maps of two entries, of none, and of truths, which take a byte each.
        (b"\x1b\x02\x58\x02\x01\x61\x04\x01\x62\x15\x0a\x00", {1: None, 2: 5}),
        (b"\x1b\x00\x15\x0a\x00", {1: None, 2: 5}),
        (b"\x1b\x01\x12\x15\x15\x15\x0a\x00", {1: None, 2: 5}),
        # Lists and sets of numbers, of truths, and of more than fourteen.
        (b"\x1a\x25\x02\x04\x15\x0a\x00", {2: 5}), (b"\x19\x21\x15\x15\x15\x0a\x00", {2: 5}),
        (b"\x19\xe3" + b"\x15" * 14 + b"\x15\x0a\x00", {2: 5}),
        (b"\x19\xf3\x0f" + b"\x15" * 15 + b"\x15\x0a\x00", {2: 5}),
        (b"\x1c\x15\x0a\x00\x15\x0a\x00", {1: {}, 2: 5}),
        # Of numbers of eight bytes, whose first would end a shorter one.
        (b"\x1b\x01\x57\x02" + bytes(8) + b"\x15\x0a\x00", {1: None, 2: 5}),
        (b"\x1b\x01\x75" + bytes(8) + b"\x02\x15\x0a\x00", {1: None, 2: 5}),
        (b"\x19\x27" + bytes(16) + b"\x15\x0a\x00", {2: 5}),
    ],
    ids=range(21),
)  # fmt: skip
def test_each_kind_of_value_takes_its_own_bytes(told: bytes, found: dict[int, object]) -> None:
    """What stands behind it is read as what it is."""
    assert {key: each for key, each in read(told).items() if key in found} == found


def test_what_is_wanted_within_is_kept() -> None:
    """Of structures, and of lists of them; what is not wanted is not."""
    told = b"\x1c\x15\x0a\x15\x0c\x00\x19\x2c\x15\x02\x00\x15\x04\x00\x15\x06\x00"
    assert read(told, {1: {2: {}}, 2: {1: {}}}) == {1: {2: 6}, 2: [{1: 1}, {1: 2}]}
    assert read(told, {3: {}}) == {3: 3}


@pytest.mark.parametrize(
    ("told", "why"),
    [
        (b"\x15" + b"\xff" * 9 + b"\x01\x00", ""),
        (b"\x15" + b"\xff" * 10 + b"\x01\x00", "a number without an end"),
        (b"\x15", "it ends too early"), (b"", "it ends too early"),
        (b"\x18\x09\x00", "it ends too early"), (b"\x1d\x00", "a value of no kind"),
        (b"\x10\x00", "a value of no kind"), (b"\x1c" * 12 + bytes(13), ""),
        (b"\x1c" * 13 + bytes(14), "nested too deeply"),
        (b"\x19\x1c" * 6 + bytes(7), ""), (b"\x19\x1c" * 7 + bytes(8), "nested too deeply"),
        (b"\x1b\x01\x5c\x00" * 6 + bytes(7), ""),
        (b"\x1b\x01\x5c\x00" * 7 + bytes(8), "nested too deeply"),
        (b"\x19\xfc\x62" + bytes(98) + b"\x00", ""),
        (b"\x19\xfc\x63" + bytes(99) + b"\x00", "too many columns or groups of rows"),
    ],
    ids=range(15),
)  # fmt: skip
def test_a_structure_is_read_so_far(told: bytes, why: str) -> None:
    """Twelve deep, of ninety-nine structures here, and no further than it goes."""
    if not why:
        read(told)
        return
    with pytest.raises(ValueError, match=f"^{why}$"):
        read(told)


def test_so_many_values_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """In all of a footer, and not one more."""
    told = b"\x19\xf3\x0f" + b"\x15" * 15 + b"\x15\x0a\x00"
    monkeypatch.setattr(parquet_pages, "MAX_VALUES", 17)
    assert read(told)[2] == 5
    monkeypatch.setattr(parquet_pages, "MAX_VALUES", 16)
    with pytest.raises(ValueError, match="too many values"):
        read(told)


def test_so_many_pages_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of each column its texts and its values."""
    contents = written({"a": ["x"], "b": ["y"]})
    monkeypatch.setattr(parquet_pages, "MAX_PAGES", 4)
    assert unpacked_bytes(contents) > 0
    monkeypatch.setattr(parquet_pages, "MAX_PAGES", 3)
    with pytest.raises(ValueError, match="too many pages"):
        unpacked_bytes(contents)


@pytest.mark.parametrize(
    ("told", "why"),
    [
        (b"\x45\x02\x00", "the footer can't be read"),
        (b"\x49\x15\x02\x00", "the footer can't be read"),
        (b"\x49\x1c\x15\x02\x00\x00", "the footer can't be read"),
        (b"\x49\x1c\x19\x1c\x00\x00\x00", "the footer can't be read"),
        (b"\x49\x1c\x19\x1c\x3c\x00\x00\x00\x00", "a size is missing"),
        (b"\x49\x1c\x19\x1c\x3c\x76\x01\x26\x08\x00\x00\x00\x00", "a size is missing"),
        (b"\x49\x1c\x19\x1c\x3c\x76\x02\x26\x01\x00\x00\x00\x00", "a size is missing"),
        (b"\x49\x1c\x19\x1c\x3c\x76\x00\x26\x08\x00\x00\x00\x00", ""), (b"\x00", ""),
    ],
    ids=range(9),
)  # fmt: skip
def test_a_footer_names_its_columns_and_their_sizes(told: bytes, why: str) -> None:
    """Without these no page of theirs is found; of no pages all come to nothing."""
    if not why:
        assert unpacked_bytes(footed(told)) == 0
        return
    with pytest.raises(ValueError, match=why):
        unpacked_bytes(footed(told))


@pytest.mark.parametrize(("change", "is_refused"), [(0, False), (1, True)])
def test_a_footer_is_no_longer_than_its_file(change: int, is_refused: bool) -> None:
    """But for its length and the two marks."""
    told = b"\x00"
    contents = told + (len(told) + change).to_bytes(4, "little") + b"PAR1"
    if is_refused:
        with pytest.raises(ValueError, match="no footer"):
            unpacked_bytes(contents)
    else:
        assert unpacked_bytes(contents) == 0
    with pytest.raises(ValueError, match="no footer"):
        unpacked_bytes(contents[:-1] + b"2")
