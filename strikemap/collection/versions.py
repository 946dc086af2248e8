"""
The released versions of a collection: which there are, and how an old one is read.

`versions/index.json` names each with its day and the hash of its content, the newest last.  The
newest is the collection itself; beside the index, each older one is the lines by which it
differs from the next (`line_diff`), a section for each file that differs.  From the tables of
today one goes back version by version, and the hash that was recorded at the release says
whether what came out is what was released.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, fields, replace
from itertools import pairwise
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.csv

from strikemap import dates
from strikemap.collection import package
from strikemap.collection.assembly import from_tables
from strikemap.collection.text import hash_of_files, text_tables
from strikemap.collection.version_lines import HEADING, Files, before, lines_between
from strikemap.collection.writing import csv_bytes
from strikemap.languages import SpokenError, quoted, sentence, sentence_of
from strikemap.model import TABLES, Collection
from strikemap.side_files import RELEASES, Beside

FOLDER, INDEX = RELEASES.split("/")
SHOWN_HASH = 12
"""Digits of a content hash that citations, links and file names carry."""
VERSION = re.compile(r"\d{1,6}(\.\d{1,6}){0,3}", re.ASCII)
MAX_VERSIONS, MAX_BYTES = 1_000, 200_000_000
_HASH = re.compile(r"[0-9a-f]{64}", re.ASCII)
_BLOCK = 32 * 1024 * 1024


class Unavailable(SpokenError):
    """Why a version can't be opened; the message says what would be right.  Raw text."""


@dataclass(frozen=True, slots=True)
class Release:
    """
    One released version: its number, the ISO day, and the SHA-256 of its tables and heading.

    `content_sha256` is the collection's `content_hash` at that time.  `withheld` says why it is no
    longer shown, since text in it was taken down; empty for any other.
    """

    version: str
    released: str
    content_sha256: str
    heading_sha256: str
    withheld: str = ""

    @property
    def file(self) -> str:
        """The name of the file of its lines; the hash tells apart what bore one number."""
        return f"{self.version}-{self.content_sha256[:SHOWN_HASH]}.diff"


def releases(beside: Beside) -> tuple[Release, ...]:
    """
    The releases that a collection with these files *beside* it keeps, the newest last.

    Raises:
        Unavailable: the index can't be read.
    """
    if RELEASES not in beside:
        return ()
    try:
        contents = package.loaded(beside[RELEASES].read().decode("utf-8"))
        return tuple(_releases(contents.get("versions")))
    except ValueError as error:
        told = sentence(
            "{file} can't be read: {fault}", file=f"{FOLDER}/{INDEX}", fault=sentence_of(error)
        )
        raise Unavailable(told) from None


def _releases(listed: object) -> Iterator[Release]:
    if not isinstance(listed, list) or len(listed) > MAX_VERSIONS:
        raise ValueError(sentence("write a list of at most {most} “versions”", most=MAX_VERSIONS))
    names = [each.name for each in fields(Release) if each.name != "withheld"]
    for number, each in enumerate(listed, 1):
        given = [each.get(name) for name in names] if isinstance(each, dict) else []
        texts = [value for value in given if isinstance(value, str)]
        if len(texts) < len(names):
            raise ValueError(
                sentence(
                    "version {number} of the list needs {names}",
                    number=str(number),
                    names=", ".join(names),
                )
            )
        made = replace(Release(*texts), withheld=str(each.get("withheld", "")))
        if not VERSION.fullmatch(made.version):
            raise ValueError(
                sentence(
                    "{version} is no version; write it as 1.0.0", version=quoted(made.version[:40])
                )
            )
        if not all(map(_HASH.fullmatch, (made.content_sha256, made.heading_sha256))):
            raise ValueError(
                sentence(
                    "version {version} needs hashes of 64 hexadecimal digits", version=made.version
                )
            )
        dates.day(made.released)
        yield made


def find(known: Sequence[Release], version: str, digest: str = "") -> Release | None:
    """
    The newest of *known* called *version*, "" for any, whose content hash begins with *digest*.

    None where there is none.
    """
    for each in reversed(known):
        if version in ("", each.version) and each.content_sha256.startswith(digest):
            return each
    return None


def files_of(today: Collection) -> Files:
    """The files of *today*, as an archive's lines speak of them."""
    tables = text_tables(today)
    made = {f"{name}.csv": csv_bytes(name, tables[name]) for name in TABLES}
    return {**made, HEADING: heading(today.descriptor)}


def heading(descriptor: Mapping[str, object]) -> bytes:
    """The words of *descriptor* alone, without the description of its tables."""
    return package.written({key: each for key, each in descriptor.items() if key != "resources"})


def release_of(version: str, released: str, files: Files) -> Release:
    """The release of *files* as *version* on the ISO day *released*."""
    # A table always has its header: one without a byte is one that the model did not have yet.
    tables = {
        name.removesuffix(".csv"): contents
        for name, contents in files.items()
        if name != HEADING and contents
    }
    return Release(version, released, hash_of_files(tables), _sha256(files[HEADING]))


