"""The cells of a plain table by field: codes, addresses and languages as the model has them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

import pandas as pd

from strikemap.importers.forms.columns import each_flag, each_value, text
from strikemap.importers.forms.mapping import FIELDS, Mapped
from strikemap.importers.forms.plain_addresses import keep_addresses
from strikemap.importers.forms.plain_parting import parted
from strikemap.importers.marks import Marks
from strikemap.importers.report import Log
from strikemap.importers.words import LEFT_OUT, NOT_OF_ITS_TYPE, UNKNOWN
from strikemap.languages import sentence
from strikemap.vocabularies import (
    CLAIMANT_TYPES,
    DATE_BASES,
    GEO_PRECISIONS,
    PARTS_OF_DAY,
    SIDES,
    SUB_EVENT_TYPES,
    SUB_EVENT_TYPES_BY_TYPE,
    TARGETS,
    TERRITORIES,
    TIME_PRECISIONS,
    WEAPONS,
    Term,
)

CODED: Mapping[str, tuple[Term, ...]] = {
    "event_type": tuple(Term(each, each) for each in SUB_EVENT_TYPES_BY_TYPE),
    "sub_event_type": SUB_EVENT_TYPES,
    "weapon": WEAPONS,
    "target": TARGETS,
    "part_of_day": PARTS_OF_DAY,
    "geo_precision": GEO_PRECISIONS,
    "time_precision": TIME_PRECISIONS,
    "date_basis": DATE_BASES,
    "territory": TERRITORIES,
    "claimant_type": CLAIMANT_TYPES,
    "side": SIDES,
}

DEFAULTS = {
    "event_type": "unknown",
    "sub_event_type": "unknown",
    "weapon": "unknown",
    "target": "unknown",
    "geo_precision": "2",
    "claimant": "Not named in the file",
    "claimant_type": "independent_media",
    "side": "other",
    "publisher": "Not named in the file",
    "language": "en",
}
"""What stands where the file has no such column or an empty cell; each is said in the report."""

SAME_AS = r"(?:[a-z0-9][a-z0-9._-]*/[a-z0-9-]+(?:;[a-z0-9][a-z0-9._-]*/[a-z0-9-]+)*)?"
"""As the rule `same-as` of the collections has it."""

NAMELESS = frozenset({"", "na", "n/a", "nan", "none", "null", "-", "–", "—"})
"""What stands for no name: pandas, R and Excel write these for an empty cell."""

_LANGUAGES = {
    "english": "en", "russian": "ru", "ukrainian": "uk", "ua": "uk", "eng": "en", "rus": "ru",
    "ukr": "uk", "английский": "en", "русский": "ru", "українська": "uk", "російська": "ru",
    "англійська": "en", "украинский": "uk", "german": "de", "french": "fr",
    "polish": "pl",
}  # fmt: skip
_TOLLS = tuple(name for name in FIELDS if name.startswith(("killed", "injured", "casualt")))


def cells_of(mapped: Mapped, rows: pd.DataFrame, log: Log, marks: Marks) -> dict[str, pd.Series]:
    """
    Each field of each row, with the mapping's codes, its constant or the default.

    A code that the model lacks, and what is no address or language, is left out and marked.
    """
    blank = text("", rows.index)
    # A file fills a few of the fields; of the others there is nothing to look at.
    found = {name: _raw(mapped, rows, name) if name in mapped.columns else blank for name in FIELDS}
    for name, terms in CODED.items():
        if found[name] is blank:
            continue
        known, codes = _codes(name), {"", *(each.code for each in terms)}
        made = each_value(found[name], lambda each, of=known: of.get(_loose(each), each))  # type: ignore[misc]  # bound at once
        wrong = each_flag(made, lambda each, of=codes: each not in of)  # type: ignore[misc]  # bound at once
        told = sentence("write it under values in the mapping; it is left out")
        log.unknown(name, made, wrong, told)
        done = UNKNOWN if DEFAULTS.get(name) == "unknown" else LEFT_OUT
        marks.add(wrong, mapped.columns.get(name, name), made, done)
        found[name] = made.mask(wrong, "")
    if found["same_as"] is not blank:
        wrong = ~found["same_as"].str.fullmatch(SAME_AS).to_numpy()
        marks.add(wrong, mapped.columns.get("same_as", "same_as"), found["same_as"], LEFT_OUT)
        found["same_as"] = found["same_as"].mask(wrong, "")
    if found["sub_event_type"] is not blank:
        _pair(found, mapped, log, marks)
    keep_addresses(found, mapped, marks)
    if found["language"] is not blank:
        plain = each_value(found["language"].str.lower(), lambda each: _LANGUAGES.get(each, each))
        wrong = ~plain.str.fullmatch("[a-z]{2}|").to_numpy()
        marks.add(wrong, mapped.columns.get("language", "language"), plain, LEFT_OUT)
        found["language"] = plain.mask(wrong, "")
    for name in FIELDS:
        if fallback := mapped.constants.get(name, DEFAULTS.get(name, "")):
            own = found[name]
            found[name] = (
                text(fallback, rows.index) if own is blank else own.mask(own == "", fallback)
            )
    return parted(found, mapped, marks)


@cache
def _codes(name: str) -> Mapping[str, str]:
    """The codes of the field *name* by how files write them, as `_loose` has it."""
    terms = CODED[name]
    known = {each.code.casefold(): each.code for each in terms}
    known |= {_loose(each.label): each.code for each in terms}
    return known | {_loose(each.code): each.code for each in terms}


def _raw(mapped: Mapped, rows: pd.DataFrame, name: str) -> pd.Series:
    found = rows[mapped.columns[name]].str.strip()
    # An apostrophe that keeps a spreadsheet from running a cell is no part of what it says.
    if found.str.startswith("'").any():
        found = found.str.replace(r"^'(?='*[=+\-@\t\r\n＝＋－＠])", "", regex=True)
    if codes := mapped.values.get(name):
        found = each_value(found, lambda each: codes.get(each, each))
    if name in ("geo_precision", "time_precision"):
        found = found.str.replace(r"^([123])[.,]0+$", r"\1", regex=True)
    if name in _TOLLS:
        return found
    nameless = found.str.lower().isin(list(NAMELESS))
    return found.mask(nameless, "") if nameless.any() else found


def _loose(value: str) -> str:
    return " ".join(value.casefold().replace("_", " ").split())


def _pair(found: dict[str, pd.Series], mapped: Mapped, log: Log, marks: Marks) -> None:
    """An event type that the sub-event type says, and none that contradicts it."""
    of = {sub: kind for kind, subs in SUB_EVENT_TYPES_BY_TYPE.items() for sub in subs}
    kind, sub = found["event_type"], found["sub_event_type"]
    implied = each_value(sub, lambda each: of.get(each, ""))
    bare = sub.isin(["", "unknown"])
    wrong = (~bare & (kind != "") & (kind != implied)).to_numpy()
    told = sentence("not of its event type; it is left out")
    log.unknown("sub_event_type", sub, wrong, told)
    marks.add(wrong, mapped.columns.get("sub_event_type", ""), sub, NOT_OF_ITS_TYPE)
    found["sub_event_type"] = sub.mask(wrong, "")
    found["event_type"] = kind.where(kind != "", implied.mask(bare, ""))
