"""The header of a table: which of its first rows it is, and what its columns are called."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from strikemap.importers.forms import headers, ucdp_header
from strikemap.importers.forms.header_meaning import field_of
from strikemap.languages import marked, sentence

LOOKED_AT = 30
"""First rows among which the header is looked for."""

ONE_CELL = marked("each line as a whole stands in one cell; part it into columns, or save it anew")


@dataclass(frozen=True, slots=True)
class Header:
    """
    The columns' `names`, each once and in lower case, and how many of a table's first rows,
    titles, header and a row of HXL hashtags, hold no data.  `headless` says that there is no
    header and that UCDP's own was put in its place.
    """

    names: tuple[str, ...]
    rows: int
    headless: bool = False


def found(rows: Sequence[Sequence[str]]) -> Header:
    """
    The header among the first *rows* of a table, empty rows included.

    Rows above it that hold a title or a note are passed over: those with one cell that is filled,
    or with fewer than half of the cells that most rows have.

    Raises:
        ValueError: there is none; the message says why.
    """
    filled = [sum(bool(each.strip()) for each in row) for row in rows]
    if not any(filled):
        raise ValueError(sentence("the file holds nothing but white space"))
    usual = Counter(count for count in filled if count).most_common(1)[0][0]
    widest = max(filled)
    start = next(at for at, count in enumerate(filled) if count)
    if ucdp_header.is_headless(rows[start]):
        return Header(ucdp_header.COLUMNS, start, headless=True)
    for at in range(start, len(rows)):
        few = filled[at] < 2 or (usual > 2 and filled[at] * 2 < usual)
        if filled[at] and not (
            few and widest > 1 and any(n > filled[at] for n in filled[at + 1 :])
        ):
            break
    header, after = [each.strip() for each in rows[at]], rows[at + 1 :]
    if all(re.fullmatch(r"[-+\d.,: ]+", each) for each in header if each):
        raise ValueError(sentence("no header: the first row holds numbers; add the header"))
    if not any(any(each.strip() for each in row) for row in after):
        raise ValueError(sentence("a header and no rows; is the file complete?"))
    header = _as_wide(header, [row for row in after if any(each.strip() for each in row)])
    second = _grouped(header, after)
    header, after, at = (second, after[1:], at + 1) if second else (header, after, at)
    if len(header) == 1 and max(map(header[0].count, (",", ";", "\t"))) > 1:
        raise ValueError(sentence(ONE_CELL))
    if len(header) < 2:
        raise ValueError(sentence("one column only; separate columns by , ; or a tab"))
    tags = [each.strip() for each in after[0]]
    is_tagged = sum(each.startswith("#") for each in tags) * 2 > len([t for t in tags if t]) > 0
    names = _named(header, tags if is_tagged else ())
    return Header(names, at + 1 + is_tagged)


def _grouped(header: list[str], after: Sequence[Sequence[str]]) -> list[str]:
    """
    The names that two rows of a header make, where cells that were joined to stand above several
    columns left all but the first of them empty; none where the second row is none of a header.
    """
    below = [*(each.strip() for each in after[0]), *[""] * len(header)][: len(header)]
    filled = [at for at, each in enumerate(below) if each]
    spanned = [at for at in filled if at and not header[at]]
    if len(after) < 2 or not spanned or any(re.search(r"\d|^#", below[at]) for at in filled):
        return []
    names, group = [], ""
    for above, under in zip(header, below, strict=True):
        group = above or group
        names.append(_below(group, under) if under else above)
    return names


def _below(group: str, under: str) -> str:
    """
    What the cell *under* one that names its *group* is called: `Killed civilians`; a part of a
    place, as `Region` under `Location`, by its own name.
    """
    joined = f"{group} {under}".strip()
    of_place = {field_of(group), field_of(under)} <= _OF_PLACES
    return under if of_place and field_of(joined) is None else joined


_OF_PLACES = frozenset({"place", "region", "latitude", "longitude", "coordinates"})


def _as_wide(header: list[str], rows: Sequence[Sequence[str]]) -> list[str]:
    """*header* with as many cells as the rows have, where these have others of their own."""
    wide, _ = Counter(len(row) for row in rows).most_common(1)[0]
    more = wide - len(header)
    if more > 0 and all(not each.strip() for row in rows for each in row[len(header) :]):
        return header + [""] * more
    if more == 1 and all(row[0].strip().isdigit() for row in rows if row):
        # R writes the numbers of its rows without a name for their column.
        return ["", *header]
    if more < 0 and not any(header[more:]):
        return header[:more]
    return header


def _named(header: Sequence[str], tags: Sequence[str]) -> tuple[str, ...]:
    """Names that differ, in lower case; a hashtag where it says more than the header."""
    names: list[str] = []
    for place, each in enumerate(header):
        name = " ".join(each.casefold().split())
        tag = tags[place] if place < len(tags) else ""
        if field_of(name) is None and headers.plain(tag) in headers.NAMES:
            name = headers.plain(tag)
        name = name or f"unnamed {place + 1}"
        number = 2
        while name in names:
            name = f"{each.casefold()} ({number})".strip()
            number += 1
        names.append(name)
    return tuple(names)
