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

_GZIP, _PARQUET = b"\x1f\x8b", b"PAR1"
_PART = 1 << 20


def unpacked_size(contents: bytes, most: int) -> int:
    """
    Bytes of *contents* once unpacked, at least those that they have: of a zip (a workbook, a KMZ)
    as its directory says, which its readers hold it to, of Parquet as its pages say, of a gzip
    counted, but not far beyond *most*.  What is damaged has the size that it was sent with: its
    reader tells of it.
    """
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
