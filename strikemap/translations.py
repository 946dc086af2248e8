"""
The texts of a collection in the language that is spoken, where someone translated them.

A collection may hold `translations.csv` beside its tables.  Numbers, days and codes are of the
tables alone, and so is what a search or a filter looks at: the same link shows the same records in
every language.  Where a text has no translation, or one of an older wording, the original stands.
"""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np
import numpy.typing as npt
import pandas as pd

from strikemap import other_counts
from strikemap.cache import cached
from strikemap.geography import local_language
from strikemap.languages import DEFAULT, LANGUAGES, language, sentence, sentence_of
from strikemap.markup import Safe, as_written
from strikemap.model import TABLES, Collection
from strikemap.side_files import MOST_BYTES, TRANSLATIONS, Beside, SideFile, too_large
from strikemap.tour import read_tour

FILE, MAX_BYTES = TRANSLATIONS, MOST_BYTES[TRANSLATIONS]
COLUMNS = ("record", "field", "language", "text", "translator", "checked_by", "original_sha256")
"""`record` is the id of what is translated: of an incident, claim, claimant or number of
`other_counts.csv`, the collection's name, or `tour`; `original_sha256` the first digits
of the hash of the text it was made of."""
FIELDS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "incidents": ("title", "summary", "place"),
        "claims": ("statement", "covers_place"),
        "claimants": ("name",),
    }
)
"""What is translated of each table."""
TOUR = "tour"
HASH_DIGITS = 12


@dataclass(frozen=True, slots=True)
class Translation:
    """One text in another language, which original it is of, and its row in the file."""

    text: str
    original: str
    translator: str = ""
    checked_by: str = ""
    row: int = 0

    def fits(self, original: str) -> bool:
        """Whether it was made of the text *original*, as that stands now."""
        return self.original == digest(original)


Texts = Mapping[tuple[str, str], Translation]
"""Translations by record and field."""


def digest(original: str) -> str:
    """What `original_sha256` holds for a text."""
    return hashlib.sha256(original.encode("utf-8", "surrogatepass")).hexdigest()[:HASH_DIGITS]


def parsed(contents: bytes) -> Mapping[str, Texts]:
    """
    The translations in a CSV of `COLUMNS`, by language.

    Raises:
        ValueError: it is no such file; the message says what is wrong, and in which row.
    """
    if len(contents) > MAX_BYTES:
        raise ValueError(too_large(len(contents), MAX_BYTES))
    rows = csv.reader(io.StringIO(contents.decode("utf-8-sig"), newline=""), strict=True)
    found: dict[str, dict[tuple[str, str], Translation]] = {}
    number = 1
    try:
        if tuple(next(rows, ())) != COLUMNS:
            raise ValueError(sentence("the columns are not {columns}", columns=", ".join(COLUMNS)))
        for number, row in enumerate(rows, 2):
            if len(row) != len(COLUMNS):
                raise ValueError(
                    sentence(
                        "row {row} has {count} cells, not {width}",
                        row=str(number),
                        count=str(len(row)),
                        width=str(len(COLUMNS)),
                    )
                )
            record, field, code, text, translator, checked_by, original = row
            if code not in LANGUAGES or code == DEFAULT:
                raise ValueError(
                    sentence(
                        "row {row}: there is no translation into “{language}”",
                        row=str(number),
                        language=code[:20],
                    )
                )
            of = found.setdefault(code, {})
            if (record, field) in of:
                told = sentence("row {row} translates what a row above it does", row=str(number))
                raise ValueError(told)
            of[record, field] = Translation(text, original, translator, checked_by, number)
    except csv.Error as error:
        told = sentence("row {row}: {fault}", row=str(number), fault=str(error))
        raise ValueError(told) from None
    return found


def read(beside: Beside) -> Mapping[str, Texts]:
    """
    The translations among the files *beside* a collection's tables, by language; none without one.

    Raises:
        ValueError: there is one that can't be read; the message says why.
    """
    found = _read(beside[FILE]) if FILE in beside else {}
    if isinstance(found, str):
        raise ValueError(found)
    return found


@cached
def _read(file: SideFile) -> Mapping[str, Texts] | str:
    """The translations that *file* holds, or why there are none."""
    try:
        return parsed(file.read())
    except ValueError as error:
        return sentence_of(error)


def _texts(beside: Beside, code: str) -> Texts:
    """The translations into *code*; none where the file is wrong, of which `check` tells."""
    try:
        return read(beside).get(code, {})
    except ValueError:
        return {}


def said(collection: Collection, table: str, field: str) -> pd.Series:
    """
    A column of a table, each text in the language that is spoken or else as it stands.

    As long as the table, with its index.  Raw text.
    """
    code = language()
    if code != DEFAULT and FILE in collection.beside:
        translated = _said(collection, table, field, code)
        if translated is not None:
            return translated
    column: pd.Series = getattr(collection, table)[field]
    return column


