"""What a packed file takes is reckoned by what it unpacks to."""

from __future__ import annotations

import gzip
import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from strikemap.host import unpacked_size as unpacked
from strikemap.host import uploads
from strikemap.host.memory_budget import Budget
from strikemap.host.unpacked_size import unpacked_size
from strikemap.importers import ImportOptions, ImportProblem

PLENTY = 1 << 40


def zipped(*parts: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for at, part in enumerate(parts):
            archive.writestr(f"{at}.csv", part)
    return out.getvalue()


@given(st.binary(max_size=3_000), st.integers(1, 40))
def test_property_packed_or_not_it_is_as_large(part: bytes, times: int) -> None:
    """Plain, in a gzip of one or several members or in a zip, the same bytes count the same."""
    plain = b"date,killed\n" + part * times
    several = gzip.compress(plain[:5]) + gzip.compress(plain[5:])
    assert unpacked_size(plain, PLENTY) == len(plain)
    for packed in (gzip.compress(plain), several, zipped(plain), zipped(plain[:5], plain[5:])):
        assert unpacked_size(packed, PLENTY) == max(len(packed), len(plain))


def test_it_is_counted_no_further_than_there_is_room() -> None:
    """A bomb is left off soon after the most that matters."""
    bomb = gzip.compress(bytes(50 << 20))
    assert 4 << 20 <= unpacked_size(bomb, 4 << 20) <= 6 << 20


@pytest.mark.parametrize("packed", [gzip.compress(bytes(9_999))[:-9], zipped(bytes(99))[:-30], b""])
def test_what_is_damaged_is_as_large_as_it_came(packed: bytes) -> None:
    """Its reader says what is wrong with it."""
    assert unpacked_size(packed, PLENTY) == len(packed)


@pytest.mark.parametrize("pack", [gzip.compress, zipped])
def test_a_packed_file_finds_no_more_room_than_a_plain_one(
    pack: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where a plain file is refused for the host's memory, the same one packed is so too."""
    monkeypatch.setattr(uploads, "BUDGET", Budget(64 << 20))
    plain = b"date,latitude,longitude\n" + b"2023-05-31,50.41,36.9\n" * 900_000
    for contents in (plain, pack(plain)):  # type: ignore[operator]
        with pytest.raises(ImportProblem, match="MB"):
            uploads.read(contents, "a.csv", "csv", ImportOptions(), (), lambda done, what: None)


@pytest.mark.parametrize("kind", ["zip", "gzip"])
def test_many_parts(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file of more parts than are looked at is refused before anything lists them."""
    monkeypatch.setattr(unpacked, "MOST_PARTS", 100)
    for count in (100, 101):
        made = io.BytesIO()
        if kind == "gzip":
            made.write(gzip.compress(b"", mtime=0) * count)
        else:
            with zipfile.ZipFile(made, "w") as archive:
                for at in range(count):
                    archive.writestr(str(at), b"")
        if count == 100:
            assert unpacked_size(made.getvalue(), PLENTY) == len(made.getvalue())
            continue
        monkeypatch.setattr(zipfile, "ZipFile", None)
        monkeypatch.setattr(gzip, "GzipFile", None)
        with pytest.raises(ImportProblem, match="too many parts"):
            unpacked_size(made.getvalue(), PLENTY)
