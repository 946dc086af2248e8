"""The encodings of text that are read: as the reader names one, or judged by the bytes."""

from __future__ import annotations

import codecs
import re

from strikemap.importers.file import cyrillic
from strikemap.importers.problem import ImportProblem
from strikemap.languages import quoted, sentence

ENCODINGS = {
    "utf-8": "UTF-8",
    "cp1251": "Windows-1251",
    "koi8-u": "KOI8-U",
    "cp866": "DOS 866",
    "mac-cyrillic": "Mac Cyrillic",
    "cp1252": "Windows-1252",
    "latin-1": "Latin-1",
}


def asked(encoding: str) -> str:
    """
    The one of `ENCODINGS` that *encoding* names, by any of its names.

    Raises:
        ImportProblem: it names none.
    """
    try:
        found = codecs.lookup(encoding).name
    except LookupError:
        found = ""
    known = {codecs.lookup(each).name: each for each in ENCODINGS}
    if found not in known:
        raise ImportProblem(
            sentence(
                "{encoding} is not read; write one of {encodings}",
                encoding=quoted(encoding),
                encodings=", ".join(ENCODINGS),
            )
        )
    return known[found]


def judged(sample: bytes, name: str) -> str:
    """
    The encoding of *sample*, bytes of the file *name* that are no UTF-8; see `recognise`.

    Raises:
        ImportProblem: it is damaged UTF-8.
    """
    if re.search(rb"\xed[\xa0-\xaf][\x80-\xbf](?:\xed[\xb0-\xbf][\x80-\xbf])?", sample):
        decoded = sample.decode("utf-8", "replace")
        if decoded.count("\ufffd") <= 3 * len(re.findall(rb"\xed[\xa0-\xbf]", sample)):
            raise ImportProblem(
                sentence(
                    "{file}: holds halves of surrogate pairs, which are no characters; save it "
                    "again as UTF-8",
                    file=name,
                )
            )
    text = sample.decode("utf-8", "replace")
    bad = text.count("\ufffd")
    good = len(re.findall("[^\x00-\x7f\ufffd]", text))
    if good > 10 * bad:
        raise ImportProblem(
            sentence(
                "{file}: UTF-8 with {count} damaged character(s); save it again as UTF-8, or name "
                "the encoding",
                file=name,
                count=str(bad),
            )
        )
    beyond = len(re.findall(rb"[\x80-\xff]", sample))
    in_runs = sum(map(len, re.findall(rb"[\x80-\xff]{3,}", sample)))
    if beyond and in_runs > beyond / 2:
        return cyrillic.best(sample)
    return "cp1252" if re.search(rb"[\x80-\x9f]", sample) else "latin-1"