def read(today: Collection, wanted: Release) -> Collection:
    """
    The version *wanted* of *today*, a collection as its folder now has it.

    Its `content_hash` is the one recorded at its release.  Columns that the model has gained
    since then are empty in it, those that it has lost are left out.

    Raises:
        Unavailable: a part of the archive is missing or altered, or *today* is not what was
            released last, so that the way back from it is not known.
    """
    contents = files_as_released(today, wanted)
    descriptor = package.loaded(contents[HEADING].decode("utf-8"))
    tables = {name: _frame(name, contents.get(f"{name}.csv", b"")) for name in TABLES}
    whole = {**descriptor, "resources": package.resources()}
    reading = from_tables(tables, whole, today.folder)
    if reading.collection is None:
        said = next(each for each in reading.problems if each.severity == "error")
        raise Unavailable(
            sentence(
                "it is no sound collection by today’s rules of reading: {fault}",
                fault=said.in_words,
            )
        )
    return replace(reading.collection, content_hash=wanted.content_sha256, beside=today.beside)


def files_as_released(today: Collection, wanted: Release) -> Files:
    """
    The bytes of the version *wanted* of *today*, as they were released.

    Raises:
        Unavailable: as `read`.
    """
    known = releases(today.beside)
    if wanted.withheld:
        raise Unavailable(sentence("it is withheld: {why}", why=wanted.withheld[:200]))
    if wanted not in known:
        raise Unavailable(sentence("it is not in the archive"))
    for each, contents in backwards(today, known, until=wanted):
        if each == wanted and is_of(wanted, contents):
            return contents
    raise Unavailable(
        sentence("what the archive gives does not have the hash recorded at its release")
    )


def backwards(
    today: Collection, known: Sequence[Release], until: Release | None = None
) -> Iterator[tuple[Release, Files]]:
    """
    The releases *known* of *today*, each with its files, the newest first, down to *until*.

    Raises:
        Unavailable: as `read`, where the next one can't be told.
    """
    if not known or today.folder is None:
        return
    place, contents = today.folder / FOLDER, files_of(today)
    if not is_of(known[-1], contents):
        raise Unavailable(
            sentence(
                "the collection was changed after {version} had been released; release it",
                version=known[-1].version,
            )
        )
    yield known[-1], contents
    for each in reversed(known[known.index(until) if until else 0 : -1]):
        try:
            contents = before(contents, _bytes(place / each.file))
        except OSError as error:
            raise _damaged(each, error.strerror or sentence("unreadable")) from None
        except ValueError as error:
            raise _damaged(each, sentence_of(error)) from None
        yield each, contents


def _damaged(release: Release, fault: str) -> Unavailable:
    return Unavailable(sentence("{file}: {fault}", file=f"{FOLDER}/{release.file}", fault=fault))


def is_of(release: Release, contents: Files) -> bool:
    """Whether *contents* are what was released as *release*, by their hashes."""
    made = release_of(release.version, release.released, contents)
    return replace(release, withheld="") == made


def archived(chain: Sequence[tuple[Release, Files]]) -> Files:
    """The archive of *chain*, every release with its files, the newest last: index and lines."""
    lines = {
        older.file: lines_between(newer, contents)
        for (older, contents), (_, newer) in pairwise(chain)
        if not older.withheld
    }
    return {INDEX: index_bytes([release for release, _ in chain]), **lines}


def index_bytes(known: Sequence[Release]) -> bytes:
    """The bytes of the index of *known*, the newest last."""
    listed = [
        {name: text for name, text in asdict(each).items() if text or name != "withheld"}
        for each in known
    ]
    whole = json.dumps({"versions": listed}, ensure_ascii=False, indent=2)
    return f"{whole}\n".encode()


def ordered(version: str) -> tuple[int, ...]:
    """What versions are compared by: `1.10.0` comes after `1.9.2`."""
    return tuple(int(part) for part in re.findall(r"\d+", version)[:4])


def _frame(name: str, contents: bytes) -> pd.DataFrame:
    """The table *name* as text, with the columns that the model has today."""
    if not contents:
        return pd.DataFrame(columns=list(TABLES[name].columns), dtype="str")
    types = {each: pa.large_string() for each in _header(contents)}
    table = pa.csv.read_csv(
        pa.BufferReader(contents),
        pa.csv.ReadOptions(block_size=_BLOCK),
        pa.csv.ParseOptions(newlines_in_values=True),
        pa.csv.ConvertOptions(column_types=types, strings_can_be_null=False),
    )
    frame: pd.DataFrame = table.to_pandas()
    return frame.reindex(columns=list(TABLES[name].columns), fill_value="").astype("str")


def _header(contents: bytes) -> list[str]:
    return contents[: contents.find(b"\n")].decode("utf-8").split(",")


def _bytes(path: Path) -> bytes:
    if path.stat().st_size > MAX_BYTES:
        raise ValueError(sentence("longer than {most} bytes", most=MAX_BYTES))
    return path.read_bytes()


def _sha256(contents: bytes) -> str:
    return hashlib.sha256(contents).hexdigest()
