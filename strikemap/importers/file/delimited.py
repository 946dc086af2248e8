"""Delimited text: what stands between its cells, and its first rows."""

from __future__ import annotations

import csv
from collections import Counter

from strikemap.importers.file import header as headers
from strikemap.importers.problem import ImportProblem
from strikemap.languages import sentence

MAX_HEAD = 1 << 20
DELIMITERS = (",", ";", "\t", "|")


def delimiter(text: str, name: str) -> str:
    """What parts most of the first rows into the same number of cells, two at least."""
    lines = [
        each for each in text[: MAX_HEAD // 4].splitlines()[: headers.LOOKED_AT] if each.strip()
    ]
    best, most = ",", (0.0, 0)
    for each in DELIMITERS:
        rows, _ = records(text, each, name)
        sizes = Counter(len(row) for row in rows if any(row)) or Counter([1])
        wide, count = max(sizes.items(), key=lambda size: (size[1], size[0]))
        if wide > 1 and (count / sizes.total(), wide) > most:
            best, most = each, (count / sizes.total(), wide)
    # Text may hold more commas than the header; the header's own delimiter is the surer sign.
    header = lines[0]
    if header.count(best) < max(header.count(each) for each in DELIMITERS):
        by_header = max(DELIMITERS, key=header.count)
        if header.count(by_header) >= 2:
            return by_header
    return best


def records(
    text: str, delimiter: str, name: str, *, is_literal: bool = False
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
    try:
        for row in reader:
            rows.append(row)
            lines.append(reader.line_num)
            if len(rows) == headers.LOOKED_AT:
                break
    except csv.Error as error:
        # Rows after the header are only looked at; their own reader speaks of their faults.
        if not rows:
            told = sentence(
                "{file}: the header can't be read: {fault}", file=name, fault=str(error)
            )
            raise ImportProblem(told) from None
        rows.append(rows[0])
        lines.append(lines[0])
    return rows, lines
