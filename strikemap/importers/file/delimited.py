"""Delimited text: what stands between its cells, and its first rows."""

from __future__ import annotations

import csv
from collections import Counter

from strikemap.importers.file import header as headers

MAX_HEAD = 1 << 20
DELIMITERS = (",", ";", "\t", "|")


def delimiter(text: str) -> str:
    """What parts most of the first rows into the same number of cells, two at least."""
    lines = [
        each for each in text[: MAX_HEAD // 4].splitlines()[: headers.LOOKED_AT] if each.strip()
    ]
    best, most = ",", (0.0, 0)
    for each in DELIMITERS:
        rows, _ = records(text, each)
        sizes = Counter(len(row) for row in rows if any(row)) or Counter([1])
        wide, count = max(sizes.items(), key=lambda size: (size[1], size[0]))
        if wide > 1 and (count / sizes.total(), wide) > most:
            best, most = each, (count / sizes.total(), wide)
    header = lines[0]
    # Text may hold more commas than the header; where rows differ that one's is the surer sign.
    if most[0] < 1 and header.count(best) < max(header.count(each) for each in DELIMITERS):
        by_header = max(DELIMITERS, key=header.count)
        if header.count(by_header) >= 2:
            return by_header
    return best


def records(
    text: str, delimiter: str, *, is_literal: bool = False
) -> tuple[list[list[str]], list[int]]:
    """
    The first rows, empty ones included, and the number of lines up to the end of each;
    *is_literal* says that quotation marks are taken as they stand.
    """
    reader = csv.reader(
        text[: MAX_HEAD // 2].splitlines(keepends=True),
        delimiter=delimiter,
        quoting=csv.QUOTE_NONE if is_literal else csv.QUOTE_MINIMAL,
    )
    rows: list[list[str]] = []
    lines: list[int] = []
    for row in reader:
        rows.append(row)
        lines.append(reader.line_num)
        if len(rows) == headers.LOOKED_AT:
            break
    return rows, lines
