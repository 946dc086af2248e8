"""How large a file is that came packed: that, and not what was sent, is what reading it takes."""

from __future__ import annotations

import gzip
import io
import zipfile
from contextlib import suppress

import pyarrow as pa

from strikemap.host.package_zip import is_zip
from strikemap.importers.file.opening import FAULTS
from strikemap.importers.file.parquet_pages import unpacked_bytes
from strikemap.importers.problem import ImportProblem
from strikemap.languages import sentence

_GZIP, _PARQUET = b"\x1f\x8b", b"PAR1"
MOST_PARTS = 50_000
"""Of a zip or a gzip: each takes some microseconds, and of a zip half a kilobyte."""
_PART_STARTS = b"PK\x01\x02", b"\x1f\x8b\x08"
_PART = 1 << 20


def unpacked_size(contents: bytes, most: int) -> int:
    """
    Bytes of *contents* once unpacked, at least those that they have: of a zip (a workbook, a KMZ)
    as its directory says, which its readers hold it to, of Parquet as its pages say, of a gzip
    counted, but not far beyond *most*.  What is damaged has the size that it was sent with: its
    reader tells of it.

    Raises:
        ImportProblem: it has more parts than `MOST_PARTS`, which its reader would all look at.
    """
    _refuse_many_parts(contents)
    size = len(contents)
    with suppress(*FAULTS, pa.ArrowException):
        if is_zip(contents):
            with zipfile.ZipFile(io.BytesIO(contents)) as packed:
                return max(size, sum(each.file_size for each in packed.infolist()))
        if contents.startswith(_PARQUET):
            return max(size, unpacked_bytes(contents))
        if contents.startswith(_GZIP):
            counted = 0
            with gzip.GzipFile(fileobj=io.BytesIO(contents)) as packed:
                while counted <= most and (part := packed.read(_PART)):
                    counted += len(part)
            return max(size, counted)
    return size


def _refuse_many_parts(contents: bytes) -> None:
    """Refuse by how often a part may begin, without a reader that would list them all."""
    starts = _PART_STARTS[0] if is_zip(contents) else _PART_STARTS[1]
    is_packed = is_zip(contents) or contents.startswith(_GZIP)
    if is_packed and contents.count(starts) > MOST_PARTS:
        told = sentence("the file is damaged or can't be unpacked: {fault}", fault="too many parts")
        raise ImportProblem(told)