def translated(collection: Collection, table: str, field: str) -> npt.NDArray[np.object_] | None:
    """
    As `said`, but "" for each text that has no translation into the language that is spoken.

    None where none has, as in English.  Raw text.
    """
    code = language()
    if code == DEFAULT or FILE not in collection.beside:
        return None
    return _translated(collection, table, field, code)


def said_at(collection: Collection, table: str, field: str, position: int) -> str:
    """The text at *position*, as `said`.  Raw text."""
    return str(said(collection, table, field).iloc[position])


def html_at(
    collection: Collection, table: str, field: str, position: int, *, limit: int | None = None
) -> Safe:
    """`said_at` made safe, at most *limit* characters, with its language where not the page's."""
    text = said_at(collection, table, field, position)
    return as_written(text, _likely(collection, table, position), limit=limit)


def _likely(collection: Collection, table: str, position: int) -> str:
    """The language of local words in a record: of its place, or of its source."""
    if table == "incidents":
        return local_language(str(collection.incidents["region"].iloc[position]))
    if table == "claims":
        source = int(collection.claims["source"].iloc[position])
        return str(collection.sources["language"].iloc[source])
    return ""


def statement_at(collection: Collection, row: int) -> Safe:
    """The statement of the claim at *row*, made safe; what it quotes is marked as of its source."""
    return html_at(collection, "claims", "statement", row)


def names_of_claimants(collection: Collection) -> Mapping[str, str]:
    """The name of each claimant by id, in the language that is spoken.  Raw text."""
    ids = collection.claimants["claimant_id"].astype(str)
    names = said(collection, "claimants", "name").astype(str)
    return dict(zip(ids, names, strict=True))


@cached
def _said(collection: Collection, table: str, field: str, code: str) -> pd.Series | None:
    translated = _translated(collection, table, field, code)
    if translated is None:
        return None
    column: pd.Series = getattr(collection, table)[field]
    return column.astype("object").mask(translated != "", translated).astype("str")


@cached
def _translated(
    collection: Collection, table: str, field: str, code: str
) -> npt.NDArray[np.object_] | None:
    """Each text's translation, "" where there is none; None where there is none at all."""
    of = _texts(collection.beside, code)
    frame: pd.DataFrame = getattr(collection, table)
    if not any(each == field for _, each in of):
        return None
    made = np.full(len(frame), "", dtype=object)
    pairs = zip(frame[TABLES[table].key].astype(str), frame[field].astype(str), strict=True)
    for place, (record, original) in enumerate(pairs):
        found = of.get((record, field))
        if found and found.fits(original):
            made[place] = found.text
    return made


def originals(collection: Collection) -> Mapping[tuple[str, str], str]:
    """Every text of *collection* that can be translated, by record and field.  Raw text."""
    found: dict[tuple[str, str], str] = {}
    for table, names in FIELDS.items():
        frame: pd.DataFrame = getattr(collection, table)
        keys = frame[TABLES[table].key].astype(str)
        for name in names:
            pairs = zip(keys, frame[name].astype(str), strict=True)
            found.update({(record, name): text for record, text in pairs})
    found[collection.name, "title"] = collection.title
    found[collection.name, "description"] = collection.description
    for count in other_counts.read(collection.beside).counts:
        found.update({(count.count_id, of): getattr(count, of) for of in other_counts.WORDED})
    return {**found, **_of_tour(collection.beside)}


def _of_tour(beside: Beside) -> Mapping[tuple[str, str], str]:
    try:
        tour = read_tour(beside)
    except ValueError:
        return {}  # the page says what is wrong with a tour
    found = {(TOUR, "title"): tour.title} if tour else {}
    for number, stop in enumerate(tour.stops if tour else (), 1):
        found[TOUR, f"stops.{number}.title"] = stop.title
        found[TOUR, f"stops.{number}.text"] = stop.text
    return found


def title_of(collection: Collection) -> str:
    """The collection's title in the language that is spoken, or as it stands.  Raw text."""
    return text_of(collection, collection.name, "title", collection.title)


def description_of(collection: Collection) -> str:
    """The collection's description, as `title_of`.  Raw text."""
    return text_of(collection, collection.name, "description", collection.description)


def text_of(collection: Collection, record: str, field: str, original: str) -> str:
    """Another text of *collection*, as of its tour, in the language that is spoken.  Raw text."""
    found = _texts(collection.beside, language()).get((record, field))
    return found.text if found and found.fits(original) else original


def every_wording(collection: Collection, table: str, field: str) -> tuple[pd.Series, ...]:
    """A column as it stands, and in each language into which it was translated: for searching."""
    frame: pd.DataFrame = getattr(collection, table)
    made = [frame[field]]
    for code in LANGUAGES if FILE in collection.beside else ():
        if code != DEFAULT:
            found = _translated(collection, table, field, code)
            if found is not None:
                made.append(pd.Series(found, index=frame.index, dtype="str"))
    return tuple(made)
